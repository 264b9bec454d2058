/** An agency's gatekeeper: referrals to release or return, and where those of the agency stand. */
import type { Referral } from '../../services/model.ts';
import type { Whereabouts } from '../../services/referrals.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { answerBlocks, screeningBlock } from '../papers/blocks.ts';
import { line, sheet } from '../papers/sheet.ts';
import { formOf, type ReferralView } from '../referral/card.ts';
import type { Input } from '../referral/inputs.ts';
import { ifReleased, stands } from '../referral/standing.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

export const comment: Input = {
  id: 'comment',
  label: 'Comment',
  hint: 'what the referrer should change; it is kept with the referral',
  kind: { of: 'text', max: 1000, lines: true },
};

const mine = button('Referrals of my agency', 'gatekeeper.list', {});

/** Told to the gatekeeper, or to whoever is `inPlace` of them: no name, only the reference. */
export const askedCard = (
  { ref, agency, body, state }: Referral,
  inPlace: boolean,
  scheme: Scheme,
  area: string,
): Card =>
  sheet({
    heading: `To release: ${ref}`,
    intro: [
      state === 'with gatekeeper'
        ? `Somebody of ${agencyName({ scheme }, agency)} refers a person to the ${bodyOf({ scheme }, body).name}. ${inPlace ? 'You stand in for the gatekeeper, who is on leave' : 'You are the gatekeeper'}: release it, or return it with a comment.`
        : 'This has been dealt with.',
    ],
    buttons: [button('Open', 'gatekeeper.view', { referral: ref }), mine],
    area,
  });

/** The whole referral, to be released or returned; afterwards, where it stands. */
export const releaseCard = (view: ReferralView, referrer: string): Card => {
  const { seen, scheme, area } = view;
  const { referral, version, screening, whereabouts } = seen;
  const body = bodyOf({ scheme }, referral.body);
  const waits = referral.state === 'with gatekeeper';
  const press = { referral: referral.ref, version };
  return sheet({
    notice: view.notice,
    heading: `${waits ? 'To release' : 'Referral'}: ${referral.ref}`,
    intro: waits
      ? [
          `By ${referrer}, to the ${body.name}. Nobody on the panel sees it before you release it, at the end of this card.`,
          ...(whereabouts.status === 'with gatekeeper' ? [ifReleased(whereabouts.goes)] : []),
        ]
      : [forGatekeeper(whereabouts)],
    blocks: waits
      ? [screeningBlock('Screening today', screening, body), ...answerBlocks(referral.answers, formOf(view))]
      : [],
    buttons: [
      ...(waits
        ? [
            button('Release it', 'gatekeeper.release', press, { style: 'positive' }),
            button('Return it', 'gatekeeper.returning', { referral: referral.ref }),
          ]
        : [button('Open the papers', 'papers.view', { referral: referral.ref })]),
      mine,
    ],
    page: view.page ?? 1,
    turn: (title, page) => button(title, 'gatekeeper.view', { referral: referral.ref, page }),
    area,
  });
};

export const returnCard = ({ seen, area, notice }: ReferralView): Card => {
  const { referral, version } = seen;
  return formCard({
    notice,
    heading: `Return ${referral.ref}?`,
    intro: ['It becomes a draft again. Its referrer is told, and reads your comment.'],
    parts: [part({ inputs: [inputOf(comment)] })],
    buttons: [
      button('Return it', 'gatekeeper.return', { referral: referral.ref, version }, { inputs: 'auto' }),
      button('Back', 'gatekeeper.view', { referral: referral.ref }),
    ],
    area,
  });
};

/** As the referrer reads it, but for whose move it is. */
const forGatekeeper = (where: Whereabouts): string => {
  switch (where.status) {
    case 'with gatekeeper':
      return `Waits for you to release or return it. ${ifReleased(where.goes)}`;
    case 'draft':
      return 'Returned to its referrer.';
    default:
      return stands(where);
  }
};

export const agencyCard = (
  kept: readonly { readonly referral: Referral; readonly where: Whereabouts }[],
  {
    scheme,
    area,
    notice,
    page = 1,
  }: { scheme: Scheme; area: string; notice?: Notice | undefined; page?: number | undefined },
): Card =>
  sheet({
    notice,
    heading: 'Referrals of my agency',
    intro: kept.length === 0 ? ['Nothing has been handed in yet.'] : [],
    blocks: kept.map(({ referral, where }) => ({
      heading: `${referral.ref}, ${bodyOf({ scheme }, referral.body).name}`,
      lines: [line(forGatekeeper(where))],
      buttons: [button(`Open ${referral.ref}`, 'gatekeeper.view', { referral: referral.ref })],
    })),
    buttons: [],
    page,
    turn: (title, page) => button(title, 'gatekeeper.list', { page }),
    area,
  });

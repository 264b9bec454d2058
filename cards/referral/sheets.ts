/** What a referrer reads before submission: where to begin, all answers on one card, what was kept. */

import type { Referral } from '../../services/model.ts';
import { consentRules, type ReferralSeen, STEPS, standingFor } from '../../services/referrals.ts';
import { isRefusal } from '../../services/rules/consent.ts';
import { type Day, dayIn, inWords } from '../../services/rules/days.ts';
import type { Standing } from '../../services/rules/referral.ts';
import type { Body, BodyId, Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { answerBlocks, screeningBlock } from '../papers/blocks.ts';
import { type Block, line, sheet, told } from '../papers/sheet.ts';
import { type Card, plain } from '../render.ts';
import { type Button, button, count, inShort, moment, type Notice } from '../words.ts';
import { formOf, type ReferralView, stepNumber, stepTitle } from './card.ts';
import { ifReceived, mine, type Own, open, stands, strandBlocks, strandInWords } from './standing.ts';

export type Start = {
  /** This person's drafts, the newest first. */
  readonly drafts: readonly Own[];
  /** How many referrals they have made in all. */
  readonly seen: number;
  readonly bodies: readonly ({ readonly body: Body } & Standing)[];
  /** They also enter what somebody without Teams refers. */
  readonly enters: boolean;
  /** They assess people on reception in prison. */
  readonly receives: boolean;
  readonly area: string;
  readonly now: Date;
  readonly notice?: Notice | undefined;
};

const DRAFTS_OFFERED = 3;

/** What a referral is measured against; what is only to be written down is no measure. */
const asked = ({ screening }: Body, today: Day) =>
  (screening.findLast((set) => set.from <= today)?.criteria ?? []).filter(({ kind }) => kind !== 'written');

/** Drafts first, then a panel to refer to, each with what it asks for. */
export const startCard = ({ drafts, seen, bodies, enters, receives, area, now, notice }: Start): Card => {
  const today = dayIn(now);
  return sheet({
    notice,
    heading: 'Refer somebody',
    intro: [
      'For anyone whose offending a short, specified intervention might stop now. The form has five steps; leave whenever you like, everything you typed is kept.',
    ],
    blocks: [
      ...drafts.slice(0, DRAFTS_OFFERED).map(({ referral, where }) => ({
        heading: `Your draft ${referral.ref}`,
        lines: [line(`Started on ${inWords(dayIn(new Date(referral.startedAt)))}. ${stands(where)}`)],
        buttons: [open(`Carry on with ${referral.ref}`, referral.ref)],
      })),
      ...bodies.map(({ body, ...standing }) => ({
        heading: `To the ${body.name}`,
        lines: [
          ...(standing.status === 'may refer, warned' ? [line(standing.why, 'Please note')] : []),
          ...asked(body, today).map((criterion) =>
            told(
              criterion.kind === 'any'
                ? `${criterion.name}: ${inShort(criterion.of.map(({ name }) => name))}`
                : criterion.name,
            ),
          ),
        ],
        buttons: [button(`Refer to the ${body.name}`, 'referral.start', { body: body.id, seen })],
      })),
    ],
    buttons: [
      ...(drafts.length > DRAFTS_OFFERED ? [mine] : []),
      ...(receives ? [button('After a reception assessment', 'referral.reception', {})] : []),
      ...(enters ? [button('Enter one for somebody without Teams', 'referral.behalf', {})] : []),
    ],
    area,
  });
};

export const missingBlocks = ({ lacking, referral }: ReferralSeen): Block[] =>
  lacking.length === 0
    ? []
    : [
        {
          heading: `Still missing: ${count(lacking.length, 'answer')}`,
          lines: lacking.map(({ step, label }) => line(label, `Step ${stepNumber(step)}`)),
          buttons: STEPS.filter((step) => lacking.some((one) => one.step === step)).map((step) =>
            open(`Go to step ${stepNumber(step)}: ${stepTitle[step]}`, referral.ref, step),
          ),
        },
      ];

/** Consent that is refused, and what can be done about it; once it has come, what became of the refusal. */
const consentBlocks = ({ seen, scheme }: ReferralView): Block[] => {
  const { consentStop, referral, version } = seen;
  if (!consentStop) return strandBlocks(referral, scheme);
  const press = { referral: referral.ref, version };
  const { overrideBy, onRefusal } = consentRules({ scheme }, referral);
  const { override, strand } = referral;
  const lines = [line(`${consentStop} So this cannot be submitted, unless the person is asked again and agrees.`)];
  const buttons: Button[] = [open('Change what is said of consent', referral.ref, 'consent')];
  if (overrideBy.length > 0) {
    if (!override) buttons.push(button('Ask to go ahead without consent', 'consent.ask', press));
    else if (override.state === 'asked')
      lines.push(line(`Asked to go ahead without consent on ${moment(override.at)}.`));
    else lines.push(line(override.why ?? '', 'Not to go ahead without consent'));
  }
  if (onRefusal && isRefusal(referral.answers.consent)) {
    const agency = agencyName({ scheme }, onRefusal.agency);
    if (!strand || strand.state === 'ended')
      buttons.push(button(`Pass the refusal on to ${agency}`, 'consent.pass', press));
    else lines.push(line(strandInWords(strand, scheme)));
  }
  return [{ heading: 'Consent stands in the way', lines, buttons }];
};

/** What the gatekeeper said when they returned it. */
const returnedBlocks = ({ history = [] }: Referral): Block[] => {
  const returned = history.findLast(({ what }) => what === 'returned');
  return returned && 'why' in returned
    ? [
        {
          heading: 'Returned by the gatekeeper',
          lines: [line(returned.why, moment(returned.at))],
          buttons: [],
        },
      ]
    : [];
};

/** A way to each of these bodies to which the agency may refer, with the draft as it is; of the others, why not. */
const moves = ({ seen, scheme, now }: ReferralView, bodies: readonly BodyId[]): Pick<Block, 'lines' | 'buttons'> => {
  const { referral, version } = seen;
  const others = bodies.map((id) => {
    const body = bodyOf({ scheme }, id);
    return { body, ...standingFor({ scheme, now }, referral.agency, body) };
  });
  return {
    lines: others.flatMap((other) =>
      other.status === 'may not refer' ? [line(other.why, `To the ${other.body.name}`)] : [],
    ),
    buttons: others
      .filter(({ status }) => status !== 'may not refer')
      .map(({ body }) =>
        button(`Move it to the ${body.name}`, 'referral.move', { referral: referral.ref, version, body: body.id }),
      ),
  };
};

const stopBlocks = (view: ReferralView): Block[] => {
  const { screening, referral } = view.seen;
  const stop = screening.hardStop;
  if (!stop) return [];
  const { lines, buttons } = moves(view, stop.bodies);
  return [
    {
      heading: `This cannot go to the ${bodyOf(view, referral.body).name}`,
      lines: [told(`${stop.why} ${stop.advice} Your draft is kept.`), ...lines],
      buttons,
    },
  ];
};

/** Where a criterion is not met and the referral can go on all the same, the body that may be the right one. */
const offerBlocks = (view: ReferralView): Block[] => {
  const { screening, referral } = view.seen;
  const { name } = bodyOf(view, referral.body);
  return (screening.offers ?? []).map(({ why, advice, bodies }) => {
    const { lines, buttons } = moves(view, bodies);
    const goes = buttons.length > 0 ? ' If you move the draft, your answers go with it.' : '';
    const stays = screening.hardStop ? '' : ` You can still submit it to the ${name}, which decides.`;
    return {
      heading: 'Another body may be the right one',
      lines: [line(`${why} ${advice}${goes}${stays}`), ...lines],
      buttons,
    };
  });
};

const emergencyBlock = ({ referrals }: Body, scheme: Scheme): Block => ({
  heading: 'If it cannot wait',
  lines: [
    line(
      `Submitted as an emergency, it is told at once to ${seatName({ scheme }, referrals?.emergency ?? '')}. If somebody is in danger now, telephone 999.`,
    ),
  ],
  buttons: [],
});

/** All answers on one card, what is missing, and what screening says. */
export const checkCard = (view: ReferralView): Card => {
  const { seen, scheme, area } = view;
  const { referral, version, lacking, screening } = seen;
  const body = bodyOf({ scheme }, referral.body);
  const ready = lacking.length === 0 && !screening.hardStop && !seen.consentStop;
  const press = { referral: referral.ref, version };
  return sheet({
    notice: view.notice,
    heading: `Check your answers: ${referral.ref}`,
    intro: [
      ready
        ? `Nothing is missing. Read it through, then submit it to the ${body.name} at the end of this card.`
        : `A draft for the ${body.name}. It cannot be submitted yet; what stands in the way comes first.`,
      ...(ready ? [ifReceived(seen.goes)] : []),
      ...(referral.author
        ? [`Entered for ${plain(referral.author)} of ${agencyName({ scheme }, referral.agency)}.`]
        : []),
    ],
    blocks: [
      ...(ready && body.referrals?.emergency ? [emergencyBlock(body, scheme)] : []),
      ...returnedBlocks(referral),
      ...stopBlocks(view),
      ...offerBlocks(view),
      ...consentBlocks(view),
      ...missingBlocks(seen),
      screeningBlock('Screening: how this stands against the criteria', screening, body),
      ...answerBlocks(referral.answers, formOf(view), (step) => [
        open(`Change step ${stepNumber(step)}`, referral.ref, step),
      ]),
    ],
    buttons: [
      ...(ready ? [button('Submit the referral', 'referral.submit', press, { style: 'positive' })] : []),
      ...(ready && body.referrals?.emergency
        ? [button('Submit as an emergency', 'referral.submit', { ...press, emergency: true })]
        : []),
      mine,
    ],
    page: view.page ?? 1,
    turn: (title, page) => button(title, 'referral.open', { referral: referral.ref, step: 'check', page }),
    area,
  });
};

/** The referrer left half-way. */
export const keptCard = ({ seen, area, notice }: ReferralView): Card =>
  sheet({
    notice,
    heading: `Kept: draft ${seen.referral.ref}`,
    intro: [`${stands(seen.whereabouts)} Type “refer” whenever you want to carry on.`],
    blocks: returnedBlocks(seen.referral),
    buttons: [open('Carry on', seen.referral.ref), mine],
    area,
  });

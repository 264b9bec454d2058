/** Ownership that a body has decided to move: the agency is asked, and where it declines the chair; and what an agency is to do. */
import type { Case, CaseLine } from '../../services/caseModel.ts';
import type { AgencyDuties } from '../../services/consentsDue.ts';
import type { Role } from '../../services/permission.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { receivingInWords } from '../case/ownership.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, count, type Notice } from '../words.ts';

export const declineReason: Input = {
  id: 'reason',
  label: 'Reason, if you decline',
  hint: 'the chair reads it',
  kind: { of: 'text', max: 500, lines: true },
};

const mine = button('Consents to ask', 'ownership.list', {});

/** To the agency, or to the chair: no name, only the reference. */
export const noticeCard = (doc: Case, scheme: Scheme, area: string): Card =>
  sheet({
    heading: `Ownership of ${doc.ref}`,
    intro: [
      receivingInWords(doc, scheme) ?? `This has been answered: ${agencyName({ scheme }, doc.owner)} owns ${doc.ref}.`,
    ],
    buttons: [button('Open', 'ownership.view', { case: doc.ref })],
    area,
  });

export type OwnershipView = {
  readonly doc: Case;
  readonly version: number;
  readonly scheme: Scheme;
  readonly area: string;
  readonly roles: ReadonlySet<Role>;
  readonly notice?: Notice | undefined;
};

/** Whom it is about, why ownership is to move, and the answer. */
export const ownershipCard = ({ doc, version, scheme, area, roles, notice }: OwnershipView): Card => {
  const { receiving, identity } = doc;
  const press = { case: doc.ref, version };
  const answers = receiving && !receiving.declined && (roles.has('receiving agency') || roles.has('co-ordinator'));
  const leaves = receiving?.declined && (roles.has('body chair') || roles.has('co-ordinator'));
  return formCard({
    notice,
    heading: `Ownership of ${doc.ref}`,
    intro: [
      receivingInWords(doc, scheme) ?? `${agencyName({ scheme }, doc.owner)} owns it, and nobody else is asked to.`,
      ...(answers
        ? [
            'If you accept, your agency answers for the case towards the body, and asks the person for consent again. If you decline, the owner stays.',
          ]
        : []),
      ...(leaves
        ? ['Leave it where it is, or propose another agency from the case: the body decides on that at a meeting.']
        : []),
    ],
    parts: [
      part({
        lines: [
          line(identity.name ?? 'not given', 'Person'),
          ...(identity.dateOfBirth ? [line(inWords(identity.dateOfBirth), 'Date of birth')] : []),
          line(bodyOf({ scheme }, doc.body).name, 'Body'),
          line(agencyName({ scheme }, doc.owner), 'Owner now'),
          line(agencyName({ scheme }, doc.leadAgency), 'Lead agency'),
          ...(receiving ? [line(receiving.why, 'Why it is to move')] : []),
          ...(receiving?.declined ? [line(receiving.declined.why, 'Why it was declined')] : []),
        ],
        ...(answers && { inputs: [inputOf(declineReason)] }),
      }),
    ],
    buttons: [
      ...(answers
        ? [
            button('Accept', 'ownership.accept', press, { style: 'positive' }),
            button('Decline', 'ownership.decline', press, { inputs: 'auto' }),
          ]
        : []),
      ...(leaves ? [button('Leave it where it is', 'ownership.leave', press)] : []),
      ...(roles.has('member') || roles.has('co-ordinator')
        ? [button('Open the case', 'case.view', { case: doc.ref, tab: 'summary', page: 1 })]
        : []),
      mine,
    ],
    area,
  });
};

const block = ({ ref, name, body }: CaseLine, scheme: Scheme, says: string, title: string, verb: string): Block => ({
  heading: `${ref}: ${name || 'no name'}`,
  lines: [line(`${bodyOf({ scheme }, body).name}. ${says}`)],
  buttons: [button(`${title} ${ref}`, verb, { case: ref })],
});

/** What the agency is to do. */
export const dutiesCard = (
  { offered, consents }: AgencyDuties,
  { scheme, area, page }: { readonly scheme: Scheme; readonly area: string; readonly page: number },
): Card => {
  const total = offered.length + consents.length;
  return sheet({
    heading: 'Consents to ask',
    intro: [
      total === 0
        ? 'No consent is to be asked again, and no case is offered to your agency.'
        : `${count(consents.length, 'consent is to be asked again', 'consents are to be asked again')}, since ownership moved; ${count(offered.length, 'case is', 'cases are')} offered and not answered.`,
    ],
    blocks: [
      ...offered.map((one) => block(one, scheme, 'Is your agency to take it over?', 'Answer on', 'ownership.view')),
      ...consents.map((one) =>
        block(one, scheme, 'Consent is to be asked again.', 'Record consent for', 'caseConsent.open'),
      ),
    ],
    buttons: [],
    page,
    turn: (title, to) => button(title, 'ownership.list', { page: to }),
    area,
  });
};

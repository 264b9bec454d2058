/** That ownership of a case moves, what was said of consent, and what is to be done about it. */
import type { Case } from '../../services/caseModel.ts';
import { consentChoices, isRefusal } from '../../services/rules/consent.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { consentInWords } from '../papers/history.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { strandInWords } from '../referral/standing.ts';
import { button } from '../words.ts';
import type { CaseView } from './card.ts';

/** Who may record what the person says of consent. */
export const recorders = ['owner agency', 'lead professional', 'co-ordinator'] as const;

const on = (at: string): string => inWords(dayIn(new Date(at)));

/** Nothing while ownership rests where it is. */
export const receivingInWords = ({ receiving, owner }: Case, scheme: Scheme): string | undefined => {
  if (!receiving) return undefined;
  const { agency, since, declined } = receiving;
  const name = agencyName({ scheme }, agency);
  return declined
    ? `${name} does not take it over and said so on ${on(declined.at)}. ${agencyName({ scheme }, owner)} owns it still, and the chair sees to it.`
    : `The body decided on ${on(since)} that ownership moves to ${name}, which has not answered yet.`;
};

export const consentDueInWords = ({ consentDue, owner }: Case, scheme: Scheme): string | undefined =>
  consentDue &&
  `Consent is to be asked again, since ownership moved to ${agencyName({ scheme }, owner)} on ${on(consentDue)}.`;

/** Without the reason, which stays with the case. */
export const overrideInWords = ({ override, consent }: Case): string | undefined => {
  switch (override?.state) {
    case undefined:
      return undefined;
    case 'asked':
      return `Consent is ${consent?.status}. Those whom the scheme names are asked whether the work goes on without it.`;
    case 'given':
      return `The work goes on without consent, as decided on ${on(override.at)}.`;
    case 'declined':
      return `It was decided on ${on(override.at)} not to go on without consent.`;
  }
};

/** What was said last, and what it brought. */
export const consentLines = (doc: Case, scheme: Scheme): Line[] => {
  const rule = bodyOf({ scheme }, doc.body).referrals?.consent.rule ?? 'where appropriate';
  const title = consentChoices(rule).find(({ value }) => value === doc.consent?.status)?.title;
  return [
    // Where people are told, the answer says so itself.
    line(consentInWords(doc.consent, title), rule !== 'told' ? 'Consent' : title ? undefined : 'Told'),
    ...[
      consentDueInWords(doc, scheme),
      doc.strand && (doc.strand.state !== 'ended' || !isRefusal(doc.consent)) && strandInWords(doc.strand, scheme),
      overrideInWords(doc),
    ].flatMap((text) => (text ? [line(text)] : [])),
    ...(doc.override?.why ? [line(doc.override.why, 'Reason')] : []),
  ];
};

export const consentBlocks = ({ seen: { doc }, scheme, roles }: CaseView): Block[] => {
  const records = recorders.some((role) => roles?.has(role)) && doc.state === 'on the register';
  return [
    {
      heading: 'Consent',
      lines: consentLines(doc, scheme),
      buttons: records ? [button('Record consent', 'caseConsent.open', { case: doc.ref })] : [],
    },
  ];
};

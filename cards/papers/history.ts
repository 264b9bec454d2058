/** What happened to a referral since it was handed in, with the old and the new of every answer that was changed. */
import type { AnswerChange, PersonKey, Referral, ReferralEvent, Score } from '../../services/model.ts';
import { STEPS } from '../../services/referrals.ts';
import { inWords } from '../../services/rules/days.ts';
import { type Consent, noAnswers, type ReferralAnswers } from '../../services/rules/referral.ts';
import { workedInWords } from '../ogrs/words.ts';
import { fieldsOf, inPlainWords } from '../referral/form.ts';
import type { Form } from '../referral/inputs.ts';
import { offenceInWords } from '../referral/offences.ts';
import { moment } from '../words.ts';
import { type Block, type Line, line } from './sheet.ts';

const offencesIn = ({ offences }: ReferralAnswers, form: Form): string[] =>
  offences.map((offence) => [offenceInWords(offence, form), ...(offence.note ? [offence.note] : [])].join('. '));

/** A line for each input that shows something else than before. */
export const changeLines = (changes: readonly AnswerChange[], form: Form): Line[] =>
  changes.flatMap(({ field, from, to }): Line[] => {
    const before: ReferralAnswers = { ...noAnswers, ...(from !== undefined && { [field]: from }) };
    const after: ReferralAnswers = { ...noAnswers, ...(to !== undefined && { [field]: to }) };
    if (field === 'offences') {
      const [old, now] = [offencesIn(before, form), offencesIn(after, form)];
      return [
        ...old.filter((one) => !now.includes(one)).map((one) => line(one, 'Offence taken out')),
        ...now.filter((one) => !old.includes(one)).map((one) => line(one, 'Offence added')),
      ];
    }
    const fields = new Map(
      STEPS.flatMap((step) => [...fieldsOf(step, form, before), ...fieldsOf(step, form, after)]).map((one) => [
        one.id,
        one,
      ]),
    );
    return [...fields.values()]
      .filter((one) => one.read(before) !== one.read(after))
      .map((one) => line(`“${inPlainWords(one, before, form)}” became “${inPlainWords(one, after, form)}”`, one.label));
  });

export const consentInWords = (consent: Consent | undefined, status: string = consent?.status ?? 'not said'): string =>
  [
    status,
    ...(consent?.reason ? [`reason: ${consent.reason}`] : []),
    ...(consent?.form ? [`form ${consent.form}`] : []),
    ...(consent?.date ? [inWords(consent.date)] : []),
    ...(consent?.scope ? [`for ${consent.scope}`] : []),
  ].join(', ');

export const scoreInWords = ({ tool, version, date, twoYear, oneYear, band }: Score): string =>
  `${tool}${version ? ` ${version}` : ''} of ${inWords(date)}: ${twoYear} percent within two years${oneYear === undefined ? '' : `, ${oneYear} percent within one`} (${band}).`;

/** A score, and how it came about where it was worked out here. */
export const scoreLines = (score: Score, label?: string): Line[] => [
  line(scoreInWords(score), label),
  ...(score.worked ? [line(workedInWords(score.worked), 'How it was worked out')] : []),
];

/** What an event says of itself in one sentence. */
export const eventInWords = (event: ReferralEvent, by: string): string => {
  const late = 'late' in event && event.late ? ', late: the agenda had gone out' : '';
  switch (event.what) {
    case 'submitted':
      return `Submitted by ${by}.`;
    case 'given to the gatekeeper':
      return `Given to the gatekeeper by ${by}.`;
    case 'released':
      return `Released by the gatekeeper, ${by}.`;
    case 'submitted as an emergency':
      return `Told as an emergency by ${by}.`;
    case 'returned':
      return `Returned by the gatekeeper, ${by}: ${event.why}`;
    case 'override asked':
      return `${by} asked to go ahead without consent.`;
    case 'overridden':
      return `${by} let it go ahead without consent. Reason: ${event.why}`;
    case 'not overridden':
      return `${by} did not let it go ahead without consent. Reason: ${event.why}`;
    case 'consent':
      return `Consent recorded by ${by}${late}: ${consentInWords(event.from)}, now ${consentInWords(event.to)}.`;
    case 'consent came':
      return 'Consent came; what was decided on the refusal has ended.';
    case 'refusal passed on':
      return `The refusal of consent was passed on by ${by}, for ${event.strand} to be decided on.`;
    case 'placed':
      return `Placed in ${event.strand} by ${by}. Reason: ${event.why}`;
    case 'not placed':
      return `Not placed in ${event.strand} by ${by}. Reason: ${event.why}`;
    case 'score asked':
      return 'Probation was asked for the OGRS score.';
    case 'score':
      return `${scoreInWords(event.score)} Given by ${by}.`;
    case 'amended':
      return `Changed by ${by}${late}. Reason: ${event.why}`;
    case 'withdrawn':
      return `Withdrawn by ${by}${late}. Reason: ${event.why}`;
  }
};

/** Bytes that one block may have, so that it fits on a page. */
const A_BLOCK = 12_000;
/** What the card adds to each line. */
const A_LINE = 200;

/** Blocks that fit on a page each, whatever the lines hold. */
export const blocksOf = (heading: string, lines: readonly Line[]): Block[] => {
  const parts: Line[][] = [];
  let bytes = A_BLOCK;
  for (const one of lines) {
    const own = Buffer.byteLength(JSON.stringify(one)) + A_LINE;
    bytes += own;
    if (bytes > A_BLOCK) {
      parts.push([]);
      bytes = own;
    }
    parts.at(-1)?.push(one);
  }
  return parts.map((lines, at) => ({ heading: at === 0 ? heading : `${heading}, continued`, lines, buttons: [] }));
};

export const historyBlocks = (referral: Referral, form: Form, nameOf: (person: PersonKey) => string): Block[] =>
  blocksOf(
    'What happened to this referral',
    (referral.history ?? []).flatMap((event) => [
      line(eventInWords(event, nameOf(event.by)), moment(event.at)),
      ...(event.what === 'amended' ? changeLines(event.changes, form) : []),
    ]),
  );

/** The dates that everybody has to know, what is pending, and whether the police look for the person. */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase, type Effect } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn, inWords } from './rules/days.ts';
import type { KeyDates } from './rules/due.ts';
import type { Work } from './work.ts';

/** Of somebody inside, custody alone says when the sentence ends; of somebody released, their custody keeps it. */
const dated = (doc: Case, { sentenceEnd, ...dates }: KeyDates): Case => {
  const { custody, keyDates: { sentenceEnd: known } = {} } = doc;
  if (!custody) return { ...doc, keyDates: { ...dates, ...(sentenceEnd && { sentenceEnd }) } };
  if (!custody.released) return { ...doc, keyDates: { ...dates, ...(known && { sentenceEnd: known }) } };
  if (sentenceEnd && sentenceEnd < custody.released)
    throw new Refusal(
      'bad input',
      `Please look at “End of sentence”: it lies before the release on ${inWords(custody.released)}. Nothing was changed, and what you typed is still there.`,
    );
  const { endsOn: _, ...rest } = custody;
  return { ...doc, keyDates: dates, custody: { ...rest, ...(sentenceEnd && { endsOn: sentenceEnd }) } };
};

export const datesKept = (doc: Case, keyDates: KeyDates): Effect => ({
  doc: dated(onRegister(doc), keyDates),
  events: [{ what: 'key dates' }],
});

/** All of them anew: a date that is not given any more is gone. */
export const keepDates = (work: Work, press: CasePress, keyDates: KeyDates): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => datesKept(doc, keyDates));

export const pendingKept = (doc: Case, cases: readonly string[]): Effect => {
  const { pending: _, ...rest } = onRegister(doc);
  return {
    doc: { ...rest, ...(cases.length > 0 && { pending: cases }) },
    events: [{ what: 'pending cases', cases }],
  };
};

/** All of them anew: one that is not given any more is decided. */
export const keepPending = (work: Work, press: CasePress, cases: readonly string[]): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    if (cases.join('|') === (doc.pending ?? []).join('|'))
      throw new Refusal('no change', `These pending cases are recorded of ${doc.ref} already.`);
    return pendingKept(doc, cases);
  });

export const madeWanted = (doc: Case, wanted: NonNullable<Case['wanted']>): Effect => ({
  doc: { ...onRegister(doc), wanted },
  events: [{ what: 'wanted', ...wanted }],
});

export const notWanted = (doc: Case, why: string): Effect => {
  const { wanted: _, ...rest } = onRegister(doc);
  return { doc: rest, events: [{ what: 'no longer wanted', why }] };
};

export const setWanted = (
  work: Work,
  press: CasePress,
  { wanted, why, since = dayIn(work.now) }: { readonly wanted: boolean; readonly why: string; readonly since?: Day },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    if ((onRegister(doc).wanted !== undefined) === wanted)
      throw new Refusal('no change', `${doc.ref} is recorded as ${wanted ? 'wanted' : 'not wanted'} already.`);
    return wanted ? madeWanted(doc, { since, why }) : notWanted(doc, why);
  });

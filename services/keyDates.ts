/** The dates that everybody has to know, and whether the police look for the person. */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { dayIn, inWords } from './rules/days.ts';
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

/** All of them anew: a date that is not given any more is gone. */
export const keepDates = (work: Work, press: CasePress, keyDates: KeyDates): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => ({ doc: dated(onRegister(doc), keyDates), events: [{ what: 'key dates' }] }));

export const setWanted = (
  work: Work,
  press: CasePress,
  { wanted, why }: { readonly wanted: boolean; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { wanted: before, ...rest } = onRegister(doc);
    if ((before !== undefined) === wanted)
      throw new Refusal('no change', `${doc.ref} is recorded as ${wanted ? 'wanted' : 'not wanted'} already.`);
    return wanted
      ? { doc: { ...rest, wanted: { since: dayIn(work.now), why } }, events: [{ what: 'wanted', why }] }
      : { doc: rest, events: [{ what: 'no longer wanted', why }] };
  });

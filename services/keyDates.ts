/** The dates that everybody has to know, and whether the police look for the person. */
import { type CasePress, changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import type { KeyDates } from './rules/due.ts';
import type { Work } from './work.ts';

/** All of them anew: a date that is not given any more is gone. */
export const keepDates = (work: Work, press: CasePress, keyDates: KeyDates): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => ({ doc: { ...onRegister(doc), keyDates }, events: [{ what: 'key dates' }] }));

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

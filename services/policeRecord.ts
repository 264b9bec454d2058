/** The tasks by which police keep the PNC marker and the IDIOM record in step with the register (L, IDIOM). */
import type { Case } from './caseModel.ts';
import { actionGiven } from './giving.ts';
import { dayIn } from './rules/days.ts';
import { type PoliceOccasion, type PoliceRecord, turning } from './rules/policeRecord.ts';
import { addWorkingDays } from './rules/workingDays.ts';
import type { Change } from './store.ts';
import { schemeOf, type Work } from './work.ts';

const textOf = (rules: PoliceRecord, doc: Case, occasion: PoliceOccasion): string =>
  occasion === 'adopted' ? `${rules.adopted} ${doc.rag?.colour === 'red' ? rules.red : rules.notRed}` : rules[occasion];

/** An action of the police contact, open until that person says it is done; nobody's where there is no such person. */
export const policeTask = (work: Work, doc: Case, occasion: PoliceOccasion): Change[] => {
  const { policeRecord: rules, calendar } = schemeOf(work);
  if (!rules || !doc.policeContact) return [];
  return actionGiven(work, {
    about: doc,
    ref: doc.ref,
    body: doc.body,
    what: textOf(rules, doc, occasion),
    due: addWorkingDays(dayIn(work.now), rules.days, calendar),
    owner: doc.policeContact,
  });
};

/** What a new colour gives the police to do, if it turns red or stops being red. */
export const colourTask = (work: Work, from: Case, to: Case): Change[] => {
  const occasion = to.rag && turning(from.rag?.colour, to.rag.colour);
  return occasion ? policeTask(work, to, occasion) : [];
};

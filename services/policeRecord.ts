/** The tasks by which police keep the PNC marker and the IDIOM record in step with the register (L, IDIOM). */
import type { Case } from './caseModel.ts';
import { isOutside } from './cases.ts';
import { actionGiven, received, type Task } from './giving.ts';
import { dayIn } from './rules/days.ts';
import { type PoliceOccasion, type PoliceRecord, turning } from './rules/policeRecord.ts';
import { addWorkingDays } from './rules/workingDays.ts';
import type { Change } from './store.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

const textOf = (rules: PoliceRecord, doc: Case, occasion: PoliceOccasion): string =>
  occasion === 'adopted' ? `${rules.adopted} ${doc.rag?.colour === 'red' ? rules.red : rules.notRed}` : rules[occasion];

/** The police contact; where there is none, the first who sits for the police and may open the case. */
const officerFor = (work: Work, doc: Case): Pick<Task, 'owner' | 'seat'> | undefined => {
  if (doc.policeContact) return { owner: doc.policeContact };
  const police = schemeOf(work)
    .agencies.filter(({ kind }) => kind === 'police')
    .map(({ id }) => id);
  return bodyOf(work, doc.body)
    .seats.filter(({ agency }) => police.includes(agency))
    .flatMap(({ id }) => {
      const owner = work.area.holders[id];
      return owner ? [{ owner, seat: id }] : [];
    })
    .find((one) => !isOutside(doc, received(work, one).owner));
};

/** An action of the police, open until whoever has it says it is done; nobody's where nobody sits for them. */
export const policeTask = (work: Work, doc: Case, occasion: PoliceOccasion): Change[] => {
  const { policeRecord: rules, calendar } = schemeOf(work);
  const officer = rules && officerFor(work, doc);
  if (!officer) return [];
  return actionGiven(work, {
    about: doc,
    ref: doc.ref,
    body: doc.body,
    what: textOf(rules, doc, occasion),
    due: addWorkingDays(dayIn(work.now), rules.days, calendar),
    ...officer,
  });
};

/** What a new colour gives the police to do, if it turns red or stops being red. */
export const colourTask = (work: Work, from: Case, to: Case): Change[] => {
  const occasion = to.rag && turning(from.rag?.colour, to.rag.colour);
  return occasion ? policeTask(work, to, occasion) : [];
};

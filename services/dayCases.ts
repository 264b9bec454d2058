/** Dates in cases of which those who work with them are reminded. */
import { facet } from './caseIndex.ts';
import { type Case, type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { isHidden } from './cases.ts';
import type { Finding, ForSomebody } from './dayCards.ts';
import type { PersonKey } from './person.ts';
import { inOrder } from './reading.ts';
import { newSince } from './rules/cadence.ts';
import type { Day } from './rules/days.ts';
import { type Due, dueBy } from './rules/due.ts';
import { horizon, remindsOfCase } from './rules/reminders.ts';
import { subtractWorkingDays } from './rules/workingDays.ts';
import { schemeOf, type Work } from './work.ts';

/** The lines of a list in the order of its dates, up to this day. */
const linesUntil = async (work: Work, under: string, last: Day): Promise<CaseLine[]> => {
  const found: CaseLine[] = [];
  for await (const { id, doc } of inOrder(work.store, work.area.id, OnRegister, under)) {
    if (id.slice(under.length, under.length + last.length) > last) break;
    if (!isHidden(work.area, doc)) found.push(doc);
  }
  return found;
};

const linesOfAll = async (work: Work, under: (body: string) => string, last: Day): Promise<CaseLine[]> =>
  (await Promise.all(schemeOf(work).bodies.map(({ id }) => linesUntil(work, under(id), last)))).flat();

/** Of a restricted case only those are reminded to whom it is open; where there is nobody, the co-ordinators are. */
const readers = (
  { coordinators }: Work,
  { restrictedTo }: Pick<CaseLine, 'restrictedTo'>,
  wanted: readonly (PersonKey | undefined)[],
): PersonKey[] => {
  const open = (person: PersonKey | undefined) => person && (!restrictedTo || restrictedTo.includes(person));
  const found = wanted.filter((person): person is PersonKey => open(person) === true);
  return found.length > 0 ? [...new Set(found)] : coordinators.filter(open);
};

/** Whose it is to do what a case wants. */
const whose = (due: Due, { leadProfessional, policeContact }: Case): (PersonKey | undefined)[] => {
  switch (due.what) {
    case 'court':
      return [due.court.statement?.wanted ? due.court.statement.by : leadProfessional];
    case 'visit':
    case 'bail':
      return [policeContact];
    case 'prison release':
      return [leadProfessional, policeContact];
    case 'result':
    case 'appointment':
    case 'joint meeting':
    case 'end of sentence':
      return [leadProfessional];
  }
};

const idOf = (due: Due): string | undefined => {
  switch (due.what) {
    case 'court':
    case 'result':
      return due.court.id;
    case 'appointment':
      return due.appointment.id;
    case 'visit':
      return due.order.id;
    case 'joint meeting':
      return due.meeting.id;
    case 'prison release':
    case 'bail':
    case 'end of sentence':
      return undefined;
  }
};

/** What of a case a day's card speaks of; undefined once it is settled. */
export const stillDue = (doc: Case, { what, id }: { readonly what: Due['what']; readonly id?: string }, today: Day) =>
  dueBy(doc, today).find((due) => due.what === what && idOf(due) === id);

export const casesOfDay: Finding = async (work, slot) => {
  const { cadence, calendar } = schemeOf(work);
  const lines = await linesOfAll(work, facet.due, slot.day);
  const rows = await Promise.all(lines.map(({ ref }) => work.store.get(work.area.id, Cases, ref)));
  const cases = rows.flatMap((row) => (row ? [row.doc] : []));
  const remind = (doc: Case, due: Due): ForSomebody[] => {
    const id = idOf(due);
    const about = { kind: 'case', ref: doc.ref, what: due.what, on: due.on, ...(id && { id }) } as const;
    const news = remindsOfCase(due, slot, cadence.court.again, calendar);
    return readers(work, doc, whose(due, doc)).map((of) => ({ item: { ...about, of }, news }));
  };
  return cases.flatMap((doc) => dueBy(doc, slot.day).flatMap((due) => remind(doc, due)));
};

/** Reviews, and the ends of lighter monitoring: so many working days before, and on the day. */
export const reviewsOfDay: Finding = async (work, slot) => {
  const { cadence, calendar } = schemeOf(work);
  const { before } = cadence.reviews;
  const last = horizon(slot.day, before, calendar);
  const [reviews, monitored] = await Promise.all([
    linesOfAll(work, facet.review, last),
    linesOfAll(work, facet.monitored, last),
  ]);
  const remind = (line: CaseLine, kind: 'review' | 'monitoring', on: Day): ForSomebody[] =>
    readers(work, line, [line.leadProfessional]).map((of) => ({
      item: { kind, ref: line.ref, on, of },
      news: newSince(slot, [subtractWorkingDays(on, before, calendar), on]),
    }));
  return [
    ...reviews.flatMap((line) => remind(line, 'review', line.reviewOn)),
    ...monitored.flatMap((line) => remind(line, 'monitoring', line.monitoredUntil ?? slot.day)),
  ];
};

/** Removed people who are to be considered again (G Q11): told on the day, and on the agenda until a meeting has done so. */
export const reselectionsOfDay: Finding = async (work, slot) =>
  (await linesOfAll(work, facet.reselection, slot.day)).flatMap((line) => {
    const on = line.reselectOn;
    if (!on) return [];
    const news = newSince(slot, [on]);
    return readers(work, line, work.coordinators).map((of) => ({
      item: { kind: 're-selection', ref: line.ref, on, of },
      news,
    }));
  });

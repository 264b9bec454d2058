/** What cases want today, and who is in prison for a short time, over all bodies that a person belongs to. */
import { isAside, seatTakenBy } from './attendance.ts';
import { facet } from './caseIndex.ts';
import { type Case, type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { isHidden } from './cases.ts';
import type { PersonKey } from './person.ts';
import { dayIn } from './rules/days.ts';
import { type Due, dueBy } from './rules/due.ts';
import type { Body } from './rules/scheme.ts';
import { meetingsOf, schemeOf, type Work } from './work.ts';

/** Cases one list reads of each body; those due first come first. */
const MOST = 40;

/** Bodies on which the person has a seat; all of them for a co-ordinator. */
const bodiesOf = (work: Work): Body[] =>
  schemeOf(work).bodies.filter(
    ({ motions, seats }) =>
      motions.includes('adopt') &&
      (work.actor.coordinator || seats.some(({ id }) => work.area.holders[id] === work.actor.person)),
  );

/** Cases from which the person stands aside at a meeting that has not ended. */
const asideFrom = async (work: Work, person: PersonKey): Promise<Set<string>> => {
  const meetings = (await meetingsOf(work)).filter(({ state }) => state !== 'closed');
  return new Set(
    meetings.flatMap((meeting) => {
      const seat = seatTakenBy(meeting, person);
      return meeting.items.flatMap((item) => {
        const aside = item.aside.some((entry) => entry.person === person) || (seat && isAside(item, seat));
        return item.case && aside ? [item.case] : [];
      });
    }),
  );
};

const linesUnder = async (work: Work, under: (body: string) => string): Promise<CaseLine[]> => {
  const { person } = work.actor;
  const lists = await Promise.all(
    bodiesOf(work).map(({ id }) => work.store.list(work.area.id, OnRegister, under(id), MOST)),
  );
  const aside = await asideFrom(work, person);
  return lists
    .flat()
    .map(({ doc }) => doc)
    .filter(
      (line) =>
        !isHidden(work.area, line) &&
        !aside.has(line.ref) &&
        (!line.restrictedTo || line.restrictedTo.includes(person)),
    );
};

const casesUnder = async (work: Work, under: (body: string) => string): Promise<Case[]> => {
  const lines = await linesUnder(work, under);
  const rows = await Promise.all(lines.map(({ ref }) => work.store.get(work.area.id, Cases, ref)));
  return rows.flatMap((row) => (row ? [row.doc] : []));
};

export type CaseDueNow = { readonly doc: Case; readonly due: readonly Due[] };

/** Cases of which something is due, the longest due first. */
export const dueNow = async (work: Work): Promise<CaseDueNow[]> => {
  const today = dayIn(work.now);
  return (await casesUnder(work, facet.due))
    .map((doc) => ({ doc, due: dueBy(doc, today) }))
    .filter(({ due }) => due.length > 0)
    .sort((a, b) => (a.due[0]?.on ?? '').localeCompare(b.due[0]?.on ?? ''));
};

/** People with a short sentence and no supervision, until something was offered to them after release (Le 1.20). */
export const shortSentences = (work: Work): Promise<Case[]> => casesUnder(work, facet.short);

/** What cases want today, and who is in prison for a short time, over all bodies that a person belongs to. */
import { isAside, seatTakenBy } from './attendance.ts';
import { facet } from './caseIndex.ts';
import { type Case, type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { isHidden, isOutside } from './cases.ts';
import type { PersonKey } from './person.ts';
import { inOrder } from './reading.ts';
import { registersOf } from './register.ts';
import { type Day, dayIn } from './rules/days.ts';
import { type Due, dueBy } from './rules/due.ts';
import { meetingsOf, type Work } from './work.ts';

/** Cases one list has of each body; those due first come first. */
export const MOST = 40;

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

/** Cases found, and whether there are more than one list takes. */
export type Listed<T> = { readonly found: readonly T[]; readonly more: boolean };

/** `until`: the day that stands behind `under` in the row's id, where only what has come counts. */
const linesOf = async (work: Work, under: string, aside: ReadonlySet<string>, until?: Day): Promise<CaseLine[]> => {
  const { store, area, actor } = work;
  const open: CaseLine[] = [];
  // What its reader may not see takes nobody else's place.
  for await (const { id, doc } of inOrder(store, area.id, OnRegister, under)) {
    if (open.length > MOST || (until && id.slice(under.length) > `${until}~`)) break;
    if (!isHidden(area, doc) && !aside.has(doc.ref) && !isOutside(doc, actor.person)) open.push(doc);
  }
  return open;
};

const casesUnder = async (work: Work, under: (body: string) => string, until?: Day): Promise<Listed<Case>> => {
  const aside = await asideFrom(work, work.actor.person);
  const lists = await Promise.all(registersOf(work).map(({ id }) => linesOf(work, under(id), aside, until)));
  const refs = lists.flatMap((lines) => lines.slice(0, MOST).map(({ ref }) => ref));
  const rows = await Promise.all(refs.map((ref) => work.store.get(work.area.id, Cases, ref)));
  return { found: rows.flatMap((row) => (row ? [row.doc] : [])), more: lists.some(({ length }) => length > MOST) };
};

export type CaseDueNow = { readonly doc: Case; readonly due: readonly Due[] };

/** Cases of which something is due, the longest due first. */
export const dueNow = async (work: Work): Promise<Listed<CaseDueNow>> => {
  const today = dayIn(work.now);
  const { found, more } = await casesUnder(work, facet.due, today);
  const due = found
    .map((doc) => ({ doc, due: dueBy(doc, today) }))
    .filter((one) => one.due.length > 0)
    .sort((a, b) => (a.due[0]?.on ?? '').localeCompare(b.due[0]?.on ?? ''));
  return { found: due, more };
};

/** People with a short sentence and no supervision, until something was offered to them after release (Le 1.20). */
export const shortSentences = (work: Work): Promise<Listed<Case>> => casesUnder(work, facet.short);

/** Before a meeting, whoever has a seat is asked for the input of their agency on the cases that call for it (T 2.6). */
import { attendanceOf } from './attendance.ts';
import { type Case, Cases } from './caseModel.ts';
import type { AgendaItem, Meeting } from './model.ts';
import { takesInput, USUAL } from './rules/reviews.ts';
import type { Change } from './store.ts';
import { bodyOf, tell, type Work } from './work.ts';

/** Whether agencies are asked for their input on this case. */
export const asksInput = (place: Pick<Work, 'scheme'>, doc: Case): boolean =>
  doc.state === 'on the register' && takesInput(bodyOf(place, doc.body).reviews ?? USUAL, doc.rag?.colour);

/** Items of a meeting that are reviewed and call for input. */
export const itemsAsked = async (
  place: Pick<Work, 'store' | 'area' | 'scheme'>,
  body: string,
  items: readonly Pick<AgendaItem, 'heading' | 'case'>[],
): Promise<string[]> => {
  const { byColour } = bodyOf(place, body).reviews ?? USUAL;
  if (!Object.values(byColour).some(({ input }) => input)) return [];
  const refs = items.flatMap(({ heading, case: ref }) =>
    ref && (heading === 'red cases' || heading === 'reviews due') ? [ref] : [],
  );
  const rows = await Promise.all(refs.map((ref) => place.store.get(place.area.id, Cases, ref)));
  return rows.flatMap((row) => (row && asksInput(place, row.doc) ? [row.doc.ref] : []));
};

/** One message a person, whatever the number of cases. */
export const asking = async (
  work: Work,
  meeting: Meeting,
  items: readonly Pick<AgendaItem, 'heading' | 'case'>[],
): Promise<Change[]> => {
  if ((await itemsAsked(work, meeting.body, items)).length === 0) return [];
  const people = meeting.seats.flatMap(({ seat, holder }) => attendanceOf(meeting, seat).sitter ?? holder ?? []);
  return [...new Set(people)].map((person) => tell(work, person, 'input asked', meeting.id, meeting.body));
};

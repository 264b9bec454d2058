/** Tasks with an owner, a due date and an outcome: offered, accepted or returned to the chair, completed. */

import { ownersOf } from './decisions.ts';
import { type Action, Actions, type Meeting, Meetings, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import type { BodyId, SeatId } from './rules/scheme.ts';
import { type Change, type Row, replace } from './store.ts';
import { meetingRow, must, nameOf, save, seatName, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Actions of a body that are not completed, the earliest due first. */
export const openActions = async (work: Place, body: BodyId): Promise<Row<Action>[]> =>
  (await work.store.list(work.area.id, Actions))
    .filter(({ doc }) => doc.body === body && doc.state !== 'completed')
    .sort((a, b) => a.doc.due.localeCompare(b.doc.due));

const actionRow = async (place: Place, id: string): Promise<Row<Action>> =>
  must(await place.store.get(place.area.id, Actions, id), 'an action');

/** Who chairs a meeting, or chaired it last: what its owners decline comes back to this person. */
export const chairOfRecord = (meeting: Meeting): PersonKey | undefined =>
  meeting.chairs.findLast((chair) => !chair.item)?.person;

/** Everything the card of an action shows. */
export const lookAtAction = async (place: Place, id: string) => {
  const row = await actionRow(place, id);
  const meeting = (await meetingRow(place.store, place.area.id, row.doc.meeting)).doc;
  const people = new Set([row.doc.owner, ...row.doc.history.map((entry) => entry.by)]);
  return {
    action: row.doc,
    version: row.version,
    meeting,
    owners: ownersOf(place.area, meeting),
    names: new Map(
      await Promise.all([...people].map(async (person) => [person, await nameOf(place, person)] as const)),
    ),
  };
};
export type ActionSeen = Awaited<ReturnType<typeof lookAtAction>>;

/** What waits for this person: their own open actions, and declined ones of meetings they chaired; the earliest due first. */
export const actionsFor = async (place: Place, person: PersonKey): Promise<Action[]> => {
  const [actions, meetings] = await Promise.all([
    place.store.list(place.area.id, Actions),
    place.store.list(place.area.id, Meetings),
  ]);
  const chaired = new Set(meetings.filter(({ doc }) => chairOfRecord(doc) === person).map(({ id }) => id));
  const waits = ({ state, owner, meeting }: Action): boolean =>
    state === 'declined' ? chaired.has(meeting) : state !== 'completed' && owner === person;
  return actions
    .map((row) => row.doc)
    .filter(waits)
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
};

export type Pressed = { readonly action: string; readonly version: number };

/** Changes an action that still is as the person saw it; an overtaken or repeated press changes nothing. */
const move = (
  work: Work,
  { action, version }: Pressed,
  from: Action['state'],
  next: (doc: Action) => Promise<{ readonly doc: Action; readonly told: readonly Change[] }>,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await actionRow(work, action);
    if (row.version !== version || row.doc.state !== from) return { changes: [], result: 'overtaken' };
    const { doc, told } = await next(row.doc);
    return { changes: [replace(row, doc), ...told], result: 'done', whose: [doc.ref] };
  });

const noted = (work: Work, doc: Action, what: string, note?: string): Action => ({
  ...doc,
  history: [...doc.history, { at: work.now.toISOString(), by: work.actor.person, what, ...(note && { note }) }],
});

const onlyTheOwner = (work: Work, doc: Action): void => {
  if (doc.owner !== work.actor.person)
    throw new Refusal('not the owner', 'This action belongs to somebody else now. Type “my actions” to see yours.');
};

export const acceptAction = (work: Work, pressed: Pressed): Promise<'done' | 'overtaken'> =>
  move(work, pressed, 'offered', async (doc) => {
    onlyTheOwner(work, doc);
    return { doc: noted(work, { ...doc, state: 'accepted' }, 'accepted'), told: [] };
  });

/** Returns it to the chair of its meeting, with the reason; to the co-ordinators where nobody has chaired yet. */
export const declineAction = (
  work: Work,
  { reason, ...pressed }: Pressed & { readonly reason: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, 'offered', async (doc) => {
    onlyTheOwner(work, doc);
    const chair = chairOfRecord((await meetingRow(work.store, work.area.id, doc.meeting)).doc);
    return {
      doc: noted(work, { ...doc, state: 'declined' }, 'declined', reason),
      told: (chair ? [chair] : work.coordinators).map((person) =>
        tell(work, person, 'action declined', doc.id, doc.body),
      ),
    };
  });

export const completeAction = (
  work: Work,
  { outcome, ...pressed }: Pressed & { readonly outcome: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, 'accepted', async (doc) => {
    onlyTheOwner(work, doc);
    return { doc: noted(work, { ...doc, state: 'completed', outcome }, 'completed', outcome), told: [] };
  });

/** Gives a declined action to the holder of another seat, to whom it is offered anew. */
export const reassignAction = (
  work: Work,
  { seat, due, ...pressed }: Pressed & { readonly seat: SeatId; readonly due: Day },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, 'declined', async (doc) => {
    const meeting = (await meetingRow(work.store, work.area.id, doc.meeting)).doc;
    const owner = ownersOf(work.area, meeting).find((candidate) => candidate.seat === seat);
    if (!owner) throw new Refusal('no owner', 'Please choose an owner from the list: a seat that somebody holds.');
    if (due < dayIn(work.now)) throw new Refusal('past', 'The due date lies in the past. Please choose a later one.');
    return {
      doc: noted(
        work,
        { ...doc, state: 'offered', seat, owner: owner.person, due },
        `given to ${seatName(work, seat)}`,
      ),
      told: [tell(work, owner.person, 'action', doc.id, doc.body)],
    };
  });

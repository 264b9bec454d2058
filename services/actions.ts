/** Tasks with an owner, a due date and an outcome: offered, accepted or returned to the chair, completed. */

import { actionChanged, listed } from './actionIndex.ts';
import { holdersOf, ownersOf } from './decisions.ts';
import { type Action, Actions, ActionsBy, type Area, type Meeting, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import type { Body, BodyId, SeatId } from './rules/scheme.ts';
import type { Change, Row } from './store.ts';
import { bodyOf, meetingRow, must, namesOf, save, schemeOf, seatName, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

/** Actions of a body that are not completed, the earliest due first; at most `most` are read, where given. */
export const openActions = async (place: Place, body: BodyId, most?: number): Promise<Action[]> =>
  (await place.store.list(place.area.id, ActionsBy, listed.open(body), most)).map(({ doc }) => doc);

const actionRow = async (place: Place, id: string): Promise<Row<Action>> =>
  must(await place.store.get(place.area.id, Actions, id), 'an action');

/** Who chairs a meeting, or chaired it last: what its owners decline comes back to this person. */
export const chairOfRecord = (meeting: Meeting): PersonKey | undefined =>
  meeting.chairs.findLast((chair) => !chair.item)?.person;

/** The meeting that gave it, if one did, and who may be given it instead. */
const placeOf = async (place: Place, { meeting: id, body }: Action) => {
  const meeting = id === undefined ? undefined : (await meetingRow(place.store, place.area.id, id)).doc;
  const owners = meeting ? ownersOf(place.area, meeting) : holdersOf(place.area, bodyOf(place, body));
  return { meeting, owners };
};

/** Everything the card of an action shows. */
export const lookAtAction = async (place: Place, id: string) => {
  const row = await actionRow(place, id);
  const people = [row.doc.owner, ...row.doc.history.map((entry) => entry.by)];
  return {
    action: row.doc,
    version: row.version,
    ...(await placeOf(place, row.doc)),
    names: await namesOf(place, people),
  };
};
export type ActionSeen = Awaited<ReturnType<typeof lookAtAction>>;

/** To whom it comes back when its owner declines it: the chair of its meeting, else whoever holds the chair's seat. */
const backWith = async (place: Place, doc: Action): Promise<PersonKey | undefined> => {
  const { meeting } = await placeOf(place, doc);
  return meeting ? chairOfRecord(meeting) : chairHolder(place.area, bodyOf(place, doc.body));
};

const chairHolder = (area: Area, body: Body): PersonKey | undefined =>
  body.seats.flatMap((seat) => (seat.chair ? [area.holders[seat.id]] : []))[0];

/** What waits for this person: their own open actions, and declined ones that came back to them; the earliest due first. */
export const actionsFor = async (place: Place, person: PersonKey): Promise<Action[]> => {
  const under = (beginning: string) => place.store.list(place.area.id, ActionsBy, beginning);
  const bodies = schemeOf(place).bodies;
  const [own, ...returned] = await Promise.all([
    under(listed.owner(person)),
    ...bodies.map(({ id }) => under(listed.declined(id))),
  ]);
  const declined = returned.flat().map(({ doc }) => doc);
  const chaired = await Promise.all(declined.map(async (doc) => (await backWith(place, doc)) === person));
  return [...own.map(({ doc }) => doc), ...declined.filter((_, at) => chaired[at])].sort(
    (a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id),
  );
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
    return {
      changes: [...(await actionChanged(work, row, doc)), ...told],
      result: 'done',
      whose: [doc.ref],
    };
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
    const chair = await backWith(work, doc);
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
    const owner = (await placeOf(work, doc)).owners.find((candidate) => candidate.seat === seat);
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

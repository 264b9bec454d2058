/** Tasks with an owner, a due date and an outcome: offered, accepted or returned to the chair, completed. */

import { actionChanged, listed } from './actionIndex.ts';
import { Cases } from './caseModel.ts';
import { isOutside, outsideOf } from './cases.ts';
import { returnsTo } from './chairing.ts';
import { holdersOf, ownersOf } from './decisions.ts';
import { received } from './giving.ts';
import { type Action, Actions, ActionsBy, type Meeting, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { roundUpAnew } from './roundUp.ts';
import { type Day, dayIn } from './rules/days.ts';
import { worksFor } from './rules/leave.ts';
import type { SeatId } from './rules/scheme.ts';
import type { Change, Row } from './store.ts';
import { happened } from './timeline.ts';
import { bodyOf, meetingRow, must, namesOf, save, schemeOf, seatName, tell, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

export const actionRow = async (place: Place, id: string): Promise<Row<Action>> =>
  must(await place.store.get(place.area.id, Actions, id), 'an action');

const meetingOf = async ({ store, area }: Place, id: string | undefined): Promise<Meeting | undefined> =>
  id === undefined ? undefined : (await meetingRow(store, area.id, id)).doc;

/** The meeting that gave it, if one did, and who may be given it instead: nobody to whom its case is closed. */
export const placeOf = async (place: Place, { meeting: id, body, ref }: Action) => {
  const meeting = await meetingOf(place, id);
  const about = (await place.store.get(place.area.id, Cases, ref))?.doc;
  const owners = meeting ? ownersOf(place.area, meeting) : holdersOf(place.area, bodyOf(place, body));
  return { meeting, about, owners: owners.filter(({ person }) => !isOutside(about, person)) };
};

/** Everything the card of an action shows. */
export const lookAtAction = async (place: Place, id: string) => {
  const row = await actionRow(place, id);
  const people = [row.doc.owner, ...row.doc.history.map((entry) => entry.by)];
  const { meeting, owners } = await placeOf(place, row.doc);
  return {
    action: row.doc,
    version: row.version,
    meeting,
    owners,
    names: await namesOf(place, people),
  };
};
export type ActionSeen = Awaited<ReturnType<typeof lookAtAction>>;

const backWith = async (place: Place, doc: Action): Promise<PersonKey | undefined> =>
  returnsTo(place.area, schemeOf(place), doc, await meetingOf(place, doc.meeting));

/** The history's word for an action that came from somebody else; more may follow it. */
export const HANDED = 'handed over';

/** It came from somebody else and waits to be accepted. */
export const isHanded = ({ state, history }: Pick<Action, 'state' | 'history'>): boolean =>
  state === 'offered' && history.at(-1)?.what.startsWith(HANDED) === true;

/** What waits for this person: their own open actions, and declined ones that came back to them. Overdue ones come first, then those handed over to them, then the earliest due. Nothing of a case that is not open to them. */
export const actionsFor = async (place: Place & Pick<Work, 'now'>, person: PersonKey): Promise<Action[]> => {
  const under = (beginning: string) => place.store.list(place.area.id, ActionsBy, beginning);
  const bodies = schemeOf(place).bodies;
  const [own, ...returned] = await Promise.all([
    under(listed.owner(person)),
    ...bodies.map(({ id }) => under(listed.declined(id))),
  ]);
  const declined = returned.flat().map(({ doc }) => doc);
  const chaired = await Promise.all(declined.map(async (doc) => (await backWith(place, doc)) === person));
  const waiting = [...own.map(({ doc }) => doc), ...declined.filter((_, at) => chaired[at])];
  const outside = await outsideOf(
    place,
    waiting.map(({ ref }) => ref),
    person,
  );
  const today = dayIn(place.now);
  const rank = (doc: Action): number => (doc.due < today ? 0 : isHanded(doc) ? 1 : 2);
  return waiting
    .filter(({ ref }) => !outside.has(ref))
    .sort((a, b) => rank(a) - rank(b) || a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
};

export type Pressed = { readonly action: string; readonly version: number };

export const OPEN: readonly Action['state'][] = ['offered', 'accepted', 'declined'];

/** Changes an action that still is as the person saw it; an overtaken or repeated press changes nothing. */
export const move = (
  work: Work,
  { action, version }: Pressed,
  from: readonly Action['state'][],
  next: (doc: Action) => Promise<{ readonly doc: Action; readonly told: readonly Change[] }>,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await actionRow(work, action);
    if (row.version !== version || !from.includes(row.doc.state)) return { changes: [], result: 'overtaken' };
    const { doc, told } = await next(row.doc);
    const roundUp = doc.night ? await roundUpAnew(work, doc.night.body, doc.night.day) : [];
    return {
      changes: [...(await actionChanged(work, row, doc)), ...told, ...roundUp],
      result: 'done',
      whose: [doc.ref],
    };
  });

type Said = Action['history'][number];

const withWord = (work: Work, doc: Action, said: Omit<Said, 'at' | 'by'>): Action => ({
  ...doc,
  history: [...doc.history, { at: work.now.toISOString(), by: work.actor.person, ...said }],
});

export const noted = (work: Work, doc: Action, what: string, note?: string): Action =>
  withWord(work, doc, { what, ...(note && { note }) });

/** Said by the owner, or in their place: it stays their word when the leave is over. */
const said = (work: Work, doc: Action, what: string, note?: string): Action =>
  withWord(work, doc, {
    ...(doc.owner !== work.actor.person && { inPlaceOf: doc.owner }),
    ...{ what, ...(note && { note }) },
  });

/** Whether it is with the person at work: their own, or of somebody on leave for whom they stand in. */
export const isWith = ({ area, actor, now }: Work, { owner }: Action): boolean =>
  worksFor(area.leave ?? {}, actor.person, dayIn(now)).includes(owner);

export const onlyTheOwner = (work: Work, doc: Action): void => {
  if (!isWith(work, doc))
    throw new Refusal('not the owner', 'This action belongs to somebody else now. Type “my actions” to see yours.');
};

export const acceptAction = (work: Work, pressed: Pressed): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['offered'], async (doc) => {
    onlyTheOwner(work, doc);
    return { doc: said(work, { ...doc, state: 'accepted' }, 'accepted'), told: [] };
  });

/** Returns it to the chair, with the reason; to the co-ordinators where there is none. */
export const declineAction = (
  work: Work,
  { reason, ...pressed }: Pressed & { readonly reason: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['offered'], async (doc) => {
    onlyTheOwner(work, doc);
    const chair = await backWith(work, doc);
    return {
      doc: said(work, { ...doc, state: 'declined' }, 'declined', reason),
      told: (chair ? [chair] : work.coordinators).map((person) =>
        tell(work, person, 'action declined', doc.id, doc.body),
      ),
    };
  });

export const completeAction = (
  work: Work,
  { outcome, ...pressed }: Pressed & { readonly outcome: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['accepted'], async (doc) => {
    onlyTheOwner(work, doc);
    const { id, ref, what, pathway } = doc;
    return {
      doc: said(work, { ...doc, state: 'completed', outcome }, 'completed', outcome),
      told: [
        happened(work, ref, { what: 'action completed', action: id, task: what, outcome, ...(pathway && { pathway }) }),
      ],
    };
  });

/** Progress notes one action takes; what comes of it is said with its outcome. */
export const MOST_NOTES = 30;

/** The owner says how it goes, before or after accepting it. */
export const reportProgress = (
  work: Work,
  { note, ...pressed }: Pressed & { readonly note: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['offered', 'accepted'], async (doc) => {
    onlyTheOwner(work, doc);
    if (doc.history.filter(({ what }) => what === PROGRESS).length >= MOST_NOTES)
      throw new Refusal(
        'full',
        `This action has ${MOST_NOTES} reports already. Complete it with its outcome, or hand it to somebody else.`,
      );
    return {
      doc: said(work, doc, PROGRESS, note),
      told: [happened(work, doc.ref, { what: 'action progress', action: doc.id, task: doc.what, note })],
    };
  });

/** The history's word for how it goes. */
export const PROGRESS = 'reported on';

export type Given = { readonly seat: SeatId; readonly due: Day };

/** The action in the hands of the holder of another seat, to whom it is offered anew. */
export const givenAnew = async (work: Work, doc: Action, { seat, due }: Given) => {
  const { about, owners } = await placeOf(work, doc);
  const owner = owners.find((candidate) => candidate.seat === seat);
  if (!owner) throw new Refusal('no owner', 'Please choose an owner from the list: a seat that somebody holds.');
  if (due < dayIn(work.now))
    throw new Refusal('past', 'Please look at “Due on”: it lies in the past. Choose a later day.');
  const { seat: _, ...rest } = doc;
  const { since, ...owned } = received(work, { owner: owner.person, seat }, about);
  return {
    doc: noted(work, { ...rest, ...owned, state: 'offered', due }, `given to ${seatName(work, seat)}${since}`),
    told: [tell(work, owned.owner, 'action', doc.id, doc.body)],
  };
};

/** Gives a declined action to the holder of another seat. */
export const reassignAction = (work: Work, { seat, due, ...pressed }: Pressed & Given): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['declined'], (doc) => givenAnew(work, doc, { seat, due }));

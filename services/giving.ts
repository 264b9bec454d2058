/** A task is given to somebody, who accepts it or gives it back. */
import { actionChanged, actionMade } from './actionIndex.ts';
import { hasLeft } from './left.ts';
import { type Action, Actions } from './model.ts';
import { dayIn, inWords } from './rules/days.ts';
import { receiver } from './rules/leave.ts';
import type { Change } from './store.ts';
import { seatName, tell, tellCoordinators, type Work } from './work.ts';

/** Given by the person at work, to a person or to the holder of a seat. */
export type Task = Pick<
  Action,
  'ref' | 'body' | 'what' | 'due' | 'owner' | 'seat' | 'pathway' | 'meeting' | 'night'
> & {
  /** Where whoever gives it has to know it again. */
  readonly id?: string;
};

type Owned = Pick<Action, 'owner' | 'seat'>;

/** Who gets what is for this person: while they are on leave, their stand-in, in no seat. */
export const received = (work: Pick<Work, 'area' | 'now'>, { owner, seat }: Owned): Owned & { since: string } => {
  const to = receiver(work.area.leave ?? {}, owner, dayIn(work.now));
  return to.until === undefined
    ? { owner, ...(seat && { seat }), since: '' }
    : { owner: to.person, since: `, on leave until ${inWords(to.until)}, so the stand-in has it` };
};

/** The action with its index rows, and word to its owner, who accepts it or gives it back. */
export const actionGiven = (work: Work, { owner: meant, seat, ...task }: Task): Change[] => {
  const id = task.id ?? work.newId();
  const { since, ...owned } = received(work, { owner: meant, ...(seat && { seat }) });
  const what = `${seat ? `given to ${seatName(work, seat)}` : 'given'}${since}`;
  return [
    ...actionMade({
      ...task,
      ...owned,
      id,
      state: 'offered',
      history: [{ at: work.now.toISOString(), by: work.actor.person, what }],
    }),
    // Whoever has left the team gets no word; the co-ordinators are told that more waits to be handed over.
    ...(hasLeft(work.area, owned.owner)
      ? tellCoordinators(work, owned.owner)
      : [tell(work, owned.owner, 'action', id, task.body)]),
  ];
};

/** What a task asked for is recorded, so it ends with that, whoever records it. Nothing where it has ended already. */
export const taskDone = async (
  work: Work,
  id: string | undefined,
  { what, outcome }: { readonly what: string; readonly outcome: string },
): Promise<Change[]> => {
  const row = id ? await work.store.get(work.area.id, Actions, id) : undefined;
  if (!row || row.doc.state === 'completed') return [];
  return actionChanged(work, row, {
    ...row.doc,
    state: 'completed',
    outcome,
    history: [
      ...row.doc.history,
      { at: work.now.toISOString(), by: work.actor.person, what: `completed: ${what} is recorded` },
    ],
  });
};

/** A task is given to somebody, who accepts it or gives it back. */
import { actionMade } from './actionIndex.ts';
import type { Action } from './model.ts';
import type { Change } from './store.ts';
import { seatName, tell, type Work } from './work.ts';

/** Given by the person at work, to a person or to the holder of a seat. */
export type Task = Pick<Action, 'ref' | 'body' | 'what' | 'due' | 'owner' | 'seat' | 'pathway' | 'meeting'> & {
  /** Where whoever gives it has to know it again. */
  readonly id?: string;
};

/** The action with its index rows, and word to its owner, who accepts it or gives it back. */
export const actionGiven = (work: Work, task: Task): Change[] => {
  const id = task.id ?? work.newId();
  const what = task.seat ? `given to ${seatName(work, task.seat)}` : 'given';
  return [
    ...actionMade({
      ...task,
      id,
      state: 'offered',
      history: [{ at: work.now.toISOString(), by: work.actor.person, what }],
    }),
    tell(work, task.owner, 'action', id, task.body),
  ];
};

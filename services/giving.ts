/** A task is given to somebody, who accepts it or gives it back. */
import { actionMade } from './actionIndex.ts';
import type { Action } from './model.ts';
import { dayIn, inWords } from './rules/days.ts';
import { receiver } from './rules/leave.ts';
import type { Change } from './store.ts';
import { seatName, tell, type Work } from './work.ts';

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
    tell(work, owned.owner, 'action', id, task.body),
  ];
};

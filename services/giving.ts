/** A task is given to somebody, who accepts it or gives it back. */
import { actionChanged, actionMade } from './actionIndex.ts';
import type { Case } from './caseModel.ts';
import { isOutside } from './cases.ts';
import { hasLeft } from './left.ts';
import { type Action, Actions, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
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
  /** The case, which may be open to named people only. */
  readonly about?: About;
};

type Owned = Pick<Action, 'owner' | 'seat'>;

/** A case, as far as it says to whom it is open. */
type About = Pick<Case, 'restrictedTo'>;

/** Who gets what is for this person: while they are on leave, their stand-in, in no seat, unless the case is closed to them. */
export const received = (
  work: Pick<Work, 'area' | 'now'>,
  { owner, seat }: Owned,
  about?: About,
): Owned & { since: string } => {
  const to = receiver(work.area.leave ?? {}, owner, dayIn(work.now));
  return to.until === undefined || isOutside(about, to.person)
    ? { owner, ...(seat && { seat }), since: '' }
    : { owner: to.person, since: `, on leave until ${inWords(to.until)}, so the stand-in has it` };
};

/** Nobody is given what they could not open: then it is with whoever gives it. */
const meantFor = ({ actor }: Pick<Work, 'actor'>, { owner, seat }: Owned, about: About | undefined): Owned =>
  isOutside(about, owner) ? { owner: actor.person } : { owner, seat };

/** Throws where the case is closed to whoever was chosen to do something about it. */
export const refuseOutsider = (about: Pick<Case, 'ref' | 'restrictedTo'> | undefined, person: PersonKey): void => {
  if (isOutside(about, person))
    throw new Refusal(
      'restricted',
      `${about?.ref} is open to named people only, and they are not among them. Please choose somebody else.`,
    );
};

/** The action with its index rows, and word to its owner, who accepts it or gives it back. */
export const actionGiven = (work: Work, { owner, seat, about, ...task }: Task): Change[] => {
  const id = task.id ?? work.newId();
  const meant = meantFor(work, { owner, seat }, about);
  const { since, ...owned } = received(work, meant, about);
  const what = `${meant.seat ? `given to ${seatName(work, meant.seat)}` : 'given'}${since}`;
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

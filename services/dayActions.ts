/** Actions of which their owners are reminded. */
import type { Finding } from './dayCards.ts';
import type { Action } from './model.ts';
import { dueBy } from './overdue.ts';
import { type Day, dayIn } from './rules/days.ts';
import { horizon, remindsOf } from './rules/reminders.ts';
import { schemeOf } from './work.ts';

/** The owner said something of it since it fell due. */
const isAnswered = ({ owner, due, history }: Pick<Action, 'owner' | 'due' | 'history'>): boolean =>
  history.some(({ by, at }) => by === owner && dayIn(new Date(at)) >= due);

export const actionsOfDay: Finding = async (work, slot) => {
  const { bodies, cadence, calendar } = schemeOf(work);
  const { before } = cadence.actions;
  const last: Day = horizon(slot.day, before, calendar);
  const theirs = ({ state }: Action) => state !== 'declined';
  const open = await Promise.all(bodies.map(({ id }) => dueBy(work, id, last, Number.POSITIVE_INFINITY, theirs)));
  return open.flat().map((action) => ({
    item: { kind: 'action', action: action.id, of: action.owner, on: action.due },
    news: remindsOf({ due: action.due, answered: isAnswered(action) }, slot, before, calendar),
  }));
};

/** Actions that come to a meeting by themselves: declined or overdue ones of its body, and those from the bodies below. */
import { listed } from './actionIndex.ts';
import { type Action, ActionsBy } from './model.ts';
import { dueBy, escalatedTo } from './overdue.ts';
import type { ActionDue } from './rules/agenda.ts';
import { addDays, dayIn } from './rules/days.ts';
import type { BodyId } from './rules/scheme.ts';
import type { Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

/** Actions that one agenda takes by themselves; the others are in the one line for all that are open. */
export const MOST_ARISING = 20;

const about = ({ id, ref }: Action): ActionDue => ({ id, ref });

/** Declined and overdue actions, the oldest due first, and whether others are open. */
export const arising = async (place: Place, body: BodyId) => {
  const yesterday = addDays(dayIn(place.now), -1);
  const { store, area } = place;
  const [overdue, declined] = await Promise.all([
    dueBy(place, body, yesterday, MOST_ARISING),
    store.list(area.id, ActionsBy, listed.declined(body), MOST_ARISING),
  ]);
  const due = [...overdue, ...declined.map(({ doc }) => doc).filter(({ due }) => due > yesterday)]
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
    .slice(0, MOST_ARISING);
  const open = await store.list(area.id, ActionsBy, listed.open(body), due.length + 1);
  return { arising: due.map(about), openActions: open.length - due.length };
};

export const escalated = async (
  place: Place,
  body: BodyId,
): Promise<{ readonly due: readonly ActionDue[]; readonly noRoom: number }> => {
  const { due, noRoom } = await escalatedTo(place, body);
  return { due: due.map(about), noRoom };
};

/** Actions of which their owners are reminded, and overdue ones of which the lead of their agency is told. */
import type { Finding } from './dayCards.ts';
import type { Action } from './model.ts';
import { agencyOf, climbOf, dueBy } from './overdue.ts';
import type { PersonKey } from './person.ts';
import { newSince } from './rules/cadence.ts';
import { type Day, dayIn } from './rules/days.ts';
import { latestDue } from './rules/escalation.ts';
import { horizon, remindsOf } from './rules/reminders.ts';
import { schemeOf } from './work.ts';

/** The owner said something of it since it fell due, or whoever stood in for them then. */
const isAnswered = ({ owner, due, history }: Pick<Action, 'owner' | 'due' | 'history'>): boolean =>
  history.some(({ by, inPlaceOf = by, at }) => [by, inPlaceOf].includes(owner) && dayIn(new Date(at)) >= due);

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

/** The lead of an agency is told on the day on which another of its actions has come up to them. */
export const overdueOfDay: Finding = async (work, slot) => {
  const { leads = {} } = work.area;
  if (Object.keys(leads).length === 0) return [];
  const { bodies, escalation } = schemeOf(work);
  const last = latestDue(slot.day, escalation.agencyLead);
  const open = await Promise.all(bodies.map(({ id }) => dueBy(work, id, last, Number.POSITIVE_INFINITY)));
  const told = await Promise.all(
    open.flat().map(async (action): Promise<[PersonKey, boolean][]> => {
      const rung = climbOf(work, action).find((one) => one.rung === 'agency lead');
      const lead = rung && leads[(await agencyOf(work, action)) ?? ''];
      return lead ? [[lead, newSince(slot, [rung.since])]] : [];
    }),
  );
  const leading = Map.groupBy(told.flat(), ([lead]) => lead);
  return [...leading].map(([of, all]) => ({
    item: { kind: 'overdue', on: slot.day, of },
    news: all.some(([, news]) => news),
  }));
};

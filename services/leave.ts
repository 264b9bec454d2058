/** Somebody is away until a day, and somebody stands in: recorded by themselves or by the co-ordinator. */
import { changeArea } from './area.ts';
import { mayArrangeFor } from './handover.ts';
import type { Area, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { addDays, type Day, dayIn, timeIn } from './rules/days.ts';
import { type Leave, onLeave } from './rules/leave.ts';
import { nameOf, type Work } from './work.ts';

type Leaves = NonNullable<Area['leave']>;

/** Days after which leave that has ended is forgotten; until then it says that somebody is back. */
const KEPT = 30;

const remembered = (leaves: Leaves, today: Day): [PersonKey, Leave<PersonKey>][] => {
  const since = addDays(today, -KEPT);
  return (Object.entries(leaves) as [PersonKey, Leave<PersonKey>][]).filter(([, { until }]) => until >= since);
};

export const leaveOf = ({ area, now }: Pick<Work, 'area' | 'now'>, person: PersonKey): Leave<PersonKey> | undefined =>
  onLeave(area.leave ?? {}, person, dayIn(now));

/** From today until this day, what would be given to the person goes to the stand-in. */
export const recordLeave = (
  work: Work,
  { person, until, standIn }: { readonly person: PersonKey } & Leave<PersonKey>,
): Promise<Area> =>
  changeArea(work, async (area) => {
    mayArrangeFor(work, person);
    const today = dayIn(work.now);
    if (until < today)
      throw new Refusal('past', 'Please look at “Last day of the leave”: it lies in the past. Choose a later one.');
    if (standIn === person)
      throw new Refusal('same person', 'Nobody stands in for themselves. Please choose a colleague.');
    const away = onLeave(area.leave ?? {}, standIn, today);
    if (away)
      throw new Refusal(
        'away too',
        `${await nameOf(work, standIn)} is on leave as well. Please choose somebody who is here.`,
      );
    const others = remembered(area.leave ?? {}, today).filter(([other]) => other !== person);
    const before = area.leave?.[person];
    if (before?.until === until && before.standIn === standIn) return { area };
    return { area: { ...area, leave: { ...Object.fromEntries(others), [person]: { until, standIn } } } };
  });

/** Over from now on; whose the cards of today were, is known by whether they have gone out. */
export const cutShort = ({ now, scheme }: Pick<Work, 'now' | 'scheme'>, { standIn }: Leave<PersonKey>) => {
  const today = dayIn(now);
  const out = scheme !== null && timeIn(now) >= scheme.cadence.dayCard;
  return { standIn, until: addDays(today, -1), ...(out && { cards: today }) };
};

/** They are back from now on; what came meanwhile is on their next card of the day. */
export const endLeave = (work: Work, person: PersonKey): Promise<Area> =>
  changeArea(work, async (area) => {
    mayArrangeFor(work, person);
    const today = dayIn(work.now);
    const leave = onLeave(area.leave ?? {}, person, today);
    if (!leave) return { area };
    const others = remembered(area.leave ?? {}, today).filter(([other]) => other !== person);
    return { area: { ...area, leave: { ...Object.fromEntries(others), [person]: cutShort(work, leave) } } };
  });

/** Somebody is away until a day, and somebody stands in: recorded by themselves or by the co-ordinator. */
import { changeArea } from './area.ts';
import { mayArrangeFor } from './handover.ts';
import type { Area, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import { type Leave, onLeave } from './rules/leave.ts';
import { nameOf, type Work } from './work.ts';

type Leaves = NonNullable<Area['leave']>;

/** Leave that has ended is forgotten on the way. */
const lasting = (leaves: Leaves, today: Day): [PersonKey, Leave<PersonKey>][] =>
  (Object.entries(leaves) as [PersonKey, Leave<PersonKey>][]).filter(([, { until }]) => today <= until);

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
      throw new Refusal('past', 'The last day of the leave lies in the past. Please choose a later one.');
    if (standIn === person)
      throw new Refusal('same person', 'Nobody stands in for themselves. Please choose a colleague.');
    const away = onLeave(area.leave ?? {}, standIn, today);
    if (away)
      throw new Refusal(
        'away too',
        `${await nameOf(work, standIn)} is on leave as well. Please choose somebody who is here.`,
      );
    const others = lasting(area.leave ?? {}, today).filter(([other]) => other !== person);
    const before = area.leave?.[person];
    if (before?.until === until && before.standIn === standIn) return { area };
    return { area: { ...area, leave: { ...Object.fromEntries(others), [person]: { until, standIn } } } };
  });

export const endLeave = (work: Work, person: PersonKey): Promise<Area> =>
  changeArea(work, async (area) => {
    mayArrangeFor(work, person);
    if (!area.leave?.[person]) return { area };
    const others = lasting(area.leave, dayIn(work.now)).filter(([other]) => other !== person);
    return { area: { ...area, leave: Object.fromEntries(others) } };
  });

/** What somebody wants of the clock: quiet until a day, and their own time for the morning’s question. */
import { changeArea } from './area.ts';
import type { Area } from './model.ts';
import { askingBodies, seatedOn } from './overnight.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { addDays, addMonths, type Day, dayIn, timeIn } from './rules/days.ts';
import { type Daily, inWindow, promptTime } from './rules/overnight.ts';
import { schemeOf, type Work } from './work.ts';

type Quiet = NonNullable<Area['quiet']>;

/** Days after which a time of quiet that has ended is forgotten; until then it says that somebody is back. */
const KEPT = 30;

const remembered = (quiet: Quiet, today: Day): Quiet => {
  const since = addDays(today, -KEPT);
  return Object.fromEntries((Object.entries(quiet) as [PersonKey, Day][]).filter(([, until]) => until >= since));
};

export const quietOf = ({ area, now }: Pick<Work, 'area' | 'now'>, person: PersonKey): Day | undefined => {
  const until = area.quiet?.[person];
  return until !== undefined && dayIn(now) <= until ? until : undefined;
};

/** Until the end of this day the clock says nothing to the person at work. */
export const beQuiet = (work: Work, until: Day): Promise<Area> =>
  changeArea(work, async (area) => {
    const today = dayIn(work.now);
    if (until < today)
      throw new Refusal(
        'past',
        'That day lies in the past. Give the last day on which you want quiet: “quiet until 4 December”.',
      );
    if (until > addMonths(today, 12))
      throw new Refusal('too far', 'Quiet lasts for a year at most. Please choose an earlier day.');
    const { person } = work.actor;
    if (area.quiet?.[person] === until) return { area };
    return { area: { ...area, quiet: { ...remembered(area.quiet ?? {}, today), [person]: until } } };
  });

/**
 * Quiet is over. What came meanwhile is on the next day card, since the last quiet day says that they are back: yesterday,
 * or today where today’s cards have gone out already.
 */
export const endQuiet = (work: Work): Promise<Area> =>
  changeArea(work, async (area) => {
    if (!quietOf({ area, now: work.now }, work.actor.person)) return { area };
    const today = dayIn(work.now);
    const last = timeIn(work.now) < schemeOf(work).cadence.dayCard ? addDays(today, -1) : today;
    return { area: { ...area, quiet: { ...remembered(area.quiet ?? {}, today), [work.actor.person]: last } } };
  });

/** The mornings in which somebody is asked. */
const morningsOf = (work: Pick<Work, 'area' | 'scheme'>, person: PersonKey): Daily[] =>
  askingBodies(work)
    .filter(({ body }) => seatedOn(work, body).has(person))
    .map(({ daily }) => daily);

/** When somebody is asked what happened overnight, and between which times they may choose; nothing where nobody asks them. */
export const promptOf = (
  work: Pick<Work, 'area' | 'scheme'>,
  person: PersonKey,
):
  | { readonly time: string; readonly usual: string; readonly earliest: string; readonly latest: string }
  | undefined => {
  const [daily] = morningsOf(work, person);
  if (!daily) return undefined;
  const { promptAt: usual, earliest, latest } = daily;
  return { time: promptTime(daily, work.area.prompts?.[person]), usual, earliest, latest };
};

/** The person at work is asked at this time, `HH:MM`, from the next working day on, or today where it lies ahead. */
export const promptAt = (work: Work, time: string): Promise<Area> =>
  changeArea(work, async (area) => {
    const { person } = work.actor;
    const mornings = morningsOf({ ...work, area }, person);
    if (mornings.length === 0)
      throw new Refusal(
        'not asked',
        'You are not asked in the morning what happened overnight, so there is no time to choose.',
      );
    const outside = mornings.find((daily) => !inWindow(daily, time));
    if (outside)
      throw new Refusal(
        'outside the window',
        `You can be asked between ${outside.earliest} and ${outside.latest}, and ${time} lies outside. Please choose a time in between: “prompt at ${outside.earliest}”.`,
      );
    if (area.prompts?.[person] === time) return { area };
    return { area: { ...area, prompts: { ...area.prompts, [person]: time } } };
  });

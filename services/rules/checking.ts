/** Whether somebody looked after a case (L: red and amber are worked on daily). */
import type { Day } from './days.ts';

/** `last`: the day of the newest entry on the case. A morning looks back as far as the morning before. */
export const isMissed = (last: Day | undefined, after: Day): boolean => last === undefined || last < after;

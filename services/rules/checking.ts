/** Who is looked after every day, by colour, and whether somebody did (L: red and amber are worked on daily). */
import type { Day } from './days.ts';
import type { Colour } from './rag.ts';

export const DAILY: readonly Colour[] = ['red', 'amber'];

/** `last`: the day of the newest entry on the case. A morning looks back as far as the morning before. */
export const isMissed = (last: Day | undefined, after: Day): boolean => last === undefined || last < after;

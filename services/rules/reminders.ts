/** On which days somebody is reminded of what is due from them, and who is reached meanwhile. */
import { newSince, type Slot } from './cadence.ts';
import { addDays, type Day } from './days.ts';
import type { Due } from './due.ts';
import { type Leave, receiver } from './leave.ts';
import { addWorkingDays, type Calendar, subtractWorkingDays } from './workingDays.ts';

type By<Person extends string, T> = Readonly<Partial<Record<Person, T>>>;

/** Who is away until when, and who wants nothing said to them until when. */
export type Away<Person extends string> = {
  readonly leave?: By<Person, Leave<Person>> | undefined;
  readonly quiet?: By<Person, Day> | undefined;
};

/** Who is told on this day what is meant for this person: their stand-in while they are on leave; nobody while it is quiet. */
export const reachedOn = <Person extends string>(
  { leave, quiet }: Away<Person>,
  meant: Person,
  today: Day,
): Person | undefined => {
  const { person } = leave ? receiver<Person>(leave, meant, today) : { person: meant };
  const until = quiet?.[person];
  return until !== undefined && today <= until ? undefined : person;
};

/** Whether the person was away at the moment before and is back now: what came meanwhile is news to them. */
export const isBack = <Person extends string>(
  { leave, quiet }: Away<Person>,
  person: Person,
  { after, day }: Pick<Slot, 'after' | 'day'>,
): boolean => {
  const away = leave?.[person];
  return [quiet?.[person], away?.cards ?? away?.until].some((last) => last && last >= after && last < day);
};

/** The last due date of which somebody is reminded on this day. */
export const horizon = (today: Day, before: number, calendar?: Calendar): Day =>
  addWorkingDays(today, before, calendar);

/**
 * Whether there is reason to remind of something due on this day: so many working days before, on the day, and each
 * working day after until it is answered (ours); what a moment missed, the next one brings.
 */
export const remindsOf = (
  { due, answered }: { readonly due: Day; readonly answered: boolean },
  slot: Pick<Slot, 'after' | 'day'>,
  before: number,
  calendar?: Calendar,
): boolean => newSince(slot, [subtractWorkingDays(due, before, calendar), due]) || (!answered && due < slot.day);

/** Whether a week began since the moment before: what is told weekly is told on its first working day. */
export const weekBegan = ({ after, day }: Pick<Slot, 'after' | 'day'>): boolean => {
  const daysSinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  return newSince({ after, day }, [addDays(day, -daysSinceMonday)]);
};

/** What is asked until it is given, on each working day from its own. */
const ASKED: readonly Due['what'][] = ['result', 'appointment', 'visit', 'prison release', 'joint meeting'];

/** Whether there is reason to remind of what a case wants; a hearing that is not prepared prompts twice. */
export const remindsOfCase = (
  due: Due,
  slot: Pick<Slot, 'after' | 'day'>,
  again: number,
  calendar?: Calendar,
): boolean =>
  newSince(slot, [due.on, ...(due.what === 'court' ? [subtractWorkingDays(due.court.on, again, calendar)] : [])]) ||
  (ASKED.includes(due.what) && due.on <= slot.day);

/** Whether a meeting can be moved to another day, time or place. */
import type { Day } from './days.ts';
import { type Calendar, isWorkingDay } from './workingDays.ts';

export type When = { readonly date: Day; readonly time: string; readonly place: string };

export type WhyNot = 'closed' | 'begun' | 'same' | 'past' | 'no working day' | 'other meeting';

/** `now`: day and time on a clock in London; `others`: days of the body's other meetings. */
export const whyNotMoved = (
  meeting: When & { readonly state: 'planned' | 'open' | 'closed' },
  to: When,
  {
    now,
    others,
    calendar,
  }: { readonly now: Omit<When, 'place'>; readonly others: readonly Day[]; readonly calendar?: Calendar | undefined },
): WhyNot | undefined => {
  if (meeting.state === 'closed') return 'closed';
  if (meeting.state === 'open') return 'begun';
  if (to.date === meeting.date && to.time === meeting.time && to.place === meeting.place) return 'same';
  if (`${to.date}${to.time}` < `${now.date}${now.time}`) return 'past';
  if (!isWorkingDay(to.date, calendar)) return 'no working day';
  return others.includes(to.date) ? 'other meeting' : undefined;
};

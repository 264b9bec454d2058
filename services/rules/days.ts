/** Calendar days: a day is `YYYY-MM-DD` and knows no clock and no zone; an instant becomes a day only in a zone. */
import { z } from 'zod';

/** A real calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date('expected a day of the calendar, YYYY-MM-DD').brand<'day'>();
export type Day = z.infer<typeof Day>;

/** Throws on anything that is not a day of the calendar. */
export const day = (text: string): Day => Day.parse(text);

const midnight = (of: Day): Date => new Date(`${of}T00:00:00Z`);
const dayOf = (date: Date): Day => day(date.toISOString().slice(0, 10));

export const addDays = (from: Day, days: number): Day => {
  const date = midnight(from);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
};

/** The same day of the month, or the month's last where it has no such day: 31 January and a month is 28 February. */
export const addMonths = (from: Day, months: number): Day => {
  const date = midnight(from);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return dayOf(date);
};

/** Whole years. Who was born on 29 February is a year older on 1 March of a common year, as the law has it. */
export const ageOn = (birth: Day, on: Day): number => {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
};

const london = 'Europe/London';
/** Swedish writes its dates as ISO 8601 does. */
const swedish = (instant: Date, zone: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...options }).format(instant);

export const dayIn = (instant: Date, zone = london): Day =>
  day(swedish(instant, zone, { year: 'numeric', month: '2-digit', day: '2-digit' }));

/** `HH:MM`, 24 hours. */
export const timeIn = (instant: Date, zone = london): string =>
  swedish(instant, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const british = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** 5 November 2026 */
export const inWords = (of: Day): string => british.format(midnight(of));

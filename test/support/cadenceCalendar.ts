/**
 * Days and clocks for the proof of the cadence, counted on its own: the bank holidays as GOV.UK lists them, and the law's
 * last Sundays of March and October, at 01:00 UTC, between which London is an hour ahead.
 */
import { type Day, day as dayOf } from '../../services/rules/days.ts';
import bankHolidays from '../services/rules/bankHolidays.json' with { type: 'json' };

const HOUR = 3_600_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const written = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

export const plusDays = (day: string, days: number): Day => written(midnight(day) + days * 24 * HOUR);

/** As many months later, on the same day of the month; only for days that every month has. */
export const plusMonths = (day: string, months: number): Day => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const all = year * 12 + month - 1 + months;
  return dayOf(`${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}-${day.slice(8)}`);
};

const weekday = (day: string): number => new Date(midnight(day)).getUTCDay();
export const mondayOf = (day: string): Day => plusDays(day, weekday(day) === 0 ? -6 : 1 - weekday(day));

const holidays = new Set(Object.keys(bankHolidays.days));
const days = Array.from({ length: 3_650 }, (_, day) => plusDays('2019-01-01', day));
/** Every working day for which the list of GOV.UK speaks. */
const working = days.filter((day) => weekday(day) !== 0 && weekday(day) !== 6 && !holidays.has(day));
const isOne = new Set<string>(working);
export const isWorking = (day: string): boolean => isOne.has(day);

/** By day: how many working days the list has before it. */
const earlier = new Map<string, number>();
for (let at = 0, count = 0; at < days.length; at += 1) {
  const day = days[at] ?? '';
  earlier.set(day, count);
  if (isOne.has(day)) count += 1;
}
const numbered = (at: number, day: string): Day => {
  const found = working[at];
  if (!found) throw new RangeError(`no list of bank holidays reaches ${day}`);
  return found;
};

/** The `count`th working day before this day, which does not count itself. */
export const workingBefore = (day: string, count: number): Day => numbered((earlier.get(day) ?? -1) - count, day);

/** The `count`th working day after this day, which does not count itself. */
export const workingAfter = (day: string, count: number): Day =>
  numbered((earlier.get(day) ?? -1) + (isOne.has(day) ? 0 : -1) + count, day);

const lastSunday = (year: string, month: string): number => {
  const last = `${year}-${month}-31`;
  return midnight(plusDays(last, -weekday(last))) + HOUR;
};
const isSummer = (ms: number): boolean => {
  const year = written(ms).slice(0, 4);
  return ms >= lastSunday(year, '03') && ms < lastSunday(year, '10');
};

/** The instant, in milliseconds, at which clocks in London show this. */
export const inLondon = (day: string, time: string): number => {
  const winter = Date.parse(`${day}T${time}:00Z`);
  return isSummer(winter - HOUR) ? winter - HOUR : winter;
};

const shown = (ms: number): string => new Date(isSummer(ms) ? ms + HOUR : ms).toISOString();
export const dayAt = (ms: number): Day => shown(ms).slice(0, 10) as Day;
export const timeAt = (ms: number): string => shown(ms).slice(11, 16);

/** Working days of England and Wales: Monday to Friday but the bank holidays, unless the scheme says otherwise. */
import Holidays from 'date-holidays';
import { addDays, Day } from './days.ts';
import type { Scheme } from './scheme.ts';

/** What an area adds to the bank holidays (`holidays`) and strikes from them (`workingDays`); a weekend stays one. */
export type Calendar = NonNullable<Scheme['calendar']>;

/** The day after is the first that counts. Throws a RangeError unless `count` is whole and 1 or more. */
export const addWorkingDays = (from: Day, count: number, calendar?: Calendar): Day => walk(from, count, 1, calendar);

/** The day before is the first that counts. Throws a RangeError unless `count` is whole and 1 or more. */
export const subtractWorkingDays = (from: Day, count: number, calendar?: Calendar): Day =>
  walk(from, count, -1, calendar);

/** The day itself if it is a working day, else the next that is. */
export const nextWorkingDay = (from: Day, calendar?: Calendar): Day =>
  isWorkingDay(from, calendar) ? from : addWorkingDays(from, 1, calendar);

export const isWorkingDay = (on: Day, calendar?: Calendar): boolean => {
  const weekday = new Date(on).getUTCDay();
  if (weekday === 0 || weekday === 6 || calendar?.holidays.includes(on)) return false;
  return !bankHolidays(on.slice(0, 4)).has(on) || calendar?.workingDays.includes(on) === true;
};

/** Between which `YYYY-MM-DD` can say a day. */
const [FIRST, LAST] = ['0000-01-01', '9999-12-31'];
/** In milliseconds. */
const DAY = 86_400_000;

const walk = (from: Day, count: number, step: 1 | -1, calendar?: Calendar): Day => {
  if (!Day.safeParse(from).success) throw new RangeError(`expected a day of the calendar, YYYY-MM-DD, not ${from}`);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`expected a whole number of working days, 1 or more, not ${count}`);
  const edge = step === 1 ? LAST : FIRST;
  const outside = new RangeError(`expected days of the calendar, which ${count} working days from ${from} are not`);
  if (count > Math.abs(Date.parse(edge) - Date.parse(from)) / DAY) throw outside;
  let day = from;
  for (let left = count; left > 0; ) {
    if (day === edge) throw outside;
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
};

/** England's are those of Wales too. Other days of the library, such as Mother's Day, are nobody's day off. */
const england = new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
/** By year: the library takes milliseconds to work one out. */
const known = new Map<string, ReadonlySet<string>>();

const bankHolidays = (year: string): ReadonlySet<string> => {
  const days = known.get(year) ?? new Set(england.getHolidays(year).map(({ date }) => date.slice(0, 10)));
  known.set(year, days);
  return days;
};

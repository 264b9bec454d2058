/** When a body meets, by its rhythm, and the days that are counted from a meeting. */
import { addDays, addMonths, type Day, day } from './days.ts';
import type { Body, Rhythm } from './scheme.ts';
import { addWorkingDays, type Calendar, nextWorkingDay, subtractWorkingDays } from './workingDays.ts';

/** The next `count` days on which a body meets, in order, `from` included. */
export const meetingDates = (rhythm: Rhythm, from: Day, count: number, calendar?: Calendar): Day[] => {
  const days = upcoming(rhythm, from, calendar);
  return Array.from({ length: count }, () => days.next().value);
};

/** The next day on which a body meets: `from` itself if it meets then. */
export const nextMeetingDate = (rhythm: Rhythm, from: Day, calendar?: Calendar): Day =>
  upcoming(rhythm, from, calendar).next().value;

/** The last day on which a referral is in time for this meeting; undefined for a body without such a cut-off. */
export const lastReferralDay = (meeting: Day, notice: Body['notice'], calendar?: Calendar): Day | undefined =>
  notice.referrals === undefined ? undefined : subtractWorkingDays(meeting, notice.referrals, calendar);

/** The day by which the agenda goes out. */
export const agendaDay = (meeting: Day, notice: Body['notice'], calendar?: Calendar): Day | undefined =>
  notice.agenda === undefined ? undefined : subtractWorkingDays(meeting, notice.agenda, calendar);

/** The day by which the minutes go out. */
export const minutesDay = (meeting: Day, notice: Body['notice'], calendar?: Calendar): Day | undefined =>
  notice.minutes === undefined ? undefined : addWorkingDays(meeting, notice.minutes, calendar);

function* upcoming(rhythm: Rhythm, from: Day, calendar?: Calendar): Generator<Day, never> {
  let last: Day | undefined;
  for (let turn = turnBy(rhythm, from); ; turn += 1) {
    const meets = nextWorkingDay(regularDay(rhythm, turn), calendar);
    // A long closure may move two meetings to one day: that is one meeting.
    if (meets >= from && meets !== last) yield meets;
    last = meets;
  }
}

/**
 * The day of one turn of the rhythm, before it is moved. Weeks are counted from the day the scheme names, months from a
 * January: every two months are January, March, May and so on, every three January, April, July and October.
 */
const regularDay = (rhythm: Rhythm, turn: number): Day => {
  if (rhythm.every === 'weeks') return addDays(firstWeekday(rhythm), 7 * rhythm.weeks * turn);
  const { months, which, weekday } = rhythm;
  const month = addMonths(JANUARY, months * turn);
  const earliest = which === 'last' ? addDays(addMonths(month, 1), -7) : addDays(month, 7 * (which - 1));
  return addDays(earliest, daysFrom(weekdayOf(earliest), ORDER[weekday]));
};

/** A turn that is not after this day, and close before it: its meeting may be moved to this day or beyond. */
const turnBy = (rhythm: Rhythm, from: Day): number => {
  if (rhythm.every === 'weeks')
    return Math.floor((midnight(from) - midnight(firstWeekday(rhythm))) / (7 * rhythm.weeks * DAY));
  const months = 12 * (year(from) - year(JANUARY)) + Number(from.slice(5, 7)) - 1;
  return Math.floor(months / rhythm.months) - 1;
};

/** The day counted from may have been a moved one, after its regular weekday. */
const firstWeekday = ({ counted, weekday }: Extract<Rhythm, { every: 'weeks' }>): Day =>
  addDays(counted, -daysFrom(ORDER[weekday], weekdayOf(counted)));

const JANUARY = day('2000-01-01');
/** In milliseconds. */
const DAY = 86_400_000;
const ORDER = { Monday: 1, Tuesday: 2, Wednesday: 3, Thursday: 4, Friday: 5 } as const;

const midnight = (of: Day): number => new Date(of).getTime();
const year = (of: Day): number => Number(of.slice(0, 4));
/** 0 for Sunday. */
const weekdayOf = (of: Day): number => new Date(of).getUTCDay();
/** How many days after one weekday the next other one is. */
const daysFrom = (one: number, other: number): number => (other - one + 7) % 7;

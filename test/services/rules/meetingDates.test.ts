import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../../services/rules/days.ts';
import {
  agendaDay,
  lastReferralDay,
  meetingDates,
  minutesDay,
  nextMeetingDate,
} from '../../../services/rules/meetingDates.ts';
import type { Rhythm } from '../../../services/rules/scheme.ts';
import { type Calendar, isWorkingDay } from '../../../services/rules/workingDays.ts';
import { seed } from './seed.ts';

type Weekday = Rhythm['weekday'];
type Which = Extract<Rhythm, { every: 'months' }>['which'];

const monthly = (which: Which, weekday: Weekday, months = 1): Rhythm => ({
  every: 'months',
  months,
  which,
  weekday,
  time: '10:00',
});
const weekly = (weeks: number, weekday: Weekday, counted: string): Rhythm => ({
  every: 'weeks',
  weeks,
  weekday,
  counted: day(counted),
  time: '10:00',
});

describe('a body meets', () => {
  test.for<[string, Rhythm, string, string[]]>([
    [
      'every fourth Tuesday, also in a month of five',
      monthly(4, 'Tuesday'),
      '2026-11-05',
      ['2026-11-24', '2026-12-22', '2027-01-26'],
    ],
    [
      'every last Tuesday, the fifth in a month of five',
      monthly('last', 'Tuesday'),
      '2026-11-05',
      ['2026-11-24', '2026-12-29', '2027-01-26'],
    ],
    [
      'every second Thursday, which may be the 8th or the 14th',
      monthly(2, 'Thursday'),
      '2026-10-01',
      ['2026-10-08', '2026-11-12', '2026-12-10', '2027-01-14'],
    ],
    [
      'every fourth Monday, moved off Boxing Day and the day in lieu of Christmas',
      monthly(4, 'Monday'),
      '2022-12-01',
      ['2022-12-28', '2023-01-23'],
    ],
    ['every first Friday, moved off New Year’s Day', monthly(1, 'Friday'), '2026-12-05', ['2027-01-04', '2027-02-05']],
    [
      'every last Friday, moved off Good Friday and Easter Monday into the next month',
      monthly('last', 'Friday'),
      '2024-03-01',
      ['2024-04-02', '2024-04-26'],
    ],
    ['on a moved day that is still to come', monthly('last', 'Friday'), '2024-04-01', ['2024-04-02', '2024-04-26']],
    [
      'every two months, counted from January',
      monthly(1, 'Wednesday', 2),
      '2026-11-05',
      ['2027-01-06', '2027-03-03', '2027-05-05'],
    ],
    [
      'every quarter, counted from January',
      monthly(3, 'Monday', 3),
      '2026-11-05',
      ['2027-01-18', '2027-04-19', '2027-07-19'],
    ],
    [
      'fortnightly over the New Year',
      weekly(2, 'Monday', '2026-11-23'),
      '2026-12-01',
      ['2026-12-07', '2026-12-21', '2027-01-04', '2027-01-18'],
    ],
    [
      'fortnightly, moved off Christmas, and the fortnight counted on as if it had not been',
      weekly(2, 'Friday', '2026-11-27'),
      '2026-12-12',
      ['2026-12-29', '2027-01-08', '2027-01-22'],
    ],
    [
      'fortnightly, counted from a day still to come',
      weekly(2, 'Monday', '2027-01-18'),
      '2026-12-01',
      ['2026-12-07', '2026-12-21', '2027-01-04'],
    ],
    [
      'fortnightly, counted from a moved day',
      weekly(2, 'Monday', '2022-12-28'),
      '2022-12-27',
      ['2022-12-28', '2023-01-09', '2023-01-23'],
    ],
    ['every week', weekly(1, 'Monday', '2026-11-02'), '2026-11-03', ['2026-11-09', '2026-11-16']],
    ['on the day itself', monthly(4, 'Tuesday'), '2026-11-24', ['2026-11-24', '2026-12-22']],
    ['after the day itself', monthly(4, 'Tuesday'), '2026-11-25', ['2026-12-22']],
  ])('%s', ([, rhythm, from, dates]) => {
    expect(meetingDates(rhythm, day(from), dates.length)).toEqual(dates);
    expect(nextMeetingDate(rhythm, day(from))).toBe(dates[0]);
  });

  test('once, when the scheme’s own closure moves two meetings to one day', () => {
    const closure = Array.from({ length: 14 }, (_, at) => addDays(day('2026-08-03'), at));
    const calendar: Calendar = { holidays: closure, workingDays: [day('2026-08-31')] };
    expect(meetingDates(weekly(1, 'Monday', '2026-07-27'), day('2026-08-01'), 3, calendar)).toEqual([
      '2026-08-17',
      '2026-08-24',
      '2026-08-31',
    ]);
  });

  test('for any rhythm, on working days in order, none left out whichever day one looks from', () => {
    const weekday = fc.constantFrom<Weekday>('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday');
    const anyDay = fc.integer({ min: 0, max: 6000 }).map((after) => addDays(day('2018-01-01'), after));
    const rhythm = fc.oneof(
      fc
        .tuple(fc.constantFrom<Which>(1, 2, 3, 4, 'last'), weekday, fc.integer({ min: 1, max: 12 }))
        .map((chosen) => monthly(...chosen)),
      fc.tuple(fc.integer({ min: 1, max: 6 }), weekday, anyDay).map((chosen) => weekly(...chosen)),
    );
    fc.assert(
      fc.property(rhythm, anyDay, fc.nat(60), (rhythm, from, after) => {
        const dates = meetingDates(rhythm, from, 30);
        expect(dates.every((date) => date >= from && isWorkingDay(date))).toBe(true);
        expect(dates).toEqual([...new Set(dates)].sort());
        const later = addDays(from, after);
        const left = dates.filter((date) => date >= later);
        expect(meetingDates(rhythm, later, left.length)).toEqual(left);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe('counted from a meeting', () => {
  const notice = { referrals: 10, agenda: 5, minutes: 5 };
  const counted = (meeting: Day, calendar?: Calendar) => [
    lastReferralDay(meeting, notice, calendar),
    agendaDay(meeting, notice, calendar),
    minutesDay(meeting, notice, calendar),
  ];

  test.for<[string, string, string[]]>([
    ['in an ordinary month', '2026-11-24', ['2026-11-10', '2026-11-17', '2026-12-01']],
    ['over the early May holiday', '2026-04-28', ['2026-04-14', '2026-04-21', '2026-05-06']],
    ['over the spring holiday', '2026-05-26', ['2026-05-11', '2026-05-18', '2026-06-02']],
    ['before Christmas', '2026-12-22', ['2026-12-08', '2026-12-15', '2026-12-31']],
  ])('%s: last referral, agenda, minutes', ([, meeting, days]) => {
    expect(counted(day(meeting))).toEqual(days);
  });

  test('by the scheme’s own calendar', () => {
    const calendar = { holidays: [day('2026-11-23'), day('2026-11-25')], workingDays: [] };
    expect(counted(day('2026-11-24'), calendar)).toEqual(['2026-11-09', '2026-11-16', '2026-12-02']);
  });

  test('nothing where the body has no such notice', () => {
    const meeting = day('2026-11-24');
    expect([lastReferralDay(meeting, {}), agendaDay(meeting, {}), minutesDay(meeting, {})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../../services/rules/days.ts';
import {
  addWorkingDays,
  type Calendar,
  isWorkingDay,
  nextWorkingDay,
  subtractWorkingDays,
} from '../../../services/rules/workingDays.ts';
import bankHolidays from './bankHolidays.json' with { type: 'json' };
import { seed } from './seed.ts';

const isWeekend = (of: Day) => [0, 6].includes(new Date(of).getUTCDay());

test('every day from 2019 to 2028 is a working day or not as the list of GOV.UK has it', () => {
  const listed = new Set(Object.keys(bankHolidays.days));
  const differing: Day[] = [];
  let days = 0;
  for (let on = day('2019-01-01'); on <= '2028-12-31'; on = addDays(on, 1)) {
    if (isWorkingDay(on) !== !(isWeekend(on) || listed.has(on))) differing.push(on);
    days += 1;
  }
  expect(days).toBe(3653);
  expect(differing).toEqual([]);
});

describe('counted by hand', () => {
  test.for([
    ['over Christmas 2026', '2026-12-23', 1, '2026-12-24'],
    ['over Christmas 2026, Boxing Day on the Monday', '2026-12-23', 2, '2026-12-29'],
    ['over Christmas and the New Year', '2026-12-23', 5, '2027-01-04'],
    ['over Christmas and the New Year', '2026-12-23', 10, '2027-01-11'],
    ['Christmas 2027 at the weekend: Monday and Tuesday instead', '2027-12-24', 1, '2027-12-29'],
    ['New Year’s Day 2028 on a Saturday: Monday instead', '2027-12-31', 1, '2028-01-04'],
    ['over Easter 2026', '2026-04-02', 1, '2026-04-07'],
    ['over Easter 2026', '2026-04-01', 6, '2026-04-13'],
    ['over the Platinum Jubilee, the spring holiday moved to the Thursday', '2022-06-01', 1, '2022-06-06'],
    ['the last Monday of May 2022, for once no holiday', '2022-05-27', 1, '2022-05-30'],
    ['over the State Funeral', '2022-09-16', 1, '2022-09-20'],
    ['over the Coronation', '2023-05-05', 1, '2023-05-09'],
    ['over both Mondays of May 2023', '2023-04-28', 5, '2023-05-09'],
    ['VE day on a Friday, and no Monday', '2020-05-01', 5, '2020-05-11'],
    ['over 29 February', '2028-02-28', 2, '2028-03-01'],
    ['from a Saturday', '2026-11-07', 1, '2026-11-09'],
    ['from a bank holiday', '2026-12-25', 1, '2026-12-29'],
  ] as const)('%s: %s and %i working days is %s', ([, from, count, to]) => {
    expect(addWorkingDays(day(from), count)).toBe(to);
  });

  test.for([
    ['over Christmas and the New Year', '2027-01-04', 5, '2026-12-23'],
    ['over Easter 2026', '2026-04-07', 1, '2026-04-02'],
    ['over Easter 2026', '2026-04-14', 6, '2026-04-02'],
    ['ten before the ASB Panel of April 2026', '2026-04-28', 10, '2026-04-14'],
    ['ten before the ASB Panel of May 2026, over the spring holiday', '2026-05-26', 10, '2026-05-11'],
    ['over the Platinum Jubilee', '2022-06-06', 1, '2022-06-01'],
    ['over the State Funeral', '2022-09-20', 1, '2022-09-16'],
    ['over the Coronation', '2023-05-09', 5, '2023-04-28'],
    ['from a Sunday', '2026-11-08', 1, '2026-11-06'],
    ['from a bank holiday', '2026-12-28', 1, '2026-12-24'],
  ] as const)('%s: %s less %i working days is %s', ([, from, count, to]) => {
    expect(subtractWorkingDays(day(from), count)).toBe(to);
  });

  test.for([
    ['2026-11-06', '2026-11-06'],
    ['2026-11-07', '2026-11-09'],
    ['2022-12-24', '2022-12-28'],
    ['2022-12-26', '2022-12-28'],
  ] as const)('the next working day, from %s on, is %s', ([from, to]) => {
    expect(nextWorkingDay(day(from))).toBe(to);
  });
});

describe('a scheme', () => {
  const calendar: Calendar = { holidays: [day('2026-11-06')], workingDays: [day('2026-12-28'), day('2026-12-26')] };

  test.for([
    ['adds a day', '2026-11-05', '2026-11-09'],
    ['strikes a bank holiday, and a weekend stays one', '2026-12-24', '2026-12-28'],
  ] as const)('%s', ([, from, to]) => {
    expect(addWorkingDays(day(from), 1, calendar)).toBe(to);
    expect(subtractWorkingDays(day(to), 1, calendar)).toBe(from);
  });

  test('that adds and strikes the same day has it off', () => {
    const both: Calendar = { holidays: [day('2026-12-28')], workingDays: [day('2026-12-28')] };
    expect(isWorkingDay(day('2026-12-28'), both)).toBe(false);
  });

  test('changes nothing for the others', () => {
    expect(isWorkingDay(day('2026-12-28'), calendar)).toBe(true);
    expect(isWorkingDay(day('2026-12-28'))).toBe(false);
  });
});

describe('what cannot be counted is refused', () => {
  test.for([0, -1, -0.5, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('%d working days', (count) => {
    const refusal = new RangeError(`expected a whole number of working days, 1 or more, not ${count}`);
    expect(() => addWorkingDays(day('2026-11-05'), count)).toThrow(refusal);
    expect(() => subtractWorkingDays(day('2026-11-05'), count)).toThrow(refusal);
  });

  test.for([1e21, Number.MAX_SAFE_INTEGER, 4_000_000])('%d working days, at once', (count) => {
    const refusal = new RangeError(
      `expected days of the calendar, which ${count} working days from 2026-11-05 are not`,
    );
    expect(() => addWorkingDays(day('2026-11-05'), count)).toThrow(refusal);
    expect(() => subtractWorkingDays(day('2026-11-05'), count)).toThrow(refusal);
  });

  test('beyond the last day and before the first', () => {
    expect(addWorkingDays(day('9999-12-30'), 1)).toBe('9999-12-31');
    expect(() => addWorkingDays(day('9999-12-30'), 2)).toThrow('expected days of the calendar');
    expect(() => subtractWorkingDays(day('0000-01-05'), 4)).toThrow('expected days of the calendar');
  });

  test.for(['2026-02-29', '2026-02-30', '5 November 2026', '2026-11-05T10:00:00Z', ''])('from %o', (from) => {
    const refusal = new RangeError(`expected a day of the calendar, YYYY-MM-DD, not ${from}`);
    expect(() => addWorkingDays(from as Day, 1)).toThrow(refusal);
    expect(() => subtractWorkingDays(from as Day, 1)).toThrow(refusal);
  });
});

describe('for any day, count and calendar', () => {
  const anyDay = fc.integer({ min: 0, max: 9000 }).map((after) => addDays(day('2016-01-01'), after));
  const days = fc.array(anyDay, { maxLength: 40 });
  const calendars = fc.option(fc.record({ holidays: days, workingDays: days }), { nil: undefined });
  const count = fc.integer({ min: 1, max: 60 });
  const holds = (property: (from: Day, count: number, calendar?: Calendar) => void) =>
    fc.assert(fc.property(anyDay, count, calendars, property), { seed, numRuns: 300 });

  test('the result is a working day, and as many lie up to it as were counted', () => {
    holds((from, count, calendar) => {
      const later = addWorkingDays(from, count, calendar);
      const earlier = subtractWorkingDays(from, count, calendar);
      expect([later, earlier].every((on) => isWorkingDay(on, calendar) && !isWeekend(on))).toBe(true);
      let between = 0;
      for (let on = addDays(from, 1); on <= later; on = addDays(on, 1)) if (isWorkingDay(on, calendar)) between += 1;
      expect(between).toBe(count);
    });
  });

  test('from a working day, counting back returns', () => {
    holds((any, count, calendar) => {
      const from = nextWorkingDay(any, calendar);
      expect(subtractWorkingDays(addWorkingDays(from, count, calendar), count, calendar)).toBe(from);
      expect(addWorkingDays(subtractWorkingDays(from, count, calendar), count, calendar)).toBe(from);
    });
  });
});

import { describe, expect, test } from 'vitest';
import { addDays, addMonths, ageOn, Day, day, dayIn, inWords, timeIn } from '../../../services/rules/days.ts';

test.for(['2026-02-29', '2026-13-01', '2026-1-1', '1 May 2026', '2026-05-01T10:00', ''])('%o is no day', (text) => {
  expect(Day.safeParse(text).success).toBe(false);
  expect(() => day(text)).toThrow();
});

test.for([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-01-01', -1, '2025-12-31'],
  ['2026-03-28', 2, '2026-03-30'], // the clocks change in between
] as const)('%s and %i days is %s', ([from, days, to]) => {
  expect(addDays(day(from), days)).toBe(to);
});

test.for([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-11-05', -12, '2025-11-05'],
  ['2028-02-29', -12, '2027-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-01-15', -24, '2024-01-15'],
  ['2026-12-31', -6, '2026-06-30'],
] as const)('%s and %i months is %s', ([from, months, to]) => {
  expect(addMonths(day(from), months)).toBe(to);
});

describe('age', () => {
  test.for([
    ['2008-11-05', '2026-11-04', 17],
    ['2008-11-05', '2026-11-05', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
  ] as const)('born %s, on %s: %i', ([birth, on, age]) => {
    expect(ageOn(day(birth), day(on))).toBe(age);
  });
});

test.for([
  ['2026-06-30T23:30:00Z', '2026-07-01', '00:30'],
  ['2026-12-31T23:30:00Z', '2026-12-31', '23:30'],
  ['2026-03-29T01:00:00Z', '2026-03-29', '02:00'],
  ['2026-10-25T00:30:00Z', '2026-10-25', '01:30'],
] as const)('at %s it is %s %s in London', ([instant, on, time]) => {
  expect(dayIn(new Date(instant))).toBe(on);
  expect(timeIn(new Date(instant))).toBe(time);
});

test('a day is written out in British English', () => {
  expect(inWords(day('2026-11-05'))).toBe('5 November 2026');
});

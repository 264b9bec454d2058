import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Moment, newSince, slotsBetween } from '../../../services/rules/cadence.ts';
import { addDays, type Day, day, dayIn, timeIn } from '../../../services/rules/days.ts';
import { instantOf } from '../../../services/rules/londonTime.ts';
import { isWorkingDay } from '../../../services/rules/workingDays.ts';
import { seed } from './seed.ts';

describe('a time on a clock in London is the instant', () => {
  test.for([
    ['in winter', '2026-01-15', '08:00', '2026-01-15T08:00:00.000Z'],
    ['in summer', '2026-07-15', '08:00', '2026-07-15T07:00:00.000Z'],
    ['the hour before the clocks go forward', '2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['in the hour that is skipped, the hour after', '2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['after the clocks went forward', '2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['in the hour that comes twice, the first', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['after the clocks went back', '2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
  ] as const)('%s', ([, on, time, instant]) => {
    expect(instantOf(day(on), time).toISOString()).toBe(instant);
  });

  test('every day of four years, and back again', () => {
    const wrong: Day[] = [];
    for (let on = day('2025-01-01'); on <= '2028-12-31'; on = addDays(on, 1)) {
      const at = instantOf(on, '08:00');
      if (dayIn(at) !== on || timeIn(at) !== '08:00') wrong.push(on);
    }
    expect(wrong).toEqual([]);
  });
});

/** On working days, as a scheme would have it. */
const daily = (of: Day): Moment[] =>
  isWorkingDay(of)
    ? [
        { what: 'prompt', time: '08:00' },
        { what: 'round-up', time: '09:30' },
      ]
    : [];

const come = (since: string, now: string) =>
  slotsBetween(daily, new Date(since), new Date(now)).map(({ what, day: on, after }) => `${what} ${on} after ${after}`);

describe('moments that have come', () => {
  test.for([
    ['before the first', '2026-11-24T07:00Z', '2026-11-24T07:59:59Z', []],
    ['on the very second', '2026-11-24T07:00Z', '2026-11-24T08:00Z', ['prompt 2026-11-24 after 2026-11-23']],
    ['once seen, not again', '2026-11-24T08:00Z', '2026-11-24T09:29Z', []],
    [
      'both at once where nobody looked in between',
      '2026-11-24T07:00Z',
      '2026-11-24T12:00Z',
      ['prompt 2026-11-24 after 2026-11-23', 'round-up 2026-11-24 after 2026-11-23'],
    ],
    ['a Monday follows the Friday', '2026-11-22T12:00Z', '2026-11-23T08:00Z', ['prompt 2026-11-23 after 2026-11-20']],
    [
      'the day after a bank holiday follows the Friday',
      '2027-05-03T12:00Z',
      '2027-05-04T07:00Z',
      ['prompt 2027-05-04 after 2027-04-30'],
    ],
    [
      'of three days without anybody looking, the last, and it follows the last seen',
      '2026-11-23T10:00Z',
      '2026-11-26T08:30Z',
      ['round-up 2026-11-25 after 2026-11-23', 'prompt 2026-11-26 after 2026-11-23'],
    ],
    ['a clock put back waits', '2026-11-24T10:00Z', '2026-11-24T08:00Z', []],
    ['over Christmas', '2026-12-24T10:00Z', '2026-12-29T08:00Z', ['prompt 2026-12-29 after 2026-12-24']],
    ['in summer, an hour earlier', '2026-07-14T06:59Z', '2026-07-14T07:00Z', ['prompt 2026-07-14 after 2026-07-13']],
  ] as const)('%s', ([, since, now, expected]) => {
    expect(come(since, now)).toEqual(expected);
  });

  test('however often somebody looks, every day belongs to exactly one moment', () => {
    const instant = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') });
    fc.assert(
      fc.property(fc.array(instant, { minLength: 2, maxLength: 12 }), (looks) => {
        const sorted = looks.toSorted((a, b) => a - b).map((at) => new Date(at));
        const seen = sorted.flatMap((now, at) => (at === 0 ? [] : slotsBetween(daily, sorted[at - 1] ?? now, now)));
        const prompts = seen.filter(({ what }) => what === 'prompt');
        for (const [at, slot] of prompts.entries()) {
          const before = prompts[at - 1];
          if (before) expect(slot.after).toBe(before.day);
          expect(slot.after < slot.day).toBe(true);
        }
      }),
      { seed, numRuns: 60 },
    );
  });
});

test('a day is new to the first moment after it, and to no other', () => {
  const [friday, monday, tuesday] = [day('2026-11-20'), day('2026-11-23'), day('2026-11-24')];
  const saturday = day('2026-11-21');
  expect(newSince({ after: friday, day: monday }, [saturday])).toBe(true);
  expect(newSince({ after: monday, day: tuesday }, [saturday])).toBe(false);
  expect(newSince({ after: friday, day: monday }, [friday])).toBe(false);
  expect(newSince({ after: friday, day: monday }, [monday])).toBe(true);
});

import { expect, test } from 'vitest';
import { addDays, ageOn, day } from '../../../services/rules/days.ts';
import { firstDayAt, isYoungOffender, latestBirth } from '../../../services/rules/youngOffenders.ts';

test.for([
  ['an ordinary birthday', 18, '2008-12-05', '2026-12-05'],
  ['29 February in a common year is 1 March', 18, '2008-02-29', '2026-03-01'],
  ['29 February in a leap year is itself', 20, '2008-02-29', '2028-02-29'],
] as const)('%s', ([, age, born, first]) => {
  expect(firstDayAt(age, day(born))).toBe(first);
});

test('the first day of an age is the day on which the age is reached, through four years of birthdays', () => {
  for (let born = day('2007-01-01'); born < day('2011-01-01'); born = addDays(born, 1)) {
    const first = firstDayAt(18, born);
    expect([ageOn(born, addDays(first, -1)), ageOn(born, first)]).toEqual([17, 18]);
  }
});

test('nobody born later is of age by that day, and nobody born by then is not, through four years', () => {
  for (let by = day('2025-01-01'); by < day('2029-01-01'); by = addDays(by, 1)) {
    const last = latestBirth(18, by);
    expect([ageOn(last, by) >= 18, ageOn(addDays(last, 1), by) >= 18]).toEqual([true, false]);
  }
});

const rules = { body: 'dyo', adultAt: 18, to: ['iom'], cohort: { from: '01-01', until: '03-31' }, source: 'R 3.6' };

test.for<[string, Parameters<typeof isYoungOffender>, boolean]>([
  ['taken on by their body', [rules, { body: 'dyo', answers: {} }], true],
  ['said to be one', [rules, { body: 'iom', answers: { dyo: 'yes' } }], true],
  ['not known to be one', [rules, { body: 'iom', answers: { dyo: 'unknown' } }], false],
  ['where there is no such body', [undefined, { body: 'iom', answers: {} }], false],
])('flagged or not: %s', ([, asked, flagged]) => {
  expect(isYoungOffender(...asked)).toBe(flagged);
});

import { expect, test } from 'vitest';
import { type CourtDate, courtDueOn, courtStanding, promptOn } from '../../../services/rules/court.ts';
import { day } from '../../../services/rules/days.ts';

const rules = { promptDays: 5, source: 'a test' };
const court = (change: Partial<CourtDate> = {}): CourtDate => ({
  id: 'c1',
  on: day('2026-11-19'),
  court: 'Invented Crown Court',
  promptOn: day('2026-11-12'),
  ...change,
});
const asked = { wanted: true, by: 'meadow|somebody' } as const;

test.for<[string, string, string]>([
  ['a Thursday', '2026-11-19', '2026-11-12'],
  ['a Monday after Christmas', '2026-12-29', '2026-12-18'],
  ['the Wednesday after Easter', '2027-03-31', '2027-03-22'],
])('%s prompts five working days before it', ([, on, prompts]) => {
  expect(promptOn(day(on), rules)).toBe(prompts);
});

test.for<[string, CourtDate, string, object]>([
  ['well before', court(), '2026-11-11', { status: 'ahead', lacks: ['statement'] }],
  ['on the day it prompts', court(), '2026-11-12', { status: 'prepare', lacks: ['statement'] }],
  ['with a writer', court({ statement: asked }), '2026-11-13', { status: 'prepare', lacks: ['cps'] }],
  ['on the day of the hearing', court({ statement: asked }), '2026-11-19', { status: 'prepare', lacks: ['cps'] }],
  ['with the CPS told', court({ statement: asked, cpsTold: day('2026-11-13') }), '2026-11-14', { status: 'prepared' }],
  ['where none is wanted', court({ statement: { wanted: false } }), '2026-11-13', { status: 'prepared' }],
  ['the day after, prepared', court({ statement: { wanted: false } }), '2026-11-20', { status: 'result asked' }],
  ['long after, unprepared', court(), '2027-02-01', { status: 'result asked' }],
])('a court date %s (Le 1.17-1.19)', ([, one, today, standing]) => {
  expect(courtStanding(one, day(today))).toEqual(standing);
});

test('it is due from the prompt until it is prepared, and then from the day after the hearing', () => {
  expect(courtDueOn(court())).toBe('2026-11-12');
  expect(courtDueOn(court({ statement: asked }))).toBe('2026-11-12');
  expect(courtDueOn(court({ statement: { wanted: false } }))).toBe('2026-11-20');
});

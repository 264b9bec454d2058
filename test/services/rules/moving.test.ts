import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { type When, whyNotMoved } from '../../../services/rules/moving.ts';

const meeting = { date: day('2026-11-24'), time: '10:00', place: 'Meadow House', state: 'planned' } as const;
const to = (change: Partial<When> = {}): When => ({
  date: day('2026-12-01'),
  time: '10:00',
  place: 'Meadow House',
  ...change,
});
const around = { now: { date: day('2026-11-20'), time: '12:00' }, others: [day('2026-12-22')] };

test.for([
  ['can, to a working day ahead', meeting, to(), undefined],
  ['can, to another time of its day', meeting, to({ date: meeting.date, time: '14:00' }), undefined],
  ['can, to another place only', meeting, to({ date: meeting.date, place: 'Elsewhere' }), undefined],
  ['can, to a time that is still to come today', meeting, to({ date: day('2026-11-20'), time: '12:00' }), undefined],
  ['cannot, once it has begun', { ...meeting, state: 'open' }, to(), 'begun'],
  ['cannot, once it is closed', { ...meeting, state: 'closed' }, to(), 'closed'],
  ['cannot, to where it is', meeting, to({ date: meeting.date }), 'same'],
  ['cannot, to a time that is over', meeting, to({ date: day('2026-11-20'), time: '11:59' }), 'past'],
  ['cannot, to a Saturday', meeting, to({ date: day('2026-12-05') }), 'no working day'],
  ['cannot, to Boxing Day’s bank holiday', meeting, to({ date: day('2026-12-28') }), 'no working day'],
  ['cannot, to the day of another meeting', meeting, to({ date: day('2026-12-22') }), 'other meeting'],
] as const)('a meeting %s', ([, from, where, why]) => {
  expect(whyNotMoved(from, where, around)).toBe(why);
});

test('a meeting cannot go to a day that the area has closed', () => {
  const calendar = { holidays: [day('2026-12-01')], workingDays: [] };
  expect(whyNotMoved(meeting, to(), { ...around, calendar })).toBe('no working day');
});

import { expect, test } from 'vitest';
import { chainOf, type Link } from '../../../services/rules/chain.ts';
import { type Known, type Standing, standingOf } from '../../../services/rules/chainStanding.ts';
import { day } from '../../../services/rules/days.ts';
import { bodyCalled } from '../../support/bodies.ts';

const body = bodyCalled('iom', 'essex');
// Agenda on the 2nd, who has not answered again on the 7th, input on the 8th, minutes on the 16th.
const chain = chainOf(day('2026-12-09'), body);
const planned: Known = {
  state: 'planned',
  answered: { done: 3, all: 8 },
  inputs: { done: 0, all: 0 },
  received: { done: 0, all: 0 },
};
const agenda = day('2026-12-01');
const closed: Known = { ...planned, state: 'closed', agenda, received: { done: 1, all: 2 } };

test.for<[string, Link, Known | undefined, string, string, Standing['how']]>([
  ['an agenda is to come before five o’clock of its day', 'agenda', planned, '2026-12-02', '16:59', 'ahead'],
  ['and late after', 'agenda', planned, '2026-12-02', '17:00', 'late'],
  ['done once it is out', 'agenda', { ...planned, agenda }, '2026-12-02', '18:00', 'done'],
  ['late, where nobody has made the meeting', 'agenda', undefined, '2026-12-03', '09:00', 'late'],
  ['invitations go with it', 'invitations', { ...planned, agenda }, '2026-12-03', '09:00', 'done'],
  ['people are asked by themselves', 'attendance', planned, '2026-11-30', '09:00', 'done'],
  ['and not before', 'attendance', planned, '2026-11-29', '09:00', 'ahead'],
  ['nobody is asked for a meeting that nobody made', 'attendance', undefined, '2026-12-01', '09:00', 'late'],
  ['no input is missing where none was asked', 'inputs', { ...planned, agenda }, '2026-12-09', '09:00', 'passed'],
  ['input is missing', 'inputs', { ...planned, agenda, inputs: { done: 3, all: 8 } }, '2026-12-09', '09:00', 'late'],
  ['input is in', 'inputs', { ...planned, agenda, inputs: { done: 8, all: 8 } }, '2026-12-07', '09:00', 'done'],
  [
    'nothing of before the meeting is late once it is over',
    'agenda',
    { ...closed, agenda: undefined },
    '2026-12-10',
    '09:00',
    'passed',
  ],
  ['nor is input', 'inputs', { ...closed, inputs: { done: 3, all: 8 } }, '2026-12-10', '09:00', 'passed'],
  ['a meeting was not opened', 'meeting', planned, '2026-12-10', '09:00', 'late'],
  ['a meeting is today', 'meeting', planned, '2026-12-09', '18:00', 'ahead'],
  ['a meeting was held', 'meeting', closed, '2026-12-09', '18:00', 'done'],
  ['minutes are late', 'minutes', closed, '2026-12-16', '17:00', 'late'],
  ['minutes are out', 'minutes', { ...closed, minutes: day('2026-12-15') }, '2026-12-17', '09:00', 'done'],
  ['an answer has not arrived', 'acknowledgements', closed, '2026-12-15', '09:00', 'ahead'],
  ['nor by its day', 'acknowledgements', closed, '2026-12-17', '09:00', 'late'],
  ['all have', 'acknowledgements', { ...closed, received: { done: 2, all: 2 } }, '2026-12-17', '09:00', 'done'],
])('%s', ([, link, known, date, time, how]) => {
  const standing = standingOf(chain, known, { date: day(date), time }).find(({ what }) => what === link);
  expect(standing?.how).toBe(how);
});

test('the last day for referrals passes by itself', () => {
  const asb = chainOf(day('2026-12-22'), bodyCalled('asb'));
  const how = (date: string, time: string) => standingOf(asb, planned, { date: day(date), time })[0];
  expect(how('2026-12-08', '16:00')).toMatchObject({ what: 'referrals', how: 'ahead' });
  expect(how('2026-12-08', '17:00')).toMatchObject({ what: 'referrals', how: 'passed' });
});

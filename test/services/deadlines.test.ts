import { expect, test } from 'vitest';
import { destination, nextAgenda } from '../../services/deadlines.ts';
import { day } from '../../services/rules/days.ts';
import { bodyCalled, holder, lay, today, workOf } from '../support/bodies.ts';
import { testStore } from '../support/tables.ts';

const asb = bodyCalled('asb');
const soon = day('2026-11-12');

test.for([
  ['planned, its agenda not out', { state: 'planned', agendaPostedAt: undefined }, soon, 'm1'],
  ['planned, its agenda out', { state: 'planned' }, undefined, undefined],
  ['open', {}, undefined, undefined],
] as const)('a meeting in a week that is %s: what is proposed today', async ([, change, date, id]) => {
  const store = await testStore();
  await lay(store, asb, { date: soon, ...change });
  const work = workOf(store, asb, holder('asb-police-chief-inspector'));
  const goes = await nextAgenda(work, asb, today);
  expect(goes.meeting?.id).toBe(id);
  if (date) expect(goes.date).toBe(date);
  else expect(goes.date > soon).toBe(true);
});

test('a referral is too late for the meeting that still takes a proposal (R 2.6)', async () => {
  const store = await testStore();
  await lay(store, asb, { date: soon, state: 'planned', agendaPostedAt: undefined });
  const work = workOf(store, asb, holder('asb-police-chief-inspector'));
  expect((await destination(work, asb, today)).meeting).toBeUndefined();
  expect((await nextAgenda(work, asb, today)).meeting?.id).toBe('m1');
});

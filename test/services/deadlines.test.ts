import { describe, expect, test } from 'vitest';
import { destination, nextAgenda } from '../../services/deadlines.ts';
import { type Meeting, Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { areaId, bodyCalled, holder, lay, openMeetingOf, today, workOf } from '../support/bodies.ts';
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

describe('a referral that waits', () => {
  const iom = bodyCalled('iom');
  const made = async (...meetings: readonly [string, Partial<Meeting>][]) => {
    const store = await testStore();
    const planned = { state: 'planned', agendaPostedAt: undefined } as const;
    await store.commit(
      areaId,
      meetings.map(([id, change]) => create(Meetings, id, openMeetingOf(iom, { id, ...planned, ...change }))),
    );
    return workOf(store, iom, holder('iom-probation-senior-officer'));
  };

  test('goes to no meeting whose day has passed, held or not', async () => {
    const work = await made(['october', { date: day('2026-10-27') }]);
    const later = day('2026-11-20');
    expect(await destination(work, iom, day('2026-10-20'), later)).toEqual({ date: '2026-11-24' });
    expect(await destination(work, iom, day('2026-10-20'), day('2026-10-27'))).toMatchObject({
      meeting: { id: 'october' },
    });
  });

  test('is told no day by which to change it that has passed, as while an agenda is late', async () => {
    const work = await made(['november', { date: day('2026-11-24') }]);
    const seen = (on: string) => destination(work, iom, day('2026-11-02'), day(on));
    expect(await seen('2026-11-17')).toMatchObject({ meeting: { id: 'november' }, amendUntil: '2026-11-17' });
    expect(await seen('2026-11-18')).not.toHaveProperty('amendUntil');
  });

  test('stays too late for the ASB Panel whose cut-off it missed, whatever day it is looked at (R 2.6)', async () => {
    const work = await made();
    expect((await destination(work, asb, day('2026-11-11'), day('2026-11-23'))).date).toBe('2026-12-22');
    expect((await destination(work, asb, day('2026-11-10'), day('2026-11-23'))).date).toBe('2026-11-24');
  });

  test('does not wait for a day of the rhythm whose meeting was moved to an earlier one', async () => {
    const work = await made([
      'november',
      { date: day('2026-11-20'), turn: day('2026-11-24'), agendaPostedAt: '2026-11-13T10:00:00.000Z' },
    ]);
    expect((await destination(work, iom, day('2026-11-16'))).date).toBe('2026-12-22');
  });
});

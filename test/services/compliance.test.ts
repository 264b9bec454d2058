import { expect, test } from 'vitest';
import { actionChanged } from '../../services/actionIndex.ts';
import {
  endOrder,
  holdOrder,
  recordArrest,
  recordAttendance,
  recordVisit,
  setStatutory,
} from '../../services/compliance.ts';
import { type Action, Actions, ActionsBy } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { must } from '../../services/work.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { area, areaId, holder, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const { policeContact: _, ...noContact } = caseOf();
const visited = { on: day('2026-11-05'), verified: true, explained: false };

test('a licence gives the police contact a visit to make; the visit is recorded once (L, police)', async () => {
  const { of, stored, actions, happened } = await living();
  expect(await holdOrder(of(seat.chair), first, { order: 'licence' })).toBe('done');
  const [order] = (await stored()).orders ?? [];
  expect(order).toMatchObject({ order: 'licence', visitBy: '2026-11-19' });
  expect(await actions()).toMatchObject([
    { owner: holder(seat.constable), due: '2026-11-19', what: expect.stringContaining('verify the address') },
  ]);
  const visit = (version: number) => ({ ...press(version), order: order?.id ?? '' });
  expect(await recordVisit(of(seat.constable), visit(2), visited)).toBe('done');
  expect(await recordVisit(of(seat.constable), visit(2), visited)).toBe('overtaken');
  const [task] = await actions();
  expect(task).toMatchObject({
    state: 'completed',
    outcome: 'Visited on 5 November 2026: address verified, conditions not explained.',
  });
  expect(task?.history.at(-1)).toMatchObject({ what: 'completed: the visit is recorded', by: holder(seat.constable) });
  await expect(recordVisit(of(seat.constable), visit(3), visited)).rejects.toThrow('No visit');
  expect(await endOrder(of(seat.chair), visit(3))).toBe('done');
  expect(await stored()).toMatchObject({ orders: [], statutory: 'unknown' });
  expect((await happened()).map(({ what }) => what)).toEqual(['order ended', 'police visit', 'order']);
});

test('with the order ends the visit that nobody has made yet', async () => {
  const { of, stored, actions } = await living();
  await holdOrder(of(seat.chair), first, { order: 'licence' });
  const [order] = (await stored()).orders ?? [];
  expect(await endOrder(of(seat.chair), { ...press(2), order: order?.id ?? '' })).toBe('done');
  expect(await actions()).toMatchObject([{ state: 'completed', outcome: 'The order has ended.' }]);
});

test.for<[string, Parameters<typeof holdOrder>[2]]>([
  ['somebody convicted of domestic violence', { order: 'licence', exempt: 'domestic-violence' }],
  ['somebody subject to public protection', { order: 'community-payback', exempt: 'public-protection' }],
  ['an order of another kind', { order: 'behaviour-order' }],
])('for %s no visit is due, and nobody gets one to make', async ([, typed]) => {
  const { of, stored, actions } = await living();
  await holdOrder(of(seat.chair), first, typed);
  expect(await actions()).toEqual([]);
  const [order] = (await stored()).orders ?? [];
  expect(order?.visitBy).toBeUndefined();
  await expect(recordVisit(of(seat.constable), { ...press(2), order: order?.id ?? '' }, visited)).rejects.toThrow(
    'No visit',
  );
});

test('an arrest asks the police contact to attend custody, the same day (L, police)', async () => {
  const { of, actions } = await living();
  expect(await recordArrest(of(seat.drugs), first, { on: day('2026-11-05'), where: 'Invented Station' })).toBe('done');
  expect(await actions()).toMatchObject([
    { owner: holder(seat.constable), due: '2026-11-05', what: expect.stringContaining('Attend custody') },
  ]);
});

test('the attendance in custody completes the action that asked for it, whoever has it and records it', async () => {
  const { of, stored, actions, happened, store } = await living();
  await recordArrest(of(seat.drugs), first, { on: day('2026-11-05'), where: 'Invented Station' });
  const [arrest] = (await stored()).arrests ?? [];
  const [task] = await actions();
  expect(arrest).toMatchObject({ on: '2026-11-05', where: 'Invented Station', action: task?.id });
  const row = must(await store.get(areaId, Actions, task?.id ?? ''), 'an action');
  const handed: Action = { ...row.doc, owner: holder(seat.housing), state: 'declined' };
  await store.commit(areaId, await actionChanged({ store, area: area() }, row, handed));

  const attend = { ...press(2), arrest: arrest?.id ?? '' };
  const came = { on: day('2026-11-05'), came: 'He asks for a drugs worker.' };
  expect(await recordAttendance(of(seat.drugs), attend, came)).toBe('done');
  expect(await recordAttendance(of(seat.drugs), attend, came)).toBe('overtaken');
  await expect(recordAttendance(of(seat.drugs), { ...attend, version: 3 }, came)).rejects.toThrow('settled already');
  expect(await actions()).toMatchObject([
    { state: 'completed', outcome: 'On 5 November 2026: He asks for a drugs worker.', owner: holder(seat.housing) },
  ]);
  expect((await store.list(areaId, ActionsBy)).map(({ id }) => id.split('|')[0])).toEqual(['case']);
  expect((await stored()).arrests).toEqual([]);
  expect((await happened()).map(({ what }) => what)).toEqual(['custody attended', 'arrested']);
});

test('an action that its owner has completed keeps the outcome that the owner gave', async () => {
  const { of, stored, actions, store } = await living();
  await recordArrest(of(seat.drugs), first, { on: day('2026-11-05'), where: 'Invented Station' });
  const [arrest] = (await stored()).arrests ?? [];
  const row = must(await store.get(areaId, Actions, arrest?.action ?? ''), 'an action');
  const own: Action = { ...row.doc, state: 'completed', outcome: 'Went there.' };
  await store.commit(areaId, await actionChanged({ store, area: area() }, row, own));
  await recordAttendance(
    of(seat.drugs),
    { ...press(2), arrest: arrest?.id ?? '' },
    { on: day('2026-11-05'), came: 'So.' },
  );
  expect(await actions()).toMatchObject([{ outcome: 'Went there.' }]);
});

test('where there is no police contact an arrest says so, and a visit stands on the case alone', async () => {
  const { of, store, stored, actions } = await living(noContact);
  const before = await dump(store);
  const arrest = { on: day('2026-11-05'), where: 'Invented Station' };
  await expect(recordArrest(of(seat.drugs), first, arrest)).rejects.toThrow('has no police contact');
  expect(await dump(store)).toEqual(before);
  await holdOrder(of(seat.chair), first, { order: 'licence' });
  expect((await stored()).orders?.[0]?.visitBy).toBe('2026-11-19');
  expect(await actions()).toEqual([]);
});

test('whoever holds an order is statutory until it has ended, and then somebody says whether they still are (T 2.1)', async () => {
  const { of, stored } = await living();
  await holdOrder(of(seat.chair), first, { order: 'behaviour-order' });
  const [order] = (await stored()).orders ?? [];
  expect((await stored()).statutory).toBe('yes');
  await expect(setStatutory(of(seat.chair), press(2), 'no')).rejects.toThrow('Say first that it has ended');
  await endOrder(of(seat.chair), { ...press(2), order: order?.id ?? '' });
  expect((await stored()).statutory).toBe('unknown');
  expect(await setStatutory(of(seat.chair), press(3), 'no')).toBe('done');
  expect(await setStatutory(of(seat.chair), press(3), 'yes')).toBe('overtaken');
  expect((await stored()).statutory).toBe('no');
});

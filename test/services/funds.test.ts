import { expect, test } from 'vitest';
import { Feedbacks, recordFeedback } from '../../services/feedback.ts';
import { areaFund, grant, pay, paymentsOf, setBudget } from '../../services/funds.ts';
import { settled } from '../../services/proposals.ts';
import { day } from '../../services/rules/days.ts';
import { CASE, caseOf, proposal } from '../support/cases.ts';
import { first, living, press, withOf } from '../support/life.ts';
import { area, areaId, coordinator, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const scheme = withOf('essex', 'fund');
const here = { scheme };
const travel = { pence: 1_250, for: 'travel', note: 'A bus pass for a week', on: day('2026-11-05') };

test('the area has a budget, a case is granted out of it, and pays out of what it was granted (T 3.5)', async () => {
  const { store, of, by, stored, happened } = await living();
  const place = { store, area: area() };
  await setBudget(by(coordinator, here), 'iom', 10_000);
  expect(await grant(of(seat.chair, here), first, 5_000, 'To get to his course')).toBe('done');
  expect(await grant(of(seat.chair, here), first, 5_000, 'To get to his course')).toBe('overtaken');
  expect(await areaFund(place, 'iom')).toEqual({ budget: 10_000, granted: 5_000 });
  expect(await pay(of(seat.chair, here), press(2), travel)).toBe('done');
  expect((await stored()).fund).toEqual({ granted: 5_000, spent: 1_250 });
  expect(await paymentsOf(place, CASE)).toMatchObject([{ case: CASE, ...travel }]);
  expect((await happened()).map(({ what }) => what)).toEqual(['paid', 'granted']);
});

test('with the removal, what was granted and not spent goes back to the area', async () => {
  const change = {
    motion: 'de-select',
    reason: 'interventions-complete',
    answers: { 'q-not-long-custody': 'no' },
  } as const;
  const { store, of, by, stored, happened } = await living(
    caseOf({ statutory: 'no', proposals: [proposal({ change })] }),
  );
  const place = { store, area: area() };
  await setBudget(by(coordinator, here), 'iom', 10_000);
  await grant(of(seat.chair, here), first, 5_000, 'To get to his course');
  await pay(of(seat.chair, here), press(2), travel);
  const decided = { case: CASE, proposal: 'p1', outcome: 'carried', meeting: 'm1', basis: { motion: 'v1' } } as const;
  await store.commit(areaId, await settled(of(seat.chair, here), decided));
  expect(await stored()).toMatchObject({ state: 'removed', fund: { granted: 1_250, spent: 1_250 } });
  expect(await areaFund(place, 'iom')).toEqual({ budget: 10_000, granted: 1_250 });
  expect(await happened()).toContainEqual(expect.objectContaining({ what: 'grant returned', pence: 3_750 }));
});

test('neither the case nor the area overspends, and the budget never falls below what is granted', async () => {
  const { store, of, by } = await living();
  await setBudget(by(coordinator, here), 'iom', 5_000);
  await expect(grant(of(seat.chair, here), first, 5_001, 'So.')).rejects.toThrow('£50.00 left to grant');
  await grant(of(seat.chair, here), first, 5_000, 'So.');
  await expect(grant(of(seat.chair, here), press(2), 1, 'So.')).rejects.toThrow('£0.00 left to grant');
  const before = await dump(store);
  await expect(pay(of(seat.chair, here), press(2), { ...travel, pence: 5_001 })).rejects.toThrow('has £50.00 left');
  await expect(setBudget(by(coordinator, here), 'iom', 4_999)).rejects.toThrow('£50.00 is granted already');
  expect(await dump(store)).toEqual(before);
});

test.for<['yes' | 'unknown', string]>([
  ['yes', 'is under one'],
  ['unknown', 'record it under “Statutory or not”'],
])('somebody statutory “%s” gets nothing of it (T 3.5)', async ([statutory, sentence]) => {
  const { of, by } = await living(caseOf({ statutory, fund: { granted: 5_000, spent: 0 } }));
  await setBudget(by(coordinator, here), 'iom', 10_000);
  await expect(grant(of(seat.chair, here), first, 100, 'So.')).rejects.toThrow(sentence);
  await expect(pay(of(seat.chair, here), first, travel)).rejects.toThrow(sentence);
});

test('a body without a fund has nothing to grant', async () => {
  const { of } = await living();
  await expect(grant(of(seat.chair), first, 100, 'So.')).rejects.toThrow('has no operational fund');
});

test('two cases do not grant the same money twice', async () => {
  const { store, of, by } = await living();
  await setBudget(by(coordinator, here), 'iom', 5_000);
  const both = await Promise.allSettled([
    grant(of(seat.chair, here), first, 5_000, 'So.'),
    grant(of(seat.youth, here), first, 5_000, 'So.'),
  ]);
  expect(both.map((one) => (one.status === 'fulfilled' ? one.value : 'refused')).sort()).toContain('done');
  expect(await areaFund({ store, area: area() }, 'iom')).toEqual({ budget: 5_000, granted: 5_000 });
});

test('what the person says of the scheme is kept for reports, by body, the newest first (T 4.3)', async () => {
  const { store, of, happened } = await living();
  const says = { helped: 'in part', on: day('2026-11-05'), says: 'Somebody listens now.' } as const;
  expect(await recordFeedback(of(seat.drugs), first, says)).toBe('done');
  expect((await store.list(areaId, Feedbacks, 'iom|')).map(({ doc }) => doc)).toMatchObject([{ case: CASE, ...says }]);
  expect(await happened()).toMatchObject([{ what: 'feedback', says: says.says }]);
});

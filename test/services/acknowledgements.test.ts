import { expect, test } from 'vitest';
import { lookAtAcknowledgement, receive } from '../../services/acknowledgements.ts';
import { recordDecision } from '../../services/decisions.ts';
import { closeMeeting } from '../../services/meetings.ts';
import { Outbox } from '../../services/sends.ts';
import { areaId, bodyCalled, holder, lay, now, referrer, workOf } from '../support/bodies.ts';
import { dump, testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const chair = holder('iom-probation-senior-officer');

const closed = async () => {
  const store = await testStore();
  await lay(store, iom);
  const work = workOf(store, iom, chair);
  const fields = { wanted: 'A newer score' };
  await recordDecision(work, { meeting: 'm1', item: 'RICH-2026-001', version: 0, kind: 'defer', fields });
  await closeMeeting(work, 'm1');
  return store;
};

test('closing the meeting answers the referrer with what was decided', async () => {
  const store = await closed();
  const seen = await lookAtAcknowledgement(workOf(store, iom, referrer), { referral: 'RICH-2026-001' });
  expect(seen.decision).toMatchObject({ kind: 'defer', wanted: 'A newer score' });
  const told = (await store.list(areaId, Outbox)).map(({ doc }) => doc.send).filter(({ kind }) => kind === 'tell');
  expect(told).toMatchObject([{ view: 'acknowledgement', person: referrer, subject: 'RICH-2026-001' }]);
});

test('it is received once', async () => {
  const store = await closed();
  const work = workOf(store, iom, referrer);
  expect(await receive(work, { referral: 'RICH-2026-001', meeting: 'm1' })).toBe('recorded');
  const before = await dump(store);
  expect(await receive(work, { referral: 'RICH-2026-001', meeting: 'm1' })).toBe('overtaken');
  expect(await dump(store)).toEqual(before);
  const { acknowledgement } = await lookAtAcknowledgement(work, { referral: 'RICH-2026-001' });
  expect(acknowledgement.receivedAt).toBe(now.toISOString());
});

test('a press on the card of an earlier meeting does not receive the answer of a later one', async () => {
  const store = await closed();
  const work = workOf(store, iom, referrer);
  expect(await receive(work, { referral: 'RICH-2026-001', meeting: 'm0' })).toBe('overtaken');
});

test('nobody sees it by naming a meeting that did not decide it', async () => {
  const store = await closed();
  const asked = lookAtAcknowledgement(workOf(store, iom, chair), { referral: 'RICH-2026-001', meeting: 'm2' });
  await expect(asked).rejects.toThrow('no longer there');
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { arrived, gate, priya, startWorld, type World } from '../support/outbox.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('a stopped delivery ends what it has begun and begins no more', async () => {
  const { begun, pass, letGo } = gate();
  world.teams.answer(async () => {
    await pass();
    return arrived;
  });
  await world.tell(priya, 'one');
  await world.tell(priya, 'two');
  const delivery = world.start();
  await begun;
  const stopped = delivery.stop();
  letGo();
  await stopped;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(1);
  expect(await world.outbox()).toMatchObject([{ send: { subject: 'two' } }]);
});

test('a sweep finds what no nudge announced', async () => {
  const delivery = world.start({ sweepEvery: 20 });
  await delivery.idle();
  await world.tell(priya, 'one');
  await vi.waitFor(async () => expect(await world.outbox()).toEqual([]), { timeout: 20_000 });
  expect(world.sent()).toHaveLength(1);
});

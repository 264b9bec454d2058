import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Render } from '../../bot/sending.ts';
import { type LiveCard, LiveCards } from '../../services/sends.ts';
import { create } from '../../services/store.ts';
import { CHANNEL, TEAM } from '../support/bot.ts';
import type { Reply } from '../support/connector.ts';
import { gate, refuse, SECOND, startWorld, type World } from '../support/outbox.ts';
import { blindToLeases } from '../support/twoSenders.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
  world.teams.answer(world.threads);
});
afterEach(() => world.close());

const live = async () => (await world.store.get(TEAM, LiveCards, 'vote|m1'))?.doc;

test('is posted as a thread of its own, and edited there from then on', async () => {
  await world.show();
  const delivery = world.start();
  await delivery.idle();
  expect(await world.outbox()).toEqual([]);
  expect(await live()).toMatchObject({ channel: CHANNEL, activity: '171' });

  world.clock += SECOND;
  world.shown = 'second';
  await world.show();
  await world.look(delivery);
  expect(world.calls()).toEqual(['POST ', `PUT /${CHANNEL};messageid=171/activities/171`]);
  expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'second' }]);
  expect(await world.outbox()).toEqual([]);
});

test('many changes make one edit, of the last state', async () => {
  for (const change of ['a', 'b', 'c', 'd']) {
    world.shown = change;
    await world.show();
  }
  await world.start().idle();
  expect(world.sent()).toEqual([{ shown: 'd' }]);
  expect(await world.outbox()).toEqual([]);
});

test('a change while an edit is on its way makes another edit', async () => {
  const { begun, pass, letGo } = gate();
  world.teams.answer(async (asked) => {
    await pass();
    return world.threads(asked);
  });
  await world.show();
  const delivery = world.start();
  await begun;
  world.shown = 'second';
  await world.show();
  delivery.nudge(TEAM);
  letGo();
  await delivery.idle();
  expect(world.sent()).toEqual([{ shown: 'first' }]);
  expect(await world.outbox()).toHaveLength(1);

  world.clock += SECOND;
  await world.look(delivery);
  expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'second' }]);
  expect(await world.outbox()).toEqual([]);
});

test('a change while the card is being made makes another edit', async () => {
  const made: Render['show'] = async (...of) => {
    const before = await world.render.show(...of);
    if (world.shown === 'first') {
      world.shown = 'second';
      await world.show();
    }
    return before;
  };
  await world.show();
  const delivery = world.start({ render: { show: made } });
  await delivery.idle();
  world.clock += SECOND;
  await world.look(delivery);
  expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'second' }]);
  expect(await world.outbox()).toEqual([]);
});

test('is edited at most once a second', async () => {
  await world.show();
  const delivery = world.start();
  await delivery.idle();
  for (const tenth of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    world.clock += SECOND / 10;
    world.shown = `at ${tenth}`;
    await world.show();
    await world.look(delivery);
  }
  expect(world.sent()).toEqual([{ shown: 'first' }]);
  world.clock += SECOND / 10;
  await world.look(delivery);
  expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'at 9' }]);
});

test.for<[string, LiveCard, Reply]>([
  [
    'that somebody deleted',
    { channel: CHANNEL, activity: '160', attempts: 0 },
    refuse(404, 'ActivityNotFoundInConversation'),
  ],
  [
    'that stands in the body’s former channel',
    { channel: '19:former@thread.tacv2', activity: '160', attempts: 0 },
    'cut',
  ],
])('a card %s is posted anew', async ([, before, toEdits]) => {
  await world.store.commit(TEAM, [create(LiveCards, 'vote|m1', before)]);
  world.teams.answer((asked) => (asked.method === 'PUT' ? toEdits : world.threads(asked)));
  await world.show();
  await world.start().idle();
  expect(world.calls().at(-1)).toBe('POST ');
  expect(await live()).toMatchObject({ channel: CHANNEL, activity: `17${world.teams.asked.length}` });
  expect(await world.outbox()).toEqual([]);
});

test('nothing to show: nothing is sent', async () => {
  world.shown = undefined;
  await world.show();
  await world.start().idle();
  expect(world.teams.asked).toEqual([]);
  expect(await world.outbox()).toEqual([]);
});

test('an edit in doubt is made again, a refused one is kept and not', async () => {
  await world.store.commit(TEAM, [create(LiveCards, 'vote|m1', { channel: CHANNEL, activity: '160', attempts: 0 })]);
  world.teams.answer({ status: 502 });
  await world.show();
  const delivery = world.start();
  await delivery.idle();
  world.teams.answer(refuse(413, 'MessageSizeTooBig'));
  world.clock += 10 * SECOND;
  await world.look(delivery);
  world.clock += 3600 * SECOND;
  await world.look(delivery);
  expect(world.calls()).toHaveLength(2);
  expect(await world.outbox()).toEqual([]);
  expect(await world.failed()).toEqual(['too big: MessageSizeTooBig']);
});

test('a first post in doubt is made once more after half a minute', async () => {
  world.teams.answer('cut');
  await world.show();
  const delivery = world.start();
  await delivery.idle();
  world.clock += 29 * SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(1);
  world.clock += SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(2);
  expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'first', again: true }]);
  expect(await world.outbox()).toEqual([]);
  expect(await world.failed()).toEqual(['not confirmed: UND_ERR_SOCKET']);
});

test('a process killed with the card in its hands loses nothing', async () => {
  const until = new Date(world.clock + 60 * SECOND).toISOString();
  const held = { channel: CHANNEL, activity: '160', attempts: 0, heldBy: 'a dead process', until };
  await world.store.commit(TEAM, [create(LiveCards, 'vote|m1', held)]);
  await world.show();
  const delivery = world.start();
  await delivery.idle();
  expect(world.teams.asked).toEqual([]);
  world.clock += 60 * SECOND;
  await world.look(delivery);
  expect(world.sent()).toEqual([{ shown: 'first' }]);
  expect(await world.outbox()).toEqual([]);
});

test('two processes never have one card in their hands at once, and end with the last state', async () => {
  let inHand = 0;
  let most = 0;
  world.teams.answer(async (asked) => {
    most = Math.max(most, ++inHand);
    await new Promise(setImmediate);
    inHand -= 1;
    return world.threads(asked);
  });
  const both = [world.start({ instance: 'one' }), world.start({ instance: 'two', store: blindToLeases(world.store) })];
  for (let change = 1; change <= 8; change++) {
    world.shown = String(change);
    await world.show();
    await Promise.all(both.map(world.look));
    world.clock += SECOND;
  }
  await Promise.all(both.map(world.look));
  expect(most).toBe(1);
  expect(world.calls().filter((call) => call === 'POST ')).toHaveLength(1);
  expect(world.sent().at(-1)).toEqual({ shown: '8' });
  expect(await world.outbox()).toEqual([]);
});

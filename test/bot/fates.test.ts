/** Teams throttles, refuses, hangs, cuts off, and takes what it says it did not: what becomes of a card, and of the occurrence it tells. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LiveCards, type Outgoing } from '../../services/sends.ts';
import { create } from '../../services/store.ts';
import { type Told, Tolds } from '../../services/told.ts';
import { CHANNEL, TEAM } from '../support/bot.ts';
import type { Reply } from '../support/connector.ts';
import { arrived, priya, refuse, SECOND, startWorld, tom, type World } from '../support/outbox.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const OCCURRENCE = 'day|2026-11-23|somebody';

const told = async (id = OCCURRENCE) => (await world.store.get(TEAM, Tolds, id))?.doc;
const claimed = async (send: Outgoing['send'], id = OCCURRENCE): Promise<void> => {
  const at = new Date(world.clock).toISOString();
  await world.store.commit(TEAM, [create<Told>(Tolds, id, { at, send, fate: 'waiting' })]);
};
const announce = async (person = priya): Promise<void> => {
  await claimed({ kind: 'tell', person, view: 'action', subject: 'one' });
  await world.tell(person, 'one', { occurrence: OCCURRENCE });
};

/** What never comes is not waited for long; what comes may take as long as a busy machine needs. */
const patienceWith = (reply: Reply) => (reply === 'hang' ? { timeout: 2_000 } : {});

/** What the row in the outbox says after one try; 'none': it has gone. */
type After = Outgoing['state'] | 'none';
/** Then Teams works again, and an hour goes by. */
type Row = readonly [what: string, reply: Reply, after: After, end: Pick<Told, 'fate' | 'again'>, marks: boolean[]];

const sent = { fate: 'sent' } as const;
const sentAgain = { fate: 'sent', again: true } as const;
const failed = { fate: 'failed' } as const;

const personal: readonly Row[] = [
  ['takes it', arrived, 'none', sent, [false]],
  [
    'throttles and says for how long',
    refuse(429, 'Throttled', { 'retry-after': '7' }),
    'waiting',
    sent,
    [false, false],
  ],
  ['throttles', refuse(429, 'Throttled'), 'waiting', sent, [false, false]],
  ['has the conversation in use', refuse(412, 'PreconditionFailed'), 'waiting', sent, [false, false]],
  ['answers 502', { status: 502 }, 'unknown', sentAgain, [false, true]],
  ['answers 503', { status: 503 }, 'unknown', sentAgain, [false, true]],
  ['answers 504', { status: 504 }, 'unknown', sentAgain, [false, true]],
  ['cuts the connection', 'cut', 'unknown', sentAgain, [false, true]],
  ['never answers', 'hang', 'unknown', sentAgain, [false, true]],
  ['answers 500', refuse(500, 'ServiceError'), 'none', failed, [false]],
  ['finds it too big', refuse(413, 'MessageSizeTooBig'), 'none', failed, [false]],
  ['does not understand it', refuse(400, 'BadArgument'), 'none', failed, [false]],
  ['does not know the bot', refuse(401, 'BotNotRegistered'), 'none', failed, [false]],
];

test.for(personal)('to a person, Teams %s', async ([, reply, after, end, marks]) => {
  await announce();
  world.teams.answer(reply);
  const delivery = world.start(patienceWith(reply));
  await delivery.idle();
  expect((await world.outbox()).map(({ state }) => state)).toEqual(after === 'none' ? [] : [after]);
  expect(await told()).toMatchObject({ fate: after === 'none' ? end.fate : 'waiting' });

  world.teams.answer(arrived);
  world.clock += 3_600 * SECOND;
  await world.look(delivery);
  expect(await world.outbox()).toEqual([]);
  const { fate, again, settledAt } = (await told()) ?? {};
  expect({ fate, again }).toEqual({ fate: end.fate, again: end.again });
  expect(settledAt).toBeDefined();
  expect(world.sent().map((card) => card.again)).toEqual(marks);
  expect((await world.failed()).length).toBe(end.fate === 'failed' ? 1 : 0);
});

const unreachable: readonly Reply[] = [
  refuse(403, 'BotDisabledByAdmin'),
  refuse(403, 'BotNotInConversationRoster'),
  refuse(403, 'ConversationBlockedByUser'),
  refuse(403, 'ForbiddenOperationException'),
  { status: 403, body: { errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked' }) } },
  refuse(403, 'NotEnoughPermissions'),
  refuse(404, 'ConversationNotFound'),
];

test.for(unreachable)('a person who cannot be messaged (%j) is mentioned in the channel instead', async (reply) => {
  await announce(tom);
  world.teams.answer((asked) => (asked.body.channelData?.channel ? world.threads(asked) : reply));
  await world.start().idle();
  expect(world.sent()).toEqual([{ mention: 'Tom Sample', view: 'action', subject: 'one' }]);
  expect(await world.outbox()).toEqual([]);
  expect(await told()).toMatchObject(sent);
});

test.for<[string, Reply]>([
  ['answers 502', { status: 502 }],
  ['cuts the connection', 'cut'],
])('where Teams %s to the mention, the person is mentioned once more, which says so', async ([, reply]) => {
  const blocked = refuse(403, 'ConversationBlockedByUser');
  await announce(tom);
  world.teams.answer((asked) => (asked.body.channelData?.channel ? reply : blocked));
  const delivery = world.start();
  await delivery.idle();
  expect(await world.outbox()).toMatchObject([{ state: 'unknown', mention: true }]);
  world.teams.answer((asked) => (asked.body.channelData?.channel ? world.threads(asked) : blocked));
  world.clock += 60 * SECOND;
  await world.look(delivery);
  const mention = { mention: 'Tom Sample', view: 'action', subject: 'one' };
  expect(world.sent()).toEqual([mention, { ...mention, again: true }]);
  expect(await told()).toMatchObject(sentAgain);
});

test('in doubt, then throttled, then in doubt again: it is given up and not sent a third time', async () => {
  await announce();
  world.teams.answer({ status: 502 });
  const delivery = world.start();
  await delivery.idle();
  for (const reply of [refuse(429, 'Throttled'), { status: 502 }, arrived]) {
    world.teams.answer(reply);
    world.clock += 3_600 * SECOND;
    await world.look(delivery);
  }
  expect(world.sent()).toHaveLength(3);
  expect(await world.failed()).toEqual(['not confirmed: 502']);
  expect(await told()).toMatchObject({ fate: 'failed', again: true });
});

test('nothing to say any more: the occurrence says that, and not that it was told', async () => {
  await announce();
  await world.start({ render: { tell: async () => undefined } }).idle();
  expect(world.teams.asked).toEqual([]);
  expect(await told()).toMatchObject({ fate: 'nothing to say', settledAt: new Date(world.clock).toISOString() });
});

test('a process that died before it wrote down the fate: the second card says so, and so does the occurrence', async () => {
  const until = new Date(world.clock + 60 * SECOND).toISOString();
  await claimed({ kind: 'tell', person: priya, view: 'action', subject: 'one' });
  await world.tell(priya, 'one', { state: 'claimed', claimedBy: 'a dead one', until, occurrence: OCCURRENCE });
  const delivery = world.start();
  await delivery.idle();
  world.clock += 60 * SECOND;
  await world.look(delivery);
  expect(world.sent()).toMatchObject([{ again: true }]);
  expect(await told()).toMatchObject(sentAgain);
});

describe('a card of the channel', () => {
  const shown = async (count = 1): Promise<void> => {
    for (let number = 0; number < count; number++) {
      await claimed({ kind: 'show', view: 'vote', subject: 'm1', channel: CHANNEL }, `show ${number}`);
      await world.show({ occurrence: `show ${number}` });
    }
  };
  const posted = async (): Promise<void> => {
    await world.store.commit(TEAM, [create(LiveCards, 'vote|m1', { channel: CHANNEL, activity: '160', attempts: 0 })]);
  };

  const first: readonly (readonly [what: string, reply: Reply, end: Pick<Told, 'fate' | 'again'>, cards: number])[] = [
    ['throttles', refuse(429, 'Throttled', { 'retry-after': '7' }), sent, 2],
    ['has the conversation in use', refuse(412, 'PreconditionFailed'), sent, 2],
    ['answers 502', { status: 502 }, sentAgain, 2],
    ['cuts the connection', 'cut', sentAgain, 2],
    ['never answers', 'hang', sentAgain, 2],
    ['answers 500', refuse(500, 'ServiceError'), failed, 1],
    ['forbids it', refuse(403, 'BotNotInConversationRoster'), failed, 1],
  ];

  test.for(first)('posted for the first time, Teams %s', async ([, reply, end, cards]) => {
    await shown();
    world.teams.answer(reply);
    const delivery = world.start(patienceWith(reply));
    await delivery.idle();
    world.teams.answer(world.threads);
    world.clock += 3_600 * SECOND;
    await world.look(delivery);
    expect(await world.outbox()).toEqual([]);
    const { fate, again } = (await told('show 0')) ?? {};
    expect({ fate, again }).toEqual({ fate: end.fate, again: end.again });
    expect(world.sent()).toHaveLength(cards);
    expect(world.sent().at(-1)).toEqual({ shown: 'first', ...(end.again && { again: true }) });
    expect((await world.failed()).length).toBe(end.fate === 'failed' ? 1 : 0);
  });

  test('edited in doubt, it is edited again, which is nobody’s second card', async () => {
    await posted();
    await shown();
    world.teams.answer('cut');
    const delivery = world.start();
    await delivery.idle();
    world.teams.answer(arrived);
    world.clock += 60 * SECOND;
    await world.look(delivery);
    expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'first' }]);
    expect((await told('show 0'))?.again).toBeUndefined();
  });

  test('whose process died while it was posted is posted again, and goes on saying so', async () => {
    const until = new Date(world.clock).toISOString();
    const held = { channel: CHANNEL, attempts: 0, heldBy: 'a dead process', until };
    await world.store.commit(TEAM, [create(LiveCards, 'vote|m1', held)]);
    world.teams.answer(world.threads);
    await shown();
    const delivery = world.start();
    await delivery.idle();
    world.clock += SECOND;
    await world.show();
    await world.look(delivery);
    expect(world.sent()).toEqual([
      { shown: 'first', again: true },
      { shown: 'first', again: true },
    ]);
    expect(await told('show 0')).toMatchObject(sentAgain);
  });

  test('that Teams took without naming it is posted anew with its next state, and says so', async () => {
    world.teams.answer({ status: 202 });
    await shown();
    const delivery = world.start();
    await delivery.idle();
    expect(await told('show 0')).toMatchObject(sent);
    world.teams.answer(world.threads);
    world.clock += SECOND;
    await world.show();
    await world.look(delivery);
    expect(world.sent()).toEqual([{ shown: 'first' }, { shown: 'first', again: true }]);
  });

  test.for<[Told['fate'], Reply, number]>([
    ['sent', arrived, 0],
    ['failed', refuse(500, 'ServiceError'), 3],
  ])('many occurrences that one card tells are all settled: %s', async ([fate, reply, failures]) => {
    await posted();
    await shown(100);
    world.teams.answer(reply);
    const delivery = world.start();
    for (let look = 0; look < 4; look++) {
      await world.look(delivery);
      world.clock += 2 * SECOND;
    }
    expect(await world.outbox()).toEqual([]);
    const all = (await world.store.list(TEAM, Tolds)).map(({ doc }) => doc.fate);
    expect(all).toEqual(Array.from({ length: 100 }, () => fate));
    expect((await world.failed()).length).toBe(failures);
  });
});

import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConnector } from '../../bot/connector.ts';
import { type Delivery, startDelivery } from '../../bot/delivery.ts';
import { personKey } from '../../bot/inbound.ts';
import type { Render } from '../../bot/sending.ts';
import { AREA } from '../../services/area.ts';
import {
  type Area,
  Areas,
  type LiveCard,
  LiveCards,
  type Member,
  Members,
  Outbox,
  type Outgoing,
  type PersonKey,
} from '../../services/model.ts';
import { create, replace, StorageAway, type Store } from '../../services/store.ts';
import { APP, CHANNEL, HOST, TEAM } from '../support/bot.ts';
import { type Asked, type FakeConnector, type Reply, startConnector } from '../support/connector.ts';
import { testStore } from '../support/tables.ts';

const priya = personKey(HOST, '0b1ec700-0000-4000-8000-000000000001');
const tom = personKey(HOST, '0b1ec700-0000-4000-8000-000000000002');
const SECOND = 1_000;

let teams: FakeConnector;
let store: Store;
let clock: number;
let state: string | undefined;
let logged: string[];
let running: Delivery[];
let rows: number;

beforeEach(async () => {
  [teams, store] = await Promise.all([startConnector(), testStore()]);
  clock = Date.parse('2026-11-23T10:00:00Z');
  state = 'first';
  logged = [];
  running = [];
  rows = 0;
  await store.commit(TEAM, [
    create(Areas, AREA, area()),
    create(Members, priya, member(priya, 'Priya Example', 'a:priya')),
    create(Members, tom, member(tom, 'Tom Sample')),
  ]);
});
afterEach(async () => {
  await teams.close();
  await Promise.all(running.map((delivery) => delivery.stop()));
});

const area = (change: Partial<Area> = {}): Area => ({
  id: TEAM,
  tenant: HOST,
  name: 'Northtown IOM',
  serviceUrl: teams.serviceUrl,
  scheme: 'richmond',
  channels: { panel: CHANNEL },
  holders: {},
  viceChairs: {},
  ...change,
});
const member = (person: PersonKey, name: string, conversation?: string): Member => ({
  person,
  name,
  mri: `29:${name}`,
  serviceUrl: teams.serviceUrl,
  ...(conversation && { conversation }),
});

const render: Render = {
  show: async () => (state === undefined ? undefined : { card: { state }, summary: 'Vote' }),
  tell: async (_area, person, _view, subject, again) => ({ card: { person, subject, again }, summary: 'For you' }),
  mention: async (_area, { name }, view, subject) => ({
    card: { mention: name, view, subject },
    summary: 'For somebody',
  }),
};

/** A delivery whose clock stands still and that looks only when nudged. */
const start = (change: { instance?: string; store?: Store; render?: Partial<Render> } = {}): Delivery => {
  const delivery = startDelivery({
    store: change.store ?? store,
    connector: createConnector({ appId: APP, token: async () => 't', mayCall: () => true }),
    render: { ...render, ...change.render },
    areas: async () => [TEAM],
    now: () => new Date(clock),
    instance: change.instance ?? 'this process',
    log: pino({}, { write: (line: string) => void logged.push(line) }),
    sweepEvery: 1_000_000_000,
  });
  running.push(delivery);
  return delivery;
};
const look = async (delivery: Delivery) => {
  delivery.nudge(TEAM);
  await delivery.idle();
};

const put = async (send: Outgoing['send'], change: Partial<Outgoing> = {}) => {
  const at = new Date(clock).toISOString();
  const id = `${at}|${String(++rows).padStart(4, '0')}`;
  await store.commit(TEAM, [create(Outbox, id, { at, send, state: 'waiting', attempts: 0, ...change })]);
};
const show = (change: Partial<Outgoing> = {}, channel = CHANNEL) =>
  put({ kind: 'show', view: 'vote', subject: 'm1', channel }, change);
const tell = (person: PersonKey, subject: string, change: Partial<Outgoing> = {}, channel?: string) =>
  put({ kind: 'tell', person, view: 'action', subject, ...(channel && { channel }) }, change);

const outbox = async () => (await store.list(TEAM, Outbox)).map((row) => row.doc);
const live = async () => (await store.get(TEAM, LiveCards, 'vote|m1'))?.doc;

const cardOf = ({ body }: Asked) => (body.activity ?? body).attachments?.[0]?.content;
const sentCards = () => teams.asked.map(cardOf).filter(Boolean);
const calls = () => teams.asked.map(({ method, path }) => `${method} ${path.replace('/teams/v3/conversations', '')}`);
const refuse = (status: number, code: string, headers = {}): Reply => ({ status, body: { error: { code } }, headers });

/** Threads get ids as Teams gives them. */
const threads = (asked: Asked): Reply => {
  const channel = asked.body.channelData?.channel?.id;
  const id = `17${teams.asked.length}`;
  return { status: 201, body: { id: channel ? `${channel};messageid=${id}` : id } };
};

describe('a card that a channel is shown', () => {
  beforeEach(() => teams.answer(threads));

  test('is posted as a thread of its own, and edited there from then on', async () => {
    await show();
    const delivery = start();
    await delivery.idle();
    expect(await outbox()).toEqual([]);
    expect(await live()).toMatchObject({ channel: CHANNEL, activity: '171' });

    clock += SECOND;
    state = 'second';
    await show();
    await look(delivery);
    expect(calls()).toEqual(['POST ', `PUT /${CHANNEL};messageid=171/activities/171`]);
    expect(sentCards()).toEqual([{ state: 'first' }, { state: 'second' }]);
    expect(await outbox()).toEqual([]);
  });

  test('many changes make one edit, of the last state', async () => {
    for (const change of ['a', 'b', 'c', 'd']) {
      state = change;
      await show();
    }
    await start().idle();
    expect(sentCards()).toEqual([{ state: 'd' }]);
    expect(await outbox()).toEqual([]);
  });

  test('a change while an edit is on its way makes another edit', async () => {
    const { promise: arrived, resolve: nowArrived } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
    teams.answer(async (asked) => {
      nowArrived();
      await goOn;
      return threads(asked);
    });
    await show();
    const delivery = start();
    await arrived;
    state = 'second';
    await show();
    delivery.nudge(TEAM);
    letGo();
    await delivery.idle();
    expect(sentCards()).toEqual([{ state: 'first' }]);
    expect(await outbox()).toHaveLength(1);

    clock += SECOND;
    await look(delivery);
    expect(sentCards()).toEqual([{ state: 'first' }, { state: 'second' }]);
    expect(await outbox()).toEqual([]);
  });

  test('a change while the card is being made makes another edit', async () => {
    const made: Render['show'] = async (...of) => {
      const before = await render.show(...of);
      if (state === 'first') {
        state = 'second';
        await show();
      }
      return before;
    };
    await show();
    const delivery = start({ render: { show: made } });
    await delivery.idle();
    clock += SECOND;
    await look(delivery);
    expect(sentCards()).toEqual([{ state: 'first' }, { state: 'second' }]);
    expect(await outbox()).toEqual([]);
  });

  test('is edited at most once a second', async () => {
    await show();
    const delivery = start();
    await delivery.idle();
    for (const tenth of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      clock += SECOND / 10;
      state = `at ${tenth}`;
      await show();
      await look(delivery);
    }
    expect(sentCards()).toEqual([{ state: 'first' }]);
    clock += SECOND / 10;
    await look(delivery);
    expect(sentCards()).toEqual([{ state: 'first' }, { state: 'at 9' }]);
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
    await store.commit(TEAM, [create(LiveCards, 'vote|m1', before)]);
    teams.answer((asked) => (asked.method === 'PUT' ? toEdits : threads(asked)));
    await show();
    await start().idle();
    expect(calls().at(-1)).toBe('POST ');
    expect(await live()).toMatchObject({ channel: CHANNEL, activity: `17${teams.asked.length}` });
    expect(await outbox()).toEqual([]);
  });

  test('nothing to show: nothing is sent', async () => {
    state = undefined;
    await show();
    await start().idle();
    expect(teams.asked).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  test('an edit in doubt is made again, a refused one is kept and not', async () => {
    await store.commit(TEAM, [create(LiveCards, 'vote|m1', { channel: CHANNEL, activity: '160', attempts: 0 })]);
    teams.answer({ status: 502 });
    await show();
    const delivery = start();
    await delivery.idle();
    teams.answer(refuse(413, 'MessageSizeTooBig'));
    clock += 10 * SECOND;
    await look(delivery);
    clock += 3600 * SECOND;
    await look(delivery);
    expect(calls()).toHaveLength(2);
    expect(await outbox()).toMatchObject([{ state: 'failed', why: 'too big: MessageSizeTooBig' }]);
  });

  test('a first post in doubt is made once more after half a minute', async () => {
    teams.answer('cut');
    await show();
    const delivery = start();
    await delivery.idle();
    clock += 29 * SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(1);
    clock += SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(2);
    expect(await outbox()).toMatchObject([{ state: 'failed', why: 'unknown twice: UND_ERR_SOCKET' }]);
  });

  test('a process killed with the card in its hands loses nothing', async () => {
    const until = new Date(clock + 60 * SECOND).toISOString();
    const held = { channel: CHANNEL, activity: '160', attempts: 0, heldBy: 'a dead process', until };
    await store.commit(TEAM, [create(LiveCards, 'vote|m1', held)]);
    await show();
    const delivery = start();
    await delivery.idle();
    expect(teams.asked).toEqual([]);
    clock += 60 * SECOND;
    await look(delivery);
    expect(sentCards()).toEqual([{ state: 'first' }]);
    expect(await outbox()).toEqual([]);
  });

  test('two processes never have one card in their hands at once, and end with the last state', async () => {
    let inHand = 0;
    let most = 0;
    teams.answer(async (asked) => {
      most = Math.max(most, ++inHand);
      await new Promise(setImmediate);
      inHand -= 1;
      return threads(asked);
    });
    const both = [start({ instance: 'one' }), start({ instance: 'two' })];
    for (let change = 1; change <= 8; change++) {
      state = String(change);
      await show();
      await Promise.all(both.map(look));
      clock += SECOND;
    }
    await Promise.all(both.map(look));
    expect(most).toBe(1);
    expect(calls().filter((call) => call === 'POST ')).toHaveLength(1);
    expect(sentCards().at(-1)).toEqual({ state: '8' });
    expect(await outbox()).toEqual([]);
  });
});

describe('a card that a person is told', () => {
  test('comes in their chat with the bot, in order', async () => {
    await tell(priya, 'one');
    await tell(priya, 'two');
    await start().idle();
    expect(calls()).toEqual(['POST /a:priya/activities', 'POST /a:priya/activities']);
    expect(sentCards()).toEqual([
      { person: priya, subject: 'one', again: false },
      { person: priya, subject: 'two', again: false },
    ]);
    expect(await outbox()).toEqual([]);
  });

  test('announced while another is on its way to them, comes after it without another nudge', async () => {
    const { promise: arrived, resolve: nowArrived } = Promise.withResolvers<void>();
    const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
    teams.answer(async () => {
      nowArrived();
      await goOn;
      return { status: 201, body: { id: '1700' } };
    });
    await tell(priya, 'one');
    const delivery = start();
    await arrived;
    await tell(priya, 'two');
    await tell(tom, 'unrelated');
    delivery.nudge(TEAM);
    delivery.nudge(TEAM);
    await vi.waitFor(() => expect(teams.asked).toHaveLength(2));
    letGo();
    await delivery.idle();
    expect(
      sentCards()
        .map(({ subject }) => subject)
        .toSorted(),
    ).toEqual(['one', 'two', 'unrelated']);
    expect(await outbox()).toEqual([]);
  });

  test('makes the chat if there is none, and remembers it', async () => {
    teams.answer((asked) => ({ status: 201, body: { id: asked.body.members ? 'a:tom' : '1700' } }));
    await tell(tom, 'one');
    await tell(tom, 'two');
    await start().idle();
    expect(calls()).toEqual(['POST ', 'POST /a:tom/activities', 'POST /a:tom/activities']);
    expect(teams.asked[0]?.body).toMatchObject({ members: [{ id: '29:Tom Sample' }], tenantId: HOST });
    expect((await store.get(TEAM, Members, tom))?.doc.conversation).toBe('a:tom');
  });

  test('a chat that is no longer there is made anew', async () => {
    teams.answer(({ path, body }) => {
      if (path.includes('a:priya')) return refuse(404, 'ConversationNotFound');
      return { status: 201, body: { id: body.members ? 'a:new' : '1700' } };
    });
    await tell(priya, 'one');
    await start().idle();
    expect(calls()).toEqual(['POST /a:priya/activities', 'POST ', 'POST /a:new/activities']);
    expect((await store.get(TEAM, Members, priya))?.doc.conversation).toBe('a:new');
    expect(await outbox()).toEqual([]);
  });

  test.for<[string, PersonKey, string | undefined]>([
    ['refused in the chat there is, with the body’s channel', priya, '19:board@thread.tacv2'],
    ['refused a chat, with the body’s channel', tom, '19:board@thread.tacv2'],
    ['refused a chat, with any channel of the area', tom, undefined],
  ])('%s: a mention in the channel, with nothing about anybody', async ([, person, channel]) => {
    teams.answer((asked) =>
      asked.body.channelData?.channel ? threads(asked) : refuse(403, 'ForbiddenOperationException'),
    );
    await tell(person, 'one', {}, channel);
    await start().idle();
    const posted = teams.asked.at(-1);
    expect(posted?.body.channelData.channel.id).toBe(channel ?? CHANNEL);
    expect(posted && cardOf(posted)).toEqual({
      mention: person === priya ? 'Priya Example' : 'Tom Sample',
      view: 'action',
      subject: 'one',
    });
    expect(await outbox()).toEqual([]);
  });

  test('nobody can be reached anywhere: kept, with the reason', async () => {
    const row = await store.get(TEAM, Areas, AREA);
    if (row) await store.commit(TEAM, [replace(row, area({ channels: {} }))]);
    teams.answer(refuse(403, 'ConversationBlockedByUser'));
    await tell(priya, 'one');
    await tell(personKey(HOST, 'gone'), 'two');
    await start().idle();
    expect((await outbox()).map(({ state, why }) => [state, why])).toEqual([
      ['failed', 'blocked: ConversationBlockedByUser'],
      ['failed', 'no conversation: not on the roster'],
    ]);
    expect(logged.join()).not.toContain('Priya');
  });

  test('nothing to say any more: nothing is sent', async () => {
    await tell(priya, 'one');
    await start({ render: { tell: async () => undefined } }).idle();
    expect(teams.asked).toEqual([]);
    expect(await outbox()).toEqual([]);
  });

  test('waits as long as Teams asks', async () => {
    teams.answer(refuse(429, 'Throttled', { 'retry-after': '40' }));
    await tell(priya, 'one');
    const delivery = start();
    await delivery.idle();
    expect(await outbox()).toMatchObject([
      { state: 'waiting', attempts: 1, until: new Date(clock + 40 * SECOND).toISOString() },
    ]);
    teams.answer({ status: 201, body: { id: '1700' } });
    clock += 39 * SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(1);
    clock += SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(2);
    expect(sentCards().at(-1)).toMatchObject({ again: false });
    expect(await outbox()).toEqual([]);
  });

  test('waits longer each time when Teams does not say how long', async () => {
    teams.answer(refuse(412, 'PreconditionFailed'));
    await tell(priya, 'one');
    const delivery = start();
    const waits: number[] = [];
    for (let tries = 0; tries < 12; tries++) {
      await look(delivery);
      const [row] = await outbox();
      const until = Date.parse(row?.until ?? '');
      waits.push(until - clock);
      clock = until;
    }
    for (const [tries, wait] of waits.entries()) {
      const most = Math.min(SECOND * 2 ** (tries + 1), 300 * SECOND);
      expect(wait).toBeGreaterThanOrEqual(most / 2);
      expect(wait).toBeLessThanOrEqual(most);
    }
  });

  test.for<[string, Reply]>([
    ['a bad gateway', { status: 502 }],
    ['a cut connection', 'cut'],
  ])('in doubt after %s, it is sent once more and says so', async ([, reply]) => {
    teams.answer(reply);
    await tell(priya, 'one');
    const delivery = start();
    await delivery.idle();
    expect(await outbox()).toMatchObject([{ state: 'unknown' }]);
    clock += 29 * SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(1);
    teams.answer({ status: 201, body: { id: '1700' } });
    clock += SECOND;
    await look(delivery);
    expect(sentCards()).toMatchObject([{ again: false }, { again: true }]);
    expect(await outbox()).toEqual([]);
  });

  test('in doubt twice, it is kept and not sent again', async () => {
    teams.answer({ status: 504 });
    await tell(priya, 'one');
    const delivery = start();
    for (let minute = 0; minute < 5; minute++) {
      await look(delivery);
      clock += 60 * SECOND;
    }
    expect(teams.asked).toHaveLength(2);
    expect(await outbox()).toMatchObject([{ state: 'failed', why: 'unknown twice: 504' }]);
  });

  test.for<[number, string, string]>([
    [500, 'ServiceError', 'fault: ServiceError'],
    [413, 'MessageSizeTooBig', 'too big: MessageSizeTooBig'],
    [400, 'BadArgument', 'bad request: BadArgument'],
    [401, 'BotNotRegistered', 'not registered: BotNotRegistered'],
  ])('%s is final: kept with the reason, and logged', async ([status, code, why]) => {
    teams.answer(refuse(status, code));
    await tell(priya, 'one');
    const delivery = start();
    await delivery.idle();
    clock += 3600 * SECOND;
    await look(delivery);
    expect(teams.asked).toHaveLength(1);
    expect(await outbox()).toMatchObject([{ state: 'failed', why }]);
    expect(logged.join()).toContain(why);
  });

  const claimed = (claimedBy: string) =>
    ({ state: 'claimed', claimedBy, attempts: 1, until: new Date(clock + 60 * SECOND).toISOString() }) as const;

  test('a process killed between claim and send loses nothing', async () => {
    await tell(priya, 'one', claimed('a dead process'));
    const delivery = start();
    await delivery.idle();
    expect(teams.asked).toEqual([]);
    clock += 60 * SECOND;
    await look(delivery);
    expect(sentCards()).toEqual([{ person: priya, subject: 'one', again: true }]);
    expect(await outbox()).toEqual([]);
  });

  test('a process that comes back under its own name takes up its claims at once', async () => {
    await tell(priya, 'one', claimed('this process'));
    await start().idle();
    expect(sentCards()).toEqual([{ person: priya, subject: 'one', again: true }]);
  });

  test('a card that cannot be made now is made later', async () => {
    const fault = vi.fn<Render['tell']>().mockRejectedValueOnce(new Error('storage')).mockImplementation(render.tell);
    await tell(priya, 'one');
    const delivery = start({ render: { tell: fault } });
    await delivery.idle();
    expect(teams.asked).toEqual([]);
    clock += 10 * SECOND;
    await look(delivery);
    expect(sentCards()).toHaveLength(1);
    expect(await outbox()).toEqual([]);
  });

  test('storage away when the fate is written down: written down later, and sent once', async () => {
    let commits = 0;
    const flaky: Store = {
      ...store,
      commit: async (...change) => {
        commits += 1;
        if (commits === 2) throw new StorageAway('away');
        return store.commit(...change);
      },
    };
    await tell(priya, 'one');
    await start({ store: flaky }).idle();
    expect(teams.asked).toHaveLength(1);
    expect(await outbox()).toEqual([]);
  });

  test('two processes send a card once', async () => {
    for (let card = 0; card < 10; card++) await tell(card % 2 ? priya : tom, String(card));
    await Promise.all([start({ instance: 'one' }).idle(), start({ instance: 'two' }).idle()]);
    const subjects = sentCards().map((card) => card.subject);
    expect(subjects.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('one person’s hanging send does not stop the others', async () => {
    const { promise: never, resolve: end } = Promise.withResolvers<void>();
    teams.answer(async ({ path }) => {
      if (path.includes('a:priya')) await never;
      return { status: 201, body: { id: 'a:tom' } };
    });
    await tell(priya, 'hangs');
    await tell(tom, 'arrives');
    const delivery = start();
    await vi.waitFor(async () =>
      expect(await outbox()).toMatchObject([{ state: 'claimed', send: { subject: 'hangs' } }]),
    );
    end();
    await delivery.idle();
    expect(await outbox()).toEqual([]);
  });
});

test('a stopped delivery ends what it has begun and begins no more', async () => {
  const { promise: arrived, resolve: nowArrived } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: letGo } = Promise.withResolvers<void>();
  teams.answer(async () => {
    nowArrived();
    await goOn;
    return { status: 201, body: { id: '1700' } };
  });
  await tell(priya, 'one');
  await tell(priya, 'two');
  const delivery = start();
  await arrived;
  const stopped = delivery.stop();
  letGo();
  await stopped;
  await look(delivery);
  expect(teams.asked).toHaveLength(1);
  expect(await outbox()).toMatchObject([{ send: { subject: 'two' } }]);
});

test('a sweep finds what no nudge announced', async () => {
  const delivery = startDelivery({
    store,
    connector: createConnector({ appId: APP, token: async () => 't', mayCall: () => true }),
    render,
    areas: async () => [TEAM],
    instance: 'sweeper',
    log: pino({ level: 'silent' }),
    sweepEvery: 20,
  });
  running.push(delivery);
  await delivery.idle();
  await tell(priya, 'one');
  await vi.waitFor(async () => expect(await outbox()).toEqual([]));
  expect(sentCards()).toHaveLength(1);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { personKey } from '../../bot/inbound.ts';
import { keepFresh } from '../../bot/roster.ts';
import type { Render } from '../../bot/sending.ts';
import { AREA } from '../../services/area.ts';
import { Areas, Members, type PersonKey } from '../../services/model.ts';
import { replace, StorageAway, type Store } from '../../services/store.ts';
import { CHANNEL, HOST, TEAM } from '../support/bot.ts';
import type { Reply } from '../support/connector.ts';
import { arrived, gate, priya, refuse, SECOND, startWorld, tom, type World } from '../support/outbox.ts';
import { blindToLeases } from '../support/twoSenders.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('comes in their chat with the bot, in order', async () => {
  await world.tell(priya, 'one');
  await world.tell(priya, 'two');
  await world.start().idle();
  expect(world.calls()).toEqual(['POST /a:priya/activities', 'POST /a:priya/activities']);
  expect(world.sent()).toEqual([
    { person: priya, subject: 'one', again: false },
    { person: priya, subject: 'two', again: false },
  ]);
  expect(await world.outbox()).toEqual([]);
});

test('announced while another is on its way to them, comes after it without another nudge', async () => {
  const { begun, pass, letGo } = gate();
  world.teams.answer(async () => {
    await pass();
    return arrived;
  });
  await world.tell(priya, 'one');
  const delivery = world.start();
  await begun;
  await world.tell(priya, 'two');
  await world.tell(tom, 'unrelated');
  delivery.nudge(TEAM);
  delivery.nudge(TEAM);
  await vi.waitFor(() => expect(world.teams.asked).toHaveLength(2), { timeout: 20_000 });
  letGo();
  await delivery.idle();
  expect(
    world
      .sent()
      .map(({ subject }) => subject)
      .toSorted(),
  ).toEqual(['one', 'two', 'unrelated']);
  expect(await world.outbox()).toEqual([]);
});

test('makes the chat if there is none, and remembers it', async () => {
  world.teams.answer((asked) => ({ status: 201, body: { id: asked.body.members ? 'a:tom' : '1700' } }));
  await world.tell(tom, 'one');
  await world.tell(tom, 'two');
  await world.start().idle();
  expect(world.calls()).toEqual(['POST ', 'POST /a:tom/activities', 'POST /a:tom/activities']);
  expect(world.teams.asked[0]?.body).toMatchObject({ members: [{ id: '29:Tom Sample' }], tenantId: HOST });
  expect((await world.store.get(TEAM, Members, tom))?.doc.conversation).toBe('a:tom');
});

test('a chat that is no longer there is made anew', async () => {
  world.teams.answer(({ path, body }) => {
    if (path.includes('a:priya')) return refuse(404, 'ConversationNotFound');
    return { status: 201, body: { id: body.members ? 'a:new' : '1700' } };
  });
  await world.tell(priya, 'one');
  await world.start().idle();
  expect(world.calls()).toEqual(['POST /a:priya/activities', 'POST ', 'POST /a:new/activities']);
  expect((await world.store.get(TEAM, Members, priya))?.doc.conversation).toBe('a:new');
  expect(await world.outbox()).toEqual([]);
});

test.for<[string, PersonKey, string | undefined]>([
  ['refused in the chat there is, with the body’s channel', priya, '19:board@thread.tacv2'],
  ['refused a chat, with the body’s channel', tom, '19:board@thread.tacv2'],
  ['refused a chat, with any channel of the area', tom, undefined],
])('%s: a mention in the channel, with nothing about anybody', async ([, person, channel]) => {
  world.teams.answer((asked) =>
    asked.body.channelData?.channel ? world.threads(asked) : refuse(403, 'ForbiddenOperationException'),
  );
  await world.tell(person, 'one', {}, channel);
  await world.start().idle();
  const posted = world.teams.asked.at(-1);
  expect(posted?.body.channelData.channel.id).toBe(channel ?? CHANNEL);
  expect(posted && world.cardOf(posted)).toEqual({
    mention: person === priya ? 'Priya Example' : 'Tom Sample',
    view: 'action',
    subject: 'one',
  });
  expect(await world.outbox()).toEqual([]);
});

test.for(['ConversationBlockedByUser', 'BotDisabledByAdmin', 'BotNotInConversationRoster'])(
  'a chat that takes nothing (%s) is not tried again until its person writes there',
  async (code) => {
    const to = () => world.calls().filter((call) => call.includes('a:priya')).length;
    world.teams.answer((asked) => (asked.body.channelData?.channel ? world.threads(asked) : refuse(403, code)));
    await world.tell(priya, 'one');
    await world.tell(priya, 'two');
    const delivery = world.start();
    await delivery.idle();
    expect(to()).toBe(1);
    expect(world.sent().filter(({ mention }) => mention).length).toBe(2);
    const from = { person: priya, mri: '29:Priya Example', name: 'Priya Example' };
    await keepFresh(world.store, TEAM, { from, serviceUrl: world.teams.serviceUrl });
    await world.tell(priya, 'three');
    await world.look(delivery);
    expect(to()).toBe(1);
    await keepFresh(world.store, TEAM, { from, serviceUrl: world.teams.serviceUrl, conversation: 'a:priya' });
    world.teams.answer(arrived);
    await world.tell(priya, 'four');
    world.clock += 60 * SECOND;
    await world.look(delivery);
    expect(to()).toBe(2);
    expect(world.sent().at(-1)).toMatchObject({ person: priya, subject: 'four' });
  },
);

test('nobody can be reached anywhere: kept, with the reason', async () => {
  const row = await world.store.get(TEAM, Areas, AREA);
  if (row) await world.store.commit(TEAM, [replace(row, world.area({ channels: {} }))]);
  world.teams.answer(refuse(403, 'ConversationBlockedByUser'));
  await world.tell(priya, 'one');
  await world.tell(personKey(HOST, 'gone'), 'two');
  await world.start().idle();
  expect(await world.outbox()).toEqual([]);
  expect(await world.failed()).toEqual(['blocked: ConversationBlockedByUser', 'not in the team: not on the roster']);
  expect(world.logged.join()).not.toContain('Priya');
});

test('nothing to say any more: nothing is sent', async () => {
  await world.tell(priya, 'one');
  await world.start({ render: { tell: async () => undefined } }).idle();
  expect(world.teams.asked).toEqual([]);
  expect(await world.outbox()).toEqual([]);
});

test('waits as long as Teams asks', async () => {
  world.teams.answer(refuse(429, 'Throttled', { 'retry-after': '40' }));
  await world.tell(priya, 'one');
  const delivery = world.start();
  await delivery.idle();
  expect(await world.outbox()).toMatchObject([
    { state: 'waiting', attempts: 1, until: new Date(world.clock + 40 * SECOND).toISOString() },
  ]);
  world.teams.answer(arrived);
  world.clock += 39 * SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(1);
  world.clock += SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(2);
  expect(world.sent().at(-1)).toMatchObject({ again: false });
  expect(await world.outbox()).toEqual([]);
});

test('what is turned away without a word of how long rests: the next to the same person does not follow on its heels', async () => {
  world.teams.answer(refuse(412, 'PreconditionFailed'));
  await world.tell(priya, 'one');
  await world.tell(priya, 'two');
  const delivery = world.start();
  await delivery.idle();
  expect(world.sent().map(({ subject }) => subject)).toEqual(['one']);
  world.teams.answer(arrived);
  world.clock += 60 * SECOND;
  await world.look(delivery);
  expect(world.sent().map(({ subject }) => subject)).toEqual(['one', 'one', 'two']);
});

test('in doubt, it is tried once more no sooner than Teams asks', async () => {
  world.teams.answer(refuse(503, 'ServiceUnavailable', { 'retry-after': '90' }));
  await world.tell(priya, 'one');
  const delivery = world.start();
  await delivery.idle();
  expect(await world.outbox()).toMatchObject([
    { state: 'unknown', until: new Date(world.clock + 90 * SECOND).toISOString() },
  ]);
});

test('waits longer each time when Teams does not say how long', async () => {
  world.teams.answer(refuse(412, 'PreconditionFailed'));
  await world.tell(priya, 'one');
  const delivery = world.start();
  const waits: number[] = [];
  for (let tries = 0; tries < 12; tries++) {
    await world.look(delivery);
    const [row] = await world.outbox();
    const until = Date.parse(row?.until ?? '');
    waits.push(until - world.clock);
    world.clock = until;
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
  world.teams.answer(reply);
  await world.tell(priya, 'one');
  const delivery = world.start();
  await delivery.idle();
  expect(await world.outbox()).toMatchObject([{ state: 'unknown' }]);
  world.clock += 29 * SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(1);
  world.teams.answer(arrived);
  world.clock += SECOND;
  await world.look(delivery);
  expect(world.sent()).toMatchObject([{ again: false }, { again: true }]);
  expect(await world.outbox()).toEqual([]);
});

test('in doubt twice, it is kept and not sent again', async () => {
  world.teams.answer({ status: 504 });
  await world.tell(priya, 'one');
  const delivery = world.start();
  for (let minute = 0; minute < 5; minute++) {
    await world.look(delivery);
    world.clock += 60 * SECOND;
  }
  expect(world.teams.asked).toHaveLength(2);
  expect(await world.outbox()).toEqual([]);
  expect(await world.failed()).toEqual(['not confirmed: 504']);
});

test.for<[number, string, string]>([
  [500, 'ServiceError', 'fault: ServiceError'],
  [413, 'MessageSizeTooBig', 'too big: MessageSizeTooBig'],
  [400, 'BadArgument', 'bad request: BadArgument'],
  [401, 'BotNotRegistered', 'not registered: BotNotRegistered'],
])('%s is final: kept with the reason, and logged', async ([status, code, why]) => {
  world.teams.answer(refuse(status, code));
  await world.tell(priya, 'one');
  const delivery = world.start();
  await delivery.idle();
  world.clock += 3600 * SECOND;
  await world.look(delivery);
  expect(world.teams.asked).toHaveLength(1);
  expect(await world.outbox()).toEqual([]);
  expect(await world.failed()).toEqual([why]);
  expect(world.logged.join()).toContain(code);
});

const claimed = (claimedBy: string) =>
  ({ state: 'claimed', claimedBy, attempts: 1, until: new Date(world.clock + 60 * SECOND).toISOString() }) as const;

test('a process killed between claim and send loses nothing', async () => {
  await world.tell(priya, 'one', claimed('a dead process'));
  const delivery = world.start();
  await delivery.idle();
  expect(world.teams.asked).toEqual([]);
  world.clock += 60 * SECOND;
  await world.look(delivery);
  expect(world.sent()).toEqual([{ person: priya, subject: 'one', again: true }]);
  expect(await world.outbox()).toEqual([]);
});

test('a process that comes back under its own name takes up its claims at once', async () => {
  await world.tell(priya, 'one', claimed('this process'));
  await world.start().idle();
  expect(world.sent()).toEqual([{ person: priya, subject: 'one', again: true }]);
});

test('a card that cannot be made now is made later', async () => {
  const fault = vi
    .fn<Render['tell']>()
    .mockRejectedValueOnce(new Error('storage'))
    .mockImplementation(world.render.tell);
  await world.tell(priya, 'one');
  const delivery = world.start({ render: { tell: fault } });
  await delivery.idle();
  expect(world.teams.asked).toEqual([]);
  world.clock += 10 * SECOND;
  await world.look(delivery);
  expect(world.sent()).toHaveLength(1);
  expect(await world.outbox()).toEqual([]);
});

test('storage away when the fate is written down: written down later, and sent once', async () => {
  let commits = 0;
  const flaky: Store = {
    ...world.store,
    commit: async (...change) => {
      if (change[0] === TEAM) commits += 1;
      if (change[0] === TEAM && commits === 2) throw new StorageAway('away');
      return world.store.commit(...change);
    },
  };
  await world.tell(priya, 'one');
  await world.start({ store: flaky }).idle();
  expect(world.teams.asked).toHaveLength(1);
  expect(await world.outbox()).toEqual([]);
});

test('two processes that both believe they are the sender send a card once', async () => {
  for (let card = 0; card < 10; card++) await world.tell(card % 2 ? priya : tom, String(card));
  const two = world.start({ instance: 'two', store: blindToLeases(world.store) });
  await Promise.all([world.start({ instance: 'one' }).idle(), two.idle()]);
  const subjects = world.sent().map((card) => card.subject);
  expect(subjects.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
});

test('one person’s hanging send does not stop the others', async () => {
  const { promise: never, resolve: end } = Promise.withResolvers<void>();
  world.teams.answer(async ({ path }) => {
    if (path.includes('a:priya')) await never;
    return { status: 201, body: { id: 'a:tom' } };
  });
  await world.tell(priya, 'hangs');
  await world.tell(tom, 'arrives');
  const delivery = world.start();
  await vi.waitFor(
    async () => expect(await world.outbox()).toMatchObject([{ state: 'claimed', send: { subject: 'hangs' } }]),
    { timeout: 20_000 },
  );
  end();
  await delivery.idle();
  expect(await world.outbox()).toEqual([]);
});

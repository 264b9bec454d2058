/** What Teams says of who is in the team, and what is made of it. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConnector } from '../../bot/connector.ts';
import { personKey } from '../../bot/inbound.ts';
import { followRoster } from '../../bot/membership.ts';
import { AREA } from '../../services/area.ts';
import { LogEntries } from '../../services/log.ts';
import { type Area, Areas, Members } from '../../services/model.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, type Store } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { APP, CHANNEL, HOST, PRIYA, TEAM } from '../support/bot.ts';
import { type Asked, type FakeConnector, type Reply, startConnector } from '../support/connector.ts';
import { testStore } from '../support/tables.ts';

const OTHER = '0b1ec700-0000-4000-8000-000000000002';
const priya = personKey(HOST, PRIYA);
const other = personKey(HOST, OTHER);
const entry = (id: string, name: string) => ({ id: `29:${name}`, name, objectId: id, userRole: 'user' });
const everybody = [entry(PRIYA, 'priya'), entry(OTHER, 'other')];
const gone: Reply = { status: 404, body: { error: { code: 'MemberNotFoundInConversation' } } };

let teams: FakeConnector;
let store: Store;
beforeEach(async () => {
  [teams, store] = await Promise.all([startConnector(), testStore()]);
  const area: Area = {
    ...{ id: TEAM, tenant: HOST, name: 'Northtown', serviceUrl: teams.serviceUrl, scheme: 'richmond' },
    ...{ channels: { iom: CHANNEL }, viceChairs: {}, holders: { 'iom-probation-senior-officer': priya } },
  };
  await store.commit(TEAM, [
    create(Areas, AREA, area),
    ...[priya, other].map((person) =>
      create(Members, person, { person, name: 'Somebody', mri: `29:${person}`, serviceUrl: teams.serviceUrl }),
    ),
  ]);
});
afterEach(() => teams.close());

const area = async () => must(await store.get(TEAM, Areas, AREA), 'a team').doc;
/** `alone`: what is answered when somebody is asked for by name, by conversation. */
const follow = async (members: object[], alone: (conversation: string, asked: Asked) => Reply): Promise<Area> => {
  teams.answer((asked) => {
    if (asked.path.endsWith('/pagedmembers')) return { status: 200, body: { members } };
    return alone(asked.path.split('/conversations/')[1]?.split('/')[0] ?? '', asked);
  });
  const connector = createConnector({ appId: APP, token: async () => 't', mayCall: () => true });
  let ids = 0;
  const newId = () => `id${ids++}`;
  const desk = { store, schemes, coordinators: [other], newId };
  const watch = { desk, connector, now: () => new Date('2026-11-24T10:00:00Z'), log: pino({ level: 'silent' }) };
  await followRoster(watch, await area());
  return area();
};

test('whom Teams knows neither in the team nor in a body’s channel has left, and the log says that Teams said so', async () => {
  const after = await follow([entry(OTHER, 'other')], () => gone);
  expect(after.left).toEqual({ [priya]: { at: '2026-11-24T10:00:00.000Z', seats: ['iom-probation-senior-officer'] } });
  expect(after.holders).toEqual({});
  expect((await store.list(TEAM, LogEntries)).map(({ doc }) => [doc.who, doc.what])).toEqual([['system', 'team.left']]);
});

test.for<[string, (conversation: string) => Reply]>([
  ['in the team, when asked by name', (of) => (of === TEAM ? { status: 200, body: entry(PRIYA, 'priya') } : gone)],
  [
    'in a channel that is shared with them',
    (of) => (of === CHANNEL ? { status: 200, body: entry(PRIYA, 'priya') } : gone),
  ],
  ['for all the bot can find out, being throttled', () => ({ status: 429 })],
  ['for all the bot can find out, Teams being away', () => ({ status: 503 })],
  ['for all the bot can find out, the channel not answering', (of) => (of === CHANNEL ? 'cut' : gone)],
])('who is missing from the roster is still there: %s', async ([, alone]) => {
  expect((await follow([entry(OTHER, 'other')], alone)).left).toBeUndefined();
});

test('a channel that refuses the bot keeps nobody in', async () => {
  const refuses: Reply = { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } };
  expect((await follow([entry(OTHER, 'other')], (of) => (of === CHANNEL ? refuses : gone))).left).toHaveProperty([
    priya,
  ]);
});

test('a roster of nobody is not believed, and nobody is asked for', async () => {
  const asked: string[] = [];
  await follow([], (of) => {
    asked.push(of);
    return gone;
  });
  expect((await area()).left).toBeUndefined();
  expect(asked).toEqual([]);
});

test('who stands on the roster again is back; who has left and stays away is asked for once more by name', async () => {
  await follow([entry(OTHER, 'other')], () => gone);
  expect((await follow([entry(OTHER, 'other')], () => gone)).left).toHaveProperty([priya]);
  const after = await follow(everybody, () => gone);
  expect(after.left).toEqual({});
  expect(after.holders).toEqual({ 'iom-probation-senior-officer': priya });
});

test('who has left and is let in by a shared channel is back', async () => {
  await follow([entry(OTHER, 'other')], () => gone);
  const shared = (of: string): Reply => (of === CHANNEL ? { status: 200, body: entry(PRIYA, 'priya') } : gone);
  expect((await follow([entry(OTHER, 'other')], shared)).left).toEqual({});
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { createConnector } from '../../bot/connector.ts';
import { personKey } from '../../bot/inbound.ts';
import { keepFresh, refreshRoster } from '../../bot/roster.ts';
import { Members, People } from '../../services/model.ts';
import { create, type Store } from '../../services/store.ts';
import { APP, HOST, OTHER_TENANT, PRIYA, TEAM } from '../support/bot.ts';
import { type FakeConnector, startConnector } from '../support/connector.ts';
import { dump, testStore } from '../support/tables.ts';

let teams: FakeConnector;
let store: Store;
beforeEach(async () => {
  [teams, store] = await Promise.all([startConnector(), testStore()]);
});
afterEach(() => teams.close());

const GUEST = '0b1ec700-0000-4000-8000-000000000009';
const priya = personKey(HOST, PRIYA);
const refresh = (members: object[], area = TEAM) => {
  teams.answer({ status: 200, body: { members } });
  const connector = createConnector({ appId: APP, token: async () => 't', mayCall: () => true });
  return refreshRoster(store, connector, { id: area, tenant: HOST, serviceUrl: teams.serviceUrl });
};
const entry = { id: '29:priya', name: 'Priya Example', objectId: PRIYA, tenantId: HOST, userRole: 'user' };
const memberRow = async () => (await store.get(TEAM, Members, priya))?.doc;

test('everybody signed in becomes a member of the area, guests too', async () => {
  const guest = { id: '29:guest', aadObjectId: GUEST.toUpperCase(), tenantId: OTHER_TENANT, userRole: 'guest' };
  const anonymous = {
    id: '8:anonymous',
    name: 'A passer-by',
    userRole: 'anonymous',
    objectId: '0b1ec700-0000-4000-8000-00000000000a',
  };
  const unknown = { id: '29:unknown', name: 'No account' };
  expect(await refresh([entry, guest, anonymous, unknown])).toEqual({
    fate: 'read',
    value: [priya, personKey(HOST, GUEST)],
  });
  expect((await store.list(TEAM, Members)).map((row) => row.doc)).toEqual([
    { person: priya, name: 'Priya Example', mri: '29:priya', serviceUrl: teams.serviceUrl },
    {
      person: personKey(HOST, GUEST),
      name: 'somebody without a name in Teams',
      mri: '29:guest',
      serviceUrl: teams.serviceUrl,
    },
  ]);
  expect((await store.get('people', People, priya))?.doc).toEqual({ areas: [TEAM] });
});

test('a roster that says nothing new writes nothing', async () => {
  await refresh([entry]);
  const before = await dump(store);
  await refresh([entry]);
  expect(await dump(store)).toEqual(before);
});

test('what the area knows of a member stays, what Teams says of them is renewed', async () => {
  const known = {
    person: priya,
    name: 'Priya Old',
    mri: '29:old',
    serviceUrl: 'https://own',
    conversation: 'a:priya',
    agency: 'probation',
    welcomed: true,
  };
  await store.commit(TEAM, [create(Members, priya, known)]);
  await refresh([{ ...entry, name: null }]);
  expect(await memberRow()).toEqual({ ...known, mri: '29:priya' });
  await refresh([entry]);
  expect(await memberRow()).toEqual({ ...known, mri: '29:priya', name: 'Priya Example' });
});

test('a person may belong to several areas', async () => {
  await refresh([entry]);
  await refresh([entry], '19:south@thread.tacv2');
  expect((await store.get('people', People, priya))?.doc).toEqual({ areas: [TEAM, '19:south@thread.tacv2'] });
});

test('a roster that cannot be read changes nothing', async () => {
  const connector = createConnector({ appId: APP, token: async () => 't', mayCall: () => true });
  teams.answer({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
  expect(await refreshRoster(store, connector, { id: TEAM, tenant: HOST, serviceUrl: teams.serviceUrl })).toMatchObject(
    {
      fate: 'refused',
      why: 'not installed',
    },
  );
  expect(await dump(store)).toEqual([]);
});

test('what a person sends keeps them fresh, and writes only what changed', async () => {
  await refresh([entry]);
  const from = { person: priya, mri: '29:priya', name: 'Priya Example' };
  const before = await dump(store);
  await keepFresh(store, TEAM, { from, serviceUrl: teams.serviceUrl });
  expect(await dump(store)).toEqual(before);

  await keepFresh(store, TEAM, { from: { ...from, name: '' }, serviceUrl: 'https://moved', conversation: 'a:priya' });
  expect(await memberRow()).toEqual({ ...from, serviceUrl: 'https://moved', conversation: 'a:priya' });
  await refresh([entry]);
  expect(await memberRow()).toEqual({ ...from, serviceUrl: 'https://moved', conversation: 'a:priya' });
});

test('ten activities at once of somebody new make one member', async () => {
  const from = { person: priya, mri: '29:priya', name: 'Priya Example' };
  await Promise.all(Array.from({ length: 10 }, () => keepFresh(store, TEAM, { from, serviceUrl: 'https://own' })));
  expect(await memberRow()).toEqual({ ...from, serviceUrl: 'https://own' });
  expect((await store.get('people', People, priya))?.doc).toEqual({ areas: [TEAM] });
});

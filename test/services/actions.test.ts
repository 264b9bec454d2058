import { expect, test } from 'vitest';
import {
  acceptAction,
  actionsFor,
  completeAction,
  declineAction,
  lookAtAction,
  reassignAction,
} from '../../services/actions.ts';
import { type Action, Actions } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { areaId, areaOf, bodyCalled, coordinator, holder, lay, workOf } from '../support/bodies.ts';
import { dump, testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const chair = holder('iom-probation-senior-officer');
const housing = holder('iom-housing-head-of-operations');
const police = holder('iom-police-detective-inspector');

const action = (overrides: Partial<Action> = {}): Action => ({
  id: 'a1',
  ref: 'RICH-2026-001',
  body: 'iom',
  meeting: 'm1',
  what: 'Invented task',
  due: day('2026-12-01'),
  seat: 'iom-housing-head-of-operations',
  owner: housing,
  state: 'offered',
  history: [{ at: '2026-11-05T10:20:00.000Z', by: chair, what: 'given to Housing: Head of Housing Operations' }],
  ...overrides,
});

const withAction = async (overrides: Partial<Action> = {}): Promise<Store> => {
  const store = await testStore();
  await lay(store, iom);
  await store.commit(areaId, [create(Actions, 'a1', action(overrides))]);
  return store;
};

const told = async (store: Store) =>
  (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' ? [[send.view, send.person, send.subject, send.channel]] : [],
  );

test('an action is accepted, completed with its outcome, and its history says by whom', async () => {
  const store = await withAction();
  const work = workOf(store, iom, housing);
  expect(await acceptAction(work, { action: 'a1', version: 1 })).toBe('done');
  expect(await completeAction(work, { action: 'a1', version: 2, outcome: 'Invented outcome' })).toBe('done');
  const { action: after } = await lookAtAction(work, 'a1');
  expect(after).toMatchObject({ state: 'completed', outcome: 'Invented outcome' });
  expect(after.history.slice(1)).toEqual([
    { at: work.now.toISOString(), by: housing, what: 'accepted' },
    { at: work.now.toISOString(), by: housing, what: 'completed', note: 'Invented outcome' },
  ]);
  expect(await actionsFor(work, housing)).toEqual([]);
});

test('a declined action goes back to the chair, who gives it to somebody else, to whom it is offered anew', async () => {
  const store = await withAction();
  const declined = declineAction(workOf(store, iom, housing), { action: 'a1', version: 1, reason: 'Invented reason' });
  expect(await declined).toBe('done');
  expect(await actionsFor(workOf(store, iom, chair), chair)).toMatchObject([{ id: 'a1', state: 'declined' }]);
  expect(await actionsFor(workOf(store, iom, housing), housing)).toEqual([]);
  const given = { action: 'a1', version: 2, seat: 'iom-police-detective-inspector', due: day('2026-12-20') };
  expect(await reassignAction(workOf(store, iom, chair), given)).toBe('done');
  expect(await told(store)).toEqual([
    ['action declined', chair, 'a1', '19:panel@thread.tacv2'],
    ['action', police, 'a1', '19:panel@thread.tacv2'],
  ]);
  expect(await actionsFor(workOf(store, iom, police), police)).toMatchObject([
    { state: 'offered', seat: 'iom-police-detective-inspector', due: '2026-12-20' },
  ]);
  expect(await acceptAction(workOf(store, iom, police), { action: 'a1', version: 3 })).toBe('done');
  const { action: after } = await lookAtAction(workOf(store, iom, chair), 'a1');
  expect(after.history.map(({ by, what, note }) => [by, what, note])).toEqual([
    [chair, 'given to Housing: Head of Housing Operations', undefined],
    [housing, 'declined', 'Invented reason'],
    [chair, 'given to Richmond Police: Detective Inspector', undefined],
    [police, 'accepted', undefined],
  ]);
});

test('what nobody has chaired, and nobody holds the chair’s seat, goes back to the co-ordinators', async () => {
  const store = await testStore();
  await lay(store, iom, { chairs: [] });
  await store.commit(areaId, [create(Actions, 'a1', action())]);
  const { 'iom-probation-senior-officer': _, ...holders } = areaOf(iom).holders;
  const work = { ...workOf(store, iom, housing), area: { ...areaOf(iom), holders } };
  await declineAction(work, { action: 'a1', version: 1, reason: 'Invented' });
  expect((await told(store)).map(([, person]) => person)).toEqual([coordinator]);
});

test('what comes back when whoever chaired has left the team waits for whoever holds the chair’s seat', async () => {
  const store = await withAction();
  const area = {
    ...areaOf(iom),
    holders: { ...areaOf(iom).holders, 'iom-probation-senior-officer': police },
    left: { [chair]: { at: '2026-11-05T10:00:00.000Z', seats: [] } },
  };
  const work = { ...workOf(store, iom, housing), area };
  await declineAction(work, { action: 'a1', version: 1, reason: 'Invented' });
  expect((await told(store)).map(([, person]) => person)).toEqual([police]);
  expect(await actionsFor(work, police)).toMatchObject([{ id: 'a1', state: 'declined' }]);
});

test.for([
  [
    'accepted twice',
    'accepted',
    (store: Store) => acceptAction(workOf(store, iom, housing), { action: 'a1', version: 1 }),
  ],
  [
    'declined after it was accepted',
    'accepted',
    (store: Store) => declineAction(workOf(store, iom, housing), { action: 'a1', version: 1, reason: 'No' }),
  ],
  [
    'completed before it was accepted',
    'offered',
    (store: Store) => completeAction(workOf(store, iom, housing), { action: 'a1', version: 1, outcome: 'Done' }),
  ],
  [
    'given away while its owner has it',
    'accepted',
    (store: Store) =>
      reassignAction(workOf(store, iom, chair), {
        action: 'a1',
        version: 1,
        seat: 'iom-police-detective-inspector',
        due: day('2026-12-20'),
      }),
  ],
  [
    'accepted on a card of an earlier version',
    'offered',
    (store: Store) => acceptAction(workOf(store, iom, housing), { action: 'a1', version: 7 }),
  ],
] as const)('an action cannot be %s; nothing is changed', async ([, state, press]) => {
  const store = await withAction({ state });
  const before = await dump(store);
  expect(await press(store)).toBe('overtaken');
  expect(await dump(store)).toEqual(before);
});

test('only its owner accepts an action', async () => {
  const store = await withAction();
  await expect(acceptAction(workOf(store, iom, police), { action: 'a1', version: 1 })).rejects.toThrow(
    'belongs to somebody else',
  );
});

test.for([
  ['a day in the past', { seat: 'iom-police-detective-inspector', due: day('2026-11-04') }, 'lies in the past'],
  ['a seat that is not of this body', { seat: 'asb-guinness-trust', due: day('2026-12-04') }, 'choose an owner'],
] as const)('a declined action is not given to %s', async ([, given, words]) => {
  const store = await withAction({ state: 'declined' });
  await expect(reassignAction(workOf(store, iom, chair), { action: 'a1', version: 1, ...given })).rejects.toThrow(
    words,
  );
});

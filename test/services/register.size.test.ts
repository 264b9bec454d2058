/** What a page of the register, a search and a case cost in storage does not depend on how many people there are. */
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import { AREA } from '../../services/area.ts';
import { Areas, Members } from '../../services/model.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { fillRegister, registered } from '../support/register.ts';
import { area, areaId, at, coordinator, holder, members, seat } from '../support/seated.ts';
import { type StorageProxy, startStorageProxy } from '../support/storageProxy.ts';
import { testStore } from '../support/tables.ts';

const people = [holder(seat.chair), holder(seat.constable), holder(seat.housing), holder(seat.youth)];

type Filled = {
  press(verb: string, data: object): Promise<Cost & { readonly sent: number; readonly text: string }>;
};

let proxy: StorageProxy;
const filled = async (count: number): Promise<Filled> => {
  const { store, spent } = counting(await testStore({ connectionString: proxy.connectionString }));
  await store.commit(areaId, [
    create(Areas, AREA, area()),
    ...members.map((each) => create(Members, each.person, each)),
  ]);
  await fillRegister(store, areaId, registered(count, { people }));
  const desk: Desk = { store, schemes, coordinators: [coordinator], newId: () => crypto.randomUUID().slice(0, 13) };
  const caller = { person: holder(seat.chair), name: 'Invented', mri: '29:x', where: 'personal' as const };
  return {
    press: async (verb, data) => {
      const [before, sent] = [spent(), proxy.requests];
      const answer = await dispatch(desk, area(), caller, at(30), verb, { ...data });
      const after = spent();
      return {
        requests: after.requests - before.requests,
        entities: after.entities - before.entities,
        sent: proxy.requests - sent,
        text: JSON.stringify(answer),
      };
    },
  };
};

let small: Filled;
let large: Filled;
beforeAll(async () => {
  proxy = await startStorageProxy(inject('tables'));
  [small, large] = [await filled(300), await filled(3_000)];
}, 120_000);
afterAll(() => proxy.stop());

describe('at 300 and at 3,000 people it takes as many requests and as many documents', () => {
  test.for<[string, string, object]>([
    ['to open the register', 'register.view', {}],
    ['to open it for one colour', 'register.view', { colour: 'amber' }],
    ['to open it for a lead agency', 'register.view', { agency: 'probation' }],
    ['to see whose review is due', 'register.view', { due: '2026-12-01' }],
    ['to see who was removed', 'register.view', { removed: 'yes' }],
    ['to turn its page', 'register.view', { past: 'all|iom|RICH-2025-000100' }],
    ['to list one’s own cases', 'case.mine', {}],
    ['to find somebody by reference', 'find.view', { text: 'RICH-2025-000014' }],
    ['to find somebody by PNC id', 'find.view', { text: '2013/0000013A' }],
    ['to find somebody by the beginning of a name', 'find.view', { text: 'ma' }],
    ['to open a case', 'case.view', { case: 'RICH-2025-000014' }],
    ['to read its plan', 'case.view', { case: 'RICH-2025-000014', tab: 'plan' }],
    ['to read its history', 'case.view', { case: 'RICH-2025-000014', tab: 'history' }],
  ])('%s', async ([, verb, data]) => {
    const [{ text: first, ...few }, { text: second, ...many }] = [
      await small.press(verb, data),
      await large.press(verb, data),
    ];
    expect(first).toContain('RICH-2025-');
    expect(second).toContain('RICH-2025-');
    expect(many).toEqual(few);
    expect(few.entities).toBeLessThan(40);
  });
});

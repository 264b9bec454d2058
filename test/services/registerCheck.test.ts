import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionMade } from '../../services/actionIndex.ts';
import { ByName, type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { changeCase } from '../../services/cases.ts';
import { type Action, ActionsBy, ByBirth, ByPnc, ReferralsBy } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { beginCheck, CHECK, checkNow, stepCheck } from '../../services/registerCheck.ts';
import { added, type Faults, lookOn, noFaults, type Position } from '../../services/registerMending.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { type Change, create, type Kind, remove, replace, type Store } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { caseOf, laid, proposal } from '../support/cases.ts';
import { memoryStore } from '../support/memory.ts';
import { areaId, at, coordinator, holder, referral, seat, work } from '../support/seated.ts';
import { dump, testStore } from '../support/tables.ts';
import { seed } from './rules/seed.ts';

const INDEX: readonly Kind<unknown>[] = [OnRegister, ByName, ByBirth, ByPnc, ReferralsBy, ActionsBy];
const loose = (of: Kind<unknown>): Kind<unknown> => of;
const by = (store: Store, change: Parameters<typeof work>[2] = {}) => work(store, coordinator, change);
const refOf = (number: number) => `RICH-2026-${String(number).padStart(3, '0')}`;

const action = (number: number, state: Action['state']): Action => ({
  id: `a${number}`,
  ref: refOf(number),
  body: 'iom',
  what: 'Find a room at the invented hostel',
  due: day('2026-12-01'),
  owner: holder(seat.housing),
  state,
  history: [],
});

/** Cases with and without a referral, off the register and with what waits; a referral not decided, one still a draft. */
const register = async (store: Store): Promise<Store> => {
  const cases: Case[] = [
    caseOf({ ref: refOf(1) }),
    caseOf({ ref: refOf(2), state: 'removed' }),
    caseOf({ ref: refOf(3), proposals: [proposal()], identity: { name: 'Imaginary Nobody' } }),
    caseOf({ ref: refOf(4), owner: 'housing', consentDue: '2026-11-05T10:00:00.000Z' }),
  ];
  const answers = { ...referral().answers, name: 'Tansy Nowhere', dateOfBirth: day('1991-03-17'), pncId: '2001/123A' };
  await store.commit(areaId, laid(...cases));
  await store.commit(areaId, [
    ...referralMade(referral({ ref: refOf(1), state: 'decided', answers })),
    ...referralMade(referral({ ref: refOf(5), answers })),
    ...referralMade(referral({ ref: refOf(6), answers, state: 'draft' })),
    create(ByBirth, `1991-03-17|${refOf(5)}`, {
      name: 'Tansy Nowhere',
      dateOfBirth: day('1991-03-17'),
      pncId: '2001/123A',
    }),
    create(ByPnc, `2001/123A|${refOf(5)}`.replace('/', ''), {}),
    ...actionMade(action(1, 'offered')),
    ...actionMade(action(2, 'declined')),
    ...actionMade(action(3, 'completed')),
  ]);
  // The row of the PNC id is laid by what is under test.
  await whole(store);
  return store;
};

/** From the first page to the last. */
const whole = async (store: Store): Promise<{ faults: Faults; refs: string[] }> => {
  let position: Position | undefined = { stage: 0 };
  let faults = noFaults;
  const refs: string[] = [];
  while (position) {
    const looked = await lookOn(by(store), position);
    faults = added(faults, looked.faults);
    refs.push(...looked.refs);
    position = looked.next;
  }
  return { faults, refs };
};

const indexOf = async (store: Store): Promise<Map<string, unknown>> => {
  const rows = await Promise.all(INDEX.map((kind) => store.list(areaId, kind)));
  return new Map(rows.flat().map(({ key, doc }) => [key, doc]));
};
const indexRows = async (store: Store) => (await Promise.all(INDEX.map((kind) => store.list(areaId, kind)))).flat();

describe('a whole register', () => {
  test('is looked at and not written to', async () => {
    const store = await register(await testStore());
    const before = await dump(store);
    expect(await whole(store)).toEqual({ faults: noFaults, refs: [] });
    expect(await dump(store)).toEqual(before);
  });

  test('has rows of every kind here, so that each is looked at', async () => {
    const store = await register(await testStore());
    for (const kind of INDEX) expect((await store.list(areaId, kind)).length).toBeGreaterThan(0);
  });
});

type Damage = { readonly how: 'lost' | 'altered' | 'added'; readonly which: number; readonly kind: number };

const damaged = async (store: Store, damages: readonly Damage[]): Promise<void> => {
  for (const [number, { how, which, kind }] of damages.entries()) {
    const rows = await indexRows(store);
    const row = rows[which % rows.length];
    const of = INDEX[kind % INDEX.length] ?? OnRegister;
    const change: Change | undefined =
      how === 'added'
        ? create(of, `colour|iom|${number}|${which % 2 === 0 ? refOf(1 + (which % 6)) : 'nobody'}`, { ref: 'nobody' })
        : row && (how === 'lost' ? remove(row) : replace(row, { ref: 'altered', number }));
    if (change) await store.commit(areaId, [change]);
  }
};

describe('a damaged register', () => {
  test('is put right exactly, whatever was lost, altered or added', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            how: fc.constantFrom('lost' as const, 'altered' as const, 'added' as const),
            which: fc.nat(200),
            kind: fc.nat(10),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        async (damages) => {
          const store = await register(memoryStore());
          const before = await indexOf(store);
          await damaged(store, damages);
          await whole(store);
          expect(await indexOf(store)).toEqual(before);
          const mended = await indexRows(store);
          expect((await whole(store)).faults).toEqual(noFaults);
          expect(await indexRows(store)).toEqual(mended);
        },
      ),
      { seed, numRuns: 60 },
    );
  });

  test('says what was wrong, by kind and with the references', async () => {
    const store = await register(await testStore());
    const row = async (kind: Kind<unknown>, id: string) => must(await store.get(areaId, kind, id), 'a row');
    await store.commit(areaId, [
      remove(await row(OnRegister, `all|iom|${refOf(1)}`)),
      replace(await row(ByName, `testerby|${refOf(4)}`), { ref: 'somebody else' }),
      create(loose(OnRegister), `colour|iom|red|${refOf(3)}`, {}),
      create(loose(ByName), 'nobody|RICH-2026-999', {}),
      remove(await row(ActionsBy, 'declined|iom|2026-12-01|a2')),
    ]);
    const { faults, refs } = await whole(store);
    expect(faults).toEqual({ missing: 2, different: 1, superfluous: 2 });
    expect(refs.sort()).toEqual([refOf(1), refOf(3), refOf(4), 'RICH-2026-999'].sort());
  });

  test('is put right in several transactions where one person has more rows than one takes', async () => {
    const store = await register(await testStore());
    const before = await indexOf(store);
    for (const part of [0, 1, 2])
      await store.commit(
        areaId,
        Array.from({ length: 80 }, (_, n) => create(loose(ByName), `part${part}x${n}|${refOf(1)}`, {})),
      );
    expect((await whole(store)).faults).toEqual({ ...noFaults, superfluous: 240 });
    expect(await indexOf(store)).toEqual(before);
  });

  test('a draft is found by nobody, and a referral from when it is handed in', async () => {
    const store = await register(await testStore());
    await store.commit(areaId, [create(ByBirth, `1991-03-17|${refOf(6)}`, {})]);
    const [handedIn] = await store.list(areaId, ByBirth, `1991-03-17|${refOf(5)}`);
    if (handedIn) await store.commit(areaId, [remove(handedIn)]);
    expect((await whole(store)).faults).toEqual({ missing: 1, different: 0, superfluous: 1 });
  });

  test('a case that moves meanwhile is looked at again, and what it calls for now stands', async () => {
    const store = await register(await testStore());
    const lost = must(await store.get(areaId, OnRegister, `agency|iom|probation|${refOf(1)}`), 'a row');
    await store.commit(areaId, [remove(lost)]);
    let moves = 1;
    const moving: Store = {
      ...store,
      commit: async (...args) => {
        if (moves-- > 0) {
          const { version } = must(await store.get(areaId, Cases, refOf(1)), 'a case');
          await changeCase(by(store), { case: refOf(1), version }, (doc) => ({
            doc: { ...doc, leadAgency: 'housing' },
            events: [],
          }));
        }
        return store.commit(...args);
      },
    };
    // By moving it has come right, so nothing is laid that the case as it was called for.
    expect((await whole(moving)).faults).toEqual(noFaults);
    const keys = [...(await indexOf(store)).keys()].filter((key) => key.endsWith(refOf(1)));
    expect(keys).toContain(`reg|agency|iom|housing|${refOf(1)}`);
    expect(keys).not.toContain(`reg|agency|iom|probation|${refOf(1)}`);
    expect((await whole(store)).faults).toEqual(noFaults);
  });
});

describe('a check that somebody has begun', () => {
  test('goes on a page at a time on one instance, is taken up by another, and tells at the end', async () => {
    const store = await register(await testStore());
    expect(await beginCheck(by(store))).toBe('begun');
    expect(await beginCheck(by(store))).toBe('running');
    const claim = (heldBy: string) => ({ heldBy, until: at(1).toISOString() });
    const both = await Promise.all([stepCheck(by(store), claim('one')), stepCheck(by(store), claim('two'))]);
    expect(both.sort()).toEqual(['more', 'rest']);
    expect((await checkNow(by(store)))?.doc).toMatchObject({
      state: 'running',
      until: claim('').until,
      at: { stage: 1 },
    });
    const later = by(store, { now: at(60) });
    while ((await stepCheck(later, claim('two'))) === 'more');
    expect((await checkNow(by(store)))?.doc).toMatchObject({
      state: 'done',
      endedAt: at(60).toISOString(),
      looked: { documents: 4 + 3 + 3 },
      faults: noFaults,
      refs: [],
    });
    expect(await stepCheck(later, claim('two'))).toBe('rest');
    const told = (await store.list(areaId, Outbox)).map(({ doc: { send } }) => send);
    expect(told).toEqual([{ kind: 'tell', person: coordinator, view: 'register check', subject: CHECK }]);
    expect(await beginCheck(later)).toBe('begun');
  });

  test('reads in pages, and leaves nothing out between them', async () => {
    const store = memoryStore();
    const numbers = Array.from({ length: 250 }, (_, n) => n + 1);
    for (const n of numbers) await store.commit(areaId, [create(Cases, refOf(n), caseOf({ ref: refOf(n) }))]);
    const { faults } = await whole(store);
    expect(faults.missing).toBe(laid(...numbers.map((n) => caseOf({ ref: refOf(n) }))).length - numbers.length);
    expect(await whole(store)).toEqual({ faults: noFaults, refs: [] });
  });
});

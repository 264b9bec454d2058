import { describe, expect, test } from 'vitest';
import { lookAtClock } from '../../services/cadence.ts';
import { DayCards } from '../../services/dayCards.ts';
import type { Action, Area } from '../../services/model.ts';
import { SYSTEM } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import type { Store } from '../../services/store.ts';
import { Tolds } from '../../services/told.ts';
import type { Work } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { richmond } from '../support/builders.ts';
import { area, areaId, coordinator, holder, seat } from '../support/seated.ts';
import { testStore } from '../support/tables.ts';

const owner = holder(seat.housing);

const clockOf = async (actions: readonly Action[], change: Partial<Area> = {}) => {
  const store = await testStore();
  for (const one of actions) await store.commit(areaId, actionsLaid(one));
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const look = (now: string, instance = 'one', at = '2026-01-01T00:00:00.000Z') => {
    const work: Work = {
      ...{ store, schemes, scheme: richmond, newId, coordinators: [coordinator], area: area(change) },
      ...{ now: new Date(now), verb: 'clock.look', category: 'alteration', whose: [] },
      actor: { person: SYSTEM, name: 'IOM Panel', coordinator: false },
    };
    return lookAtClock(work, { heldBy: instance, at, until: new Date(Date.parse(at) + 60_000).toISOString() });
  };
  return { store, look };
};

const told = async (store: Store) => (await store.list(areaId, Tolds)).map(({ id }) => id).sort();
const waiting = async (store: Store) => (await store.list(areaId, Outbox)).map(({ doc }) => doc.occurrence).sort();

// 2026-12-01 is a Tuesday.
const due = action();

describe('an owner is reminded of an action', () => {
  test('two working days before, on the day, and each working day after; not in between, and not at the weekend', async () => {
    const { store, look } = await clockOf([due]);
    await look('2026-11-25T12:00Z');
    for (let on = Date.parse('2026-11-26T08:00Z'); on < Date.parse('2026-12-08'); on += 86_400_000)
      await look(new Date(on).toISOString());
    expect(await told(store)).toEqual(
      ['2026-11-27', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07'].map(
        (on) => `day|${on}|${owner}`,
      ),
    );
  });

  test.for([
    ['not once they said how it stands after it fell due', { by: owner, at: '2026-12-01T10:00:00.000Z' }, 0],
    ['still, where they said so before', { by: owner, at: '2026-11-30T10:00:00.000Z' }, 1],
    ['still, where somebody else said something', { by: holder(seat.chair), at: '2026-12-01T10:00:00.000Z' }, 1],
  ] as const)('the day after it was due: %s', async ([, said, cards]) => {
    const { look } = await clockOf([{ ...due, history: [...due.history, { ...said, what: 'reported on' }] }]);
    await look('2026-12-01T12:00Z');
    expect(await look('2026-12-02T08:00Z')).toBe(cards);
  });

  test('late rather than never, and once for all the days nobody looked', async () => {
    const { store, look } = await clockOf([due]);
    await look('2026-11-26T12:00Z');
    await look('2026-12-03T15:00Z');
    expect(await told(store)).toEqual([`day|2026-12-03|${owner}`]);
  });

  test('on one card for all that is due, the earliest first', async () => {
    const { store, look } = await clockOf([due, action({ id: 'a2', due: day('2026-11-27') })]);
    await look('2026-11-26T12:00Z');
    await look('2026-11-27T08:00Z');
    const card = await store.get(areaId, DayCards, `2026-11-27|${owner}`);
    expect(card?.doc.items.map((item) => item.kind === 'action' && item.action)).toEqual(['a2', 'a1']);
  });

  test.for([
    [
      'their stand-in, while they are on leave',
      { leave: { [owner]: { until: day('2026-12-04'), standIn: holder(seat.drugs) } } },
      [`day|2026-12-01|${holder(seat.drugs)}`],
    ],
    ['nobody, while they want quiet', { quiet: { [owner]: day('2026-12-01') } }, []],
  ] as const)('and it reaches %s', async ([, change, expected]) => {
    const { store, look } = await clockOf([due], change);
    await look('2026-11-30T12:00Z');
    await look('2026-12-01T08:00Z');
    expect(await told(store)).toEqual(expected);
  });

  test('what came while somebody wanted quiet is on their card when they are back', async () => {
    const soon = action({ due: day('2026-12-04') });
    const { store, look } = await clockOf([soon], { quiet: { [owner]: day('2026-12-02') } });
    await look('2026-12-01T12:00Z');
    await look('2026-12-02T08:00Z');
    await look('2026-12-03T08:00Z');
    expect(await told(store)).toEqual([`day|2026-12-03|${owner}`]);
  });
});

describe('each occurrence is told once', () => {
  const before = '2026-12-01T07:59Z';
  const eight = '2026-12-01T08:00Z';

  test('by however many who look at the same moment', async () => {
    const { store, look } = await clockOf([due]);
    await look(before);
    const counts = await Promise.all(['one', 'two', 'three'].map((instance) => look(eight, instance)));
    expect(counts.reduce((a, b) => a + b)).toBe(1);
    expect(await waiting(store)).toEqual([`day|2026-12-01|${owner}`]);
  });

  test('by an instance that goes on where another died while it looked', async () => {
    const many = Array.from({ length: 60 }, (_, n) => action({ id: `a${n}`, owner: `meadow|owner-${n}` }));
    const { store, look } = await clockOf(many);
    await look(before);
    let commits = 0;
    const { commit } = store;
    store.commit = (...args) => {
      commits += 1;
      if (commits > 2) throw new Error('gone');
      return commit(...args);
    };
    await expect(look(eight)).rejects.toThrow('gone');
    store.commit = commit;
    const some = (await told(store)).length;
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(60);
    expect(await look(eight, 'two')).toBe(0);
    expect((await told(store)).length).toBe(some);
    expect(await look(eight, 'two', '2026-01-01T00:01:01.000Z')).toBe(60 - some);
    expect((await waiting(store)).length).toBe(60);
    expect(new Set(await waiting(store)).size).toBe(60);
  });

  test('with a clock that is put back and comes round again', async () => {
    const { store, look } = await clockOf([due]);
    await look(before);
    await look(eight);
    await look('2026-11-30T08:00Z');
    await look(eight);
    await look('2026-12-01T23:00Z');
    expect((await told(store)).length).toBe(1);
  });
});

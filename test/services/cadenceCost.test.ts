/** A look at the clock costs what is due, and not what exists. */
import { expect, test } from 'vitest';
import type { Store } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { memoryStore } from '../support/memory.ts';
import { DUE, fillWithActions, lookAt } from '../support/openActions.ts';

const SIZES = [1_000, 10_000, 100_000];

const looks = [
  ['at which a hundred things are due', '2026-12-01T08:00:00Z', DUE],
  ['at which the same hundred are overdue', '2026-12-02T08:00:00Z', DUE],
  ['at which nothing falls due', '2026-12-02T08:00:05Z', 0],
] as const;

const costOf = async (store: Store, at: string, expected: number): Promise<Cost> => {
  const counted = counting(store);
  expect(await lookAt(counted.store, new Date(at))).toBe(expected);
  return counted.spent();
};

test(`among ${SIZES.map((size) => size.toLocaleString('en-GB')).join(', among ')} open actions, a look asks as much of storage`, async () => {
  const costs: Cost[][] = [];
  for (const size of SIZES) {
    const store = memoryStore();
    await fillWithActions(store, size);
    await lookAt(store, new Date('2026-11-30T12:00:00Z'));
    const spent: Cost[] = [];
    for (const [, at, told] of looks) spent.push(await costOf(store, at, told));
    costs.push(spent);
  }
  const [small = [], ...others] = costs;
  for (const other of others) expect(other).toEqual(small);
  const [due, overdue, nothing] = small;
  expect(due?.entities).toBeGreaterThanOrEqual(DUE);
  expect(due?.entities).toBeLessThan(3 * DUE);
  expect(due?.requests).toBeLessThan(60);
  expect(overdue?.requests).toBeLessThan(60);
  expect(nothing).toEqual({ requests: 1, entities: 1 });
});

/**
 * A register as big as the table service takes in four minutes, 100,000 people at most: what is done with it asks as much
 * of storage as among a thousand.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Store } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { fillRegister } from '../support/fullRegister.ts';
import { ways } from '../support/registerWays.ts';
import { testStore } from '../support/tables.ts';

const MOST = 100_000;
/** The fewest that say something on a slow machine. */
const LEAST = 10_000;
const FILLING = 240_000;

let small: Store;
let big: Store;
beforeAll(async () => {
  small = await testStore();
  await fillRegister(small, 1_000);
  big = await testStore();
  const start = performance.now();
  const filled = await fillRegister(big, MOST, () => performance.now() - start < FILLING);
  process.stdout.write(`${filled} people laid down in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  expect(filled).toBeGreaterThanOrEqual(LEAST);
}, FILLING + 120_000);

const costOf = async (store: Store, run: (store: Store) => Promise<unknown>): Promise<Cost> => {
  const counted = counting(store);
  await run(counted.store);
  return counted.spent();
};

test.for(ways)('among as many as there are, as much is asked of storage when %s', async ([, run]) => {
  expect(await costOf(big, run)).toEqual(await costOf(small, run));
});

/**
 * What is done with a register asks as much of storage as among a thousand: of the table service, among as many as it
 * takes in two and a half minutes; and of a store in memory, among a hundred thousand.
 */
import { beforeAll, expect, test } from 'vitest';
import type { Store } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { fillRegister } from '../support/fullRegister.ts';
import { memoryStore } from '../support/memory.ts';
import { reading, ways } from '../support/registerWays.ts';
import { testStore } from '../support/tables.ts';

const MOST = 100_000;
/** The fewest that say something on a slow machine. */
const LEAST = 10_000;
const FILLING = 150_000;

/** As much as a process holds; the table service would need three times that. */
const filledInMemory = async (): Promise<Store> => {
  const store = memoryStore();
  await fillRegister(store, MOST);
  return store;
};

let whole: Store | undefined;
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

test.for(reading)('among a hundred thousand, as much is asked of storage when %s', async ([, run]) => {
  whole ??= await filledInMemory();
  expect(await costOf(whole, run)).toEqual(await costOf(small, run));
});

test.for(ways)('among as many as there are, as much is asked of storage when %s', async ([, run]) => {
  expect(await costOf(big, run)).toEqual(await costOf(small, run));
});

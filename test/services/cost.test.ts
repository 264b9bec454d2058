/** What is done with a register costs the same storage requests, and brings back as many entities, however big it is. */
import { beforeAll, expect, test } from 'vitest';
import type { Store } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { fillRegister } from '../support/fullRegister.ts';
import { memoryStore } from '../support/memory.ts';
import { ways } from '../support/registerWays.ts';
import { testStore } from '../support/tables.ts';

const SMALL = 1_000;
const BIG = 10_000;

let small: Store;
let big: Store;
beforeAll(async () => {
  // The table service takes minutes to be filled further; test/soak does so.
  small = await testStore();
  await fillRegister(small, SMALL);
  big = memoryStore();
  await fillRegister(big, BIG);
});

const costOf = async (store: Store, run: (store: Store) => Promise<unknown>): Promise<Cost> => {
  const counted = counting(store);
  await run(counted.store);
  return counted.spent();
};

test.for(ways)(`among ${SMALL} and among ${BIG}, as much is asked of storage when %s`, async ([, run]) => {
  const spent = await costOf(small, run);
  expect(spent.requests).toBeGreaterThan(0);
  expect(await costOf(big, run)).toEqual(spent);
});

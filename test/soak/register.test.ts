/** What is done with a register of a hundred thousand people asks exactly as much of the table service as among a thousand. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTableService, type TableService } from '../../rehearsal/tableService.ts';
import type { Store } from '../../services/store.ts';
import { type Cost, counting } from '../support/counting.ts';
import { fillRegister } from '../support/fullRegister.ts';
import { ways } from '../support/registerWays.ts';
import { testStore } from '../support/tables.ts';

const FEW = 1_000;
const MANY = 100_000;
/** In milliseconds. */
const FILLING = 600_000;

let tables: TableService;
let small: Store;
let big: Store;
beforeAll(async () => {
  tables = await startTableService({ big: true });
  [small, big] = await Promise.all([testStore(tables), testStore(tables)]);
  await fillRegister(small, FEW);
  const start = performance.now();
  await fillRegister(big, MANY);
  process.stdout.write(`${MANY} people laid down in ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
}, FILLING);
afterAll(() => tables.stop());

const costOf = async (store: Store, run: (store: Store) => Promise<unknown>): Promise<Cost> => {
  const counted = counting(store);
  await run(counted.store);
  return counted.spent();
};

test.for(ways)('among a hundred thousand, as much is asked of storage when %s', async ([, run]) => {
  expect(await costOf(big, run)).toEqual(await costOf(small, run));
});

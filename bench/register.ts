/**
 * How long what people do with a register takes, against the same storage calls made bare on the same table in the same
 * run, with few people and with many. Prints milliseconds, ratios, and what each asks of storage, which does not grow.
 * The table service is Azurite's over tables that it finds a range in, as Azure does; by itself it reads all of a table.
 */
import { randomUUID } from 'node:crypto';
import { startTableService } from '../rehearsal/tableService.ts';
import type { Store } from '../services/store.ts';
import { openTables } from '../services/tables/tables.ts';
import { counting } from '../test/support/counting.ts';
import { fillRegister } from '../test/support/fullRegister.ts';
import { reading } from '../test/support/registerWays.ts';
import { line, milliseconds, ratio } from './measure.ts';

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 100;
const WARM_UP = 3;

/**
 * The calls that one way makes, in the order in which it makes them; those that begin in one turn go out together. What
 * was looked at is logged under a new id each time.
 */
const recorded = async (
  store: Store,
  run: (store: Store) => Promise<unknown>,
): Promise<(() => Promise<unknown>)[][]> => {
  const waves: (() => Promise<unknown>)[][] = [];
  let answered = true;
  const call = <T>(again: () => Promise<T>): Promise<T> => {
    if (answered) waves.push([]);
    answered = false;
    waves.at(-1)?.push(again);
    return again().finally(() => {
      answered = true;
    });
  };
  await run({
    ...store,
    get: (...args) => call(() => store.get(...args)),
    list: (...args) => call(() => store.list(...args)),
    record: (partition, entry) => call(() => store.record(partition, { ...entry, id: randomUUID() })),
  } as Store);
  return waves;
};

const replay = async (waves: readonly (readonly (() => Promise<unknown>)[])[]): Promise<void> => {
  for (const wave of waves) await Promise.all(wave.map((again) => again()));
};

for (const size of SIZES) {
  const tables = await startTableService({ big: true });
  const connection = { kind: 'connection string', value: tables.connectionString } as const;
  const store = await openTables({ connection, prefix: `bench${randomUUID().slice(0, 8)}` });
  const filling = await milliseconds(() => fillRegister(store, size));
  const out = [
    '',
    `among ${size.toLocaleString('en-GB')} people, filled in ${(filling / 1000).toFixed(0)} s, milliseconds`.padEnd(46),
    `${''.padEnd(46)}median    95 %`,
  ];
  for (const [name, run] of reading) {
    const waves = await recorded(store, run);
    const counted = counting(store);
    await run(counted.store);
    const { requests, entities } = counted.spent();
    const times = { ours: [] as number[], bare: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      const ours = await milliseconds(() => run(store));
      const bare = await milliseconds(() => replay(waves));
      if (round < 0) continue;
      times.ours.push(ours);
      times.bare.push(bare);
    }
    out.push(
      line(name, times.ours),
      line('  its calls, bare', times.bare),
      `  ratio ${ratio(times.ours, times.bare)}; ${requests} requests, ${entities} entities`,
    );
  }
  await tables.stop();
  process.stdout.write(`${out.join('\n')}\n`);
}

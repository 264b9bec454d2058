/**
 * How long one look at the clock takes at which a hundred things are due, against the same storage calls made bare on the
 * same table in the same run, among few open actions and among many. Prints milliseconds, ratios, and what a look asks
 * of storage, which does not grow. Azurite looks at every row on every query, so the milliseconds grow with the table
 * here as they do not in Azure; the ratio is what is ours.
 */
import { randomUUID } from 'node:crypto';
import { startTableService } from '../rehearsal/tableService.ts';
import { addDays } from '../services/rules/days.ts';
import { isWorkingDay } from '../services/rules/workingDays.ts';
import type { Change, Store } from '../services/store.ts';
import { openTables } from '../services/tables/tables.ts';
import { counting } from '../test/support/counting.ts';
import { DUE, DUE_ON, fillWithActions, lookAt } from '../test/support/openActions.ts';
import { line, milliseconds, ratio } from './measure.ts';

const SIZES = [1_000, 5_000];
const ROUNDS = 20;
const WARM_UP = 3;

/** Under a key of its own, and without a row of before: as many rows and bytes, which nothing else reads. */
const bareOf = (change: Change): Change => {
  if (change.op === 'create') return { ...change, key: `bare|${change.key}|${randomUUID()}` };
  const key = `bare|${change.row.key}|${randomUUID()}`;
  return { op: 'create', key, doc: change.op === 'replace' ? change.doc : change.row.doc };
};

/** The calls that one look makes, in their order; those that begin in one turn go out together. */
const recorded = async (store: Store, run: (store: Store) => Promise<unknown>) => {
  const waves: (() => Promise<unknown>)[][] = [];
  let answered = true;
  const call = <T>(now: () => Promise<T>, again: () => Promise<unknown> = now): Promise<T> => {
    if (answered) waves.push([]);
    answered = false;
    waves.at(-1)?.push(again);
    return now().finally(() => {
      answered = true;
    });
  };
  await run({
    ...store,
    get: (...args) => call(() => store.get(...args)),
    list: (...args) => call(() => store.list(...args)),
    commit: (partition, changes) =>
      call(
        () => store.commit(partition, changes),
        () => store.commit(partition, changes.map(bareOf)),
      ),
  } as Store);
  return waves;
};

const replay = async (waves: readonly (readonly (() => Promise<unknown>)[])[]): Promise<void> => {
  for (const wave of waves) await Promise.all(wave.map((again) => again()));
};

for (const size of SIZES) {
  const tables = await startTableService();
  const connection = { kind: 'connection string', value: tables.connectionString } as const;
  const store = await openTables({ connection, prefix: `bench${randomUUID().slice(0, 8)}` });
  const filling = await milliseconds(() => fillWithActions(store, size));
  let on = DUE_ON;
  await lookAt(store, new Date(`${addDays(on, -1)}T12:00:00Z`));
  const nextLook = (through: Store) => {
    const now = new Date(`${on}T08:00:00Z`);
    do on = addDays(on, 1);
    while (!isWorkingDay(on));
    return lookAt(through, now);
  };
  const counted = counting(store);
  const waves = await recorded(counted.store, nextLook);
  const { requests, entities } = counted.spent();
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    let told = 0;
    const ours = await milliseconds(async () => {
      told = await nextLook(store);
    });
    if (told !== DUE) throw new Error(`${told} were told, not ${DUE}`);
    const bare = await milliseconds(() => replay(waves));
    if (round < 0) continue;
    times.ours.push(ours);
    times.bare.push(bare);
  }
  await tables.stop();
  process.stdout.write(
    `${[
      '',
      `among ${size.toLocaleString('en-GB')} open actions, filled in ${(filling / 1000).toFixed(0)} s, milliseconds`,
      `${''.padEnd(46)}median    95 %`,
      line(`a look at which ${DUE} are due`, times.ours),
      line('  its storage calls, bare', times.bare),
      `  ratio ${ratio(times.ours, times.bare)}; ${requests} requests, ${entities} entities`,
    ].join('\n')}\n`,
  );
}

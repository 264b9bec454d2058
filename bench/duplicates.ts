/**
 * How long the search for earlier referrals of a person takes, against its reads bare on the same table in the same run,
 * with few people and with many. Prints milliseconds and ratios.
 */
import { randomUUID } from 'node:crypto';
import { startTableService } from '../rehearsal/tableService.ts';
import { findDuplicates, indexChanges } from '../services/duplicates.ts';
import { type Area, type Referral, Referrals } from '../services/model.ts';
import { type Change, create, type Store } from '../services/store.ts';
import { openTables } from '../services/tables/tables.ts';
import { diceOf, pick, population, type Somebody } from '../test/support/population.ts';
import { line, milliseconds, ratio } from './measure.ts';

const SIZES = [1_000, 100_000];
const ROUNDS = 40;
const WARM_UP = 5;
/** Three rows each. */
const PEOPLE_A_TRANSACTION = 33;

const area: Area = {
  id: '19:bench@thread.tacv2',
  tenant: 'bench',
  name: 'Bench',
  serviceUrl: 'http://localhost/',
  scheme: null,
  channels: {},
  holders: {},
  viceChairs: {},
};

const rowsOf = async (store: Store, identity: Somebody, at: number): Promise<Change[]> => {
  const ref = `BENCH-2026-${String(at).padStart(6, '0')}`;
  const referral: Referral = {
    ref,
    body: 'iom',
    state: 'submitted',
    referrer: 'bench|referrer',
    agency: 'probation',
    answers: { offences: [], pathways: {}, interventions: {}, ...identity },
    startedAt: '2026-11-05T10:00:00.000Z',
  };
  return [create(Referrals, ref, referral), ...(await indexChanges({ store, area }, ref, undefined, identity))];
};

/** While a table is filled nothing is there yet to be replaced. */
const empty: Store['get'] = async () => undefined;

const fill = async (store: Store, people: readonly Somebody[]): Promise<void> => {
  for (let from = 0; from < people.length; from += PEOPLE_A_TRANSACTION) {
    const some = people.slice(from, from + PEOPLE_A_TRANSACTION);
    const rows = await Promise.all(some.map((person, at) => rowsOf({ ...store, get: empty }, person, from + at)));
    if ((await store.commit(area.id, rows.flat())) !== 'committed') throw new Error('the table was not empty');
  }
};

type Call = { readonly what: 'get' | 'list'; readonly again: () => Promise<unknown> };

/** One search, and the reads it made. */
const recorded = async (store: Store, person: Somebody): Promise<Call[]> => {
  const calls: Call[] = [];
  const recording: Store = {
    ...store,
    get: (...args) => {
      calls.push({ what: 'get', again: () => store.get(...args) });
      return store.get(...args);
    },
    list: (...args) => {
      calls.push({ what: 'list', again: () => store.list(...args) });
      return store.list(...args);
    },
  };
  const { found } = await findDuplicates({ store: recording, area }, person, 'BENCH-2026-none');
  if (found.length === 0) throw new Error('somebody who is there was not found');
  return calls;
};

const measured = async (size: number): Promise<string[]> => {
  const tables = await startTableService();
  const connection = { kind: 'connection string', value: tables.connectionString } as const;
  const store = await openTables({ connection, prefix: `bench${randomUUID().slice(0, 8)}` });
  const dice = diceOf(size);
  const people = population(dice, size);
  await fill(store, people);
  const times = { search: [] as number[], reads: [] as number[] };
  let reads = 0;
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const person = pick(dice, people);
    const calls = await recorded(store, person);
    reads = Math.max(reads, calls.length);
    const searched = await milliseconds(() => findDuplicates({ store, area }, person, 'BENCH-2026-none'));
    const bare = await milliseconds(async () => {
      // As in a search: the lists go out together, and what they name is read after them.
      for (const what of ['list', 'get'] as const)
        await Promise.all(calls.filter((call) => call.what === what).map(({ again }) => again()));
    });
    if (round < 0) continue;
    times.search.push(searched);
    times.reads.push(bare);
  }
  await tables.stop();
  return [
    '',
    [`among ${size.toLocaleString('en-GB')} people, milliseconds`.padEnd(46), 'median    95 %'].join(''),
    line('a search for somebody who is there', times.search),
    line('its reads, bare', times.reads),
    `search / bare reads ${ratio(times.search, times.reads)}, ${reads} reads at most`,
  ];
};

for (const size of SIZES) process.stdout.write(`${(await measured(size)).join('\n')}\n`);

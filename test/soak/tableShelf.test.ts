/** The tables that are held in memory answer as Azurite's own do. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTableService, type TableService } from '../../rehearsal/tableService.ts';
import { type Change, create, guard, kind, remove, replace, type Store } from '../../services/store.ts';
import { openTables } from '../../services/tables/tables.ts';

const Notes = kind<number>('note');
const PARTITIONS = ['meadow', 'moor'];
/** Few, so that they meet; with what sorts oddly or must be quoted. */
const IDS = [
  '',
  'a',
  'a|1',
  'a|10',
  'a|2',
  "a'",
  "a'b",
  "''",
  'A',
  'z',
  '1',
  '10',
  '2',
  'é',
  '~',
  '\u{10400}',
  '\uffee',
];

let folder = '';
let own: TableService;
let shelved: TableService;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
  [own, shelved] = await Promise.all([startTableService({ folder }), startTableService({ big: true })]);
});
afterAll(async () => {
  await Promise.all([own.stop(), shelved.stop()]);
  await rm(folder, { recursive: true });
});

type Step = {
  readonly partition: string;
  readonly changes: readonly { readonly op: Change['op']; readonly id: string; readonly stale: boolean }[];
};

const step: fc.Arbitrary<Step> = fc.record({
  partition: fc.constantFrom(...PARTITIONS),
  changes: fc.uniqueArray(
    fc.record({
      op: fc.constantFrom<Change['op'][]>('create', 'create', 'replace', 'delete', 'guard'),
      id: fc.constantFrom(...IDS),
      stale: fc.integer({ max: 9, min: 0 }).map((chance) => chance === 0),
    }),
    { selector: ({ id }) => id, maxLength: 8, minLength: 1 },
  ),
});

/** What became of one step, and every row after it, as pages of all sizes show them. */
const taken = async (store: Store, { partition, changes }: Step, number: number): Promise<unknown> => {
  const made: Change[] = [];
  for (const { op, id, stale } of changes) {
    const row = await store.get(partition, Notes, id);
    const seen = row && (stale ? { ...row, etag: 'W/"datetime\'2020-01-01T00%3A00%3A00.0000000Z\'"' } : row);
    if (op === 'create' && (!row || stale)) made.push(create(Notes, id, number));
    if (op === 'replace' && seen) made.push(replace(seen, number));
    if (op === 'delete' && seen) made.push(remove(seen));
    if (op === 'guard' && seen) made.push(guard(seen));
  }
  const outcome = await store.commit(partition, made);
  const found: unknown[] = [];
  for (const under of ['', "a'", 'a|1'])
    for (const most of [1, 3, 100])
      for (const past of [undefined, "a'b"])
        found.push((await store.list(partition, Notes, under, most, past)).map(({ id, doc }) => [id, doc]));
  return { outcome, found, all: await Promise.all(PARTITIONS.map((each) => store.list(each, Notes))).then(plain) };
};
const plain = (pages: readonly (readonly { readonly id: string; readonly version: number }[])[]) =>
  pages.map((rows) => rows.map(({ id, version }) => [id, version]));

let opened = 0;
const pair = async () => {
  opened += 1;
  const prefix = `pair${opened}`;
  const both = [own, shelved].map(({ connectionString: value }) => ({ kind: 'connection string', value }) as const);
  return {
    stores: await Promise.all(both.map((connection) => openTables({ connection, prefix }))),
    raw: both.map(({ value }) =>
      TableClient.fromConnectionString(value, `${prefix}area`, { allowInsecureConnection: true }),
    ),
  };
};

test('whatever is written, overtaken or taken back, both answer the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { stores } = await pair();
      for (const [number, one] of steps.entries()) {
        const [expected, found] = await Promise.all(stores.map((store) => taken(store, one, number)));
        expect(found).toEqual(expected);
      }
    }),
    { numRuns: 12 },
  );
});

test.for([
  '',
  "PartitionKey eq 'meadow'",
  "RowKey ge 'note|a' and RowKey lt 'note|b'",
  "PartitionKey eq 'moor' and RowKey ge 'note|' and RowKey lt 'note|~' or RowKey eq 'note|z'",
  "PartitionKey ne 'moor' and version eq 1",
])('a page of any query goes on where the last one ended: %s', async (filter) => {
  const { stores, raw } = await pair();
  for (const store of stores)
    for (const partition of PARTITIONS)
      await store.commit(
        partition,
        IDS.map((id, at) => create(Notes, id, at)),
      );
  const [expected, found] = await Promise.all(
    raw.map(async (client) => {
      const pages: unknown[] = [];
      const asked = client.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 3 });
      for await (const page of asked) pages.push(page.map(({ partitionKey, rowKey }) => [partitionKey, rowKey]));
      return pages;
    }),
  );
  expect(expected?.length).toBeGreaterThan(1);
  expect(found).toEqual(expected);
});

test('twenty thousand rows, come and gone in any order, are all found, and in order', async () => {
  const { stores } = await pair();
  const [, store] = stores;
  if (!store) throw new Error('no store');
  const name = (n: number) => String((n * 7_919) % 20_000).padStart(5, '0');
  const bundle = (from: number) => Array.from({ length: 100 }, (_, at) => name(from + at));
  for (let from = 0; from < 20_000; from += 100)
    await store.commit(
      'meadow',
      bundle(from).map((id) => create(Notes, id, from)),
    );
  const rows = await store.list('meadow', Notes);
  expect(rows.map(({ id }) => Number(id))).toEqual(Array.from({ length: 20_000 }, (_, at) => at));
  for (let from = 0; from < rows.length; from += 200)
    await store.commit('meadow', rows.slice(from, from + 100).map(remove));
  const left = rows.filter((_, at) => at % 200 >= 100).map(({ id }) => id);
  expect((await store.list('meadow', Notes)).map(({ id }) => id)).toEqual(left);
  expect(await store.get('meadow', Notes, '00000')).toBeUndefined();
  expect((await store.get('meadow', Notes, '00100'))?.id).toBe('00100');
});

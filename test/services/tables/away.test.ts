/** Storage behind a network that fails: what was done counts once, what cannot be known is said to be so. */
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { LogEntries, type LogEntry } from '../../../services/log.ts';
import { type Change, create, guard, kind, type Row, remove, replace, type Store } from '../../../services/store.ts';
import { type StorageProxy, startStorageProxy } from '../../support/storageProxy.ts';
import { dump, freshPrefix, testStore } from '../../support/tables.ts';

const Notes = kind<string>('note');
const area = '19:meadow@thread.tacv2';
const entry: LogEntry = {
  id: 'e1',
  at: '2026-11-02T10:00:00.000Z',
  who: 'tenant-a|person-1',
  what: 'note.write',
  category: 'alteration',
  whose: ['RICH-2026-001'],
};

let proxy: StorageProxy;
let store: Store;
let rows: readonly [Row<string>, Row<string>];

beforeEach(async () => {
  proxy = await startStorageProxy(inject('tables'));
  store = await testStore({ prefix: freshPrefix(), connectionString: proxy.connectionString, patient: false });
  await store.commit(area, [create(Notes, 'a', 'first'), create(Notes, 'b', 'first')]);
  const [a, b] = await store.list(area, Notes);
  if (!a || !b) throw new Error('The notes are not there.');
  rows = [a, b];
});
afterEach(() => proxy.stop());

/** What is done, and the ids and versions that stand there after it. */
const changes: readonly (readonly [string, () => Change[], readonly string[]])[] = [
  ['a creation', () => [create(Notes, 'c', 'second')], ['a1', 'b1', 'c1']],
  ['a replacement', () => [replace(rows[0], 'second')], ['a2', 'b1']],
  ['a replacement under a guard', () => [guard(rows[1]), replace(rows[0], 'second')], ['a2', 'b1']],
  ['all at once', () => [remove(rows[1]), create(Notes, 'c', 'second'), replace(rows[0], 'second')], ['a2', 'c1']],
];
const removal = ['a removal', () => [remove(rows[0])], ['b1']] as const;

test.for([...changes, removal])(
  '%s with an entry is committed, once, when the answer is lost',
  async ([, make, after]) => {
    proxy.mood = 'lose one answer';
    const before = proxy.requests;
    expect(await store.commit(area, make(), entry)).toBe('committed');
    // The transaction, its retry, and the look at the receipt.
    expect(proxy.requests - before).toBe(3);
    expect((await store.list(area, Notes)).map(({ id, version }) => `${id}${version}`)).toEqual(after);
    expect(await store.list(area, LogEntries)).toHaveLength(1);
  },
);

test.for(changes)('%s without an entry is committed, once, when the answer is lost', async ([, make, after]) => {
  proxy.mood = 'lose one answer';
  expect(await store.commit(area, make())).toBe('committed');
  expect((await store.list(area, Notes)).map(({ id, version }) => `${id}${version}`)).toEqual(after);
});

test('a removal without an entry leaves no receipt: it is overtaken when the answer is lost', async () => {
  proxy.mood = 'lose one answer';
  expect(await store.commit(area, [remove(rows[0])])).toBe('overtaken');
  expect(await store.get(area, Notes, 'a')).toBeUndefined();
});

test('a view is recorded once when the answer is lost', async () => {
  proxy.mood = 'lose one answer';
  await store.record(area, entry);
  expect(await store.views.list(area, LogEntries)).toHaveLength(1);
});

test('reading asks again when the answer is lost', async () => {
  proxy.mood = 'lose one answer';
  expect(await store.get(area, Notes, 'a')).toMatchObject({ doc: 'first' });
  proxy.mood = 'lose one answer';
  expect(await store.list(area, Notes)).toHaveLength(2);
});

test('somebody else who came first is not mistaken for a lost answer', async () => {
  await store.commit(area, [replace(rows[0], 'theirs')], { ...entry, id: 'theirs' });
  proxy.mood = 'lose one answer';
  expect(await store.commit(area, [replace(rows[0], 'mine')], entry)).toBe('overtaken');
  proxy.mood = 'lose one answer';
  expect(await store.commit(area, [replace(rows[0], 'mine')])).toBe('overtaken');
  expect(await store.get(area, Notes, 'a')).toMatchObject({ doc: 'theirs' });
});

test.for(['hang', 'refuse', 'fail'] as const)(
  'storage that does %s is away to everybody who asks, and unchanged',
  { timeout: 30_000 },
  async (mood) => {
    const before = await dump(store);
    proxy.mood = mood;
    const attempts = [
      store.get(area, Notes, 'a'),
      store.list(area, Notes),
      store.commit(area, [replace(rows[0], 'second')], entry),
      store.record(area, entry),
    ];
    for (const outcome of await Promise.allSettled(attempts))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StorageAway' } });
    expect(await dump(store)).toEqual(before);
  },
);

test('after an outage the same store serves again', async () => {
  proxy.mood = 'refuse';
  await expect(store.get(area, Notes, 'a')).rejects.toThrow('Storage');
  proxy.mood = 'pass on';
  expect(await store.get(area, Notes, 'a')).toMatchObject({ doc: 'first' });
});

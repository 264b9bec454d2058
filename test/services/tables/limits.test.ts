/** Azure refuses these, its emulator takes them, so the store refuses them itself. */
import { expect, test } from 'vitest';
import { create, guard, kind, remove } from '../../../services/store.ts';
import { dump, testStore } from '../../support/tables.ts';

const Notes = kind<string>('note');
const area = '19:meadow@thread.tacv2';
const notes = (count: number, text = '') =>
  Array.from({ length: count }, (_, i) => create(Notes, String(i).padStart(3, '0'), text));
const entry = {
  id: 'e1',
  at: '2026-11-02T10:00:00.000Z',
  who: 'system',
  what: 'note.write',
  category: 'alteration',
  whose: [],
} as const;

test.for([
  ['a slash', 'a/b'],
  ['a backslash', 'a\\b'],
  ['a hash', 'a#b'],
  ['a question mark', 'a?b'],
  ['a tab', 'a\tb'],
  ['a control character above ASCII', 'a\u0085b'],
  ['more than 255 bytes', 'é'.repeat(128)],
] as const)(
  'a key with %s is refused wherever something would be kept under it, and nothing is found under it',
  async ([, id]) => {
    const store = await testStore();
    expect(await store.get(area, Notes, id)).toBeUndefined();
    await expect(store.get(id, Notes, 'a')).rejects.toThrow(RangeError);
    expect(await store.list(area, Notes, id)).toEqual([]);
    await expect(store.commit(area, [create(Notes, id, '')])).rejects.toThrow(RangeError);
    await expect(store.commit(id, [create(Notes, 'a', '')])).rejects.toThrow(RangeError);
    await expect(store.record(area, { ...entry, id })).rejects.toThrow(RangeError);
  },
);

test('a key of 255 bytes is taken', async () => {
  const store = await testStore();
  expect(await store.commit(area, [create(Notes, 'é'.repeat(125), '')])).toBe('committed');
});

test('a document may fill its mebibyte and not a character more', async () => {
  const store = await testStore();
  const most = 523_900;
  expect(await store.commit(area, [create(Notes, 'a', 'x'.repeat(most))])).toBe('committed');
  await expect(store.commit(area, [create(Notes, 'b', 'x'.repeat(most + 400))])).rejects.toThrow('bytes, more than');
});

test('a transaction has a hundred rows at most, and its entry takes two', async () => {
  const store = await testStore();
  await expect(store.commit(area, notes(101))).rejects.toThrow('101 rows, more than 100');
  await expect(store.commit(area, notes(99), entry)).rejects.toThrow('101 rows, more than 100');
  expect(await dump(store)).toEqual([]);
  expect(await store.commit(area, notes(98), entry)).toBe('committed');
});

test('a transaction holds two million bytes at most, as it travels', async () => {
  const store = await testStore();
  expect(await store.commit(area, notes(18, 'x'.repeat(100_000)))).toBe('committed');
  const quotes = '"'.repeat(100_000);
  await expect(store.commit(area, notes(8, quotes))).rejects.toThrow('bytes, more than 2000000');
});

test('a row stands once in a transaction', async () => {
  const store = await testStore();
  await store.commit(area, notes(1));
  const [row] = await store.list(area, Notes);
  if (!row) throw new Error('The note is not there.');
  await expect(store.commit(area, [guard(row), remove(row)])).rejects.toThrow('twice in one transaction');
});

test('a transaction stays in one partition', async () => {
  const store = await testStore();
  await store.commit('elsewhere', notes(1));
  const [row] = await store.list('elsewhere', Notes);
  if (!row) throw new Error('The note is not there.');
  await expect(store.commit(area, [remove(row)])).rejects.toThrow('stands in elsewhere');
});

test('a document that JSON cannot hold is refused', async () => {
  const store = await testStore();
  await expect(store.commit(area, [create(kind<unknown>('note'), 'a', undefined)])).rejects.toThrow('JSON can hold');
});

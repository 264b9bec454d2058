import { describe, expect, test } from 'vitest';
import { LogEntries, type LogEntry, logId, Unsealed } from '../../../services/log.ts';
import { create, guard, kind, type Row, remove, replace, type Store } from '../../../services/store.ts';
import { dump, freshPrefix, rawTable, testStore } from '../../support/tables.ts';

type Note = { readonly text: string };
const Notes = kind<Note>('note');
const area = '19:meadow@thread.tacv2';

const anEntry = (id: string): LogEntry => ({
  id,
  at: '2026-11-02T10:00:00.000Z',
  who: 'tenant-a|person-1',
  what: 'note.write',
  category: 'alteration',
  whose: ['RICH-2026-001'],
});

const read = async <T>(found: Promise<Row<T> | undefined>): Promise<Row<T>> => {
  const row = await found;
  if (!row) throw new Error('The row is not there.');
  return row;
};

/** A store with one note in it, as two people read it. */
const withNote = async (): Promise<{ store: Store; mine: Row<Note>; theirs: Row<Note> }> => {
  const store = await testStore();
  await store.commit(area, [create(Notes, 'a', { text: 'first' })]);
  return { store, mine: await read(store.get(area, Notes, 'a')), theirs: await read(store.get(area, Notes, 'a')) };
};

describe('reading', () => {
  test('what is not there is undefined', async () => {
    const store = await testStore();
    expect(await store.get(area, Notes, 'a')).toBeUndefined();
    expect(await store.list(area, Notes)).toEqual([]);
  });

  test('a document comes back as it was written, as version 1', async () => {
    const { mine } = await withNote();
    expect(mine).toMatchObject({ partition: area, key: 'note|a', id: 'a', version: 1, doc: { text: 'first' } });
  });

  test('a list reads no more than it is asked for', async () => {
    const { store } = await withNote();
    await store.commit(area, [create(Notes, 'b', { text: 'second' }), create(Notes, 'c', { text: 'third' })]);
    expect((await store.list(area, Notes, '', 2)).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await store.list(area, Notes, '', 5)).toHaveLength(3);
  });

  test('a table that is gone is a failure, not an absence', async () => {
    const { store, mine } = await withNote();
    await rawTable(store, 'area').deleteTable();
    await expect(store.get(area, Notes, 'a')).rejects.toMatchObject({ name: 'StorageAway' });
    await expect(store.list(area, Notes)).rejects.toMatchObject({ name: 'StorageAway' });
    await expect(store.commit(area, [replace(mine, { text: 'second' })])).rejects.toMatchObject({
      name: 'StorageAway',
    });
  });

  test.for([
    ['an apostrophe', "o'brien"],
    ['percent signs', '50%|%2F'],
    ['letters beyond ASCII', 'é ü € 😀'],
    ['braces', 'a{b}c'],
    ['signs that mean something in an address', 'a b+c&d=e:f@g;h,i'],
  ] as const)('an id may hold %s', async ([, id]) => {
    const store = await testStore();
    await store.commit(id, [create(Notes, id, { text: 'first' })]);
    const row = await read(store.get(id, Notes, id));
    expect(row.id).toBe(id);
    expect((await store.list(id, Notes, id)).map((each) => each.id)).toEqual([id]);
    expect(await store.commit(id, [replace(row, { text: 'second' })])).toBe('committed');
    expect(await store.commit(id, [remove(await read(store.get(id, Notes, id)))])).toBe('committed');
  });

  test('a list holds one kind in one partition, under a beginning, in key order', async () => {
    const store = await testStore();
    const Longer = kind<Note>('notebook');
    const ids = ['m2|b', 'm1|a', 'm1|c', 'm10|a', 'm1|b', 'M1|a'];
    await store.commit(
      area,
      ids.map((id) => create(Notes, id, { text: id })),
    );
    await store.commit(area, [create(Longer, 'm1|x', { text: 'another kind' })]);
    await store.commit('elsewhere', [create(Notes, 'm1|z', { text: 'another partition' })]);
    expect((await store.list(area, Notes)).map(({ id }) => id)).toEqual([...ids].sort());
    expect((await store.list(area, Notes, 'm1|')).map(({ doc }) => doc.text)).toEqual(['m1|a', 'm1|b', 'm1|c']);
    expect((await store.list(area, Notes, 'm1')).map(({ id }) => id)).toEqual(['m10|a', 'm1|a', 'm1|b', 'm1|c']);
  });

  test('a list goes on after the thousand rows of a page', async () => {
    const store = await testStore();
    const ids = Array.from({ length: 2_150 }, (_, i) => String(i).padStart(5, '0'));
    for (let from = 0; from < ids.length; from += 100)
      await store.commit(
        area,
        ids.slice(from, from + 100).map((id) => create(Notes, id, { text: id })),
      );
    expect((await store.list(area, Notes)).map(({ id }) => id)).toEqual(ids);
  });
});

describe('documents', () => {
  test.for([
    ['empty', ''],
    ['just a part long', 'x'.repeat(30_000)],
    ['longer than a property may be', 'Ā'.repeat(200_000)],
    ['pairs of surrogates across every cut', `x${'😀'.repeat(40_000)}`],
    ['half a pair of surrogates', `\ud83d${'x'.repeat(29_980)}\ude00`],
    ['line breaks and a header of the protocol', 'a\r\nif-match: *\r\n\u2028\u0000b'],
  ] as const)('a text that is %s survives', async ([, text]) => {
    const store = await testStore();
    await store.commit(area, [create(Notes, 'a', { text })]);
    expect((await read(store.get(area, Notes, 'a'))).doc.text).toBe(text);
  });

  test('a document that became shorter keeps nothing of the longer one', async () => {
    const store = await testStore();
    await store.commit(area, [create(Notes, 'a', { text: 'x'.repeat(100_000) })]);
    await store.commit(area, [replace(await read(store.get(area, Notes, 'a')), { text: 'short' })]);
    const row = await read(store.get(area, Notes, 'a'));
    expect(row).toMatchObject({ version: 2, doc: { text: 'short' } });
    expect((await dump(store)).flatMap(Object.keys).filter((name) => name.startsWith('doc'))).toEqual(['doc0']);
  });
});

describe('changes', () => {
  test('a replaced row has the next version and another etag', async () => {
    const { store, mine } = await withNote();
    expect(await store.commit(area, [replace(mine, { text: 'second' })])).toBe('committed');
    const row = await read(store.get(area, Notes, 'a'));
    expect(row).toMatchObject({ version: 2, doc: { text: 'second' } });
    expect(row.etag).not.toBe(mine.etag);
  });

  test('a removed row is gone', async () => {
    const { store, mine } = await withNote();
    expect(await store.commit(area, [remove(mine)])).toBe('committed');
    expect(await store.get(area, Notes, 'a')).toBeUndefined();
  });

  test('a guard leaves document and version alone', async () => {
    const { store, mine } = await withNote();
    expect(await store.commit(area, [guard(mine), create(Notes, 'b', { text: 'b' })])).toBe('committed');
    expect(await store.get(area, Notes, 'a')).toMatchObject({ version: 1, doc: { text: 'first' } });
  });

  const attempts = [
    ['creating what is there', () => create(Notes, 'a', { text: 'mine' })],
    ['replacing', (row: Row<Note>) => replace(row, { text: 'mine' })],
    ['removing', (row: Row<Note>) => remove(row)],
    ['guarding', (row: Row<Note>) => guard(row)],
  ] as const;

  test.for(attempts)(
    '%s is overtaken once somebody else changed the row, and nothing is written',
    async ([, attempt]) => {
      const { store, mine, theirs } = await withNote();
      await store.commit(area, [replace(theirs, { text: 'theirs' })]);
      const before = await dump(store);
      const others = [create(Notes, '0', { text: 'before it' }), create(Notes, 'z', { text: 'after it' })] as const;
      const changes = [others[0], attempt(mine), others[1]];
      expect(await store.commit(area, changes)).toBe('overtaken');
      expect(await store.commit(area, changes, anEntry('e1'))).toBe('overtaken');
      expect(await dump(store)).toEqual(before);
    },
  );

  test.for(attempts.slice(1))('%s is overtaken once somebody else removed the row', async ([, attempt]) => {
    const { store, mine, theirs } = await withNote();
    await store.commit(area, [remove(theirs)]);
    expect(await store.commit(area, [create(Notes, 'b', { text: 'b' }), attempt(mine)])).toBe('overtaken');
    expect(await dump(store)).toEqual([]);
  });

  test('of several removals in one transaction each says what it saw', async () => {
    const store = await testStore();
    await store.commit(area, [create(Notes, 'a', { text: 'a' }), create(Notes, 'b', { text: 'b' })]);
    const [a, b] = [await read(store.get(area, Notes, 'a')), await read(store.get(area, Notes, 'b'))];
    await store.commit(area, [replace(b, { text: 'moved' })]);
    expect(await store.commit(area, [remove(a), remove(b)])).toBe('overtaken');
    const moved = await read(store.get(area, Notes, 'b'));
    expect(await store.commit(area, [remove(a), remove(moved)])).toBe('committed');
    expect(await dump(store)).toEqual([]);
  });

  test('a transaction of nothing is committed', async () => {
    const store = await testStore();
    expect(await store.commit(area, [])).toBe('committed');
  });

  test('fifty people who each add one to the same number lose none of it', async () => {
    const store = await testStore();
    const Counts = kind<number>('count');
    await store.commit(area, [create(Counts, 'a', 0)]);
    const addOne = async (): Promise<void> => {
      const row = await read(store.get(area, Counts, 'a'));
      if ((await store.commit(area, [replace(row, row.doc + 1)])) === 'overtaken') await addOne();
    };
    await Promise.all(Array.from({ length: 50 }, addOne));
    expect(await store.get(area, Counts, 'a')).toMatchObject({ doc: 50, version: 51 });
  });

  test('transactions that overlap are each made whole or not at all', async () => {
    const store = await testStore();
    const Counts = kind<number>('count');
    const ids = ['a', 'b', 'c', 'd'];
    await store.commit(
      area,
      ids.map((id) => create(Counts, id, 0)),
    );
    const addOneToAll = async (mark: string): Promise<void> => {
      const rows = await store.list(area, Counts);
      const changes = rows.map((row) => replace(row, row.doc + 1));
      const outcome = await store.commit(area, [...changes, create(Notes, mark, { text: mark })], anEntry(mark));
      if (outcome === 'overtaken') await addOneToAll(mark);
    };
    await Promise.all(Array.from({ length: 12 }, (_, i) => addOneToAll(`n${i}`)));
    expect((await store.list(area, Counts)).map(({ doc }) => doc)).toEqual([12, 12, 12, 12]);
    expect(await store.list(area, Notes)).toHaveLength(12);
    expect(await store.list(area, LogEntries)).toHaveLength(12);
  });
});

test('tables opened again hold what they held', async () => {
  const prefix = freshPrefix();
  const before = await testStore({ prefix });
  await before.commit(area, [create(Notes, 'a', { text: 'first' })]);
  await before.record(area, anEntry('v1'));
  const after = await testStore({ prefix });
  expect(await after.get(area, Notes, 'a')).toMatchObject({ doc: { text: 'first' } });
  expect(await after.views.list(area, LogEntries)).toHaveLength(1);
});

describe('the log', () => {
  test('an entry stands with its change, marked as unsealed', async () => {
    const { store, mine } = await withNote();
    const entry = anEntry('e1');
    await store.commit(area, [replace(mine, { text: 'second' })], entry);
    expect(await store.get(area, LogEntries, logId(entry))).toMatchObject({ doc: entry });
    expect(await store.get(area, Unsealed, logId(entry))).toBeDefined();
  });

  test('a transaction given again with its entry is made once', async () => {
    const { store, mine } = await withNote();
    const changes = [replace(mine, { text: 'second' })];
    expect(await store.commit(area, changes, anEntry('e1'))).toBe('committed');
    const after = await dump(store);
    expect(await store.commit(area, changes, anEntry('e1'))).toBe('committed');
    expect(await dump(store)).toEqual(after);
  });

  test('a view is recorded in the view log and nowhere else, once however often it is given', async () => {
    const store = await testStore();
    await store.record(area, anEntry('v1'));
    await store.record(area, anEntry('v1'));
    expect(await store.views.list(area, LogEntries)).toMatchObject([{ doc: anEntry('v1') }]);
    expect(await dump(store)).toEqual([]);
  });

  test('a dump without the log shows a refusal to have changed nothing', async () => {
    const { store, mine } = await withNote();
    const before = await dump(store, { log: false });
    await store.commit(area, [], anEntry('refused'));
    expect(await dump(store, { log: false })).toEqual(before);
    await store.commit(area, [guard(mine)]);
    expect(await dump(store, { log: false })).not.toEqual(before);
  });
});

import { expect, inject, test } from 'vitest';
import { LogEntries, type LogEntry, logId, Unsealed } from '../../services/log.ts';
import { checkLog, SealedTo, Seals, sealLog } from '../../services/sealing.ts';
import { create, keyOf, kind, type Store } from '../../services/store.ts';
import { startStorageProxy } from '../support/storageProxy.ts';
import { rawTable, testStore } from '../support/tables.ts';

const area = '19:meadow@thread.tacv2';
const now = new Date('2026-11-02T10:01:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + 1000 * seconds);

const anEntry = (id: string, at = '2026-11-02T10:00:00.000Z'): LogEntry => ({
  id,
  at,
  who: 'tenant-a|person-1',
  what: 'vote.cast',
  category: 'alteration',
  whose: ['RICH-2026-001'],
});

const change = (store: Store, entry: LogEntry) =>
  store.commit(area, [create(kind<string>('note'), entry.id, 'text')], entry);

/** Three seals of two changes each, and one seal of two views. */
const sealedStore = async (): Promise<Store> => {
  const store = await testStore();
  await store.record(area, anEntry('v1'));
  await store.record(area, anEntry('v2'));
  for (const pair of [1, 2, 3]) {
    await change(store, anEntry(`c${pair}a`));
    await change(store, anEntry(`c${pair}b`));
    await sealLog(store, area, later(pair), 'first');
  }
  return store;
};

const tamper = async (store: Store, name: 'area' | 'log', key: string, change: (doc: string) => string) => {
  const table = rawTable(store, name);
  const row = await table.getEntity<{ doc0: string }>(area, key);
  const doc0 = change(row.doc0);
  expect(doc0).not.toBe(row.doc0);
  await table.updateEntity({ partitionKey: area, rowKey: key, doc0 }, 'Merge');
};
const drop = (store: Store, name: 'area' | 'log', key: string) => rawTable(store, name).deleteEntity(area, key);

const entryKey = (id: string) => keyOf(LogEntries, logId(anEntry(id)));
const sealKey = (number: number) => keyOf(Seals, String(number).padStart(10, '0'));

test('what was written is sealed, changes and views, and found whole', async () => {
  const store = await testStore();
  await change(store, anEntry('c1'));
  await change(store, { ...anEntry('c2'), agency: 'police', recipients: ['probation'], refused: undefined });
  await store.record(area, anEntry('v1'));
  expect(await sealLog(store, area, now, 'first')).toBe(3);
  expect(await checkLog(store, area)).toEqual([]);
});

test('with nothing new to seal nothing is written', async () => {
  const store = await sealedStore();
  const before = await store.get(area, SealedTo, 'chain');
  expect(await sealLog(store, area, later(600), 'second')).toBe(0);
  expect(await store.get(area, SealedTo, 'chain')).toEqual(before);
  expect(await store.list(area, Unsealed)).toEqual([]);
});

test('what sealing asks of storage follows what is unsealed, however long the log is', async () => {
  const proxy = await startStorageProxy(inject('tables'));
  try {
    const store = await testStore({ connectionString: proxy.connectionString });
    const requestsToSealOne = async (id: string): Promise<number> => {
      await change(store, anEntry(id));
      const before = proxy.requests;
      expect(await sealLog(store, area, now, 'first')).toBe(1);
      return proxy.requests - before;
    };
    const inShortLog = await requestsToSealOne('c1');
    const ids = Array.from({ length: 2_500 }, (_, i) => logId(anEntry(`old${i}`)));
    for (let from = 0; from < ids.length; from += 100)
      await store.commit(
        area,
        ids.slice(from, from + 100).map((id) => create(LogEntries, id, anEntry(id))),
      );
    expect(await requestsToSealOne('c2')).toBe(inShortLog);
  } finally {
    await proxy.stop();
  }
});

test('an entry that comes late is in a later seal, whenever it says it was written', async () => {
  const store = await sealedStore();
  const late = anEntry('late', '2026-10-01T00:00:00.000Z');
  await change(store, late);
  expect(await sealLog(store, area, later(60), 'first')).toBe(1);
  const seals = await store.list(area, Seals);
  expect(seals.map(({ doc }) => Object.keys(doc.digests).length)).toEqual([2, 2, 2, 1]);
  expect(await checkLog(store, area)).toEqual([]);
});

test('more entries than a transaction holds take several seals', async () => {
  const store = await testStore();
  await Promise.all(Array.from({ length: 250 }, (_, i) => store.record(area, anEntry(`v${i}`))));
  expect(await sealLog(store, area, now, 'first')).toBe(250);
  expect(await store.views.list(area, Seals)).toHaveLength(3);
  expect(await checkLog(store, area)).toEqual([]);
});

test('only the instance that holds the lease seals, and another takes over when it has run out', async () => {
  const store = await sealedStore();
  await change(store, anEntry('c4'));
  expect(await sealLog(store, area, later(20), 'second')).toBe(0);
  expect(await sealLog(store, area, later(20), 'first')).toBe(1);
  await change(store, anEntry('c5'));
  expect(await sealLog(store, area, later(49), 'second')).toBe(0);
  expect(await sealLog(store, area, later(51), 'second')).toBe(1);
  expect(await checkLog(store, area)).toEqual([]);
});

test('two sealers at once seal every entry once', async () => {
  const store = await testStore();
  await Promise.all(Array.from({ length: 120 }, (_, i) => change(store, anEntry(`c${i}`))));
  let sealed = 0;
  for (let round = 0; round < 3; round++) {
    const [first, second] = await Promise.all([
      sealLog(store, area, later(100 * round), 'first'),
      sealLog(store, area, later(100 * round), 'second'),
    ]);
    sealed += first + second;
  }
  expect(sealed).toBe(120);
  const ids = (await store.list(area, Seals)).flatMap(({ doc }) => Object.keys(doc.digests));
  expect(ids).toHaveLength(120);
  expect(new Set(ids).size).toBe(120);
  expect(await checkLog(store, area)).toEqual([]);
});

test('an entry that the sealer has not reached is named as unsealed', async () => {
  const store = await sealedStore();
  await change(store, anEntry('c4'));
  const id = logId(anEntry('c4'));
  expect(await checkLog(store, area)).toEqual([{ log: 'changes', fault: 'entry unsealed', id }]);
});

test('an entry slipped in past the sealer stays unsealed', async () => {
  const store = await sealedStore();
  await store.commit(area, [create(LogEntries, logId(anEntry('forged')), anEntry('forged'))]);
  expect(await sealLog(store, area, later(60), 'first')).toBe(0);
  expect(await checkLog(store, area)).toEqual([
    { log: 'changes', fault: 'entry unsealed', id: logId(anEntry('forged')) },
  ]);
});

test('a changed entry is named, in either log', async () => {
  const store = await sealedStore();
  await tamper(store, 'area', entryKey('c2a'), (doc) => doc.replace('person-1', 'person-2'));
  await tamper(store, 'log', entryKey('v1'), (doc) => doc.replace('RICH-2026-001', 'RICH-2026-002'));
  expect(await checkLog(store, area)).toEqual([
    { log: 'changes', fault: 'entry changed', id: logId(anEntry('c2a')) },
    { log: 'views', fault: 'entry changed', id: logId(anEntry('v1')) },
  ]);
});

test('a deleted entry is named, in either log', async () => {
  const store = await sealedStore();
  await drop(store, 'area', entryKey('c3b'));
  await drop(store, 'log', entryKey('v2'));
  expect(await checkLog(store, area)).toEqual([
    { log: 'changes', fault: 'entry missing', id: logId(anEntry('c3b')) },
    { log: 'views', fault: 'entry missing', id: logId(anEntry('v2')) },
  ]);
});

test.for([
  ['changed', 'entry changed'],
  ['deleted', 'entry missing'],
] as const)('an entry %s before it was sealed is named before and after', async ([how, fault]) => {
  const store = await testStore();
  await change(store, anEntry('c1'));
  if (how === 'deleted') await drop(store, 'area', entryKey('c1'));
  else await tamper(store, 'area', entryKey('c1'), (doc) => doc.replace('vote.cast', 'vote.open'));
  const named = { log: 'changes', fault, id: logId(anEntry('c1')) };
  expect(await checkLog(store, area)).toContainEqual(named);
  expect(await sealLog(store, area, now, 'first')).toBe(1);
  expect(await checkLog(store, area)).toEqual([named]);
});

test.for([1, 2, 3])('without seal %i the seal is named, and its entries are unsealed', async (number) => {
  const store = await sealedStore();
  await drop(store, 'area', sealKey(number));
  expect(await checkLog(store, area)).toEqual([
    { log: 'changes', fault: 'seal missing', id: String(number) },
    { log: 'changes', fault: 'entry unsealed', id: logId(anEntry(`c${number}a`)) },
    { log: 'changes', fault: 'entry unsealed', id: logId(anEntry(`c${number}b`)) },
  ]);
});

test.for([1, 2, 3])('a digest changed in seal %i to fit a changed entry gives the seal away', async (number) => {
  const store = await sealedStore();
  await tamper(store, 'area', sealKey(number), (doc) => doc.replace(/"[0-9a-f]{64}"(?=[,}])/, `"${'0'.repeat(64)}"`));
  const faults = await checkLog(store, area);
  expect(faults).toContainEqual({ log: 'changes', fault: 'seal changed', id: String(number) });
});

test.for([1, 2, 3])('seal %i made anew over other entries does not fit the chain', async (number) => {
  const store = await sealedStore();
  const other = await testStore();
  await change(other, anEntry('other'));
  await sealLog(other, area, now, 'first');
  const [theirs] = await other.list(area, Seals);
  await tamper(store, 'area', sealKey(number), () => JSON.stringify(theirs?.doc));
  const faults = await checkLog(store, area);
  expect(faults).toContainEqual({ log: 'changes', fault: 'seal changed', id: String(number) });
});

test('a chain cut off at its end, with its entries, is named as long as the count stands', async () => {
  const store = await sealedStore();
  await drop(store, 'area', sealKey(3));
  for (const id of ['c3a', 'c3b']) await drop(store, 'area', entryKey(id));
  expect(await checkLog(store, area)).toEqual([{ log: 'changes', fault: 'seal missing', id: '3' }]);
});

test('without the row that counts the seals the loss is named, and nothing is sealed over it', async () => {
  const store = await sealedStore();
  await drop(store, 'area', keyOf(SealedTo, 'chain'));
  await change(store, anEntry('c4'));
  expect(await sealLog(store, area, later(60), 'first')).toBe(0);
  expect(await checkLog(store, area)).toContainEqual({ log: 'changes', fault: 'seal missing', id: 'chain' });
});

/** A store in memory with what the contract promises, for tests over more documents than the table service takes quickly. */
import { LogEntries, type LogEntry, logId, recordIn } from '../../services/log.ts';
import { create, keyOf, type Row, type Store, type Table } from '../../services/store.ts';

const after = (keys: readonly string[], key: string): number => {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((keys[middle] ?? '') < key) from = middle + 1;
    else to = middle;
  }
  return from;
};

const memoryTable = (): Table => {
  const partitions = new Map<string, Map<string, Row<unknown>>>();
  const sorted = new Map<string, string[]>();
  let etags = 0;
  const rowsOf = (partition: string) => partitions.get(partition) ?? new Map<string, Row<unknown>>();
  const stored = (partition: string, key: string, doc: unknown, version: number): Row<unknown> => {
    etags += 1;
    const id = key.slice(key.indexOf('|') + 1);
    return { partition, key, id, version, etag: String(etags), doc: JSON.parse(JSON.stringify(doc)) };
  };
  const as = <T>(row: Row<unknown>): Row<T> => structuredClone(row) as Row<T>;
  return {
    get: async <T>(partition: string, of: { prefix: string }, id: string) => {
      const row = rowsOf(partition).get(keyOf(of, id));
      return row && as<T>(row);
    },
    list: async <T>(
      partition: string,
      of: { prefix: string },
      under = '',
      most = Number.POSITIVE_INFINITY,
      past?: string,
    ) => {
      const rows = rowsOf(partition);
      const keys = sorted.get(partition) ?? [...rows.keys()].sort();
      sorted.set(partition, keys);
      const prefix = keyOf(of, under);
      const from = past === undefined ? prefix : `${keyOf(of, past)}\0`;
      const found: Row<T>[] = [];
      for (
        let at = after(keys, from < prefix ? prefix : from);
        keys[at]?.startsWith(prefix) && found.length < most;
        at += 1
      ) {
        const row = rows.get(keys[at] ?? '');
        if (row) found.push(as<T>(row));
      }
      return found;
    },
    commit: async (partition, changes, entry?: LogEntry) => {
      const rows = rowsOf(partition);
      const all = entry ? [...changes, create(LogEntries, logId(entry), entry)] : changes;
      const stands = all.every((change) =>
        change.op === 'create' ? !rows.has(change.key) : rows.get(change.row.key)?.etag === change.row.etag,
      );
      if (!stands) return 'overtaken';
      const keys = sorted.get(partition);
      for (const change of all) {
        if (change.op === 'create') {
          rows.set(change.key, stored(partition, change.key, change.doc, 1));
          keys?.splice(after(keys, change.key), 0, change.key);
        } else if (change.op === 'delete') {
          rows.delete(change.row.key);
          keys?.splice(after(keys, change.row.key), 1);
        } else {
          const { key, version, doc } = change.row;
          const next =
            change.op === 'replace'
              ? stored(partition, key, change.doc, version + 1)
              : stored(partition, key, doc, version);
          rows.set(key, next);
        }
      }
      partitions.set(partition, rows);
      return 'committed';
    },
  };
};

export const memoryStore = (): Store => {
  const views = memoryTable();
  return {
    ...memoryTable(),
    views,
    record: (partition, entry) => recordIn(views, partition, entry),
  };
};

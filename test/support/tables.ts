/** Stores of their own for tests, in the table service that one run shares. */
import { createHash } from 'node:crypto';
import { TableClient } from '@azure/data-tables';
import { expect, inject } from 'vitest';
import { Leases } from '../../services/leases.ts';
import { LogEntries, Unsealed } from '../../services/log.ts';
import { SealedTo, Seals } from '../../services/sealing.ts';
import type { Store } from '../../services/store.ts';
import { openTables } from '../../services/tables/tables.ts';

let opened = 0;
const prefixes = new WeakMap<Store, string>();

/** A prefix nobody else in this run has: which test file it is, and how many it has opened. */
export const freshPrefix = (): string => {
  opened += 1;
  const file = createHash('sha256')
    .update(expect.getState().testPath ?? '')
    .digest('hex');
  return `t${file.slice(0, 12)}n${opened}`;
};

/** One table service answers all workers of a run at once, on a machine that may be busy; in milliseconds. */
const patience = 60_000;

/** `connectionString`: when something stands in between. `patient`: unless it is about storage that does not answer. */
type Opened = { readonly prefix?: string; readonly connectionString?: string; readonly patient?: boolean };

/** A store with empty tables. */
export const testStore = async (options: Opened = {}): Promise<Store> => {
  const { prefix = freshPrefix(), connectionString = inject('tables'), patient = true } = options;
  const connection = { kind: 'connection string', value: connectionString } as const;
  const store = await openTables({ connection, prefix, ...(patient && { patience }) });
  prefixes.set(store, prefix);
  return store;
};

export type RawRow = Readonly<Record<string, unknown>> & { readonly partitionKey: string; readonly rowKey: string };

export const rawTable = (store: Store, name: 'area' | 'log'): TableClient => {
  const prefix = prefixes.get(store);
  if (!prefix) throw new Error('Only a store of testStore can be looked into.');
  return TableClient.fromConnectionString(inject('tables'), prefix + name, { allowInsecureConnection: true });
};

/** Written every few seconds by an instance that runs, whatever people do. */
const ofTheSender = `${Leases.prefix}|`;
const ofTheLog = [LogEntries, Unsealed, Seals, SealedTo].map(({ prefix }) => `${prefix}|`);

/**
 * Every row of the area table as it stands, but for who sends, in key order, to compare before and after. Etag and timestamp are part of
 * it: a row that was written again with the same content is not the same. `log: false` leaves out the log's own rows.
 */
export const dump = async (store: Store, options: { log?: boolean } = {}): Promise<RawRow[]> => {
  const { log = true } = options;
  const rows: RawRow[] = [];
  for await (const row of rawTable(store, 'area').listEntities()) {
    const { partitionKey = '', rowKey = '' } = row;
    if (rowKey.startsWith(ofTheSender)) continue;
    if (log || !ofTheLog.some((prefix) => rowKey.startsWith(prefix))) rows.push({ ...row, partitionKey, rowKey });
  }
  return rows.sort((a, b) => (`${a.partitionKey} ${a.rowKey}` < `${b.partitionKey} ${b.rowKey}` ? -1 : 1));
};

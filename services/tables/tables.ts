/** The store over Azure Tables, or over anything that speaks its protocol: Azurite, Cosmos DB for Table. */
import { randomUUID } from 'node:crypto';
import { odata, RestError, TableClient, type TransactionAction } from '@azure/data-tables';
import { DefaultAzureCredential } from '@azure/identity';
import { digestOf, LogEntries, type LogEntry, logId, recordIn, Unsealed } from '../log.ts';
import { type Change, create, type Kind, keyOf, type Row, StorageAway, type Store, type Table } from '../store.ts';
import { etagsOfDeletes, sendEtagsOfDeletes } from './deletes.ts';
import { canBeKey, checkKey, checkTransaction, type Entity, fromEntity, toEntity } from './entities.ts';

export type Connection =
  | { readonly kind: 'connection string'; readonly value: string }
  /** The table service of an account, reached as whoever this process is to Azure. */
  | { readonly kind: 'account'; readonly url: string };

/** What a person waits for one answer of storage at most, retries included; in milliseconds. */
const PATIENCE = 3_000;
/** Waking up, making the tables and getting a first token take longer; in milliseconds. */
const patienceAtStart = 30_000;
/** Azure answers with no more entities than this at once. */
const pageSize = 1_000;
const retryOptions = { maxRetries: 3, retryDelayInMs: 100, maxRetryDelayInMs: 800 };

/** Opens the tables `<prefix>area` and `<prefix>log`, and makes them where they are missing. */
export const openTables = async (options: {
  readonly connection: Connection;
  readonly prefix: string;
  /** Where nobody waits for the answer. */
  readonly patience?: number;
}): Promise<Store> => {
  const open = async (name: string): Promise<Table> => {
    const client = connect(options.connection, options.prefix + name);
    await reach((abortSignal) => client.createTable({ abortSignal }), patienceAtStart);
    sendEtagsOfDeletes(client);
    return tableOf(client, options.patience ?? PATIENCE);
  };
  const [area, views] = await Promise.all([open('area'), open('log')]);
  return {
    ...area,
    views,
    record: (partition, entry) => recordIn(views, partition, entry),
  };
};

const connect = (connection: Connection, name: string): TableClient => {
  switch (connection.kind) {
    case 'connection string': {
      const { value } = connection;
      const allowInsecureConnection = value.includes('TableEndpoint=http:');
      return TableClient.fromConnectionString(value, name, { allowInsecureConnection, retryOptions });
    }
    case 'account':
      return new TableClient(connection.url, name, new DefaultAzureCredential(), { retryOptions });
  }
};

const tableOf = (client: TableClient, patience: number): Table => {
  const entityAt = (partition: string, key: string) => {
    checkKey(partition);
    checkKey(key);
    return reach(async (abortSignal) => {
      try {
        return await client.getEntity<Entity>(partition, key, { abortSignal });
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    }, patience);
  };

  const get = async <T>(partition: string, of: Kind<T>, id: string): Promise<Row<T> | undefined> => {
    const key = keyOf(of, id);
    // Ids come from people's clients too: what cannot be a key is not there.
    const entity = canBeKey(key) ? await entityAt(partition, key) : undefined;
    return entity && fromEntity<T>(entity);
  };

  const list = async <T>(
    partition: string,
    of: Kind<T>,
    under = '',
    most = Number.POSITIVE_INFINITY,
    past?: string,
  ): Promise<Row<T>[]> => {
    const from = keyOf(of, under);
    // As above: below what cannot be a key there is nothing.
    if (!canBeKey(from)) return [];
    const within = odata`PartitionKey eq ${checkKey(partition)} and RowKey ge ${from} and RowKey lt ${after(from)}`;
    const filter = past === undefined ? within : `${within} and ${odata`RowKey gt ${checkKey(keyOf(of, past))}`}`;
    const rows: Row<T>[] = [];
    let continuationToken: string | undefined;
    do {
      const page = await reach(async (abortSignal) => {
        const pages = client.listEntities<Entity>({ abortSignal, queryOptions: { filter } });
        const maxPageSize = Math.min(most - rows.length, pageSize);
        const { value } = await pages.byPage({ continuationToken, maxPageSize }).next();
        return value;
      }, patience);
      for (const entity of page ?? []) rows.push(fromEntity<T>(entity));
      continuationToken = page?.continuationToken;
    } while (continuationToken && rows.length < most);
    // Cosmos DB for Table answers in no order.
    return rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  };

  const commit: Table['commit'] = async (partition, changes, entry) => {
    const all = entry ? [...changes, ...logged(entry)] : changes;
    if (all.length === 0) return 'committed';
    const op = entry ? undefined : randomUUID();
    const actions = all.map((change) => actionOf(checkKey(partition), change, op));
    checkTransaction(actions.map(([, entity]) => entity));
    const committed = await reach(async (abortSignal) => {
      etagsOfDeletes.set(
        abortSignal,
        all.flatMap((change) => (change.op === 'delete' ? [change.row.etag] : [])),
      );
      try {
        await client.submitTransaction(actions, { abortSignal });
        return true;
      } catch (error) {
        if (!isConflict(error)) throw error;
        return false;
      }
    }, patience);
    return committed || (await isReceived(partition, changes, entry, op)) ? 'committed' : 'overtaken';
  };

  /** Whether this very transaction was made: the first answer may have been lost, and a retry then met its own work. */
  const isReceived = async (partition: string, changes: readonly Change[], entry?: LogEntry, op?: string) => {
    if (entry) return (await entityAt(partition, keyOf(LogEntries, logId(entry)))) !== undefined;
    for (const change of changes) {
      if (change.op === 'create') return (await entityAt(partition, change.key))?.op === op;
      if (change.op === 'replace') return (await entityAt(partition, change.row.key))?.op === op;
    }
    return false;
  };

  return { get, list, commit };
};

const logged = (entry: LogEntry): Change[] => [
  create(LogEntries, logId(entry), entry),
  create(Unsealed, logId(entry), { digest: digestOf(entry) }),
];

const actionOf = (partition: string, change: Change, op: string | undefined): TransactionAction => {
  if (change.op === 'create') return ['create', toEntity(partition, change.key, change.doc, 1, op)];
  const { row } = change;
  if (row.partition !== partition)
    throw new RangeError(`The row ${row.key} stands in ${row.partition}, the transaction in ${partition}.`);
  const bare = { partitionKey: partition, rowKey: row.key };
  // Without its etag the SDK would overwrite whatever stands there.
  switch (change.op) {
    case 'replace':
      return ['update', toEntity(partition, row.key, change.doc, row.version + 1, op), 'Replace', { etag: row.etag }];
    case 'guard':
      return ['update', bare, 'Merge', { etag: row.etag }];
    case 'delete':
      return ['delete', bare];
  }
};

/** The first key after all keys that begin with `prefix`. */
const after = (prefix: string): string =>
  prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);

/** Absence is what storage says in so many words: a missing table or a stranger's 404 is a failure. */
const isAbsence = (error: unknown): boolean =>
  isAnswer(error, 404, 'ResourceNotFound') || isAnswer(error, 404, 'EntityNotFound');

const isConflict = (error: unknown): boolean =>
  isAbsence(error) || isAnswer(error, 409, 'EntityAlreadyExists') || isAnswer(error, 412);

const isAnswer = (error: unknown, status: number, code?: string): boolean =>
  error instanceof RestError && error.statusCode === status && (code === undefined || codeOf(error) === code);

/** A transaction's error carries the code itself, a single request's carries it in what was answered. */
const codeOf = (error: RestError): string | undefined => {
  const details = error.details as { odataError?: { code?: string } } | undefined;
  return error.code ?? details?.odataError?.code;
};

/** One piece of work with storage: done within its time, or `StorageAway`. */
const reach = async <T>(work: (abortSignal: AbortSignal) => Promise<T>, within: number): Promise<T> => {
  try {
    return await work(AbortSignal.timeout(within));
  } catch (error) {
    throw new StorageAway(`Storage did not do its part: ${what(error)}`);
  }
};

/** The SDK's error carries request and answer, and with them what people wrote: it must not travel into a log. */
const what = (error: unknown): string => {
  if (error instanceof RestError) return `${error.statusCode ?? 'no answer'} ${codeOf(error) ?? ''}`;
  return String(error);
};

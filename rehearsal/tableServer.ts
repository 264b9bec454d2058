/** The process behind `startTableService`: Azurite's table service, until its starter lets go of it or dies. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TableOptions } from './tableService.ts';
import { rangeOf, TableShelf } from './tableShelf.ts';

type Query = [context: unknown, account: string, table: string, options: { filter?: string }, ...next: string[]];

type AzuriteServer = {
  readonly httpServer: { once(event: 'close', listener: () => void): void };
  readonly metadataStore: {
    readonly db: { readonly collections: { readonly name: string }[] };
    createCollectionForTable(table: { readonly account: string; readonly table: string }): void;
    getTableCollectionName(account: string, table: string): string;
    getEntityCollection(account: string, table: string, context: unknown): TableShelf;
    queryTableEntities(...query: Query): Promise<unknown>;
    decodeContinuationHeader(key: string | undefined): string | undefined;
  };
  start(): Promise<void>;
  close(): Promise<void>;
  getHttpServerAddress(): string;
};

// Azurite publishes no entry for use as a library; these are the classes its own command line is made of.
const azurite = createRequire(import.meta.url);
const TableConfiguration: new (...settings: unknown[]) => unknown = azurite(
  'azurite/dist/src/table/TableConfiguration',
).default;
const TableServer: new (configuration: unknown) => AzuriteServer = azurite(
  'azurite/dist/src/table/TableServer',
).default;
const { AzuriteTelemetryClient } = azurite('azurite/dist/src/common/Telemetry');

/** Tables made from now on are shelves, which are not written to disk. */
const shelve = (store: AzuriteServer['metadataStore']): void => {
  store.createCollectionForTable = ({ account, table }) => {
    store.db.collections.push(new TableShelf(store.getTableCollectionName(account, table)));
  };
  const query = store.queryTableEntities.bind(store);
  store.queryTableEntities = (...asked) => {
    const [context, account, table, { filter }, , nextRow] = asked;
    const shelf = store.getEntityCollection(account, table, context);
    shelf.narrow(rangeOf(filter, store.decodeContinuationHeader(nextRow)));
    return query(...asked);
  };
};

const { folder, port, big } = JSON.parse(process.argv[2] ?? '') as TableOptions;

AzuriteTelemetryClient.init('', false, undefined);
const settings = {
  host: '127.0.0.1',
  port,
  keepAliveSeconds: 5,
  file: join(folder ?? '', 'tables.json'),
  debugLog: false,
  accessLog: false,
  accessLogStream: undefined,
  debugLogFile: undefined,
  loose: false,
  skipApiVersionCheck: true,
  certificate: '',
  certificateKey: '',
  certificatePassword: '',
  oauth: undefined,
  disableProductStyleUrl: true,
  inMemory: !folder,
};
const server = new TableServer(new TableConfiguration(...Object.values(settings)));
if (big) shelve(server.metadataStore);
await server.start();

process.once('disconnect', async () => {
  const closed = new Promise<void>((resolve) => server.httpServer.once('close', resolve));
  await server.close();
  await closed;
  process.exit();
});
// A terminal's Ctrl-C reaches this process too, but the bot may still want to write while it stops.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.send?.(server.getHttpServerAddress());

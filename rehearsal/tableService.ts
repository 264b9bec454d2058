/** Azurite's table service inside this process: on this machine only, silent, telemetry off. */
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export type TableService = {
  readonly connectionString: string;
  readonly port: number;
  stop(): Promise<void>;
};

type AzuriteServer = {
  readonly httpServer: { once(event: 'close', listener: () => void): void };
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

// The account and key that every Azurite has; they open nothing else.
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Keeps its data in `folder`, saved every five seconds and on stop, or in memory without one. Port 0 takes a free one. */
export const startTableService = async (options: { folder?: string; port?: number } = {}): Promise<TableService> => {
  const { folder, port = 0 } = options;
  if (folder) await mkdir(folder, { recursive: true });
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
  await server.start();
  const address = new URL(server.getHttpServerAddress());
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${address.origin}/${account};`,
    port: Number(address.port),
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.httpServer.once('close', resolve));
      await server.close();
      await closed;
    },
  };
};

/** Azurite's table service in a process of its own: on this machine only, silent, telemetry off. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export type TableService = {
  readonly connectionString: string;
  readonly port: number;
  readonly pid: number | undefined;
  stop(): Promise<void>;
};

// The account and key that every Azurite has; they open nothing else.
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const program = fileURLToPath(new URL('tableServer.ts', import.meta.url));
/** All tables are held in memory, some 2 KB a row: a hundred thousand people are one and a half million rows. */
const megabytes = 8_000;

/**
 * `folder`: where the data is kept, saved every five seconds and when the service ends; in memory without one. Port 0
 * takes a free one. `big`: its tables stay quick with a million rows (`tableShelf.ts`); in memory only.
 */
export type TableOptions = { readonly folder?: string; readonly port?: number; readonly big?: boolean | undefined };

const addressOf = (child: ChildProcess): Promise<URL> =>
  new Promise((resolve, reject) => {
    child.once('message', (address: string) => resolve(new URL(address)));
    child.once('exit', () => reject(new Error('The table service ended while starting.')));
  });

/** It ends with the process that started it, however that ends. */
export const startTableService = async ({
  folder,
  port = 0,
  big = false,
}: TableOptions = {}): Promise<TableService> => {
  if (folder) await mkdir(folder, { recursive: true });
  const child = fork(program, [JSON.stringify({ folder, port, big })], {
    execArgv: [`--max-old-space-size=${megabytes}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const address = await addressOf(child);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${address.origin}/${account};`,
    port: Number(address.port),
    pid: child.pid,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};

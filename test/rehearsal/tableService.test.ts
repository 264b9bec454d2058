import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startTableService } from '../../rehearsal/tableService.ts';
import { create, kind } from '../../services/store.ts';
import { openTables } from '../../services/tables/tables.ts';

const Notes = kind<string>('note');
const open = (value: string) => openTables({ connection: { kind: 'connection string', value }, prefix: 'kept' });

test('a service with a folder keeps its tables from one start to the next, on whatever port', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tables-'));
  try {
    const first = await startTableService({ folder: join(folder, 'new') });
    await (await open(first.connectionString)).commit('meadow', [create(Notes, 'a', 'kept')]);
    await first.stop();
    const second = await startTableService({ folder: join(folder, 'new') });
    const row = await (await open(second.connectionString)).get('meadow', Notes, 'a');
    await second.stop();
    expect(row?.doc).toBe('kept');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a service that was stopped leaves its port free', async () => {
  const { connectionString, port, stop } = await startTableService();
  await open(connectionString);
  await stop();
  const outcome = await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket
      .once('connect', () => resolve('connected'))
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect(outcome).toBe('ECONNREFUSED');
});

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const program = `
  const { startTableService } = await import(process.argv[1]);
  const { connectionString, pid } = await startTableService({ folder: process.argv[2] });
  process.stdout.write(JSON.stringify({ connectionString, pid }));
`;

test('whoever started it is killed: it leaves no process, and keeps what was written last', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tables-'));
  try {
    const source = new URL('../../rehearsal/tableService.ts', import.meta.url).href;
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', program, source, folder]);
    const { connectionString, pid } = JSON.parse(String((await once(starter.stdout, 'data'))[0]));
    await (await open(connectionString)).commit('meadow', [create(Notes, 'a', 'kept')]);
    starter.kill('SIGKILL');
    await expect.poll(() => isThere(pid), { timeout: 20_000 }).toBe(false);
    const again = await startTableService({ folder });
    const row = await (await open(again.connectionString)).get('meadow', Notes, 'a');
    await again.stop();
    expect(row?.doc).toBe('kept');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a Ctrl-C that reaches it is for its starter to act upon', async () => {
  const { connectionString, pid = 0, stop } = await startTableService();
  process.kill(pid, 'SIGINT');
  await pause(200);
  await open(connectionString);
  await stop();
  expect(isThere(pid)).toBe(false);
});

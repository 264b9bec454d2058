import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

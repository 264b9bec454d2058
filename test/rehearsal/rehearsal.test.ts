import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cast } from '../../rehearsal/cast.ts';
import { startRehearsal } from '../../rehearsal/rehearsal.ts';

const panel = { channel: 'IOM panel', plain: true } as const;
/** Plays no set-up: the tiny bot would not follow. */
const tiny = { botFile: 'test/support/tinyBot.ts', setUp: async () => undefined };

type Told = { pid: number; offsetMs: number; coordinators: string; metadata: string };

test('the bot is its own process: killed, it comes back by itself, knows the clock and is told it moves', async () => {
  const rehearsal = await startRehearsal(tiny);
  const { bot, room } = rehearsal;
  const told = async (): Promise<Told> => (await (await fetch(bot.url)).json()) as Told;
  const before = await told();
  expect(before.metadata).toBe(room.metadataUrl);
  expect(before.coordinators).toBe(`${cast.coordinator.tenant}|${cast.coordinator.id}`);
  room.clock.moveTo(new Date('2027-01-15T10:00:00Z'));
  await expect.poll(async () => (await told()).offsetMs).toBe(room.clock.offsetMs);
  await bot.kill();
  await bot.ready();
  const after = await told();
  expect(after.pid).not.toBe(before.pid);
  await expect.poll(async () => (await told()).offsetMs).toBe(room.clock.offsetMs);
  await rehearsal.stop();
  await expect(fetch(bot.url)).rejects.toThrow();
});

test('a folder is found as it was left, unless it is to be fresh', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const first = await startRehearsal({ folder, ...tiny });
  await first.room.as(cast.chair).say('good morning', panel);
  await first.stop();
  const second = await startRehearsal({ folder, ...tiny });
  expect(second.url).toBe(first.url);
  expect(await second.room.as(cast.chair).find('good morning', panel)).toBeDefined();
  await second.stop();
  const third = await startRehearsal({ folder, ...tiny, fresh: true });
  expect(await third.room.as(cast.chair).find('good morning', panel)).toBeUndefined();
  await third.stop();
  await rm(folder, { recursive: true });
});

test('a bot that cannot start is said so, and nothing stays behind', async () => {
  await expect(startRehearsal({ botFile: 'test/support/nothing.ts' })).rejects.toThrow('ended while starting');
});

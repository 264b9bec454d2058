import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { type Rehearsal, startRehearsal } from '../rehearsal/rehearsal.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { walk } from './support/walk.ts';

let rehearsal: Rehearsal;

beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterAll(() => rehearsal.stop());

test('a panel meeting from referral to completed action, the bot killed between the tie and the decision', async () => {
  const first = rehearsal.bot.pid;
  await walk((role) => httpPlayer(rehearsal.room.as(cast[role])), {
    '7 decision': async () => {
      await rehearsal.bot.kill();
      await rehearsal.bot.ready();
    },
  });
  expect(rehearsal.bot.pid).not.toBe(first);
});

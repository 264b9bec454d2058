import { test } from 'vitest';
import { startPanel } from './support/panel.ts';
import { storm } from './support/storm.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`four hundred presses at once: what is declared is, for every seat, the confirmed ballot of the highest version (SEED=${seed})`, {
  timeout: 600_000,
}, async ({ onTestFinished }) => {
  process.stdout.write(`SEED=${seed}\n`);
  const panel = await startPanel();
  onTestFinished(panel.stop);
  process.stdout.write(`${JSON.stringify(await storm(panel, seed, 400))}\n`);
});

import { test } from 'vitest';
import { startPanel } from '../support/panel.ts';
import { storm } from '../support/storm.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test.for([
  { at: 1, bots: 1, presses: 1_000 },
  { at: 2, bots: 2, presses: 1_000 },
  { at: 3, bots: 1, presses: 500 },
  { at: 4, bots: 2, presses: 500 },
  { at: 5, bots: 2, presses: 500 },
])(
  `storm $at of $presses presses, bots at work: $bots; nothing that was confirmed is lost (SEED=${seed})`,
  { timeout: 900_000 },
  async ({ at, bots, presses }, { onTestFinished }) => {
    const panel = await startPanel({ bots });
    onTestFinished(panel.stop);
    const began = performance.now();
    const fates = await storm(panel, seed + at, presses);
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stdout.write(`storm ${at}, SEED=${seed}, bots ${bots}, ${seconds} s: ${JSON.stringify(fates)}\n`);
  },
);

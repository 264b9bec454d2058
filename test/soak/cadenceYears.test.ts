/**
 * Two years of an area of each scheme, with both changes of the clocks and all bank holidays: whatever people do, and however
 * irregularly the clock is looked at, it tells what the rules say, to whom and when, once, and nothing else.
 */
import { expect, test } from 'vitest';
import { schemes } from '../../services/schemes/index.ts';
import { cadenceYears, KINDS, KINDS_OF_THE_YOUNG } from '../support/cadenceYears.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`SEED=${seed}\n`);

test.for(Object.keys(schemes))(`two years of %s (SEED=${seed})`, async (name) => {
  const { told, different } = await cadenceYears(name, seed);
  process.stdout.write(`${name}: ${JSON.stringify(told)}\n`);
  expect(different, `SEED=${seed}`).toEqual([]);
  for (const what of ['day', 'overnight', 'nudge', 'round-up', 'draft', 'draft removed'])
    expect(told[what] ?? 0, `${what} in two years of ${name}`).toBeGreaterThan(5);
  const kinds = [...KINDS, ...(schemes[name]?.youngOffenders ? KINDS_OF_THE_YOUNG : [])];
  expect(kinds.filter((kind) => !told[kind])).toEqual([]);
});

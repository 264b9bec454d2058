/**
 * Four weeks with Easter and the change of the clocks in them, on the table service, through the real sender, to Teams that
 * throttles and fails: all that is told arrives, once, where it belongs; what may have arrived before says that it is sent again.
 */
import { expect, test } from 'vitest';
import { cadenceWeeks } from '../support/cadenceWeeks.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`SEED=${seed}\n`);

test.for(['london', 'essex'])(`four weeks of %s arrive, each card once (SEED=${seed})`, async (name) => {
  const { told, again, lives, different, faults, logged } = await cadenceWeeks(name, seed, '2026-03-16', 28);
  process.stdout.write(`${name}: ${told} told, ${again} of them sent again, by ${lives} processes\n`);
  expect(different, `SEED=${seed}`).toEqual([]);
  expect(faults, `SEED=${seed}`).toEqual([]);
  expect(logged.filter((line) => line.includes('"level":50'))).toEqual([]);
  expect(told).toBeGreaterThan(100);
  expect(again).toBeGreaterThan(5);
});

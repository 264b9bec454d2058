/** What an answer to a press must be whatever happens: in time, with a card or a sentence, and a fault only with its number. */
import { setTimeout as after } from 'node:timers/promises';
import type { Command } from '../../cards/command.ts';
import { cast } from '../../rehearsal/cast.ts';
import { type Answered, cardIn, type Panel, sentenceIn } from './panel.ts';

/** Counted second by second: while the machine gives this process no turn, which is nobody’s fault here, none goes by. */
const seconds = async (count: number): Promise<undefined> => {
  for (let passed = 0; passed < count; passed += 1) await after(1_000, undefined, { ref: false });
};

/** The client gives up after ten seconds. */
export const inTime = <T>(answer: Promise<T>): Promise<T | undefined> => Promise.race([answer, seconds(10)]);

/** So many at a time. */
export const inTurns = async <T>(all: readonly T[], size: number, run: (one: T) => Promise<unknown>): Promise<void> => {
  const left = [...all];
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await run(next);
    }),
  );
};

export const FAULT = /tell the co-ordinator this number: ([0-9a-f-]+)\./;
export const faultIn = (answer: Answered): string | undefined => FAULT.exec(sentenceIn(answer) ?? '')?.[1];

/** What is wrong with an answer; undefined when it is whole. */
export const faulty = (answer: Answered): string | undefined => {
  if (answer?.status !== 200) return `answered ${JSON.stringify(answer) ?? 'nothing in time'}`;
  const said = sentenceIn(answer)?.trim();
  return cardIn(answer) || said ? undefined : `said nothing: ${JSON.stringify(answer.body).slice(0, 200)}`;
};

/** Ids under which faults were logged. */
export const loggedFaults = (panel: Panel): string[] =>
  panel.logged.map((line) => (JSON.parse(line) as { fault?: string }).fault ?? '').filter(Boolean);

/** Somebody who may press it. */
export const pressAs = ({ allowed }: Command) => {
  if (allowed.includes('owner')) return cast.drugs;
  if (allowed.includes('referrer') || allowed.includes('agency')) return cast.referrer;
  return allowed.includes('co-ordinator') ? cast.coordinator : cast.chair;
};

/** The daily question of a team, *anything overnight?*, and what an answer needs of whom (L; ours, section 8). */
import { z } from 'zod';
import { ClockTime, words } from './fields.ts';

export const Daily = z.strictObject({
  /** Whether the question is asked until a co-ordinator switches it. */
  on: z.boolean(),
  promptAt: ClockTime,
  /** Between these, a person may choose a time of their own for the prompt. */
  earliest: ClockTime,
  latest: ClockTime,
  /** Who has not answered by then is asked once more. */
  nudgeAt: ClockTime,
  /** The round-up is posted; answers after it are taken and marked late. */
  cutOff: ClockTime,
  source: words,
});
export type Daily = z.infer<typeof Daily>;

/** What an incident needs, each an action at once; `custody` needs to be confirmed, information needs nobody. */
export const Need = z.enum(['enforcement', 'court', 'support', 'custody', 'information']);
export type Need = z.infer<typeof Need>;

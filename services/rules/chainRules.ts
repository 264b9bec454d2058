/** What a scheme says of the dates that hang on a meeting, beyond the notice periods of its body; all in working days. */
import { z } from 'zod';
import { id, words } from './fields.ts';

/** Of a body, counted back from the day of its meeting. */
export const ChainRules = z.strictObject({
  /** Who holds a seat is asked whether they come; whoever has not answered is asked once more. */
  attendance: z.strictObject({ asked: z.int().min(2), again: z.int().min(1) }).optional(),
  /** Owners of open actions of the body are asked to report. */
  arising: z.int().min(1).optional(),
  /** What agencies are asked for beforehand is in. */
  inputs: z
    .strictObject({
      by: z.int().min(1),
      /** What single seats give to every meeting (Richmond 3.7-3.10). */
      parts: z.array(z.strictObject({ seat: id, part: words })).optional(),
      source: words,
    })
    .optional(),
  source: words,
});
export type ChainRules = z.infer<typeof ChainRules>;

/** Of the scheme: when those who run the paperwork are reminded of it. */
export const MeetingReminders = z.strictObject({
  /** Of a meeting that nobody has made yet, before the first date that hangs on it. */
  make: z.int().min(1),
  /** Of an agenda or minutes, before they are due. */
  papers: z.int().min(1),
  /** A referrer, from one time to the next, until they say that the answer has arrived. */
  chase: z.int().min(1),
  source: words,
});
export type MeetingReminders = z.infer<typeof MeetingReminders>;

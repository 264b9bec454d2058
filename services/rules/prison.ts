/** Who is in prison for a short time and would drop out of sight (Leeds 1.20). */
import { z } from 'zod';
import type { Day } from './days.ts';
import { type Who, words } from './fields.ts';

/** A sentence under so many months carries no supervision by law. */
export const ShortSentences = z.strictObject({ underMonths: z.int().min(1), source: words });
export type ShortSentences = z.infer<typeof ShortSentences>;

export type PrisonStay = {
  /** Of the area's list of prisons. */
  readonly prison: string;
  /** Expected. */
  readonly release?: Day;
  /** Whole months of the sentence; nothing on remand or while it is not known. */
  readonly months?: number;
  /** Whether probation supervises after release. */
  readonly supervised: 'yes' | 'no' | 'unknown';
  /** Flagged as a short sentence without supervision when it was written down. */
  readonly short: boolean;
  readonly released?: Day;
  /** The first offer after release. */
  readonly helped?: Day;
  /** Who said so last, and when. */
  readonly by: Who;
  readonly at: string;
};

/** Unknown supervision flags as well: unknown is never no. */
export const isShort = (
  { months, supervised }: Pick<PrisonStay, 'months' | 'supervised'>,
  rule: ShortSentences | undefined,
): boolean => rule !== undefined && months !== undefined && months < rule.underMonths && supervised !== 'yes';

/** Until something was offered after release. */
export const inSight = ({ short, helped }: Pick<PrisonStay, 'short' | 'helped'>): boolean => short && !helped;

/** Who is in prison for a short time and would drop out of sight (Leeds 1.20). */
import { z } from 'zod';
import type { Custody } from './custody.ts';
import type { Day } from './days.ts';
import { type Who, words } from './fields.ts';
import { bare } from './registerColumns.ts';

/** A sentence under so many months carries no supervision by law. */
export const ShortSentences = z.strictObject({ underMonths: z.int().min(1), source: words });
export type ShortSentences = z.infer<typeof ShortSentences>;

/** Capitals, spaces and what stands for “prison” in front do not tell two apart. */
const bareName = (name: string): string => {
  const all = bare(name);
  return all.replace(/^(hmprison|hmpyoi|hmyoi|hmp)(?=.)/, '');
};

export const samePrison = (a: string, b: string): boolean => bareName(a) === bareName(b);

/** The name as the list of an area has it; what was typed where the area keeps no list. */
export const onList = (list: readonly { readonly name: string }[], typed: string): string | undefined =>
  list.length === 0 ? typed : list.find(({ name }) => samePrison(name, typed))?.name;

/** What is kept of somebody in prison beside the custody itself, which says where and how long. */
export type PrisonStay = {
  /** Whether probation supervises after release. */
  readonly supervised: 'yes' | 'no' | 'unknown';
  /** Flagged as a short sentence without supervision when it was written down. */
  readonly short: boolean;
  /** The first offer after release. */
  readonly helped?: Day;
  /** Who said so last, and when. */
  readonly by: Who;
  readonly at: string;
};

/** Unknown supervision flags as well: unknown is never no. */
export const isShort = (
  { months, supervised }: Pick<Custody, 'months'> & Pick<PrisonStay, 'supervised'>,
  rule: ShortSentences | undefined,
): boolean => rule !== undefined && months !== undefined && months < rule.underMonths && supervised !== 'yes';

/** Until something was offered after release. */
export const inSight = ({ short, helped }: Pick<PrisonStay, 'short' | 'helped'>): boolean => short && !helped;

/** What police set on their systems when somebody joins, turns red or not red, and leaves (L, IDIOM). */
import { z } from 'zod';
import { words } from './fields.ts';

export const PoliceRecord = z.strictObject({
  source: words,
  /** Working days until it is due. */
  days: z.int().min(1),
  adopted: words,
  red: words,
  notRed: words,
  removed: words,
});
export type PoliceRecord = z.infer<typeof PoliceRecord>;

export type PoliceOccasion = 'adopted' | 'red' | 'notRed' | 'removed';

/** A change between two colours that are not red sets nothing. */
export const turning = (from: string | undefined, to: string): 'red' | 'notRed' | undefined => {
  if ((from === 'red') === (to === 'red')) return undefined;
  return to === 'red' ? 'red' : 'notRed';
};

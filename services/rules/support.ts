/** Which agency is asked to help at once on a pathway; on one that is not named, the agency that leads the case is. */
import { z } from 'zod';
import { id, words } from './fields.ts';

export const Support = z.strictObject({
  /** By pathway, the agency. */
  servedBy: z.record(id, id),
  source: words,
});
export type Support = z.infer<typeof Support>;

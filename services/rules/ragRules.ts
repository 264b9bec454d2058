/** What a body's colours mean, and what each agency can do at each: data of a scheme. */
import { z } from 'zod';
import { AgencyKind } from './agencyKind.ts';

const words = z.string().min(1);

/** One of the tactical options that a colour opens to the agencies of a kind (L step 5). */
const Tactic = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens only'),
  agency: AgencyKind,
  /** As long as a task can be. */
  what: words.max(160),
  source: words,
});

const Meaning = z.strictObject({
  /** One sentence. */
  meaning: words,
  source: words,
  tactics: z.array(Tactic),
});

export const RagRules = z.strictObject({
  red: Meaning,
  amber: Meaning,
  green: Meaning,
  /** In custody. */
  blue: Meaning,
  /** Present where the panel can set a period of lighter monitoring of a green case, at whose end removal is proposed. */
  monitoring: z.strictObject({ source: words }).optional(),
  /** Working days in which a task from the menus is to be done unless another day is chosen. */
  tacticDays: z.int().min(1),
  source: words,
});
export type RagRules = z.infer<typeof RagRules>;
export type Tactic = z.infer<typeof Tactic>;

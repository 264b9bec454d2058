/** Which agency is proposed to lead, by the rules of a body; the panel decides (L step 6). */
import { z } from 'zod';
import { DECIDED, type Decided } from './rag.ts';
import type { ReferralAnswers } from './referral.ts';

const id = z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens only');
const words = z.string().min(1);

const Rule = z.strictObject({
  /** All that is named holds. */
  when: z.strictObject({
    statutory: z.enum(['yes', 'no']).optional(),
    colour: z.enum(DECIDED).optional(),
    /** What drives the offending: one of these drivers, or one of these pathways rated red. */
    driven: z.strictObject({ drivers: z.array(id), pathways: z.array(id) }).optional(),
  }),
  agency: id,
  /** One sentence. */
  why: words,
  source: words,
});

/** The first that holds proposes; where none does, the panel chooses the most suitable agency. */
export const LeadRules = z.array(Rule).min(1);
export type LeadRules = z.infer<typeof LeadRules>;
export type Lead = Pick<z.infer<typeof Rule>, 'agency' | 'why' | 'source'>;

type Known = Pick<ReferralAnswers, 'statutory' | 'drivers' | 'pathways'> & { readonly colour?: Decided };

const holds = ({ statutory, colour, driven }: z.infer<typeof Rule>['when'], known: Known): boolean =>
  (statutory === undefined || known.statutory === statutory) &&
  (colour === undefined || known.colour === colour) &&
  (driven === undefined ||
    driven.drivers.some((driver) => known.drivers?.includes(driver)) ||
    driven.pathways.some((pathway) => known.pathways[pathway] === 'red'));

export const proposedLead = (rules: LeadRules, known: Known): Lead | undefined =>
  rules.find(({ when }) => holds(when, known));

/** What has to be there before somebody outside the body is told anything (Leeds 1.21-1.25). */
import { z } from 'zod';
import { id, words } from './fields.ts';
import type { Consent } from './referral.ts';

export const DisclosureKind = z.strictObject({
  id,
  /** To whom. */
  name: words,
  source: words,
  gate: z.enum(['consent and risk assessment', 'lawful reason']),
});
export type DisclosureKind = z.infer<typeof DisclosureKind>;

export type GateStop = 'consent' | 'risk assessment' | 'lawful reason';

/** The first thing that is not there. */
export const gateStop = (
  { gate }: Pick<DisclosureKind, 'gate'>,
  given: { readonly consent: Consent | undefined; readonly riskAssessment: string; readonly lawfulReason: string },
): GateStop | undefined => {
  if (gate === 'lawful reason') return given.lawfulReason.trim() ? undefined : 'lawful reason';
  if (given.consent?.status !== 'given') return 'consent';
  return given.riskAssessment.trim() ? undefined : 'risk assessment';
};

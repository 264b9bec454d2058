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

export type Grounds = {
  readonly consent: Consent | undefined;
  /** How somebody agreed to this, where people are only told that information is shared (Thurrock 2.6): telling is no consent. */
  readonly agreed?: string | undefined;
  readonly riskAssessment: string;
  readonly lawfulReason: string;
};

/** The first thing that is not there. */
export const gateStop = ({ gate }: Pick<DisclosureKind, 'gate'>, given: Grounds): GateStop | undefined => {
  if (gate === 'lawful reason') return given.lawfulReason.trim() ? undefined : 'lawful reason';
  const consents = given.agreed === undefined ? given.consent?.status === 'given' : given.agreed.trim() !== '';
  if (!consents) return 'consent';
  return given.riskAssessment.trim() ? undefined : 'risk assessment';
};

/** Supported compliance: who gets a visit by the neighbourhood police (L, police). */
import { z } from 'zod';
import type { Day } from './days.ts';
import { Named, words } from './fields.ts';

export const ComplianceRules = z.strictObject({
  source: words,
  /** Orders whose holders are visited. */
  visited: z.array(Named).min(1),
  /** Other orders, which are kept all the same. */
  others: z.array(Named),
  /** Who is exempt from the visit. */
  exempt: z.array(Named).min(1),
  /** Working days after the order was written down until the visit is due. */
  days: z.int().min(1),
});
export type ComplianceRules = z.infer<typeof ComplianceRules>;

export type OrderHeld = {
  readonly id: string;
  readonly order: string;
  readonly until?: Day;
  readonly exempt?: string;
  /** Nothing where no visit is due. */
  readonly visitBy?: Day;
  /** The task that the visit is, where somebody has it. */
  readonly action?: string;
  readonly visited?: { readonly on: Day; readonly verified: boolean; readonly explained: boolean };
};

/** Somebody is held at a police station, and the police contact is asked to attend. */
export type Arrest = { readonly id: string; readonly on: Day; readonly where: string; readonly action: string };

export type VisitStanding = 'no visit' | 'exempt' | 'wanted' | 'visited';

export const visitStanding = (
  { order, exempt, visited }: Pick<OrderHeld, 'order' | 'exempt' | 'visited'>,
  rules: ComplianceRules,
): VisitStanding => {
  if (visited) return 'visited';
  if (!rules.visited.some(({ id }) => id === order)) return 'no visit';
  return exempt ? 'exempt' : 'wanted';
};

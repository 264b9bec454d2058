/** Whom an agency can name: who gets its overdue work, and who follows the deter young offenders for it (R 3.6). */
import type { AgencyId } from './scheme.ts';

export const LEADS = ['agency lead', 'DYO lead'] as const;
export type Lead = (typeof LEADS)[number];

/** The agencies that have named this person. */
export const ledBy = (named: Readonly<Partial<Record<AgencyId, string>>> | undefined, person: string): AgencyId[] =>
  Object.entries(named ?? {}).flatMap(([agency, lead]) => (lead === person ? [agency] : []));

import { z } from 'zod';

export const AgencyKind = z.enum([
  'police',
  'probation',
  'council',
  'youth offending',
  'health',
  'housing',
  'prison',
  'voluntary',
  'employment',
  'education',
]);
export type AgencyKind = z.infer<typeof AgencyKind>;

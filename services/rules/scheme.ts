/** The shape of a scheme: everything by which one area's way of running IOM differs from another's is data of this shape. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens only');

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
const Agency = z.strictObject({
  id,
  name: z.string().min(1),
  kind: AgencyKind,
  /** The last day on which the agency's signature of the information-sharing protocol is in date. */
  protocolUntil: z.iso.date().optional(),
});

const Seat = z.strictObject({
  id,
  agency: id,
  post: z.string().min(1),
  attends: z.enum(['permanent', 'as required']),
  chair: z.boolean().optional(),
  /** Order among those who may step in as chair; 1 is the most senior. */
  seniority: z.int().min(1),
});

/** How a body decides. `agreement`: an agreed plan is recorded as agreed; on disagreement the chair decides with reasons. */
export const VotingRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('majority'), ballots: z.enum(['seat', 'agency']), casting: z.boolean() }),
  z.strictObject({ kind: z.literal('agreement') }),
  z.strictObject({ kind: z.literal('selection'), agency: id }),
]);

/** Who chairs, in this order: the chair's own seat, the named vice-chair, the senior present of these kinds of agency. */
const Rung = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('chair') }),
  z.strictObject({ by: z.literal('vice-chair') }),
  z.strictObject({ by: z.literal('senior'), kinds: z.array(AgencyKind).min(1) }),
]);

export const MotionKind = z.enum(['adopt', 'de-select', 'set RAG', 'set lead agency', 'move ownership', 'other']);
export const HeadingId = z.enum([
  'last minutes',
  'matters arising',
  'new referrals',
  'red cases',
  'reviews due',
  'de-selections',
  'RAG changes',
  'service provision',
  'good practice',
  'escalations',
  'any other business',
]);

const Body = z.strictObject({
  id,
  name: z.string().min(1),
  kind: z.enum(['strategic group', 'panel', 'board', 'team']),
  chairedBy: id,
  administration: id,
  seats: z.array(Seat).min(1),
  ladder: z.array(Rung).min(1),
  /** Distinct agencies that must be present; null for a body without a quorum. */
  quorum: z.int().min(1).nullable(),
  voting: VotingRule,
  motions: z.array(MotionKind),
  agenda: z.array(HeadingId).min(1),
  /** What an adopted case can be; empty where the body adopts nobody. */
  categories: z.array(z.strictObject({ id, name: z.string().min(1) })),
  rhythm: z.enum(['weekly', 'fortnightly', 'monthly', 'two-monthly', 'quarterly']),
  source: z.string().min(1),
});

export type AgencyId = string;
export type BodyId = string;
export type SeatId = string;
export type VotingRule = z.infer<typeof VotingRule>;
export type MotionKind = z.infer<typeof MotionKind>;
export type HeadingId = z.infer<typeof HeadingId>;
export type Agency = z.infer<typeof Agency>;
export type Seat = z.infer<typeof Seat>;
export type Body = z.infer<typeof Body>;
export type Rung = z.infer<typeof Rung>;

export const SchemeShape = z.strictObject({
  id,
  name: z.string().min(1),
  /** Opens every case reference: RICH-2026-014. */
  reference: z.string().regex(/^[A-Z]{2,8}$/),
  agencies: z.array(Agency).min(1),
  bodies: z.array(Body).min(1),
  pathways: z.array(z.strictObject({ id, name: z.string().min(1) })).min(1),
});
export type Scheme = z.infer<typeof SchemeShape>;

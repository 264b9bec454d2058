/** For which reasons somebody is removed from the register, and what is to be checked first: scheme data. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens only');
const words = z.string().min(1);
/** `question` stands in the form; `source` is the paragraph that asks for it. */
const about = { id, question: words, source: words };

export const Check = z.discriminatedUnion('kind', [
  z.strictObject({
    ...about,
    kind: z.literal('free of'),
    of: z.enum(['arrests', 'adverse intelligence', 'offences']),
    months: z.int().min(1),
  }),
  /** Answered in words, which the body weighs. */
  z.strictObject({ ...about, kind: z.literal('words') }),
  z.strictObject({
    ...about,
    kind: z.literal('answer'),
    wanted: z.enum(['yes', 'no']),
    /** Any other answer stops the removal: it goes by this reason, with its own safeguards. */
    instead: id.optional(),
  }),
  /** Yes counts only with who confirmed it and when. */
  z.strictObject({ ...about, kind: z.literal('confirmed') }),
  /** Green, and an agreed period of lighter monitoring that has ended. */
  z.strictObject({ ...about, kind: z.literal('monitoring ended') }),
  z.strictObject({
    ...about,
    kind: z.literal('moved'),
    for: z.array(z.enum(['permanent', 'long-term'])).min(1),
    /** Working days within which the receiving area is told and has answered. */
    within: z.int().min(1),
  }),
  z.strictObject({ ...about, kind: z.literal('mappa'), levels: z.array(z.enum(['0', '1', '2', '3'])).min(1) }),
  /** More than so many months likely, or no end; a safeguard goes with it: assessed first, and those of greatest risk stay. */
  z.strictObject({ ...about, kind: z.literal('long custody'), moreThanMonths: z.int().min(1) }),
  z.strictObject({
    ...about,
    kind: z.literal('hospital'),
    orders: z.array(z.strictObject({ id, name: words })).min(1),
  }),
  /** Below what the body asks for of a new referral. */
  z.strictObject({ ...about, kind: z.literal('score') }),
]);
export type Check = z.infer<typeof Check>;

export const Reason = z.strictObject({
  id,
  name: words,
  source: words,
  checks: z.array(Check).min(1),
  /** Also for somebody of greatest risk in long custody, whom no other reason removes. */
  evenGreatestRisk: z.boolean().optional(),
});
export type Reason = z.infer<typeof Reason>;

/** The reason for which removal is proposed at the end of a period of lighter monitoring. */
export const MONITORING_OVER = 'monitoring-over';

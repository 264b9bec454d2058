/** The ladder of bodies that an item climbs, and the way its answer comes down again (R 1.5; L, meeting structure). */
import { z } from 'zod';
import { words } from './fields.ts';
import type { BodyId, Scheme } from './scheme.ts';

/** Whom the highest body turns to outside the scheme; what is sent there, somebody tells them, and records the answer. */
export const Outside = z.strictObject({ name: words, source: words });
export type Outside = z.infer<typeof Outside>;

type Bodies = Pick<Scheme, 'bodies'>;

export type NextRung =
  | { readonly to: 'body'; readonly body: BodyId }
  | { readonly to: 'outside'; readonly name: string }
  | { readonly to: 'nobody' };

/** The bodies above one, the next first. */
export const above = ({ bodies }: Bodies, from: BodyId): BodyId[] => {
  const passed: BodyId[] = [];
  for (let next = bodies.find(({ id }) => id === from)?.escalates; next !== undefined && !passed.includes(next); ) {
    passed.push(next);
    const rung = next;
    next = bodies.find(({ id }) => id === rung)?.escalates;
  }
  return passed;
};

/** Where an item goes from a body; `straight`: a body further up to which it goes at once. */
export const nextRung = (scheme: Bodies, from: BodyId, straight?: BodyId): NextRung => {
  const [next, ...further] = above(scheme, from);
  if (straight !== undefined && further.includes(straight)) return { to: 'body', body: straight };
  if (next !== undefined) return { to: 'body', body: next };
  const outside = scheme.bodies.find(({ id }) => id === from)?.outside;
  return outside ? { to: 'outside', name: outside.name } : { to: 'nobody' };
};

/** The bodies to which an answer comes back, from the last that sent it up down to the first; none twice. */
export const wayDown = (sent: readonly BodyId[], answering: BodyId | undefined): BodyId[] =>
  [...new Set(sent.toReversed())].filter((body) => body !== answering);

/** Whose register a body works: London's team has no cases of its own, it works those of the panel above it. */
import type { Body, BodyId, Scheme } from './scheme.ts';

const adopts = ({ motions }: Body): boolean => motions.includes('adopt');

/** Its own; else that of the first above it that takes people on; else those of the bodies that come to it. */
export const registersWorked = ({ bodies }: Pick<Scheme, 'bodies'>, body: Body): readonly Body[] => {
  if (adopts(body)) return [body];
  const passed = new Set<BodyId>();
  for (let next = body.escalates; next !== undefined && !passed.has(next); ) {
    passed.add(next);
    const above = bodies.find(({ id }) => id === next);
    if (above && adopts(above)) return [above];
    next = above?.escalates;
  }
  return bodies.filter((other) => other.escalates === body.id && adopts(other));
};

/** The bodies whose members work a register: its own, and a team of practitioners that works it. */
export const workersOf = (scheme: Pick<Scheme, 'bodies'>, register: BodyId): readonly Body[] =>
  scheme.bodies.filter(
    (body) =>
      body.id === register || (body.kind === 'team' && registersWorked(scheme, body).some(({ id }) => id === register)),
  );

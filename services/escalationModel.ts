/** What climbs the ladder of bodies, with all that was said on each rung. */
import type { Instant, PersonKey } from './person.ts';
import type { BodyId } from './rules/scheme.ts';
import { kind } from './store.ts';

/** One thing said of it on its way. `to`: the body it went to, or the name of whoever is above the highest. */
export type Rung = { readonly by: PersonKey; readonly at: Instant; readonly says: string } & (
  | { readonly what: 'raised'; readonly body: BodyId }
  | { readonly what: 'sent up' | 'told outside'; readonly body: BodyId; readonly to: string }
  /** `outside`: recorded by the body for whoever is above it. */
  | { readonly what: 'answered'; readonly body: BodyId; readonly outside?: string }
);

export type Escalation = {
  readonly id: string;
  /** The body in which it was raised, and by whom. */
  readonly from: BodyId;
  readonly by: PersonKey;
  readonly at: Instant;
  /** The case it is about, where it is about one. */
  readonly ref?: string;
  /** The body that has it: that is to answer, waits for an answer from outside, or has answered. */
  readonly with: BodyId;
  readonly state: 'waiting' | 'outside' | 'answered';
  /** Oldest first; the first says what it is. */
  readonly path: readonly Rung[];
  /** When whoever raised it had read the answer. */
  readonly seenAt?: Instant;
};

/** How it stands for one body: to be answered, sent above, awaited from outside, or answered and to be taken note of. */
export type Standing = {
  readonly id: string;
  readonly ref?: string;
  readonly standing: 'waits' | 'above' | 'outside' | 'back';
  readonly at: Instant;
};

export const Escalations = kind<Escalation>('escalation');
/** On every body it has reached, until that body is done with it. id: `<body>|<escalation>` */
export const Standings = kind<Standing>('standing');

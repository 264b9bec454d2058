/** What is kept of a night: who was asked and what they answered, what happened, and what the police feed changed. */
import type { Instant, PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import type { Need } from './rules/overnight.ts';
import type { AgencyId, BodyId } from './rules/scheme.ts';
import { kind } from './store.ts';

/** One person's answer of one morning; laid down with the prompt. */
export type Night = {
  readonly body: BodyId;
  /** The morning on which it is asked; it covers all since the morning before. */
  readonly day: Day;
  readonly after: Day;
  /** The day whose round-up it is for, where that is a later one: asked on a Sunday, or before the first morning. */
  readonly counts?: Day;
  readonly person: PersonKey;
  readonly agency: AgencyId;
  readonly state: 'asked' | 'nothing' | 'reported';
  readonly askedAt: Instant;
  readonly answeredAt?: Instant;
  /** Answered after the cut-off. */
  readonly late?: boolean;
};

/** Something that happened overnight, to somebody on the register. */
export type Incident = {
  readonly id: string;
  readonly body: BodyId;
  readonly day: Day;
  readonly ref: string;
  readonly what: string;
  readonly source: string;
  /**
   * Of support, on which pathway; `action`: what the need became at once. Information needs nobody, nor does custody that
   * the reporter's word has settled.
   */
  readonly needs: readonly { readonly need: Need; readonly pathway?: string; readonly action?: string }[];
  readonly by: PersonKey;
  readonly agency: AgencyId;
  readonly at: Instant;
  readonly late?: boolean;
  /** When it was said to be custody, where a correction said so. */
  readonly custodyAt?: Instant;
  /** The event on the case that counts it as re-offending; it goes when the incident is taken back. */
  readonly offended?: string;
  /** Taken back by who reported it. */
  readonly withdrawn?: Instant;
};

/** A change that the police feed made to a case: which kind of fact, never the fact itself. */
export type FeedChange = { readonly ref: string; readonly what: string; readonly feed: string; readonly at: Instant };

/** One file of the feed. */
export type Feed = {
  readonly id: string;
  /** The day it is for. */
  readonly day: Day;
  readonly by: PersonKey;
  readonly at: Instant;
  readonly lines: number;
  readonly bad: number;
  readonly changed: number;
};

/** id: `<body>|<day>|<person>` */
export const Nights = kind<Night>('night');
/** id: `<body>|<day>|<incident>` */
export const Incidents = kind<Incident>('incident');
/** id: `<day>|<ref>|<number>` */
export const FeedChanges = kind<FeedChange>('feedchange');
/** id: `<day>|<feed>` */
export const Feeds = kind<Feed>('feed');

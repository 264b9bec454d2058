/** A file of the police feed: what is kept of it while it is read against the register, and for some days after. */
import type { Claim, Fault } from './importModel.ts';
import type { Instant, PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import type { FeedFacts } from './rules/feed.ts';
import { kind } from './store.ts';

/** One line about somebody on the register; nothing is kept of anybody else. */
export type FeedLine = {
  readonly line: number;
  /** The cases of the person, in every body that has one. */
  readonly refs: readonly string[];
  readonly facts: FeedFacts;
};

export type FeedFile = Claim & {
  readonly id: string;
  /** The file's name. */
  readonly file: string;
  readonly by: PersonKey;
  readonly at: Instant;
  readonly day: Day;
  readonly state: 'taking' | 'done' | 'unreadable';
  /** Why nothing of it was taken. */
  readonly why?: string;
  readonly endedAt?: Instant;
  /** Under which its lines and findings are kept; each reading has its own. */
  readonly reading: string;
  /** Headings that mean nothing here. */
  readonly unknown: readonly string[];
  /** Lines of the file, the first not among them. */
  readonly lines: number;
  /** Of those, how many are read against the register, and how many have been. */
  readonly known: number;
  readonly taken: number;
  /** Cases done of the line that comes next, and what has come of it so far. */
  readonly within: number;
  readonly sofar: 'unchanged' | 'changed' | 'bad';
  readonly changed: number;
  readonly bad: number;
  /** Findings kept, of all that there were. */
  readonly faults: number;
  /** Lines whose PNC id is on no register: how many, and the first of them. */
  readonly missing: { readonly count: number; readonly lines: string };
};

export const FeedFiles = kind<FeedFile>('feedfile');
/** id: `<feed>|<reading>|<number>` */
export const FeedLines = kind<{ readonly lines: readonly FeedLine[] }>('feedline');
/** id: `<feed>|<reading>|<line>|<number>` */
export const FeedFaults = kind<Fault>('feedfault');

/** Findings that are listed; what is beyond is counted. */
export const MOST_FAULTS = 1_000;
/** A file can be looked at for so long after it was dropped, in milliseconds. */
export const FEED_KEPT = 7 * 24 * 60 * 60_000;

/** What a team collects for its weekly meeting, and what became of it. */
import type { Instant, PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import type { BodyId } from './rules/scheme.ts';
import type { How } from './rules/teamMeeting.ts';
import { kind } from './store.ts';

export type TeamItem = {
  readonly id: string;
  /** Counts its changes, so that a press on one item is not overtaken by a press on another. */
  readonly version: number;
  /** Of the kinds of the scheme. */
  readonly kind: string;
  readonly ref?: string;
  readonly what: string;
  readonly by: PersonKey;
  readonly at: Instant;
  /** The day of the meeting to which it comes. */
  readonly meeting: Day;
  /** How often it was left for the next meeting. */
  readonly carried: number;
  /** It came after the list was out. */
  readonly late?: boolean;
  readonly outcome?: {
    readonly how: How;
    readonly says: string;
    readonly by: PersonKey;
    readonly at: Instant;
    /** What it became. */
    readonly action?: string;
    readonly escalation?: string;
  };
};

/** The present list of a team, and what is being collected for the one after it. */
export type TeamList = {
  readonly body: BodyId;
  /** The meeting whose list is out, and when it went out; none before the first. */
  readonly meeting?: Day;
  readonly postedAt?: Instant;
  readonly items: readonly TeamItem[];
};

/** id: `<body>` */
export const TeamLists = kind<TeamList>('teamlist');
/** How the list of a meeting ended, once the next is out. id: `<body>|<day>` */
export const TeamRecords = kind<TeamList>('teamrecord');

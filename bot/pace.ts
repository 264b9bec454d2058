/**
 * How fast the bot may send. Teams takes from one bot 7 messages a second, 8 in two, 60 in thirty and 1,800 an hour into
 * one conversation, and 50 requests a second into one tenant (“Optimize your bot with rate limiting”, October 2026).
 */

/** At most so many sends in any span of `within` milliseconds. */
export type Limit = { readonly most: number; readonly within: number };

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** What a conversation may get before how much it got is kept where the next sender finds it. */
export const UNKEPT = 6;

/**
 * Below Teams' own by one for the answer to what somebody types, which goes past the outbox, and in the long spans by
 * what a sender that died can have sent unknown to its successor.
 */
export const CONVERSATION: readonly Limit[] = [
  { most: 6, within: SECOND },
  { most: 7, within: 2 * SECOND },
  { most: 60 - UNKEPT, within: 30 * SECOND },
  { most: 1_600, within: HOUR },
];
/** The rest is for answers to presses, and for reading rosters. */
export const TENANT: readonly Limit[] = [{ most: 40, within: SECOND }];

/** How many sends a conversation's limits look back on. */
const MOST_KEPT = Math.max(...CONVERSATION.map(({ most }) => most));

/** Milliseconds until one more send keeps every limit; 0: now. `past`: instants in milliseconds, the oldest first. */
export const waitOf = (past: readonly number[], now: number, limits: readonly Limit[]): number =>
  Math.max(
    0,
    ...limits.map(({ most, within }) => {
      const first = past.at(-most);
      // A clock that was put back makes nobody wait longer than a limit's whole span.
      return first === undefined ? 0 : Math.min(within, first + within - now);
    }),
  );

/** Without what no limit looks at any more. */
export const recentOf = (past: readonly number[], now: number): number[] =>
  past.filter((at) => at > now - HOUR).slice(-MOST_KEPT);

/** Sends of ten seconds each: by when they were made, in seconds, and how many. */
export type Counts = readonly (readonly [by: number, count: number])[];

const SLOT = 10 * SECOND;
/** With fewer an hour, and none of late, a conversation is nowhere near a limit and need not be kept. */
const FEW = 100;

export const countsOf = (past: readonly number[], now: number): Counts =>
  [...Map.groupBy(past, (at) => Math.min((Math.floor(at / SLOT) + 1) * SLOT, now))].map(([by, all]) => [
    Math.ceil(by / SECOND),
    all.length,
  ]);

/** As late as they can have been, so that nothing is sent too early. */
export const pastOf = (counts: Counts): number[] =>
  counts.flatMap(([by, count]) => Array.from({ length: count }, () => by * SECOND)).sort((a, b) => a - b);

export const isBusy = (past: readonly number[], now: number): boolean =>
  past.length > FEW || (past.at(-1) ?? 0) > now - 30 * SECOND;

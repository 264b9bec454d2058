/** What is to be said in Teams: messages that wait, and cards that are kept up to date. */
import type { Instant, PersonKey } from './person.ts';
import { kind } from './store.ts';

/** A message to be sent, laid down in the transaction that causes it. */
export type Outgoing = {
  readonly at: Instant;
  /** `show`: the channel's card of this view shows the present state (posted once, edited after). `tell`: one card to one person. */
  readonly send:
    | { readonly kind: 'show'; readonly view: string; readonly subject: string; readonly channel: string }
    | {
        readonly kind: 'tell';
        readonly person: PersonKey;
        readonly view: string;
        readonly subject: string;
        readonly channel?: string;
      };
  readonly state: 'waiting' | 'claimed' | 'unknown';
  readonly attempts: number;
  readonly claimedBy?: string;
  /** Not before this instant: a claim's end, or a wait the other side asked for. */
  readonly until?: Instant;
  /** An earlier try may have arrived. */
  readonly again?: boolean;
  /** The last try may have arrived; tried once more. */
  readonly inDoubt?: boolean;
  /** The person cannot be messaged: it is the mention in the channel that waits. */
  readonly mention?: boolean;
  /** What it tells, where the clock laid it down: its fate is recorded there. */
  readonly occurrence?: string;
};

/** A card that stands in a channel and is kept up to date. */
export type LiveCard = {
  readonly channel: string;
  /** The message; missing until the first post came through. */
  readonly activity?: string;
  /** Tries since the last one that succeeded. */
  readonly attempts: number;
  /** Who is posting or editing it now. */
  readonly heldBy?: string;
  /** Not before this instant: a hold's end, a second after an edit, or a wait the other side asked for. */
  readonly until?: Instant;
  /** An earlier post of it may stand in the channel too; the one that is kept up to date says so. */
  readonly again?: boolean;
  /** The last post may have arrived; tried once more. */
  readonly inDoubt?: boolean;
};

export const Outbox = kind<Outgoing>('out');
/** id: `<view>|<subject>` */
export const LiveCards = kind<LiveCard>('live');

/** Motions that a meeting votes on, and the ballots of each. */
import type { Instant, PersonKey } from './person.ts';
import type { AgencyId, MajorityRule, MotionKind, SeatId } from './rules/scheme.ts';
import { kind } from './store.ts';

export type Choice = 'for' | 'against' | 'abstain';

/** One per seat of the frozen electorate (per agency where the scheme says so). Its row is the only thing a vote changes. */
export type Ballot = {
  readonly motion: string;
  /** A seat's id, or an agency's where agencies vote. */
  readonly voter: string;
  /** The seats that share this ballot, the most senior first. */
  readonly seats: readonly SeatId[];
  readonly agency: AgencyId;
  /** Counts confirmed changes; 0 until somebody voted. */
  readonly version: number;
  /** Who may mark it now; nobody while the seat is empty or stands aside. */
  readonly sitter?: PersonKey;
  readonly choice?: Choice;
  readonly reason?: string;
  readonly by?: PersonKey;
  readonly at?: Instant;
  /** The seat declared an interest; any vote was withdrawn. */
  readonly aside?: boolean;
  /** The vote closed: this is what was declared. */
  readonly sealed?: boolean;
  readonly earlier: readonly {
    readonly version: number;
    readonly choice: Choice;
    readonly by: PersonKey;
    readonly at: Instant;
    readonly withdrawn?: Instant;
  }[];
};

export type MotionResult = {
  /** 'goes back': a tie where the body's rule knows no casting vote. */
  readonly status: 'carried' | 'lost' | 'goes back';
  readonly by: 'majority' | 'casting vote' | 'no casting vote' | 'tie';
  readonly for: number;
  readonly against: number;
  readonly abstain: number;
  readonly needed: number | null;
  readonly present: readonly AgencyId[];
};

export type Motion = {
  readonly id: string;
  readonly meeting: string;
  readonly item: string;
  readonly kind: MotionKind;
  /** What it carries if it is carried: a proposal of the item's case. */
  readonly proposal?: string;
  /** The agency that joins if it is carried. */
  readonly join?: string;
  /** The question, with references and no names. */
  readonly question: string;
  /** 'tied': ballots are sealed and the casting vote is awaited. 'abandoned': the chair deferred it for lack of quorum. */
  readonly state: 'open' | 'tied' | 'closed' | 'abandoned';
  readonly rule: MajorityRule;
  readonly quorum: number | null;
  readonly openedAt: Instant;
  readonly openedBy: PersonKey;
  readonly closedAt?: Instant;
  readonly tally?: { readonly for: number; readonly against: number; readonly abstain: number };
  readonly casting?: {
    readonly seat: SeatId;
    readonly person: PersonKey;
    readonly choice: 'for' | 'against';
    readonly at: Instant;
  };
  readonly result?: MotionResult;
};

export const Motions = kind<Motion>('motion');
/** id: `<motion>|<voter>` */
export const Ballots = kind<Ballot>('ballot');

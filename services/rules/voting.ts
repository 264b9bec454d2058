/** What a vote comes to (Richmond 1.12, 4.10). */
import type { Quorum } from './quorum.ts';
import type { AgencyId, MajorityRule, MotionKind, VotingRule } from './scheme.ts';

/** How a body decides one kind of motion. */
export type DecidingRule =
  | MajorityRule
  | { readonly kind: 'agreement' }
  | { readonly kind: 'selection'; readonly agency: AgencyId };

/** A body with `selection` leaves some motions to one agency and puts the others to the vote. */
export const ruleFor = (voting: VotingRule, motion: MotionKind): DecidingRule => {
  switch (voting.kind) {
    case 'majority':
    case 'agreement':
      return voting;
    case 'selection':
      return voting.motions.includes(motion) ? { kind: 'selection', agency: voting.agency } : voting.others;
  }
};

export type Tally = { readonly for: number; readonly against: number; readonly abstain: number };

/** Counts ballots as they stand; one whose seat stands aside, or that nobody marked, counts nowhere. */
export const tally = (
  ballots: readonly { readonly choice?: 'for' | 'against' | 'abstain'; readonly aside?: boolean }[],
): Tally => {
  const count = (choice: keyof Tally) => ballots.filter((ballot) => !ballot.aside && ballot.choice === choice).length;
  return { for: count('for'), against: count('against'), abstain: count('abstain') };
};

export type Outcome =
  | { readonly status: 'inquorate'; readonly present: AgencyId[]; readonly needed: number }
  /** The chair's casting vote is awaited. */
  | ({ readonly status: 'tied' } & Tally)
  /** A tie where nobody has a casting vote: the question goes back for more evidence (Leeds, after 1.27). */
  | ({ readonly status: 'goes back' } & Tally)
  | ({ readonly status: 'carried' | 'lost'; readonly by: 'majority' | 'casting vote' } & Tally)
  /** A tie on which the chair gave no casting vote: the motion falls. */
  | ({ readonly status: 'lost'; readonly by: 'no casting vote' } & Tally);

/**
 * Abstentions decide nothing, and 0 to 0 is equal. `casting` is what the chair gave when asked on a tie, 'none' for
 * declining to; it is absent until then, and of no effect without a tie.
 */
export const outcome = ({
  tally,
  rule,
  quorum,
  casting,
}: {
  readonly tally: Tally;
  readonly rule: MajorityRule;
  readonly quorum: Quorum;
  readonly casting?: 'for' | 'against' | 'none';
}): Outcome => {
  if (quorum.status === 'inquorate') return { status: 'inquorate', present: quorum.present, needed: quorum.needed };
  if (tally.for !== tally.against)
    return { status: tally.for > tally.against ? 'carried' : 'lost', by: 'majority', ...tally };
  if (!rule.casting) return { status: 'goes back', ...tally };
  switch (casting) {
    case undefined:
      return { status: 'tied', ...tally };
    case 'for':
      return { status: 'carried', by: 'casting vote', ...tally };
    case 'against':
      return { status: 'lost', by: 'casting vote', ...tally };
    case 'none':
      return { status: 'lost', by: 'no casting vote', ...tally };
  }
};

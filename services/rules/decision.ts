/** What may be recorded on a referral, from how its body decides and what it has voted; and what a decision lacks. */
import type { Day } from './days.ts';
import type { DecidingRule } from './voting.ts';

export type DecisionKind = 'adopt' | 'decline' | 'defer';
/** The motion that decided, or how a body without votes did. */
export type Basis = { readonly motion: string } | { readonly how: 'agreed' | 'chair' | 'selected' | 'deferred' };
export type Ground = { readonly kind: DecisionKind; readonly basis: Basis };

/** The last vote on adopting that came to a result. */
export type Voted = { readonly motion: string; readonly status: 'carried' | 'lost' | 'goes back' };

/**
 * A vote binds what is recorded. Where a body agrees instead, its chair has the final say on disagreement
 * (Richmond 2.10); where one agency selects, its selection is recorded. Without a vote, agreement or selection there is
 * only deferring.
 */
export const grounds = (rule: DecidingRule, voted?: Voted): Ground[] => {
  const deferred: Ground = { kind: 'defer', basis: { how: 'deferred' } };
  switch (rule.kind) {
    case 'majority': {
      if (!voted) return [deferred];
      const { motion, status } = voted;
      const kinds: DecisionKind[] = status === 'carried' ? ['adopt'] : ['decline', 'defer'];
      return kinds.map((kind) => ({ kind, basis: { motion } }));
    }
    case 'agreement':
      return [
        { kind: 'adopt', basis: { how: 'agreed' } },
        { kind: 'adopt', basis: { how: 'chair' } },
        { kind: 'decline', basis: { how: 'agreed' } },
        { kind: 'decline', basis: { how: 'chair' } },
        deferred,
      ];
    case 'selection':
      return [{ kind: 'adopt', basis: { how: 'selected' } }, { kind: 'decline', basis: { how: 'selected' } }, deferred];
  }
};

/** The chair had the final say, which needs reasons. */
export const decidedByChair = (basis: Basis): boolean => 'how' in basis && basis.how === 'chair';

/** Where a body weighs a score with other evidence: whether that decided, or the score alone (Leeds 1.27). */
export type DecidedOn = 'evidence' | 'score';

export type Draft = {
  readonly kind: DecisionKind;
  readonly basis: Basis;
  readonly decidedOn?: DecidedOn;
  readonly whyScore?: string;
  readonly category?: string;
  readonly rag?: string;
  readonly whyRag?: string;
  readonly leadAgency?: string;
  readonly leadProfessional?: string;
  readonly policeContact?: string;
  readonly reviewOn?: Day;
  readonly interventions: readonly { readonly due: Day }[];
  readonly reasons?: string;
  readonly wanted?: string;
};

/** What its body asks of a decision. */
type Needs = {
  readonly categories: boolean;
  readonly colours: boolean;
  readonly weighs: boolean;
  readonly meetingDay: Day;
  readonly today: Day;
};

/** What is still to be said or put right before it can be recorded, each in words that follow “still missing:”. */
export const lacking = (draft: Draft, { categories, colours, weighs, meetingDay, today }: Needs): string[] => {
  switch (draft.kind) {
    case 'adopt':
      return [
        ...(weighs ? unweighed(draft) : []),
        ...(categories && !draft.category ? ['the category'] : []),
        ...(colours && !draft.rag ? ['the colour'] : []),
        ...(colours && !draft.whyRag ? ['the reasons for the colour'] : []),
        ...(draft.leadAgency ? [] : ['the lead agency']),
        ...(draft.leadProfessional ? [] : ['the lead professional']),
        ...(draft.policeContact ? [] : ['the police contact']),
        ...(draft.interventions.length > 0 ? [] : ['at least one intervention']),
        ...draft.interventions.flatMap(({ due }, at) =>
          due < today ? [`a date that is not in the past for intervention ${at + 1}`] : [],
        ),
        ...(draft.reviewOn && draft.reviewOn > meetingDay ? [] : ['a review date after the day of the meeting']),
        ...(decidedByChair(draft.basis) && !draft.reasons ? ['the chair’s reasons'] : []),
      ];
    case 'decline':
      return [...(weighs ? unweighed(draft) : []), ...(draft.reasons ? [] : ['the reasons'])];
    case 'defer':
      return draft.wanted ? [] : ['what is wanted before it comes back'];
  }
};

const unweighed = ({ decidedOn, whyScore }: Draft): string[] => {
  if (!decidedOn) return ['whether the evidence of the partners decided or the score alone'];
  return decidedOn === 'score' && !whyScore ? ['the written reason why the score alone decides'] : [];
};

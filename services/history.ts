/** What is kept of what happened to a referral since it was written. */
import type { Instant, PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import type { Why } from './rules/names.ts';
import type { OgrsBand, OgrsInputs, OgrsSum } from './rules/ogrs.ts';
import type { Consent, ReferralAnswers } from './rules/referral.ts';
import type { AgencyId } from './rules/scheme.ts';

/** One answer before and after an amendment. */
export type AnswerChange = {
  readonly [Key in keyof ReferralAnswers]-?: {
    readonly field: Key;
    readonly from?: ReferralAnswers[Key];
    readonly to?: ReferralAnswers[Key];
  };
}[keyof ReferralAnswers];

/** A score of the Offender Group Reconviction Scale, or of a tool that follows it. */
export type Score = {
  readonly tool: string;
  readonly version?: string;
  /** The day for which it was worked out. */
  readonly date: Day;
  /** Whole percent. */
  readonly twoYear: number;
  readonly oneYear?: number;
  readonly band: OgrsBand;
  /** Where it was worked out here: from what, and what was added up that day. */
  readonly worked?: { readonly from: OgrsInputs; readonly sum: OgrsSum };
  readonly by: PersonKey;
  readonly at: Instant;
};

/** An agency decides how to deal with somebody who refused consent, until that changes (Leeds 1.23-1.24). */
export type Strand = {
  readonly agency: AgencyId;
  readonly name: string;
  /** 'ended': consent came. */
  readonly state: 'asked' | 'placed' | 'not placed' | 'ended';
  readonly at: Instant;
};

/** Whether somebody whom the scheme names lets a referral go ahead against a refusal of consent. */
export type Override = {
  readonly state: 'asked' | 'given' | 'declined';
  readonly at: Instant;
  readonly by: PersonKey;
  readonly why?: string;
};

/** What happened to a referral. `late`: after the agenda with it had gone out. */
export type ReferralEvent = { readonly at: Instant; readonly by: PersonKey } & (
  | {
      readonly what:
        | 'submitted'
        | 'submitted as an emergency'
        | 'given to the gatekeeper'
        | 'released'
        | 'override asked'
        | 'consent came';
    }
  /** `of`: who sits for probation and was asked; without, the co-ordinators were. */
  | { readonly what: 'score asked'; readonly of?: PersonKey }
  /** Back to draft; 'overridden' and 'not overridden' are about a refusal of consent. */
  | { readonly what: 'returned' | 'overridden' | 'not overridden'; readonly why: string }
  | { readonly what: 'refusal passed on'; readonly agency: AgencyId; readonly strand: string }
  | { readonly what: 'placed' | 'not placed'; readonly strand: string; readonly why: string }
  | { readonly what: 'consent'; readonly from?: Consent; readonly to: Consent; readonly late?: boolean }
  | { readonly what: 'score'; readonly score: Score }
  | {
      readonly what: 'amended';
      readonly why: string;
      readonly late?: boolean;
      readonly changes: readonly AnswerChange[];
    }
  | { readonly what: 'withdrawn'; readonly why: string; readonly late?: boolean }
);

/** An earlier referral that may be about the same person; a co-ordinator says whether it is. */
export type Link = {
  readonly ref: string;
  readonly why: readonly Why[];
  readonly verdict: 'open' | 'same person' | 'another person';
  readonly by?: PersonKey;
  readonly at?: Instant;
};

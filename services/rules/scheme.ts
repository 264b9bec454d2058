/** The shape of a scheme: everything by which one area's way of running IOM differs from another's is data of this shape. */
import { z } from 'zod';
import { AgencyKind } from './agencyKind.ts';
import { CadenceRules } from './cadence.ts';
import { ChainRules, MeetingReminders } from './chainRules.ts';
import { ComplianceRules } from './compliance.ts';
import { CourtRules } from './court.ts';
import { Day } from './days.ts';
import { Reason } from './deselectionReasons.ts';
import { DisclosureKind } from './disclosure.ts';
import { EscalationRules } from './escalation.ts';
import { ClockTime, id, words } from './fields.ts';
import { FundRules } from './fund.ts';
import { LeadRules } from './leading.ts';
import { Daily } from './overnight.ts';
import { PoliceRecord } from './policeRecord.ts';
import { ShortSentences } from './prison.ts';
import { RagRules } from './ragRules.ts';
import { Reviews } from './reviews.ts';
import { Outside } from './rungs.ts';
import { Step } from './steps.ts';
import { Support } from './support.ts';
import { TeamMeeting } from './teamMeeting.ts';
import { YoungOffenders } from './youngOffenders.ts';

export { AgencyKind } from './agencyKind.ts';

const Agency = z.strictObject({
  id,
  name: words,
  kind: AgencyKind,
  /** The last day on which the agency's signature of the information-sharing protocol is in date. */
  protocolUntil: Day.optional(),
});

const Seat = z.strictObject({
  id,
  agency: id,
  post: words,
  attends: z.enum(['permanent', 'as required']),
  chair: z.boolean().optional(),
  /** Order among those who may step in as chair; 1 is the most senior. */
  seniority: z.int().min(1),
});

export const MotionKind = z.enum([
  'adopt',
  'de-select',
  'set RAG',
  'set lead agency',
  'move ownership',
  'transfer',
  'other',
]);

const Majority = z.strictObject({
  kind: z.literal('majority'),
  ballots: z.enum(['seat', 'agency']),
  /** Whether the chair breaks a tie; without, a tie goes back for more evidence. */
  casting: z.boolean(),
});

/**
 * How a body decides. `agreement`: an agreed plan is recorded as agreed; on disagreement the chair decides with reasons.
 * `selection`: one agency decides the motions named, the others are put to the vote.
 */
export const VotingRule = z.discriminatedUnion('kind', [
  Majority,
  z.strictObject({ kind: z.literal('agreement') }),
  z.strictObject({ kind: z.literal('selection'), agency: id, motions: z.array(MotionKind).min(1), others: Majority }),
]);

/** Who chairs, in this order: the chair's own seat, the named vice-chair, the senior present of these kinds of agency. */
const Rung = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('chair') }),
  z.strictObject({ by: z.literal('vice-chair') }),
  z.strictObject({ by: z.literal('senior'), kinds: z.array(AgencyKind).min(1) }),
]);

export const HeadingId = z.enum([
  'last minutes',
  'matters arising',
  'new referrals',
  'red cases',
  'reviews due',
  'de-selections',
  'RAG changes',
  'case questions',
  'service provision',
  'good practice',
  'escalations',
  'any other business',
]);

/** Under which heading what is proposed for a case comes to its body; nothing for what is not about a case. */
export const headingOf = (motion: z.infer<typeof MotionKind>): z.infer<typeof HeadingId> | undefined => {
  switch (motion) {
    case 'de-select':
      return 'de-selections';
    case 'set RAG':
      return 'RAG changes';
    case 'set lead agency':
    case 'move ownership':
    case 'transfer':
      return 'case questions';
    case 'adopt':
    case 'other':
      return undefined;
  }
};

const Weekday = z.enum(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']);

const Verdict = z.enum(['meets', 'does not meet', 'needs judgement']);
const Tier = z.literal([1, 2, 3]);

/** Where somebody goes who does not meet a criterion: of these bodies, to those whose own criterion of its kind they meet. */
const Elsewhere = z.strictObject({ bodies: z.array(id), advice: words });

const about = {
  id,
  name: words,
  source: words,
  /** Present where the criterion is hard: not meeting it stops the referral, which goes here instead. */
  hard: Elsewhere.optional(),
  /** Where it is not hard: the referral may go here instead, or on to this body all the same. */
  otherwise: Elsewhere.optional(),
  /** A sentence that is shown beside the reason, whatever it is. */
  note: words.optional(),
};
const Offending = z.strictObject({
  ...about,
  kind: z.literal('offending'),
  /** Indications: convictions and reliable intelligence. */
  atLeast: z.int().min(1),
  months: z.int().min(1).optional(),
  /** Only these offences; without, any offence. */
  offences: z.array(id).min(1).optional(),
  /** Only offences that have one of these priorities; without, any offence. */
  tiers: z.array(Tier).min(1).optional(),
  /** Enough offending then needs judgement: the source allows it in exceptional circumstances. */
  exceptional: z.boolean().optional(),
});
const Written = z.strictObject({
  ...about,
  kind: z.literal('written'),
  /** A question of the form, asked for this criterion and answered in words. */
  question: id,
  given: Verdict,
  blank: Verdict,
  /** Whoever writes it comes to the meeting to speak for it. */
  attends: z.boolean().optional(),
});
const OneCriterion = z.discriminatedUnion('kind', [
  z.strictObject({
    ...about,
    kind: z.literal('age'),
    atLeast: z.int().optional(),
    under: z.int().optional(),
    /** Somebody who comes of age by the meeting may go either way. */
    eitherWayByMeeting: z.boolean().optional(),
  }),
  z.strictObject({ ...about, kind: z.literal('mappa'), not: z.array(z.enum(['0', '1', '2', '3'])).min(1) }),
  z.strictObject({
    ...about,
    kind: z.literal('answer'),
    /** A yes-or-no question of the form, or one asked for this criterion alone. Unknown always needs judgement. */
    question: words,
    yes: Verdict,
    no: Verdict,
    /** Shown beside the others, but does not count for or against the category. */
    noted: z.boolean().optional(),
  }),
  z.strictObject({
    ...about,
    kind: z.literal('score'),
    of: z.enum(['ogrs', 'asset']),
    atLeast: z.int(),
    /** A lower score counts, from here on, together with one of these. */
    lower: z
      .strictObject({ atLeast: z.int(), withOneOf: z.array(z.discriminatedUnion('kind', [Offending, Written])).min(1) })
      .optional(),
  }),
  z.strictObject({ ...about, kind: z.literal('matrix'), matrix: id, atLeast: z.int().min(1) }),
  z.strictObject({ ...about, kind: z.literal('harm'), atLeast: z.enum(['medium', 'high', 'very high']) }),
  z.strictObject({ ...about, kind: z.literal('judgement') }),
  Offending,
  Written,
]);
const Criterion = z.discriminatedUnion('kind', [
  ...OneCriterion.options,
  z.strictObject({ ...about, kind: z.literal('any'), of: z.array(OneCriterion).min(2) }),
]);

/** The criteria from a day on, until a later set begins. */
const CriteriaSet = z.strictObject({ from: Day, criteria: z.array(Criterion) });

const Category = z.strictObject({
  id,
  name: words,
  source: words,
  guide: z.array(Criterion),
});

/** When a body meets; a date that is no working day moves to the next that is. */
const Rhythm = z.discriminatedUnion('every', [
  z.strictObject({
    every: z.literal('months'),
    months: z.int().min(1),
    /** The first, second, third, fourth or last of the month. */
    which: z.literal([1, 2, 3, 4, 'last']),
    weekday: Weekday,
    time: ClockTime,
  }),
  z.strictObject({
    every: z.literal('weeks'),
    weeks: z.int().min(1),
    weekday: Weekday,
    /** A day on which it met or meets, from which the weeks are counted. */
    counted: Day,
    time: ClockTime,
  }),
]);

/** Questions with scores whose sum a criterion holds against its threshold; so a new threshold is a new set of criteria. */
const Matrix = z.strictObject({
  id,
  name: words,
  source: words,
  /** Said on every card that shows it, for a matrix whose real rows the area has yet to fill in. */
  sample: z.boolean(),
  questions: z
    .array(
      z.strictObject({
        id,
        question: words,
        choices: z.array(z.strictObject({ id, name: words, score: z.int().min(0) })).min(2),
      }),
    )
    .min(1),
});

const Referrals = z.strictObject({
  /** Who may refer: agencies with a seat and signatories of the protocol in date, or any agency (Thurrock 2.6). */
  from: z.enum(['signatories', 'any agency']),
  consent: z.strictObject({
    /** 'informed': needed; 'where appropriate': asked where it is; 'told': the person is told that information is shared. */
    rule: z.enum(['informed', 'where appropriate', 'told']),
    /** Which roles may go ahead against a refusal, with a reason. */
    overrideBy: z.array(z.enum(['co-ordinator', 'chair'])),
    /** Refusal of consent makes this agency decide how to deal with the person, until that changes (Leeds 1.23-1.24). */
    onRefusal: z.strictObject({ agency: id, strand: words }).optional(),
    source: words,
  }),
  matrices: z.array(Matrix).optional(),
  /** The seat told at once of an emergency (Richmond 2.6). */
  emergency: id.optional(),
  /** Days after its last change at which an untouched draft is removed, and how long before its author is told. */
  drafts: z.strictObject({ removedAfter: z.int().min(1), noticeBefore: z.int().min(1) }),
});

const Body = z.strictObject({
  id,
  name: words,
  kind: z.enum(['strategic group', 'panel', 'board', 'team']),
  chairedBy: id,
  administration: id,
  seats: z.array(Seat).min(1),
  ladder: z.array(Rung).min(1),
  /** Distinct agencies that must be present; null for a body without a quorum. */
  quorum: z.int().min(1).nullable(),
  voting: VotingRule,
  /** The motions it decides; the body adopts people if 'adopt' is one. */
  motions: z.array(MotionKind),
  agenda: z.array(HeadingId).min(1),
  /** What an adopted case can be, the most demanding first; empty where the body has no such kinds. */
  categories: z.array(Category),
  /** Present where the partners weigh a score with what each knows; it decides alone only with a written reason (Leeds 1.27). */
  scoreAlone: z.strictObject({ source: words }).optional(),
  /** Criteria for a referral, oldest set first; what began last applies. */
  screening: z.array(CriteriaSet),
  rhythm: Rhythm,
  /** Present where people can be referred to this body. */
  referrals: Referrals.optional(),
  /** Working days: referrals in before the meeting, agenda out before it, minutes out after it. */
  notice: z.strictObject({
    referrals: z.int().min(1).optional(),
    agenda: z.int().min(1).optional(),
    minutes: z.int().min(1).optional(),
  }),
  /** What else hangs on its meetings. */
  chain: ChainRules.optional(),
  /** The body that is told of its overdue actions and holds agencies to account for them (R 1.5). */
  escalates: id.optional(),
  /** On the highest rung: who is above it outside the scheme. */
  outside: Outside.optional(),
  /** How long after a decision or review an adopted case is reviewed. */
  reviews: Reviews.optional(),
  /** The colours of its cases; present where it sets them. */
  rag: RagRules.optional(),
  /** Which agency is proposed to lead a case; without, the panel chooses. */
  leadAgency: LeadRules.optional(),
  steps: z.array(Step).optional(),
  court: CourtRules.optional(),
  compliance: ComplianceRules.optional(),
  /** Present where the partners have money for what people need. */
  fund: FundRules.optional(),
  /** Present where its people can be asked every working day what happened overnight. */
  daily: Daily.optional(),
  /** How a team's people collect what its meeting is to take. */
  teamMeeting: TeamMeeting.optional(),
  source: words,
});

/** A criterion with those that stand within it. */
export const wholeOf = (criterion: Criterion): Criterion[] => {
  switch (criterion.kind) {
    case 'any':
      return [criterion, ...criterion.of.flatMap(wholeOf)];
    case 'score':
      return [criterion, ...(criterion.lower?.withOneOf ?? [])];
    default:
      return [criterion];
  }
};

/** The score that the body's criteria ask for of a new referral. */
export const selectingScore = ({ screening }: Pick<Body, 'screening'>) =>
  (screening.at(-1)?.criteria ?? [])
    .flatMap(wholeOf)
    .find((criterion) => criterion.kind === 'matrix' || criterion.kind === 'score');

/** The most that a matrix can score. */
export const mostOf = ({ questions }: Matrix): number =>
  questions.reduce((sum, { choices }) => sum + Math.max(...choices.map(({ score }) => score)), 0);

/** Which offences have priority from a day on, until a later list begins. */
const Priorities = z.strictObject({ from: Day, source: words, tiers: z.record(id, Tier) });

export type AgencyId = string;
export type BodyId = string;
export type SeatId = string;
export type CategoryId = string;
export type OffenceId = string;
export type PathwayId = string;
export type MajorityRule = z.infer<typeof Majority>;
export type VotingRule = z.infer<typeof VotingRule>;
export type MotionKind = z.infer<typeof MotionKind>;
export type HeadingId = z.infer<typeof HeadingId>;
export type Verdict = z.infer<typeof Verdict>;
export type Tier = z.infer<typeof Tier>;
export type Agency = z.infer<typeof Agency>;
export type Seat = z.infer<typeof Seat>;
export type Body = z.infer<typeof Body>;
export type Rung = z.infer<typeof Rung>;
export type Elsewhere = z.infer<typeof Elsewhere>;
export type CriteriaSet = z.infer<typeof CriteriaSet>;
export type Criterion = z.infer<typeof Criterion>;
export type OneCriterion = z.infer<typeof OneCriterion>;
export type Category = z.infer<typeof Category>;
export type Rhythm = z.infer<typeof Rhythm>;
export type Matrix = z.infer<typeof Matrix>;
export type ReferralRules = z.infer<typeof Referrals>;

/** What a scheme file declares; `whole.ts` checks that it fits together. */
export const SchemeFields = z.strictObject({
  id,
  name: words,
  /** Opens every case reference: RICH-2026-014. */
  reference: z.string().regex(/^[A-Z]{2,8}$/, 'expected two to eight capital letters'),
  agencies: z.array(Agency).min(1),
  bodies: z.array(Body).min(1),
  pathways: z.array(z.strictObject({ id, name: words })).min(1),
  offences: z.array(z.strictObject({ id, name: words })).min(1),
  /** Reasons for which a body of the scheme removes somebody from its register. */
  deselection: z.array(Reason),
  /** Oldest first; what began last applies. */
  priorities: z.array(Priorities),
  escalation: EscalationRules,
  /** At what times of the day people are told of what is due. */
  cadence: CadenceRules,
  meetings: MeetingReminders,
  /** Where the area has a body for deter young offenders. */
  youngOffenders: YoungOffenders.optional(),
  shortSentences: ShortSentences.optional(),
  /** Which agency helps at once on which pathway. */
  support: Support.optional(),
  policeRecord: PoliceRecord.optional(),
  /** To whom something may be disclosed outside the bodies, and what has to be there first. */
  disclosures: z.array(DisclosureKind).optional(),
  /** Days that this area adds to, or strikes from, the bank holidays of England and Wales. */
  calendar: z.strictObject({ holidays: z.array(Day), workingDays: z.array(Day) }).optional(),
});
export type Scheme = z.infer<typeof SchemeFields>;
/** By id. */
export type Schemes = Readonly<Record<Scheme['id'], Scheme>>;

/** What is stored, in the panel's words. One area (a Teams team) is one partition; `people` is a partition of its own. */

import type { Link, Override, ReferralEvent, Score, Strand } from './history.ts';
import type { Instant, PersonKey } from './person.ts';
import type { EscalationDue } from './rules/agenda.ts';
import type { Day } from './rules/days.ts';
import type { DecidedOn } from './rules/decision.ts';
import type { JoinedSeat } from './rules/joined.ts';
import type { Leave } from './rules/leave.ts';
import type { Identity } from './rules/names.ts';
import type { Decided } from './rules/rag.ts';
import type { ReferralAnswers } from './rules/referral.ts';
import type { Reselected, Reviewed } from './rules/reviews.ts';
import type { AgencyId, BodyId, HeadingId, SeatId, VotingRule } from './rules/scheme.ts';
import type { Screening } from './rules/screening.ts';
import type { StepsDone } from './rules/steps.ts';
import { kind } from './store.ts';

export type { AnswerChange, Link, Override, ReferralEvent, Score, Strand } from './history.ts';
export type { Instant, PersonKey } from './person.ts';
export type { Day } from './rules/days.ts';

export type Area = {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly serviceUrl: string;
  readonly scheme: string | null;
  /** Which channel each body meets in. */
  readonly channels: Readonly<Partial<Record<BodyId, string>>>;
  /** Who holds each seat. */
  readonly holders: Readonly<Partial<Record<SeatId, PersonKey>>>;
  /** The vice-chair each body has named. */
  readonly viceChairs: Readonly<Partial<Record<BodyId, SeatId>>>;
  /** Who releases the referrals of an agency that has such a person (G Q8). */
  readonly gatekeepers?: Readonly<Partial<Record<AgencyId, PersonKey>>>;
  /** To whom the overdue work of an agency goes first. */
  readonly leads?: Readonly<Partial<Record<AgencyId, PersonKey>>>;
  /** Who follows the deter young offenders for an agency (Richmond 3.6). */
  readonly dyoLeads?: Readonly<Partial<Record<AgencyId, PersonKey>>>;
  /** Who is away, and who stands in for them. */
  readonly leave?: Readonly<Partial<Record<PersonKey, Leave<PersonKey>>>>;
  /** Who wants nothing said to them by the clock, until the end of this day. */
  readonly quiet?: Readonly<Partial<Record<PersonKey, Day>>>;
  /** Who has left the team, since when, and the seats they held. */
  readonly left?: Readonly<Partial<Record<PersonKey, { readonly at: Instant; readonly seats: readonly SeatId[] }>>>;
  /** `HH:MM`, Europe/London: when somebody wants to be asked what happened overnight. */
  readonly prompts?: Readonly<Partial<Record<PersonKey, string>>>;
  /** Bodies whose people are asked it every working day, or are not, as a co-ordinator has switched it. */
  readonly daily?: Readonly<Partial<Record<BodyId, boolean>>>;
  /** The first day on which they are, where it was switched on. */
  readonly dailyFrom?: Readonly<Partial<Record<BodyId, Day>>>;
  /** What joined after the scheme was written (Richmond 4.7); `areaScheme.ts` puts both together. */
  readonly joined?: readonly JoinedSeat[];
  readonly welcomed?: boolean;
  /** Prisons that hold people of this area, each with its single point of contact (L, HMP). */
  readonly prisons?: readonly Prison[];
  /** Imports under way, or being taken out again: nothing of them shows. */
  readonly importing?: readonly string[];
};

export type Prison = { readonly id: string; readonly name: string; readonly contact: PersonKey };

/** Somebody of the area's team, kept fresh from the roster and from what they send. */
export type Member = {
  readonly person: PersonKey;
  readonly name: string;
  /** Teams' own id of the person towards this bot, `29:…`. */
  readonly mri: string;
  readonly serviceUrl: string;
  /** Their personal chat with the bot, once there is one. */
  readonly conversation?: string;
  /** Their chat takes nothing from the bot, until they write to it or install it. */
  readonly shut?: 'blocked' | 'disabled' | 'not installed' | undefined;
  /** The agency they belong to, said by a seat or by the co-ordinator. */
  readonly agency?: AgencyId;
  readonly welcomed?: boolean;
};

/** Which areas a person belongs to; lives in the partition `people`. */
export type Person = { readonly areas: readonly string[] };

export type Period = { readonly from: Instant; readonly to?: Instant };

/** One seat at one meeting. `version` counts what was recorded for this seat; 0 before anything was. */
export type Attendance = {
  readonly seat: SeatId;
  readonly version: number;
  /** Who takes the seat at this meeting: its holder, or a substitute. */
  readonly sitter?: PersonKey;
  readonly substitute?: boolean;
  readonly apologies?: boolean;
  /** Whoever sits in it has said beforehand that they come. */
  readonly coming?: boolean;
  readonly periods: readonly Period[];
};

export type AgendaItem = {
  readonly id: string;
  readonly heading: HeadingId;
  readonly referral?: string;
  /** The case it is about, and what is proposed for it. */
  readonly case?: string;
  readonly proposal?: string;
  /** The action it is about: overdue, declined, or escalated from a body below. */
  readonly action?: { readonly id: string; readonly ref: string };
  /** What a body below has raised, or the answer from above that the body takes note of. */
  readonly escalation?: EscalationDue;
  /** The agency that is proposed to join the body. */
  readonly join?: { readonly id: string; readonly name: string };
  /** How a body that does not vote settled the proposal. */
  readonly settled?: {
    readonly outcome: 'carried' | 'lost';
    readonly how: 'agreed' | 'chair' | 'selected';
    readonly why?: string | undefined;
  };
  /** What the body made of the review, or of somebody to be considered again. */
  readonly review?: (Reviewed | Reselected) & { readonly by: PersonKey; readonly at: Instant };
  readonly state: 'waiting' | 'done';
  /** Its referrer, who may attend for it (Richmond 4.12). */
  readonly invited?: PersonKey;
  /** The gatekeeper of the referring agency, who may attend as well (G Q10). */
  readonly gatekeeper?: PersonKey;
  /** What its referrer did after the agenda had gone out. */
  readonly since?: 'amended' | 'withdrawn';
  /** Admitted by the chair after the agenda had gone out. */
  readonly late?: boolean;
  /** Seats that declared an interest in this item, and when. */
  readonly aside: readonly { readonly seat: SeatId; readonly person: PersonKey; readonly at: Instant }[];
};

/** Somebody confirmed that they chair: the meeting, or only one item. */
export type Chairing = {
  readonly seat: SeatId;
  readonly person: PersonKey;
  readonly by: 'chair' | 'vice-chair' | 'senior';
  readonly item?: string;
  readonly at: Instant;
};

export type MeetingSeat = {
  readonly seat: SeatId;
  readonly agency: AgencyId;
  readonly holder?: PersonKey;
  /** Its holder has left the team, and nobody has it yet. */
  readonly vacated?: boolean;
};

export type Moved = {
  readonly from: Pick<Meeting, 'date' | 'time' | 'place'>;
  readonly why: string;
  readonly by: PersonKey;
  readonly at: Instant;
};

export type Meeting = {
  readonly id: string;
  readonly body: BodyId;
  readonly date: Day;
  /** `HH:MM`, Europe/London. */
  readonly time: string;
  readonly place: string;
  readonly state: 'planned' | 'open' | 'closed';
  readonly madeAt?: Instant;
  /** The day of the rhythm for which it was made, where it is or was moved to another. */
  readonly turn?: Day;
  /** Where it stood before, oldest first. */
  readonly moved?: readonly Moved[];
  /** Before it was opened: it is closed without having been held. */
  readonly calledOff?: { readonly why: string; readonly by: PersonKey; readonly at: Instant };
  /** Copied from the scheme when the meeting is made; later changes of the scheme alter nothing here. */
  readonly quorum: number | null;
  readonly voting: VotingRule;
  readonly viceChair?: SeatId;
  readonly seats: readonly MeetingSeat[];
  readonly attendance: readonly Attendance[];
  /** Referrers attending for their item; they sit in no seat and count for nothing. */
  readonly invitees: readonly {
    readonly person: PersonKey;
    readonly version: number;
    readonly periods: readonly Period[];
  }[];
  readonly chairs: readonly Chairing[];
  readonly items: readonly AgendaItem[];
  readonly agendaPostedAt?: Instant;
  /** Under a heading, what the agenda had no room for. */
  readonly noRoom?: Readonly<Partial<Record<HeadingId, number>>>;
  readonly minutesPostedAt?: Instant;
  /** The motion being voted on; one at a time. */
  readonly motion?: string;
  /** Every motion put at this meeting, oldest first. */
  readonly motions: readonly string[];
  readonly quorumLost: readonly Period[];
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
};

/** A person put forward; its reference stays theirs when they are taken on. */
export type Referral = {
  readonly ref: string;
  readonly body: BodyId;
  readonly state: 'draft' | 'with gatekeeper' | 'submitted' | 'decided' | 'withdrawn';
  readonly referrer: PersonKey;
  readonly agency: AgencyId;
  /** Who makes it, where that is somebody without Teams for whom the referrer enters it (G Q9). */
  readonly author?: string;
  readonly answers: ReferralAnswers;
  /** After submission: what the referrer is about to make of the answers, until they confirm it with a reason. */
  readonly changing?: ReferralAnswers;
  /** Oldest first. */
  readonly history?: readonly ReferralEvent[];
  readonly startedAt: Instant;
  /** When the draft was last written to. */
  readonly changedAt?: Instant;
  readonly submittedAt?: Instant;
  /** Whoever had to be told at once was told. */
  readonly emergency?: boolean;
  /** Goes with the consent it is about: another answer there takes it away. */
  readonly override?: Override;
  readonly strand?: Strand;
  /** What probation has given, beside the score of the form. */
  readonly scores?: readonly Score[];
  /** What the body does before it decides; goes with the person onto the register. */
  readonly steps?: StepsDone;
  /** Decided, and not taken on. */
  readonly declined?: boolean;
  /** What screening said at submission. */
  readonly screening?: Screening;
  /** The meeting whose agenda carries it. */
  readonly meeting?: string;
  /** The case of a young offender that moves by this referral; such a transfer is always admissible. */
  readonly transferOf?: string;
  /** Earlier referrals like this one, as found at submission and judged since; never merged. */
  readonly links?: readonly Link[];
};

export type Intervention = {
  readonly what: string;
  readonly pathway?: string;
  readonly seat: SeatId;
  readonly due: Day;
};

/** What a meeting decided on an item about a referral; id: `<meeting>|<item>`. */
export type Decision = {
  readonly meeting: string;
  readonly item: string;
  readonly referral: string;
  readonly kind: 'adopt' | 'decline' | 'defer';
  readonly state: 'draft' | 'recorded';
  /** The motion that decided it, or how a body without votes did. */
  readonly basis: { readonly motion: string } | { readonly how: 'agreed' | 'chair' | 'selected' | 'deferred' };
  readonly category?: string;
  /** Where the body has colours, with its reasons. */
  readonly rag?: Decided;
  readonly whyRag?: string;
  readonly leadAgency?: AgencyId;
  readonly leadProfessional?: PersonKey;
  readonly policeContact?: PersonKey;
  readonly reviewOn?: Day;
  readonly interventions: readonly Intervention[];
  /** Where the body weighs a score with other evidence; with the score alone goes the written reason. */
  readonly decidedOn?: DecidedOn;
  readonly whyScore?: string;
  readonly reasons?: string;
  readonly alternatives?: string;
  /** Defer: what is wanted before the referral comes back. */
  readonly wanted?: string;
  readonly recordedAt?: Instant;
  readonly recordedBy?: PersonKey;
};

/** A task with an owner, a due date and an outcome. */
export type Action = {
  readonly id: string;
  readonly ref: string;
  readonly body: BodyId;
  /** Where it was given; nothing for one that was given between meetings. */
  readonly meeting?: string;
  readonly what: string;
  readonly pathway?: string;
  readonly due: Day;
  /** Whose holder it was given to; nothing where it was given to a person. */
  readonly seat?: SeatId;
  readonly owner: PersonKey;
  readonly state: 'offered' | 'accepted' | 'declined' | 'completed';
  readonly outcome?: string;
  /** The morning whose round-up speaks of it. */
  readonly night?: { readonly body: BodyId; readonly day: Day };
  /** When the body above answered last, overdue as it was. */
  readonly answered?: { readonly on: Day; readonly body: BodyId };
  readonly history: readonly {
    readonly at: Instant;
    readonly by: PersonKey;
    /** Who was its owner, where it was their stand-in who said this. */
    readonly inPlaceOf?: PersonKey;
    readonly what: string;
    readonly note?: string;
  }[];
};

/** Sent to the referrer when the meeting closes; id: the referral's reference. */
export type Acknowledgement = {
  readonly referral: string;
  readonly meeting: string;
  readonly item: string;
  readonly receivedAt?: Instant;
};

export const Areas = kind<Area>('area');
/** In the partition `people`: every area there is. id: the area's. */
export const KnownAreas = kind<{ readonly name: string }>('known');
export const Members = kind<Member>('member');
export const People = kind<Person>('person');
export const Meetings = kind<Meeting>('meeting');
export const Referrals = kind<Referral>('referral');
/** Where a referral is looked for. id: `<facet>|<its value>|<ref>`, as `referralIndex.ts` lays them. */
export const ReferralsBy = kind<{ readonly ref: string }>('ref');
/** By what a person is found again; both stand from submission on. id: `<date of birth>|<ref>` */
export const ByBirth = kind<Identity>('dob');
/** id: `<PNC id>|<ref>` */
export const ByPnc = kind<Identity>('pnc');
export const Decisions = kind<Decision>('decision');
export const Actions = kind<Action>('action');
/** The action again, wherever it is looked for. id: `<facet>|<its value>|<due>|<action>`, as `actionIndex.ts` lays them. */
export const ActionsBy = kind<Action>('act');
export const Acknowledgements = kind<Acknowledgement>('acknowledgement');
/** id: the year; the last number given to a reference. */
export const Counters = kind<{ readonly last: number }>('counter');

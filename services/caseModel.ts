/** What is kept of somebody on the register: one row a case, and a row for each thing that happened to it. */
import type { Instant, PersonKey } from './person.ts';
import type { OrderHeld } from './rules/compliance.ts';
import type { CourtDate } from './rules/court.ts';
import type { Day } from './rules/days.ts';
import type { Appointment, JointMeeting, KeyDates } from './rules/due.ts';
import type { CaseFund } from './rules/fund.ts';
import type { LicenceCondition } from './rules/licence.ts';
import type { Identity } from './rules/names.ts';
import type { PrisonStay } from './rules/prison.ts';
import type { Consent, PathwayRating, ReferralAnswers } from './rules/referral.ts';
import type { AgencyId, BodyId, CategoryId, PathwayId } from './rules/scheme.ts';
import type { Offer } from './rules/statement.ts';
import type { StepsDone } from './rules/steps.ts';
import { kind } from './store.ts';

/** Meanings are the scheme's; blue is in custody. */
export const COLOURS = ['red', 'amber', 'green', 'blue'] as const;
export type Colour = (typeof COLOURS)[number];

export type Rag = {
  readonly colour: Colour;
  readonly since: Day;
  readonly why: string;
};

/** What a body can be asked to decide about a case, by the motion that decides it. */
export type CaseChange =
  | { readonly motion: 'set RAG'; readonly colour: Colour }
  | { readonly motion: 'set lead agency'; readonly agency: AgencyId }
  | { readonly motion: 'move ownership'; readonly agency: AgencyId }
  | { readonly motion: 'de-select'; readonly reason: string };

/** Put forward by a member at any time, decided at a meeting; it waits until one has decided it. */
export type Proposal = {
  readonly id: string;
  readonly change: CaseChange;
  readonly why: string;
  readonly by: PersonKey;
  readonly at: Instant;
};

export type CaseIdentity = Identity & Pick<ReferralAnswers, 'address' | 'town' | 'sex' | 'ethnicity'>;

/** A person a body has taken on. */
export type Case = {
  readonly ref: string;
  readonly body: BodyId;
  readonly state: 'on the register' | 'removed';
  readonly identity: CaseIdentity;
  /** Where the body has categories. */
  readonly category?: CategoryId;
  readonly rag?: Rag;
  readonly owner: AgencyId;
  readonly leadAgency: AgencyId;
  /** Always there for somebody whom a meeting has adopted. */
  readonly leadProfessional?: PersonKey;
  readonly policeContact?: PersonKey;
  readonly statutory?: ReferralAnswers['statutory'];
  readonly consent?: Consent;
  readonly pathways: Readonly<Partial<Record<PathwayId, PathwayRating>>>;
  readonly drivers?: readonly string[];
  readonly reviewOn: Day;
  readonly adoptedAt: Instant;
  /** The meeting that adopted; nothing for somebody who was imported. */
  readonly meeting?: string;
  /** What waits to be decided, the oldest first. */
  readonly proposals: readonly Proposal[];
  readonly steps?: StepsDone;
  readonly licence?: readonly LicenceCondition[];
  /** In prison, or released and still to be offered something. */
  readonly prisonContact?: PrisonStay;
  /** Those ahead, and those whose result is asked; the earliest first. */
  readonly courts?: readonly CourtDate[];
  /** Those whose outcome is open; the earliest first. */
  readonly appointments?: readonly Appointment[];
  /** How many were kept and missed so far. */
  readonly attended?: { readonly kept: number; readonly missed: number };
  readonly orders?: readonly OrderHeld[];
  readonly keyDates?: KeyDates;
  /** By the police, since when. */
  readonly wanted?: { readonly since: Day; readonly why: string };
  readonly fund?: CaseFund;
  /** Meetings with another area that are not fed back yet. */
  readonly jointMeetings?: readonly JointMeeting[];
  /** The import that brought it; nothing of it shows until that is done. */
  readonly import?: string;
  /** Open to these people only. */
  readonly restrictedTo?: readonly PersonKey[];
};

/** One line of a list: as much of a case as a list may need, kept with every index row. */
export type CaseLine = Pick<Case, 'ref' | 'body' | 'leadAgency' | 'reviewOn' | 'state'> & {
  readonly name: string;
  readonly colour?: Colour;
  readonly leadProfessional?: PersonKey;
  readonly consent?: Consent['status'];
  readonly import?: string;
  readonly restrictedTo?: readonly PersonKey[];
};

export const Cases = kind<Case>('case');
/** id: `<facet>|<its value>|<ref>`, as `caseIndex.ts` lays them. */
export const OnRegister = kind<CaseLine>('reg');
/** id: `<part of a name, in plain small letters>|<ref>` */
export const ByName = kind<CaseLine>('name');
/** id: `<case>|<offer>`; the newest first. */
export const Offers = kind<Offer>('offer');

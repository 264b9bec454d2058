/** What is kept of somebody on the register: one row a case, and a row for each thing that happened to it. */
import type { Override, Strand } from './history.ts';
import type { Instant, PersonKey } from './person.ts';
import type { Arrest, OrderHeld } from './rules/compliance.ts';
import type { CourtDate } from './rules/court.ts';
import type { Custody } from './rules/custody.ts';
import type { Day } from './rules/days.ts';
import type { Answers, CustodyRisk, Finding } from './rules/deselection.ts';
import type { Appointment, JointMeeting, KeyDates } from './rules/due.ts';
import type { CaseFund } from './rules/fund.ts';
import type { LicenceCondition } from './rules/licence.ts';
import type { Identity } from './rules/names.ts';
import type { PrisonStay } from './rules/prison.ts';
import type { Colour, Rag } from './rules/rag.ts';
import type { Consent, PathwayRating, ReferralAnswers } from './rules/referral.ts';
import type { AgencyId, BodyId, CategoryId, PathwayId } from './rules/scheme.ts';
import type { Offer } from './rules/statement.ts';
import type { StepsDone } from './rules/steps.ts';
import { kind } from './store.ts';

export { COLOURS, type Colour, type Rag } from './rules/rag.ts';

/** What a body can be asked to decide about a case, by the motion that decides it. */
export type CaseChange =
  /** `monitoredUntil`: with green, the end of a period of lighter monitoring. */
  | { readonly motion: 'set RAG'; readonly colour: Colour; readonly monitoredUntil?: Day }
  | { readonly motion: 'set lead agency'; readonly agency: AgencyId }
  | { readonly motion: 'move ownership'; readonly agency: AgencyId }
  | {
      readonly motion: 'de-select';
      /** One of the scheme's; with what was typed for it, and what that came to on the day. */
      readonly reason: string;
      readonly answers?: Answers;
      readonly findings?: readonly Finding[];
    }
  /** A young offender who comes of age moves to a panel that takes adults. */
  | { readonly motion: 'transfer'; readonly to: BodyId };

/** Put forward by a member at any time, decided at a meeting; it waits until one has decided it. */
export type Proposal = {
  readonly id: string;
  readonly change: CaseChange;
  readonly why: string;
  readonly by: PersonKey;
  readonly at: Instant;
};

/** The panel has set a period of lighter monitoring of a green case, at whose end its removal is proposed (L, RAG Rating). */
export type Monitoring = { readonly until: Day; readonly by: PersonKey; readonly at: Instant };

/** What somebody says of custody who may not record it, until it is confirmed. */
export type CustodyReport = { readonly by: PersonKey; readonly at: Instant } & (
  | { readonly what: 'custody'; readonly custody: Custody }
  | { readonly what: 'release'; readonly on: Day }
);
/** The body has decided to move ownership; it moves once the agency accepts (G Q8). */
export type Receiving = {
  readonly agency: AgencyId;
  /** Of the proposal. */
  readonly why: string;
  readonly since: Instant;
  /** The agency does not take it; the chair sees to it. */
  readonly declined?: { readonly why: string; readonly by: PersonKey; readonly at: Instant };
};

export type CaseIdentity = Identity & Pick<ReferralAnswers, 'address' | 'town' | 'sex' | 'ethnicity'>;

/** Somebody who moved away: the area they went to is told, and what it answers is kept (G Q11, T 2.6). */
export type Transfer = {
  readonly to?: string;
  readonly toldOn?: Day;
  readonly toldBy?: string;
  readonly answer?: string;
  /** The task that it is until the area has answered. */
  readonly action?: string;
};

/** How and why somebody left the register. */
export type Removal = {
  readonly on: Day;
  readonly reason: string;
  readonly why: string;
  /** In long custody: how contact with the prison is kept. */
  readonly prison?: string;
};

/** A person a body has taken on. */
export type Case = {
  readonly ref: string;
  readonly body: BodyId;
  readonly state: 'on the register' | 'removed';
  readonly identity: CaseIdentity;
  /** Where the body has categories. */
  readonly category?: CategoryId;
  readonly rag?: Rag;
  readonly monitoring?: Monitoring;
  /** The last time in prison; over when it has a day of release. */
  readonly custody?: Custody;
  readonly custodyReport?: CustodyReport;
  readonly owner: AgencyId;
  readonly leadAgency: AgencyId;
  /** Always there for somebody whom a meeting has adopted. */
  readonly leadProfessional?: PersonKey;
  readonly policeContact?: PersonKey;
  readonly statutory?: ReferralAnswers['statutory'];
  readonly consent?: Consent;
  /** Since when consent is to be asked again, because ownership moved. */
  readonly consentDue?: Instant;
  /** What the agency that decides on a refusal of consent makes of it. */
  readonly strand?: Strand;
  /** Whether somebody whom the scheme names goes on against a refusal; goes with the consent it is about. */
  readonly override?: Override;
  readonly receiving?: Receiving;
  readonly pathways: Readonly<Partial<Record<PathwayId, PathwayRating>>>;
  readonly drivers?: readonly string[];
  readonly flags?: readonly string[];
  readonly reviewOn: Day;
  readonly adoptedAt: Instant;
  /** The meeting that adopted; nothing for somebody who was imported. */
  readonly meeting?: string;
  /** A deter young offender, flagged at all stages (Richmond 3.6). */
  readonly dyo?: boolean;
  /** Since when the move to an adult panel has been proposed by itself, and the referral that it has become. */
  readonly move?: { readonly proposed: Day; readonly referral?: string };
  /** What waits to be decided, the oldest first. */
  readonly proposals: readonly Proposal[];
  readonly removal?: Removal;
  readonly transfer?: Transfer;
  /** Removed, and considered again at the first meeting from this day on (G Q11). */
  readonly reselectOn?: Day;
  /** Outlasts the proposal that brought it: the safeguard holds for other reasons, too. */
  readonly custodyRisk?: CustodyRisk;
  readonly steps?: StepsDone;
  readonly licence?: readonly LicenceCondition[];
  /** In prison, or released and still to be offered something. */
  readonly stay?: PrisonStay;
  /** Those ahead, and those whose result is asked; the earliest first. */
  readonly courts?: readonly CourtDate[];
  /** Those whose outcome is open; the earliest first. */
  readonly appointments?: readonly Appointment[];
  /** How many were kept and missed so far. */
  readonly attended?: { readonly kept: number; readonly missed: number };
  readonly orders?: readonly OrderHeld[];
  /** Those whose attendance is not recorded yet. */
  readonly arrests?: readonly Arrest[];
  readonly keyDates?: KeyDates;
  /** Cases against the person that are not decided yet. */
  readonly pending?: readonly string[];
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
export type CaseLine = Pick<Case, 'ref' | 'body' | 'owner' | 'leadAgency' | 'reviewOn' | 'state'> & {
  readonly name: string;
  readonly aliases?: string;
  readonly colour?: Colour;
  readonly monitoredUntil?: Day;
  readonly leadProfessional?: PersonKey;
  readonly policeContact?: PersonKey;
  readonly reselectOn?: Day;
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

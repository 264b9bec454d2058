/** What happened to a case, a row each, the newest first. */
import type { CaseChange, Colour } from './caseModel.ts';
import type { Rung } from './escalationModel.ts';
import type { LifeEvent } from './lifeEvents.ts';
import { countedDown } from './log.ts';
import type { Instant, PersonKey } from './person.ts';
import type { Custody } from './rules/custody.ts';
import type { Day } from './rules/days.ts';
import type { Decided } from './rules/rag.ts';
import type { Consent } from './rules/referral.ts';
import type { Reselected, Reviewed } from './rules/reviews.ts';
import type { AgencyId, BodyId, PathwayId } from './rules/scheme.ts';
import { type Change, create, kind, type Row } from './store.ts';
import type { Work } from './work.ts';

/** How a body came to a decision on a proposal. */
export type Settled = {
  readonly outcome: 'carried' | 'lost' | 'goes back';
  readonly meeting: string;
  /** The motion that decided, or how a body without a vote did. */
  readonly basis: { readonly motion: string } | { readonly how: 'agreed' | 'chair' | 'selected' };
};

export type Happened =
  | { readonly what: 'adopted'; readonly meeting: string }
  | { readonly what: 'proposed'; readonly change: CaseChange; readonly why: string }
  | ({ readonly what: 'decided'; readonly change: CaseChange; readonly why?: string } & Settled)
  | { readonly what: 'proposal withdrawn'; readonly change: CaseChange }
  | { readonly what: 'colour'; readonly from?: Colour; readonly to: Colour; readonly why: string }
  | { readonly what: 'colour for release'; readonly colour: Decided; readonly why: string }
  | { readonly what: 'monitoring'; readonly until: Day; readonly why: string }
  | { readonly what: 'custody' | 'custody changed'; readonly custody: Custody }
  | { readonly what: 'released'; readonly on: Day }
  | {
      readonly what: 'custody reported';
      readonly report:
        | { readonly what: 'custody'; readonly custody: Custody }
        | { readonly what: 'release'; readonly on: Day };
    }
  | { readonly what: 'custody report dismissed' }
  | { readonly what: 'tactic'; readonly colour: Colour; readonly task: string; readonly due: Day }
  | { readonly what: 'lead agency'; readonly from: AgencyId; readonly to: AgencyId }
  | { readonly what: 'ownership'; readonly from: AgencyId; readonly to: AgencyId }
  | { readonly what: 'restricted'; readonly to: readonly PersonKey[]; readonly why: string }
  | { readonly what: 'restriction lifted'; readonly why: string }
  | { readonly what: 'removed'; readonly reason: string; readonly why: string }
  /** To another body, by a new referral; 'moved' once that body has taken the person on. */
  | { readonly what: 'moving' | 'moved'; readonly to: BodyId; readonly referral: string }
  | { readonly what: 'action progress'; readonly action: string; readonly task: string; readonly note: string }
  | {
      readonly what: 'action completed';
      readonly action: string;
      readonly task: string;
      readonly outcome: string;
      readonly pathway?: PathwayId;
    }
  | {
      readonly what: 'action handed over';
      readonly action: string;
      readonly task: string;
      readonly from: PersonKey;
      readonly to: PersonKey;
      readonly why: string;
    }
  | {
      readonly what: 'escalation answered';
      readonly action: string;
      readonly task: string;
      readonly body: BodyId;
      readonly answer: string;
    }
  /** Something about the case climbs the ladder of bodies, or its answer comes down. */
  | { readonly what: 'escalation'; readonly rung: Rung }
  | {
      readonly what: 'case handed over';
      readonly part: 'lead professional' | 'police contact';
      readonly from: PersonKey;
      readonly to: PersonKey;
      readonly why: string;
    }
  /** Of a case that had none. */
  | { readonly what: 'named'; readonly part: 'lead professional' | 'police contact'; readonly to: PersonKey }
  | { readonly what: 'ownership offered'; readonly to: AgencyId }
  | { readonly what: 'ownership declined'; readonly agency: AgencyId; readonly why: string }
  | { readonly what: 'ownership stays'; readonly agency: AgencyId }
  | { readonly what: 'overridden' | 'not overridden'; readonly why: string }
  | { readonly what: 'proposal corrected'; readonly change: CaseChange }
  | ({ readonly what: 'reviewed'; readonly meeting: string } & Reviewed)
  | ({ readonly what: 'reselection considered'; readonly meeting: string } & Reselected)
  | {
      readonly what: 'receiving area';
      readonly to?: string;
      readonly toldOn?: Day;
      readonly toldBy?: string;
      readonly answer?: string;
    }
  /** Came with a register that was kept elsewhere until then. */
  | { readonly what: 'imported'; readonly file: string }
  /** An offence of that day, as a register, the police feed or the morning's report of the team says; perhaps only the day. */
  | { readonly what: 'offended'; readonly on: Day; readonly type?: string }
  | LifeEvent
  | ConsentHappened;

/** About consent; the same stands in the history of the referral, where there is one. */
export type ConsentHappened =
  | { readonly what: 'consent'; readonly from?: Consent; readonly to: Consent }
  | { readonly what: 'refusal passed on'; readonly agency: AgencyId; readonly strand: string }
  | { readonly what: 'consent came' }
  | { readonly what: 'placed' | 'not placed'; readonly strand: string; readonly why: string };

export type CaseEvent = { readonly at: Instant; readonly by: PersonKey } & Happened;

/** Whom an event names: who did it, and whoever it is about besides the case. */
export const peopleIn = (event: CaseEvent): PersonKey[] => {
  switch (event.what) {
    case 'action handed over':
    case 'case handed over':
      return [event.by, event.from, event.to];
    case 'named':
      return [event.by, event.to];
    default:
      return [event.by];
  }
};

/** id: `<ref>|<instant, counted down>|<entry id>`: a list begins with the newest. */
export const CaseEvents = kind<CaseEvent>('event');

/** An id by which the newest row of a case comes first. */
export const newestFirst = ({ now, newId }: Pick<Work, 'now' | 'newId'>): string => `${countedDown(now)}|${newId()}`;

export const happened = (work: Pick<Work, 'now' | 'actor' | 'newId'>, ref: string, event: Happened): Change =>
  create(CaseEvents, `${ref}|${newestFirst(work)}`, {
    at: work.now.toISOString(),
    by: work.actor.person,
    ...event,
  });

/** Noon is the same day in London and in UTC. */
export const noonOf = (on: Day): Date => new Date(`${on}T12:00:00Z`);

/** Under which the events of a case stand that are dated to a day that is past. */
export const datedTo = (ref: string, on: Day): string => `${ref}|${countedDown(noonOf(on))}|`;

/** The newest events of a case, at most `most` from the one after `past`. */
export const timelineOf = (
  place: Pick<Work, 'store' | 'area'>,
  ref: string,
  most: number,
  past?: string,
): Promise<Row<CaseEvent>[]> => place.store.list(place.area.id, CaseEvents, `${ref}|`, most, past);

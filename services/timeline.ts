/** What happened to a case, a row each, the newest first. */
import type { CaseChange, Colour } from './caseModel.ts';
import type { Instant, PersonKey } from './person.ts';
import type { Day } from './rules/days.ts';
import type { AgencyId } from './rules/scheme.ts';
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
  | { readonly what: 'lead agency'; readonly from: AgencyId; readonly to: AgencyId }
  | { readonly what: 'ownership'; readonly from: AgencyId; readonly to: AgencyId }
  | { readonly what: 'removed'; readonly reason: string; readonly why: string }
  /** Came with a register that was kept elsewhere until then. */
  | { readonly what: 'imported'; readonly file: string }
  /** Re-offended on that day, as the register says that came with the import. */
  | { readonly what: 'offended'; readonly on: Day };

export type CaseEvent = { readonly at: Instant; readonly by: PersonKey } & Happened;

/** id: `<ref>|<instant, counted down>|<entry id>`: a list begins with the newest. */
export const CaseEvents = kind<CaseEvent>('event');

/** Milliseconds until the year 2286, sixteen digits: the later, the smaller. */
const countedDown = (now: Date): string => String(9_999_999_999_999 - now.getTime()).padStart(16, '0');

export const happened = (work: Pick<Work, 'now' | 'actor' | 'newId'>, ref: string, event: Happened): Change =>
  create(CaseEvents, `${ref}|${countedDown(work.now)}|${work.newId()}`, {
    at: work.now.toISOString(),
    by: work.actor.person,
    ...event,
  });

/** The newest events of a case, at most `most` from the one after `past`. */
export const timelineOf = (
  place: Pick<Work, 'store' | 'area'>,
  ref: string,
  most: number,
  past?: string,
): Promise<Row<CaseEvent>[]> => place.store.list(place.area.id, CaseEvents, `${ref}|`, most, past);

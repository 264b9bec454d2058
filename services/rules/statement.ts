/** What an intervention statement tells a court: what was offered, when, and how the person responded (L, criminal justice). */
import type { Day } from './days.ts';
import type { Who } from './fields.ts';
import type { AgencyId, PathwayId, Scheme } from './scheme.ts';

export const RESPONSES = ['accepted', 'refused', 'attended', 'did not attend', 'completed', 'no answer'] as const;
export type Response = (typeof RESPONSES)[number];

export type Answered = {
  readonly response: Response;
  readonly on: Day;
  readonly note?: string;
  /** Who wrote it down. */
  readonly by: Who;
};

export type Offer = {
  readonly id: string;
  readonly case: string;
  readonly pathway: PathwayId;
  readonly what: string;
  readonly on: Day;
  /** Who offered it, in words: not everybody who offers something is on Teams. */
  readonly who: string;
  readonly agency?: AgencyId;
  readonly by: Who;
  /** The oldest first. */
  readonly answers: readonly Answered[];
};

export type Period = { readonly from: Day; readonly to: Day };
export type Statement = readonly { readonly pathway: PathwayId; readonly offers: readonly Offer[] }[];

const within = (on: Day, { from, to }: Period): boolean => on >= from && on <= to;

/**
 * By pathway in the scheme's order, the earliest offer first: what was offered in the period, and earlier offers that
 * the person answered in it. Answers after its end are left out, so that an old statement can be made again.
 */
export const statementOf = (
  offers: readonly Offer[],
  period: Period,
  { pathways }: Pick<Scheme, 'pathways'>,
): Statement => {
  const told = offers
    .map((offer) => ({ ...offer, answers: offer.answers.filter(({ on }) => on <= period.to) }))
    .filter(({ on, answers }) => within(on, period) || answers.some((answer) => within(answer.on, period)))
    .filter(({ on }) => on <= period.to)
    .sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
  return pathways
    .map(({ id }) => ({ pathway: id, offers: told.filter(({ pathway }) => pathway === id) }))
    .filter(({ offers }) => offers.length > 0);
};

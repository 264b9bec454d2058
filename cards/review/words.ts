/** What a meeting made of a review, in words that name nobody. */
import type { AgendaItem } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Reselected, Reviewed } from '../../services/rules/reviews.ts';

export const outcomes = {
  stay: 'Stays as it is',
  plan: 'The plan changes',
  colour: 'Another colour is proposed',
  removal: 'Removal is proposed, for the next meeting to decide',
  'refer again': 'To be referred again',
  'not now': 'Not to be referred again now',
  later: 'To be considered again later',
} as const satisfies Record<(Reviewed | Reselected)['outcome'], string>;

export const outcomeInWords = (review: Reviewed | Reselected): string => {
  const colour = review.outcome === 'colour' && review.colour ? ` (${review.colour})` : '';
  const next = review.next
    ? ` ${review.outcome === 'later' ? 'Considered again' : 'Next review'} on ${inWords(review.next)}.`
    : '';
  return `${outcomes[review.outcome]}${colour}.${next}`;
};

export const reviewInWords = (review: Reviewed | Reselected): string =>
  `${isReviewed(review) ? 'Review' : 'Re-selection'}: ${outcomeInWords(review)}`;

const isReviewed = (review: Reviewed | Reselected): review is Reviewed =>
  ['stay', 'plan', 'colour', 'removal'].includes(review.outcome);

/** Agencies that were asked for their input and gave none. */
export const withoutOf = (review: NonNullable<AgendaItem['review']>): readonly string[] =>
  'without' in review ? (review.without ?? []) : [];

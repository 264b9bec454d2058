/** Which OGRS score of a referral counts, and whether its body asks for one. */
import type { Day } from './days.ts';
import type { ReferralAnswers } from './referral.ts';
import { type Body, wholeOf } from './scheme.ts';

/** A score that was given beside the form, as far as it matters here. */
type Scored = { readonly tool: string; readonly version?: string; readonly date: Day; readonly twoYear: number };

/** The answers with the newest score of all; of two of one day, the one given later. */
export const withNewestScore = (answers: ReferralAnswers, scores: readonly Scored[] = []): ReferralAnswers => {
  const newest = scores.toReversed().toSorted((a, b) => b.date.localeCompare(a.date))[0];
  if (!newest) return answers;
  const own = answers.ogrs;
  if (own?.score !== undefined && own.date !== undefined && own.date > newest.date) return answers;
  const { tool, version, date, twoYear } = newest;
  return { ...answers, ogrs: { score: twoYear, tool: version ? `${tool} ${version}` : tool, date } };
};

/** Whether a criterion of the body, or of the guide to one of its categories, reads the score. */
export const readsOgrs = (body: Pick<Body, 'screening' | 'categories'>, today: Day): boolean =>
  [
    ...(body.screening.findLast((set) => set.from <= today)?.criteria ?? []),
    ...body.categories.flatMap(({ guide }) => guide),
  ]
    .flatMap(wholeOf)
    .some((criterion) => criterion.kind === 'score' && criterion.of === 'ogrs');

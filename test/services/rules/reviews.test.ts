import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { keptReview, nextReview, reselectionOn, takesInput, USUAL } from '../../../services/rules/reviews.ts';
import { schemes } from '../../../services/schemes/index.ts';

const reviewsOf = (scheme: string, body: string) =>
  schemes[scheme]?.bodies.find(({ id }) => id === body)?.reviews ?? USUAL;

test.for([
  ['richmond', 'iom', undefined, '2026-11-05', '2027-02-05', 'every 3 months (G Q11)'],
  ['richmond', 'iom', undefined, '2026-11-30', '2027-02-28', 'the last of a shorter month'],
  ['london', 'iom', 'red', '2026-11-05', '2027-02-05', 'red as any other'],
  ['essex', 'iom', 'red', '2026-11-05', '2026-11-19', 'red every fortnight (T 2.6)'],
  ['essex', 'iom', 'red', '2024-02-20', '2024-03-05', 'over a leap day'],
  ['essex', 'iom', 'amber', '2026-11-05', '2027-02-05', 'amber every 3 months'],
  ['essex', 'iom', undefined, '2026-11-05', '2027-02-05', 'without a colour every 3 months'],
  ['leeds', 'conference-one', undefined, '2026-11-05', '2027-02-05', 'every 3 months'],
] as const)('%s %s %s: from %s to %s, %s', ([scheme, body, colour, from, next]) => {
  expect(nextReview(reviewsOf(scheme, body), colour, day(from))).toBe(next);
});

test.for([
  ['red', '2027-02-05', '2026-11-19', 'sooner'],
  ['red', '2026-11-10', '2026-11-10', 'kept: it is sooner already'],
  ['green', '2026-11-19', '2026-11-19', 'kept: nothing is put off'],
] as const)('in Essex a case that becomes %s, due on %s, is reviewed on %s: %s', ([colour, due, on]) => {
  expect(keptReview(reviewsOf('essex', 'iom'), colour, day('2026-11-05'), day(due))).toBe(on);
});

test('only Essex asks each agency for its input, and only on red cases (T 2.6)', () => {
  const asks = Object.values(schemes).flatMap(({ id, bodies }) =>
    bodies.flatMap(({ id: body, reviews }) =>
      (['red', 'amber', 'green', 'blue', undefined] as const)
        .filter((colour) => reviews && takesInput(reviews, colour))
        .map((colour) => [id, body, colour]),
    ),
  );
  expect(asks).toEqual([['essex', 'iom', 'red']]);
});

test('every body that adopts people says how often it reviews them', () => {
  for (const { bodies } of Object.values(schemes))
    for (const { motions, reviews } of bodies) expect(reviews !== undefined).toBe(motions.includes('adopt'));
});

test.for([
  [{ end: day('2029-01-31') }, '2028-10-31'],
  [{ end: day('2028-05-31') }, '2028-02-29'],
  [{ end: day('2027-05-31') }, '2027-02-28'],
  [{ askOn: day('2031-03-01') }, '2031-03-01'],
] as const)('re-selection from %o is considered on %s (G Q11)', ([custody, on]) => {
  expect(reselectionOn(custody)).toBe(on);
});

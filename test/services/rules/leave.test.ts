import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { receiver, worksFor } from '../../../services/rules/leave.ts';

const until = (last: string, standIn: string) => ({ until: day(last), standIn });

test.for<[string, Record<string, ReturnType<typeof until>>, string, string | undefined]>([
  ['nobody is away', {}, 'ann', undefined],
  ['somebody else is away', { bob: until('2026-11-20', 'cat') }, 'ann', undefined],
  ['away today', { ann: until('2026-11-20', 'bob') }, 'bob', '2026-11-20'],
  ['the last day away is today', { ann: until('2026-11-05', 'bob') }, 'bob', '2026-11-05'],
  ['back since yesterday', { ann: until('2026-11-04', 'bob') }, 'ann', undefined],
  [
    'the stand-in is away too',
    { ann: until('2026-11-20', 'bob'), bob: until('2026-11-09', 'cat') },
    'cat',
    '2026-11-20',
  ],
  [
    'both stand in for each other',
    { ann: until('2026-11-20', 'bob'), bob: until('2026-11-20', 'ann') },
    'ann',
    undefined,
  ],
])('%s', ([, leaves, person, away]) => {
  expect(receiver(leaves, 'ann', day('2026-11-05'))).toEqual({ person, ...(away && { until: away }) });
});

test('whoever stands in has the work of everybody who is away, also of those whose stand-in is away', () => {
  const leaves = { ann: until('2026-11-20', 'bob'), bob: until('2026-11-09', 'cat'), dan: until('2026-11-04', 'cat') };
  expect(worksFor(leaves, 'cat', day('2026-11-05'))).toEqual(['cat', 'ann', 'bob']);
  expect(worksFor(leaves, 'bob', day('2026-11-10'))).toEqual(['bob', 'ann']);
  expect(worksFor(leaves, 'ann', day('2026-11-05'))).toEqual(['ann']);
});

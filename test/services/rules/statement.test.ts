import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { type Answered, type Offer, statementOf } from '../../../services/rules/statement.ts';
import { richmond } from '../../support/builders.ts';

const answered = (on: string, response: Answered['response']): Answered => ({
  on: day(on),
  response,
  by: 'meadow|somebody',
});
const offer = (id: string, on: string, answers: readonly Answered[] = [], pathway = 'accommodation'): Offer => ({
  id,
  case: 'RICH-2026-014',
  pathway,
  what: `Offer ${id}`,
  on: day(on),
  who: 'Invented Worker',
  by: 'meadow|somebody',
  answers,
});
const period = { from: day('2026-09-01'), to: day('2026-09-30') };
const told = (...offers: readonly Offer[]) =>
  statementOf(offers, period, richmond).map(({ pathway, offers }) => [
    pathway,
    offers.map(({ id, answers }) => `${id} ${answers.map(({ response }) => response).join('+')}`.trim()),
  ]);

test.for<[string, Offer, string[]]>([
  ['offered on its first day', offer('a', '2026-09-01'), ['a']],
  ['offered on its last day', offer('a', '2026-09-30'), ['a']],
  ['offered the day before', offer('a', '2026-08-31'), []],
  ['offered the day after', offer('a', '2026-10-01'), []],
  ['offered before and answered in it', offer('a', '2026-08-01', [answered('2026-09-02', 'refused')]), ['a refused']],
  ['offered before and answered after', offer('a', '2026-08-01', [answered('2026-10-02', 'refused')]), []],
  ['offered in it and answered after', offer('a', '2026-09-20', [answered('2026-10-02', 'refused')]), ['a']],
  [
    'answered before, in it and after',
    offer('a', '2026-08-01', [
      answered('2026-08-02', 'accepted'),
      answered('2026-09-03', 'did not attend'),
      answered('2026-10-03', 'completed'),
    ]),
    ['a accepted+did not attend'],
  ],
])('the statement of September has what was %s, as it stood at its end (L, criminal justice)', ([, one, lines]) => {
  expect(told(one)).toEqual(lines.length > 0 ? [['accommodation', lines]] : []);
});

test('it goes by pathway in the order of the scheme, the earliest offer first', () => {
  const offers = [
    offer('d', '2026-09-09', [], 'health'),
    offer('c', '2026-09-05'),
    offer('b', '2026-09-02', [], 'health'),
    offer('a', '2026-09-05'),
  ];
  expect(told(...offers)).toEqual([
    ['accommodation', ['a', 'c']],
    ['health', ['b', 'd']],
  ]);
});

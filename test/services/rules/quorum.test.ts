import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quorum } from '../../../services/rules/quorum.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { seed } from './seed.ts';

const seat = (agency: string, present = true, aside = false) => ({ seat: `${agency}-seat`, agency, present, aside });

test.for([
  { what: 'four agencies (R 4.9)', seats: ['a', 'b', 'c', 'd'].map((agency) => seat(agency)), status: 'quorate' },
  { what: 'three agencies', seats: ['a', 'b', 'c'].map((agency) => seat(agency)), status: 'inquorate' },
  {
    what: 'two officers of one of three agencies',
    seats: ['a', 'a', 'b', 'c'].map((agency) => seat(agency)),
    status: 'inquorate',
  },
  {
    what: 'four, one standing aside',
    seats: [seat('a'), seat('b'), seat('c'), seat('d', true, true)],
    status: 'inquorate',
  },
  {
    what: 'four, of one of them one of two aside',
    seats: [seat('a'), seat('b'), seat('c'), seat('d', true, true), seat('d')],
    status: 'quorate',
  },
])('$what: $status', ({ seats, status }) => {
  expect(quorum(seats, 4).status).toBe(status);
});

test('each agency is present, standing aside or missing', () => {
  const seats = [seat('a'), seat('a', false), seat('b', true, true), seat('c', false), seat('c', false, true)];
  expect(quorum(seats, 2)).toEqual({ status: 'inquorate', needed: 2, present: ['a'], aside: ['b'], missing: ['c'] });
});

test('a body without a quorum is quorate with nobody there', () => {
  expect(quorum([seat('a', false)], null)).toEqual({
    status: 'quorate',
    needed: null,
    present: [],
    aside: [],
    missing: ['a'],
  });
});

test('for any attendance, the Richmond IOM panel is quorate if and only if four distinct agencies sit', () => {
  const seats = schemes.richmond?.bodies.find((body) => body.id === 'iom')?.seats ?? [];
  const attendance = fc.tuple(...seats.map(() => fc.record({ present: fc.boolean(), aside: fc.boolean() })));
  fc.assert(
    fc.property(attendance, (marks) => {
      const here = seats.flatMap(({ id, agency }, at) => {
        const mark = marks[at];
        return mark ? [{ seat: id, agency, ...mark }] : [];
      });
      const sitting = new Set<string>();
      for (const { agency, present, aside } of here) if (present && !aside) sitting.add(agency);
      const result = quorum(here, 4);
      expect(result.status).toBe(sitting.size >= 4 ? 'quorate' : 'inquorate');
      expect(new Set(result.present)).toEqual(sitting);
      expect([...result.present, ...result.aside, ...result.missing].toSorted()).toEqual(
        [...new Set(seats.map((other) => other.agency))].toSorted(),
      );
    }),
    { seed, numRuns: 500 },
  );
});

import { expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { dueBy, firstDue, type Open, openOf } from '../../../services/rules/due.ts';

const court = { id: 'c', on: day('2026-11-19'), court: 'Invented Court', promptOn: day('2026-11-12') };
const custody = {
  kind: 'remand',
  prison: 'HMP Nowhere',
  since: day('2026-11-01'),
  releaseOn: day('2026-12-01'),
} as const;
const order = { id: 'o', order: 'licence', visitBy: day('2026-11-25') };

test.for<[string, Open, [string, string][]]>([
  ['nothing', {}, []],
  ['a court date', { courts: [court] }, [['2026-11-12', 'court']]],
  ['a prepared court date', { courts: [{ ...court, statement: { wanted: false } }] }, [['2026-11-20', 'result']]],
  [
    'an appointment',
    { appointments: [{ id: 'a', on: day('2026-11-06'), kind: 'visit', what: 'Home' }] },
    [['2026-11-06', 'appointment']],
  ],
  ['an order whose holder is to be visited', { orders: [order] }, [['2026-11-25', 'visit']]],
  [
    'an order whose holder was visited',
    { orders: [{ ...order, visited: { on: day('2026-11-20'), verified: true, explained: true } }] },
    [],
  ],
  ['an order without a visit', { orders: [{ id: 'o', order: 'other' }] }, []],
  [
    'a joint meeting',
    { jointMeetings: [{ id: 'j', on: day('2026-11-10'), area: 'Elsewhere' }] },
    [['2026-11-10', 'joint meeting']],
  ],
  ['an expected release', { custody }, [['2026-12-01', 'prison release']]],
  [
    'the end of a sentence, which custody says before anything else',
    {
      custody: { ...custody, released: day('2026-11-30'), endsOn: day('2027-06-01') },
      keyDates: { sentenceEnd: day('2027-01-01') },
    },
    [['2027-06-01', 'end of sentence']],
  ],
  ['somebody released', { custody: { ...custody, released: day('2026-11-30') } }, []],
  [
    'key dates',
    { keyDates: { sentenceEnd: day('2027-01-01'), bail: day('2026-11-09') } },
    [
      ['2026-11-09', 'bail'],
      ['2027-01-01', 'end of sentence'],
    ],
  ],
])('%s', ([, open, due]) => {
  expect(openOf(open).map(({ on, what }) => [on, what])).toEqual(due);
  expect(firstDue(open)).toBe(due[0]?.[0]);
});

test('what is due has come, or its day is today; what lies ahead is not', () => {
  const open: Open = { courts: [court], keyDates: { bail: day('2026-11-13') } };
  const on = (today: string) => dueBy(open, day(today)).map(({ what }) => what);
  expect(on('2026-11-11')).toEqual([]);
  expect(on('2026-11-12')).toEqual(['court']);
  expect(on('2026-11-13')).toEqual(['court', 'bail']);
});

test('a hearing that passed unprepared asks for its result and no longer for a statement', () => {
  expect(dueBy({ courts: [court] }, day('2026-11-20')).map(({ what }) => what)).toEqual(['result']);
});

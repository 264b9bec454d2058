import { expect, test } from 'vitest';
import { type Day, day } from '../../../services/rules/days.ts';
import { climbed, daysOverdue, latestDue } from '../../../services/rules/escalation.ts';

const rules = { agencyLead: 1, bodyAbove: 10, source: 'R 1.5' };

// 5 November 2026 is a Thursday.
test.for<[string, string, string | undefined, string, [string, string][]]>([
  ['not due yet', '2026-11-06', undefined, '2026-11-05', []],
  ['due today', '2026-11-05', undefined, '2026-11-05', []],
  ['a working day overdue', '2026-11-05', undefined, '2026-11-06', [['agency lead', '2026-11-06']]],
  ['due on a Friday, on the Sunday after', '2026-11-06', undefined, '2026-11-08', []],
  ['due on a Friday, on the Monday after', '2026-11-06', undefined, '2026-11-09', [['agency lead', '2026-11-09']]],
  ['nine working days overdue', '2026-11-05', undefined, '2026-11-18', [['agency lead', '2026-11-06']]],
  [
    'ten working days overdue',
    '2026-11-05',
    undefined,
    '2026-11-19',
    [
      ['agency lead', '2026-11-06'],
      ['body above', '2026-11-19'],
    ],
  ],
  ['answered', '2026-11-05', '2026-11-19', '2026-11-20', [['agency lead', '2026-11-06']]],
  [
    'ten working days after an answer',
    '2026-11-05',
    '2026-11-19',
    '2026-12-03',
    [
      ['agency lead', '2026-11-06'],
      ['body above', '2026-12-03'],
    ],
  ],
  [
    'answered before a later due date was set',
    '2026-12-01',
    '2026-11-19',
    '2026-12-03',
    [['agency lead', '2026-12-02']],
  ],
  ['over Christmas', '2026-12-24', undefined, '2026-12-28', []],
])('%s', ([, due, answered, today, rungs]) => {
  const reached = climbed({ due: day(due), answered: answered as Day | undefined }, rules, day(today));
  expect(reached.map(({ rung, since }) => [rung, since])).toEqual(rungs);
});

test('what an area adds to the holidays counts', () => {
  const calendar = { holidays: [day('2026-11-06')], workingDays: [] };
  expect(climbed({ due: day('2026-11-05') }, rules, day('2026-11-06'), calendar)).toEqual([]);
});

test('nothing that has climbed is due later than what is read for it', () => {
  for (let offset = 0; offset < 40; offset += 1) {
    const due = day(`2026-12-${String((offset % 28) + 1).padStart(2, '0')}`);
    for (const today of [day('2026-12-21'), day('2026-12-28'), day('2027-01-04'), day('2027-01-17')])
      for (const { rung } of climbed({ due }, rules, today))
        expect(due <= latestDue(today, rung === 'agency lead' ? 1 : 10)).toBe(true);
  }
});

test.for([
  ['2026-11-05', '2026-11-05', 0],
  ['2026-11-05', '2026-11-06', 1],
  ['2026-11-06', '2026-11-08', 0],
  ['2026-11-06', '2026-11-10', 2],
] as const)('due on %s, on %s it is %i working days overdue', ([due, today, days]) => {
  expect(daysOverdue(day(due), day(today))).toBe(days);
});

import { expect, test } from 'vitest';
import { addDays, type Day, day } from '../../../services/rules/days.ts';
import { paperwork } from '../../../services/rules/paperwork.ts';
import { weekBegan } from '../../../services/rules/reminders.ts';
import type { Scheme } from '../../../services/rules/scheme.ts';
import { isWorkingDay } from '../../../services/rules/workingDays.ts';
import { richmond } from '../../support/builders.ts';

const scheme = (change: Partial<Scheme>): Scheme => ({
  ...richmond,
  agencies: richmond.agencies.map(({ protocolUntil: _, ...agency }) => agency),
  priorities: [],
  youngOffenders: undefined,
  ...change,
});

/** The working days of these months on which the co-ordinators are told something new. */
const told = (of: Scheme, from: string, until: string): string[] => {
  const news: string[] = [];
  let after = addDays(day(from), -1);
  for (let on: Day = day(from); on <= until; on = addDays(on, 1)) {
    if (!isWorkingDay(on)) continue;
    for (const { kind, news: isNews } of paperwork(of, { after, day: on })) if (isNews) news.push(`${on} ${kind}`);
    after = on;
  }
  return news;
};

const agency = { id: 'hostel', name: 'Invented Hostel', kind: 'voluntary' } as const;
const list = { source: 'G Q5', tiers: {} };

test.for<[string, Partial<Scheme>, [string, string], readonly string[]]>([
  [
    'a signature of the protocol: twenty working days before, on its last day, and once it has ended',
    { agencies: [{ ...agency, protocolUntil: day('2027-01-06') }] },
    ['2026-11-01', '2027-03-31'],
    ['2026-12-04 protocol', '2027-01-06 protocol', '2027-01-07 protocol'],
  ],
  [
    'one that ended long ago says nothing',
    { agencies: [{ ...agency, protocolUntil: day('2019-03-31') }] },
    ['2026-11-01', '2027-03-31'],
    [],
  ],
  [
    'priority offences are looked at every year (G Q5)',
    { priorities: [{ ...list, from: day('2024-04-01') }] },
    ['2026-01-01', '2027-12-31'],
    ['2026-03-04 priorities', '2026-04-01 priorities', '2027-03-02 priorities', '2027-04-01 priorities'],
  ],
  [
    'counted from the list in force, not from one to come',
    {
      priorities: [
        { ...list, from: day('2024-04-01') },
        { ...list, from: day('2026-09-01') },
      ],
    },
    ['2026-03-15', '2027-09-30'],
    ['2026-04-01 priorities', '2027-08-03 priorities', '2027-09-01 priorities'],
  ],
  [
    'the year’s cohort of young offenders, when it is complete (R 3)',
    { youngOffenders: richmond.youngOffenders },
    ['2026-01-01', '2027-12-31'],
    ['2026-04-01 cohort', '2027-04-01 cohort'],
  ],
])('%s', ([, change, [from, until], expected]) => {
  expect(told(scheme(change), from, until)).toEqual(expected);
});

test('the cohort is told late rather than never', () => {
  const late = paperwork(scheme({ youngOffenders: richmond.youngOffenders }), {
    after: day('2026-03-31'),
    day: day('2026-04-14'),
  });
  expect(late).toEqual([{ kind: 'cohort', on: '2026-04-01', news: true }]);
});

test.for([
  ['on a Monday', '2026-11-20', '2026-11-23', true],
  ['on no other day', '2026-11-23', '2026-11-24', false],
  ['on the Tuesday after a bank holiday', '2027-04-30', '2027-05-04', true],
  ['after a week in which nobody looked', '2026-11-20', '2026-12-02', true],
] as const)('a week begins %s', ([, after, on, began]) => {
  expect(weekBegan({ after: day(after), day: day(on) })).toBe(began);
});

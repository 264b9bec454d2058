import { describe, expect, test } from 'vitest';
import {
  chainOf,
  chasedOn,
  type Dated,
  dayOf,
  type Link,
  makeFrom,
  togetherOn,
} from '../../../services/rules/chain.ts';
import { day } from '../../../services/rules/days.ts';
import { meetingDates } from '../../../services/rules/meetingDates.ts';
import { isWorkingDay } from '../../../services/rules/workingDays.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { bodyCalled } from '../../support/bodies.ts';

const essex = bodyCalled('iom', 'essex');
const days = (chain: readonly Dated[]) => Object.fromEntries(chain.map(({ what, on }) => [what, on]));

describe('a date that hangs on a meeting', () => {
  test.for<[string, string, string, string, Link, string]>([
    ['R 1.13: the agenda of the strategic group', 'richmond', 'strategic', '2026-12-10', 'agenda', '2026-12-03'],
    ['R 1.14: its minutes, over Christmas', 'richmond', 'strategic', '2026-12-23', 'minutes', '2027-01-04'],
    ['R 2.6: referrals to ASB, over Easter', 'richmond', 'asb', '2027-04-06', 'referrals', '2027-03-19'],
    [
      'R 2.6: referrals to ASB, over the bank holiday in May',
      'richmond',
      'asb',
      '2027-05-11',
      'referrals',
      '2027-04-26',
    ],
    ['R 4.11: agenda and papers, over New Year', 'richmond', 'iom', '2027-01-05', 'agenda', '2026-12-24'],
    ['R 4.12: invitations go with the papers', 'richmond', 'iom', '2026-11-24', 'invitations', '2026-11-17'],
    ['R 4.13: minutes, over Christmas', 'richmond', 'iom', '2026-12-22', 'minutes', '2026-12-31'],
    ['R 4.13: acknowledgements, with the minutes', 'richmond', 'iom', '2026-12-22', 'acknowledgements', '2026-12-31'],
    ['R 4.8: who comes is asked ten days ahead', 'richmond', 'iom', '2026-12-22', 'attendance', '2026-12-08'],
    ['R 4.8: and again two days ahead, over Easter', 'richmond', 'iom', '2027-03-30', 'attendance again', '2027-03-24'],
    ['R 4.17: open actions, over the bank holiday in August', 'richmond', 'iom', '2027-09-01', 'arising', '2027-08-24'],
    ['R 3.7-3.10: parts of the DYO panel, over Easter', 'richmond', 'dyo', '2027-03-30', 'inputs', '2027-03-25'],
    ['G Q8, Q10: DYO referrals bring people too', 'richmond', 'dyo', '2027-01-26', 'invitations', '2027-01-19'],
    [
      'T 2.6: input on red cases is asked for with the agenda',
      'essex',
      'iom',
      '2027-03-31',
      'inputs asked',
      '2027-03-22',
    ],
    ['T 2.6: and is in the day before', 'essex', 'iom', '2027-03-31', 'inputs', '2027-03-30'],
    ['L: minutes of a fortnightly panel, over Easter', 'london', 'iom', '2027-03-23', 'minutes', '2027-04-01'],
    ['Le 1.2: agenda of a case conference', 'leeds', 'conference-one', '2027-01-05', 'agenda', '2026-12-24'],
  ])('%s', ([, scheme, body, meeting, link, on]) => {
    expect(dayOf(chainOf(day(meeting), bodyCalled(body, scheme)), link)).toBe(on);
  });

  test.for<[string, string, string, Link[]]>([
    ['nobody to be referred', 'richmond', 'strategic', ['referrals', 'invitations', 'acknowledgements']],
    ['no cut-off and no input', 'richmond', 'iom', ['referrals', 'inputs asked', 'inputs']],
    ['no need to ask who comes, every week', 'london', 'iom-team', ['attendance', 'attendance again', 'arising']],
  ])('is missing where there is %s', ([, scheme, body, missing]) => {
    const chain = days(chainOf(day('2026-11-25'), bodyCalled(body, scheme)));
    expect(missing.filter((link) => link in chain)).toEqual([]);
  });

  test('moves with a day that the area closes, and with a bank holiday it works on', () => {
    const meeting = day('2026-11-25');
    const closed = { holidays: [day('2026-11-20')], workingDays: [] };
    expect(dayOf(chainOf(meeting, essex, closed), 'agenda')).toBe('2026-11-17');
    const worked = { holidays: [], workingDays: [day('2027-03-29')] };
    expect(dayOf(chainOf(day('2027-03-31'), essex, worked), 'agenda')).toBe('2027-03-23');
  });
});

test('the whole chain of a fortnight in Essex, in the order in which it comes', () => {
  expect(chainOf(day('2026-12-09'), essex).map(({ what, on }) => `${on} ${what}`)).toEqual([
    '2026-11-30 attendance',
    '2026-12-02 agenda',
    '2026-12-02 invitations',
    '2026-12-02 inputs asked',
    '2026-12-02 arising',
    '2026-12-07 attendance again',
    '2026-12-08 inputs',
    '2026-12-09 meeting',
    '2026-12-16 minutes',
    '2026-12-16 acknowledgements',
  ]);
});

test('every body of every scheme has a chain of working days, in order, for a year of its meetings', () => {
  for (const { bodies, calendar } of Object.values(schemes))
    for (const body of bodies)
      for (const meeting of meetingDates(body.rhythm, day('2026-11-05'), 12, calendar)) {
        const on = chainOf(meeting, body, calendar).map((dated) => dated.on);
        expect(on.toSorted()).toEqual(on);
        expect(on.filter((one) => !isWorkingDay(one, calendar))).toEqual([]);
        expect(on).toContain(meeting);
      }
});

describe('minutes and the next agenda of a fortnightly body', () => {
  test.for([
    ['fall on one day and go together', '2026-12-09', '2026-12-23', '2026-12-16'],
    ['do not where Easter lies between', '2027-03-17', '2027-03-31', undefined],
    ['do again after it', '2027-03-31', '2027-04-14', '2027-04-07'],
    ['do not where Christmas lies between', '2026-12-23', '2027-01-06', undefined],
  ] as const)('%s', ([, meeting, next, together]) => {
    expect(togetherOn(day(meeting), day(next), essex)).toBe(together);
  });

  test('never of a monthly one', () => {
    const iom = bodyCalled('iom');
    const dates = meetingDates(iom.rhythm, day('2026-11-05'), 12);
    for (const [at, date] of dates.slice(0, -1).entries())
      expect(togetherOn(date, dates[at + 1] ?? date, iom)).toBeUndefined();
  });
});

test.for([
  ['of a monthly panel: before people are asked whether they come', 'richmond', 'iom', '2026-12-22', '2026-12-04'],
  ['of a fortnightly one, over the turn of the year', 'essex', 'iom', '2027-01-06', '2026-12-21'],
  ['of the ASB panel: before its last day for referrals', 'richmond', 'asb', '2027-04-27', '2027-04-09'],
  ['of a weekly team: before its agenda', 'london', 'iom-team', '2026-12-07', '2026-11-26'],
] as const)(
  'a meeting that nobody has made is called for two days ahead of its first date, %s',
  ([, scheme, body, on, from]) => {
    expect(makeFrom(day(on), bodyCalled(body, scheme), 2)).toBe(from);
  },
);

describe('somebody is chased', () => {
  test.for([
    ['not before the first day', '2026-12-15', '2026-12-16', false],
    ['on it', '2026-12-16', '2026-12-17', true],
    ['not the day after', '2026-12-17', '2026-12-18', false],
    ['five working days later', '2026-12-23', '2026-12-24', true],
    ['once, where that day was missed', '2026-12-23', '2026-12-30', true],
    ['and five after that, over Christmas and New Year', '2027-01-04', '2027-01-05', true],
  ] as const)('%s', ([, after, on, chased]) => {
    expect(chasedOn(day('2026-12-17'), 5, { after: day(after), day: day(on) })).toBe(chased);
  });
});

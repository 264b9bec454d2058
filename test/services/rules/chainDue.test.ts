import { describe, expect, test } from 'vitest';
import { asksToday, type MeetingKnown, owedOf, owedToBeMade } from '../../../services/rules/chainDue.ts';
import { day } from '../../../services/rules/days.ts';
import { subtractWorkingDays } from '../../../services/rules/workingDays.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { bodyCalled } from '../../support/bodies.ts';

const reminders = { make: 2, papers: 2, chase: 5, source: 'test' };
const rules = { body: bodyCalled('iom', 'essex'), reminders };
/** The moment of a working day, after that of the one before. */
const slot = (on: string, after: string = subtractWorkingDays(day(on), 1)) => ({ day: day(on), after: day(after) });

// Asked on 30 November, agenda and open actions on 2 December, again on the 7th, input on the 8th, minutes on the 16th.
const planned: MeetingKnown = {
  date: day('2026-12-09'),
  state: 'planned',
  since: day('2026-11-10'),
  agendaOut: false,
  minutesOut: false,
  unreceived: 0,
};
const out = { ...planned, agendaOut: true };
const closed: MeetingKnown = { ...out, state: 'closed', closedOn: planned.date };
const said = (meeting: MeetingKnown, on: string, after?: string, of = rules) =>
  owedOf(meeting, slot(on, after), of).map(({ what, news }) => (news ? what : `${what}, no news`));

describe('of a meeting in Essex on 9 December', () => {
  test.for<[string, MeetingKnown, string, string[]]>([
    ['nothing is asked while there is time', planned, '2026-11-27', []],
    ['its agenda, two working days before it is due', planned, '2026-11-30', ['agenda']],
    ['nothing new of it the day after', planned, '2026-12-01', ['agenda, no news']],
    ['its agenda on the day, and open actions', planned, '2026-12-02', ['agenda', 'arising']],
    ['its agenda each working day after', planned, '2026-12-03', ['agenda', 'arising, no news']],
    ['no agenda once it is out', out, '2026-12-03', ['arising, no news']],
    ['the input that is missing', out, '2026-12-08', ['arising, no news', 'inputs']],
    ['no input, where no agenda asked for it', planned, '2026-12-08', ['agenda', 'arising, no news']],
    ['nothing new on its day', out, '2026-12-09', ['arising, no news', 'inputs, no news']],
    ['that it was not opened', out, '2026-12-10', ['hold']],
    ['its minutes, two working days before they are due', closed, '2026-12-14', ['minutes']],
    ['its minutes on the day', closed, '2026-12-16', ['minutes']],
    ['its minutes, also where nobody has closed it', { ...out, state: 'open' }, '2026-12-17', ['minutes']],
    ['no minutes once they are out', { ...closed, minutesOut: true }, '2026-12-17', []],
    [
      'answers that have not arrived, five working days later',
      { ...closed, minutesOut: true, unreceived: 2 },
      '2026-12-16',
      ['answers'],
    ],
    ['no answers on the day after', { ...closed, minutesOut: true, unreceived: 2 }, '2026-12-17', ['answers, no news']],
    [
      'answers again, five working days after that',
      { ...closed, minutesOut: true, unreceived: 1 },
      '2026-12-23',
      ['answers'],
    ],
    ['no answers once all have arrived', { ...closed, minutesOut: true }, '2026-12-16', []],
  ])('%s', ([, meeting, on, owed]) => {
    expect(said(meeting, on)).toEqual(owed);
  });

  test('what a missed moment would have brought comes with the next', () => {
    expect(said(planned, '2026-12-04', '2026-11-27')).toEqual(['agenda', 'arising']);
    expect(said(out, '2026-12-09', '2026-12-07')).toEqual(['arising, no news', 'inputs']);
  });

  test('open actions are asked for the working day after it was made or moved, where their day lies behind', () => {
    const late = { ...out, since: day('2026-12-04') };
    expect(said(late, '2026-12-04')).toEqual([]);
    expect(said(late, '2026-12-07')).toEqual(['arising']);
    expect(said(late, '2026-12-08')).toEqual(['arising, no news', 'inputs']);
  });
});

test('the DYO panel’s seats have their parts from the agenda’s day on, with news then and on the day they are due', () => {
  const dyo = { body: bodyCalled('dyo'), reminders };
  const meeting = { ...planned, date: day('2026-12-22'), agendaOut: true };
  expect(said(meeting, '2026-12-14', undefined, dyo)).toEqual([]);
  expect(said(meeting, '2026-12-15', undefined, dyo)).toEqual(['arising', 'parts']);
  expect(said(meeting, '2026-12-16', undefined, dyo)).toEqual(['arising, no news', 'parts, no news']);
  expect(said(meeting, '2026-12-21', undefined, dyo)).toContain('parts');
});

describe('a meeting that nobody has made', () => {
  // The first date that hangs on it is 30 November.
  test.for([
    ['is not called for while there is time', '2026-11-25', undefined],
    ['is, two working days before the first date that hangs on it', '2026-11-26', true],
    ['brings nothing new the day after', '2026-11-27', false],
    ['is, on that day', '2026-11-30', true],
    ['is, each working day after', '2026-12-01', true],
  ] as const)('%s', ([, on, news]) => {
    expect(owedToBeMade(planned.date, slot(on), rules)?.news).toBe(news);
  });
});

describe('people are asked whether they come', () => {
  test.for([
    ['not before its day', planned, '2026-11-27', undefined],
    ['on its day', planned, '2026-11-30', 'first'],
    ['on a later day, where they were not', planned, '2026-12-04', 'first'],
    ['again two working days before the meeting', planned, '2026-12-07', 'again'],
    ['not on the day of the meeting', planned, '2026-12-09', undefined],
    ['not once it is open', { ...planned, state: 'open' as const }, '2026-12-07', undefined],
  ] as const)('%s', ([, meeting, on, asks]) => {
    expect(asksToday(meeting, slot(on), rules)).toBe(asks);
  });

  test('never where the scheme says nothing of it', () => {
    expect(asksToday(planned, slot('2026-12-07'), { body: bodyCalled('iom-team', 'london') })).toBeUndefined();
  });
});

test('every scheme says when those who run the paperwork are reminded, and every body but a weekly team when people are asked', () => {
  for (const { meetings, bodies } of Object.values(schemes)) {
    expect(meetings.source).toBeTruthy();
    for (const { chain, kind } of bodies) expect(chain?.attendance !== undefined).toBe(kind !== 'team');
  }
});

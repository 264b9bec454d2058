import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../../services/rules/days.ts';
import {
  type Collected,
  compiled,
  type How,
  isOpen,
  listedBy,
  mayChange,
  meetingFor,
  reminding,
  silent,
  type Turn,
} from '../../../services/rules/teamMeeting.ts';
import { bodyCalled } from '../../support/bodies.ts';

const { rhythm, teamMeeting } = bodyCalled('iom-team', 'london');
if (!teamMeeting) throw new Error('London’s team has a weekly meeting');

const MONDAY = day('2026-11-30');
const since = (on: Day) => ({ after: addDays(on, -1), day: on });
const item = (change: Partial<Collected> = {}): Collected => ({ by: 'a', meeting: MONDAY, carried: 0, ...change });

// L, IOM team, weekly: London’s meets on Mondays at 09:30.
describe('what is added now comes to the meeting', () => {
  test.for([
    ['of the week after, from Tuesday on', '2026-11-24', '10:00', '2026-11-30'],
    ['of the day itself, until it begins', '2026-11-30', '09:29', '2026-11-30'],
    ['after it, from when it has begun', '2026-11-30', '09:30', '2026-12-07'],
    ['of the Tuesday, where the Monday is a bank holiday', '2026-08-28', '12:00', '2026-09-01'],
  ] as const)('%s', ([, on, time, meeting]) => {
    expect(meetingFor(rhythm, { day: day(on), time }, []).turn).toBe(meeting);
  });
});

describe('the list goes out the working day before, and those who brought nothing are reminded a working day earlier', () => {
  test.for([
    ['on the Friday before a Monday', '2026-11-27', '2026-11-30', '2026-11-26'],
    ['on the Monday before a Tuesday that a bank holiday moved it to', '2026-08-28', '2026-09-01', '2026-08-27'],
  ] as const)('%s', ([, on, meeting, from]) => {
    expect(listedBy(rhythm, teamMeeting, since(day(on)), [])).toBe(meeting);
    expect(reminding(teamMeeting, day(meeting))).toEqual({ from, until: on });
  });

  test('once a week, and on no other day', () => {
    const days = Array.from({ length: 27 }, (_, on): Day => addDays(day('2026-11-24'), on));
    const out = days.map((on) => ({ on, turn: listedBy(rhythm, teamMeeting, since(on), []) }));
    expect(out.flatMap(({ on, turn }, at) => (turn && turn !== out[at - 1]?.turn ? [on] : []))).toEqual([
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
      '2026-12-18',
    ]);
  });
});

describe('a meeting that somebody made for another day', () => {
  const moved = (turn: string, date: string, time = '09:30'): Turn => ({ turn: day(turn), date: day(date), time });
  test.for([
    [
      'until it begins, on its own day',
      '2026-12-02',
      '13:59',
      [moved('2026-11-30', '2026-12-02', '14:00')],
      '2026-11-30',
    ],
    ['the one after, from then on', '2026-12-02', '14:00', [moved('2026-11-30', '2026-12-02', '14:00')], '2026-12-07'],
    [
      'the one after, where it was moved nearer',
      '2026-11-27',
      '12:00',
      [moved('2026-11-30', '2026-11-27')],
      '2026-12-07',
    ],
    ['the one held first', '2026-11-24', '12:00', [moved('2026-11-30', '2026-12-09')], '2026-12-07'],
  ] as const)('has what is added %s', ([, on, time, made, turn]) => {
    expect(meetingFor(rhythm, { day: day(on), time }, made).turn).toBe(turn);
  });

  test.for([
    ['a working day before its new day', '2026-12-01', moved('2026-11-30', '2026-12-02'), '2026-11-30'],
    ['not before its old one', '2026-11-27', moved('2026-11-30', '2026-12-02'), undefined],
    [
      'late, where that day has gone by when it is moved',
      '2026-12-02',
      moved('2026-12-07', '2026-12-02'),
      '2026-12-07',
    ],
  ] as const)('has its list %s', ([, on, made, turn]) => {
    expect(listedBy(rhythm, teamMeeting, since(day(on)), [made])).toBe(turn);
  });
});

describe('with the next list', () => {
  const NEXT = day('2026-12-07');
  test.for<[string, Partial<Collected>, readonly Partial<Collected>[]]>([
    ['what was collected for it comes as it is', { meeting: NEXT }, [{ meeting: NEXT, carried: 0 }]],
    ['what nobody ticked off is carried over, and counted', {}, [{ meeting: NEXT, carried: 1 }]],
    ['again', { carried: 2 }, [{ meeting: NEXT, carried: 3 }]],
    ['what the chair left for it too', { outcome: { how: 'carried' } }, [{ meeting: NEXT, carried: 1 }]],
    ['what came late is not late any more', { late: true }, [{ meeting: NEXT, carried: 1 }]],
    ['what is dealt with stays behind', { outcome: { how: 'dealt with' } }, []],
    ['what became an action too', { outcome: { how: 'action' } }, []],
    ['what went up too', { outcome: { how: 'escalated' } }, []],
    ['what comes to a later meeting waits', { meeting: day('2026-12-14') }, []],
  ])('%s', ([, change, expected]) => {
    expect(compiled([item(change)], NEXT)).toEqual(expected.map((one) => ({ by: 'a', ...one })));
  });
});

test.for<[How | undefined, boolean]>([
  [undefined, true],
  ['carried', true],
  ['dealt with', false],
  ['action', false],
  ['escalated', false],
])('an item that is %s: is it open? %s', ([how, open]) => {
  expect(isOpen(how ? { outcome: { how } } : {})).toBe(open);
});

test.for<[string, Partial<Collected>, string, Day | undefined, string]>([
  ['its own, while the list is not out', {}, 'a', undefined, 'may'],
  ['its own, while the list of the meeting before is out', {}, 'a', day('2026-11-23'), 'may'],
  ['somebody else’s, never', {}, 'b', undefined, 'not theirs'],
  ['its own, once its list is out', {}, 'a', MONDAY, 'listed'],
  ['its own that was carried over', { carried: 1 }, 'a', undefined, 'listed'],
  ['its own that is ticked off', { outcome: { how: 'dealt with' } }, 'a', undefined, 'listed'],
])('who corrects an item or takes it back: %s', ([, change, person, listed, expected]) => {
  expect(mayChange(item(change), person, listed)).toBe(expected);
});

test('whoever has brought something to this meeting is not reminded of it', () => {
  const items = [item(), item({ by: 'b', meeting: day('2026-11-23') })];
  expect(silent(['a', 'b', 'c'], items, MONDAY)).toEqual(['b', 'c']);
});

import { describe, expect, test } from 'vitest';
import { lookAtBody } from '../../services/calendar.ts';
import { destination } from '../../services/deadlines.ts';
import { makeMeeting, proposedDate } from '../../services/meetings.ts';
import { moveMeeting } from '../../services/moving.ts';
import { type Day, day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { restoreTurn, skipTurn } from '../../services/turns.ts';
import { areaId, bodyCalled, coordinator } from '../support/bodies.ts';
import { calendarPanel } from '../support/calendarPanel.ts';
import { dump } from '../support/tables.ts';

const essex = bodyCalled('iom', 'essex');
// Its panel meets on Wednesdays, every fortnight: 9 and 23 December, 6 January.
const ninth = day('2026-12-09');
const now = '2026-11-25T12:00Z';
const why = 'Half of the panel is at a training day';

const desk = async () => {
  const panel = await calendarPanel(essex);
  const work = panel.by(coordinator, now);
  const skip = (turn: Day = ninth, version = 0) => skipTurn(work, { body: 'iom', turn, version, why });
  const ahead = async () =>
    (await lookAtBody(work, 'iom')).ahead.map(({ date, said }) => (said?.doc.skipped ? `none on ${date}` : date));
  const make = (date: string, turn?: Day) =>
    makeMeeting(work, { body: 'iom', date: day(date), time: '10:00', place: 'There', ...(turn && { turn }) });
  return { ...panel, work, skip, ahead, make };
};

describe('no meeting this time', () => {
  test('nobody is reminded of that turn, and what waits goes to the next', async () => {
    const { skip, work, days, cardsOf, ahead, shown } = await desk();
    expect(await skip()).toBe('skipped');
    // For the meeting of the 23rd people are asked on 14 December.
    await days('2026-11-26', '2026-12-10');
    expect(await cardsOf(coordinator)).toEqual({ '2026-12-10': ['meeting to make'] });
    expect(await ahead()).toEqual(['none on 2026-12-09', '2026-12-23', '2027-01-06', '2027-01-20']);
    expect((await destination(work, essex, day('2026-11-26'))).date).toBe('2026-12-23');
    expect(await proposedDate(work, essex)).toBe('2026-11-25');
    expect(await proposedDate({ ...work, now: new Date('2026-11-26T12:00Z') }, essex)).toBe('2026-12-23');
    expect(await shown()).toContain('no meeting');
  });

  test('and it meets after all, where that is taken back', async () => {
    const { skip, work, days, cardsOf, ahead } = await desk();
    await skip();
    const press = { body: 'iom', turn: ninth, version: 1 };
    expect(await restoreTurn(work, press)).toBe('restored');
    await days('2026-11-26', '2026-11-26');
    expect(Object.keys(await cardsOf(coordinator))).toEqual(['2026-11-26']);
    expect(await ahead()).toEqual(['2026-12-09', '2026-12-23', '2027-01-06']);
    expect((await destination(work, essex, day('2026-11-26'))).date).toBe('2026-12-09');
  });

  test('a press that came twice, or was overtaken, changes nothing', async () => {
    const { skip, work, store } = await desk();
    const press = { body: 'iom', turn: ninth };
    expect(await restoreTurn(work, { ...press, version: 0 })).toBe('overtaken');
    await skip();
    const skipped = await dump(store);
    expect(await skip()).toBe('overtaken');
    expect(await skip(ninth, 1)).toBe('overtaken');
    expect(await dump(store)).toEqual(skipped);
    await restoreTurn(work, { ...press, version: 1 });
    const restored = await dump(store);
    expect(await skip()).toBe('overtaken');
    expect(await restoreTurn(work, { ...press, version: 1 })).toBe('overtaken');
    expect(await dump(store)).toEqual(restored);
  });

  test.for([
    ['a day of which it is no turn', essex, '2026-12-10', 'no turn'],
    ['a turn that is over', essex, '2026-11-11', 'past'],
    ['a team, which comes together by its list', bodyCalled('iom-team', 'london'), '2026-11-30', 'no turn'],
  ] as const)('not of %s', async ([, body, turn, kind]) => {
    const panel = await calendarPanel(body);
    const press = { body: body.id, turn: day(turn), version: 0, why };
    await expect(skipTurn(panel.by(coordinator, now), press)).rejects.toMatchObject({ kind });
  });

  test('not of a turn whose meeting is made, or was moved away from it', async () => {
    const { skip, make, work, store } = await desk();
    const id = await make('2026-12-09');
    const to = { date: day('2026-12-16'), time: '10:00', place: 'There', why };
    await moveMeeting(work, { meeting: id, moves: 0, ...to });
    const before = await dump(store);
    expect(await skip()).toBe('overtaken');
    expect(await skip(ninth, 1)).toBe('overtaken');
    expect(await dump(store)).toEqual(before);
  });

  test('a meeting that is made all the same takes the turn, and the channel is told', async () => {
    const { skip, make, ahead, store } = await desk();
    await skip();
    await make('2026-12-09');
    expect(await ahead()).toEqual(['2026-12-09', '2026-12-23', '2027-01-06']);
    const told = (await store.list(areaId, Outbox)).filter(({ doc: { send } }) => send.view === 'no meeting');
    expect(told.length).toBe(2);
  });
});

describe('one turn has one meeting', () => {
  test('the second of two that are made for it is refused, also on another day', async () => {
    const { make, store } = await desk();
    await make('2026-12-09', ninth);
    const before = await dump(store);
    await expect(make('2026-12-10', ninth)).rejects.toMatchObject({ kind: 'turn taken' });
    expect(await dump(store)).toEqual(before);
  });

  test('of two that are made at the same moment, one', async () => {
    const { make } = await desk();
    const made = await Promise.allSettled(['2026-12-09', '2026-12-10', '2026-12-11'].map((on) => make(on, ninth)));
    expect(made.filter(({ status }) => status === 'fulfilled').length).toBe(1);
  });

  test('none for a turn of which it was said meanwhile that there is no meeting', async () => {
    const { make, skip } = await desk();
    await skip();
    await expect(make('2026-12-09', ninth)).rejects.toMatchObject({ kind: 'turn taken' });
  });

  test('one that was held before its turn leaves none for a referral that comes between', async () => {
    const { make, work, becomes } = await desk();
    const id = await make('2026-12-02', ninth);
    await becomes(id, { state: 'closed', agendaPostedAt: '2026-11-26T10:00:00.000Z' });
    expect((await destination(work, essex, day('2026-12-03'))).date).toBe('2026-12-23');
  });
});

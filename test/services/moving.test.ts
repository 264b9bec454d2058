import { expect, test } from 'vitest';
import { apologise, comes, substitute } from '../../services/attendance.ts';
import { lookAtBody } from '../../services/calendar.ts';
import { destination } from '../../services/deadlines.ts';
import { proposedDate } from '../../services/meetings.ts';
import { moveMeeting } from '../../services/moving.ts';
import { chainOf, dayOf } from '../../services/rules/chain.ts';
import { day } from '../../services/rules/days.ts';
import { bodyCalled, coordinator, holder, referrer } from '../support/bodies.ts';
import { calendarPanel } from '../support/calendarPanel.ts';
import { dump } from '../support/tables.ts';

const essex = bodyCalled('iom', 'essex');
const [chair, second, third, fourth] = essex.seats.map(({ id }) => id);
if (!chair || !second || !third || !fourth) throw new Error('four seats at least');
const now = '2026-11-24T12:00Z';
const to = { date: day('2026-12-15'), time: '14:00', place: 'Meadow House', why: 'The hall is closed' };

const made = async (at = now) => {
  const panel = await calendarPanel(essex);
  const id = await panel.makes('2026-12-09', at);
  const move = (change: Partial<typeof to> & { moves?: number } = {}, when = at) =>
    moveMeeting(panel.by(coordinator, when), { meeting: id, moves: 0, ...to, ...change });
  return { ...panel, id, move };
};

test('a meeting moves with its history, and what hangs on it is counted from the new day', async () => {
  const panel = await made();
  expect(await panel.move()).toBe('moved');
  const doc = await panel.meeting(panel.id);
  expect(doc).toMatchObject({ date: '2026-12-15', time: '14:00', turn: '2026-12-09' });
  expect(doc.moved).toEqual([
    {
      from: { date: '2026-12-09', time: '10:00', place: 'Meadow House' },
      why: to.why,
      by: coordinator,
      at: new Date(now).toISOString(),
    },
  ]);
  const [next] = (await lookAtBody(panel.by(coordinator, now), 'iom')).ahead.filter(({ meeting }) => meeting);
  expect(next && dayOf(next.chain, 'agenda')).toBe(dayOf(chainOf(day('2026-12-15'), essex), 'agenda'));
  expect((await destination(panel.by(coordinator, now), essex, day('2026-11-24'))).amendUntil).toBe('2026-12-08');
});

test('its turn of the rhythm stays taken, wherever it goes', async () => {
  const panel = await made();
  await panel.makes('2026-11-25', now);
  await panel.move();
  await panel.move({ moves: 1, date: day('2026-12-16') });
  expect(await proposedDate(panel.by(coordinator, now), essex)).toBe('2026-12-23');
  const { ahead } = await lookAtBody(panel.by(coordinator, now), 'iom');
  expect(ahead.map(({ date, meeting }) => [date, meeting !== undefined])).toEqual([
    ['2026-11-25', true],
    ['2026-12-16', true],
    ['2026-12-23', false],
  ]);
});

test('a press that was overtaken, or comes twice, changes nothing', async () => {
  const panel = await made();
  await panel.move();
  const before = await dump(panel.store);
  expect(await panel.move()).toBe('overtaken');
  expect(await panel.move({ date: day('2026-12-16') })).toBe('overtaken');
  expect(await dump(panel.store)).toEqual(before);
});

test.for([
  ['begun', { state: 'open' }, {}, /has begun/],
  ['closed', { state: 'closed' }, {}, /is closed/],
  ['past', {}, { date: day('2026-11-23') }, /“New day”.*over/],
  ['no working day', {}, { date: day('2026-12-25') }, /25 December 2026 is no working day/],
  ['other meeting', {}, { date: day('2026-12-23') }, /another meeting on 23 December 2026/],
  ['same', {}, { date: day('2026-12-09'), time: '10:00' }, /already/],
] as const)('is refused and changes nothing: %s', async ([kind, change, where, words]) => {
  const panel = await made();
  await panel.makes('2026-12-23', now);
  await panel.becomes(panel.id, change);
  const before = await dump(panel.store);
  const refused = expect(panel.move(where)).rejects;
  await refused.toMatchObject({ kind, message: expect.stringMatching(words) });
  expect(await dump(panel.store)).toEqual(before);
});

const items = [
  {
    id: 'a',
    heading: 'new referrals',
    referral: 'a',
    invited: referrer,
    gatekeeper: holder('gate'),
    state: 'waiting',
    aside: [],
  },
] as const;

test('items and invitations stay; whoever had said that they are coming is asked again, apologies and substitutes stand', async () => {
  const panel = await made();
  await panel.becomes(panel.id, { items, agendaPostedAt: '2026-11-24T10:00:00.000Z' });
  await comes(panel.by(holder(chair), now), panel.id, 0);
  await apologise(panel.by(holder(second), now), panel.id, 0);
  const colleague = { key: 'meadow|colleague', name: 'Invented colleague' } as const;
  await substitute(panel.by(holder(third), now), panel.id, undefined, colleague, 0);
  await panel.move();
  const doc = await panel.meeting(panel.id);
  expect(doc.items).toEqual(items);
  expect(doc.attendance).toMatchObject([
    { seat: chair, version: 2 },
    { seat: second, apologies: true, version: 1 },
    { seat: third, sitter: colleague.key, substitute: true },
  ]);
  expect(doc.attendance[0]?.coming).toBeUndefined();
  expect(await panel.told('meeting moved')).toEqual(
    [colleague.key, holder(chair), holder('gate'), holder(second), referrer].sort(),
  );
  expect(await panel.shown()).toContain('agenda');
});

test('to another place only: whoever said that they come is told and need not say it again', async () => {
  const panel = await made();
  await comes(panel.by(holder(chair), now), panel.id, 0);
  await panel.move({ date: day('2026-12-09'), time: '10:00', place: 'Elsewhere' });
  expect((await panel.meeting(panel.id)).attendance[0]?.coming).toBe(true);
  expect(await panel.told('meeting moved')).toEqual([holder(chair)]);
});

test('once people were asked whether they come, all of them are told', async () => {
  const panel = await made();
  await panel.move({}, '2026-12-01T12:00Z');
  expect(await panel.told('meeting moved')).toEqual(essex.seats.map(({ id }) => holder(id)).sort());
});

import { expect, test } from 'vitest';
import { postAgenda, referralsWaiting } from '../../services/agenda.ts';
import { comes } from '../../services/attendance.ts';
import { lookAtBody, lookAtDates } from '../../services/calendar.ts';
import { meetingsUnderWay } from '../../services/calendarIndex.ts';
import { callOff } from '../../services/callingOff.ts';
import { destination } from '../../services/deadlines.ts';
import { makeMeeting, openMeeting, presentMeeting, proposedDate } from '../../services/meetings.ts';
import { minutedMeeting, readMinutes } from '../../services/minutes.ts';
import { type Referral, Referrals } from '../../services/model.ts';
import { moveMeeting } from '../../services/moving.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { restoreTurn, skipTurn, turnRow } from '../../services/turns.ts';
import { areaId, bodyCalled, coordinator, holder, referralOf, referrer } from '../support/bodies.ts';
import { calendarPanel } from '../support/calendarPanel.ts';
import { dump } from '../support/tables.ts';

const essex = bodyCalled('iom', 'essex');
const [chair, second] = essex.seats.map(({ id }) => id);
if (!chair || !second) throw new Error('two seats at least');
// Its panel meets on Wednesdays, every fortnight: 9 and 23 December.
const ninth = day('2026-12-09');
const now = '2026-11-24T12:00Z';
const why = 'The hall is flooded';
const REF = 'ESSEX-2026-001';

const made = async (body = essex) => {
  const panel = await calendarPanel(body);
  const id = await panel.makes('2026-12-09', now);
  const work = panel.by(coordinator, now);
  const off = (change: { moves?: number } = {}, at = now) =>
    callOff(panel.by(coordinator, at), { meeting: id, moves: 0, why, ...change });
  const referral = async (ref: string): Promise<Referral> => {
    const row = await panel.store.get(areaId, Referrals, ref);
    if (!row) throw new Error(`no ${ref}`);
    return row.doc;
  };
  const refers = (ref: string, by = referrer) => {
    const { meeting: _, ...waiting } = referralOf(body);
    const doc = { ...waiting, ref, referrer: by, submittedAt: '2026-11-02T10:00:00.000Z' };
    return panel.store.commit(areaId, referralMade(doc));
  };
  const ahead = async () =>
    (await lookAtBody(work, body.id)).ahead.map(({ date, said, meeting }) => {
      if (meeting) return `meeting on ${date}`;
      const skipped = said?.doc.skipped;
      return skipped ? `${skipped.meeting ? 'called off' : 'none'} on ${date}` : date;
    });
  return { ...panel, id, work, off, referral, refers, ahead };
};

test('its turn has no meeting, as if somebody had said so beforehand; it keeps who called it off, when and why', async () => {
  const it = await made();
  expect(await it.off()).toBe('called off');
  const said = { why, by: coordinator, at: new Date(now).toISOString() };
  expect(await it.meeting(it.id)).toMatchObject({ state: 'closed', calledOff: said });
  expect((await turnRow(it.work, 'iom', ninth))?.doc).toEqual({
    ...{ body: 'iom', turn: ninth },
    skipped: { ...said, meeting: it.id },
  });
  expect(await it.ahead()).toEqual(['2026-11-25', 'called off on 2026-12-09', '2026-12-23', '2027-01-06']);
  const { planned } = await lookAtDates(it.work, { body: 'iom', of: it.id });
  expect(planned).toMatchObject({ date: ninth, chain: [], none: { back: true } });
  expect((await destination(it.work, essex, day('2026-11-26'))).date).toBe('2026-12-23');
  expect(await proposedDate({ ...it.work, now: new Date('2026-11-26T12:00Z') }, essex)).toBe('2026-12-23');
  expect(await meetingsUnderWay(it.work)).toEqual([]);
  expect(await presentMeeting(it.work, 'iom')).toBeUndefined();
});

test('nobody is asked, reminded or called on for it any more', async () => {
  const it = await made();
  await it.off();
  // People would be asked on 30 November, and the agenda would be due on the 2nd.
  await it.days('2026-11-26', '2026-12-16');
  expect(await it.told('attending')).toEqual([]);
  const cards = Object.values(await it.cardsOf(coordinator)).flat();
  // That of the 23rd is still to be made.
  expect([...new Set(cards)]).toEqual(['meeting to make']);
});

test('what its agenda had taken waits for the next, also when it had gone out; whoever is invited is told', async () => {
  const it = await made();
  await it.refers(REF);
  await postAgenda(it.work, it.id);
  expect(await it.referral(REF)).toMatchObject({ meeting: it.id });
  await it.off();
  expect((await it.referral(REF)).meeting).toBeUndefined();
  expect((await referralsWaiting(it.work, 'iom')).map(({ id }) => id)).toEqual([REF]);
  expect(await it.told('meeting called off')).toEqual([referrer]);
  const next = await it.makes('2026-12-23', '2026-12-01T12:00Z');
  await postAgenda(it.by(coordinator, '2026-12-01T12:00Z'), next);
  expect((await it.meeting(next)).items.map(({ referral }) => referral)).toContain(REF);
  expect(await it.referral(REF)).toMatchObject({ meeting: next });
  expect((await it.told('invited')).filter((person) => person === referrer).length).toBe(2);
});

test('the channel is told once; its cards show it', async () => {
  const it = await made();
  await postAgenda(it.work, it.id);
  const before = (await it.shown()).length;
  await it.off();
  expect((await it.shown()).slice(before).sort()).toEqual(['agenda', 'meeting', 'no meeting']);
});

test('whoever has said whether they come is told, and once people were asked, all of them', async () => {
  const it = await made();
  await comes(it.by(holder(second), now), it.id, 0);
  await it.off();
  expect(await it.told('meeting called off')).toEqual([holder(second)]);
  const later = await made();
  await later.off({}, '2026-12-01T12:00Z');
  expect(await later.told('meeting called off')).toEqual(essex.seats.map(({ id }) => holder(id)).sort());
});

test('one that had moved: none at its turn, and none on the day to which it had gone', async () => {
  const it = await made();
  await moveMeeting(it.work, { meeting: it.id, moves: 0, date: day('2026-12-15'), time: '10:00', place: 'There', why });
  expect(await it.off()).toBe('overtaken');
  expect(await it.off({ moves: 1 })).toBe('called off');
  expect(await it.ahead()).toEqual([
    ...['2026-11-25', 'called off on 2026-12-09', 'called off on 2026-12-15'],
    ...['2026-12-23', '2027-01-06'],
  ]);
  // Only a day of the rhythm is one on which it meets after all.
  const off = { body: 'iom', turn: day('2026-12-15'), version: 1 };
  await expect(restoreTurn(it.work, off)).rejects.toMatchObject({ kind: 'no turn' });
  expect((await lookAtDates(it.work, off)).planned.none?.back).toBe(false);
});

test('one whose day is over and that nobody opened, so that nobody is called on to hold it', async () => {
  const it = await made();
  await it.refers(REF);
  await postAgenda(it.work, it.id);
  expect(await it.off({}, '2026-12-11T12:00Z')).toBe('called off');
  expect((await it.referral(REF)).meeting).toBeUndefined();
  await it.days('2026-12-14', '2026-12-15');
  expect(Object.values(await it.cardsOf(coordinator)).flat()).not.toContain('meeting to hold');
  expect(await it.told('meeting called off')).toContain(referrer);
});

test('a turn that another meeting has taken keeps it', async () => {
  const it = await made();
  const other = await it.makes('2026-12-15', now, '2026-12-23');
  await moveMeeting(it.work, { meeting: it.id, moves: 0, date: day('2026-12-23'), time: '10:00', place: 'There', why });
  await it.off({ moves: 1 });
  expect((await turnRow(it.work, 'iom', day('2026-12-23')))?.doc).toMatchObject({ meeting: other });
  expect(await it.ahead()).toEqual(['2026-11-25', 'called off on 2026-12-09', 'meeting on 2026-12-15', '2027-01-06']);
});

test('it meets after all: another meeting is made for that turn, and the first stays called off', async () => {
  const it = await made();
  await it.off();
  const press = { body: 'iom', turn: ninth, version: 2 };
  await expect(
    makeMeeting(it.work, { body: 'iom', date: ninth, turn: ninth, time: '10:00', place: 'There' }),
  ).rejects.toMatchObject({ kind: 'turn taken' });
  expect(await restoreTurn(it.work, press)).toBe('restored');
  const again = await it.makes('2026-12-09', now, '2026-12-09');
  expect(await it.ahead()).toEqual(['2026-11-25', 'meeting on 2026-12-09', '2026-12-23']);
  expect((await it.meeting(it.id)).calledOff?.why).toBe(why);
  expect((await presentMeeting(it.work, 'iom'))?.id).toBe(again);
});

test('a press that comes twice, or was overtaken, changes nothing; of two at once, one calls it off', async () => {
  const it = await made();
  expect((await Promise.all([it.off(), it.off()])).sort()).toEqual(['called off', 'overtaken']);
  const before = await dump(it.store);
  expect(await it.off()).toBe('overtaken');
  expect(await it.off({ moves: 1 })).toBe('overtaken');
  expect(await skipTurn(it.work, { body: 'iom', turn: ninth, version: 2, why })).toBe('overtaken');
  expect(await dump(it.store)).toEqual(before);
  expect((await it.shown()).filter((view) => view === 'no meeting').length).toBe(1);
});

test.for([
  ['open', { state: 'open' }],
  ['closed', { state: 'closed' }],
] as const)('one that is %s is not called off', async ([, change]) => {
  const it = await made();
  await it.becomes(it.id, change);
  const before = await dump(it.store);
  await expect(it.off()).rejects.toMatchObject({ kind: 'begun' });
  expect(await dump(it.store)).toEqual(before);
});

test('nor is that of a team, which comes together by its list', async () => {
  const it = await made(bodyCalled('iom-team', 'london'));
  await expect(it.off()).rejects.toMatchObject({ kind: 'team' });
});

test('it is not opened, its agenda does not go out, and there are no minutes of it', async () => {
  const it = await made();
  await it.off();
  const before = await dump(it.store);
  expect(await openMeeting(it.by(holder(chair), now), it.id)).toBe('already');
  await expect(postAgenda(it.work, it.id)).rejects.toMatchObject({ kind: 'closed' });
  await expect(readMinutes(it.work, it.id)).rejects.toMatchObject({ kind: 'called off' });
  await expect(minutedMeeting(it.work, ['iom'])).rejects.toMatchObject({ kind: 'no minutes' });
  expect(await dump(it.store)).toEqual(before);
});

test('the fullest agenda, with as many referrers and seats: all of them wait again, and everybody is told', async () => {
  const it = await made();
  const many = Array.from({ length: 40 }, (_, at) => `ESSEX-2026-${String(at + 100)}`);
  for (const ref of many) await it.refers(ref, `meadow|referrer-of-${ref}`);
  await postAgenda(it.work, it.id);
  const taken = (await it.meeting(it.id)).items.filter(({ referral }) => referral).length;
  expect(taken).toBeGreaterThan(30);
  const guests = Array.from({ length: 60 }, (_, at) => ({
    ...{ id: `g-${at}`, heading: 'new referrals', invited: `meadow|guest-${at}`, state: 'waiting', aside: [] },
  })) as unknown as Awaited<ReturnType<typeof it.meeting>>['items'];
  await it.becomes(it.id, { items: [...(await it.meeting(it.id)).items, ...guests] });
  expect(await it.off({}, '2026-12-01T12:00Z')).toBe('called off');
  expect((await referralsWaiting(it.work, 'iom')).length).toBe(40);
  expect((await it.told('meeting called off')).length).toBe(taken + 60 + essex.seats.length);
  expect((await it.store.list(areaId, Outbox)).length).toBeGreaterThan(100);
});

import { describe, expect, test } from 'vitest';
import {
  AREA,
  bindAgency,
  bindChannel,
  bindSeat,
  chooseScheme,
  ensureArea,
  nameViceChair,
  PEOPLE,
  welcomeChannel,
  welcomePerson,
} from '../../services/area.ts';
import { attendanceOf, comes, hasAnswered, here, leave } from '../../services/attendance.ts';
import { makeMeeting } from '../../services/meetings.ts';
import { Areas, KnownAreas, Members } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { replace } from '../../services/store.ts';
import { meetingRow, must } from '../../services/work.ts';
import {
  areaId,
  at,
  coordinator,
  holder,
  referrer,
  type Seated,
  seat,
  seatedPanel,
  stranger,
} from '../support/seated.ts';
import { dump, testStore } from '../support/tables.ts';

const CHANNEL = '19:panel@thread.tacv2';
const stored = async ({ store }: Seated) => must(await store.get(areaId, Areas, AREA), 'a team').doc;
const refused = async (panel: Seated, press: () => Promise<unknown>, kind: string): Promise<void> => {
  const before = await dump(panel.store);
  await expect(press()).rejects.toMatchObject({ kind });
  expect(await dump(panel.store)).toEqual(before);
};

describe('the scheme', () => {
  test('once chosen stays', async () => {
    const panel = await seatedPanel();
    await refused(panel, () => chooseScheme(panel.by(coordinator), 'atlantis'), 'no such scheme');
    const row = must(await panel.store.get(areaId, Areas, AREA), 'a team');
    await panel.store.commit(areaId, [replace(row, { ...row.doc, scheme: 'meadowshire' })]);
    await refused(panel, () => chooseScheme(panel.by(coordinator), 'richmond'), 'scheme chosen');
  });

  test('is chosen for a team that has none', async () => {
    const store = await testStore();
    await ensureArea(store, { id: areaId, tenant: 'meadow', name: 'Meadow', serviceUrl: 'http://localhost/' });
    const panel = await seatedPanel();
    const work = { ...panel.by(coordinator), store };
    expect((await chooseScheme(work, 'richmond')).scheme).toBe('richmond');
  });
});

describe('a press of set-up that comes twice changes nothing the second time', () => {
  test.for<[string, (panel: Seated) => Promise<unknown>]>([
    ['scheme', (panel) => chooseScheme(panel.by(coordinator), 'richmond')],
    ['channel', (panel) => bindChannel(panel.by(coordinator), '19:asb@thread.tacv2', 'asb')],
    ['seat', (panel) => bindSeat(panel.by(coordinator), 'iom', seat.victims, stranger)],
    ['vice-chair', (panel) => nameViceChair(panel.by(coordinator), 'iom', seat.council)],
    ['agency', (panel) => bindAgency(panel.by(coordinator), 'riverside-mentoring', stranger)],
  ])('%s', async ([, press]) => {
    const panel = await seatedPanel();
    await press(panel);
    const before = await dump(panel.store);
    await press(panel);
    expect(await dump(panel.store)).toEqual(before);
  });
});

describe('a channel', () => {
  test('belongs to one body', async () => {
    const panel = await seatedPanel();
    await refused(panel, () => bindChannel(panel.by(coordinator), CHANNEL, 'asb'), 'channel taken');
    await refused(panel, () => bindChannel(panel.by(coordinator), CHANNEL, 'atlantis'), 'no such body');
  });

  test('can be exchanged for another', async () => {
    const panel = await seatedPanel();
    await bindChannel(panel.by(coordinator), '19:new@thread.tacv2', 'iom');
    expect((await stored(panel)).channels).toEqual({ iom: '19:new@thread.tacv2' });
    await bindChannel(panel.by(coordinator), CHANNEL, 'asb');
  });
});

describe('a seat', () => {
  test('goes to its new holder here and at every meeting that is not closed', async () => {
    const panel = await seatedPanel([seat.chair]);
    const work = panel.by(coordinator);
    const next = await makeMeeting(work, {
      body: 'iom',
      date: day('2026-11-12'),
      time: '10:00',
      place: 'Meadow House',
    });
    await bindSeat(work, 'iom', seat.housing, stranger);
    expect((await stored(panel)).holders[seat.housing]).toBe(stranger);
    expect((await panel.store.get(areaId, Members, stranger))?.doc.agency).toBe('housing');
    for (const id of ['m1', next]) {
      const { doc } = await meetingRow(panel.store, areaId, id);
      expect(doc.seats.find((place) => place.seat === seat.housing)?.holder).toBe(stranger);
    }
  });

  test('takes nobody’s word with it: whether its new holder comes is not known', async () => {
    const panel = await seatedPanel([seat.chair]);
    const work = panel.by(coordinator);
    const to = { body: 'iom', date: day('2026-11-12'), time: '10:00', place: 'Meadow House' };
    const next = await makeMeeting(work, to);
    await comes(panel.by(holder(seat.housing)), next, 0);
    await bindSeat(work, 'iom', seat.housing, stranger);
    const { doc } = await meetingRow(panel.store, areaId, next);
    expect(hasAnswered(attendanceOf(doc, seat.housing))).toBe(false);
  });

  test('is not taken from somebody who sits in it now', async () => {
    const panel = await seatedPanel();
    await bindSeat(panel.by(coordinator), 'iom', seat.housing, stranger);
    expect(await panel.entry(seat.housing)).toMatchObject({ sitter: holder(seat.housing) });
  });

  test('is free for its new holder once the one before has gone', async () => {
    const panel = await seatedPanel();
    await leave(panel.of(seat.housing, { now: at(20) }), 'm1', 1);
    await bindSeat(panel.by(coordinator), 'iom', seat.housing, stranger);
    await here(panel.by(stranger), 'm1', 2);
    const entry = await panel.entry(seat.housing);
    expect(entry.sitter).toBe(stranger);
    expect(entry.periods).toHaveLength(2);
  });

  test('is not given to somebody who sits for another agency', async () => {
    const panel = await seatedPanel();
    await refused(
      panel,
      () => bindSeat(panel.by(coordinator), 'iom', seat.housing, holder(seat.youth)),
      'other agency',
    );
  });

  test.for<[string, string, string, string]>([
    ['a body without it', 'asb', seat.housing, 'no such seat'],
    ['a body that does not exist', 'atlantis', seat.housing, 'no such body'],
  ])('of %s is refused', async ([, body, id, kind]) => {
    const panel = await seatedPanel();
    await refused(panel, () => bindSeat(panel.by(coordinator), body, id, stranger), kind);
  });

  test('is for people of the team', async () => {
    const panel = await seatedPanel();
    await refused(
      panel,
      () => bindSeat(panel.by(coordinator), 'iom', seat.housing, 'meadow|nobody'),
      'not in the team',
    );
  });
});

test('the vice-chair is a seat of the body, and not the chair’s', async () => {
  const panel = await seatedPanel();
  await refused(panel, () => nameViceChair(panel.by(coordinator), 'iom', seat.chair), 'chair');
  await nameViceChair(panel.by(coordinator), 'iom', seat.council);
  expect((await panel.meeting()).viceChair).toBe(seat.council);
});

test('whoever holds a seat belongs to its agency; whoever holds none is given one', async () => {
  const panel = await seatedPanel();
  const work = panel.by(coordinator);
  await refused(panel, () => bindAgency(work, 'police', holder(seat.housing)), 'holds a seat');
  await refused(panel, () => bindAgency(work, 'atlantis', referrer), 'no such agency');
  expect((await bindAgency(work, 'riverside-mentoring', referrer)).agency).toBe('riverside-mentoring');
});

test('a team becomes an area once, is known, and is greeted once; so is each person', async () => {
  const store = await testStore();
  const team = { id: areaId, tenant: 'meadow', name: 'Meadow', serviceUrl: 'http://localhost/' };
  const area = await ensureArea(store, team);
  expect(await ensureArea(store, { ...team, name: 'Renamed' })).toEqual(area);
  expect(await store.get(PEOPLE, KnownAreas, areaId)).toBeDefined();
  const panel = await seatedPanel();
  const to = panel.by(coordinator);
  for (let times = 0; times < 2; times++) {
    await welcomeChannel(to, area, at(0), CHANNEL);
    await welcomePerson(to, areaId, at(0), stranger);
  }
  const sends = (await panel.store.list(areaId, Outbox)).map(({ doc }) => doc.send);
  expect(sends).toEqual([
    { kind: 'show', view: 'welcome', subject: AREA, channel: CHANNEL },
    { kind: 'tell', person: stranger, view: 'welcome', subject: AREA },
  ]);
});

import { describe, expect, test } from 'vitest';
import { posted } from '../../cards/team/commands.ts';
import { underWay } from '../../services/calendarIndex.ts';
import { Cases } from '../../services/caseModel.ts';
import { DayCards } from '../../services/dayCards.ts';
import { type Meeting, Meetings } from '../../services/model.ts';
import { moveMeeting } from '../../services/moving.ts';
import { type PersonKey, SYSTEM } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import { create, replace } from '../../services/store.ts';
import { listFor, lookAtList, teamLists } from '../../services/teamMeeting.ts';
import {
  addItem,
  type Brought,
  correctItem,
  MOST_ITEMS,
  type Ticked,
  takeItemBack,
  tickOff,
} from '../../services/teamMeetingItems.ts';
import { type TeamItem, TeamLists, TeamRecords } from '../../services/teamMeetingModel.ts';
import { must } from '../../services/work.ts';
import { type AtNight, at, startNight } from '../support/atNight.ts';
import { areaId, coordinator, holder } from '../support/bodies.ts';
import { londonCase, REF } from '../support/colouredCase.ts';

const TUESDAY = '2026-11-24T12:00Z';
/** The Friday before the meeting of Monday 30 November at 09:30. */
const LIST = '2026-11-27T09:00Z';
const MEETING = day('2026-11-30');
const AT_IT = '2026-11-30T09:45Z';
const problem: Brought = { kind: 'problem-case', ref: REF, what: 'He misses every appointment' };
const provision: Brought = { kind: 'service-provision', ref: '', what: 'No beds at the invented hostel' };

const week = async (change: Parameters<typeof startNight>[0] = {}, cases = [londonCase()]) => {
  const night = await startNight(change, cases);
  await night.look('2026-11-24T11:00Z');
  const adds = async (who: PersonKey, id: string, brought = problem, now = TUESDAY) =>
    addItem(await night.by(who, now), { body: 'iom-team', id, ...brought });
  const list = async () => must(await night.store.get(areaId, TeamLists, 'iom-team'), 'a list').doc;
  const item = async (id: string): Promise<TeamItem> => {
    const found = (await list()).items.find((one) => one.id === id);
    if (!found) throw new Error(`no item ${id}`);
    return found;
  };
  const ticks = async (who: PersonKey, id: string, ticked: Ticked, now = AT_IT) =>
    tickOff(await night.by(who, now), {
      body: 'iom-team',
      item: id,
      version: (await item(id)).version,
      ticked,
    });
  return { ...night, adds, list, item, ticks };
};

const shownIn = async (night: AtNight, now = AT_IT, meeting: string = MEETING): Promise<string> =>
  JSON.stringify((await posted.card(await night.by(at.police, now), `iom-team|${meeting}`))?.card);

describe('during the week', () => {
  test('anybody of the team adds an item, once for the same press', async () => {
    const team = await week();
    expect(await team.adds(at.drugs, 'i1')).toBe('done');
    expect(await team.adds(at.drugs, 'i1')).toBe('overtaken');
    expect(await team.adds(at.police, 'i2', provision)).toBe('done');
    expect((await team.list()).items).toMatchObject([
      { id: 'i1', ...problem, meeting: MEETING, carried: 0 },
      { id: 'i2', kind: 'service-provision', meeting: MEETING },
    ]);
    expect((await team.sends()).filter(({ view }) => view === 'team list')).toEqual([]);
  });

  test('two who add at the same moment both have theirs on the list', async () => {
    const team = await week();
    await Promise.all([team.adds(at.drugs, 'i1'), team.adds(at.police, 'i2'), team.adds(at.prison, 'i3')]);
    expect((await team.list()).items.map(({ id }) => id).sort()).toEqual(['i1', 'i2', 'i3']);
  });

  test.for<[string, PersonKey, Brought, RegExp]>([
    ['without a case, where the kind needs one', at.drugs, { ...problem, ref: '' }, /“Case”.*is about a case/],
    ['about a case that there is not', at.drugs, { ...problem, ref: 'LONDON-2026-999' }, /“Case”/],
    ['of a kind that there is not', at.drugs, { ...problem, kind: 'gossip' }, /“What it is”/],
    ['by somebody of the panel who is not of the team', holder('iom-probation'), problem, /seat on the IOM Team/],
  ])('not %s', async ([, who, brought, refusal]) => {
    const team = await week();
    await expect(team.adds(who, 'i1', brought)).rejects.toThrow(refusal);
    expect(await team.store.get(areaId, TeamLists, 'iom-team')).toBeUndefined();
  });

  test('a restricted case is no case to whoever may not open it', async () => {
    const team = await week({}, [londonCase({ restrictedTo: [at.police] })]);
    await expect(team.adds(at.drugs, 'i1')).rejects.toThrow(/choose it from the list/);
    expect(await team.adds(at.police, 'i1')).toBe('done');
  });

  const fullList = async () => {
    const team = await week();
    await team.adds(at.drugs, 'i0');
    const row = must(await team.store.get(areaId, TeamLists, 'iom-team'), 'a list');
    const items = row.doc.items.flatMap((item) =>
      Array.from({ length: MOST_ITEMS }, (_, n) => ({ ...item, id: `i${n}` })),
    );
    await team.store.commit(areaId, [replace(row, { ...row.doc, items })]);
    return team;
  };

  test('the list takes so many, and says so', async () => {
    const team = await fullList();
    await expect(team.adds(at.drugs, 'more')).rejects.toThrow(/takes 40 items/);
  });

  test('once it is out, what the meeting ticks off makes room for the next', async () => {
    const team = await fullList();
    await team.look(LIST);
    const after = '2026-11-30T10:30Z';
    await expect(team.adds(at.drugs, 'more', problem, after)).rejects.toThrow(/tick off what is dealt with/);
    await team.ticks(at.police, 'i0', { how: 'carried', says: 'No time' });
    await expect(team.adds(at.drugs, 'more', problem, after)).rejects.toThrow(/tick off what is dealt with/);
    await team.ticks(at.police, 'i0', { how: 'dealt with', says: 'Seen after all' });
    expect(await team.adds(at.drugs, 'more', problem, after)).toBe('done');
  });

  test('one’s own is corrected and taken back, somebody else’s is not, and an overtaken press changes nothing', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    const press = { body: 'iom-team', item: 'i1', version: 1 };
    await expect(correctItem(await team.by(at.police, TUESDAY), { ...press, ...provision })).rejects.toThrow(
      /whoever/i,
    );
    expect(await correctItem(await team.by(at.drugs, TUESDAY), { ...press, ...provision })).toBe('done');
    expect(await team.item('i1')).toEqual({
      ...{ id: 'i1', version: 2, kind: 'service-provision', what: provision.what, by: at.drugs },
      ...{ at: '2026-11-24T12:00:00.000Z', meeting: MEETING, carried: 0 },
    });
    expect(await takeItemBack(await team.by(at.drugs, TUESDAY), press)).toBe('overtaken');
    expect(await takeItemBack(await team.by(at.drugs, TUESDAY), { ...press, version: 2 })).toBe('done');
    expect((await team.list()).items).toEqual([]);
  });
});

describe('a working day before the list', () => {
  const reminded = async (team: AtNight, on: string): Promise<PersonKey[]> =>
    (await team.store.list(areaId, DayCards, `${on}|`))
      .filter(({ doc }) => doc.items.some(({ kind }) => kind === 'team meeting'))
      .map(({ id }) => id.slice(on.length + 1) as PersonKey);

  test('whoever has brought nothing has it on the card of their day; on Thursday, and on no day before', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    for (const on of ['25', '26']) await team.look(`2026-11-${on}T08:00Z`);
    expect(await reminded(team, '2026-11-25')).toEqual([]);
    expect((await reminded(team, '2026-11-26')).sort()).toEqual(
      [at.police, at.council, at.probation, at.prison, at.charity].sort(),
    );
  });

  test('the stand-in of somebody on leave is told, and nobody who wants quiet', async () => {
    const team = await week({
      leave: { [at.police]: { until: day('2026-12-01'), standIn: at.drugs } },
      quiet: { [at.prison]: day('2026-12-01') },
    });
    await team.look('2026-11-26T08:00Z');
    const all = await reminded(team, '2026-11-26');
    expect(all).toContain(at.drugs);
    expect(all).not.toContain(at.police);
    expect(all).not.toContain(at.prison);
  });
});

describe('the day before the meeting', () => {
  test('the list goes to the team’s channel once: references and kinds, and nothing that anybody wrote', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    await team.adds(at.police, 'i2', provision);
    await team.look('2026-11-27T08:59Z');
    expect(await team.sends()).not.toContainEqual(expect.objectContaining({ view: 'team list' }));
    await team.look(LIST);
    await team.look('2026-11-27T09:05Z');
    expect((await team.sends()).filter(({ view }) => view === 'team list')).toEqual([
      { kind: 'show', view: 'team list', subject: `iom-team|${MEETING}`, channel: '19:team@thread.tacv2' },
    ]);
    const card = await shownIn(team);
    expect(card).toMatch(/Item 1: Problem case LONDON-2026-014.*Item 2: Service provision/);
    expect(card).not.toMatch(/appointment|hostel|Invented/);
  });

  test('put together once, also where whoever did it died before it was told', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    await team.look(LIST);
    const before = await team.list();
    const slot = { what: 'team list|iom-team', day: day('2026-11-27'), at: new Date(LIST), after: day('2026-11-20') };
    const again = await teamLists.due(await team.by(SYSTEM, '2026-11-27T09:10Z'), slot);
    expect(again.map(({ id }) => id)).toEqual([`team list|iom-team|${MEETING}`]);
    expect(await team.list()).toEqual(before);
    expect(await team.store.list(areaId, TeamRecords)).toEqual([]);
  });

  test('also when nothing was collected, which it says', async () => {
    const team = await week();
    await team.look(LIST);
    expect(await shownIn(team)).toContain('Nothing was collected for it.');
  });

  test('to the co-ordinator where the team has no channel', async () => {
    const team = await week({ channels: {} });
    await team.look(LIST);
    expect((await team.sends()).filter(({ view }) => view.startsWith('team'))).toMatchObject([
      { kind: 'tell', person: coordinator, view: 'team list without a channel' },
    ]);
  });

  test('late rather than never, where nothing ran on the day', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    await team.look('2026-11-30T08:00Z');
    expect(await shownIn(team)).toContain(REF);
  });

  test('a case that is restricted, or becomes it after, is not in the channel, and opens for whoever is named', async () => {
    const team = await week();
    await team.adds(at.police, 'i1');
    await team.look(LIST);
    const row = must(await team.store.get(areaId, Cases, REF), 'a case');
    await team.store.commit(areaId, [replace(row, { ...row.doc, restrictedTo: [at.police] })]);
    expect(await shownIn(team)).not.toContain(REF);
    const itemsFor = async (who: PersonKey) => (await listFor(await team.by(who, AT_IT), 'iom-team', MEETING)).items;
    expect(await itemsFor(at.police)).toHaveLength(1);
    expect(await itemsFor(at.drugs)).toEqual([]);
    await expect(team.ticks(at.council, 'i1', { how: 'dealt with', says: 'Seen' })).rejects.toThrow(/not open to you/);
  });

  test('what comes after it is marked late and shown; nothing on it is corrected any more', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    await team.look(LIST);
    await team.adds(at.prison, 'i2', provision, '2026-11-27T11:00Z');
    expect(await team.item('i2')).toMatchObject({ late: true, meeting: MEETING });
    expect(await shownIn(team)).toContain('came after the list was out');
    await expect(
      takeItemBack(await team.by(at.drugs, '2026-11-27T11:00Z'), { body: 'iom-team', item: 'i1', version: 1 }),
    ).rejects.toThrow(/list is out/);
  });
});

describe('a meeting that is moved takes along', () => {
  const made: Meeting = {
    ...{ id: 'm1', body: 'iom-team', date: MEETING, time: '09:30', place: 'Here', state: 'planned', quorum: null },
    ...{ voting: { kind: 'agreement' }, invitees: [], items: [], motions: [], quorumLost: [], chairs: [] },
    ...{ seats: [], attendance: [] },
  };
  const planned = async () => {
    const team = await week();
    await team.store.commit(areaId, [create(Meetings, 'm1', made), underWay(made)]);
    return {
      ...team,
      moves: async (now: string, date: string, time = '14:00') =>
        moveMeeting(await team.by(coordinator, now), {
          ...{ meeting: 'm1', moves: 0, why: 'The room is taken', place: 'Here' },
          ...{ date: day(date), time },
        }),
      lists: async () => (await team.sends()).filter(({ view }) => view === 'team list').length,
    };
  };

  test('its list and its reminder, and what is added until it begins', async () => {
    const team = await planned();
    await team.moves(TUESDAY, '2026-12-02');
    await team.look(LIST);
    expect(await team.lists()).toBe(0);
    await team.adds(at.drugs, 'i1', problem, '2026-11-30T12:00Z');
    expect((await team.item('i1')).meeting).toBe(MEETING);
    await team.look('2026-11-30T09:00Z');
    const [card] = await team.store.list(areaId, DayCards, `2026-11-30|${at.police}`);
    expect(card?.doc.items).toContainEqual(expect.objectContaining({ kind: 'team meeting', on: '2026-12-01' }));
    await team.look('2026-12-01T09:00Z');
    expect(await team.lists()).toBe(1);
    expect(await shownIn(team)).toMatch(/weekly meeting of Wednesday 2 December 2026.*At 14:00.*LONDON-2026-014/);
    await team.adds(at.police, 'i2', provision, '2026-12-02T13:59Z');
    await team.adds(at.police, 'i3', provision, '2026-12-02T14:00Z');
    expect([(await team.item('i2')).late, (await team.item('i3')).meeting]).toEqual([true, '2026-12-07']);
    await team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Seen' }, '2026-12-02T14:10Z');
    await team.look('2026-12-04T09:00Z');
    expect((await team.list()).items).toMatchObject([
      { id: 'i2', meeting: '2026-12-07', carried: 1 },
      { id: 'i3', meeting: '2026-12-07', carried: 0 },
    ]);
    // Two lists; one shown anew for what came late, and for what was ticked off.
    expect(await team.lists()).toBe(4);
  });

  test('the day on a list that is out', async () => {
    const team = await planned();
    await team.adds(at.drugs, 'i1');
    await team.look(LIST);
    await team.moves('2026-11-27T12:00Z', '2026-12-02');
    expect(await team.lists()).toBe(2);
    expect(await shownIn(team)).toContain('Wednesday 2 December 2026');
    for (const on of ['2026-11-30', '2026-12-01', '2026-12-02']) await team.look(`${on}T09:00Z`);
    expect(await team.lists()).toBe(2);
    expect((await team.list()).items).toMatchObject([{ id: 'i1', meeting: MEETING, carried: 0 }]);
  });

  test('who ticks off: whoever chairs it on its new day', async () => {
    const team = await planned();
    await team.adds(at.drugs, 'i1');
    await team.moves(TUESDAY, '2026-12-02');
    await team.look('2026-12-01T09:00Z');
    const row = must(await team.store.get(areaId, Meetings, 'm1'), 'a meeting');
    await team.store.commit(areaId, [replace(row, { ...row.doc, state: 'open' })]);
    const ticked = team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Seen' }, '2026-12-02T14:10Z');
    await expect(ticked).rejects.toThrow(/chairs the meeting/);
  });
});

describe('at the meeting', () => {
  const listed = async (change: Parameters<typeof startNight>[0] = {}) => {
    const team = await week(change);
    await team.adds(at.drugs, 'i1');
    await team.adds(at.drugs, 'i2', provision);
    await team.look(LIST);
    return team;
  };

  test('the chair ticks an item off in words; the same press twice, and one that came later, change nothing', async () => {
    const team = await listed();
    const press = {
      body: 'iom-team',
      item: 'i1',
      version: 1,
      ticked: { how: 'dealt with', says: 'Seen on Friday' },
    } as const;
    const work = await team.by(at.police, AT_IT);
    expect(await tickOff(work, press)).toBe('done');
    expect(await tickOff(work, { ...press, ticked: { how: 'carried', says: 'Not so' } })).toBe('overtaken');
    expect((await team.item('i1')).outcome).toEqual({
      ...{ how: 'dealt with', says: 'Seen on Friday', by: at.police, at: '2026-11-30T09:45:00.000Z' },
    });
    expect(await shownIn(team)).toMatch(/dealt with/);
    await expect(team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Again' })).rejects.toThrow(
      /ticked off already/,
    );
  });

  test.for<[string, Parameters<typeof startNight>[0], PersonKey, boolean]>([
    ['the chair’s seat', {}, at.police, true],
    ['the council’s senior representative', {}, at.council, true],
    ['a vice-chair whom the team named', { viceChairs: { 'iom-team': 'iom-team-drug-intervention' } }, at.drugs, true],
    ['the co-ordinator, for the chair', {}, coordinator, true],
    ['nobody else of the team', {}, at.drugs, false],
    [
      'nobody who is on leave',
      { leave: { [at.council]: { until: day('2026-12-04'), standIn: at.drugs } } },
      at.council,
      false,
    ],
  ])('of a team that meets without formal attendance: %s', async ([, change, who, may]) => {
    const team = await listed(change);
    const ticked = team.ticks(who, 'i2', { how: 'dealt with', says: 'Settled' });
    if (may) expect(await ticked).toBe('done');
    else await expect(ticked).rejects.toThrow(/chairs the meeting/);
  });

  test('where the team holds it with attendance, whoever has confirmed that they chair it, and nobody else', async () => {
    const team = await listed();
    const present = (seat: string, sitter: PersonKey) => ({
      ...{ seat, version: 1, sitter, periods: [{ from: '2026-11-30T09:30:00.000Z' }] },
    });
    const meeting: Meeting = {
      ...{ id: 'm1', body: 'iom-team', date: MEETING, time: '09:30', place: 'Here', state: 'open', quorum: null },
      ...{ voting: { kind: 'agreement' }, invitees: [], items: [], motions: [], quorumLost: [] },
      seats: [
        { seat: 'iom-team-police', agency: 'police', holder: at.police },
        { seat: 'iom-team-local-authority', agency: 'local-authority', holder: at.council },
      ],
      attendance: [present('iom-team-local-authority', at.council)],
      chairs: [{ seat: 'iom-team-local-authority', person: at.council, by: 'senior', at: '2026-11-30T09:30:00.000Z' }],
    };
    await team.store.commit(areaId, [create(Meetings, 'm1', meeting)]);
    await expect(team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Mine' })).rejects.toThrow(/chairs/);
    expect(await team.ticks(at.council, 'i1', { how: 'dealt with', says: 'Settled' })).toBe('done');
  });

  test('an item becomes an action of whoever holds a seat, and nothing where it is about no case', async () => {
    const team = await listed();
    const given = { how: 'action', says: 'Visit him', seat: 'iom-team-probation', due: day('2026-12-04') } as const;
    await expect(team.ticks(at.police, 'i2', given)).rejects.toThrow(/about somebody/);
    expect(await team.ticks(at.police, 'i1', given)).toBe('done');
    expect(await team.actions()).toMatchObject([
      { ref: REF, body: 'iom-team', what: 'Visit him', owner: at.probation, state: 'offered', due: '2026-12-04' },
    ]);
  });

  test('nothing is ticked off before its list is out', async () => {
    const team = await week();
    await team.adds(at.drugs, 'i1');
    await expect(team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Early' }, TUESDAY)).rejects.toThrow(
      /once the list/,
    );
  });

  test('what is not ticked off carries over by itself, counted, and the list before stays as it ended', async () => {
    const team = await listed();
    await team.ticks(at.police, 'i1', { how: 'dealt with', says: 'Seen' });
    await team.adds(at.prison, 'i3', provision, '2026-12-01T12:00Z');
    await team.look('2026-12-04T09:00Z');
    const next = day('2026-12-07');
    expect((await team.list()).items).toMatchObject([
      { id: 'i2', meeting: next, carried: 1 },
      { id: 'i3', meeting: next, carried: 0 },
    ]);
    expect(await shownIn(team, '2026-12-04T10:00Z', next)).toContain('carried over once');
    const before = await lookAtList(await team.by(at.police, '2026-12-04T10:00Z'), 'iom-team', MEETING);
    expect(before.items).toMatchObject([
      { id: 'i1', outcome: { how: 'dealt with' } },
      { id: 'i2', carried: 0 },
    ]);
    await team.look('2026-12-11T09:00Z');
    expect((await team.list()).items).toMatchObject([
      { id: 'i2', carried: 2 },
      { id: 'i3', carried: 1 },
    ]);
    expect(await team.store.list(areaId, TeamRecords)).toHaveLength(2);
  });
});

import { expect, test } from 'vitest';
import { alone, gone } from '../../cards/handover/commands.ts';
import { postAgenda } from '../../services/agenda.ts';
import { AREA, bindSeat } from '../../services/area.ts';
import { quorumOf } from '../../services/attendance.ts';
import { actionGiven } from '../../services/giving.ts';
import { leaveOf, recordLeave } from '../../services/leave.ts';
import { comeBack, leaveTeam } from '../../services/leaving.ts';
import { makeMeeting } from '../../services/meetings.ts';
import { findMembers, memberOf } from '../../services/members.ts';
import { type Area, Areas, Meetings, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { replace, type Store } from '../../services/store.ts';
import { castBallot } from '../../services/votes.ts';
import { must, nameOf } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
import {
  areaId,
  at,
  coordinator,
  holder,
  type Seated,
  seat,
  seatedPanel,
  six,
  stranger,
  work,
} from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const housing = holder(seat.housing);
const SYSTEM = 'system' as PersonKey;

/** The head of housing, who leads a case, has an action, and sits at the open meeting. */
const panelWith = async (): Promise<Seated> => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, [...laid(caseOf({ leadProfessional: housing })), ...actionsLaid(action())]);
  return panel;
};
const areaIn = async (store: Store): Promise<Area> => must(await store.get(areaId, Areas, AREA), 'a team').doc;
/** As whoever it is finds the area now. */
const now = async (store: Store, person: PersonKey = SYSTEM) => work(store, person, { area: await areaIn(store) });
const leaves = async (store: Store, person: PersonKey) => leaveTeam(await now(store), person);
const returns = async (store: Store, person: PersonKey) => comeBack(await now(store), person);
const told = async (store: Store) =>
  (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' ? [`${send.view} of ${send.subject} to ${send.person}`] : [],
  );

test('whoever leaves has no seat at once, keeps what is with them, and the co-ordinator is told to hand it over', async () => {
  const { store } = await panelWith();
  expect(await leaves(store, housing)).toBe('left');
  const after = await areaIn(store);
  expect(after.holders[seat.housing]).toBeUndefined();
  expect(after.left?.[housing]).toMatchObject({ seats: [seat.housing] });
  expect(await told(store)).toEqual([`left the team of ${housing} to ${coordinator}`]);
  const card = await gone.card(
    { store, area: after, scheme: (await now(store)).scheme, now: at(30) },
    coordinator,
    housing,
  );
  if (!card) throw new Error('there is nothing to say');
  golden('handover-left', card.card);
});

test('said twice, it changes nothing', async () => {
  const { store } = await panelWith();
  await Promise.all([leaves(store, housing), leaves(store, housing)]);
  const before = await dump(store);
  expect(await leaves(store, housing)).toBe('already');
  expect(await dump(store)).toEqual(before);
  expect(await told(store)).toHaveLength(1);
});

test('of somebody with whom there is nothing, nobody is told', async () => {
  const { store } = await panelWith();
  expect(await leaves(store, stranger)).toBe('left');
  expect(await told(store)).toEqual([]);
});

test('a co-ordinator who leaves is told of nobody, themselves least', async () => {
  const { store } = await panelWith();
  const place = await now(store);
  const panel = { ...place, coordinators: [coordinator, housing] };
  await leaveTeam(panel, housing);
  expect(await told(store)).toEqual([`left the team of ${housing} to ${coordinator}`]);
  await leaveTeam({ ...panel, area: await areaIn(store) }, coordinator);
  await leaveTeam({ ...panel, area: await areaIn(store) }, holder(seat.chair));
  expect(await told(store)).toHaveLength(1);
});

test('at an open meeting they are gone from that moment, and the quorum says so', async () => {
  const { store, meeting } = await seatedPanel([seat.chair, seat.constable, seat.youth, seat.housing]);
  expect(quorumOf(await meeting()).status).toBe('quorate');
  await leaves(store, housing);
  const after = await meeting();
  expect(quorumOf(after).status).toBe('inquorate');
  expect(after.quorumLost).toEqual([{ from: at(30).toISOString() }]);
  expect(after.attendance.find(({ seat: id }) => id === seat.housing)).toMatchObject({
    sitter: housing,
    periods: [{ to: at(30).toISOString() }],
  });
  expect(after.seats.find(({ seat: id }) => id === seat.housing)).toEqual({
    seat: seat.housing,
    agency: 'housing',
    vacated: true,
  });
});

test('their ballot of a vote under way is nobody’s to mark any more, and what it says stays', async () => {
  const { store, open, of, ballot } = await panelWith();
  const motion = await open();
  await castBallot(of(seat.housing), { motion, version: 0, choice: 'for' });
  await leaves(store, housing);
  expect(await ballot(motion, seat.housing)).toMatchObject({ choice: 'for' });
  expect((await ballot(motion, seat.housing)).sitter).toBeUndefined();
});

test('the meeting, its agenda, the seats and every later meeting show a seat without a holder, by its post', async () => {
  const { store, by } = await panelWith();
  await leaves(store, housing);
  const place = await areaIn(store);
  const desk = atDesk(store, place);
  golden('meeting-seat-vacated', await desk(coordinator, 'meeting.view', { meeting: 'm1' }));
  golden('agenda-seat-vacated', await desk(holder(seat.chair), 'agenda.view', { meeting: 'm1', page: 1 }));
  expect(JSON.stringify(await desk(coordinator, 'setup.seats', { body: 'iom' }))).toContain(
    'nobody: the holder has left the team',
  );
  const id = await makeMeeting(by(coordinator, { area: place }), {
    ...{ body: 'iom', date: day('2027-01-07'), time: '10:00', place: 'Meadow House' },
  });
  const made = must(await store.get(areaId, Meetings, id), 'a meeting').doc;
  expect(made.seats.filter(({ vacated }) => vacated).map((each) => each.seat)).toEqual([seat.housing]);
});

test('a seat given to somebody else is no longer without a holder, and stays theirs when the first comes back', async () => {
  const { store, meeting } = await panelWith();
  await leaves(store, housing);
  await bindSeat(await now(store, coordinator), 'iom', seat.housing, stranger);
  const place = () => meeting().then(({ seats }) => seats.find((each) => each.seat === seat.housing));
  expect(await place()).toEqual({ seat: seat.housing, agency: 'housing', holder: stranger });
  expect(await returns(store, housing)).toBe('back');
  expect((await areaIn(store)).holders[seat.housing]).toBe(stranger);
  expect(await place()).toMatchObject({ holder: stranger });
});

test('whoever comes back has their seat again, here and at the meetings ahead; said twice it changes nothing', async () => {
  const { store, meeting } = await panelWith();
  const before = await areaIn(store);
  await leaves(store, housing);
  expect(await returns(store, housing)).toBe('back');
  expect(await areaIn(store)).toEqual({ ...before, left: {} });
  expect((await meeting()).seats.find((each) => each.seat === seat.housing)).toEqual({
    ...{ seat: seat.housing, agency: 'housing', holder: housing },
  });
  const rows = await dump(store);
  expect(await returns(store, housing)).toBe('already');
  expect(await dump(store)).toEqual(rows);
  // A card of the outbox that is still on its way says nothing any more.
  const place = { store, area: await areaIn(store), scheme: null, now: at(30) };
  expect(await gone.card(place, coordinator, housing)).toBeUndefined();
});

test('nothing is open to them, not even what is with them', async () => {
  const { store } = await panelWith();
  await leaves(store, housing);
  const desk = atDesk(store, await areaIn(store));
  for (const [verb, data] of [
    ['action.mine', { page: 1 }],
    ['case.view', { case: CASE }],
    ['help.view', {}],
    ['handover.view', {}],
  ] as const)
    await expect(desk(housing, verb, data)).rejects.toThrow('not in this panel’s team in Teams any more');
});

test('they are offered to nobody and chosen by nobody; what names them says that they have left', async () => {
  const { store } = await panelWith();
  await leaves(store, housing);
  const place = await now(store, coordinator);
  expect((await findMembers(place, 'housing')).map(({ person }) => person)).not.toContain(housing);
  await expect(memberOf(place, housing)).rejects.toThrow('has left the team. Please choose somebody who is here.');
  expect(await nameOf(place, housing)).toBe('Invented Head of Housing Operations (has left the team)');
});

test('nobody on leave is stood in for by somebody who has left', async () => {
  const { store, by } = await panelWith();
  await recordLeave(by(coordinator), { person: holder(seat.youth), until: day('2026-12-01'), standIn: housing });
  await leaves(store, housing);
  expect(leaveOf(await now(store), holder(seat.youth))).toBeUndefined();
});

test('whoever is away is told that nobody stands in any more, and so is the co-ordinator', async () => {
  const { store, by } = await panelWith();
  const youth = holder(seat.youth);
  const leave = { person: youth, until: day('2026-12-01'), standIn: housing };
  await recordLeave(by(coordinator), leave);
  await leaves(store, housing);
  expect(await told(store)).toEqual([
    `left the team of ${housing} to ${coordinator}`,
    `no stand-in of ${youth} to ${youth}`,
    `no stand-in of ${youth} to ${coordinator}`,
  ]);
  const place = await now(store);
  const read = (person: PersonKey, area = place.area) => alone.card({ ...place, area }, person, youth);
  const card = await read(youth);
  if (!card) throw new Error('there is nothing to say');
  golden('handover-alone', card.card);
  expect(JSON.stringify(await read(coordinator))).toContain('has left the team, so the leave has ended here');
  const again = await recordLeave(await now(store, coordinator), { ...leave, standIn: holder(seat.drugs) });
  expect(await read(youth, again)).toBeUndefined();
});

test('of leave that is over already nobody is told when its stand-in leaves; that they are back stays known', async () => {
  const { store, by } = await panelWith();
  const youth = holder(seat.youth);
  const leave = { person: youth, until: day('2026-11-05'), standIn: housing };
  const { leave: recorded } = await recordLeave(by(coordinator), leave);
  await leaveTeam({ ...(await now(store)), now: new Date('2026-11-06T07:00:00Z') }, housing);
  expect((await areaIn(store)).leave).toEqual(recorded);
  expect(await told(store)).toEqual([`left the team of ${housing} to ${coordinator}`]);
});

test('nor is somebody told of whom Teams knows nothing either', async () => {
  const { store, by } = await panelWith();
  const youth = holder(seat.youth);
  await recordLeave(by(coordinator), { person: youth, until: day('2026-12-01'), standIn: stranger });
  await leaves(store, youth);
  await leaves(store, stranger);
  expect((await told(store)).filter((line) => line.startsWith('no stand-in'))).toEqual([]);
  expect(leaveOf(await now(store), youth)).toBeUndefined();
});

test('a task that still comes to them is put before the co-ordinator, who hands over all of it', async () => {
  const { store } = await panelWith();
  await leaves(store, housing);
  const place = await now(store, coordinator);
  const task = { ref: CASE, body: 'iom', what: 'Set the PNC marker', due: day('2026-12-01'), owner: housing };
  await store.commit(areaId, actionGiven(place, task));
  expect(await told(store)).toEqual([
    `left the team of ${housing} to ${coordinator}`,
    `left the team of ${housing} to ${coordinator}`,
  ]);
  const desk = atDesk(store, place.area);
  const youth = holder(seat.youth);
  const own = JSON.stringify(await desk(coordinator, 'handover.view', {}));
  expect(own).toContain('Have left the team, with something still with them');
  expect(own).toContain('Invented Head of Housing Operations');
  const go = { person: housing, seen: 3, to: youth, what: 'all', why: 'Left the team.' };
  expect(JSON.stringify(await desk(coordinator, 'handover.go', go))).toContain('Handed over to Invented');
  expect(JSON.stringify(await desk(coordinator, 'handover.view', {}))).not.toContain('Have left the team');
});

test('the agenda goes out all the same', async () => {
  const { store, of } = await seatedPanel(six, { items: [], agendaPostedAt: undefined });
  await leaves(store, housing);
  await postAgenda(of(seat.chair, { area: await areaIn(store) }), 'm1');
  const row = must(await store.get(areaId, Meetings, 'm1'), 'a meeting');
  expect(row.doc.agendaPostedAt).toBeDefined();
  expect(row.doc.seats.filter(({ vacated }) => vacated)).toHaveLength(1);
});

test('gatekeepers and leads who leave stay named on the card until others are', async () => {
  const { store } = await panelWith();
  const row = must(await store.get(areaId, Areas, AREA), 'a team');
  await store.commit(areaId, [
    replace(row, { ...row.doc, gatekeepers: { housing: stranger }, leads: { housing: stranger, police: stranger } }),
  ]);
  await leaves(store, stranger);
  expect(await told(store)).toEqual([`left the team of ${stranger} to ${coordinator}`]);
  golden(
    'handover-left-gatekeeper',
    await atDesk(store, await areaIn(store))(coordinator, 'handover.view', { person: stranger }),
  );
});

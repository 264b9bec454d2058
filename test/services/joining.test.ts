import { expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import { AREA, bindSeat } from '../../services/area.ts';
import { schemeOfArea } from '../../services/areaScheme.ts';
import { closeMotion } from '../../services/declaring.ts';
import { settleJoining } from '../../services/joining.ts';
import { joiningRow, joinings, MOST_JOINED, proposeAgency, putJoining } from '../../services/joinings.ts';
import { makeMeeting } from '../../services/meetings.ts';
import { Areas, type Meeting, Meetings } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { seatFor } from '../../services/rules/joined.ts';
import type { MajorityRule } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import type { Store } from '../../services/store.ts';
import { Ballots, Motions } from '../../services/voteModel.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { area, areaId, coordinator, holder, type Seated, seat, seatedPanel, six, stranger } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const asked = {
  body: 'iom',
  name: 'Harbour Trust',
  kind: 'voluntary',
  post: 'Manager',
  why: 'It runs the hostel that most of them live in.',
} as const;

const areaIn = async (store: Store) => must(await store.get(areaId, Areas, AREA), 'a team').doc;
const told = async (store: Store) =>
  (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' ? [`${send.view} to ${send.person}`] : [],
  );

/** Proposed, put, and on the agenda of an open meeting. */
const onAgenda = async (change: Partial<Meeting> = {}) => {
  const panel = await seatedPanel(six, { items: [], agendaPostedAt: undefined, ...change });
  const id = await proposeAgency(panel.of(seat.youth), asked);
  expect(await putJoining(panel.by(coordinator), { id, version: 1, attends: 'permanent' })).toBe('put');
  await postAgenda(panel.of(seat.chair), 'm1');
  const item = (await panel.meeting()).items.find(({ join }) => join);
  return { ...panel, id, item: item?.id ?? '' };
};

const voted = async ({ of }: Seated, item: string, id: string, choice: 'for' | 'against'): Promise<string> => {
  const motion = await openMotion(of(seat.chair), {
    meeting: 'm1',
    item,
    kind: 'other',
    question: 'That Harbour Trust joins.',
    join: id,
  });
  await castBallot(of(seat.youth), { motion, version: 0, choice });
  await closeMotion(of(seat.chair), motion);
  return motion;
};

test('a member proposes, the co-ordinator puts it, the body carries it: the seat is there from the next meeting on', async () => {
  const panel = await onAgenda();
  const { store, id, item, meeting, by } = panel;
  expect((await meeting()).items.find(({ join }) => join)).toMatchObject({
    heading: 'service provision',
    join: { id, name: 'Harbour Trust' },
  });
  await voted(panel, item, id, 'for');
  expect((await meeting()).items.find(({ join }) => join)?.state).toBe('done');
  expect((await joiningRow(by(coordinator), id)).doc).toMatchObject({ state: 'joined', meeting: 'm1' });
  expect(await told(store)).toEqual([`agency proposed to ${coordinator}`, `agency answered to ${holder(seat.youth)}`]);

  const now = await areaIn(store);
  const scheme = schemeOfArea(schemes, now);
  const work = by(coordinator, { area: now, scheme });
  const own = scheme?.bodies.find((body) => body.id === 'iom')?.seats.at(-1);
  expect(own).toMatchObject({ id: 'iom-harbour-trust', agency: 'harbour-trust', attends: 'permanent' });
  const next = await makeMeeting(work, { body: 'iom', date: day('2026-12-03'), time: '10:00', place: 'Meadow House' });
  await bindSeat(work, 'iom', 'iom-harbour-trust', stranger);
  const places = async (of: string) => must(await store.get(areaId, Meetings, of), 'a meeting').doc.seats;
  expect((await places(next)).at(-1)).toEqual({
    seat: 'iom-harbour-trust',
    agency: 'harbour-trust',
    holder: stranger,
  });
  expect((await places('m1')).map((place) => place.seat)).not.toContain('iom-harbour-trust');
});

test('a meeting made before gives the new seat no ballot', async () => {
  const panel = await onAgenda();
  await voted(panel, panel.item, panel.id, 'for');
  const now = await areaIn(panel.store);
  const work = panel.of(seat.chair, { area: now, scheme: schemeOfArea(schemes, now) });
  const motion = await openMotion(work, {
    meeting: 'm1',
    item: 'any-other-business',
    kind: 'other',
    question: 'That it is so.',
  });
  const voters = (await panel.store.list(areaId, Ballots, `${motion}|`)).map(({ doc }) => doc.voter);
  expect(voters).toHaveLength((await panel.meeting()).seats.length);
});

test('what is lost changes nothing of the area, and its proposer is told; it can be proposed again', async () => {
  const panel = await onAgenda();
  await voted(panel, panel.item, panel.id, 'against');
  expect((await areaIn(panel.store)).joined).toBeUndefined();
  expect((await joinings(panel.by(coordinator))).map(({ state }) => state)).toEqual(['not joined']);
  expect(await told(panel.store)).toContain(`agency answered to ${holder(seat.youth)}`);
  await proposeAgency(panel.of(seat.youth), asked);
});

test('a tie without a casting vote goes back, and it comes again', async () => {
  const rule: MajorityRule = { kind: 'majority', ballots: 'seat', casting: false };
  const panel = await onAgenda({ voting: rule });
  const motion = await openMotion(panel.of(seat.chair), {
    meeting: 'm1',
    item: panel.item,
    kind: 'other',
    question: 'That Harbour Trust joins.',
    join: panel.id,
  });
  await closeMotion(panel.of(seat.chair), motion);
  expect(must(await panel.store.get(areaId, Motions, motion), 'a vote').doc.result?.status).toBe('goes back');
  expect((await joinings(panel.by(coordinator))).map(({ state }) => state)).toEqual(['put']);
});

test('a body that agrees records it, on disagreement the chair decides with reasons', async () => {
  const { store, of, item } = await onAgenda({ voting: { kind: 'agreement' } });
  const press = { meeting: 'm1', item, outcome: 'carried' } as const;
  await expect(settleJoining(of(seat.youth), press)).rejects.toThrow('Only the chair');
  await expect(settleJoining(of(seat.chair), { ...press, byChair: true })).rejects.toThrow('reasons');
  expect(await settleJoining(of(seat.chair), press)).toBe('settled');
  expect(await settleJoining(of(seat.chair), press)).toBe('already');
  expect((await areaIn(store)).joined).toHaveLength(1);
});

test.for<[string, Partial<Parameters<typeof proposeAgency>[1]>, string]>([
  ['an agency that sits there', { name: 'victim support' }, 'has a seat'],
  ['for a body on which they do not sit', { body: 'strategic' }, 'Only members'],
])('nobody proposes %s', async ([, change, words]) => {
  const { store, of } = await seatedPanel();
  const before = await dump(store);
  await expect(proposeAgency(of(seat.youth), { ...asked, ...change })).rejects.toThrow(words);
  expect(await dump(store)).toEqual(before);
});

test('only so many join an area, which is said before a body is asked', async () => {
  const { of, by } = await seatedPanel();
  const id = await proposeAgency(of(seat.youth), asked);
  const one = seatFor(richmond, 'iom', { ...asked, attends: 'permanent' });
  const full = by(coordinator, { area: area({ joined: Array.from({ length: MOST_JOINED }, () => one) }) });
  await expect(putJoining(full, { id, version: 1, attends: 'permanent' })).rejects.toThrow('into the scheme first');
});

test('the same agency is not proposed twice while it waits, and a repeated press of the co-ordinator changes nothing', async () => {
  const { of, by } = await seatedPanel();
  const id = await proposeAgency(of(seat.youth), asked);
  await expect(proposeAgency(of(seat.housing), { ...asked, name: 'harbour trust' })).rejects.toThrow('already');
  expect(await putJoining(by(coordinator), { id, version: 1, attends: 'permanent' })).toBe('put');
  expect(await putJoining(by(coordinator), { id, version: 1, attends: 'permanent' })).toBe('overtaken');
  expect(area().joined).toBeUndefined();
});

import { expect, test } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import { answeredCard, joinItemCard, proposingCard, receivedCard } from '../../cards/joining/card.ts';
import { AREA } from '../../services/area.ts';
import { type Joining, Joinings } from '../../services/joinings.ts';
import { type AgendaItem, Areas, Meetings, type PersonKey } from '../../services/model.ts';
import { schemes } from '../../services/schemes/index.ts';
import { must } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { areaId, at, coordinator, holder, iom, meeting, seat, seatedPanel, six } from '../support/seated.ts';

const joining = (change: Partial<Joining> = {}): Joining => ({
  id: 'j1',
  body: 'iom',
  name: 'Harbour *Trust*',
  kind: 'voluntary',
  post: 'Manager',
  why: 'It runs the hostel that most of them live in.',
  by: holder(seat.youth),
  at: '2026-10-20T09:00:00.000Z',
  attends: 'as required',
  state: 'with the co-ordinator',
  ...change,
});
const item: AgendaItem = {
  id: 'service-provision-j1',
  heading: 'service provision',
  join: { id: 'j1', name: 'Harbour *Trust*' },
  state: 'waiting',
  aside: [],
};
const proposing = { bodies: [iom], listed: [], coordinator: false, scheme: richmond, area: areaId };
const shown = { meeting: meeting(), item, joining: joining({ state: 'put' }), scheme: richmond, area: areaId };

test.for<[string, () => ReturnType<typeof proposingCard>]>([
  ['joining-propose', () => proposingCard(proposing)],
  [
    'joining-for-coordinator',
    () =>
      proposingCard({
        ...proposing,
        bodies: [],
        coordinator: true,
        listed: [joining(), joining({ id: 'j2', name: 'Quay Mentors', state: 'joined' })],
      }),
  ],
  ['joining-received', () => receivedCard(joining(), 1, 'Invented Manager', richmond, areaId)],
  ['joining-put', () => receivedCard(joining({ state: 'put' }), 2, 'Invented Manager', richmond, areaId)],
  ['joining-item-for-chair', () => joinItemCard({ ...shown, chairs: true, coordinator: false })],
  [
    'joining-item-agreement',
    () =>
      joinItemCard({
        ...shown,
        meeting: meeting({ voting: { kind: 'agreement' } }),
        chairs: false,
        coordinator: true,
      }),
  ],
  ['joining-joined', () => answeredCard(joining({ state: 'joined' }), richmond, areaId)],
  ['joining-not-joined', () => answeredCard(joining({ state: 'not joined' }), richmond, areaId)],
])('%s', ([name, make]) => golden(name, make()));

test('whatever waits for the co-ordinator can be opened, and of what is decided it says how much more there is', () => {
  const waiting = Array.from({ length: 14 }, (_, n) => joining({ id: `w${n}`, name: `Waiting ${n}` }));
  const decided = Array.from({ length: 15 }, (_, n) => joining({ id: `d${n}`, name: `Done ${n}`, state: 'joined' }));
  const listed = [...waiting, ...decided];
  const card = JSON.stringify(proposingCard({ ...proposing, bodies: [], coordinator: true, listed }));
  for (const { name } of waiting) expect(card).toContain(`Open ${name}`);
  expect(card).toContain('And 15 earlier ones; what was decided stands in the minutes of the body.');
  const own = JSON.stringify(proposingCard({ ...proposing, listed }));
  for (const { name } of waiting) expect(own).toContain(name);
  expect(own).toContain('And 15 earlier ones');
});

test('from the proposal to the seat, by presses alone', async () => {
  const { store } = await seatedPanel(six, { items: [], agendaPostedAt: undefined });
  let ids = 0;
  const on = { store, schemes, coordinators: [coordinator], newId: () => `id${ids++}` };
  const press = async (person: PersonKey, verb: string, data: Record<string, unknown>) => {
    const area = must(await store.get(areaId, Areas, AREA), 'a team').doc;
    const caller = { person, name: 'Somebody', mri: '29:x', where: 'personal' } as const;
    return JSON.stringify(await dispatch(on, area, caller, at(30), verb, data));
  };
  const youth = holder(seat.youth);
  const form = { body: 'iom', name: 'Harbour Trust', kind: 'voluntary', post: 'Manager' };
  await expect(press(youth, 'joining.propose', form)).rejects.toThrow('Still missing: the reason');
  expect(await press(youth, 'joining.propose', { ...form, why: 'The hostel.' })).toContain('is proposed');
  const [row] = await store.list(areaId, Joinings);
  const about = { joining: row?.id, version: 1, attends: 'permanent' };
  await expect(press(youth, 'joining.put', about)).rejects.toThrow('Only the co-ordinator');
  expect(await press(coordinator, 'joining.view', { joining: row?.id })).toContain('The hostel.');
  expect(await press(coordinator, 'joining.put', about)).toContain('next agenda');
  expect(await press(coordinator, 'joining.put', about)).toContain('had moved on');
  await press(holder(seat.chair), 'agenda.post', { meeting: 'm1' });
  const found = must(await store.get(areaId, Meetings, 'm1'), 'a meeting').doc.items.find(({ join }) => join);
  const of = { meeting: 'm1', item: found?.id };
  expect(await press(holder(seat.chair), 'agenda.item', of)).toContain('joining.vote');
  expect(await press(youth, 'agenda.item', of)).not.toContain('joining.vote');
  await press(holder(seat.chair), 'joining.vote', of);
  const motion = must(await store.get(areaId, Meetings, 'm1'), 'a meeting').doc.motion;
  await press(youth, 'vote.cast', { motion, version: 0, choice: 'for' });
  await press(holder(seat.chair), 'vote.close', { motion });
  expect(await press(coordinator, 'setup.seats', { body: 'iom' })).toContain('Harbour Trust: Manager');
  expect(await press(youth, 'joining.proposing', {})).toContain('has joined');
});

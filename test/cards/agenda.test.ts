import { describe, expect, test } from 'vitest';
import { agendaCard, agendaPages, itemCard } from '../../cards/agenda/card.ts';
import { size } from '../../cards/render.ts';
import type { AgendaItem, Meeting } from '../../services/model.ts';
import { richmond } from '../support/builders.ts';
import { golden, lint } from '../support/golden.ts';
import { areaId, at, attending, holder, ITEM, meeting, seat, six } from '../support/seated.ts';

const [first, business] = meeting().items;
if (!first || !business) throw new Error('the meeting has two items');
const aside = [{ seat: seat.youth, person: holder(seat.youth), at: at(20).toISOString() }];
const chairAside = [{ seat: seat.chair, person: holder(seat.chair), at: at(20).toISOString() }];
const late: AgendaItem = { ...first, id: 'RICH-2026-002', referral: 'RICH-2026-002', late: true };
const many = Array.from({ length: 40 }, (_, index): AgendaItem => {
  const ref = `RICH-2026-${String(index + 1).padStart(3, '0')}`;
  return { ...first, id: ref, referral: ref };
});

type View = Parameters<typeof agendaCard>[0];
const view = (over: Partial<Meeting> = {}, more: Partial<View> = {}): View => ({
  meeting: meeting(over),
  scheme: richmond,
  area: areaId,
  page: 1,
  ...more,
});

const lateProposal = { case: 'RICH-2026-014', proposal: 'p1', heading: 'RAG changes' } as const;
const five = { referral: 'RICH-2026-005' } as const;

const states: Record<string, View> = {
  'not-sent': view({ state: 'planned', items: [], agendaPostedAt: undefined, attendance: [], chairs: [] }),
  channel: view({ items: [first, late, business] }, { refresh: ['29:a'] }),
  member: view({ items: [{ ...first, aside }, business] }, { viewer: holder(seat.housing) }),
  chair: view({}, { viewer: holder(seat.chair), waiting: [five, { referral: 'RICH-2026-006' }] }),
  'one-waits': view({}, { waiting: [five] }),
  'proposals-wait': view({}, { viewer: holder(seat.chair), waiting: [lateProposal, five] }),
  'red-wait': view({ noRoom: { 'red cases': 12 } }, { viewer: holder(seat.chair) }),
  'no-room': view(
    { noRoom: { 'reviews due': 1, 'de-selections': 200, escalations: 3 } },
    { viewer: holder(seat.chair) },
  ),
  voting: view({ motion: `${ITEM}.1` }),
  'next-to-chair': view({ items: [{ ...first, aside: chairAside }, business] }, { viewer: holder(seat.council) }),
  closed: view({ state: 'closed', items: [{ ...first, state: 'done' }, business] }),
  'second-page': view({ items: many }, { page: 2, viewer: holder(seat.chair) }),
};

describe('the agenda, as it looks', () => {
  test.for(Object.entries(states))('%s', ([name, state]) => {
    golden(`agenda-${name}`, agendaCard(state));
  });

  test.for<[string, View, AgendaItem]>([
    ['member', view({}, { viewer: holder(seat.housing) }), business],
    ['chair', view({}, { viewer: holder(seat.chair) }), business],
    ['done', view({}, { viewer: holder(seat.chair) }), { ...business, state: 'done', aside }],
    [
      'proposal-taken-back',
      view({}, { viewer: holder(seat.chair) }),
      { ...business, heading: 'de-selections', case: ITEM, proposal: 'p1' },
    ],
  ])('one item: %s', ([name, state, item]) => {
    golden(`agenda-item-${name}`, itemCard({ ...state, coordinator: false }, item));
  });
});

test('forty referrals go in pages, each within the limit and none lost', () => {
  const pages = agendaPages(view({ items: [...many, business] }, { viewer: holder(seat.chair), refresh: ['29:a'] }));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flatMap(lint)).toEqual([]);
  expect(Math.max(...pages.map(size))).toBeLessThanOrEqual(28_000);
  const text = JSON.stringify(pages);
  expect(many.filter(({ id }) => !text.includes(`New referral ${id}`))).toEqual([]);
});

test('a page that is no longer there shows the last one', () => {
  expect(agendaCard(view({}, { page: 9 }))).toEqual(agendaCard(view()));
});

test('only the chair is offered to admit what came late', () => {
  const offered = (viewer: string) =>
    JSON.stringify(
      agendaCard(view({ attendance: attending(six) }, { viewer: holder(viewer), waiting: [five] })),
    ).includes('agenda.admit');
  expect(six.filter(offered)).toEqual([seat.chair]);
});

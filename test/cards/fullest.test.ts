/** Lists that grow, with everything typed to the last character: each page still goes through. */
import { expect, test } from 'vitest';
import { arisingCard } from '../../cards/arising/card.ts';
import { caseCard } from '../../cards/case/card.ts';
import { youngCard } from '../../cards/dyo/card.ts';
import { proposingCard } from '../../cards/joining/card.ts';
import { overdueCard } from '../../cards/overdue/card.ts';
import type { Card } from '../../cards/render.ts';
import { day } from '../../services/rules/days.ts';
import { action } from '../support/actions.ts';
import { richmond } from '../support/builders.ts';
import { caseOf } from '../support/cases.ts';
import { typed } from '../support/fullest.ts';
import { lint } from '../support/golden.ts';
import { areaId, holder, meeting, seat } from '../support/seated.ts';

const today = day('2026-11-05');
const shown = { scheme: richmond, area: areaId, today };
const note = { at: '2026-10-20T09:00:00.000Z', by: holder(seat.housing), what: 'reported on', note: typed(500) };
const full = action({ what: typed(160), outcome: typed(1_000), history: [note, { ...note, what: 'declined' }] });
const cases = Array.from({ length: 60 }, () => caseOf({ dyo: true, identity: { name: typed(120) } }));

test.for<[string, (page: number) => Card]>([
  [
    'the actions of a case',
    (page) =>
      caseCard({
        ...shown,
        tab: 'plan',
        page,
        viewer: holder(seat.housing),
        roles: new Set(),
        seen: { doc: caseOf(), version: 1, events: [], names: new Map(), alike: [], actions: Array(60).fill(full) },
      }),
  ],
  [
    'the overdue actions of an agency',
    (page) =>
      overdueCard({
        ...shown,
        page,
        agencies: ['housing'],
        overdue: Array(100).fill({ action: full, agency: 'housing', days: 30, owner: typed(64), ladder: [] }),
      }),
  ],
  ['the young offenders', (page) => youngCard({ ...shown, page, cases })],
])('%s', ([, make]) => {
  for (let page = 1; page <= 15; page += 1) expect(lint(make(page))).toEqual([]);
});

test('an action on an agenda, and what has been proposed', () => {
  const item = {
    id: 'i',
    heading: 'matters arising',
    action: { id: 'a1', ref: 'R' },
    state: 'waiting',
    aside: [],
  } as const;
  const seen = {
    action: { ...full, state: 'declined' as const },
    version: 1,
    meeting: meeting(),
    owners: meeting().seats.map((place) => ({ seat: place.seat, person: holder(place.seat) })),
    names: new Map(),
  };
  const roles = { chairs: true, coordinator: true, closed: false };
  expect(lint(arisingCard({ ...shown, ...roles, meeting: meeting(), item, seen, ladder: [] }))).toEqual([]);
  const joining = {
    id: 'j',
    body: 'iom',
    name: typed(80),
    kind: 'voluntary',
    post: typed(80),
    why: typed(500),
  } as const;
  const state = { by: holder(seat.youth), at: note.at, attends: 'permanent', state: 'with the co-ordinator' } as const;
  const decided = Array(180).fill({ ...joining, ...state, state: 'joined' });
  const listed = [...decided, ...Array(20).fill({ ...joining, ...state })];
  expect(lint(proposingCard({ ...shown, bodies: richmond.bodies, listed, coordinator: true }))).toEqual([]);
});

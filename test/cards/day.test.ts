import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import type { PersonKey } from '../../services/person.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { type Day, day } from '../../services/rules/days.ts';
import { type Change, create } from '../../services/store.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
import { areaId, coordinator, holder, referral, seat, seatedPanel } from '../support/seated.ts';

const today = day('2026-12-01');
const eight = new Date('2026-12-01T08:00:00.000Z');
const lead = holder(seat.chair);

const card = async (person: PersonKey, items: readonly DayItem[], rows: readonly (readonly Change[])[] = []) => {
  const { store } = await seatedPanel();
  for (const changes of rows) await store.commit(areaId, changes);
  await store.commit(areaId, [create(DayCards, `${today}|${person}`, { items })]);
  return atDesk(store)(person, 'day.view', { day: today }, eight);
};

const everything: Partial<Case> = {
  reviewOn: day('2026-12-08'),
  monitoring: { until: day('2026-12-04'), by: lead, at: '2026-08-05T11:00:00.000Z' },
  courts: [{ id: 'c1', on: day('2026-12-03'), court: 'Invented Court', promptOn: day('2026-11-26') }],
  keyDates: { bail: today },
};

test('everything that can be on a day’s card of somebody who works with cases', async () => {
  const of = lead;
  const rows = [
    laid(caseOf(everything)),
    actionsLaid(action({ owner: lead, due: today })),
    actionsLaid(
      action({ id: 'a2', owner: lead, due: day('2026-11-27'), state: 'offered', what: 'Ask the tenancy team' }),
    ),
  ];
  golden(
    'day-worker',
    await card(
      lead,
      [
        { kind: 'action', action: 'a2', on: day('2026-11-27'), of },
        { kind: 'case', ref: CASE, what: 'court', id: 'c1', on: day('2026-11-26'), of },
        { kind: 'action', action: 'a1', on: today, of },
        { kind: 'case', ref: CASE, what: 'bail', on: today, of },
        { kind: 'overdue', on: today, of },
        { kind: 'young offenders', on: today, of },
        { kind: 'monitoring', ref: CASE, on: day('2026-12-04'), of },
        { kind: 'review', ref: CASE, on: day('2026-12-08'), of },
      ],
      rows,
    ),
  );
});

test('of a co-ordinator', async () => {
  const of = coordinator;
  const gone = caseOf({ state: 'removed', reselectOn: today, reviewOn: day('2027-06-01') });
  golden(
    'day-co-ordinator',
    await card(
      of,
      [
        { kind: 'protocol', agency: 'lantern-night-shelter', on: day('2026-11-30'), of },
        { kind: 'protocol', agency: 'police', on: day('2026-12-20'), of },
        { kind: 'priorities', on: today, of },
        { kind: 'cohort', on: today, of },
        { kind: 'short sentences', on: today, of },
        { kind: 're-selection', ref: CASE, on: today, of },
      ],
      [laid(gone)],
    ),
  );
});

test.for<[string, Day]>([
  ['before', day('2026-12-03')],
  ['on', today],
  ['after', day('2026-11-30')],
])('a score that probation was asked for, %s the day of the meeting; not one that needs none', async ([when, on]) => {
  const asked = { what: 'score asked', of: lead, at: '2026-11-05T10:00:00.000Z', by: coordinator } as const;
  const rows = [
    referralMade(referral({ ref: 'RICH-2026-700', history: [asked] })),
    referralMade(referral({ ref: 'RICH-2026-701' })),
  ];
  const wanted = (ref: string): DayItem => ({ kind: 'score', referral: ref, on, of: lead });
  golden(`day-score-${when}`, await card(lead, [wanted('RICH-2026-700'), wanted('RICH-2026-701')], rows));
});

test('what is settled by the time it is read is not on it any more', async () => {
  const of = lead;
  const settled = [
    actionsLaid(action({ owner: lead, state: 'completed', outcome: 'Found' })),
    actionsLaid(action({ id: 'a2', owner: holder(seat.drugs) })),
    laid(caseOf({ reviewOn: day('2027-03-01') })),
  ];
  const read = await card(
    lead,
    [
      { kind: 'action', action: 'a1', on: today, of },
      { kind: 'action', action: 'a2', on: today, of },
      { kind: 'action', action: 'never', on: today, of },
      { kind: 'case', ref: CASE, what: 'bail', on: today, of },
      { kind: 'review', ref: CASE, on: day('2026-12-08'), of },
      { kind: 'monitoring', ref: CASE, on: day('2026-12-04'), of },
      { kind: 're-selection', ref: CASE, on: today, of },
    ],
    settled,
  );
  golden('day-settled', read);
});

test('a case that is restricted to others since is not on it', async () => {
  const rows = [laid(caseOf({ ...everything, restrictedTo: [coordinator] }))];
  const of = lead;
  const read = JSON.stringify(await card(lead, [{ kind: 'review', ref: CASE, on: day('2026-12-08'), of }], rows));
  expect(read).not.toContain(CASE);
});

import { expect, test } from 'vitest';
import { dueCard, shortCard } from '../../cards/due/card.ts';
import type { Case } from '../../services/caseModel.ts';
import { LogEntries } from '../../services/log.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { day } from '../../services/rules/days.ts';
import { AREA_ID, people } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { CASE, laid } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: people.shelter }];
const stay = {
  supervised: 'unknown',
  short: true,
  by: people.police,
  at: '2026-11-04T10:00:00.000Z',
} as const;
const custody: Custody = {
  kind: 'sentence',
  prison: 'HMP Nowhere',
  since: day('2026-10-01'),
  months: 4,
  releaseOn: day('2026-11-05'),
};
const everything: Partial<Case> = {
  courts: [
    { id: 'c0', on: day('2026-11-02'), court: 'Invented Court', promptOn: day('2026-10-26') },
    { id: 'c1', on: day('2026-11-11'), court: 'Invented Court', promptOn: day('2026-11-04') },
    { id: 'c2', on: day('2026-12-11'), court: 'Invented Court', promptOn: day('2026-12-04') },
  ],
  appointments: [{ id: 'a1', on: day('2026-11-04'), kind: 'appointment', what: 'Drugs worker' }],
  orders: [{ id: 'o1', order: 'licence', visitBy: day('2026-11-03') }],
  jointMeetings: [{ id: 'j1', on: day('2026-11-03'), area: 'Elsewhere' }],
  custody,
  stay,
  keyDates: { bail: day('2026-11-01'), sentenceEnd: day('2026-11-05') },
};

test('what is due, with every kind of thing there is', async () => {
  const desk = await caseDesk(caseHere(everything), { prisons });
  golden('due-everything', await desk.press('due.list', {}, 'chair'));
  golden('due-for-co-ordinator', await desk.press('due.list', {}, 'coordinator'));
});

test('nothing is due; short sentences, in prison and released', async () => {
  const { releaseOn: _, ...open } = custody;
  const desk = await caseDesk(caseHere({ custody: open, stay }), { prisons });
  await desk.store.commit(
    AREA_ID,
    laid(caseHere({ ref: 'RICH-2026-015', custody: { ...open, released: day('2026-11-01') }, stay })),
  );
  golden('due-nothing', await desk.press('due.list', {}, 'chair'));
  golden('due-short', await desk.press('due.short', {}, 'chair'));
});

test('a list that is cut says so', () => {
  const at = { today: day('2026-11-05'), coordinator: false, area: AREA_ID, page: 1 };
  expect(readable(dueCard({ found: [], more: true }, at))).toContain('There are more: of each body the first 40');
  expect(readable(dueCard({ found: [], more: false }, at))).not.toContain('There are more');
  const short = { area: AREA_ID, names: () => undefined, page: 1 };
  expect(readable(shortCard({ found: [], more: true }, short))).toContain('There are more: of each body the first 40');
});

test('whose data a list shows is in the log; nobody without a seat opens one', async () => {
  const desk = await caseDesk(caseHere(everything), { prisons });
  await desk.press('due.list', {}, 'chair');
  const seen = (await desk.store.views.list(AREA_ID, LogEntries)).map(({ doc }) => doc);
  expect(seen.filter(({ what }) => what === 'due.list')).toMatchObject([{ whose: [CASE] }]);
  expect(await desk.refused('due.list', {}, 'referrer')).toMatch(/^Only members/);
  expect(await desk.refused('due.short', {}, 'nobody')).toMatch(/^Only members/);
});

test('of many appointments a case shows the next three, and says how many more there are', async () => {
  const appointments = Array.from({ length: 5 }, (_, n) => ({
    ...{ id: `p${n}`, on: day(`2026-11-1${n}`), what: `Number ${n}`, kind: 'visit' as const },
  }));
  const desk = await caseDesk(caseHere({ appointments }), { prisons });
  const shown = readable(await desk.open('case.view', { tab: 'contacts' }, 'chair'));
  expect(shown).toContain('And 2 more: “Open appointments”.');
  expect(shown).not.toContain('Number 3');
});

test('the case leads to all of it', async () => {
  const desk = await caseDesk(caseHere({ ...everything, attended: { kept: 2, missed: 1 } }), { prisons });
  golden('case-plan-parts', await desk.open('case.view', { tab: 'plan' }, 'chair'));
  golden('case-contacts-parts', await desk.open('case.view', { tab: 'contacts' }, 'chair'));
});

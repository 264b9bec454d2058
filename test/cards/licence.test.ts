import { expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { MOST_OPEN } from '../../services/lifeLists.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { day } from '../../services/rules/days.ts';
import type { LicenceCondition } from '../../services/rules/licence.ts';
import { area, NOW, people, richmond } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { CASE } from '../support/cases.ts';
import { buttons, readable } from '../support/desk.ts';
import { typed } from '../support/fullest.ts';
import { golden } from '../support/golden.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: people.shelter }];
const condition = (change: Partial<LicenceCondition> = {}): LicenceCondition => ({
  id: 'l1',
  what: 'Not to enter the High Street',
  state: 'proposed',
  agency: 'housing',
  by: people.housing,
  ...change,
});
const custody: Custody = {
  kind: 'sentence',
  prison: 'HMP Nowhere',
  since: day('2026-11-03'),
  months: 4,
  releaseOn: day('2026-12-20'),
};
const stay = { supervised: 'no', short: true, by: people.police, at: '2026-11-04T10:00:00.000Z' } as const;

test('where somebody is in prison, and the conditions on their way', async () => {
  const desk = await caseDesk(caseHere(), { prisons });
  golden('licence-none', await desk.open('licence.view'));
  golden('licence-form', await desk.open('licence.form'));
  expect(await desk.refusedOf('prison.form')).toContain('is not recorded as in custody');
  await desk.send('custody.record', { kind: 'sentence', prison: 'hmp nowhere', since: '2026-11-03', months: '4' });
  golden('prison-form', await desk.open('prison.form'));
  await desk.send('prison.keep', { prison: 'p1', release: '2026-12-20', supervised: 'no' });
  golden('licence-proposed', await desk.send('licence.propose', { what: 'Not to enter the High Street' }, 'housing'));
});

test('the team agrees, probation takes up, and what is turned down has its reason', async () => {
  const licence = [condition(), condition({ id: 'l2', what: 'To live at the hostel', state: 'agreed' })];
  const desk = await caseDesk(caseHere({ licence }), { prisons });
  golden('licence-turn-down', await desk.open('licence.turn', { of: 'l2' }));
  expect(await desk.refusedOf('licence.move', { of: 'l2', to: 'taken up' })).toMatch(/^Only probation/);
  await desk.send('licence.move', { of: 'l2', to: 'taken up' }, 'chair');
  expect(await desk.refusedOf('licence.turnDown', { of: 'l1', why: '' })).toContain('“Reason”: it is needed');
  golden('licence-settled', await desk.send('licence.turnDown', { of: 'l1', why: 'It bars the way to work.' }));
});

test('the contact of the prison opens what is theirs, and no more of the case', async () => {
  const desk = await caseDesk(caseHere({ licence: [condition()], custody, stay }), { prisons });
  const place = { store: desk.store, area: area({ prisons }), scheme: richmond, now: NOW };
  const told = await tellings.get('at your prison')?.card(place, people.shelter, CASE);
  if (!told) throw new Error('the contact is told');
  golden('licence-at-your-prison', told.card);
  expect(readable(told.card)).not.toContain('Testerby');
  const card = await desk.open('licence.view', {}, 'shelter');
  golden('licence-for-prison', card);
  expect(buttons(card).map(({ verb }) => verb)).not.toContain('case.view');
  golden('licence-prison-says', await desk.open('licence.asks', { of: 'l1' }, 'shelter'));
  expect(readable(await desk.send('licence.says', { of: 'l1', says: 'Two adjudications.' }, 'shelter'))).toContain(
    'Two adjudications.',
  );
  expect(await desk.refusedOf('case.view', {}, 'shelter')).toMatch(/^Only members/);
  expect(await desk.refusedOf('offer.list', {}, 'shelter')).toMatch(/^Only members/);
});

test('once the person has left, the contact of the prison is told so and reads no further', async () => {
  const desk = await caseDesk(caseHere({ custody, stay }), { prisons });
  golden('prison-leaving', await desk.open('prison.leaving', {}, 'shelter'));
  const left = { case: CASE, version: (await desk.row()).version, released: '2026-11-05' };
  await expect(desk.press('prison.left', left, 'shelter')).rejects.toThrow('The release is recorded.');
  expect((await desk.row()).doc.custody?.released).toBe('2026-11-05');
  expect(await desk.refusedOf('licence.view', {}, 'shelter')).toMatch(/^Only members/);
});

test('people of other agencies pass on what they know of custody, and keep nothing of it current', async () => {
  const desk = await caseDesk(caseHere({ custody, stay }), { prisons });
  const verbs = buttons(await desk.open('licence.view', {}, 'housing')).map(({ verb }) => verb);
  expect(verbs).toContain('custody.releasing');
  expect(verbs).not.toContain('prison.form');
  expect(await desk.refusedOf('prison.form', {}, 'housing')).toContain('“Put custody right” or “Record release”');
  expect(await desk.refusedOf('prison.leaving', {}, 'housing')).toMatch(/^Only the contact of the prison/);
  expect(await desk.refusedOf('prison.left', { released: '2026-11-05' }, 'housing')).toMatch(/^Only the contact/);
});

test('the co-ordinator keeps the list of prisons', async () => {
  const desk = await caseDesk(caseHere(), {});
  golden('prison-list-none', await desk.press('prison.list', {}, 'coordinator'));
  const named = { name: 'HMP Nowhere', contact: people.shelter };
  golden('prison-list', await desk.press('prison.name', named, 'coordinator'));
  expect(await desk.refused('prison.name', named, 'chair')).toMatch(/^Only the co-ordinator/);
  expect(await desk.refused('prison.name', { ...named, contact: 'nobody' }, 'coordinator')).toContain('from the list');
});

test.for<[string, object, string]>([
  ['in no prison', { prison: '', supervised: 'no' }, '“Prison”: it is needed'],
  [
    'until yesterday',
    { prison: 'p1', release: '2026-11-04', supervised: 'no' },
    '“Expected release”: it lies in the past',
  ],
  ['supervised somehow', { prison: 'p1', supervised: 'perhaps' }, 'choose one of the answers listed'],
])('somebody %s is refused by name', async ([, given, sentence]) => {
  const desk = await caseDesk(caseHere({ custody }), { prisons });
  expect(await desk.refusedOf('prison.keep', given)).toContain(sentence);
});

test('a full licence is read page by page', async () => {
  const licence = Array.from({ length: MOST_OPEN }, (_, at) =>
    condition({ id: `l${at}`, what: typed(200), prison: typed(300) }),
  );
  const desk = await caseDesk(caseHere({ licence }), { prisons });
  expect(readable(await desk.open('licence.view'))).toContain('Proposed');
  expect(readable(await desk.open('licence.view', { page: 9 }))).toContain('Proposed');
});

import { expect, test } from 'vitest';
import { MOST_OPEN } from '../../services/lifeLists.ts';
import type { CourtDate } from '../../services/rules/court.ts';
import { day } from '../../services/rules/days.ts';
import { people } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { readable } from '../support/desk.ts';
import { typed } from '../support/fullest.ts';
import { golden } from '../support/golden.ts';

const court = (change: Partial<CourtDate> = {}): CourtDate => ({
  id: 'c1',
  on: day('2026-11-11'),
  court: 'Invented Magistrates’ Court',
  about: 'Theft of a garden gnome',
  promptOn: day('2026-11-04'),
  ...change,
});

test('a court date is added, prepared, told to the CPS, and closed with its result', async () => {
  const desk = await caseDesk();
  golden('court-none', await desk.open('court.view'));
  golden('court-form', await desk.open('court.form'));
  golden(
    'court-prepare',
    await desk.send('court.add', { on: '2026-11-11', court: 'Invented Magistrates’ Court', about: 'Theft of a gnome' }),
  );
  const of = (await desk.row()).doc.courts?.[0]?.id ?? '';
  golden('court-writer-form', await desk.open('court.writer', { of }));
  golden('court-wanted', await desk.send('court.want', { of, writer: people.housing }));
  golden('court-telling-form', await desk.open('court.telling', { of }));
  golden('court-prepared', await desk.send('court.tell', { of, told: '2026-11-05' }));
  golden('court-result-form', await desk.open('court.resulting', { of }));
  golden('court-closed', await desk.send('court.result', { of, result: 'Fined 80 pounds' }));
});

test('court dates in every state, the earliest first', async () => {
  const courts = [
    court({ id: 'c0', on: day('2026-11-02'), promptOn: day('2026-10-26') }),
    court({ statement: { wanted: true, by: people.housing } }),
    court({ id: 'c2', on: day('2026-12-11'), promptOn: day('2026-12-04'), statement: { wanted: false } }),
    court({ id: 'c3', on: day('2027-01-11'), promptOn: day('2027-01-04') }),
  ];
  const wanted = { since: day('2026-11-01'), why: 'Failed to appear' };
  const keyDates = { bail: day('2026-11-20'), sentenceEnd: day('2027-06-20') };
  const desk = await caseDesk(caseHere({ courts, wanted, keyDates }));
  golden('court-all', await desk.open('court.view'));
  golden('court-dates-form', await desk.open('dates.form'));
  golden('court-wanted-form', await desk.open('wanted.form'));
});

test('of somebody inside, the key dates ask for bail alone', async () => {
  const inside = {
    kind: 'remand',
    prison: 'HMP Nowhere',
    since: day('2026-10-01'),
    releaseOn: day('2026-12-20'),
  } as const;
  const desk = await caseDesk(caseHere({ custody: inside, keyDates: { bail: day('2026-11-20') } }));
  golden('court-dates-form-inside', await desk.open('dates.form'));
  const kept = readable(await desk.send('dates.keep', { bail: '2026-11-21', sentenceEnd: '2027-01-01' }));
  expect(kept).toContain('21 November 2026');
  expect(kept).toMatch(/Expected release: .*20 December 2026/);
  expect(kept).not.toContain('End of sentence');
});

test('that no statement is wanted is one press', async () => {
  const desk = await caseDesk(caseHere({ courts: [court()] }));
  expect(readable(await desk.send('court.unwanted', { of: 'c1' }))).toContain('No statement is wanted.');
  expect(
    readable(await desk.press('court.unwanted', { case: 'RICH-2026-014', version: 1, of: 'c1' }, 'police')),
  ).toContain('moved on before your press');
});

test.for<[string, string, object, string]>([
  ['a court date without a day', 'court.add', { court: 'Court' }, '“Court date”: it is needed'],
  ['a statement from nobody', 'court.want', { of: 'c1', writer: '' }, 'from the list'],
  ['being told tomorrow', 'court.tell', { of: 'c1', told: '2026-11-06' }, '“Told on”: it lies in the future'],
  ['no result', 'court.result', { of: 'c1', result: '' }, '“Result”: it is needed'],
  ['being wanted for nothing', 'wanted.set', { why: ' ' }, '“Why”: it is needed'],
  ['a date that is none', 'dates.keep', { bail: 'soon' }, '“Bail, to return on”: it is not a date'],
])('%s is refused by name', async ([, verb, given, sentence]) => {
  const desk = await caseDesk(caseHere({ courts: [court()] }));
  const { version } = await desk.row();
  expect(await desk.refusedOf(verb, given)).toContain(sentence);
  expect((await desk.row()).version).toBe(version);
});

test('as many court dates as a case keeps are read page by page', async () => {
  const courts = Array.from({ length: MOST_OPEN }, (_, at) =>
    court({ id: `c${at}`, court: typed(80), about: typed(200) }),
  );
  const desk = await caseDesk(caseHere({ courts }));
  expect(readable(await desk.open('court.view', { page: 9 }))).toContain('Other dates');
});

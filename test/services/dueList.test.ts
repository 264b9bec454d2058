import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { dueNow, type Listed, MOST } from '../../services/dueList.ts';
import { day } from '../../services/rules/days.ts';
import { at, startNight } from '../support/atNight.ts';
import { CASE, caseOf, laid, proposalItem } from '../support/cases.ts';
import { londonCase, REF } from '../support/colouredCase.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel } from '../support/seated.ts';

const due = (ref: string, on: string, change: Partial<Case> = {}): Case =>
  caseOf({ ref, keyDates: { bail: day(on) }, ...change });
const refs = async (asked: Promise<Listed<{ readonly doc: Case }>>) => (await asked).found.map(({ doc }) => doc.ref);

test('cases of the person’s bodies of which something is due, the longest due first', async () => {
  const { store, of, by } = await seatedPanel();
  await store.commit(
    areaId,
    laid(
      due('RICH-2026-021', '2026-11-05'),
      due('RICH-2026-022', '2026-11-01'),
      due('RICH-2026-023', '2026-11-06'),
      due('RICH-2026-024', '2026-11-02', { body: 'asb' }),
      due('RICH-2026-025', '2026-11-02', { state: 'removed' }),
      due('RICH-2026-026', '2026-11-02', { restrictedTo: [holder(seat.chair)] }),
      due('RICH-2026-027', '2026-11-02', { import: 'i1' }),
    ),
  );
  const importing = { area: area({ importing: ['i1'] }) };
  expect(await refs(dueNow(of(seat.youth, importing)))).toEqual(['RICH-2026-022', 'RICH-2026-021']);
  expect(await refs(dueNow(of(seat.chair, importing)))).toContain('RICH-2026-026');
  expect(await refs(dueNow(by(coordinator, importing)))).toContain('RICH-2026-024');
  expect(await refs(dueNow(by(referrer)))).toEqual([]);
});

test('a case from which the person stands aside is not on their list', async () => {
  const aside = [{ seat: seat.youth, person: holder(seat.youth), at: '2026-11-05T10:05:00.000Z' }];
  const { store, of } = await seatedPanel(undefined, { items: [proposalItem({ aside })] });
  await store.commit(areaId, laid(due(CASE, '2026-11-01')));
  expect(await refs(dueNow(of(seat.youth)))).toEqual([]);
  expect(await refs(dueNow(of(seat.housing)))).toEqual([CASE]);
});

test('what is not theirs to see takes nobody’s place, and a list that is cut says so', async () => {
  const { store, of } = await seatedPanel();
  const many = (from: number, change: Partial<Case>) =>
    Array.from({ length: MOST }, (_, at) => due(`RICH-2026-${from + at}`, '2026-11-01', change));
  for (const doc of [...many(100, { import: 'i1' }), ...many(200, { restrictedTo: [holder(seat.chair)] })])
    await store.commit(areaId, laid(doc));
  for (const doc of many(300, {})) await store.commit(areaId, laid(doc));
  const youth = () => dueNow(of(seat.youth, { area: area({ importing: ['i1'] }) }));
  expect(await youth()).toMatchObject({ found: { length: MOST }, more: false });
  await store.commit(areaId, laid(due('RICH-2026-400', '2026-11-06')));
  expect((await youth()).more).toBe(false);
  await store.commit(areaId, laid(due('RICH-2026-401', '2026-11-05')));
  expect(await youth()).toMatchObject({ found: { length: MOST }, more: true });
});

test('people of a team that works the register of a panel have its cases on their list', async () => {
  const night = await startNight({}, [londonCase({ keyDates: { bail: day('2026-11-01') } })]);
  expect(await refs(dueNow(await night.by(at.charity, '2026-11-24T09:00:00Z')))).toEqual([REF]);
});

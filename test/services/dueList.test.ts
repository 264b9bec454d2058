import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { dueNow } from '../../services/dueList.ts';
import { day } from '../../services/rules/days.ts';
import { CASE, caseOf, laid, proposalItem } from '../support/cases.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel } from '../support/seated.ts';

const due = (ref: string, on: string, change: Partial<Case> = {}): Case =>
  caseOf({ ref, keyDates: { bail: day(on) }, ...change });
const refs = async (asked: Promise<readonly { readonly doc: Case }[]>) => (await asked).map(({ doc }) => doc.ref);

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

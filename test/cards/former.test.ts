/** Whoever was removed and is referred again: what the papers of the new referral show, and to whom. */
import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { LogEntries } from '../../services/log.ts';
import { type Link, Referrals } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create, replace } from '../../services/store.ts';
import { CaseEvents, happened } from '../../services/timeline.ts';
import { must } from '../../services/work.ts';
import { atTable } from '../support/atTable.ts';
import { CASE, caseOf } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { ARRIVED, areaId, coordinator, holder, ITEM, referrer, seat } from '../support/seated.ts';

const removed: Partial<Case> = {
  state: 'removed',
  removal: { on: day('2026-09-01'), reason: 'interventions-complete', why: 'He had done all that was agreed.' },
};

const withLink = async (doc: Case, verdict: Link['verdict'] = 'same person') => {
  const table = await atTable(doc, {});
  const row = must(await table.store.get(areaId, Referrals, ITEM), 'a referral');
  await table.store.commit(areaId, [
    replace(row, { ...row.doc, links: [{ ref: CASE, why: [], verdict }] }),
    happened(table.of(seat.chair), CASE, {
      what: 'removed',
      reason: 'interventions-complete',
      why: 'He had done all that was agreed.',
    }),
  ]);
  return table;
};
const papers = { referral: ITEM, meeting: 'm1', item: ITEM };

test('a member reads the former case with its history and why the person was removed, and the log says so', async () => {
  const table = await withLink(caseOf(removed));
  golden('papers-former-case', await table.press(holder(seat.housing), 'papers.view', papers));
  const entries = (await table.store.views.list(areaId, LogEntries)).map(({ doc }) => doc);
  expect(entries.find(({ what }) => what === 'papers.view')?.whose).toEqual([ITEM, CASE]);
});

test('of a long history the newest stands in the papers, which say that there is more', async () => {
  const table = await withLink(caseOf(removed));
  const press = async () => readable(await table.press(holder(seat.housing), 'papers.view', papers));
  expect(await press()).not.toContain('There is more before that');
  await table.store.commit(
    areaId,
    Array.from({ length: 20 }, (_, n) =>
      create(CaseEvents, `${CASE}|9${n}`, { at: ARRIVED, by: coordinator, what: 'released', on: day('2026-08-01') }),
    ),
  );
  expect(await press()).toContain(`There is more before that: “Open ${CASE}”.`);
});

test.for<[string, Case, Link['verdict'], string]>([
  ['the referrer', caseOf(removed), 'same person', referrer],
  ['anybody while nobody has said that it is the same person', caseOf(removed), 'open', holder(seat.housing)],
  ['anybody where it is another person', caseOf(removed), 'another person', holder(seat.housing)],
  ['whom it is closed to', caseOf({ ...removed, restrictedTo: [coordinator] }), 'same person', holder(seat.housing)],
])('it is not shown to %s', async ([, doc, verdict, reader]) => {
  const table = await withLink(doc, verdict);
  const card = await table.press(reader as `${string}|${string}`, 'papers.view', papers);
  expect(readable(card)).not.toContain('Former case');
  expect(readable(card)).not.toContain('all that was agreed');
});

test('a case that is on the register is not a former one', async () => {
  const table = await withLink(caseOf());
  expect(readable(await table.press(holder(seat.housing), 'papers.view', papers))).not.toContain('Former case');
});

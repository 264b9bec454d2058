import { expect, test } from 'vitest';
import { caseFrom } from '../../services/cases.ts';
import { Referrals } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { recordCaseStep, recordReferralStep } from '../../services/steps.ts';
import { must } from '../../services/work.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press, withOf } from '../support/life.ts';
import { areaId, holder, ITEM, seat, seatedPanel } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const on = day('2026-11-04');
const london = withOf('london', 'steps');

test('a step of a case is kept with who wrote it down; said again, the history keeps both', async () => {
  const { of, stored, happened } = await living();
  const step = { ...first, step: 'first-contact' };
  const told = ['offer', 'otherwise', 'shared'];
  const seen = { on, where: 'HMP Nowhere', who: 'PC Invented and a worker', told };
  expect(await recordCaseStep(of(seat.constable), step, seen)).toBe('done');
  expect((await stored()).steps).toEqual({
    'first-contact': { ...seen, by: holder(seat.constable), at: '2026-11-05T10:30:00.000Z' },
  });
  expect(await recordCaseStep(of(seat.drugs), step, seen)).toBe('overtaken');
  expect(await recordCaseStep(of(seat.drugs), { ...step, version: 2 }, { ...seen, where: 'Home' })).toBe('done');
  expect((await happened()).map((event) => [event.what, event.by])).toEqual([
    ['step', holder(seat.drugs)],
    ['step', holder(seat.constable)],
  ]);
});

test('what came of it stands in the history by its name', async () => {
  const { of, happened } = await living();
  await recordCaseStep(of(seat.drugs), { ...first, step: 'engagement' }, { on, answer: 'partly' });
  expect((await happened())[0]).toMatchObject({ name: 'Engagement assessed', answer: 'Engages in part' });
});

test('a body takes only the steps of its scheme, and nothing is recorded of somebody removed', async () => {
  const { of, store } = await living();
  const before = await dump(store);
  const record = (step: string) => recordCaseStep(of(seat.drugs), { ...first, step }, { on });
  await expect(record('tactical-plan')).rejects.toThrow('takes no such step');
  expect(await dump(store)).toEqual(before);
  const removed = await living(caseOf({ state: 'removed' }));
  await expect(recordCaseStep(removed.of(seat.drugs), { ...first, step: 'engagement' }, { on })).rejects.toThrow(
    'no longer on the register',
  );
});

test('before the decision, steps are kept on the referral and go with the person onto the register (L steps 3-7)', async () => {
  const { store, of } = await seatedPanel();
  const work = of(seat.drugs, { scheme: london });
  const record = { referral: ITEM, version: 1, step: 'data' };
  expect(await recordReferralStep(work, record, { on, note: 'All six agencies answered.' })).toBe('done');
  expect(await recordReferralStep(work, record, { on })).toBe('overtaken');
  const { doc } = must(await store.get(areaId, Referrals, ITEM), 'a referral');
  expect(doc.steps?.data).toMatchObject({ note: 'All six agencies answered.', by: holder(seat.drugs) });
  const { ref: _, ...adopted } = caseOf();
  expect(caseFrom(doc, adopted).steps).toEqual(doc.steps);
});

test('on a decided referral no step is recorded any more', async () => {
  const { store, of } = await seatedPanel();
  const row = must(await store.get(areaId, Referrals, ITEM), 'a referral');
  await store.commit(areaId, [{ op: 'replace', row, doc: { ...row.doc, state: 'decided' } }]);
  await expect(
    recordReferralStep(of(seat.drugs, { scheme: london }), { referral: ITEM, version: 2, step: 'data' }, { on }),
  ).rejects.toThrow('while a referral waits');
});

test('a press on a version that is past changes nothing', async () => {
  const { of, store } = await living();
  const before = await dump(store);
  expect(await recordCaseStep(of(seat.drugs), { ...press(7), step: 'engagement' }, { on })).toBe('overtaken');
  expect(await dump(store)).toEqual(before);
});

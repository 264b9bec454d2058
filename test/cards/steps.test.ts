import { expect, test } from 'vitest';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { deskOf, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withOf } from '../support/life.ts';

const essex = withOf('essex', 'steps');
const london = withOf('london', 'steps');
const REF = 'RICH-2026-001';
const visit = { on: '2026-11-04', where: 'HMP Nowhere', who: 'PC Sample', told: 'offer,shared' };

test('the checklist of a case: who did what and when, what was told, and what is left', async () => {
  const desk = await caseDesk(caseHere(), {}, essex);
  golden('steps-none', await desk.open('steps.view'));
  golden('steps-form-seen', await desk.open('steps.form', { of: 'first-contact' }));
  golden('steps-form-answer', await desk.open('steps.form', { of: 'agreement' }));
  await desk.send('steps.record', { of: 'grading', on: '2026-11-03', answer: 'engaging', note: 'All agreed.' });
  golden('steps-in-part', await desk.send('steps.record', { of: 'first-contact', ...visit }));
  golden('steps-form-again', await desk.open('steps.form', { of: 'first-contact' }));
});

test.for<[string, object, string]>([
  ['without the day', { ...visit, on: '' }, '“Done on”: it is needed'],
  ['on a day that lies ahead', { ...visit, on: '2026-11-06' }, '“Done on”: it lies in the future'],
  ['without the place', { ...visit, where: ' ' }, '“Seen at”: it is needed'],
  ['without whoever saw the person', { ...visit, who: '' }, '“Seen by”: it is needed'],
  ['with something nobody tells', { ...visit, told: 'offer,jokes' }, 'choose one of the answers listed'],
])('a step %s is refused by name', async ([, typed, sentence]) => {
  const desk = await caseDesk(caseHere(), {}, essex);
  expect(await desk.refusedOf('steps.record', { of: 'first-contact', ...typed })).toContain(sentence);
  expect((await desk.row()).doc.steps).toBeUndefined();
});

test('before the decision in London: the papers say what lacks, and its referrer or a member records it', async () => {
  const desk = await deskOf({}, london);
  await desk.submitted();
  expect(readable(await desk.press('papers.view', { referral: REF }, 'chair'))).toContain('Before the decision');
  golden('steps-before', await desk.press('steps.before', { referral: REF }, 'chair'));
  golden('steps-before-form', await desk.press('steps.ask', { referral: REF, of: 'data' }, 'chair'));
  const typed = { referral: REF, version: await desk.version(), of: 'data', on: '2026-11-04', note: 'All answered.' };
  golden('steps-before-recorded', await desk.press('steps.keep', typed, 'police'));
  const again = readable(await desk.press('steps.keep', typed, 'police'));
  expect(again).toContain('so nothing was changed. What you typed is still here');
  expect(again).toContain('All answered.');
  const seen = { ...visit, referral: REF, version: await desk.version(), of: 'first-contact' };
  await desk.press('steps.keep', seen, 'referrer');
  const papers = readable(await desk.press('papers.view', { referral: REF }, 'chair'));
  expect(papers).toContain('to be told: what happens otherwise');
  expect(papers).not.toContain('data collated');
  expect(await desk.refused('steps.before', { referral: REF }, 'nobody')).toMatch(/^Only members/);
});

test('Richmond decides without such steps, and its papers say nothing of them', async () => {
  const desk = await deskOf();
  await desk.submitted();
  expect(readable(await desk.press('papers.view', { referral: REF }, 'chair'))).not.toContain('Before the decision');
});

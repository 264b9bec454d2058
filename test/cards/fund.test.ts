import { expect, test } from 'vitest';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { buttons } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { withOf } from '../support/life.ts';

const essex = withOf('essex', 'fund');
const bus = { amount: '12.50', for: 'travel', note: 'A bus pass for a week', on: '2026-11-05' };

test('a budget, a grant out of it, and what it was paid for (T 3.5)', async () => {
  const desk = await caseDesk(caseHere(), {}, essex);
  golden('fund-none', await desk.open('fund.view'));
  golden('fund-budget-form', await desk.open('fund.plan', {}, 'coordinator'));
  await desk.send('fund.budget', { budget: '500' }, 'coordinator');
  golden('fund-grant-form', await desk.open('fund.asks'));
  await desk.send('fund.grant', { amount: '£60', why: 'To get to the course' });
  golden('fund-pay-form', await desk.open('fund.form'));
  golden('fund-paid', await desk.send('fund.pay', bus));
  golden('fund-for-co-ordinator', await desk.open('fund.view', {}, 'coordinator'));
});

test.for<[string, string, object, string]>([
  ['an amount in words', 'fund.grant', { amount: 'twelve', why: 'So' }, '“Amount in pounds”: it is an amount'],
  ['more than is left', 'fund.pay', { ...bus, amount: '60.01' }, 'has £60.00 left'],
  ['more than the area has', 'fund.grant', { amount: '440.01', why: 'So' }, '£440.00 left to grant'],
  ['a payment for nothing', 'fund.pay', { ...bus, note: '' }, '“What it is exactly”: it is needed'],
])('%s is refused by name', async ([, verb, given, sentence]) => {
  const desk = await caseDesk(caseHere(), {}, essex);
  await desk.send('fund.budget', { budget: '500' }, 'coordinator');
  await desk.send('fund.grant', { amount: '60', why: 'So' });
  expect(await desk.refusedOf(verb, given)).toContain(sentence);
});

test('somebody under an order reads why there is nothing to grant, and only the co-ordinator sets the budget', async () => {
  const desk = await caseDesk(caseHere({ statutory: 'yes' }), {}, essex);
  const card = await desk.open('fund.view');
  golden('fund-statutory', card);
  expect(buttons(card).map(({ verb }) => verb)).not.toContain('fund.asks');
  expect(await desk.refusedOf('fund.budget', { budget: '500' })).toMatch(/^Only the co-ordinator/);
});

test('a scheme without a fund says so', async () => {
  const desk = await caseDesk();
  expect(await desk.refusedOf('fund.view')).toContain('has no operational fund');
});

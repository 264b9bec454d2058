import { z } from 'zod';
import { areaFund, fundRules, grant, pay, paymentsOf, setBudget } from '../../services/funds.ts';
import { Day } from '../../services/rules/days.ts';
import { penceOf } from '../../services/rules/fund.ts';
import { workers } from '../case/answer.ts';
import { type Given, recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { type Input, wrong } from '../referral/inputs.ts';
import type { Notice } from '../words.ts';
import { budgetForm, fundCard, grantForm, inputs, payForm } from './card.ts';

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => {
  const topic = await topicOf(turn, ref);
  const rules = fundRules(turn, topic.doc.body);
  const [area, payments] = await Promise.all([areaFund(turn, topic.doc.body), paymentsOf(turn, ref)]);
  return { card: fundCard(topic, { rules, area, payments }, notice, page) };
};

const amountOf = ({ must }: Pick<Given, 'must'>, input: Input): number => {
  const pence = penceOf(must(input));
  if (pence === undefined) throw wrong(input.label, 'it is an amount in pounds, such as 12.50');
  return pence;
};

/** What all forms here have in common. */
const here = { answer: shown, back: 'fund.view' } as const;

export const view = command({
  verb: 'fund.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

export const [asks, granting] = recording({
  opens: 'fund.asks',
  saves: 'fund.grant',
  form: async ({ turn, doc }) => {
    fundRules(turn, doc.body);
    return grantForm(await areaFund(turn, doc.body));
  },
  save: (given) => grant(given.turn, given.press, amountOf(given, inputs.amount), given.must(inputs.why)),
  said: 'It is granted.',
  ...here,
});

export const [form, paying] = recording({
  opens: 'fund.form',
  saves: 'fund.pay',
  form: ({ turn, doc, today }) => {
    const { granted = 0, spent = 0 } = doc.fund ?? {};
    return payForm(fundRules(turn, doc.body), granted - spent, today);
  },
  save: (given) =>
    pay(given.turn, given.press, {
      pence: amountOf(given, inputs.amount),
      for: given.must(inputs.for(fundRules(given.turn, given.doc.body))),
      note: given.must(inputs.note),
      on: Day.parse(given.must(inputs.on)),
    }),
  said: 'The payment is recorded.',
  ...here,
});

export const [plan, budget] = recording({
  opens: 'fund.plan',
  saves: 'fund.budget',
  allowed: ['co-ordinator'],
  form: async ({ turn, doc }) => {
    fundRules(turn, doc.body);
    return budgetForm(await areaFund(turn, doc.body));
  },
  save: (given) => setBudget(given.turn, given.doc.body, amountOf(given, inputs.budget)),
  said: 'The budget is set.',
  ...here,
});

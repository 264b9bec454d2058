/** The operational fund of an area, and what one person has of it. */
import type { Payment } from '../../services/funds.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import { type AreaFund, type FundRules, inPounds } from '../../services/rules/fund.ts';
import { choiceOf, dateOf, type Form, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Line, line } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import type { Notice } from '../words.ts';

const forWhom: Record<'yes' | 'no' | 'unknown', string> = {
  yes: 'This person is under an order or licence, so the fund is not for them.',
  no: 'For people who are under no order or licence.',
  unknown: 'Whether this person is under an order or licence is not known; until it is, nothing can be granted.',
};

const paymentLines = (payments: readonly Payment[], rules: FundRules): Line[] =>
  payments.map(({ on, pence, for: what, note }) =>
    line(`${inPounds(pence)}, ${nameIn(rules.for, what).toLowerCase()}. ${note}`, inWords(on)),
  );

/** Lines of a block, so that no block outgrows a page. */
const A_BLOCK = 20;

export const fundCard = (
  topic: Topic,
  {
    rules,
    area,
    payments,
  }: { readonly rules: FundRules; readonly area: AreaFund; readonly payments: readonly Payment[] },
  notice?: Notice,
  page?: number,
): Card => {
  const { doc, turn } = topic;
  const { granted = 0, spent = 0 } = doc.fund ?? {};
  const lines = paymentLines(payments, rules);
  return topicCard(topic, {
    heading: 'Operational fund',
    intro: [forWhom[doc.statutory ?? 'unknown']],
    blocks: [
      blockOf('This person', [
        line(inPounds(granted), 'Granted'),
        line(inPounds(spent), 'Spent'),
        line(inPounds(granted - spent), 'Balance'),
      ]),
      blockOf('The area', [
        line(inPounds(area.budget), 'Budget'),
        line(inPounds(area.budget - area.granted), 'Left to grant'),
      ]),
      ...Array.from({ length: Math.max(1, Math.ceil(lines.length / A_BLOCK)) }, (_, at) =>
        blockOf(at === 0 ? 'Payments' : 'Payments, continued', lines.slice(at * A_BLOCK, (at + 1) * A_BLOCK)),
      ),
    ],
    buttons: [
      ...(doc.statutory === 'no'
        ? [opens('Grant', 'fund.asks', topic), ...(granted > spent ? [opens('Pay', 'fund.form', topic)] : [])]
        : []),
      ...(turn.actor.coordinator ? [opens('Budget of the area', 'fund.plan', topic)] : []),
    ],
    tab: 'contacts',
    verb: 'fund.view',
    page,
    notice,
  });
};

export const inputs = {
  amount: textOf('amount', 'Amount in pounds', 12, 'such as 12.50'),
  budget: textOf('budget', 'Budget in pounds', 12, 'what the area has to give in all'),
  why: textOf('why', 'Why', 300),
  for: ({ for: all }: FundRules): Input => choiceOf('for', 'What for', all),
  note: textOf('note', 'What it is exactly', 160),
  on: dateOf('on', 'Paid on'),
} as const;

export const grantForm = ({ budget, granted }: AreaFund): Form => ({
  heading: 'Grant from the operational fund',
  intro: [`The area has ${inPounds(budget - granted)} left to grant.`],
  asks: [[inputs.amount], [inputs.why]],
  press: 'Grant it',
});

export const payForm = (rules: FundRules, left: number, today: Day): Form => ({
  heading: 'Pay from the operational fund',
  intro: [`This person has ${inPounds(left)} left.`],
  asks: [[inputs.amount], [inputs.for(rules)], [inputs.note], [inputs.on, today]],
  press: 'Record the payment',
});

export const budgetForm = ({ budget, granted }: AreaFund): Form => ({
  heading: 'Budget of the area',
  intro: [`${inPounds(granted)} of it is granted already.`],
  asks: [[inputs.budget, budget > 0 ? inPounds(budget) : '']],
  press: 'Set the budget',
});

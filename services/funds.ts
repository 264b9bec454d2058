/** The operational fund: what an area has, what a case may spend, and what it was spent on (Thurrock 3.5). */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase, type Effect } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { nameIn } from './rules/fields.ts';
import { type AreaFund, type FundRules, type FundStop, grantStop, inPounds, paymentStop } from './rules/fund.ts';
import { create, kind, type Row, replace } from './store.ts';
import { newestFirst } from './timeline.ts';
import { bodyOf, save, type Work } from './work.ts';

export type Payment = {
  readonly case: string;
  readonly on: Day;
  readonly pence: number;
  readonly for: string;
  readonly note: string;
  readonly by: PersonKey;
};

/** id: the body's */
export const Funds = kind<AreaFund>('fund');
/** id: `<case>|<newest first>` */
export const Payments = kind<Payment>('payment');

type Place = Pick<Work, 'store' | 'area'>;

export const fundRules = (work: Pick<Work, 'scheme'>, body: string): FundRules => {
  const { fund, name } = bodyOf(work, body);
  if (!fund) throw new Refusal('no fund', `The ${name} has no operational fund.`);
  return fund;
};

const fundRow = (place: Place, body: string): Promise<Row<AreaFund> | undefined> =>
  place.store.get(place.area.id, Funds, body);

export const areaFund = async (place: Place, body: string): Promise<AreaFund> =>
  (await fundRow(place, body))?.doc ?? { budget: 0, granted: 0 };

export const paymentsOf = async (place: Place, ref: string): Promise<Payment[]> =>
  (await place.store.list(place.area.id, Payments, `${ref}|`)).map(({ doc }) => doc);

const refuse = (stop: FundStop, { ref }: Case, tooMuch: string): never => {
  switch (stop) {
    case 'statutory':
      throw new Refusal(
        'statutory',
        `The fund is for people who are under no order or licence, and ${ref} is under one.`,
      );
    case 'supervision unknown':
      throw new Refusal(
        'statutory unknown',
        `The fund is for people who are under no order or licence. Of ${ref} that is not known: record it under “Statutory or not”, then grant.`,
      );
    case 'too much':
      throw new Refusal('too much', tooMuch);
  }
};

/** What the area has to give, from now on; never less than its cases were granted. */
export const setBudget = (work: Work, body: string, budget: number): Promise<'done'> =>
  save(work, async () => {
    fundRules(work, body);
    const row = await fundRow(work, body);
    const granted = row?.doc.granted ?? 0;
    if (budget < granted)
      throw new Refusal(
        'granted already',
        `Please look at “Budget”: ${inPounds(granted)} is granted already, so it cannot be less. Nothing was changed.`,
      );
    const next = { budget, granted };
    return { changes: [row ? replace(row, next) : create(Funds, body, next)], result: 'done' };
  });

export const grant = (work: Work, press: CasePress, pence: number, why: string): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    fundRules(work, onRegister(doc).body);
    const row = await fundRow(work, doc.body);
    const area = row?.doc ?? { budget: 0, granted: 0 };
    const stop = grantStop(pence, doc.statutory, area);
    if (stop)
      refuse(
        stop,
        doc,
        `Please look at “Amount”: the area has ${inPounds(area.budget - area.granted)} left to grant. Nothing was changed.`,
      );
    const { granted = 0, spent = 0 } = doc.fund ?? {};
    const next = { ...area, granted: area.granted + pence };
    return {
      doc: { ...doc, fund: { granted: granted + pence, spent } },
      events: [{ what: 'granted', pence, why }],
      changes: [row ? replace(row, next) : create(Funds, doc.body, next)],
    };
  });

export const pay = (work: Work, press: CasePress, typed: Omit<Payment, 'case' | 'by'>): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const rules = fundRules(work, onRegister(doc).body);
    const fund = doc.fund ?? { granted: 0, spent: 0 };
    const stop = paymentStop(typed.pence, doc.statutory, fund);
    if (stop)
      refuse(
        stop,
        doc,
        `Please look at “Amount”: ${doc.ref} has ${inPounds(fund.granted - fund.spent)} left. Nothing was changed.`,
      );
    return {
      doc: { ...doc, fund: { ...fund, spent: fund.spent + typed.pence } },
      events: [{ what: 'paid', pence: typed.pence, for: `${nameIn(rules.for, typed.for)}: ${typed.note}` }],
      changes: [
        create(Payments, `${doc.ref}|${newestFirst(work)}`, { case: doc.ref, ...typed, by: work.actor.person }),
      ],
    };
  });

/** Whoever leaves the register is paid nothing more, so what they were granted and have not spent goes back to the area. */
export const fundReturned = async (work: Work, doc: Case): Promise<Effect> => {
  const { granted = 0, spent = 0 } = doc.fund ?? {};
  const pence = granted - spent;
  const row = pence > 0 ? await fundRow(work, doc.body) : undefined;
  if (!row) return { doc, events: [] };
  return {
    doc: { ...doc, fund: { granted: spent, spent } },
    events: [{ what: 'grant returned', pence }],
    changes: [replace(row, { ...row.doc, granted: row.doc.granted - pence })],
  };
};

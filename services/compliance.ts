/** Orders and licences, the neighbourhood police visit to those who hold one, and what an arrest asks for (L, police). */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { actionGiven } from './giving.ts';
import { added, oneOf, onRegister, swapped, without } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { type ComplianceRules, type OrderHeld, visitStanding } from './rules/compliance.ts';
import { type Day, dayIn } from './rules/days.ts';
import { nameIn } from './rules/fields.ts';
import type { YesNoUnknown } from './rules/referral.ts';
import { addWorkingDays } from './rules/workingDays.ts';
import type { Change } from './store.ts';
import { bodyOf, schemeOf, type Work } from './work.ts';

export const complianceOf = (work: Pick<Work, 'scheme'>, { body }: Case): ComplianceRules => {
  const { compliance, name } = bodyOf(work, body);
  if (!compliance) throw new Refusal('no orders', `The ${name} keeps no orders and licences.`);
  return compliance;
};

export const orderName = ({ visited, others }: ComplianceRules, order: string): string =>
  nameIn([...visited, ...others], order);

/** Nothing where the case has no police contact: then the visit stands on the case alone. */
const forPolice = (work: Work, doc: Case, what: string, due: Day): Change[] =>
  doc.policeContact ? actionGiven(work, { ref: doc.ref, body: doc.body, what, due, owner: doc.policeContact }) : [];

export const holdOrder = (
  work: Work,
  press: CasePress,
  typed: Pick<OrderHeld, 'order' | 'until' | 'exempt'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const rules = complianceOf(work, onRegister(doc));
    const wanted = visitStanding(typed, rules) === 'wanted';
    const visitBy = addWorkingDays(dayIn(work.now), rules.days, schemeOf(work).calendar);
    const one: OrderHeld = { id: work.newId(), ...typed, ...(wanted && { visitBy }) };
    const name = orderName(rules, typed.order);
    const exempt = typed.exempt && nameIn(rules.exempt, typed.exempt);
    return {
      doc: { ...doc, statutory: 'yes', orders: added(doc.orders, one, 'orders and licences') },
      events: [{ what: 'order', order: name, ...(exempt && { exempt }) }],
      changes: wanted
        ? forPolice(
            work,
            doc,
            `Neighbourhood police visit (${name}): verify the address, explain the conditions, and record it on the case`,
            visitBy,
          )
        : [],
    };
  });

/** With the last one it is open whether the person is under another: unknown is never no. */
export const endOrder = (
  work: Work,
  { order: id, ...press }: CasePress & { readonly order: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { order } = oneOf(onRegister(doc).orders, id);
    const orders = without(doc.orders, id);
    return {
      doc: { ...doc, orders, ...(orders.length === 0 && { statutory: 'unknown' as const }) },
      events: [{ what: 'order ended', order: orderName(complianceOf(work, doc), order) }],
    };
  });

/** Statutory is whoever is under a court order or a release licence (T 2.1). */
export const setStatutory = (work: Work, press: CasePress, statutory: YesNoUnknown): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    if (statutory !== 'yes' && (onRegister(doc).orders ?? []).length > 0)
      throw new Refusal('orders held', 'An order or licence is recorded. Say first that it has ended.');
    return { doc: { ...onRegister(doc), statutory }, events: [{ what: 'statutory', is: statutory }] };
  });

export const recordVisit = (
  work: Work,
  { order: id, ...press }: CasePress & { readonly order: string },
  visited: NonNullable<OrderHeld['visited']>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const one = oneOf(onRegister(doc).orders, id);
    if (visitStanding(one, complianceOf(work, doc)) !== 'wanted')
      throw new Refusal('no visit due', 'No visit by the neighbourhood police is due for this order.');
    return {
      doc: { ...doc, orders: swapped(doc.orders, { ...one, visited }) },
      events: [{ what: 'police visit', ...visited }],
    };
  });

/** Asks the police contact to attend custody, the same day. */
export const recordArrest = (
  work: Work,
  press: CasePress,
  { on, where }: { readonly on: Day; readonly where: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    onRegister(doc);
    if (!doc.policeContact)
      throw new Refusal('no police contact', `${doc.ref} has no police contact who could attend. Name one first.`);
    return {
      doc,
      events: [{ what: 'arrested', on, where }],
      changes: forPolice(work, doc, `Attend custody: arrested, and held at ${where}`, dayIn(work.now)),
    };
  });

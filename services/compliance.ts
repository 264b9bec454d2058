/** Orders and licences, the neighbourhood police visit to those who hold one, and what an arrest asks for (L, police). */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { actionGiven, taskDone } from './giving.ts';
import { added, inOrder, oneOf, onRegister, swapped, without } from './lifeLists.ts';
import { Refusal } from './refusal.ts';
import { type ComplianceRules, type OrderHeld, visitStanding } from './rules/compliance.ts';
import { type Day, dayIn, inWords } from './rules/days.ts';
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
const forPolice = (
  work: Work,
  doc: Case,
  { id, what, due }: { readonly id: string; readonly what: string; readonly due: Day },
): Change[] =>
  doc.policeContact
    ? actionGiven(work, { id, about: doc, ref: doc.ref, body: doc.body, what, due, owner: doc.policeContact })
    : [];

export const holdOrder = (
  work: Work,
  press: CasePress,
  typed: Pick<OrderHeld, 'order' | 'until' | 'exempt'>,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const rules = complianceOf(work, onRegister(doc));
    const wanted = visitStanding(typed, rules) === 'wanted';
    const visitBy = addWorkingDays(dayIn(work.now), rules.days, schemeOf(work).calendar);
    const id = work.newId();
    const asked = wanted && { visitBy, ...(doc.policeContact && { action: id }) };
    const one: OrderHeld = { id: work.newId(), ...typed, ...asked };
    const name = orderName(rules, typed.order);
    const exempt = typed.exempt && nameIn(rules.exempt, typed.exempt);
    return {
      doc: { ...doc, statutory: 'yes', orders: added(doc.orders, one, 'orders and licences') },
      events: [{ what: 'order', order: name, ...(exempt && { exempt }) }],
      changes: wanted
        ? forPolice(work, doc, {
            id,
            what: `Neighbourhood police visit (${name}): verify the address, explain the conditions, and record it on the case`,
            due: visitBy,
          })
        : [],
    };
  });

/** With the last one it is open whether the person is under another: unknown is never no. */
export const endOrder = (
  work: Work,
  { order: id, ...press }: CasePress & { readonly order: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    const { order, action } = oneOf(onRegister(doc).orders, id);
    const orders = without(doc.orders, id);
    return {
      doc: { ...doc, orders, ...(orders.length === 0 && { statutory: 'unknown' as const }) },
      events: [{ what: 'order ended', order: orderName(complianceOf(work, doc), order) }],
      changes: await taskDone(work, action, { what: 'the end of the order', outcome: 'The order has ended.' }),
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
  changeCase(work, press, async (doc) => {
    const one = oneOf(onRegister(doc).orders, id);
    if (visitStanding(one, complianceOf(work, doc)) !== 'wanted')
      throw new Refusal('no visit due', 'No visit by the neighbourhood police is due for this order.');
    return {
      doc: { ...doc, orders: swapped(doc.orders, { ...one, visited }) },
      events: [{ what: 'police visit', ...visited }],
      changes: await taskDone(work, one.action, { what: 'the visit', outcome: visitInWords(visited) }),
    };
  });

const visitInWords = ({ on, verified, explained }: NonNullable<OrderHeld['visited']>): string =>
  `Visited on ${inWords(on)}: address ${verified ? '' : 'not '}verified, conditions ${explained ? '' : 'not '}explained.`;

/** Asks the police contact to attend custody, the same day. */
export const recordArrest = (
  work: Work,
  press: CasePress,
  { on, where }: { readonly on: Day; readonly where: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    onRegister(doc);
    if (!doc.policeContact)
      throw new Refusal(
        'no police contact',
        `${doc.ref} has no police contact who could attend. Name one first: open the case, “Name the police contact”.`,
      );
    const action = work.newId();
    const what = `Attend custody: arrested, and held at ${where}. Then record it on the case`;
    return {
      doc: { ...doc, arrests: inOrder(added(doc.arrests, { id: work.newId(), on, where, action }, 'arrests')) },
      events: [{ what: 'arrested', on, where }],
      changes: forPolice(work, doc, { id: action, what, due: dayIn(work.now) }),
    };
  });

/** Somebody attended, or says why nobody did; the task of the police contact ends with it. */
export const recordAttendance = (
  work: Work,
  { arrest: id, ...press }: CasePress & { readonly arrest: string },
  { on, came }: { readonly on: Day; readonly came: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    const { on: since, where, action } = oneOf(onRegister(doc).arrests, id);
    if (on < since)
      throw new Refusal(
        'bad input',
        `Please look at “When”: it lies before the arrest on ${inWords(since)}. Nothing was changed, and what you typed is still there.`,
      );
    return {
      doc: { ...doc, arrests: without(doc.arrests, id) },
      events: [{ what: 'custody attended', on, where, came }],
      changes: await taskDone(work, action, { what: 'the attendance', outcome: `On ${inWords(on)}: ${came}` }),
    };
  });

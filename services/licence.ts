/** Licence conditions of somebody who is to be released: proposed, agreed, taken up, with what the prison says (L). */
import { type CasePress, changeCase } from './cases.ts';
import { actsFor, MOST_OPEN, oneOf, onRegister, swapped } from './lifeLists.ts';
import { mayContribute } from './prisons.ts';
import { Refusal } from './refusal.ts';
import { forProbation, type LicenceCondition, type LicenceState, nextOf } from './rules/licence.ts';
import type { Work } from './work.ts';

const settled = ({ state }: LicenceCondition): boolean => state === 'not agreed' || state === 'not taken up';

/** Those that were turned down make room for new ones. */
export const proposeCondition = (work: Work, press: CasePress, what: string): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const { licence = [] } = onRegister(doc);
    const kept = licence.length < MOST_OPEN ? licence : licence.filter((one) => !settled(one));
    if (kept.length >= MOST_OPEN)
      throw new Refusal('full', `A licence takes ${MOST_OPEN} conditions here, and this one has them.`);
    const { agency, person } = work.actor;
    const one: LicenceCondition = {
      id: work.newId(),
      what,
      state: 'proposed',
      ...(agency && { agency }),
      by: person,
    };
    return {
      doc: { ...doc, licence: [...kept, one] },
      events: [{ what: 'licence', condition: what, became: 'proposed' }],
    };
  });

/** The team agrees a condition or not; probation takes an agreed one up or not, with the reason. */
export const moveCondition = (
  work: Work,
  { condition: id, to, ...press }: CasePress & { readonly condition: string; readonly to: LicenceState },
  why?: string,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const one = oneOf(onRegister(doc).licence, id);
    if (!nextOf(one.state).includes(to))
      throw new Refusal('not next', `This condition is ${one.state} now. Open the licence to see what can follow.`);
    if (forProbation(to) && !actsFor(work, 'probation'))
      throw new Refusal('probation only', 'Only probation takes licence conditions up. Nothing was changed.');
    if (to.startsWith('not') && !why)
      throw new Refusal(
        'no reason',
        'Please look at “Reason”: it is needed when a condition is turned down. Nothing was changed.',
      );
    return {
      doc: { ...doc, licence: swapped(doc.licence, { ...one, state: to }) },
      events: [{ what: 'licence', condition: one.what, became: to, ...(why && { why }) }],
    };
  });

export const prisonSays = (
  work: Work,
  { condition: id, ...press }: CasePress & { readonly condition: string },
  says: string,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const one = oneOf(onRegister(doc).licence, id);
    mayContribute(work, doc);
    return {
      doc: { ...doc, licence: swapped(doc.licence, { ...one, prison: says }) },
      events: [{ what: 'licence, prison', condition: one.what, says }],
    };
  });

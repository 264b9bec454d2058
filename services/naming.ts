/** Who leads one case, and its police contact: of somebody who came without one, or in this case alone in place of another. */
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase, isOutside } from './cases.ts';
import { fieldOf, isPolice, type Part } from './handover.ts';
import { onRegister } from './lifeLists.ts';
import { memberOf } from './members.ts';
import { Refusal } from './refusal.ts';
import { tell, type Work } from './work.ts';

export const partsOf = ({ leadProfessional, policeContact }: Case) => ({
  'lead professional': leadProfessional,
  'police contact': policeContact,
});

/** `why`: where somebody else is it until now. */
export const nameOn = (
  work: Work,
  press: CasePress,
  { part, person, why }: { readonly part: Part; readonly person: string; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, async (doc) => {
    const from = partsOf(onRegister(doc))[part];
    const { member, key } = await memberOf(work, person);
    if (key === from)
      throw new Refusal('no change', `${member.name} is the ${part} of ${doc.ref} already. Nothing was changed.`);
    if (part === 'police contact' && !(await isPolice(work, key)))
      throw new Refusal('not police', `A police contact is of the police, and ${member.name} is not.`);
    if (isOutside(doc, key))
      throw new Refusal(
        'restricted',
        `${doc.ref} is open to named people only, and ${member.name} is not among them. Nothing was changed.`,
      );
    if (from && !why)
      throw new Refusal(
        'no reason',
        'Please look at “Reason”: it is needed where somebody else was it until now. Nothing was changed, and what you typed is still there.',
      );
    const by = work.actor.person;
    return {
      doc: { ...doc, [fieldOf[part]]: key },
      events: [from ? { what: 'case handed over', part, from, to: key, why } : { what: 'named', part, to: key }],
      changes: key === by ? [] : [tell(work, key, 'handed over', from ?? by)],
    };
  });

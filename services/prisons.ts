/** The prisons of an area, each with its single point of contact, and who of the register is in one of them (L, HMP). */
import { AREA } from './area.ts';
import type { Case } from './caseModel.ts';
import { isOutside } from './cases.ts';
import { actsFor } from './lifeLists.ts';
import { memberOf } from './members.ts';
import { Areas, type Prison } from './model.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { type Custody, inCustody } from './rules/custody.ts';
import { isShort, onList, type PrisonStay, samePrison } from './rules/prison.ts';
import { type Change, replace } from './store.ts';
import { must, save, schemeOf, tell, type Work } from './work.ts';

const MOST_PRISONS = 30;

/** Names the contact of a prison, in place of anybody before. */
export const namePrison = (work: Work, name: string, person: string): Promise<'done'> =>
  save(work, async () => {
    const row = must(await work.store.get(work.area.id, Areas, AREA), 'a team');
    const { key } = await memberOf(work, person);
    const { prisons = [] } = row.doc;
    const known = prisons.find((prison) => samePrison(prison.name, name));
    if (!known && prisons.length >= MOST_PRISONS)
      throw new Refusal('full', `An area keeps ${MOST_PRISONS} prisons at most.`);
    const next: Prison = { id: known?.id ?? work.newId(), name, contact: key };
    const others = prisons.filter((prison) => prison !== known);
    return { changes: [replace(row, { ...row.doc, prisons: [...others, next] })], result: 'done' };
  });

/** The custody with its prison as the area's list has it; refused where the list has no such prison. */
export const listedPrison = ({ area: { prisons = [] } }: Pick<Work, 'area'>, custody: Custody): Custody => {
  const prison = onList(prisons, custody.prison);
  if (prison === undefined)
    throw new Refusal(
      'no such prison',
      `Please look at “Prison”: the list has no such prison. It has ${prisons.map(({ name }) => `“${name}”`).join(', ')}; the co-ordinator adds others: “due”, then “Prisons”. Nothing was changed, and what you typed is still there.`,
    );
  return { ...custody, prison };
};

/** The one that a custody names, where it is on the list. */
export const prisonOf = (
  { area }: Pick<Work, 'area'>,
  custody: Pick<Custody, 'prison'> | undefined,
): Prison | undefined => custody && area.prisons?.find(({ name }) => samePrison(name, custody.prison));

/** The contact of the prison where this person is. */
export const prisonContactOf = (
  place: Pick<Work, 'area'>,
  { custody }: Pick<Case, 'custody'>,
): PersonKey | undefined => (inCustody(custody) ? prisonOf(place, custody)?.contact : undefined);

/** Whether somebody speaks for the prison that holds the person, or for the prison service. */
export const contributes = (work: Work, doc: Case): boolean =>
  prisonContactOf(work, doc) === work.actor.person || actsFor(work, 'prison');

export const mayContribute = (work: Work, doc: Case): void => {
  if (!contributes(work, doc))
    throw new Refusal('prison only', 'Only the contact of the prison, and people of the prison service, record this.');
};

/** What is kept beside a custody as it now stands; whether probation supervises is unknown until somebody says so. */
export const stayIn = (
  work: Work,
  doc: Case,
  { months }: Custody,
  supervised: PrisonStay['supervised'] = (inCustody(doc.custody) && doc.stay?.supervised) || 'unknown',
): PrisonStay => ({
  supervised,
  short: isShort({ months, supervised }, schemeOf(work).shortSentences),
  by: work.actor.person,
  at: work.now.toISOString(),
});

/** The contact of the prison is told of a person who is new there; of a case that is closed to them, nothing. */
export const toldToPrison = (work: Work, doc: Case, custody: Custody): Change[] => {
  const contact = prisonContactOf(work, { custody });
  const isNew = contact && contact !== prisonContactOf(work, doc) && contact !== work.actor.person;
  return isNew && !isOutside(doc, contact) ? [tell(work, contact, 'at your prison', doc.ref, doc.body)] : [];
};

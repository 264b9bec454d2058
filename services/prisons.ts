/** The prisons of an area, each with its single point of contact, and who of the register is in one of them (L, HMP). */
import { AREA } from './area.ts';
import type { Case } from './caseModel.ts';
import { type CasePress, changeCase } from './cases.ts';
import { actsFor, onRegister } from './lifeLists.ts';
import { memberOf } from './members.ts';
import { Areas, type Prison } from './model.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { type Day, dayIn } from './rules/days.ts';
import { isShort, type PrisonStay } from './rules/prison.ts';
import { replace } from './store.ts';
import { must, save, schemeOf, tell, type Work } from './work.ts';

const MOST_PRISONS = 30;

/** A name that differs only in capitals and spaces is the same prison. */
const sameName = (a: string, b: string): boolean =>
  a.replaceAll(/\s+/g, ' ').toLocaleLowerCase('en-GB') === b.replaceAll(/\s+/g, ' ').toLocaleLowerCase('en-GB');

/** Names the contact of a prison, in place of anybody before. */
export const namePrison = (work: Work, name: string, person: string): Promise<'done'> =>
  save(work, async () => {
    const row = must(await work.store.get(work.area.id, Areas, AREA), 'a team');
    const { key } = await memberOf(work, person);
    const { prisons = [] } = row.doc;
    const known = prisons.find((prison) => sameName(prison.name, name));
    if (!known && prisons.length >= MOST_PRISONS)
      throw new Refusal('full', `An area keeps ${MOST_PRISONS} prisons at most.`);
    const next: Prison = { id: known?.id ?? work.newId(), name, contact: key };
    const others = prisons.filter((prison) => prison !== known);
    return { changes: [replace(row, { ...row.doc, prisons: [...others, next] })], result: 'done' };
  });

export const prisonOf = ({ area }: Pick<Work, 'area'>, id: string): Prison | undefined =>
  area.prisons?.find((prison) => prison.id === id);

/** The contact of the prison where this person is. */
export const prisonContactOf = (place: Pick<Work, 'area'>, doc: Pick<Case, 'prisonContact'>): PersonKey | undefined =>
  doc.prisonContact && !doc.prisonContact.released ? prisonOf(place, doc.prisonContact.prison)?.contact : undefined;

/** Whether somebody speaks for the prison that holds the person, or for the prison service. */
export const contributes = (work: Work, doc: Case): boolean =>
  prisonContactOf(work, doc) === work.actor.person || actsFor(work, 'prison');

export const mayContribute = (work: Work, doc: Case): void => {
  if (!contributes(work, doc))
    throw new Refusal('prison only', 'Only the contact of the prison, and people of the prison service, record this.');
};

export type StayTyped = Pick<PrisonStay, 'prison' | 'release' | 'months' | 'supervised'>;

/** Where somebody is, and until when as far as is known; said again, it is kept current. */
export const keepStay = (work: Work, press: CasePress, typed: StayTyped): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    onRegister(doc);
    const prison = prisonOf(work, typed.prison);
    if (!prison)
      throw new Refusal(
        'no such prison',
        'Please choose the prison from the list. The co-ordinator adds one that is not there, with its contact.',
      );
    const stay: PrisonStay = {
      ...typed,
      short: isShort(typed, schemeOf(work).shortSentences),
      by: work.actor.person,
      at: work.now.toISOString(),
    };
    const before = prisonContactOf(work, doc);
    const isNew = prison.contact !== before && prison.contact !== work.actor.person;
    return {
      doc: { ...doc, prisonContact: stay },
      events: [{ what: 'in prison', prison: prison.name, ...(typed.release && { release: typed.release }) }],
      changes: isNew ? [tell(work, prison.contact, 'at your prison', doc.ref, doc.body)] : [],
    };
  });

/** Somebody flagged stays in sight until something was offered; of others nothing is left to keep. */
export const released = (work: Work, press: CasePress, on: Day): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const stay = onRegister(doc).prisonContact;
    if (!stay || stay.released) throw new Refusal('not in prison', `${doc.ref} is not recorded as in prison.`);
    if (on > dayIn(work.now))
      throw new Refusal(
        'ahead',
        'Please look at “Released on”: it lies in the future. Record it once it has happened.',
      );
    const { prisonContact: _, ...rest } = doc;
    return {
      doc: stay.short ? { ...doc, prisonContact: { ...stay, released: on } } : rest,
      events: [{ what: 'left prison', on }],
    };
  });

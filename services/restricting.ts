/** A case that is open to named people only: to nobody else it does not exist. */
import { isDeepStrictEqual } from 'node:util';
import { facet } from './caseIndex.ts';
import { type Case, OnRegister } from './caseModel.ts';
import { type CasePress, changeCase, isHidden } from './cases.ts';
import { hasLeft, isForsaken } from './left.ts';
import { memberOf } from './members.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { bodyOf, type Work } from './work.ts';

/** People one case can be open to. */
export const MOST_NAMED = 40;

/** Who is offered when a case is restricted: those who have a part in it, the seats of its body, and the co-ordinators. */
export const candidates = (work: Work, doc: Case): PersonKey[] => [
  ...new Set(
    [
      ...(doc.restrictedTo ?? []),
      work.actor.person,
      doc.leadProfessional,
      doc.policeContact,
      ...bodyOf(work, doc.body).seats.map(({ id }) => work.area.holders[id]),
      ...work.coordinators,
    ].filter((person): person is PersonKey => person !== undefined && !hasLeft(work.area, person)),
  ),
];

/** Closes a case to everybody else. Whoever does it is always among those named, or nobody could open it again. */
export const restrict = (
  work: Work,
  { people, why, ...pressed }: CasePress & { readonly people: readonly string[]; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    const named = await Promise.all(people.map(async (person) => (await memberOf(work, person)).key));
    const restrictedTo = [...new Set([work.actor.person, ...named])].sort();
    if (restrictedTo.length > MOST_NAMED)
      throw new Refusal('too many', `Please look at “people”: a case can be open to ${MOST_NAMED} people at most.`);
    if (isDeepStrictEqual(doc.restrictedTo, restrictedTo))
      throw new Refusal('no change', `${doc.ref} is open to exactly these people already.`);
    return { doc: { ...doc, restrictedTo }, events: [{ what: 'restricted', to: restrictedTo, why }] };
  });

/** Restricted cases that are looked through. */
const MOST_READ = 500;

/** References of cases that are open to nobody any more, since everybody named has left the team. */
export const forsaken = async ({ store, area }: Pick<Work, 'store' | 'area'>): Promise<string[]> =>
  (await store.list(area.id, OnRegister, facet.restricted(), MOST_READ))
    .filter(({ doc }) => isForsaken(area, doc) && !isHidden(area, doc))
    .map(({ doc }) => doc.ref);

/** Who is offered for a case that is open to nobody any more: the seats of its body, and the co-ordinators. */
export const others = (work: Work, { body }: Pick<Case, 'body'>): PersonKey[] => [
  ...new Set(
    [...bodyOf(work, body).seats.map(({ id }) => work.area.holders[id]), ...work.coordinators].filter(
      (person): person is PersonKey => person !== undefined && !hasLeft(work.area, person),
    ),
  ),
];

/** Others in place of those who have all left, so that a restriction can always be lifted. Who does it need not be among them. */
export const nameOthers = (
  work: Work,
  { people, why, ...pressed }: CasePress & { readonly people: readonly string[]; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    if (!isForsaken(work.area, doc))
      throw new Refusal('open to somebody', `${doc.ref} is open to somebody who is here, who can name others.`);
    const named = await Promise.all(people.map(async (person) => (await memberOf(work, person)).key));
    const restrictedTo = [...new Set(named)].sort();
    if (restrictedTo.length === 0)
      throw new Refusal('nobody', 'Please look at “people”: choose at least one person to whom the case is open.');
    if (restrictedTo.length > MOST_NAMED)
      throw new Refusal('too many', `Please look at “people”: a case can be open to ${MOST_NAMED} people at most.`);
    return { doc: { ...doc, restrictedTo }, events: [{ what: 'restricted', to: restrictedTo, why }] };
  });

/** Opens it to its body again. */
export const liftRestriction = (
  work: Work,
  { why, ...pressed }: CasePress & { readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    if (!doc.restrictedTo) throw new Refusal('not restricted', `${doc.ref} is not restricted.`);
    const { restrictedTo: _, ...rest } = doc;
    return { doc: rest, events: [{ what: 'restriction lifted', why }] };
  });

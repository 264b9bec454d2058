/** A case that is open to named people only: to nobody else it does not exist. */
import { isDeepStrictEqual } from 'node:util';
import { facet } from './caseIndex.ts';
import { type Case, OnRegister } from './caseModel.ts';
import { type CasePress, changeCase, isHidden } from './cases.ts';
import { hasLeft, isForsaken } from './left.ts';
import { memberOf } from './members.ts';
import { holdsChair, permit } from './permission.ts';
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
      throw new Refusal('too many', `Please look at “Open to”: a case can be open to ${MOST_NAMED} people at most.`);
    if (isDeepStrictEqual(doc.restrictedTo, restrictedTo))
      throw new Refusal('no change', `${doc.ref} is open to exactly these people already.`);
    return { doc: { ...doc, restrictedTo }, events: [{ what: 'restricted', to: restrictedTo, why }] };
  });

/** Whether somebody named is here who may open it to its body again: a co-ordinator, or the body's chair. */
const canLift = (
  work: Pick<Work, 'area' | 'scheme' | 'coordinators'>,
  { body, restrictedTo = [] }: Restricted,
): boolean =>
  restrictedTo.some(
    (person) =>
      !hasLeft(work.area, person) &&
      (work.coordinators.includes(person) || holdsChair(work.area, work.scheme, body, person)),
  );

type Restricted = Pick<Case, 'body' | 'restrictedTo'>;

/**
 * References of restricted cases that nobody could open to their bodies again. Where the co-ordinators are not known,
 * only those of which everybody has left.
 */
export const forsaken = async (
  place: Pick<Work, 'store' | 'area' | 'scheme'> & Partial<Pick<Work, 'coordinators'>>,
): Promise<string[]> => {
  const { store, area, scheme, coordinators } = place;
  const isOne = (line: Restricted): boolean =>
    coordinators ? !canLift({ area, scheme, coordinators }, line) : isForsaken(area, line);
  return (await store.list(area.id, OnRegister, facet.restricted()))
    .filter(({ doc }) => isOne(doc) && !isHidden(area, doc))
    .map(({ doc }) => doc.ref);
};

/** In the words in which everything is refused of a case that is not open to somebody. */
export const refuseLiftable = (work: Work, doc: Case): void => {
  if (!doc.restrictedTo || canLift(work, doc)) permit(['last resort'], new Set());
};

/** Who is offered for a case that is open to nobody any more: the seats of its body, and the co-ordinators. */
export const others = (work: Work, { body }: Pick<Case, 'body'>): PersonKey[] => [
  ...new Set(
    [...bodyOf(work, body).seats.map(({ id }) => work.area.holders[id]), ...work.coordinators].filter(
      (person): person is PersonKey => person !== undefined && !hasLeft(work.area, person),
    ),
  ),
];

/**
 * Others join whoever is left of those named, one of whom can open it to its body again: so a restriction can always be
 * lifted. Who does it need not be among them.
 */
export const nameOthers = (
  work: Work,
  { people, why, ...pressed }: CasePress & { readonly people: readonly string[]; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    refuseLiftable(work, doc);
    const named = await Promise.all(people.map(async (person) => (await memberOf(work, person)).key));
    const stay = (doc.restrictedTo ?? []).filter((person) => !hasLeft(work.area, person));
    const restrictedTo = [...new Set([...named, ...stay])].sort();
    if (!canLift(work, { ...doc, restrictedTo }))
      throw new Refusal(
        'nobody lifts it',
        'Please look at “Open to”: choose at least one co-ordinator, or whoever holds the chair’s seat, since only they can open it to its body again.',
      );
    if (restrictedTo.length > MOST_NAMED)
      throw new Refusal('too many', `Please look at “Open to”: a case can be open to ${MOST_NAMED} people at most.`);
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

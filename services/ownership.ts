/**
 * Ownership stays with the agency that referred until a motion moves it and the agency that is to receive it accepts
 * (G Q8). With the owner changes whoever asks for consent, so it is asked again.
 */
import type { Case, Receiving } from './caseModel.ts';
import { type CasePress, changeCase, type Effect } from './cases.ts';
import { membersHere, seatHolders } from './members.ts';
import type { PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { AgencyId } from './rules/scheme.ts';
import type { Change } from './store.ts';
import { agencyName, bodyOf, tell, type Work } from './work.ts';

/** People of an agency who are told of one case; the others find it in their list. */
const MOST_TOLD = 10;

export const isOpenTo = ({ restrictedTo }: Pick<Case, 'restrictedTo'>, person: PersonKey): boolean =>
  restrictedTo === undefined || restrictedTo.includes(person);

/** Those who act for an agency on a case: who sit for it on the body, else who belong to it, else the co-ordinators. */
export const actingFor = async (
  work: Work,
  doc: Pick<Case, 'body' | 'restrictedTo'>,
  agency: AgencyId,
): Promise<readonly PersonKey[]> => {
  const open = (people: readonly PersonKey[]) => people.filter((person) => isOpenTo(doc, person));
  const sitting = open(seatHolders(work, bodyOf(work, doc.body), (seat) => seat.agency === agency));
  if (sitting.length > 0) return sitting;
  const belonging = (await membersHere(work)).filter((member) => member.agency === agency);
  const known = open(belonging.map(({ person }) => person)).slice(0, MOST_TOLD);
  return known.length > 0 ? known : open(work.coordinators);
};

/** Word to everybody who acts for the agency, but not to the person at work. */
export const telling = async (
  work: Work,
  doc: Pick<Case, 'ref' | 'body' | 'restrictedTo'>,
  agency: AgencyId,
  view: string,
): Promise<Change[]> =>
  (await actingFor(work, doc, agency))
    .filter((person) => person !== work.actor.person)
    .map((person) => tell(work, person, view, doc.ref, doc.body));

/** The body has decided to move ownership: the agency is asked, and until it accepts the owner stays. */
export const offered = async (work: Work, doc: Case, agency: AgencyId, why: string): Promise<Effect> => {
  const asked = (await actingFor(work, doc, agency)).map((person) =>
    tell(work, person, 'ownership asked', doc.ref, doc.body),
  );
  return {
    doc: { ...doc, receiving: { agency, why, since: work.now.toISOString() } },
    events: [{ what: 'ownership offered', to: agency }],
    changes: asked,
  };
};

/** Whom the person at work answers for; a co-ordinator answers only for an agency that has nobody here. */
const answering = async (work: Work, doc: Case): Promise<{ receiving: Receiving; agency: AgencyId }> => {
  const { receiving } = doc;
  if (doc.state === 'removed') throw new Refusal('removed', `${doc.ref} is no longer on the register.`);
  if (!receiving || receiving.declined) throw new Refusal('answered', `No agency is asked to take ${doc.ref} over.`);
  const { agency } = receiving;
  const { actor } = work;
  if (actor.agency !== agency && !(await actingFor(work, doc, agency)).includes(actor.person))
    throw new Refusal(
      'theirs to answer',
      `${agencyName(work, agency)} has people here, and they answer. Ask one of them to open “consents to ask”.`,
    );
  return { receiving, agency };
};

const settled = ({ receiving: _, ...doc }: Case): Case => doc;

/** The agency takes the case over, and is to ask for consent again. */
export const acceptOwnership = (work: Work, pressed: CasePress): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    const { agency } = await answering(work, doc);
    return {
      doc: { ...settled(doc), owner: agency, consentDue: work.now.toISOString() },
      events: [{ what: 'ownership', from: doc.owner, to: agency }],
      changes: await telling(work, doc, agency, 'case consent'),
    };
  });

/** Those in the chair's seat; while it is empty, the co-ordinators. */
export const chairsOf = (work: Work, doc: Case): readonly PersonKey[] => {
  const chairs = seatHolders(work, bodyOf(work, doc.body), ({ chair }) => chair === true);
  const open = chairs.filter((person) => isOpenTo(doc, person));
  return open.length > 0 ? open : work.coordinators.filter((person) => isOpenTo(doc, person));
};

/** The agency does not take it: the owner stays, and it goes back to the chair with the reason. */
export const declineOwnership = (
  work: Work,
  { why, ...pressed }: CasePress & { readonly why: string },
): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, async (doc) => {
    const { receiving, agency } = await answering(work, doc);
    const declined = { why, by: work.actor.person, at: work.now.toISOString() };
    return {
      doc: { ...doc, receiving: { ...receiving, declined } },
      events: [{ what: 'ownership declined', agency, why }],
      changes: chairsOf(work, doc).map((person) => tell(work, person, 'ownership declined', doc.ref, doc.body)),
    };
  });

/** The chair leaves it where it is; another agency is for the body to decide on. */
export const leaveOwnership = (work: Work, pressed: CasePress): Promise<'done' | 'overtaken'> =>
  changeCase(work, pressed, (doc) => {
    if (!doc.receiving?.declined) throw new Refusal('not declined', `No agency has declined to take ${doc.ref} over.`);
    return { doc: settled(doc), events: [{ what: 'ownership stays', agency: doc.owner }] };
  });

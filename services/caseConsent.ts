/** Consent once somebody is on the register: asked again when ownership has moved, and what a refusal then brings. */
import { isDeepStrictEqual } from 'node:util';
import type { Case } from './caseModel.ts';
import { type CasePress, caseChanged, caseRow } from './cases.ts';
import { consentHappened, referralFollows, withAnswer } from './consenting.ts';
import { seatHolders } from './members.ts';
import type { PersonKey } from './model.ts';
import { actingFor, isOpenTo } from './ownership.ts';
import { rolesOf } from './permission.ts';
import { consentRules, markOf } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { mayBeOverridden } from './rules/consent.ts';
import type { Consent } from './rules/referral.ts';
import type { Change, Row } from './store.ts';
import { decidersOf, strandNext, strandOf } from './strand.ts';
import type { Happened } from './timeline.ts';
import { bodyOf, save, tell, type Work } from './work.ts';

/** The case and its referral, in one transaction. */
const changed = async (work: Work, row: Row<Case>, after: Case, why?: string): Promise<Change[]> => {
  const events = consentHappened(row.doc, after, why);
  // Asked again and answered as before is an answer, too.
  const asked = row.doc.consentDue !== undefined && after.consentDue === undefined && after.consent;
  const again: Happened[] =
    asked && !events.some(({ what }) => what === 'consent') ? [{ what: 'consent', to: asked }] : [];
  return [
    ...(await caseChanged(work, row, after, ...again, ...events)),
    ...(events.length > 0 ? await referralFollows(work, after, events) : []),
  ];
};

/** Everybody whom the scheme lets go on against a refusal. */
const overriders = (work: Work, doc: Case): PersonKey[] => [
  ...new Set(
    consentRules(work, doc).overrideBy.flatMap((role) =>
      role === 'co-ordinator'
        ? work.coordinators
        : seatHolders(work, bodyOf(work, doc.body), ({ chair }) => chair === true),
    ),
  ),
];

/** Records what the person says now; what was said before stays in the history. */
export const recordCaseConsent = (
  work: Work,
  { case: ref, version, consent }: CasePress & { readonly consent: Consent },
): Promise<'recorded' | 'recorded, nobody told' | 'as it stands' | 'overtaken'> =>
  save(work, async () => {
    const row = await caseRow(work, ref);
    const { doc } = row;
    if (doc.state === 'removed') throw new Refusal('removed', `${ref} is no longer on the register.`);
    const rules = consentRules(work, doc);
    const strand = strandNext(consent, doc.strand, rules.onRefusal, work.now.toISOString());
    const asks = mayBeOverridden(consent, rules);
    const answered = withAnswer(work, doc, consent);
    if (isDeepStrictEqual(doc.consent, consent) && doc.consentDue === answered.consentDue)
      return { changes: [], result: 'as it stands' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const after: Case = {
      ...answered,
      ...(strand && { strand }),
      ...(asks && { override: { state: 'asked', ...markOf(work) } }),
    };
    // Of a case that is open to some people only nobody else hears.
    const told = (people: readonly PersonKey[], view: string) =>
      people.filter((person) => isOpenTo(doc, person)).map((person) => tell(work, person, view, ref, doc.body));
    const word = [
      ...(strand ? told(decidersOf(work, after), 'case strand') : []),
      ...(asks ? told(overriders(work, after), 'case override') : []),
    ];
    return {
      changes: [...(await changed(work, row, after)), ...word],
      result: (strand || asks) && word.length === 0 ? 'recorded, nobody told' : 'recorded',
      whose: [ref],
    };
  });

/** The agency that decides on a refusal places the person in its strand, or not, until consent comes (Leeds 1.23-1.24). */
export const placeCase = (
  work: Work,
  { case: ref, version, placed, why }: CasePress & { readonly placed: boolean; readonly why: string },
): Promise<'recorded' | 'overtaken'> =>
  save(work, async () => {
    const row = await caseRow(work, ref);
    const strand = strandOf(row.doc);
    const state = placed ? 'placed' : 'not placed';
    if (row.version !== version || strand.state === 'ended' || strand.state === state)
      return { changes: [], result: 'overtaken' };
    const after: Case = { ...row.doc, strand: { ...strand, state, at: work.now.toISOString() } };
    return {
      changes: [...(await changed(work, row, after, why)), ...(await newsToOwner(work, after))],
      result: 'recorded',
      whose: [ref],
    };
  });

const newsToOwner = async (work: Work, doc: Case): Promise<Change[]> =>
  (await actingFor(work, doc, doc.owner)).map((person) => tell(work, person, 'case consent', doc.ref, doc.body));

/** Throws unless it is asked, and this person is one of those whom the scheme lets go on against a refusal. */
export const mayOverrideCase = (work: Work, doc: Case): void => {
  if (!doc.override) throw new Refusal('not asked', `Nobody asks to go on with ${doc.ref} without consent.`);
  const roles = rolesOf(work.area, work.scheme, work.actor, { case: doc });
  if (!consentRules(work, doc).overrideBy.some((role) => roles.has(role === 'chair' ? 'body chair' : role)))
    throw new Refusal('not yours to override', 'The scheme gives the decision to go on without consent to others.');
};

/** Goes on against the refusal, or does not, with the reason. */
export const overrideCase = (
  work: Work,
  { case: ref, version, goAhead, why }: CasePress & { readonly goAhead: boolean; readonly why: string },
): Promise<'answered' | 'overtaken'> =>
  save(work, async () => {
    const row = await caseRow(work, ref);
    mayOverrideCase(work, row.doc);
    if (row.version !== version || row.doc.override?.state !== 'asked') return { changes: [], result: 'overtaken' };
    const after: Case = {
      ...row.doc,
      override: { state: goAhead ? 'given' : 'declined', ...markOf(work), why },
    };
    const event: Happened = { what: goAhead ? 'overridden' : 'not overridden', why };
    return {
      changes: [...(await caseChanged(work, row, after, event)), ...(await newsToOwner(work, after))],
      result: 'answered',
      whose: [ref],
    };
  });

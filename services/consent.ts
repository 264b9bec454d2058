/**
 * Consent to a referral: what stands in its way, who lets it go ahead all the same, and how it changes after submission.
 * What a refusal means for the agency that then decides is in `strand.ts`.
 */
import { isDeepStrictEqual } from 'node:util';
import { caseFollows } from './consenting.ts';
import { seatHolders } from './members.ts';
import type { PersonKey, Referral, ReferralEvent } from './model.ts';
import { rolesOf } from './permission.ts';
import { announced, consentInTheWay, consentRules, markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { Consent } from './rules/referral.ts';
import { type Change, replace } from './store.ts';
import { strandAfter } from './strand.ts';
import { bodyOf, save, tell, type Work } from './work.ts';

/** Everybody whom the scheme lets override a refusal at this body. */
const overriders = (work: Work, referral: Referral): PersonKey[] => [
  ...new Set(
    consentRules(work, referral).overrideBy.flatMap((role) =>
      role === 'co-ordinator'
        ? work.coordinators
        : seatHolders(work, bodyOf(work, referral.body), ({ chair }) => chair === true),
    ),
  ),
];

/** The referrer asks that the draft may go ahead against a refusal. */
export const askOverride = (work: Work, { referral, version }: Press): Promise<'asked' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.override) return { changes: [], result: 'already' };
    if (row.version !== version || row.doc.state !== 'draft' || !consentInTheWay(work, row.doc))
      return { changes: [], result: 'overtaken' };
    const asked = overriders(work, row.doc);
    if (asked.length === 0)
      throw new Refusal('nobody overrides', 'Nobody here may go ahead without consent. Ask the person again.');
    const mark = markOf(work);
    return {
      changes: [
        replace(
          row,
          withEvents({ ...row.doc, override: { state: 'asked', ...mark } }, { what: 'override asked', ...mark }),
        ),
        ...asked.map((person) => tell(work, person, 'override asked', referral, row.doc.body)),
      ],
      result: 'asked',
    };
  });

/** Throws unless it was asked for and this person is one of those whom the scheme lets override. */
export const mayOverride = (work: Work, referral: Referral): void => {
  // What nobody was asked about is the referrer's alone while it is a draft.
  if (!referral.override) throw new Refusal('not asked', 'Nobody asks for this referral to go ahead without consent.');
  const roles = rolesOf(work.area, work.scheme, work.actor, { referral });
  const { overrideBy } = consentRules(work, referral);
  if (!overrideBy.some((role) => roles.has(role === 'chair' ? 'body chair' : role)))
    throw new Refusal('not yours to override', 'The scheme gives the decision to go ahead without consent to others.');
};

/** Lets the draft go ahead against the refusal, or not, with the reason. */
export const answerOverride = (
  work: Work,
  { referral, version, goAhead, why }: Press & { readonly goAhead: boolean; readonly why: string },
): Promise<'answered' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    mayOverride(work, row.doc);
    if (row.version !== version || row.doc.override?.state !== 'asked') return { changes: [], result: 'overtaken' };
    const mark = { ...markOf(work), why };
    return {
      changes: [
        replace(
          row,
          withEvents(
            { ...row.doc, override: { state: goAhead ? 'given' : 'declined', ...mark } },
            { what: goAhead ? 'overridden' : 'not overridden', ...mark },
          ),
        ),
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'answered',
    };
  });

/** The answers stay as they are; an override was about another consent, and an agency that was asked is told. */
export const withConsent = (
  work: Work,
  referral: Referral,
  consent: Consent | undefined,
): { referral: Referral; changes: Change[] } => {
  if (isDeepStrictEqual(referral.answers.consent, consent)) return { referral, changes: [] };
  const { override: _, ...rest } = referral;
  return strandAfter(work, {
    ...rest,
    answers: { ...referral.answers, ...(consent && { consent }) },
  });
};

/** Records what the person says of consent after submission; what was said before is kept. */
export const recordConsent = (
  work: Work,
  { referral, version, consent }: Press & { readonly consent: Consent },
): Promise<'recorded' | 'as it stands' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    const { state, answers } = row.doc;
    if (state === 'draft' || state === 'withdrawn')
      throw new Refusal('not submitted', 'Consent is recorded here once a referral is submitted.');
    if (isDeepStrictEqual(answers.consent, consent)) return { changes: [], result: 'as it stands' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const event: ReferralEvent = {
      what: 'consent',
      ...markOf(work),
      ...(answers.consent && { from: answers.consent }),
      to: consent,
      ...(row.doc.meeting && { late: true }),
    };
    const after = withConsent(work, withEvents(row.doc, event), consent);
    return {
      changes: [
        replace(row, after.referral),
        ...(await caseFollows(work, after.referral)),
        ...after.changes,
        ...announced(work, row.doc),
      ],
      result: 'recorded',
    };
  });

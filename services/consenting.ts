/** Consent stands on a referral and on the case it became: what is recorded on one is, in the same transaction, on the other. */
import { isDeepStrictEqual } from 'node:util';
import { type Case, Cases } from './caseModel.ts';
import { caseChanged } from './cases.ts';
import { type Referral, Referrals } from './model.ts';
import { consentRules, markOf, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { stillToAsk } from './rules/consent.ts';
import type { Consent } from './rules/referral.ts';
import { type Change, replace } from './store.ts';
import type { ConsentHappened } from './timeline.ts';
import { agencyName, type Work } from './work.ts';

type Consenting = Pick<Case, 'consent' | 'strand'>;

const strandHappened = ({ strand }: Consenting, why: string): ConsentHappened[] => {
  switch (strand?.state) {
    case undefined:
      return [];
    case 'asked':
      return [{ what: 'refusal passed on', agency: strand.agency, strand: strand.name }];
    case 'ended':
      return [{ what: 'consent came' }];
    case 'placed':
    case 'not placed':
      return [{ what: strand.state, strand: strand.name, why }];
  }
};

const said = (consent: Consent | undefined, before: Consent | undefined): ConsentHappened[] =>
  consent && !isDeepStrictEqual(consent, before)
    ? [{ what: 'consent', ...(before && { from: before }), to: consent }]
    : [];

/** `why`: for what an agency decided on a refusal. */
export const consentHappened = (before: Consenting, after: Consenting, why = ''): ConsentHappened[] => [
  ...said(after.consent, before.consent),
  ...(isDeepStrictEqual(before.strand, after.strand) ? [] : strandHappened(after, why)),
];

/** The case with another answer about consent. What it was asked again for is done once the scheme's rule is met by it. */
export const withAnswer = (work: Pick<Work, 'scheme'>, doc: Case, consent: Consent): Case => {
  const { consentDue, override: _, ...rest } = doc;
  const { rule } = consentRules(work, doc);
  return { ...rest, consent, ...(consentDue && stillToAsk(consent, rule) && { consentDue }) };
};

/** The case takes over what its referral now says. Once another agency owns it, that agency records consent. */
export const caseFollows = async (work: Work, referral: Referral, why?: string): Promise<Change[]> => {
  const row = await work.store.get(work.area.id, Cases, referral.ref);
  if (!row) return [];
  const { strand, answers } = referral;
  const { consent } = answers;
  const answered = consent && !isDeepStrictEqual(consent, row.doc.consent);
  if (answered && row.doc.owner !== referral.agency)
    throw new Refusal(
      'owner asks',
      `${agencyName(work, row.doc.owner)} owns this case now, so its people ask for consent and record it.`,
    );
  const after = { ...(answered ? withAnswer(work, row.doc, consent) : row.doc), ...(strand && { strand }) };
  return caseChanged(work, row, after, ...consentHappened(row.doc, after, why));
};

/** The referral takes over what its case now says; somebody who was imported has none. */
export const referralFollows = async (
  work: Work,
  { ref, consent, strand }: Case,
  events: readonly ConsentHappened[],
): Promise<Change[]> => {
  const row = await work.store.get(work.area.id, Referrals, ref);
  if (!row) return [];
  const { override, ...rest } = row.doc;
  const same = isDeepStrictEqual(rest.answers.consent, consent);
  const mark = markOf(work);
  return [
    replace(
      row,
      withEvents(
        {
          ...rest,
          // It was about another consent.
          ...(same && override && { override }),
          answers: { ...rest.answers, ...(consent && { consent }) },
          ...(strand && { strand }),
        },
        ...events.map((event) => ({ ...event, ...mark })),
      ),
    ),
  ];
};

/** A referral until it is submitted, and what is typed into it. Everything typed is kept, whole or not. */
import { isDeepStrictEqual } from 'node:util';
import { withConsent } from './consent.ts';
import { Counters, type Referral } from './model.ts';
import { lastTouched, referralChanged, referralMade, referralsBy } from './referralIndex.ts';
import { changingOf, type Press, permitted, referralRow } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { type Indication, noAnswers, type ReferralAnswers } from './rules/referral.ts';
import type { AgencyId, BodyId } from './rules/scheme.ts';
import { type Change, create, replace } from './store.ts';
import { save, schemeOf, type Work } from './work.ts';

export type Started = { readonly status: 'started' | 'already'; readonly ref: string };

/** Somebody without Teams, for whom a co-ordinator enters a referral (G Q9). */
export type Author = { readonly name: string; readonly agency: AgencyId };

/** The year's next reference, and the change that takes it. */
export const nextReference = async (work: Work): Promise<{ readonly ref: string; readonly change: Change }> => {
  const year = dayIn(work.now).slice(0, 4);
  const counter = await work.store.get(work.area.id, Counters, year);
  const last = (counter?.doc.last ?? 0) + 1;
  return {
    ref: `${schemeOf(work).reference}-${year}-${String(last).padStart(3, '0')}`,
    change: counter ? replace(counter, { last }) : create(Counters, year, { last }),
  };
};

/** Begins a draft under the year's next reference. `seen`: how many referrals the person saw; one more means pressed twice. */
export const startDraft = (
  work: Work,
  {
    body,
    seen,
    author,
    known = {},
  }: {
    readonly body: BodyId;
    readonly seen: number;
    readonly author?: Author;
    /** Answers it begins with. */
    readonly known?: Partial<ReferralAnswers>;
  },
): Promise<Started> =>
  save<Started>(work, async () => {
    const agency = permitted(work, author ? author.agency : work.actor.agency, body);
    // Read first: every draft moves it, so the list below cannot lack one without this being overtaken.
    const { ref, change } = await nextReference(work);
    const mine = await referralsBy(work, work.actor.person);
    if (mine[0] && mine.length > seen) return { changes: [], result: { status: 'already', ref: mine[0].doc.ref } };
    const draft: Referral = {
      ref,
      body,
      state: 'draft',
      referrer: work.actor.person,
      agency,
      ...(author && { author: author.name }),
      answers: { ...noAnswers, ...known },
      startedAt: work.now.toISOString(),
    };
    return {
      changes: [change, ...referralMade(draft)],
      result: { status: 'started', ref },
      whose: [ref],
    };
  });

export type Saved = 'saved' | 'as it stands' | 'overtaken' | 'submitted';

/**
 * Keeps what `change` makes of the answers: of a draft, or of a submitted referral that its referrer is changing.
 * 'as it stands': they already say exactly this, as after a repeated press, and only the day is new on which somebody
 * carried on with the draft; 'overtaken': they have changed since the person saw them, and nothing is written.
 */
export const saveStep = (
  work: Work,
  { referral, version }: Press,
  change: (answers: ReferralAnswers) => ReferralAnswers,
): Promise<Saved> =>
  save<Saved>(work, async () => {
    const row = await referralRow(work, referral);
    const drafted = row.doc.state === 'draft';
    const before = drafted ? row.doc.answers : changingOf(row.doc);
    if (!before) return { changes: [], result: 'submitted' };
    const answers = given(change(before));
    if (isDeepStrictEqual(answers, before)) {
      const carriedOn = drafted && row.version === version && lastTouched(row.doc) !== dayIn(work.now);
      const now = { ...row.doc, changedAt: work.now.toISOString() };
      return { changes: carriedOn ? await referralChanged(work, row, now) : [], result: 'as it stands' };
    }
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    if (!drafted)
      // Consent has a card of its own once the referral is submitted.
      return {
        changes: [replace(row, { ...row.doc, changing: { ...answers, consent: row.doc.answers.consent } })],
        result: 'saved',
      };
    const { referral: consented, changes } = withConsent(work, row.doc, answers.consent);
    const after: Referral = { ...consented, answers, changedAt: work.now.toISOString() };
    return { changes: [...(await referralChanged(work, row, after)), ...changes], result: 'saved' };
  });

/** As storage gives it back: what is undefined is not there. */
const given = (answers: ReferralAnswers): ReferralAnswers => JSON.parse(JSON.stringify(answers));

export const MOST_OFFENCES = 40;

export const addOffence = (answers: ReferralAnswers, offence: Indication): ReferralAnswers => {
  if (answers.offences.length >= MOST_OFFENCES)
    throw new Refusal(
      'full',
      `A referral lists ${MOST_OFFENCES} offences and pieces of intelligence at most. Remove an old one, or sum the rest up under professional judgement.`,
    );
  return { ...answers, offences: [...answers.offences, offence] };
};

export const removeOffence = (answers: ReferralAnswers, at: number): ReferralAnswers => ({
  ...answers,
  offences: answers.offences.filter((_, index) => index !== at),
});

/** The draft goes to another body, answers and all; what another body's people said of consent does not bind this one. */
export const moveDraft = (
  work: Work,
  { referral, version, body }: Press & { readonly body: BodyId },
): Promise<'moved' | 'overtaken' | 'submitted'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'submitted' };
    permitted(work, row.doc.agency, body);
    if (row.version !== version || row.doc.body === body) return { changes: [], result: 'overtaken' };
    const { override: _, ...rest } = row.doc;
    const moved: Referral = { ...rest, body, changedAt: work.now.toISOString() };
    return { changes: await referralChanged(work, row, moved), result: 'moved' };
  });

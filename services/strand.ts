/**
 * When somebody refuses consent, the agency that the scheme names decides how to deal with them, in the strand it names,
 * until consent comes (Leeds 1.23-1.24: the police, catch and control).
 */
import { caseFollows } from './consenting.ts';
import { seatHolders } from './members.ts';
import type { Instant, PersonKey, Referral, Strand } from './model.ts';
import { markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { isRefusal } from './rules/consent.ts';
import type { Consent } from './rules/referral.ts';
import type { ReferralRules } from './rules/scheme.ts';
import { type Change, replace } from './store.ts';
import { bodyOf, save, tell, type Work } from './work.ts';

/** Those who sit for the agency on this body; where nobody does, the co-ordinators see to it. */
export const decidersOf = (work: Work, { body, strand }: Pick<Referral, 'body' | 'strand'>): PersonKey[] => {
  const holders = seatHolders(work, bodyOf(work, body), ({ agency }) => agency === strand?.agency);
  return holders.length > 0 ? holders : [...work.coordinators];
};

const telling = (work: Work, referral: Referral): Change[] =>
  decidersOf(work, referral).map((person) => tell(work, person, 'strand', referral.ref, referral.body));

/** The strand after an answer about consent: consent ends it, a refusal begins it. Nothing where it stays as it is. */
export const strandNext = (
  consent: Consent | undefined,
  strand: Strand | undefined,
  rules: ReferralRules['consent']['onRefusal'],
  at: Instant,
): Strand | undefined => {
  const open = strand !== undefined && strand.state !== 'ended';
  if (consent?.status === 'given') return open ? { ...strand, state: 'ended', at } : undefined;
  return rules && isRefusal(consent) && !open
    ? { agency: rules.agency, name: rules.strand, state: 'asked', at }
    : undefined;
};

type Moved = { readonly referral: Referral; readonly changes: Change[] };

const moved = (work: Work, referral: Referral): Moved => {
  const mark = markOf(work);
  const { consent: rules } = bodyOf(work, referral.body).referrals ?? {};
  const strand = strandNext(referral.answers.consent, referral.strand, rules?.onRefusal, mark.at);
  if (!strand) return { referral, changes: [] };
  const after = withEvents(
    { ...referral, strand },
    strand.state === 'ended'
      ? { what: 'consent came', ...mark }
      : { what: 'refusal passed on', agency: strand.agency, strand: strand.name, ...mark },
  );
  return { referral: after, changes: telling(work, after) };
};

/** A refusal is passed on to the agency. */
export const passedOn = (work: Work, referral: Referral): Moved =>
  isRefusal(referral.answers.consent) ? moved(work, referral) : { referral, changes: [] };

/** What a new answer about consent makes of the strand: consent ends it, a refusal after submission begins it. */
export const strandAfter = (work: Work, referral: Referral): Moved =>
  referral.state === 'draft' && isRefusal(referral.answers.consent) ? { referral, changes: [] } : moved(work, referral);

/** The referrer passes the refusal on: the draft cannot be submitted, and the agency decides. */
export const passRefusalOn = (work: Work, { referral, version }: Press): Promise<'passed on' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.version !== version || row.doc.state !== 'draft') return { changes: [], result: 'overtaken' };
    const after = passedOn(work, row.doc);
    if (after.changes.length === 0) return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, after.referral), ...after.changes], result: 'passed on' };
  });

/** What the agency was asked to decide; refused when it was not asked. */
export const strandOf = ({ strand }: Pick<Referral, 'strand'>): Strand => {
  if (!strand) throw new Refusal('nothing to decide', 'No refusal of consent was passed on here.');
  return strand;
};

/** The agency places the person in its strand, or not; it may change its mind until consent comes. */
export const place = (
  work: Work,
  { referral, version, placed, why }: Press & { readonly placed: boolean; readonly why: string },
): Promise<'recorded' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    const strand = strandOf(row.doc);
    const state = placed ? 'placed' : 'not placed';
    if (row.version !== version || strand.state === 'ended' || strand.state === state)
      return { changes: [], result: 'overtaken' };
    const mark = markOf(work);
    const after = withEvents(
      { ...row.doc, strand: { ...strand, state, at: mark.at } },
      { what: state, strand: strand.name, why, ...mark },
    );
    return {
      changes: [
        replace(row, after),
        ...(await caseFollows(work, after, why)),
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'recorded',
    };
  });

/**
 * When somebody refuses consent, the agency that the scheme names decides how to deal with them, in the strand it names,
 * until consent comes (Leeds 1.23-1.24: the police, catch and control).
 */
import { seatHolders } from './members.ts';
import type { PersonKey, Referral, Strand } from './model.ts';
import { markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { isRefusal } from './rules/consent.ts';
import { type Change, replace } from './store.ts';
import { bodyOf, save, tell, type Work } from './work.ts';

/** Those who sit for the agency on this body; where nobody does, the co-ordinators see to it. */
const decidersOf = (work: Work, { body, strand }: Referral): PersonKey[] => {
  const holders = seatHolders(work, bodyOf(work, body), ({ agency }) => agency === strand?.agency);
  return holders.length > 0 ? holders : [...work.coordinators];
};

const telling = (work: Work, referral: Referral): Change[] =>
  decidersOf(work, referral).map((person) => tell(work, person, 'strand', referral.ref, referral.body));

/** A refusal is passed on to the agency. */
export const passedOn = (work: Work, referral: Referral): { referral: Referral; changes: Change[] } => {
  const rules = bodyOf(work, referral.body).referrals?.consent.onRefusal;
  if (!rules || !isRefusal(referral.answers.consent) || (referral.strand && referral.strand.state !== 'ended'))
    return { referral, changes: [] };
  const mark = markOf(work);
  const { agency, strand: name } = rules;
  const after = withEvents(
    { ...referral, strand: { agency, name, state: 'asked', at: mark.at } },
    { what: 'refusal passed on', agency, strand: name, ...mark },
  );
  return { referral: after, changes: telling(work, after) };
};

/** What a new answer about consent makes of the strand: consent ends it, a refusal after submission begins it. */
export const strandAfter = (work: Work, referral: Referral): { referral: Referral; changes: Change[] } => {
  const { strand, answers } = referral;
  if (answers.consent?.status === 'given' && strand && strand.state !== 'ended') {
    const mark = markOf(work);
    const after = withEvents(
      { ...referral, strand: { ...strand, state: 'ended', at: mark.at } },
      { what: 'consent came', ...mark },
    );
    return { referral: after, changes: telling(work, after) };
  }
  return referral.state === 'draft' ? { referral, changes: [] } : passedOn(work, referral);
};

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
export const strandOf = ({ strand }: Referral): Strand => {
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
    return {
      changes: [
        replace(
          row,
          withEvents(
            { ...row.doc, strand: { ...strand, state, at: mark.at } },
            { what: state, strand: strand.name, why, ...mark },
          ),
        ),
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'recorded',
    };
  });

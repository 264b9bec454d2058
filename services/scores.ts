/** The OGRS score: asked of probation where a referral comes without one, kept with every earlier one; the newest counts. */
import { seatHolders } from './members.ts';
import type { PersonKey, Referral, Score } from './model.ts';
import { markOf, type Press, referralRow, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { ogrsBand } from './rules/ogrs.ts';
import type { Body } from './rules/scheme.ts';
import { type Change, replace } from './store.ts';
import { bodyOf, save, schemeOf, tell, type Work } from './work.ts';

/** Those who sit for probation on this body; where nobody does, the co-ordinators see to it. */
const askedOf = (work: Work, body: Body): PersonKey[] => {
  const kindOf = (id: string) => schemeOf(work).agencies.find((agency) => agency.id === id)?.kind;
  const holders = seatHolders(work, body, ({ agency }) => kindOf(agency) === 'probation');
  return holders.length > 0 ? holders : [...work.coordinators];
};

/** The referral, and whoever is asked for the score that it lacks. */
export const scoreAsked = (work: Work, referral: Referral): { referral: Referral; changes: Change[] } => ({
  referral: withEvents(referral, { what: 'score asked', ...markOf(work) }),
  changes: askedOf(work, bodyOf(work, referral.body)).map((person) =>
    tell(work, person, 'score asked', referral.ref, referral.body),
  ),
});

export type Given = {
  readonly tool: string;
  readonly version?: string | undefined;
  readonly date: Day;
  readonly twoYear: number;
  readonly oneYear?: number | undefined;
};

/** Adds a score; those before it stay. */
export const recordScore = (
  work: Work,
  { referral, version, given }: Press & { readonly given: Given },
): Promise<'recorded' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state === 'draft' || row.doc.state === 'with gatekeeper')
      throw new Refusal('not submitted', 'This referral has not been submitted yet.');
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    const score: Score = {
      tool: given.tool,
      ...(given.version && { version: given.version }),
      date: given.date,
      twoYear: given.twoYear,
      ...(given.oneYear !== undefined && { oneYear: given.oneYear }),
      band: ogrsBand(given.twoYear),
      ...markOf(work),
    };
    const after = withEvents(
      { ...row.doc, scores: [...(row.doc.scores ?? []), score] },
      { what: 'score', score, ...markOf(work) },
    );
    return {
      changes: [replace(row, after), tell(work, row.doc.referrer, 'referral news', referral, row.doc.body)],
      result: 'recorded',
    };
  });

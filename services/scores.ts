/** The OGRS score: asked of probation where a referral comes without one, kept with every earlier one; the newest counts. */
import { leaveOf } from './leave.ts';
import { seatHolders } from './members.ts';
import type { PersonKey, Referral, Score } from './model.ts';
import { markOf, type Press, referralRow, waitsForScore, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { ogrsBand } from './rules/ogrs.ts';
import type { Body } from './rules/scheme.ts';
import { type Change, replace } from './store.ts';
import { bodyOf, save, schemeOf, tell, type Work } from './work.ts';

/** Those who sit for probation on this body, the most senior first. */
const probationOf = (work: Pick<Work, 'area' | 'scheme'>, { seats }: Body): PersonKey[] => {
  const kindOf = (id: string) => schemeOf(work).agencies.find((agency) => agency.id === id)?.kind;
  const bySeniority = seats.toSorted((a, b) => a.seniority - b.seniority);
  return seatHolders(work, { seats: bySeniority }, ({ agency }) => kindOf(agency) === 'probation');
};

/** One of them, so that it is somebody's to give; where nobody sits for probation or is here, the co-ordinators see to it. */
const askedOf = (work: Work, body: Body): readonly PersonKey[] => {
  const here = probationOf(work, body).find((person) => !leaveOf(work, person));
  return here ? [here] : work.coordinators;
};

/** Whether a score is still wanted of this person as one who sits for probation, or in their place. */
export const wantedOf = (
  work: Pick<Work, 'area' | 'scheme'>,
  referral: Referral,
  person: PersonKey,
): 'probation' | 'in their place' | 'nothing' => {
  if (referral.state !== 'submitted' || !waitsForScore(referral)) return 'nothing';
  return probationOf(work, bodyOf(work, referral.body)).includes(person) ? 'probation' : 'in their place';
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
  readonly worked?: Score['worked'];
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
    if (row.doc.state === 'withdrawn') throw new Refusal('withdrawn', 'This referral has been withdrawn.');
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
    const kept: Score = { ...score, ...(given.worked && { worked: given.worked }) };
    const after = withEvents(
      { ...row.doc, scores: [...(row.doc.scores ?? []), kept] },
      { what: 'score', score, ...markOf(work) },
    );
    return {
      changes: [replace(row, after), tell(work, row.doc.referrer, 'referral news', referral, row.doc.body)],
      result: 'recorded',
    };
  });

/** The OGRS score: asked of probation where a referral comes without one, kept with every earlier one; the newest counts. */
import { leaveOf } from './leave.ts';
import { seatHolders } from './members.ts';
import type { PersonKey, Referral, Score } from './model.ts';
import { referralChanged } from './referralIndex.ts';
import { markOf, type Press, referralRow, waitsForScore, withEvents } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { Day } from './rules/days.ts';
import { ogrsBand } from './rules/ogrs.ts';
import type { Body } from './rules/scheme.ts';
import type { Change } from './store.ts';
import { bodyOf, save, schemeOf, tell, type Work } from './work.ts';

/** Those who sit for probation on this body, the most senior first. */
const probationOf = (work: Pick<Work, 'area' | 'scheme'>, { seats }: Body): PersonKey[] => {
  const kindOf = (id: string) => schemeOf(work).agencies.find((agency) => agency.id === id)?.kind;
  const bySeniority = seats.toSorted((a, b) => a.seniority - b.seniority);
  return seatHolders(work, { seats: bySeniority }, ({ agency }) => kindOf(agency) === 'probation');
};

/** One of them, so that it is somebody's to give; nobody where none sits for probation or is here. */
const giverFor = (work: Work, body: Body): PersonKey | undefined =>
  probationOf(work, body).find((person) => !leaveOf(work, person));

/** Who is to give it today: whoever was asked, while they sit for probation and are here, else the next of them, else the co-ordinators. */
export const giversOf = (work: Work, { body: id, history = [] }: Referral): readonly PersonKey[] => {
  const body = bodyOf(work, id);
  const asked = history.findLast(({ what }) => what === 'score asked');
  const of = asked?.what === 'score asked' ? asked.of : undefined;
  const stays = of && probationOf(work, body).includes(of) && !leaveOf(work, of) ? of : undefined;
  const giver = stays ?? giverFor(work, body);
  if (giver) return [giver];
  const here = work.coordinators.filter((person) => !leaveOf(work, person));
  return here.length > 0 ? here : work.coordinators;
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

/** The referral, and whoever is asked for the score that it lacks; where nobody sits for probation or is here, the co-ordinators see to it. */
export const scoreAsked = (work: Work, referral: Referral): { referral: Referral; changes: Change[] } => {
  const of = giverFor(work, bodyOf(work, referral.body));
  return {
    referral: withEvents(referral, { what: 'score asked', ...(of && { of }), ...markOf(work) }),
    changes: (of ? [of] : work.coordinators).map((person) =>
      tell(work, person, 'score asked', referral.ref, referral.body),
    ),
  };
};

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
      changes: [
        ...(await referralChanged(work, row, after)),
        tell(work, row.doc.referrer, 'referral news', referral, row.doc.body),
      ],
      result: 'recorded',
    };
  });

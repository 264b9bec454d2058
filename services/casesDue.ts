/** Cases that come to a meeting by themselves: due for review, red where the body takes every red one, with a proposal, or to be considered for re-selection. */
import { facet } from './caseIndex.ts';
import { type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { isHidden } from './cases.ts';
import { MONITORED } from './monitoring.ts';
import { inOrder } from './reading.ts';
import type { CaseDue } from './rules/agenda.ts';
import type { Day } from './rules/days.ts';
import { monitoringOver } from './rules/rag.ts';
import { type Body, type HeadingId, headingOf } from './rules/scheme.ts';
import type { Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Cases one agenda takes under a heading; the others stay due and come to the next. */
export const MOST_CASES = 40;
/** Cases beyond those that are looked at to say how many wait; there may be more. */
export const MOST_COUNTED = 200;
const TAKEN_AND_COUNTED = { most: MOST_CASES + MOST_COUNTED };

type Wanted = {
  /** What is left out does not count among those that one agenda takes. */
  readonly wanted?: (line: CaseLine) => boolean;
  /** For a list in the order of its dates: from here on nothing is due. */
  readonly ends?: (line: CaseLine) => boolean;
  readonly most?: number;
};

/** As many as one agenda takes, from the first; reads on past those that do not come onto it. */
const lines = async (
  place: Place,
  under: string,
  { wanted = () => true, ends = () => false, most = MOST_CASES }: Wanted = {},
): Promise<CaseLine[]> => {
  const found: CaseLine[] = [];
  for await (const { doc } of inOrder(place.store, place.area.id, OnRegister, under, MOST_CASES)) {
    if (ends(doc)) break;
    if (!isHidden(place.area, doc) && wanted(doc)) found.push(doc);
    if (found.length === most) break;
  }
  return found;
};

/** The proposals of a body's cases that wait, the oldest first, each under its heading. */
const proposed = async (place: Place, body: Body): Promise<[HeadingId, CaseDue][]> => {
  // They stand by reference, so all are read to find the oldest.
  const waiting = await lines(place, facet.proposed(body.id), { most: Number.POSITIVE_INFINITY });
  const rows = await Promise.all(waiting.map(({ ref }) => place.store.get(place.area.id, Cases, ref)));
  return rows
    .flatMap((row) => (row?.doc.proposals ?? []).map((proposal) => ({ ref: row?.doc.ref ?? '', proposal })))
    .sort((a, b) => a.proposal.at.localeCompare(b.proposal.at))
    .flatMap(({ ref, proposal }): [HeadingId, CaseDue][] => {
      const heading = headingOf(proposal.change.motion);
      return heading ? [[heading, { case: ref, proposal: proposal.id }]] : [];
    });
};

/** Green cases whose period of lighter monitoring is over by this day, unless somebody proposed their removal already. */
const monitored = async (place: Place, body: Body, meeting: Day): Promise<[HeadingId, CaseDue][]> => {
  const over = await lines(place, facet.monitored(body.id), {
    ...TAKEN_AND_COUNTED,
    ends: ({ monitoredUntil: until }) => !monitoringOver(until && { until }, meeting),
  });
  const rows = await Promise.all(over.map(({ ref }) => place.store.get(place.area.id, Cases, ref)));
  return rows
    .flatMap((row) => (row ? [row.doc] : []))
    .filter(({ proposals }) => !proposals.some(({ change }) => change.motion === 'de-select'))
    .map(({ ref }) => ['de-selections', { case: ref, proposal: MONITORED }]);
};

/** Every red case of a body whose agenda has them, from the one that was longest not reviewed; as many as are counted. */
const redCases = async (place: Place, body: Body): Promise<CaseLine[]> =>
  body.agenda.includes('red cases') ? lines(place, facet.red(body.id), TAKEN_AND_COUNTED) : [];

export type DueByHeading = Partial<Record<HeadingId, readonly CaseDue[]>>;
/** What an agenda has no room for, under a heading. */
export type NoRoom = Partial<Record<HeadingId, number>>;

const beyond = (found: readonly unknown[]): number => Math.max(0, found.length - MOST_CASES);

/**
 * What a meeting of this day takes of the register, by heading, and how many it has no room for. Red cases are
 * not taken twice; the longest not reviewed come first, so that everybody's turn comes.
 */
export const casesDue = async (
  place: Place,
  body: Body,
  meeting: Day,
): Promise<{ readonly cases: DueByHeading; readonly noRoom: NoRoom }> => {
  const everyRed = await redCases(place, body);
  const red = everyRed.slice(0, MOST_CASES);
  const taken = new Set(red.map(({ ref }) => ref));
  const [reviews, members, over, removed] = await Promise.all([
    body.agenda.includes('reviews due')
      ? lines(place, facet.review(body.id), {
          ...TAKEN_AND_COUNTED,
          wanted: ({ ref }) => !taken.has(ref),
          ends: ({ reviewOn }) => reviewOn > meeting,
        })
      : [],
    proposed(place, body),
    monitored(place, body, meeting),
    body.agenda.includes('de-selections')
      ? lines(place, facet.reselection(body.id), {
          ...TAKEN_AND_COUNTED,
          ends: ({ reselectOn = meeting }) => reselectOn > meeting,
        })
      : [],
  ]);
  const waiting = [...members, ...over];
  const under = (heading: HeadingId) => waiting.filter(([each]) => each === heading).map(([, one]) => one);
  const of = (heading: HeadingId) => under(heading).slice(0, MOST_CASES);
  const reviewed = new Set(reviews.map(({ ref }) => ref));
  return {
    cases: {
      'red cases': red.map(({ ref }) => ({ case: ref })),
      'reviews due': reviews.slice(0, MOST_CASES).map(({ ref }) => ({ case: ref })),
      'de-selections': [...of('de-selections'), ...removed.slice(0, MOST_CASES).map(({ ref }) => ({ case: ref }))],
      'RAG changes': of('RAG changes'),
      'case questions': of('case questions'),
    },
    noRoom: {
      'red cases': everyRed.slice(MOST_CASES).filter(({ ref }) => !reviewed.has(ref)).length,
      'reviews due': beyond(reviews),
      // Proposals that find no room are named with what came late; a period that is over has nobody who proposed it.
      'de-selections':
        beyond(removed) +
        under('de-selections')
          .slice(MOST_CASES)
          .filter(({ proposal }) => proposal === MONITORED).length,
    },
  };
};

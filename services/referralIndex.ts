/** By what a referral is found: whoever made it, its agency once it was handed in, its body until that has decided. */
import { type Entry, reindexed } from './indexing.ts';
import { type PersonKey, type Referral, Referrals, ReferralsBy } from './model.ts';
import { inOrder } from './reading.ts';
import { waitsForScore } from './referrals.ts';
import { type Day, dayIn } from './rules/days.ts';
import type { AgencyId, BodyId } from './rules/scheme.ts';
import { type Change, create, type Row, replace } from './store.ts';
import type { Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Under what a list of referrals begins; each is in the order of the references. */
const under = {
  own: (person: PersonKey) => `own|${person}|`,
  agency: (agency: AgencyId) => `agency|${agency}|`,
  /** Submitted, whether an agenda carries it or not. */
  undecided: (body: BodyId) => `undecided|${body}|`,
  /** Drafts, in the order of the days on which they were last written to. */
  draft: () => 'draft|',
  declined: () => 'declined|',
  /** Submitted, and probation has not given yet the score that it was asked for. */
  score: () => 'score|',
} as const;

/** The day on which a draft was last written to. */
export const lastTouched = ({ changedAt, startedAt }: Pick<Referral, 'changedAt' | 'startedAt'>): Day =>
  dayIn(new Date(changedAt ?? startedAt));

export const entriesOf = (doc: Referral): Entry[] => {
  const { ref, referrer, agency, body, state, declined } = doc;
  return [
    under.own(referrer),
    ...(state === 'draft' ? [`${under.draft()}${lastTouched(doc)}|`] : [under.agency(agency)]),
    ...(state === 'submitted' ? [under.undecided(body)] : []),
    ...(declined ? [under.declined()] : []),
    ...(state === 'submitted' && waitsForScore(doc) ? [under.score()] : []),
  ].map((facet) => ({ of: ReferralsBy, id: `${facet}${ref}`, doc: { ref } }));
};

export const referralMade = (doc: Referral): Change[] => [
  create(Referrals, doc.ref, doc),
  ...entriesOf(doc).map(({ of, id, doc: line }) => create(of, id, line)),
];

export const referralChanged = async (place: Place, row: Row<Referral>, doc: Referral): Promise<Change[]> => [
  replace(row, doc),
  ...(await reindexed(place, entriesOf(row.doc), entriesOf(doc))),
];

const refsUnder = async ({ store, area }: Place, facet: string): Promise<string[]> =>
  (await store.list(area.id, ReferralsBy, facet)).map(({ doc }) => doc.ref);

const rowsUnder = async (place: Place, facet: string): Promise<Row<Referral>[]> => {
  const { store, area } = place;
  const rows = await Promise.all((await refsUnder(place, facet)).map((ref) => store.get(area.id, Referrals, ref)));
  return rows.filter((row) => row !== undefined);
};

const newestFirst = (rows: readonly Row<Referral>[]): Row<Referral>[] =>
  rows.toSorted((a, b) => `${b.doc.startedAt}${b.key}`.localeCompare(`${a.doc.startedAt}${a.key}`));

/** A person's own referrals, the newest first. */
export const referralsBy = async (place: Place, person: PersonKey): Promise<Row<Referral>[]> =>
  newestFirst(await rowsUnder(place, under.own(person)));

/** Everything that these agencies have handed in, the newest first. */
export const referralsFrom = async (place: Place, agencies: readonly AgencyId[]): Promise<Row<Referral>[]> => {
  const rows = await Promise.all(agencies.map((agency) => rowsUnder(place, under.agency(agency))));
  return newestFirst(rows.flat().filter(({ doc }) => doc.state !== 'draft'));
};

/** What a body has been given and has not decided, by reference. */
export const undecidedOf = async (place: Place, body: BodyId): Promise<Row<Referral>[]> =>
  (await rowsUnder(place, under.undecided(body))).filter(({ doc }) => doc.state === 'submitted');

/** References of the drafts that nobody has written to since this day or before. */
export const staleBy = async (place: Place, last: Day): Promise<string[]> => {
  const found: string[] = [];
  const begins = under.draft().length;
  for await (const { id, doc } of inOrder(place.store, place.area.id, ReferralsBy, under.draft())) {
    if (id.slice(begins, begins + last.length) > last) break;
    found.push(doc.ref);
  }
  return found;
};

/** What any body has declined, by reference. */
export const declinedOf = (place: Place): Promise<Row<Referral>[]> => rowsUnder(place, under.declined());

/** What waits for a score that probation was asked for, by reference. */
export const waitingForScore = async (place: Place): Promise<Referral[]> =>
  (await rowsUnder(place, under.score())).map(({ doc }) => doc);

/** Earlier referrals, and cases that came without one, about the same person: found by PNC id or by name and date of birth, linked, never merged (domain: duplicate). */
import { isDeepStrictEqual } from 'node:util';
import { type Case, Cases } from './caseModel.ts';
import { isHidden } from './cases.ts';
import type { Entry as IndexEntry } from './indexing.ts';
import { ByBirth, ByPnc, type Link, type Referral, Referrals } from './model.ts';
import { type Role, rolesOf, workers } from './permission.ts';
import { Refusal } from './refusal.ts';
import { type Identity, keyOfPnc, samePerson, swapped, type Why } from './rules/names.ts';
import { type Change, create, type Kind, type Row, remove, replace } from './store.ts';
import { entryOf, must, save, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

/** Entities one search reads at most: of one PNC id, of each of two dates of birth, and of what is found. */
export const MOST = { pnc: 20, born: 200, found: 20 } as const;
export const MOST_READ = MOST.pnc + 2 * MOST.born + MOST.found;

const identityOf = ({ name, aliases, dateOfBirth, pncId }: Identity): Identity => ({
  ...(name && { name }),
  ...(aliases && { aliases }),
  ...(dateOfBirth && { dateOfBirth }),
  ...(pncId && { pncId }),
});

type Entry = { readonly of: Kind<Identity>; readonly id: string };

const entriesOf = (ref: string, identity: Identity | undefined): Entry[] => {
  const pnc = keyOfPnc(identity?.pncId);
  return [
    ...(identity?.dateOfBirth ? [{ of: ByBirth, id: `${identity.dateOfBirth}|${ref}` }] : []),
    ...(pnc ? [{ of: ByPnc, id: `${pnc}|${ref}` }] : []),
  ];
};

/** The rows that a referral calls for from when it is handed in; a case it has become calls for them itself. */
export const identityEntries = (ref: string, answers: Identity): IndexEntry[] =>
  entriesOf(ref, answers).map((entry) => ({ ...entry, doc: identityOf(answers) }));

/**
 * What changes in the index when a referral's answers do, for the same transaction: four rows at most. `before` is what
 * the index was last told, nothing until submission; without `after`, the referral is forgotten.
 */
export const indexChanges = async (
  { store, area }: Place,
  ref: string,
  before: Identity | undefined,
  after: Identity | undefined,
): Promise<Change[]> => {
  const doc = identityOf(after ?? {});
  if (before && after && isDeepStrictEqual(identityOf(before), doc)) return [];
  const wanted = entriesOf(ref, after);
  const isWanted = (entry: Entry) => wanted.some(({ of, id }) => of === entry.of && id === entry.id);
  const outdated = entriesOf(ref, before).filter((entry) => !isWanted(entry));
  const at = ({ of, id }: Entry) => store.get(area.id, of, id);
  const [kept, left] = await Promise.all([Promise.all(wanted.map(at)), Promise.all(outdated.map(at))]);
  return [
    ...wanted.map(({ of, id }, index) => {
      const row = kept[index];
      return row ? replace(row, doc) : create(of, id, doc);
    }),
    ...left.flatMap((row) => (row ? [remove(row)] : [])),
  ];
};

export type Duplicate = Pick<Referral, 'ref' | 'body'> & {
  readonly state: Referral['state'] | Case['state'];
  readonly why: readonly Why[];
};
export type Duplicates = {
  /** The newest first. */
  readonly found: readonly Duplicate[];
  /** More people share this date of birth or PNC id than one search reads, so somebody may be missing. */
  readonly cut: boolean;
};

/** A referral, or the case of somebody who was imported; of an import that is not finished, nothing. */
const knownAs = async ({ store, area }: Place, ref: string): Promise<Referral | Case | undefined> => {
  const referral = await store.get(area.id, Referrals, ref);
  if (referral) return referral.doc;
  const taken = await store.get(area.id, Cases, ref);
  return taken && !isHidden(area, taken.doc) ? taken.doc : undefined;
};

/** Referrals, and cases without one, `ref` itself left out, that are likely about the person of these answers. */
export const findDuplicates = async (place: Place, answers: Identity, ref: string): Promise<Duplicates> => {
  const { store, area } = place;
  const { dateOfBirth } = answers;
  const pnc = keyOfPnc(answers.pncId);
  const other = dateOfBirth && swapped(dateOfBirth);
  const under = <T>(of: Kind<T>, id: string | undefined, most: number) =>
    id === undefined ? [] : store.list(area.id, of, `${id}|`, most);
  const [byPnc, ...byBirth] = await Promise.all([
    under(ByPnc, pnc, MOST.pnc),
    under(ByBirth, dateOfBirth, MOST.born),
    under(ByBirth, other, MOST.born),
  ]);
  const likely = new Map<string, readonly Why[]>();
  for (const { id, doc } of [...byPnc, ...byBirth.flat()]) {
    const known = id.slice(id.indexOf('|') + 1);
    const likeness = known === ref || likely.has(known) ? undefined : samePerson(answers, doc);
    if (likeness?.match) likely.set(known, likeness.why);
  }
  const refs = [...likely.keys()].sort().reverse();
  const docs = await Promise.all(refs.slice(0, MOST.found).map((known) => knownAs(place, known)));
  return {
    found: docs.flatMap((doc) =>
      doc ? [{ ref: doc.ref, body: doc.body, state: doc.state, why: likely.get(doc.ref) ?? [] }] : [],
    ),
    cut: refs.length > MOST.found || byPnc.length === MOST.pnc || byBirth.some(({ length }) => length === MOST.born),
  };
};

/** What is found becomes a link; what somebody has judged stays as it was judged. */
export const linksWith = (links: readonly Link[], found: readonly Duplicate[]): Link[] => [
  ...links.filter(({ ref, verdict }) => verdict !== 'open' && !found.some((one) => one.ref === ref)),
  ...found.map(
    ({ ref, why }): Link =>
      links.find((link) => link.ref === ref && link.verdict !== 'open') ?? { ref, why, verdict: 'open' },
  ),
];

/** Before it has reached the panel, a referral is its agency's own, and so it stays where it is withdrawn before that. */
export const isAway = ({ state, submittedAt }: Referral): boolean =>
  state === 'draft' || state === 'with gatekeeper' || (state === 'withdrawn' && submittedAt === undefined);
const readers = (referral: Referral): readonly Role[] =>
  isAway(referral) ? ['referrer', 'gatekeeper'] : ['referrer', 'gatekeeper', 'member', 'co-ordinator'];

type Known =
  | { readonly referral: Referral; readonly case?: Case }
  | { readonly referral?: undefined; readonly case: Case };

export type DuplicatesSeen = {
  readonly referral: Row<Referral>;
  readonly links: readonly {
    readonly link: Link;
    /** Only for whoever may read its papers, or work on the case that came without any. */
    readonly known?: Known;
  }[];
  readonly cut: boolean;
};

/** What this person may know of one that was found. */
const knownTo = async ({ store, area, scheme, actor }: Work, ref: string): Promise<Known | undefined> => {
  const [row, taken] = await Promise.all([store.get(area.id, Referrals, ref), store.get(area.id, Cases, ref)]);
  if (row) {
    const closed = taken?.doc.restrictedTo;
    const roles = rolesOf(area, scheme, actor, { referral: row.doc, ...(closed && { restrictedTo: closed }) });
    const reads = readers(row.doc).some((role) => roles.has(role));
    return reads ? { referral: row.doc, ...(taken && { case: taken.doc }) } : undefined;
  }
  if (!taken || isHidden(area, taken.doc)) return undefined;
  const roles = rolesOf(area, scheme, actor, { case: taken.doc });
  return workers.some((role) => roles.has(role)) ? { case: taken.doc } : undefined;
};

/** What was found and judged, as far as this person may know it; whose references were shown goes into the log. */
export const lookAtDuplicates = async (work: Work, ref: string): Promise<DuplicatesSeen> => {
  const { store, area, actor } = work;
  const referral = must(await store.get(area.id, Referrals, ref), 'a referral');
  if (referral.doc.state === 'draft' && referral.doc.referrer !== actor.person)
    throw new Refusal('draft', 'This referral has not been submitted yet. Until then only its referrer sees it.');
  const { found, cut } = await findDuplicates(work, referral.doc.answers, ref);
  const links = linksWith(referral.doc.links ?? [], found);
  if (links.length > 0)
    await store.record(area.id, {
      ...entryOf(work, work.newId()),
      category: 'consultation',
      whose: [ref, ...links.map((link) => link.ref)],
    });
  const seen = links.map(async (link) => {
    const known = await knownTo(work, link.ref);
    return { link, ...(known && { known }) };
  });
  return { referral, links: await Promise.all(seen), cut };
};

const judged = (row: Row<Referral>, link: Link): Change =>
  replace(row, { ...row.doc, links: [...(row.doc.links ?? []).filter(({ ref }) => ref !== link.ref), link] });

/**
 * A co-ordinator says whether two referrals are about one person; both keep it, and both stay what they are. Of a case
 * that came without a referral, the referral alone keeps it.
 * 'as it stands': it had been said before; 'overtaken': the verdict has changed since the person saw it.
 */
export const judge = (
  work: Work,
  asked: {
    readonly referral: string;
    readonly other: string;
    readonly seen: Link['verdict'];
    readonly verdict: 'same person' | 'another person';
  },
): Promise<'judged' | 'as it stands' | 'overtaken'> =>
  save(work, async () => {
    const at = (ref: string) => work.store.get(work.area.id, Referrals, ref);
    const row = must(await at(asked.referral), 'a referral');
    const other = await at(asked.other);
    if (isAway(row.doc)) throw new Refusal('not here yet', 'This referral has not reached the panel yet.');
    // Two that were submitted at the same moment have not been linked yet.
    const { found } = await findDuplicates(work, row.doc.answers, row.doc.ref);
    const link = linksWith(row.doc.links ?? [], found).find(({ ref }) => ref === asked.other);
    if (!link) throw new Refusal('not linked', `${asked.referral} and ${asked.other} are not linked.`);
    if (!(await knownTo(work, asked.other)))
      throw new Refusal('not open to you', `${asked.other} is not open to you, so you cannot say whose it is.`);
    if (link.verdict === asked.verdict) return { changes: [], result: 'as it stands' };
    if (link.verdict !== asked.seen) return { changes: [], result: 'overtaken' };
    const said = { why: link.why, verdict: asked.verdict, by: work.actor.person, at: work.now.toISOString() };
    return {
      changes: [
        judged(row, { ...said, ref: asked.other }),
        ...(other ? [judged(other, { ...said, ref: asked.referral })] : []),
      ],
      result: 'judged',
      whose: [asked.referral, asked.other],
    };
  });

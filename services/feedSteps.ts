/**
 * A file of the police feed goes on by itself, a case at a time: what a line changes on a case is one transaction with the
 * row that says how far the file is, so whichever instance takes the next step, after a crash too, no line counts twice and
 * none is left out.
 */
import { layDown, sweptAway } from './bundles.ts';
import { Cases } from './caseModel.ts';
import { caseChanged, isHidden, isOutside } from './cases.ts';
import { FEED_KEPT, FeedFaults, type FeedFile, FeedFiles, type FeedLine, FeedLines, MOST_FAULTS } from './feedModel.ts';
import { rangesOf, readFeedFile } from './feedReading.ts';
import { isPolice, policeAgencies } from './feeds.ts';
import { feedEffect, feedPast } from './feedTaking.ts';
import type { Claim, Fault, Import } from './importModel.ts';
import { FeedChanges, Feeds } from './overnightModel.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { FEED_ITEMS, readFeed } from './rules/feed.ts';
import { feedHeading } from './rules/feedColumns.ts';
import { type Change, create, type Row, remove, replace } from './store.ts';
import { must, save, tell, type Work } from './work.ts';

type Stepped = 'more' | 'rest';

/** Lines kept in one row. */
const LINES = 50;

const isOld = ({ at }: FeedFile, now: Date): boolean => now.getTime() - new Date(at).getTime() > FEED_KEPT;

/** Those with something left to do without anybody's doing: of two that are taken, the one that was dropped first; old ones go. */
export const nextFeeds = (all: readonly FeedFile[], now: Date): FeedFile[] => {
  const [first] = all.filter(({ state }) => state === 'taking').sort((a, b) => a.at.localeCompare(b.at));
  return [...(first ? [first] : []), ...all.filter((doc) => doc.state !== 'taking' && isOld(doc, now))];
};

type Kept = Pick<FeedFile, 'id' | 'reading'>;
const numbered = ({ id, reading }: Kept, number: number): string =>
  `${id}|${reading}|${String(number).padStart(6, '0')}`;
const faultRow = (of: Kept, fault: Fault, at: string): Change =>
  create(FeedFaults, `${numbered(of, fault.line)}|${at}`, fault);
const two = (at: number): string => String(at).padStart(2, '0');

const begun = (work: Work, { id, file, by, at }: Import): FeedFile => ({
  ...{ id, file, by, at, day: dayIn(work.now), state: 'taking', reading: work.newId(), unknown: [] },
  ...{ lines: 0, known: 0, taken: 0, within: 0, sofar: 'unchanged', changed: 0, bad: 0, faults: 0 },
  missing: { count: 0, lines: '' },
});

/** A file that was dropped is a feed: read, and what of it can be taken laid down. Its row takes the place of the import's. */
export const feedReceived = async (work: Work, dropped: Import, bytes: Uint8Array): Promise<FeedFile> => {
  const doc = begun(work, dropped);
  const over = { state: 'unreadable' as const, endedAt: work.now.toISOString() };
  if (!isPolice(work))
    return {
      ...doc,
      ...over,
      why: `This is a feed of the police (PNC and IDIOM). Only people of the police may drop it: ${policeAgencies(work).join(', ')}. Nothing of it was taken or kept.`,
    };
  const read = await readFeedFile(work, bytes, doc.day);
  if (read.why !== undefined) return { ...doc, ...over, unknown: read.unknown, why: read.why };
  const { lines, faults } = read;
  const chunks = Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) =>
    create(FeedLines, numbered(doc, at), { lines: lines.slice(at * LINES, (at + 1) * LINES) }),
  );
  const kept = faults.slice(0, MOST_FAULTS);
  await layDown(work.store, work.area.id, [
    ...chunks,
    ...kept.map((fault, at) => faultRow(doc, fault, `r${String(at).padStart(4, '0')}`)),
  ]);
  return {
    ...doc,
    unknown: read.unknown,
    lines: read.all,
    known: lines.length,
    bad: read.bad,
    faults: kept.length,
    missing: { count: read.missing.length, lines: rangesOf(read.missing) },
  };
};

export const stepFeed = async (work: Work, id: string, claim: Claim): Promise<Stepped> => {
  const row = await work.store.get(work.area.id, FeedFiles, id);
  if (!row) return 'rest';
  if (row.doc.state === 'taking') return taking(work, id, claim);
  return isOld(row.doc, work.now) ? gone(work, row) : 'rest';
};

/** What was kept of the file goes a piece at a time, its row last. */
const gone = async (work: Work, row: Row<FeedFile>): Promise<Stepped> => {
  if (await sweptAway(work.store, work.area.id, [FeedLines, FeedFaults], `${row.id}|`)) return 'more';
  await work.store.commit(work.area.id, [remove(row)]);
  return 'rest';
};

type Came =
  | { readonly of: 'unchanged' }
  | { readonly of: 'changed'; readonly changes: readonly Change[] }
  | { readonly of: 'bad'; readonly faults: readonly Fault[] };

/** What one line comes to on one case as it is now. */
const cameOf = async (work: Work, feed: FeedFile, { line, facts }: FeedLine, ref: string): Promise<Came> => {
  const row = await work.store.get(work.area.id, Cases, ref);
  if (row?.doc.state !== 'on the register' || isHidden(work.area, row.doc)) return { of: 'unchanged' };
  // Which case it is stays with those to whom it is open.
  const where = isOutside(row.doc, feed.by) ? '' : ` (${ref})`;
  const read = readFeed(facts, row.doc, await feedPast(work, row.doc, facts, feed.day), feed.day);
  switch (read.status) {
    case 'unchanged':
      return { of: 'unchanged' };
    case 'bad':
      return {
        of: 'bad',
        faults: read.faults.map(({ column, why }) => ({ line, column: feedHeading(column), why: `${why}${where}` })),
      };
    case 'changed':
      try {
        const { doc, events, changes = [] } = await feedEffect(work, row.doc, read.steps);
        return {
          of: 'changed',
          changes: [
            ...(await caseChanged(work, row, doc, ...events)),
            ...changes,
            ...read.items.map((what) =>
              create(FeedChanges, `${dayIn(work.now)}|${ref}|${feed.id}-${line}-${FEED_ITEMS.indexOf(what)}`, {
                ref,
                what,
                feed: feed.id,
                at: work.now.toISOString(),
              }),
            ),
          ],
        };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { of: 'bad', faults: [{ line, why: `${error.message}${where}` }] };
      }
  }
};

/** Over everything that changes nothing, to the first change or finding; that is one transaction. */
const taking = (work: Work, id: string, claim: Claim): Promise<Stepped> =>
  save<Stepped>(work, async () => {
    const row = must(await work.store.get(work.area.id, FeedFiles, id), 'a file');
    if (row.doc.state !== 'taking') return { changes: [], result: 'rest' };
    if (row.doc.taken === row.doc.known) return finished(work, row);
    const chunk = await work.store.get(work.area.id, FeedLines, numbered(row.doc, Math.floor(row.doc.taken / LINES)));
    if (!chunk) throw new Error('lines of a feed are missing');
    let doc: FeedFile = { ...row.doc, ...claim };
    for (const line of chunk.doc.lines.slice(doc.taken % LINES)) {
      for (const ref of line.refs.slice(doc.within)) {
        const came = await cameOf(work, doc, line, ref);
        const before = doc;
        doc = after(before, line, came);
        if (came.of === 'unchanged') continue;
        return {
          changes: [replace(row, doc), ...(came.of === 'changed' ? came.changes : laid(before, came.faults))],
          result: 'more',
          ...(came.of === 'changed' && { whose: [ref] }),
        };
      }
    }
    return { changes: [replace(row, doc)], result: 'more' };
  });

const laid = (doc: FeedFile, faults: readonly Fault[]): Change[] =>
  faults.slice(0, MOST_FAULTS - doc.faults).map((fault, at) => faultRow(doc, fault, `t${two(doc.within)}${two(at)}`));

/** How far the file is after one line on one case; a line counts once, as bad before as changed. */
const after = (doc: FeedFile, { refs }: FeedLine, came: Came): FeedFile => {
  const sofar = doc.sofar === 'bad' || came.of === 'bad' ? 'bad' : came.of === 'changed' ? 'changed' : doc.sofar;
  const faults = Math.min(MOST_FAULTS, doc.faults + (came.of === 'bad' ? came.faults.length : 0));
  if (doc.within + 1 < refs.length) return { ...doc, within: doc.within + 1, sofar, faults };
  return {
    ...doc,
    faults,
    within: 0,
    sofar: 'unchanged',
    taken: doc.taken + 1,
    changed: doc.changed + (sofar === 'changed' ? 1 : 0),
    bad: doc.bad + (sofar === 'bad' ? 1 : 0),
  };
};

/** The lines go, and the file is written down for the round-up. */
const finished = async (work: Work, row: Row<FeedFile>) => {
  if (await sweptAway(work.store, work.area.id, [FeedLines], `${row.id}|`))
    return { changes: [], result: 'more' as const };
  const { heldBy: _heldBy, until: _until, ...doc } = row.doc;
  const { id, day, by, at, lines, bad, changed } = doc;
  return {
    changes: [
      replace(row, { ...doc, state: 'done', endedAt: work.now.toISOString() }),
      create(Feeds, `${day}|${id}`, { id, day, by, at, lines, bad, changed }),
      tell(work, by, 'feed', id),
    ],
    result: 'rest' as const,
  };
};

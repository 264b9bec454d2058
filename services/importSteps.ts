/**
 * An import goes on by itself, a step at a time. Each step is one transaction with the row that says how far it is, so
 * whichever instance takes the next one, after a crash too, no line is placed twice and none is left out.
 */

import { listed } from './actionIndex.ts';
import { AREA } from './area.ts';
import { fitting, layDown, sweptAway } from './bundles.ts';
import { entriesOf } from './caseIndex.ts';
import { type Case, Cases } from './caseModel.ts';
import { caseChanged } from './cases.ts';
import { noCells } from './csv.ts';
import { Escalations } from './escalationModel.ts';
import { type FeedFile, FeedFiles } from './feedModel.ts';
import { isFeedFile } from './feedReading.ts';
import { feedReceived } from './feedSteps.ts';
import {
  type Claim,
  type Double,
  type Fault,
  type Import,
  ImportDoubles,
  ImportFaults,
  type ImportLine,
  ImportLines,
  Imports,
  MOST_KEPT,
  type Past,
  refIn,
} from './importModel.ts';
import { doublesOf, peopleOf, readRegister } from './importReading.ts';
import { FINDINGS } from './imports.ts';
import { reindexed } from './indexing.ts';
import { membersHere } from './members.ts';
import { ActionsBy, type Area, Areas } from './model.ts';
import { stayIn } from './prisons.ts';
import { dayIn } from './rules/days.ts';
import { type Change, create, type Row, remove, replace } from './store.ts';
import { TeamLists } from './teamMeetingModel.ts';
import { type CaseEvent, CaseEvents, type Happened, happened, noonOf } from './timeline.ts';
import { meetingsOf, must, save, schemeOf, tell, type Work } from './work.ts';

/** 'rest': nothing to do now, or somebody else does it. */
export type Stepped = 'more' | 'rest';
/** The bytes of a file, or a sentence that says why there are none. */
export type FetchFile = (source: string) => Promise<Uint8Array | string>;

/** Milliseconds for which a file that cannot be fetched now is tried again. */
const TRYING = 15 * 60_000;
/** Lines kept in one row; imports under way go by it. */
const LINES = 50;

/** What is left to do for it without anybody's doing. */
export const goesOn = ({ state }: Import): boolean =>
  ['receiving', 'checking', 'placing', 'undoing', 'dropping'].includes(state);

const free = ({ heldBy: _heldBy, until: _until, ...doc }: Import): Import => doc;
const areaNow = async ({ store, area }: Pick<Work, 'store' | 'area'>): Promise<Row<Area>> =>
  must(await store.get(area.id, Areas, AREA), 'a team');

/** `claim`: who does it, and until when the others leave it to them. */
export const stepImport = async (work: Work, id: string, claim: Claim, fetchFile: FetchFile): Promise<Stepped> => {
  const row = await work.store.get(work.area.id, Imports, id);
  switch (row?.doc.state) {
    case 'receiving':
      return reading(work, row, claim, () => received(work, row.doc, fetchFile));
    case 'checking':
      return reading(work, row, claim, () => checkedAgain(work, row.doc));
    case 'placing':
      return placed(work, row, claim);
    case 'undoing':
      return undone(work, row, claim);
    case 'dropping':
      if (await tidied(work, id)) return 'more';
      return save<Stepped>(work, async () => {
        const now = must(await work.store.get(work.area.id, Imports, id), 'an import');
        if (now.doc.state !== 'dropping') return { changes: [], result: 'rest' };
        return { changes: [replace(now, { ...free(now.doc), state: 'dropped', source: undefined })], result: 'rest' };
      });
    default:
      return 'rest';
  }
};

/** What was kept of the file goes a piece at a time; whether there was anything. */
const tidied = (work: Work, id: string): Promise<boolean> =>
  sweptAway(work.store, work.area.id, [ImportLines, ImportFaults, ImportDoubles], `${id}|`);

/** Reading takes long and writes nothing that counts before its end, so it is taken on first. */
const reading = async (
  work: Work,
  row: Row<Import>,
  claim: Claim,
  read: () => Promise<Import | FeedFile>,
): Promise<Stepped> => {
  // What is being placed or taken out is half in the index that this is compared with.
  if (((await areaNow(work)).doc.importing ?? []).length > 0) return 'rest';
  if ((await work.store.commit(work.area.id, [replace(row, { ...row.doc, ...claim })])) === 'overtaken') return 'rest';
  const mine = must(await work.store.get(work.area.id, Imports, row.id), 'an import');
  if (mine.doc.heldBy !== claim.heldBy || mine.version !== row.version + 1) return 'rest';
  const after = await read();
  await save(work, async () => {
    const now = await work.store.get(work.area.id, Imports, row.id);
    if (now?.etag !== mine.etag) return { changes: [], result: undefined };
    const changes = isImport(after)
      ? [replace(mine, { ...free(after), source: undefined }), tell(work, after.by, 'import', row.id)]
      : [remove(mine), create(FeedFiles, row.id, after), tell(work, after.by, 'feed', row.id)];
    return { changes, result: undefined };
  });
  return 'rest';
};

const inRows = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
const numbered = (doc: Pick<Import, 'id' | 'reading'>, number: number): string =>
  `${doc.id}|${doc.reading}|${String(number).padStart(6, '0')}`;

const kept = (
  doc: Pick<Import, 'id' | 'reading'>,
  found: { lines: readonly ImportLine[]; faults: readonly Fault[]; doubles: readonly Double[] },
): Change[] => [
  ...inRows(found.lines, LINES).map((lines, at) => create(ImportLines, numbered(doc, at), { lines })),
  ...inRows(found.faults, FINDINGS).map((faults, at) => create(ImportFaults, numbered(doc, at), { faults })),
  ...inRows(found.doubles, FINDINGS).map((doubles, at) => create(ImportDoubles, numbered(doc, at), { doubles })),
];

const isImport = (doc: Import | FeedFile): doc is Import => 'doubles' in doc;

const received = async (work: Work, doc: Import, fetchFile: FetchFile): Promise<Import | FeedFile> => {
  const bytes = await fetchFile(doc.source ?? '').catch((error: unknown) => {
    if (work.now.getTime() - new Date(doc.at).getTime() < TRYING) throw error;
    return 'The file could not be fetched for a quarter of an hour. Drop it again.';
  });
  if (typeof bytes === 'string') return { ...doc, state: 'unreadable', why: bytes };
  const why = noCells(bytes);
  if (why !== undefined) return { ...doc, state: 'unreadable', why };
  if (isFeedFile(bytes)) return feedReceived(work, doc, bytes);
  if (!work.actor.coordinator)
    return {
      ...doc,
      state: 'unreadable',
      why: 'By its first line this is a register, and only the co-ordinator puts one onto this register. A feed of the police has “PNC id” and at least one more of its columns there: type “feed”. Nothing of the file was kept.',
    };
  const { lines, faults, unknown } = await readRegister(bytes, {
    scheme: schemeOf(work),
    today: dayIn(work.now),
    people: peopleOf(await membersHere(work)),
    prisons: work.area.prisons ?? [],
  });
  const doubles = await doublesOf(work, lines);
  const own = { id: doc.id, reading: work.newId() };
  const clean = faults.length === 0;
  // Of a faulty file nothing is kept but what is wrong with it.
  await layDown(work.store, work.area.id, kept(own, { lines: clean ? lines : [], faults, doubles }));
  return {
    ...doc,
    ...own,
    state: clean ? 'checked' : 'faulty',
    unknown,
    lines: lines.length,
    faults: faults.length,
    doubles: doubles.length,
    checkedAt: work.now.toISOString(),
  };
};

const linesOf = async (work: Work, doc: Import): Promise<ImportLine[]> =>
  (await work.store.list(work.area.id, ImportLines, `${doc.id}|${doc.reading}|`)).flatMap((row) => row.doc.lines);

const checkedAgain = async (work: Work, doc: Import): Promise<Import> => {
  const lines = await linesOf(work, doc);
  const doubles = await doublesOf(work, lines);
  const own = { id: doc.id, reading: work.newId() };
  await layDown(work.store, work.area.id, kept(own, { lines, faults: [], doubles }));
  return { ...doc, ...own, state: 'checked', doubles: doubles.length, checkedAt: work.now.toISOString() };
};

const happenedIn = (past: Past): Happened => {
  switch (past.what) {
    case 'removed':
      return { what: 'removed', reason: 'import', why: past.why };
    case 'custody':
      return { what: 'custody', custody: past.custody };
    case 'offended':
      return past;
  }
};

const rowsOf = (work: Work, doc: Case, { past }: ImportLine, file: string): Change[] => [
  create(Cases, doc.ref, doc),
  ...entriesOf(doc).map(({ of, id, doc: entry }) => create(of, id, entry)),
  ...past.map((event) => happened({ ...work, now: noonOf(event.on) }, doc.ref, happenedIn(event))),
  happened(work, doc.ref, { what: 'imported', file }),
];

/** More lines than a transaction has room for. */
const ENOUGH = 16;

/** Rows of lines from one transaction to the next: under one key they never change. */
const atHand = new WeakMap<Work['store'], readonly (Row<{ readonly lines: readonly ImportLine[] }> | undefined)[]>();

/** Those that come next. */
const linesToPlace = async ({ store, area }: Work, doc: Import): Promise<ImportLine[]> => {
  const number = Math.floor(doc.placed / LINES);
  const known = atHand.get(store) ?? [];
  const rows = await Promise.all(
    [numbered(doc, number), numbered(doc, number + 1)].map(
      (id) => known.find((row) => row?.id === id) ?? store.get(area.id, ImportLines, id),
    ),
  );
  if (!rows[0]) throw new Error('lines of an import are missing');
  atHand.set(store, rows);
  const from = doc.placed % LINES;
  return rows.flatMap((row) => row?.doc.lines ?? []).slice(from, from + ENOUGH);
};

const placed = (work: Work, present: Row<Import>, claim: Claim): Promise<Stepped> => {
  let seen: Row<Import> | undefined = present;
  return save<Stepped>(work, async () => {
    const row = seen ?? must(await work.store.get(work.area.id, Imports, present.id), 'an import');
    seen = undefined;
    const { doc } = row;
    const { block } = doc;
    if (doc.state !== 'placing' || doc.placed === doc.lines) atHand.delete(work.store);
    if (doc.state !== 'placing' || !block) return { changes: [], result: 'rest' };
    if (doc.placed === doc.lines) return finished(work, row, 'done');
    const next = (await linesToPlace(work, doc)).map((line, at) => {
      const { custody } = line.case;
      const plain: Case = { ...line.case, ref: refIn(block, doc.placed + at), import: doc.id };
      const whole = custody ? { ...plain, stay: stayIn(work, plain, custody) } : plain;
      return { ref: whole.ref, rows: rowsOf(work, whole, line, doc.file) };
    });
    const bundle = fitting(next, ({ rows }) => rows);
    return {
      changes: [
        replace(row, { ...doc, ...claim, placed: doc.placed + bundle.length }),
        ...bundle.flatMap(({ rows }) => rows),
      ],
      result: 'more',
      whose: bundle.map(({ ref }) => ref),
    };
  });
};

/** What was hidden shows, or is gone; what was kept of the file goes first. */
const finished = async (work: Work, row: Row<Import>, state: 'done' | 'undone') => {
  if (await tidied(work, row.id)) return { changes: [], result: 'more' as const };
  const area = await areaNow(work);
  const importing = (area.doc.importing ?? []).filter((id) => id !== row.id);
  return {
    changes: [
      replace(area, { ...area.doc, importing }),
      replace(row, { ...free(row.doc), state, endedAt: work.now.toISOString() }),
      tell(work, row.doc.by, 'import', row.id),
    ],
    result: 'rest' as const,
  };
};

/** What the import itself wrote down, of which some may be dated later on the day on which it was placed. */
const isOwn = ({ what, at, by }: CaseEvent, importer: Import['by']): boolean =>
  what === 'imported' || (by === importer && at === noonOf(dayIn(new Date(at))).toISOString());

type Leaving = { readonly ref: string; readonly rows: readonly Change[]; readonly stays: boolean };

/** Goes with its index and its past, unless somebody has something to do with it by now. */
const leaving = async (work: Work, doc: Import, ref: string, discussed: ReadonlySet<string>): Promise<Leaving> => {
  const { store, area } = work;
  const row = await store.get(area.id, Cases, ref);
  if (!row) return { ref, rows: [], stays: false };
  if (row.doc.import !== doc.id) return { ref, rows: [], stays: true };
  const [events, tasks] = await Promise.all([
    store.list(area.id, CaseEvents, `${ref}|`),
    store.list(area.id, ActionsBy, listed.case(ref), 1),
  ]);
  const touched = events.some((event) => !isOwn(event.doc, doc.by)) || tasks.length > 0 || discussed.has(ref);
  if (touched) return { ref, rows: await caseChanged(work, row, row.doc), stays: true };
  return {
    ref,
    rows: [remove(row), ...(await reindexed(work, entriesOf(row.doc), [])), ...events.map(remove)],
    stays: false,
  };
};

/** Whose cases meetings of bodies and of teams have in hand, and what climbs the ladder. */
const discussedIn = async (work: Work): Promise<ReadonlySet<string>> => {
  const { store, area } = work;
  const [meetings, lists, escalations] = await Promise.all([
    meetingsOf(work),
    store.list(area.id, TeamLists),
    store.list(area.id, Escalations),
  ]);
  const refs = [
    ...meetings.flatMap(({ items }) => items.map((item) => item.case)),
    ...lists.flatMap(({ doc }) => doc.items.map((item) => item.ref)),
    ...escalations.map(({ doc }) => doc.ref),
  ];
  return new Set(refs.filter((ref) => ref !== undefined));
};

/** Cases looked at together; what does not fit into the transaction is looked at again. */
const TOGETHER = 8;

const undone = (work: Work, { id }: Row<Import>, claim: Claim): Promise<Stepped> =>
  save<Stepped>({ ...work, category: 'erasure' }, async () => {
    const row = must(await work.store.get(work.area.id, Imports, id), 'an import');
    const { doc } = row;
    const { block } = doc;
    if (doc.state !== 'undoing' || !block) return { changes: [], result: 'rest' };
    if (doc.undone === doc.placed) return finished(work, row, 'undone');
    const discussed = await discussedIn(work);
    const refs = Array.from({ length: Math.min(TOGETHER, doc.placed - doc.undone) }, (_, at) =>
      refIn(block, doc.undone + at),
    );
    const looked = await Promise.all(refs.map((ref) => leaving(work, doc, ref, discussed)));
    const bundle = fitting(looked, ({ rows }) => rows);
    const stay = bundle.filter(({ stays }) => stays).map(({ ref }) => ref);
    return {
      changes: [
        replace(row, {
          ...doc,
          ...claim,
          undone: doc.undone + bundle.length,
          kept: { count: doc.kept.count + stay.length, refs: [...doc.kept.refs, ...stay].slice(0, MOST_KEPT) },
        }),
        ...bundle.flatMap(({ rows }) => rows),
      ],
      result: 'more',
      whose: bundle.map(({ ref }) => ref),
    };
  });

/** A register comes as a file: it is checked first, and placed only when somebody has read what the check says. */
import { AREA } from './area.ts';
import { type Double, type Fault, type Import, ImportDoubles, ImportFaults, Imports } from './importModel.ts';
import { type Area, Areas, Counters } from './model.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { must, save, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

export const importRow = async (place: Place, id: string): Promise<Row<Import>> =>
  must(await place.store.get(place.area.id, Imports, id), 'an import');

/** The newest first. */
export const importsOf = async (place: Place): Promise<Row<Import>[]> =>
  (await place.store.list(place.area.id, Imports)).sort((a, b) => (a.doc.at < b.doc.at ? 1 : -1));

/** Imports that somebody has not closed yet: more, and the co-ordinator ends one of them first. */
const MOST_OPEN = 5;
const isOver = ({ state }: Import): boolean => ['done', 'undone', 'dropped', 'unreadable'].includes(state);

const nobody = { count: 0, refs: [] };

/** Takes note of a file that somebody dropped; it is fetched and read after that. What they dropped before and had faults is forgotten. */
export const dropFile = (
  work: Work,
  { file, source }: { readonly file: string; readonly source: string },
): Promise<Import> =>
  save(work, async () => {
    schemeOf(work);
    const all = await importsOf(work);
    const mended = all.filter(({ doc }) => doc.by === work.actor.person && doc.state === 'faulty');
    const open = all.filter((row) => !isOver(row.doc) && !mended.includes(row));
    if (open.length >= MOST_OPEN)
      throw new Refusal('full', `${MOST_OPEN} imports are open. Place or forget one of them first: “import”.`);
    const doc: Import = {
      id: work.newId(),
      file,
      source,
      by: work.actor.person,
      ...(!work.actor.coordinator && { feedOnly: true }),
      at: work.now.toISOString(),
      state: 'receiving',
      unknown: [],
      lines: 0,
      faults: 0,
      doubles: 0,
      placed: 0,
      undone: 0,
      kept: nobody,
    };
    return {
      changes: [create(Imports, doc.id, doc), ...mended.map((row) => replace(row, dropping(row.doc)))],
      result: doc,
    };
  });

const free = ({ heldBy: _heldBy, until: _until, ...doc }: Import): Import => doc;
const dropping = (doc: Import): Import => ({ ...free(doc), state: 'dropping' });

const areaRow = async (work: Place): Promise<Row<Area>> =>
  must(await work.store.get(work.area.id, Areas, AREA), 'a team');

type Asked = { readonly import: string; readonly version: number };

const stateIs = async (work: Work, { import: id, version }: Asked): Promise<Row<Import> | 'overtaken'> => {
  const row = await importRow(work, id);
  return row.version === version ? row : 'overtaken';
};

/** Another file was placed since this one was compared with the register. */
const isStale = async (work: Work, { id, checkedAt = '' }: Import): Promise<boolean> =>
  (await importsOf(work)).some(({ doc }) => doc.id !== id && doc.startedAt !== undefined && doc.startedAt >= checkedAt);

/**
 * Everybody in it goes onto the register, hidden until all have arrived. 'again': another import came between, so it is
 * checked once more first.
 */
export const placeImport = (work: Work, asked: Asked): Promise<'placing' | 'again' | 'overtaken'> =>
  save<'placing' | 'again' | 'overtaken'>(work, async () => {
    // The area first: where the same press came twice, the second then finds a new version of its import, not "another".
    const area = await areaRow(work);
    const row = await stateIs(work, asked);
    if (row === 'overtaken' || row.doc.state !== 'checked') return { changes: [], result: 'overtaken' };
    if ((area.doc.importing ?? []).length > 0)
      throw new Refusal('one at a time', 'Another import is being placed or taken out. Please wait until it is done.');
    if (await isStale(work, row.doc))
      return { changes: [replace(row, { ...free(row.doc), state: 'checking' })], result: 'again' };
    const year = dayIn(work.now).slice(0, 4);
    const counter = await work.store.get(work.area.id, Counters, year);
    const first = (counter?.doc.last ?? 0) + 1;
    const last = first + row.doc.lines - 1;
    const started: Import = {
      ...free(row.doc),
      state: 'placing',
      startedAt: work.now.toISOString(),
      block: { before: `${schemeOf(work).reference}-${year}`, first },
    };
    return {
      changes: [
        replace(row, started),
        replace(area, { ...area.doc, importing: [...(area.doc.importing ?? []), row.id] }),
        counter ? replace(counter, { last }) : create(Counters, year, { last }),
      ],
      result: 'placing',
    };
  });

/** Not to be placed: what was kept of it goes. */
export const forgetImport = (work: Work, asked: Asked): Promise<'forgotten' | 'overtaken'> =>
  save<'forgotten' | 'overtaken'>(work, async () => {
    const row = await stateIs(work, asked);
    if (row === 'overtaken' || !['checked', 'faulty'].includes(row.doc.state))
      return { changes: [], result: 'overtaken' };
    return { changes: [replace(row, dropping(row.doc))], result: 'forgotten' };
  });

/**
 * Hides at once everybody whom the import brought; they are deleted after that. Whoever has been worked on since no
 * longer belongs to it and stays.
 */
export const undoImport = (work: Work, asked: Asked): Promise<'undoing' | 'overtaken'> =>
  save<'undoing' | 'overtaken'>(work, async () => {
    const row = await importRow(work, asked.import);
    const { state } = row.doc;
    // Placing goes on while this is read, and each step makes a new version.
    if (state !== 'placing' && (row.version !== asked.version || state !== 'done'))
      return { changes: [], result: 'overtaken' };
    const area = await areaRow(work);
    const others = (area.doc.importing ?? []).filter((id) => id !== row.id);
    if (others.length > 0)
      throw new Refusal('one at a time', 'Another import is being placed or taken out. Please wait until it is done.');
    const changes: Change[] = [replace(row, { ...free(row.doc), state: 'undoing', undone: 0, kept: nobody })];
    if (state === 'done') changes.push(replace(area, { ...area.doc, importing: [row.id] }));
    return { changes, result: 'undoing' };
  });

/** What one page of an import's findings shows. */
export type Findings = {
  readonly faults: readonly Fault[];
  readonly doubles: readonly Double[];
  readonly pages: number;
};
/** Findings kept in one row, which is one page of the card, however long they are. */
export const FINDINGS = 15;

/** The faults first, then who stands twice. */
export const findingsOf = async (place: Place, doc: Import, page: number): Promise<Findings> => {
  const under = `${doc.id}|${doc.reading}|`;
  const faultPages = Math.ceil(doc.faults / FINDINGS);
  const pages = Math.max(1, faultPages + Math.ceil(doc.doubles / FINDINGS));
  const at = Math.min(page, pages) - 1;
  const number = (of: number) => `${under}${String(of).padStart(6, '0')}`;
  const none = { faults: [], doubles: [], pages };
  if (doc.reading === undefined) return none;
  if (at < faultPages)
    return { ...none, faults: (await place.store.get(place.area.id, ImportFaults, number(at)))?.doc.faults ?? [] };
  const row = await place.store.get(place.area.id, ImportDoubles, number(at - faultPages));
  return { ...none, doubles: row?.doc.doubles ?? [] };
};

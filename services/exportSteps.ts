/** A file is made a page at a time; each page is one transaction with the row that says how far it is. */
import { isAside, seatTakenBy } from './attendance.ts';
import { layDown } from './bundles.ts';
import { type Case, Cases } from './caseModel.ts';
import { isHidden } from './cases.ts';
import { type Export, type ExportOf, type ExportPart, ExportParts, Exports, partsUnder } from './exportModel.ts';
import { isOld, mayLeave, sweepExport } from './exports.ts';
import { heldOn } from './held.ts';
import { type Claim, ImportDoubles, ImportFaults } from './importModel.ts';
import type { Stepped } from './importSteps.ts';
import { importRow } from './imports.ts';
import { headingsOfRegister, registerCells } from './registerFile.ts';
import { BOM, cellsLine } from './rules/cells.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { meetingsOf, namesOf, save, schemeOf, tell, type Work } from './work.ts';

export const isBeingMade = (doc: Export, now: Date): boolean =>
  doc.state === 'making' || (doc.state === 'ready' && isOld(doc, now));

/** Cases read for one part. */
const PAGE = 100;
/** Characters of one part at most: a row takes a million bytes, and each character two. */
const PART = 150_000;

type Made = {
  readonly parts: readonly ExportPart[];
  readonly lines: number;
  readonly leftOut: number;
  /** Under which the parts stand already. */
  readonly reading?: string;
  /** Missing once all has been read. */
  readonly past?: string | undefined;
};

export const stepExport = async (work: Work, id: string, claim: Claim): Promise<Stepped> => {
  const row = await work.store.get(work.area.id, Exports, id);
  if (!row || row.doc.state === 'gone') return 'rest';
  if (row.doc.state === 'ready' || isOld(row.doc, work.now)) return (await sweepExport(work, row)) ? 'more' : 'rest';
  const { of } = row.doc;
  const made =
    of.kind === 'register'
      ? await registerPage(work, row.doc, of.body)
      : of.kind === 'person'
        ? await wholePerson(work, row.doc, of)
        : await findingsPage(work, row.doc, of.import);
  return save<Stepped>({ ...work, category: 'consultation' }, async () => {
    const now = await work.store.get(work.area.id, Exports, id);
    if (now?.etag !== row.etag) return { changes: [], result: 'rest' };
    return {
      changes: laid(work, row, made, claim),
      result: made.past === undefined ? 'rest' : 'more',
      whose: made.parts.flatMap(({ whose }) => whose),
    };
  });
};

const partRows = (doc: Export, parts: readonly ExportPart[]): Change[] =>
  parts.map((part, at) => create(ExportParts, `${partsUnder(doc)}${String(doc.parts + at).padStart(6, '0')}`, part));

const laid = (work: Work, row: Row<Export>, made: Made, claim: Claim) => {
  const { heldBy: _heldBy, until: _until, past: _past, ...doc } = row.doc;
  const ready = made.past === undefined;
  return [
    replace<Export>(row, {
      ...doc,
      parts: doc.parts + made.parts.length,
      bytes: doc.bytes + made.parts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
      lines: doc.lines + made.lines,
      leftOut: doc.leftOut + made.leftOut,
      ...(made.reading !== undefined && { reading: made.reading }),
      ...(ready ? { state: 'ready' as const, readyAt: work.now.toISOString() } : { past: made.past, ...claim }),
    }),
    ...(made.reading === undefined ? partRows(doc, made.parts) : []),
    ...(ready ? [tell(work, doc.by, 'export', row.id)] : []),
  ];
};

/** Cases in which whoever asked has declared an interest at a meeting that has not ended. */
const asideOf = async (work: Work): Promise<ReadonlySet<string>> => {
  const { person } = work.actor;
  const open = (await meetingsOf(work)).filter(({ state }) => state !== 'closed');
  return new Set(
    open.flatMap((meeting) => {
      const seat = seatTakenBy(meeting, person);
      return meeting.items.flatMap((item) =>
        item.case && (item.aside.some((entry) => entry.person === person) || (seat && isAside(item, seat)))
          ? [item.case]
          : [],
      );
    }),
  );
};

const registerPage = async (work: Work, doc: Export, body: string): Promise<Made> => {
  const { store, area } = work;
  const scheme = schemeOf(work);
  const rows = await store.list(area.id, Cases, '', PAGE, doc.past);
  const here = rows.map((row) => row.doc).filter((one) => one.body === body && !isHidden(area, one));
  const aside = await asideOf(work);
  const open = here.filter((one) => mayLeave(work.actor.person, one) && !aside.has(one.ref));
  const names = await namesOf(work, open.flatMap(peopleIn));
  const text = open.map((one) => cellsLine(registerCells(one, scheme, names))).join('');
  const head = doc.past === undefined ? `${BOM}${cellsLine(headingsOfRegister(scheme))}` : '';
  return {
    parts: head + text === '' ? [] : [{ text: head + text, whose: open.map(({ ref }) => ref) }],
    lines: open.length,
    leftOut: here.length - open.length,
    past: rows.length < PAGE ? undefined : rows.at(-1)?.id,
  };
};

const peopleIn = ({ leadProfessional, policeContact }: Case) =>
  [leadProfessional, policeContact].filter((person) => person !== undefined);

/** Between two characters, never within one. */
const cut = (text: string): string[] => {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    const last = text.charCodeAt(from + PART - 1);
    const to = from + PART - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
};

/** More than a transaction may hold, so its parts are laid down first, under a reading of their own. */
const wholePerson = async (
  work: Work,
  doc: Export,
  { ref, as }: Extract<ExportOf, { readonly kind: 'person' }>,
): Promise<Made> => {
  const held = await heldOn(work, ref);
  const text =
    as === 'json'
      ? `${JSON.stringify(held, undefined, 2)}\n`
      : `${BOM}${cellsLine(['Part', 'Field', 'Value'])}${flat(held).map(cellsLine).join('')}`;
  const parts = cut(text).map((part) => ({ text: part, whose: [ref] }));
  const reading = work.newId();
  await layDown(work.store, work.area.id, partRows({ ...doc, reading }, parts));
  return { parts, reading, lines: 1, leftOut: 0 };
};

/** Every value with the way to it. */
const flat = (held: Readonly<Record<string, unknown>>): string[][] =>
  Object.entries(held).flatMap(([part, value]) => leaves(value, '').map(([field, text]) => [part, field, text]));

const leaves = (value: unknown, way: string): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => leaves(inner, way ? `${way}.${name}` : name))
    : value === undefined
      ? []
      : [[way, String(value)]];

const findingsPage = async (work: Work, doc: Export, id: string): Promise<Made> => {
  const { store, area } = work;
  const { doc: of } = await importRow(work, id);
  const under = `${id}|${of.reading}|`;
  const head = doc.past === undefined ? `${BOM}${cellsLine(['Line', 'Column', 'What is wrong'])}` : '';
  // Faults first: what is past them begins with another word.
  const [part = 'fault', past] = doc.past?.split('>') ?? [];
  if (part === 'fault') {
    const rows = await store.list(area.id, ImportFaults, under, PAGE, past);
    const faults = rows.flatMap((row) => row.doc.faults);
    const text = faults.map(({ line, column = '', why }) => cellsLine([String(line), column, why])).join('');
    const next = rows.length < PAGE ? 'double' : `fault>${rows.at(-1)?.id}`;
    return { parts: [{ text: head + text, whose: [] }], lines: faults.length, leftOut: 0, past: next };
  }
  const rows = await store.list(area.id, ImportDoubles, under, PAGE, past);
  const doubles = rows.flatMap((row) => row.doc.doubles);
  const text = doubles
    .map(({ line, with: other, why }) =>
      cellsLine([
        String(line),
        '',
        `is likely the same person as ${'ref' in other ? other.ref : `line ${other.line}`}: ${why.join(', ')}`,
      ]),
    )
    .join('');
  return {
    parts:
      text === '' ? [] : [{ text, whose: doubles.flatMap(({ with: other }) => ('ref' in other ? [other.ref] : [])) }],
    lines: doubles.length,
    leftOut: 0,
    past: rows.length < PAGE ? undefined : `double>${rows.at(-1)?.id}`,
  };
};

/** A whole file of the police feed: every line about somebody on the register, and every fault of those that cannot be taken. */

import { setImmediate as breathe } from 'node:timers/promises';
import { Cases } from './caseModel.ts';
import { isHidden } from './cases.ts';
import { unknownNamed } from './cellReading.ts';
import { type CsvRecord, recordsOf, textOf } from './csv.ts';
import { feedLineOf, pncOf } from './feedLine.ts';
import type { FeedLine } from './feedModel.ts';
import type { Fault } from './importModel.ts';
import { ByPnc } from './model.ts';
import type { Day } from './rules/days.ts';
import type { FeedFacts } from './rules/feed.ts';
import { type FeedColumn, feedHeading, feedHeadOf, isFeed } from './rules/feedColumns.ts';
import type { Work } from './work.ts';

export type WholeFeed = {
  readonly lines: readonly FeedLine[];
  readonly faults: readonly Fault[];
  /** Lines that are bad, however many faults each has. */
  readonly bad: number;
  readonly all: number;
  readonly missing: readonly number[];
  readonly unknown: readonly string[];
  /** Nothing can be taken of such a file. */
  readonly why?: string;
};

/** Bytes in which the first line stands. */
const HEAD = 20_000;
const MOST_LINES = 20_000;
/** Lines after which others get their turn. */
const AT_A_TIME = 500;
/** People looked up together. */
const TOGETHER = 20;

/** By its first line. */
export const isFeedFile = (bytes: Uint8Array): boolean => {
  const [head] = recordsOf(textOf(bytes.subarray(0, HEAD))).records;
  return head !== undefined && isFeed(head.cells);
};

/** References under which a person is on the register now, by the key of their PNC id. */
const refsOf = async ({ store, area }: Place, pnc: string): Promise<string[]> => {
  const found = await store.list(area.id, ByPnc, `${pnc}|`);
  const rows = await Promise.all(found.map(({ id }) => store.get(area.id, Cases, id.slice(id.lastIndexOf('|') + 1))));
  return rows.flatMap((row) =>
    row && row.doc.state === 'on the register' && !isHidden(area, row.doc) ? [row.doc.ref] : [],
  );
};

type Place = Pick<Work, 'store' | 'area'>;

const refsByPnc = async (place: Place, keys: readonly string[]): Promise<Map<string, string[]>> => {
  const found = new Map<string, string[]>();
  for (let from = 0; from < keys.length; from += TOGETHER)
    await Promise.all(
      keys.slice(from, from + TOGETHER).map(async (key) => {
        const refs = await refsOf(place, key);
        if (refs.length > 0) found.set(key, refs);
      }),
    );
  return found;
};

/** Facts of which a person has one only; two lines must not differ in them. */
const ONLY_ONE = [
  ...(['pending', 'bail', 'wanted', 'wantedSince', 'wantedFor', 'inPrison', 'prison', 'prisonSince'] as const),
  ...(['kind', 'months', 'release'] as const),
] satisfies readonly (FeedColumn & keyof FeedFacts)[];

type Taken = FeedLine & { readonly pnc: string };

/** Lines about one person that contradict each other: none of them is taken, whichever comes first. */
const contradictions = (lines: readonly Taken[]): Map<number, Fault> => {
  const found = new Map<number, Fault>();
  for (const theirs of Map.groupBy(lines, ({ pnc }) => pnc).values())
    for (const column of theirs.length > 1 ? ONLY_ONE : []) {
      const said = theirs.filter(({ facts }) => facts[column] !== undefined);
      if (new Set(said.map(({ facts }) => JSON.stringify(facts[column]))).size < 2) continue;
      for (const { line } of said) {
        const other = said.find((one) => one.line !== line)?.line;
        const why = `line ${other} says something else of the same person; leave one of them`;
        if (!found.has(line)) found.set(line, { line, column: feedHeading(column), why });
      }
    }
  return found;
};

const unreadable = (why: string, unknown: readonly string[] = []): WholeFeed => ({
  ...{ lines: [], faults: [], bad: 0, all: 0, missing: [], unknown, why },
});

export const readFeedFile = async (place: Place, bytes: Uint8Array, today: Day): Promise<WholeFeed> => {
  const { records, bad } = recordsOf(textOf(bytes));
  await breathe();
  const [first, ...rest] = records;
  if (!first) return unreadable('The file has no line that can be read as headings.');
  const head = feedHeadOf(first.cells);
  const unknown = unknownNamed(head.unknown);
  if (head.twice.length > 0)
    return unreadable(`The first line says the same twice: ${head.twice.join(', ').slice(0, 300)}.`, unknown);
  if (rest.length > MOST_LINES)
    return unreadable(`The file has more than ${MOST_LINES.toLocaleString('en-GB')} lines. Divide it.`, unknown);

  const keys = new Map<CsvRecord, string>();
  for (const record of rest) {
    const pnc = pncOf(record, head);
    if (pnc !== undefined) keys.set(record, pnc);
  }
  const refs = await refsByPnc(place, [...new Set(keys.values())]);

  const taken: Taken[] = [];
  const missing: number[] = [];
  const faults: Fault[] = bad.map(({ line, why }) => ({ line, why }));
  for (const [index, record] of rest.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await breathe();
    const key = keys.get(record);
    // Of somebody who is on no register not even a fault is kept, which would quote the line.
    if (key !== undefined && !refs.has(key)) {
      missing.push(record.line);
      continue;
    }
    const read = feedLineOf(record, head, today);
    if ('faults' in read) faults.push(...read.faults);
    else taken.push({ line: record.line, refs: refs.get(read.pnc) ?? [], facts: read.facts, pnc: read.pnc });
  }
  const against = contradictions(taken);
  faults.push(...against.values());
  return {
    lines: taken.filter(({ line }) => !against.has(line)).map(({ line, refs, facts }) => ({ line, refs, facts })),
    faults: faults.toSorted((a, b) => a.line - b.line),
    bad: new Set(faults.map(({ line }) => line)).size,
    all: rest.length + bad.length,
    missing,
    unknown,
  };
};

/** “3, 5 to 9”: as many as a card has room for. */
export const rangesOf = (numbers: readonly number[], most = 60): string => {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const said = ranges.slice(0, most).map(([from, to]) => (from === to ? `${from}` : `${from} to ${to}`));
  return `${said.join(', ')}${ranges.length > most ? ' and others' : ''}`;
};

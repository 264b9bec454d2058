/** A whole file read: every line that can be placed, every fault of those that cannot, and who stands in it twice. */

import { setImmediate as breathe } from 'node:timers/promises';
import { unknownNamed } from './cellReading.ts';
import { recordsOf, textOf } from './csv.ts';
import type { Double, Fault, ImportLine } from './importModel.ts';
import { ByBirth, ByPnc, type Member } from './model.ts';
import type { PersonKey } from './person.ts';
import { lineOf, type Reading } from './registerLine.ts';
import { type Identity, keyOfPnc, samePerson, swapped } from './rules/names.ts';
import { bare, columnsOf, NEEDED } from './rules/registerColumns.ts';
import type { Kind } from './store.ts';
import type { Work } from './work.ts';

export type WholeFile = {
  readonly lines: readonly ImportLine[];
  readonly faults: readonly Fault[];
  readonly unknown: readonly string[];
};

/** Lines after which others get their turn: a long file must not keep the bot from answering. */
const AT_A_TIME = 500;
export const MOST_LINES = 100_000;

export const peopleOf = (members: readonly Member[]): Reading['people'] => {
  const people = new Map<string, PersonKey[]>();
  for (const { name, person } of members) people.set(bare(name), [...(people.get(bare(name)) ?? []), person]);
  return people;
};

const onlyFault = (line: number, why: string): WholeFile => ({ lines: [], faults: [{ line, why }], unknown: [] });
const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

export const readRegister = async (bytes: Uint8Array, reading: Omit<Reading, 'columns'>): Promise<WholeFile> => {
  const { records, bad } = recordsOf(textOf(bytes));
  await breathe();
  const [head, ...rest] = records;
  if (!head) return onlyFault(1, 'the file has no line that can be read as headings');
  const [above] = bad;
  if (above && above.line < head.line) return onlyFault(above.line, `is the line of the headings, and ${above.why}`);
  const columns = columnsOf(head.cells, reading.scheme);
  const unknown = unknownNamed(columns.unknown);
  if (columns.missing.length === NEEDED.length)
    return onlyFault(head.line, `is no line of headings; those of a register have at least ${quoted(columns.missing)}`);
  if (columns.missing.length > 0)
    return { ...onlyFault(head.line, `has no heading ${quoted(columns.missing)}`), unknown };
  if (columns.twice.length > 0)
    return { ...onlyFault(head.line, `says the same twice: ${quoted(columns.twice)}`), unknown };
  if (rest.length > MOST_LINES)
    return {
      ...onlyFault(head.line, `is followed by more than ${MOST_LINES.toLocaleString('en-GB')} lines; divide the file`),
      unknown,
    };

  const lines: ImportLine[] = [];
  const faults: Fault[] = bad.map(({ line, why }) => ({ line, why }));
  for (const [index, record] of rest.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await breathe();
    const read = lineOf(record, { ...reading, columns });
    if ('line' in read) lines.push(read.line);
    else faults.push(...read.faults);
  }
  if (rest.length === 0 && faults.length === 0) return { ...onlyFault(head.line, 'is followed by nobody'), unknown };
  return { lines, faults: faults.toSorted((a, b) => a.line - b.line), unknown };
};

type Known = Identity & { readonly line: number };

const gathered = <K>(all: readonly Known[], keyOf: (one: Known) => K | undefined): Map<K, Known[]> => {
  const found = new Map<K, Known[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const there = found.get(key);
    if (there) there.push(one);
    else found.set(key, [one]);
  }
  return found;
};

/** The register is read by its own index, a page at a time, and never held as a whole. */
const PAGE = 1_000;

async function* indexed(place: Pick<Work, 'store' | 'area'>, of: Kind<Identity>) {
  for (let past: string | undefined; ; ) {
    const rows = await place.store.list(place.area.id, of, '', PAGE, past);
    yield rows;
    past = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}

const MOST_WITH = 3;

/** Who stands twice in the file, and who is likely on the register or referred already. */
export const doublesOf = async (
  place: Pick<Work, 'store' | 'area'>,
  lines: readonly ImportLine[],
): Promise<Double[]> => {
  const people: Known[] = lines.map(({ line, case: { identity } }) => ({ line, ...identity }));
  const byPnc = gathered(people, ({ pncId }) => keyOfPnc(pncId));
  const byBirth = gathered(people, ({ dateOfBirth }) => dateOfBirth);
  const found = new Map<number, Map<string, Double>>();
  const add = (double: Double) => {
    const there = found.get(double.line) ?? new Map<string, Double>();
    found.set(double.line, there);
    const key = JSON.stringify(double.with);
    if (!there.has(key) && there.size < MOST_WITH) there.set(key, double);
  };
  const near = ({ pncId, dateOfBirth }: Identity): Known[] => {
    const pnc = keyOfPnc(pncId);
    const turned = dateOfBirth && swapped(dateOfBirth);
    return [
      ...(pnc === undefined ? [] : (byPnc.get(pnc) ?? [])),
      ...(dateOfBirth === undefined ? [] : (byBirth.get(dateOfBirth) ?? [])),
      ...(turned ? (byBirth.get(turned) ?? []) : []),
    ];
  };

  for (const [index, one] of people.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await breathe();
    for (const other of near(one)) {
      if (other.line >= one.line) continue;
      const likeness = samePerson(one, other);
      if (likeness.match) add({ line: one.line, with: { line: other.line }, why: likeness.why });
    }
  }
  for (const index of [ByPnc, ByBirth])
    for await (const rows of indexed(place, index))
      for (const { id, doc } of rows)
        for (const one of near(doc)) {
          const likeness = samePerson(one, doc);
          const ref = id.slice(id.indexOf('|') + 1);
          if (likeness.match) add({ line: one.line, with: { ref }, why: likeness.why });
        }
  return [...found.values()].flatMap((each) => [...each.values()]).sort((a, b) => a.line - b.line);
};

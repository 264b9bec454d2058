/** Feeds as any spreadsheet may save them, twice, shuffled and divided: the register is the same, and no good line is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import { readFeedFile } from '../../services/feedReading.ts';
import { feedHeading } from '../../services/rules/feedColumns.ts';
import { CaseEvents } from '../../services/timeline.ts';
import { AREA_ID, TODAY } from '../support/builders.ts';
import { type FeedRow, fedCase, feeding, feedOf, pnc } from '../support/feeding.ts';
import { memoryStore } from '../support/memory.ts';

const PEOPLE = 6;
const people = Array.from({ length: PEOPLE }, (_, n) => fedCase(n));

const days = fc.constantFrom('2026-11-03', '3/11/2026', '3 Nov 2026', '01/11/2026', '1 November 2026');
const ahead = fc.constantFrom('2026-12-02', '2/12/2026', '2 Dec 2026', '12/01/2027');
const words = fc.constantFrom('Théft, of “gnomes”', "O'Nowhere’s shed", 'Affray', 'affray');
const some = (one: fc.Arbitrary<string>) => fc.array(one, { maxLength: 3 }).map((all) => all.join('; '));
const dated = (on: fc.Arbitrary<string>) => some(fc.tuple(on, words).map((parts) => parts.join(' ')));
const blank = (one: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), one);

/** A good line about somebody. */
const good: fc.Arbitrary<FeedRow> = fc
  .record({
    offences: dated(days),
    pending: blank(fc.oneof(fc.constant('none'), some(words))),
    bail: blank(fc.oneof(fc.constant('none'), ahead)),
    courts: dated(ahead),
    wanted: fc.constantFrom('', 'yes', 'no'),
    prison: fc.constantFrom<FeedRow>(
      { inPrison: '' },
      { inPrison: 'no' },
      { inPrison: 'yes', prison: 'Unreal Prison', prisonSince: '2026-11-02', kind: 'remand' },
      { inPrison: 'yes', prison: 'Unreal Prison', prisonSince: '1/11/2026', kind: 'sentence', months: '8' },
    ),
    release: blank(ahead),
  })
  .map(({ prison, release, ...row }) => ({
    ...row,
    ...prison,
    release: prison.inPrison === 'no' ? '' : release,
  }));
const spoilt: fc.Arbitrary<FeedRow> = fc.constantFrom<FeedRow>(
  { bail: '=cmd|calc' },
  { offences: '@SUM(A1:A9)' },
  { wanted: '+yes' },
  { bail: '30/02/2027' },
  { courts: '12/31/2026 Invented Court' },
  { wanted: 'perhaps' },
  { inPrison: 'yes', prison: 'x'.repeat(81) },
);

type Line = { readonly row: FeedRow; readonly bad: boolean; readonly known: boolean };
const line = (n: number): fc.Arbitrary<Line> =>
  fc.record({ row: good, spoil: fc.option(spoilt, { freq: 4 }), known: fc.boolean() }).map(({ row, spoil, known }) => ({
    row: { ...row, ...spoil, pncId: known ? pnc(n) : `1999/000${n}Z` },
    bad: known && spoil !== null,
    known,
  }));
const file = fc
  .integer({ min: 1, max: PEOPLE })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => line(n))));

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text.replaceAll('’', '\x92').replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1'),
];
const columns = [
  ...([
    'pncId',
    'offences',
    'pending',
    'bail',
    'courts',
    'wanted',
    'inPrison',
    'prison',
    'prisonSince',
    'kind',
  ] as const),
  ...(['months', 'release'] as const),
];
const layout = fc.record({
  encode: fc.constantFrom(...encodings),
  separator: fc.constantFrom(',', ';', '\t'),
  ending: fc.constantFrom('\r\n', '\n', '\r'),
  headings: fc.shuffledSubarray([...columns], { minLength: columns.length }),
});

test('every bad line is named by its number, every other line is taken, and who is on no register is counted', async () => {
  const the = await feeding(people, memoryStore());
  const work = await the.by();
  await fc.assert(
    fc.asyncProperty(file, layout, async (lines, { encode, separator, ending, headings }) => {
      const text = feedOf(
        lines.map(({ row }) => row),
        headings,
        separator,
      );
      const read = await readFeedFile(work, encode(text.replaceAll('\r\n', ending)), TODAY);
      const numbered = lines.map((each, at) => ({ ...each, number: at + 2 }));
      const where = (which: (one: Line) => boolean) => numbered.filter(which).map(({ number }) => number);
      expect([...new Set(read.faults.map((fault) => fault.line))]).toEqual(where(({ bad }) => bad));
      expect(read.missing).toEqual(where(({ known }) => !known));
      expect(read.lines.map((one) => one.line)).toEqual(where(({ bad, known }) => known && !bad));
      expect(read.all).toBe(lines.length);
    }),
    { numRuns: 200 },
  );
});

test('whatever bytes come, they are read to their end without a fault of ours', async () => {
  const the = await feeding(people, memoryStore());
  const work = await the.by();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      const head = Buffer.from(`${columns.map(feedHeading).join(',')}\r\n${pnc(1)},`);
      const { lines, bad, missing, all } = await readFeedFile(work, Buffer.concat([head, bytes]), TODAY);
      expect(lines.length + bad + missing.length).toBe(all);
    }),
    { numRuns: 300 },
  );
});

/** The register as everybody sees it, without ids and moments that no two ways have in common. */
const registerOf = async ({ store }: Awaited<ReturnType<typeof feeding>>) => {
  const cases = (await store.list(AREA_ID, Cases)).map(({ doc: { courts = [], stay: _stay, ...doc } }) => ({
    ...doc,
    pending: doc.pending?.map((one) => one.toLowerCase()).sort(),
    courts: courts.map(({ on, court }) => `${on} ${court.toLowerCase()}`).sort(),
  }));
  const events = (await store.list(AREA_ID, CaseEvents)).map(({ id, doc: { at: _at, by: _by, ...event } }) =>
    JSON.stringify([id.split('|')[0], event]).toLowerCase(),
  );
  return { cases, events: events.sort() };
};

test('a file twice, in any order, or divided in two, leaves the register the same', async () => {
  const shuffled = fc.tuple(file, fc.infiniteStream(fc.nat()), fc.nat());
  await fc.assert(
    fc.asyncProperty(shuffled, async ([lines, keys, cut]) => {
      const all = lines.map(({ row }) => row);
      const order = all.map((row) => [keys.next().value ?? 0, row] as const).sort(([a], [b]) => a - b);
      const mixed = order.map(([, row]) => row);
      const at = cut % (all.length + 1);
      const ways: FeedRow[][][] = [
        [all],
        [all, all],
        [[...all, ...mixed]],
        [mixed],
        [mixed.slice(0, at), mixed.slice(at)],
      ];
      const ends = await Promise.all(
        ways.map(async (files) => {
          const the = await feeding(people, memoryStore());
          for (const each of files) if (each.length > 0) await the.drop(feedOf(each, columns));
          return registerOf(the);
        }),
      );
      for (const end of ends) expect(end).toEqual(ends[0]);
    }),
    { numRuns: 40 },
  );
});

/** Registers as anybody's spreadsheet may save them: every bad line is named, no good line is lost, nothing half-placed shows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import { isHidden } from '../../services/cases.ts';
import { peopleOf, readRegister } from '../../services/importReading.ts';
import { placeImport } from '../../services/imports.ts';
import { AREA_ID, member, richmond, TODAY } from '../support/builders.ts';
import { fileOf, HEADINGS, importing, type Person, person } from '../support/importing.ts';
import { memoryStore } from '../support/memory.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const orders: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => iso.split('-').reverse().join('/'),
  (iso) => {
    const [year, month, date] = iso.split('-').map(Number);
    return `${date} ${months[(month ?? 1) - 1]} ${year}`;
  },
];

/** Names as people have them, with what breaks a careless reader; each of these survives every encoding. */
const names = fc.constantFrom(
  ...['Quillon Testerby', "O'Nowhere, Zoë", 'Zoë “Zed” Müller', 'Ana-María Ñandú', 'Jean; Luc Noone'],
  ...['Quoted "Quill" Person', 'Émile d’Unreal', "D'Arcy   Specimen", 'Nul, Null', 'True False'],
);
/** What is wrong with one cell, and how that shows. */
const spoilt: fc.Arbitrary<Person> = fc.constantFrom<Person>(
  { Name: '=cmd|calc' },
  { Name: '+44 7000' },
  { Name: '@SUM(A1:A9)' },
  { Name: '-1+1' },
  { Name: '' },
  { 'Date of birth': '30/02/1990' },
  { 'Date of birth': '12/31/1990' },
  { 'Date of birth': '5/11/90' },
  { 'Owner agency': 'Nobody at all' },
  { Category: '=1' },
  { Consent: 'maybe' },
  { 'Lead professional': 'Somebody Else' },
  { Accommodation: 'blue' },
);

type Line = { readonly one: Person; readonly bad: boolean };
const line = (n: number): fc.Arbitrary<Line> =>
  fc
    .record({ name: names, order: fc.constantFrom(...orders), spoil: fc.option(spoilt, { freq: 3 }) })
    .map(({ name, order, spoil }) => {
      const whole = person(n);
      const one = { ...whole, Name: name, 'Date of birth': order(whole['Date of birth'] ?? ''), ...spoil };
      return { one, bad: spoil !== null };
    });
const register = fc
  .integer({ min: 1, max: 12 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => line(n))));

const encodings: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(text),
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text.replaceAll('’', '\x92').replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1'),
];
const layout = fc.record({
  encode: fc.constantFrom(...encodings),
  separator: fc.constantFrom(',', ';', '\t'),
  ending: fc.constantFrom('\r\n', '\n', '\r'),
  headings: fc.shuffledSubarray([...HEADINGS], { minLength: HEADINGS.length }),
  tail: fc.constantFrom('', '\r\n', '\n\n'),
});

const reading = { scheme: richmond, today: TODAY, people: peopleOf([member('police')]) };

test('every bad line is named by its number, and every other line arrives as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(register, layout, async (lines, { encode, separator, ending, headings, tail }) => {
      const text = fileOf(
        lines.map(({ one }) => one),
        headings,
        separator,
      );
      const read = await readRegister(encode(text.replaceAll('\r\n', ending) + tail), reading);
      const numbered = lines.map((each, at) => ({ ...each, number: at + 2 }));
      const bad = numbered.filter((each) => each.bad).map(({ number }) => number);
      expect([...new Set(read.faults.map((fault) => fault.line))]).toEqual(bad);
      expect(read.lines.map(({ line: at, case: { identity } }) => [at, identity.name, identity.dateOfBirth])).toEqual(
        numbered
          .filter((each) => !each.bad)
          .map(({ number, one }) => [number, one.Name, person(number - 2)['Date of birth']]),
      );
    }),
    { numRuns: 300 },
  );
});

test('a stray quotation mark anywhere: its line is named, and no other line is lost unnamed', async () => {
  await fc.assert(
    fc.asyncProperty(register, fc.nat(), fc.nat(), async (lines, which, where) => {
      const rows = fileOf(lines.map(({ one }) => ({ ...one, Name: 'Quillon Testerby' }))).split('\r\n');
      const at = 1 + (which % (rows.length - 1));
      const row = rows[at] ?? '';
      const place = where % (row.length + 1);
      rows[at] = `${row.slice(0, place)}"${row.slice(place)}`;
      const { lines: read, faults } = await readRegister(Buffer.from(rows.join('\r\n')), reading);
      const seen = new Set([...read.map((one) => one.line), ...faults.map((fault) => fault.line)]);
      expect(seen).toContain(at + 1);
      // A mark at the end of a cell that was quoted already can pair with one further down; that is said with the lines.
      const swallowed = faults.some(({ why }) => why.includes('look for a stray quotation mark'));
      if (!swallowed) expect(seen.size).toBe(lines.length);
    }),
    { numRuns: 300 },
  );
});

test('whatever bytes come, they are read to their end without a fault of ours', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), fc.boolean(), async (bytes, headed) => {
      const head = Buffer.from(headed ? `${HEADINGS.join(',')}\r\n` : '');
      const { lines, faults } = await readRegister(Buffer.concat([head, bytes]), reading);
      expect(lines.length + faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('stopped after any step and gone on with, an import never shows a part of itself', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 30 }), async (size, stop) => {
      const the = await importing(memoryStore());
      const { id } = await the.drop(fileOf(Array.from({ length: size }, (_, n) => person(n))));
      await placeImport(await the.by(), await the.asked(id));
      const shown = async () => {
        const area = await the.area();
        return (await the.store.list(AREA_ID, Cases)).filter(({ doc }) => !isHidden(area, doc)).length;
      };
      for (let steps = 0; steps < stop; steps++) {
        await the.step(id);
        expect([0, size]).toContain(await shown());
      }
      await the.run(id);
      expect(await shown()).toBe(size);
    }),
    { numRuns: 15 },
  );
});

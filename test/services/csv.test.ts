import { expect, test } from 'vitest';
import { recordsOf, textOf } from '../../services/csv.ts';

const said = 'Name;Town\r\nZoë O’Nowhere;Grays – east\r\n';

test.for<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(said)],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${said}`)],
  ['UTF-16 little-endian with a mark', Buffer.from(`\ufeff${said}`, 'utf16le')],
  ['UTF-16 little-endian without', Buffer.from(said, 'utf16le')],
  ['UTF-16 big-endian with a mark', Buffer.from(`\ufeff${said}`, 'utf16le').swap16()],
  ['UTF-16 big-endian without', Buffer.from(said, 'utf16le').swap16()],
  ['Windows-1252', Buffer.from(said.replace('’', '\x92').replace('–', '\x96'), 'latin1')],
])('%s is read', ([, bytes]) => {
  expect(recordsOf(textOf(bytes)).records.map(({ cells }) => cells)).toEqual([
    ['Name', 'Town'],
    ['Zoë O’Nowhere', 'Grays – east'],
  ]);
});

test.for<[string, string]>([
  ['commas', 'a,b\n1,2'],
  ['semicolons', 'a;b\n1;2'],
  ['tabs', 'a\tb\n1\t2'],
  ['semicolons, with a comma in a quoted heading', '"a";"b"\n1;2'],
  ['the line ends of old Macs', 'a,b\r1,2\r'],
])('cells divided by %s', ([, text]) => {
  expect(recordsOf(text)).toEqual({
    records: [
      { line: 1, to: 1, cells: ['a', 'b'] },
      { line: 2, to: 2, cells: ['1', '2'] },
    ],
    bad: [],
  });
});

test('a first line that names the separator is none of the cells', () => {
  expect(recordsOf('sep=;\r\na,b;c\r\n1;2\r\n').records).toEqual([
    { line: 2, to: 2, cells: ['a,b', 'c'] },
    { line: 3, to: 3, cells: ['1', '2'] },
  ]);
});

test('lines are counted as an editor counts them, through quoted line breaks and empty lines', () => {
  const { records } = recordsOf('a,b\r\n"one\r\ntwo",1\r\n\r\n,\r\nlast,2\r\n');
  expect(records).toEqual([
    { line: 1, to: 1, cells: ['a', 'b'] },
    { line: 2, to: 3, cells: ['one\ntwo', '1'] },
    { line: 6, to: 6, cells: ['last', '2'] },
  ]);
});

test.for<[string, string, RegExp]>([
  ['opens and never closes', '"bad,3', /never closed|inside a quoted cell/],
  ['stands inside a quoted cell', '"he said "x" y",3', /write it twice/],
  ['stands in the middle of a cell', 'plain "q" here,3', /whole cell/],
])('a quotation mark that %s costs its own line only', ([, line, why]) => {
  const { records, bad } = recordsOf(`a,b\nfirst,1\n${line}\n"la""st",4\nend,5\n`);
  expect(records.map(({ line: at, cells }) => [at, cells[0]])).toEqual([
    [1, 'a'],
    [2, 'first'],
    [4, 'la"st'],
    [5, 'end'],
  ]);
  expect(bad).toEqual([{ line: 3, why: expect.stringMatching(why) }]);
});

test('a mark that swallows everything that follows is found, and what follows is read all the same', () => {
  const rest = Array.from({ length: 3_000 }, (_, at) => `person ${at},${at}`).join('\n');
  const { records, bad } = recordsOf(`a,b\n"stray,0\n${rest}\n`);
  expect(bad).toEqual([{ line: 2, why: expect.stringContaining('never closed') }]);
  expect(records).toHaveLength(3_001);
});

test('a file of nothing but stray marks is given up after a thousand lines, and says from where', () => {
  const { bad } = recordsOf(`a,b\n${'"stray,"x\n'.repeat(5_000)}`);
  expect(bad).toHaveLength(1_001);
  expect(bad.at(-1)).toEqual({ line: 1_002, why: expect.stringContaining('was not read') });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsLine, withoutGuard } from '../../../services/rules/cells.ts';

test.for(['=1+1', '=HYPERLINK("https://example.org")', '+441234', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])(
  'a cell that a spreadsheet would run is shown instead: %j',
  (text) => {
    const [[cell = ''] = []] = parse(cellsLine([text])) as string[][];
    expect(cell).toBe(`'${text}`);
  },
);

test.for([
  ['plain', 'plain\r\n'],
  ['a, b', '"a, b"\r\n'],
  ['a "b"', '"a ""b"""\r\n'],
  ['two\nlines', '"two\nlines"\r\n'],
])('%j is written as %j', ([text = '', expected]) => {
  expect(cellsLine([text])).toBe(expected);
});

test('whatever stands in a cell is read back from the file, and never begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const [read = []] = parse(cellsLine(cells), { skip_empty_lines: false }) as string[][];
      // A line of one empty cell is an empty line.
      if (cells.length === 1 && cells[0] === '') return;
      expect(read.map(withoutGuard)).toEqual(cells.map(withoutGuard));
      expect(read.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    }),
  );
});

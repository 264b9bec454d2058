/** A CSV file as somebody's spreadsheet saved it: its characters, its separator, its records with the lines they stand on. */
import { parse } from 'csv-parse/sync';

/** UTF-8 with or without a mark, UTF-16 either way round, or else what Windows has always written. */
export const textOf = (bytes: Uint8Array): string => {
  const decode = (encoding: string) => new TextDecoder(encoding).decode(bytes);
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le');
  if (first === 0xfe && second === 0xff) return decode('utf-16be');
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8');
  // A comma or a letter of UTF-16 has a nought beside it, and no other text has noughts.
  const start = bytes.subarray(0, 400);
  if (start.some((byte, at) => byte === 0 && at % 2 === 1)) return decode('utf-16le');
  if (start.some((byte) => byte === 0)) return decode('utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252');
  }
};

/** `to`: its last line, where a quoted cell reaches over several. */
export type CsvRecord = { readonly line: number; readonly to: number; readonly cells: readonly string[] };
export type BadLine = { readonly line: number; readonly why: string };

const SEPARATORS = [',', ';', '\t'] as const;

/** The one that the first line has most of, outside quotes. */
const separatorOf = (text: string): string => {
  const [first = ''] = text.split(/\r\n|\n|\r/, 1);
  const bare = first.replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => [separator, bare.split(separator).length] as const);
  return counted.toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? ',';
};

/** Characters of one record; longer, and a quotation mark has swallowed what follows. */
const LONGEST = 20_000;

const inWords: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quotation mark that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has a quotation mark inside a quoted cell; write it twice',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'has something after a closing quotation mark',
  INVALID_OPENING_QUOTE: 'has a quotation mark in the middle of a cell; put the whole cell in quotation marks',
  CSV_MAX_RECORD_SIZE: `is longer than ${LONGEST} characters, or has a quotation mark that is never closed`,
};

const breaks = (text: string): number => text.split(/\r\n|\n|\r/).length - 1;

/**
 * Every record of a file, and every line that is none. After a bad line reading goes on with the next, so that one stray
 * quotation mark costs no other line.
 */
export const recordsOf = (text: string): { records: CsvRecord[]; bad: BadLine[] } => {
  const delimiter = separatorOf(text);
  const records: CsvRecord[] = [];
  const bad: BadLine[] = [];
  let rest = text.replace(/^\ufeff/, '').replace(/\r\n|\r/g, '\n');
  // Lines before `rest`.
  let before = 0;
  for (;;) {
    // Of `rest`: characters read, and lines they fill.
    let read = 0;
    let lines = 0;
    try {
      parse(rest, {
        delimiter,
        relax_column_count: true,
        max_record_size: LONGEST,
        record_delimiter: '\n',
        raw: true,
        on_record: (given) => {
          // With `raw`, the library hands over more than it declares.
          const found = given as unknown as { readonly record: string[]; readonly raw: string };
          const line = before + lines + 1;
          read += found.raw.length;
          lines += breaks(found.raw);
          const to = Math.max(line, before + lines - (found.raw.endsWith('\n') ? 0 : -1));
          if (found.record.some((cell) => cell.trim() !== '')) records.push({ line, to, cells: found.record });
          return null;
        },
      });
      return { records, bad };
    } catch (error) {
      const code = (error as { code?: string }).code ?? '';
      bad.push({ line: before + lines + 1, why: inWords[code] ?? 'cannot be read as cells' });
      const next = rest.indexOf('\n', read);
      if (next < 0) return { records, bad };
      before += lines + 1;
      rest = rest.slice(next + 1);
    }
  }
};

/** A CSV file as somebody's spreadsheet saved it: its characters, its separator, its records with the lines they stand on. */
import { parse } from 'csv-parse/sync';

/** UTF-8 with or without a mark, UTF-16 either way round, or else what Windows has always written. */
export const textOf = (bytes: Uint8Array): string => {
  const decode = (encoding: string) => new TextDecoder(encoding).decode(bytes);
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le');
  if (first === 0xfe && second === 0xff) return decode('utf-16be');
  if (first === 0xef && second === 0xbb && third === 0xbf) return decode('utf-8');
  // Each comma and each plain letter of UTF-16 has a nought beside it.
  const start = bytes.subarray(0, 400);
  const noughts = (side: number) => start.filter((byte, at) => byte === 0 && at % 2 === side).length;
  if (noughts(1) > start.length / 4) return decode('utf-16le');
  if (noughts(0) > start.length / 4) return decode('utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return decode('windows-1252');
  }
};

const SAVE_IT = 'In Excel: “Save as”, “CSV UTF-8”; then drop that file here.';

/** Why a file holds no cells, whatever its name says; undefined where it may hold some. */
export const noCells = (bytes: Uint8Array): string | undefined => {
  const begins = (...first: readonly number[]) => first.every((byte, at) => bytes[at] === byte);
  if (begins(0x25, 0x50, 0x44, 0x46)) return `This is a PDF, whatever its name says. ${SAVE_IT}`;
  if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0))
    return `This is a workbook, whatever its name says. ${SAVE_IT}`;
  const start = textOf(bytes.subarray(0, 1_000))
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start === '' && textOf(bytes).trim() === '') return 'The file is empty. Nothing stands in it.';
  if (/^<(!|\?|html\b)/i.test(start)) return `This is a web page, not a file of cells. ${SAVE_IT}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no text has many of
  const unreadable = start.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return unreadable > start.length / 20 ? `This is not a file of text. ${SAVE_IT}` : undefined;
};

/** `to`: its last line, where a quoted cell reaches over several. */
export type CsvRecord = { readonly line: number; readonly to: number; readonly cells: readonly string[] };
export type BadLine = { readonly line: number; readonly why: string };

const SEPARATORS = [',', ';', '\t'] as const;

/** What some spreadsheets put in front of the headings. */
const SAYS_SEPARATOR = /^"?sep=([,;\t])"?\n/i;

/** The one that the file names, or that the first line has most of, outside quotes. */
const separatorOf = (text: string): string => {
  const [, said] = SAYS_SEPARATOR.exec(text) ?? [];
  if (said) return said;
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

/** Characters handed to the library at a time, so that a bad line costs no more than that, however long the file is. */
const WINDOW = 3 * LONGEST;

/** With more lines than this that are none, the file is hardly one of cells, and reading on helps nobody. */
const MOST_BAD = 1_000;

type Piece = { readonly records: CsvRecord[]; readonly read: number; readonly lines: number; readonly code?: string };

/** The records of a piece up to the first that is none; `read` and `lines` reach to where it begins. */
const pieceOf = (text: string, delimiter: string, before: number): Piece => {
  const records: CsvRecord[] = [];
  let read = 0;
  let lines = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: LONGEST,
      record_delimiter: '\n',
      raw: true,
      on_record: (given) => {
        // With `raw`, the library hands over more than it declares.
        const { record, raw } = given as unknown as { readonly record: string[]; readonly raw: string };
        const line = before + lines + 1;
        read += raw.length;
        lines += breaks(raw);
        const to = Math.max(line, before + lines - (raw.endsWith('\n') ? 0 : -1));
        if (record.some((cell) => cell.trim() !== '')) records.push({ line, to, cells: record });
        return null;
      },
    });
    return { records, read: text.length, lines: breaks(text) };
  } catch (error) {
    return { records, read, lines, code: (error as { code?: string }).code ?? '' };
  }
};

/**
 * Every record of a file, and every line that is none. After a bad line reading goes on with the next, so that one stray
 * quotation mark costs no other line.
 */
export const recordsOf = (file: string): { records: CsvRecord[]; bad: BadLine[] } => {
  const text = file.replace(/^\ufeff/, '').replace(/\r\n|\r/g, '\n');
  const delimiter = separatorOf(text);
  const records: CsvRecord[] = [];
  const bad: BadLine[] = [];
  const own = SAYS_SEPARATOR.exec(text)?.[0].length ?? 0;
  let before = own > 0 ? 1 : 0;
  for (let from = own; from < text.length; ) {
    const whole = text.slice(from, from + WINDOW);
    const isLast = from + WINDOW >= text.length;
    const piece = isLast ? whole : whole.slice(0, whole.lastIndexOf('\n') + 1 || whole.length);
    const { records: found, read, lines, code } = pieceOf(piece, delimiter, before);
    records.push(...found);
    from += read;
    before += lines;
    // A record that the piece cuts in two is whole in the next one, which begins with it.
    const isCut = code === 'CSV_QUOTE_NOT_CLOSED' && !isLast && read > 0;
    if (code === undefined || isCut) continue;
    if (bad.length === MOST_BAD) {
      bad.push({ line: before + 1, why: 'and what follows was not read: put right the lines above first' });
      break;
    }
    bad.push({ line: before + 1, why: inWords[code] ?? 'cannot be read as cells' });
    const next = text.indexOf('\n', from);
    from = next < 0 ? text.length : next + 1;
    before += 1;
  }
  return { records, bad };
};

/** Cells of one line of a file that people drop, with every fault by its line and heading. */
import type { Fault } from './importModel.ts';
import { runs, withoutGuard } from './rules/cells.ts';
import { type Day, inWords } from './rules/days.ts';
import { dayInText } from './rules/dayText.ts';

export type Cells = { readonly line: number; readonly to: number; readonly cells: readonly string[] };

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no cell may hold
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/;

/** What was typed, short enough to stand among many on a card. */
export const brief = (said: string): string => `“${said.length > 60 ? `${[...said].slice(0, 60).join('')}…` : said}”`;

/** Headings named of those that mean nothing; the others are counted. */
const MOST_UNKNOWN = 20;

export const unknownNamed = (headings: readonly string[]): string[] => [
  ...headings.slice(0, MOST_UNKNOWN).map((heading) => heading.slice(0, 60)),
  ...(headings.length > MOST_UNKNOWN ? [`and ${headings.length - MOST_UNKNOWN} more`] : []),
];

/** Why a cell is no day, with what its writer is likely to have meant. */
const notADay = (said: string): string => {
  const [, month = '', date = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/.exec(said) ?? [];
  if (Number(month) <= 12 && dayInText(`${date}/${month}/${year}`))
    return `${brief(said)} has the month before the day; here every day of a file is read with the day first, 05/11/2026`;
  if (/^\d{5}$/.test(said))
    return `${brief(said)} is how a spreadsheet stores a day; give the column the format of a date and save it again`;
  if (/^\d{1,2}[ /.-]+\w+[ /.-]+\d{2}$/.test(said))
    return `${brief(said)} gives two digits of the year, which can mean two centuries; write all four`;
  return `${brief(said)} is not a day; write it as 2026-11-05, 05/11/2026 or 5 Nov 2026`;
};

export type CellReader = {
  readonly faults: readonly Fault[];
  /** Without a heading, the whole line is meant. */
  wrong(heading: string | undefined, why: string): undefined;
  /** Undefined for an empty cell, and for one that has a fault. */
  read(at: number | undefined, heading: string, longest: number, lines?: boolean): string | undefined;
  day(heading: string, said: string | undefined): Day | undefined;
  /** A day that has come. */
  past(heading: string, said: string | undefined, today: Day): Day | undefined;
  oneOf<T>(
    heading: string,
    said: string | undefined,
    known: (said: string) => T | undefined,
    say: string,
  ): T | undefined;
};

/** `width`: how many headings the file has. */
export const cellReader = (record: Cells, width: number): CellReader => {
  const faults: Fault[] = [];
  const reach = record.to > record.line ? ` (it reaches to line ${record.to}; look for a stray quotation mark)` : '';
  const wrong: CellReader['wrong'] = (heading, why) => {
    faults.push({ line: record.line, ...(heading && { column: heading }), why: `${why}${reach}` });
  };
  const day: CellReader['day'] = (heading, said) =>
    said === undefined ? undefined : (dayInText(said) ?? wrong(heading, notADay(said)));
  if (record.cells.length > width && record.cells.slice(width).some((cell) => cell.trim() !== ''))
    wrong(undefined, `has ${record.cells.length} cells, more than the ${width} headings`);
  return {
    faults,
    wrong,
    read: (at, heading, longest, lines = false) => {
      const raw = at === undefined ? '' : (record.cells[at] ?? '').trim();
      if (raw === '' || /^[-–—]+$/.test(raw)) return undefined;
      if (runs(raw)) return wrong(heading, `begins with “${raw[0]}”, which a spreadsheet would run as a formula`);
      const text = withoutGuard(raw);
      if (UNREADABLE.test(text)) return wrong(heading, 'holds a character that cannot be read');
      if (!lines && /[\n\r]/.test(text)) return wrong(heading, 'reaches over several lines');
      if (text.length > longest) return wrong(heading, `is longer than ${longest} characters`);
      return text;
    },
    day,
    past: (heading, said, today) => {
      const found = day(heading, said);
      return found && found > today ? wrong(heading, `${inWords(found)} lies in the future`) : found;
    },
    oneOf: (heading, said, known, say) =>
      said === undefined ? undefined : (known(said) ?? wrong(heading, `${brief(said)} is none of ${say}`)),
  };
};

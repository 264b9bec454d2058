/** Cells of a CSV file as they are written, so that no spreadsheet runs what somebody typed. */

/** Begun with any of these, a cell is a formula to a spreadsheet. */
const RUNS = /^[=+\-@\t\r]/;

/** An apostrophe in front makes a spreadsheet show the text instead of running it. */
const harmless = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** What was written by `cellsLine`, as it was before the apostrophe. */
export const withoutGuard = (text: string): string => (/^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text);

export const runs = (text: string): boolean => RUNS.test(text);

const cell = (text: string): string => {
  const safe = harmless(text);
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line with its end; RFC 4180. */
export const cellsLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** In front of a file: without it a spreadsheet takes UTF-8 for Windows-1252. */
export const BOM = '\ufeff';

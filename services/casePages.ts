/** Lists of cases in pages, read by key: what a page costs does not depend on how many cases there are. */
import type { CaseLine } from './caseModel.ts';
import { opens } from './permission.ts';
import { Refusal } from './refusal.ts';
import { type Kind, keyOf, type Row } from './store.ts';
import { entryOf, type Work } from './work.ts';

export const A_PAGE = 10;
/** Rows that one page reads at most in search of those that fit. */
export const MOST_READ = 200;
const AT_ONCE = 50;
/** The store's limit for a key. */
const LONGEST_KEY = 255;

export type CasePage = {
  readonly lines: readonly CaseLine[];
  /** Behind which row the next page begins; nothing where there is no next. */
  readonly more?: string;
  /** Cases that this person may open and that were looked at for this page. */
  readonly looked: number;
};

export type Wanted<T> = {
  readonly of: Kind<T>;
  /** How the ids begin. */
  readonly under: string;
  readonly past?: string | undefined;
  /** Cases that fit on what is left of a page; a whole page without. */
  readonly room?: number;
  readonly line: (row: Row<T>) => CaseLine;
  /** 'end': nothing that comes after it fits either. 'elsewhere': the same case stands in another place of the list. */
  readonly fits?: (line: CaseLine, id: string) => boolean | 'end' | 'elsewhere';
};

/**
 * The next cases of a list that fit and that the person may open. Of the others nothing shows, not even that they are
 * there: neither in a number nor in where the next page begins.
 */
export const pageOf = async <T>(
  work: Work,
  { of, under, past, room = A_PAGE, line, fits }: Wanted<T>,
): Promise<CasePage> => {
  if (past !== undefined && !(past.startsWith(under) && Buffer.byteLength(keyOf(of, past)) <= LONGEST_KEY))
    throw new Refusal('out of date', 'This list is out of date. Please open it again.');
  const found: { readonly id: string; readonly line: CaseLine }[] = [];
  let read = 0;
  let looked = 0;
  let from = past;
  let seen: string | undefined;
  while (read < MOST_READ) {
    const most = read === 0 ? room + 1 : Math.min(AT_ONCE, MOST_READ - read);
    const rows = await work.store.list(work.area.id, of, under, most, from);
    for (const row of rows) {
      const one = line(row);
      if (!opens(work, one)) continue;
      const verdict = fits?.(one, row.id) ?? true;
      if (verdict === 'end') return pageFrom(found, looked);
      if (verdict === 'elsewhere') continue;
      if (verdict && found.length === room) return pageFrom(found, looked, found.at(-1)?.id ?? past ?? under);
      looked += 1;
      seen = row.id;
      if (verdict) found.push({ id: row.id, line: one });
    }
    read += rows.length;
    from = rows.at(-1)?.id;
    if (rows.length < most) return pageFrom(found, looked);
  }
  return pageFrom(found, looked, seen);
};

const pageFrom = (found: readonly { readonly line: CaseLine }[], looked: number, more?: string): CasePage => ({
  lines: found.map(({ line }) => line),
  looked,
  ...(more !== undefined && { more }),
});

/** Whose data a list showed goes into the log. */
export const consulted = async (work: Work, lines: readonly CaseLine[]): Promise<void> => {
  if (lines.length === 0) return;
  await work.store.record(work.area.id, {
    ...entryOf(work, work.newId()),
    category: 'consultation',
    whose: [...new Set(lines.map(({ ref }) => ref))],
  });
};

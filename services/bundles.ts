/** Many rows in as few transactions as hold them. */
import type { Change, Kind, Row, Store } from './store.ts';
import { remove } from './store.ts';

/** A transaction takes 100 rows; its log entry takes two, and the row that says how far the work is takes one. */
const ROWS = 97;
/** Below what any service takes at once, with room for what goes around each row. */
const BYTES = 1_500_000;

/** As it travels: the document's JSON as a string within JSON, and some 1,000 bytes of address and headers. */
const bytesOf = (change: Change): number =>
  1_000 + ('doc' in change ? Buffer.byteLength(JSON.stringify(JSON.stringify(change.doc))) : 0);

/** As many of these, from the first, as fit together; each is the rows that must not be parted. Always one at least. */
export const fitting = <T>(all: readonly T[], rowsOf: (one: T) => readonly Change[]): T[] => {
  const taken: T[] = [];
  let rows = 0;
  let bytes = 0;
  for (const one of all) {
    const changes = rowsOf(one);
    rows += changes.length;
    bytes += changes.reduce((sum, change) => sum + bytesOf(change), 0);
    if (taken.length > 0 && (rows > ROWS || bytes > BYTES)) break;
    taken.push(one);
  }
  return taken;
};

/** Rows that nothing else depends on, so that it does not matter in how many transactions they are made. */
export const layDown = async (store: Store, area: string, changes: readonly Change[]): Promise<void> => {
  for (let rest = changes; rest.length > 0; ) {
    const bundle = fitting(rest, (change) => [change]);
    if ((await store.commit(area, bundle)) === 'overtaken') throw new Error('rows of one reading stand there already');
    rest = rest.slice(bundle.length);
  }
};

/** Some rows of these kinds go; whether there were any. */
export const sweptAway = async (
  store: Store,
  area: string,
  kinds: readonly Kind<unknown>[],
  under: string,
): Promise<boolean> => {
  for (const each of kinds) {
    const rows: Row<unknown>[] = await store.list(area, each, under, ROWS);
    if (rows.length === 0) continue;
    await store.commit(area, rows.map(remove));
    return true;
  }
  return false;
};

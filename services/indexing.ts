/** Rows by which a document is found, laid in the transaction that changes it. */
import { isDeepStrictEqual } from 'node:util';
import { type Change, create, type Kind, keyOf, type Row, remove, replace } from './store.ts';
import type { Work } from './work.ts';

/** A row that a document calls for. */
export type Entry = { readonly of: Kind<unknown>; readonly id: string; readonly doc: unknown };

const byKey = (entries: readonly Entry[]): Map<string, Entry> =>
  new Map(entries.map((entry) => [keyOf(entry.of, entry.id), entry]));

/**
 * From the rows that a document called for to those it calls for now: only those that come, go or read differently. A row
 * that is not as it should be is put right on the way.
 */
export const reindexed = async (
  { store, area }: Pick<Work, 'store' | 'area'>,
  before: readonly Entry[],
  after: readonly Entry[],
): Promise<Change[]> => {
  const had = byKey(before);
  const wanted = byKey(after);
  const moved = [...wanted].filter(([key, { doc }]) => !isDeepStrictEqual(had.get(key)?.doc, doc));
  const gone = [...had].filter(([key]) => !wanted.has(key));
  const rowOf = ([, { of, id }]: [string, Entry]): Promise<Row<unknown> | undefined> => store.get(area.id, of, id);
  const [present, outdated] = await Promise.all([Promise.all(moved.map(rowOf)), Promise.all(gone.map(rowOf))]);
  return [
    ...moved.map(([, { of, id, doc }], at) => {
      const row = present[at];
      return row ? replace(row, doc) : create(of, id, doc);
    }),
    ...outdated.flatMap((row) => (row ? [remove(row)] : [])),
  ];
};

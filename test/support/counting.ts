/** A store that counts what is asked of it and how many documents come back. */
import type { Kind, Row, Store, Table } from '../../services/store.ts';

export type Counted = { gets: number; lists: number; commits: number; documents: number };

const counted = (table: Table, count: Counted): Table => ({
  get: async <T>(partition: string, of: Kind<T>, id: string): Promise<Row<T> | undefined> => {
    const row = await table.get(partition, of, id);
    count.gets += 1;
    count.documents += row ? 1 : 0;
    return row;
  },
  list: async <T>(partition: string, of: Kind<T>, ...how: [string?, number?, string?]): Promise<Row<T>[]> => {
    const rows = await table.list(partition, of, ...how);
    count.lists += 1;
    count.documents += rows.length;
    return rows;
  },
  commit: (...all) => {
    count.commits += 1;
    return table.commit(...all);
  },
});

/** The views are counted with the rest. */
export const countingStore = (store: Store): { readonly store: Store; taken(): Counted } => {
  const none = (): Counted => ({ gets: 0, lists: 0, commits: 0, documents: 0 });
  const count = none();
  const views = counted(store.views, count);
  return {
    store: {
      ...counted(store, count),
      views,
      record: async (partition, entry) => {
        await views.commit(partition, [], entry);
      },
    },
    /** What was counted since the last time. */
    taken: () => {
      const so = { ...count };
      Object.assign(count, none());
      return so;
    },
  };
};

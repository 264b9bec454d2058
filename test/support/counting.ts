/** A store that counts what it is asked for, as the table service would bill it; the log of views is counted with it. */
import { recordIn } from '../../services/log.ts';
import type { Kind, Row, Store, Table } from '../../services/store.ts';

/** Storage requests, and entities that came back with them. */
export type Cost = { readonly requests: number; readonly entities: number };

/** Azure answers with no more entities than this at once. */
const A_PAGE = 1_000;

export const counting = (store: Store): { readonly store: Store; spent(): Cost } => {
  let requests = 0;
  let entities = 0;
  const counted = (table: Table): Table => ({
    get: async <T>(partition: string, of: Kind<T>, id: string): Promise<Row<T> | undefined> => {
      const row = await table.get(partition, of, id);
      requests += 1;
      entities += row ? 1 : 0;
      return row;
    },
    list: async <T>(partition: string, of: Kind<T>, ...how: [string?, number?, string?]): Promise<Row<T>[]> => {
      const rows = await table.list(partition, of, ...how);
      requests += Math.max(1, Math.ceil(rows.length / A_PAGE));
      entities += rows.length;
      return rows;
    },
    commit: (...args) => {
      requests += 1;
      return table.commit(...args);
    },
  });
  const views = counted(store.views);
  return {
    spent: () => ({ requests, entities }),
    store: {
      ...counted(store),
      views,
      record: (partition, entry) => recordIn(views, partition, entry),
    },
  };
};

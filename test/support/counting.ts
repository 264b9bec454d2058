/** A store that counts what it is asked for, as the table service would bill it. */
import type { Row, Store } from '../../services/store.ts';

/** Storage requests, and entities that came back with them. */
export type Cost = { readonly requests: number; readonly entities: number };

/** Azure answers with no more entities than this at once. */
const A_PAGE = 1_000;

export const counting = (store: Store): { readonly store: Store; spent(): Cost } => {
  let requests = 0;
  let entities = 0;
  return {
    spent: () => ({ requests, entities }),
    store: {
      ...store,
      get: async <T>(...args: Parameters<Store['get']>) => {
        const row = (await store.get(...args)) as Row<T> | undefined;
        requests += 1;
        entities += row ? 1 : 0;
        return row;
      },
      list: async <T>(...args: Parameters<Store['list']>) => {
        const rows = (await store.list(...args)) as Row<T>[];
        requests += Math.max(1, Math.ceil(rows.length / A_PAGE));
        entities += rows.length;
        return rows;
      },
      commit: (...args) => {
        requests += 1;
        return store.commit(...args);
      },
    },
  };
};

/** A second sender that knows nothing of the first one's lease, so that only the claims of the rows stand between them. */
import { PEOPLE } from '../../services/area.ts';
import type { Store } from '../../services/store.ts';

const elsewhere = (partition: string): string => (partition === PEOPLE ? 'other people' : partition);

export const blindToLeases = (store: Store): Store => ({
  ...store,
  get: (partition, ...of) => store.get(elsewhere(partition), ...of),
  list: (partition, ...of) => store.list(elsewhere(partition), ...of),
  commit: (partition, ...of) => store.commit(elsewhere(partition), ...of),
});

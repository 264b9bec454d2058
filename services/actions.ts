/** Tasks with an owner, a due date and an outcome. */
import { type Action, Actions } from './model.ts';
import type { BodyId } from './rules/scheme.ts';
import type { Row } from './store.ts';
import type { Work } from './work.ts';

/** Actions of a body that are not completed, the earliest due first. */
export const openActions = async (work: Pick<Work, 'store' | 'area'>, body: BodyId): Promise<Row<Action>[]> =>
  (await work.store.list(work.area.id, Actions))
    .filter(({ doc }) => doc.body === body && doc.state !== 'completed')
    .sort((a, b) => a.doc.due.localeCompare(b.doc.due));

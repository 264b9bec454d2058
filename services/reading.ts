/** A list read some rows at a time, in its order: whoever stops early has read little more than they wanted. */
import type { Kind, Row, Table } from './store.ts';

const AT_ONCE = 50;

export async function* inOrder<T>(
  table: Pick<Table, 'list'>,
  partition: string,
  of: Kind<T>,
  under: string,
  atOnce = AT_ONCE,
): AsyncGenerator<Row<T>, void> {
  for (let past: string | undefined; ; ) {
    const rows: Row<T>[] = await table.list(partition, of, under, atOnce, past);
    yield* rows;
    past = rows.at(-1)?.id;
    if (past === undefined || rows.length < atOnce) return;
  }
}

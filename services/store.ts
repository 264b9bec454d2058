/** What the services ask of storage: documents in partitions, changed only in transactions that say what they saw. */
import type { LogEntry } from './log.ts';

/** A kind of document and the prefix of its keys; `T` is the shape stored under it. */
export type Kind<T> = { readonly prefix: string; readonly shape?: T };

export const kind = <T>(prefix: string): Kind<T> => ({ prefix });

/** A stored document. `version` counts its changes from 1; `etag` is the storage's mark of exactly this state. */
export type Row<T> = {
  readonly partition: string;
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly etag: string;
  readonly doc: T;
};

/**
 * One line of a transaction. `guard` changes nothing but fails the transaction if the row has moved. It renews the etag,
 * so of two transactions that guard one row at the same moment, one is overtaken.
 */
export type Change =
  | { readonly op: 'create'; readonly key: string; readonly doc: unknown }
  | { readonly op: 'replace'; readonly row: Row<unknown>; readonly doc: unknown }
  | { readonly op: 'delete'; readonly row: Row<unknown> }
  | { readonly op: 'guard'; readonly row: Row<unknown> };

export const create = <T>(of: Kind<T>, id: string, doc: NoInfer<T>): Change => ({
  op: 'create',
  key: keyOf(of, id),
  doc,
});
export const replace = <T>(row: Row<T>, doc: NoInfer<T>): Change => ({ op: 'replace', row, doc });
export const remove = (row: Row<unknown>): Change => ({ op: 'delete', row });
export const guard = (row: Row<unknown>): Change => ({ op: 'guard', row });

export const keyOf = (of: Kind<unknown>, id: string): string => `${of.prefix}|${id}`;

/** One table of documents. All its methods throw `StorageAway` when storage does not do its part. */
export type Table = {
  /** The document, or undefined when there is none, as under an id that no key can hold. Any other failure throws. */
  get<T>(partition: string, of: Kind<T>, id: string): Promise<Row<T> | undefined>;
  /**
   * Every document of a kind whose id begins with `under`, in key order; at most `most` of them are read, where given,
   * from the first whose id comes after `past`.
   */
  list<T>(partition: string, of: Kind<T>, under?: string, most?: number, past?: string): Promise<Row<T>[]>;
  /**
   * All changes or none. 'overtaken' when a row moved, appeared or went since it was read.
   * With an `entry`, the log entry is written in the same transaction and serves as its receipt: a transaction
   * whose answer was lost on the way is recognised by it and reported as 'committed'. Without one, the rows it wrote
   * serve; a transaction that only deletes leaves no trace, and is 'overtaken' when its answer was lost.
   * At most 100 rows; an entry takes two of them.
   */
  commit(partition: string, changes: readonly Change[], entry?: LogEntry): Promise<'committed' | 'overtaken'>;
};

export type Store = Table & {
  /** Writes log entries that go with no change: what was looked at, and what was refused. */
  record(partition: string, entry: LogEntry): Promise<void>;
  /** The view log, where `record` writes. */
  readonly views: Table;
};

/** Storage failed or did not answer in time. A change that was under way may or may not have been made. */
export class StorageAway extends Error {
  override readonly name = 'StorageAway';
}

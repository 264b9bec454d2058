/** What is told by itself, once: an occurrence is claimed by the row that says it was, in one transaction with its message. */
import type { Instant } from './person.ts';
import { Outbox, type Outgoing } from './sends.ts';
import { type Change, create, kind, replace, type Store } from './store.ts';
import type { Work } from './work.ts';

/** Something due at one moment, to one person or channel. */
export type Occurrence = {
  /** The same whoever works it out and however often: `<what>|<day>|<whom or where>`. */
  readonly id: string;
  readonly send: Outgoing['send'];
  /** What else is to be kept with it. */
  readonly changes?: readonly Change[];
};

/** `failed`: it reached nobody, and a co-ordinator is told. `nothing to say`: by the time of sending it was settled. */
export type Told = {
  readonly at: Instant;
  readonly send: Outgoing['send'];
  readonly fate: 'waiting' | 'sent' | 'failed' | 'nothing to say';
  readonly settledAt?: Instant;
  /** It may have arrived twice; the second says that it is sent again. */
  readonly again?: boolean;
};

/** id: the occurrence's */
export const Tolds = kind<Told>('told');

type Place = Pick<Work, 'store' | 'area' | 'now' | 'newId'>;

/** Rows of one transaction; an occurrence has two of its own. */
const MOST_ROWS = 96;

const claimOf = ({ now, newId }: Place, { id, send, changes = [] }: Occurrence): Change[] => {
  const at = now.toISOString();
  return [
    create(Tolds, id, { at, send, fate: 'waiting' }),
    create(Outbox, `${at}|${newId()}`, { at, send, state: 'waiting', attempts: 0, occurrence: id }),
    ...changes,
  ];
};

/**
 * Puts into the outbox what nobody has claimed yet; returns how many that were. Many go in one transaction; where one of
 * them was claimed already, or a row that goes with it moved, each goes alone, and only that one is left out.
 */
export const claim = async (place: Place, occurrences: readonly Occurrence[]): Promise<number> => {
  let claimed = 0;
  const commit = (changes: readonly Change[]) => place.store.commit(place.area.id, changes);
  for (const batch of batches(occurrences)) {
    const changes = batch.flatMap((one) => claimOf(place, one));
    if ((await commit(changes)) === 'committed') claimed += batch.length;
    else if (batch.length > 1)
      for (const one of batch) if ((await commit(claimOf(place, one))) === 'committed') claimed += 1;
  }
  return claimed;
};

/** What became of the occurrences that these rows of the outbox told; goes with the removal of the rows. */
export const fates = async (
  { store, area, at }: { readonly store: Store; readonly area: string; readonly at: Instant },
  occurrences: readonly string[],
  fate: Told['fate'],
  again: boolean,
): Promise<Change[]> => {
  const rows = await Promise.all(occurrences.map((id) => store.get(area, Tolds, id)));
  return rows.flatMap((row) => {
    if (!row) return [];
    const { settledAt: _, again: before, ...told } = row.doc;
    const twice = again || before;
    const settled = fate === 'waiting' ? {} : { settledAt: at };
    return [replace<Told>(row, { ...told, fate, ...settled, ...(twice && { again: true }) })];
  });
};

const batches = (occurrences: readonly Occurrence[]): Occurrence[][] => {
  const all: Occurrence[][] = [];
  let rows = MOST_ROWS;
  for (const one of occurrences) {
    const more = 2 + (one.changes?.length ?? 0);
    if (rows + more > MOST_ROWS) {
      all.push([]);
      rows = 0;
    }
    all.at(-1)?.push(one);
    rows += more;
  }
  return all;
};

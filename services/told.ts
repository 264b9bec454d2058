/** What is told by itself, once: an occurrence is claimed by the row that says it was, in one transaction with its message. */
import type { LogEntry } from './log.ts';
import type { Instant } from './person.ts';
import type { BodyId } from './rules/scheme.ts';
import { Outbox, type Outgoing } from './sends.ts';
import { type Change, create, kind, replace, type Store } from './store.ts';
import { entryOf, type Work } from './work.ts';

/** Something due at one moment, to one person or channel. */
export type Occurrence = {
  /** The same whoever works it out and however often: `<what>|<day>|<whom or where>`. */
  readonly id: string;
  readonly send: Outgoing['send'];
  /** What else is to be kept with it. */
  readonly changes?: readonly Change[];
  /** Where those change what is kept of people. */
  readonly logged?: Pick<LogEntry, 'category' | 'whose'>;
};

/** A card in the body's channel; where it has none, one to each co-ordinator, by the view that says so. */
export const toChannel = (
  { area, coordinators }: Pick<Work, 'area' | 'coordinators'>,
  body: BodyId,
  { what, subject }: { readonly what: string; readonly subject: string },
): Occurrence[] => {
  const channel = area.channels[body];
  const id = `${what}|${subject}`;
  if (channel) return [{ id, send: { kind: 'show', view: what, subject, channel } }];
  return coordinators.map((person) => ({
    id: `${id}|${person}`,
    send: { kind: 'tell', person, view: `${what} without a channel`, subject },
  }));
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

/** Rows of one transaction; an occurrence has two of its own. */
const MOST_ROWS = 96;

/** The rows that claim it: with them it is told, and never again. */
export const claimOf = ({ now, newId }: Work, { id, send, changes = [] }: Occurrence): Change[] => {
  const at = now.toISOString();
  return [
    create(Tolds, id, { at, send, fate: 'waiting' }),
    create(Outbox, `${at}|${newId()}`, { at, send, state: 'waiting', attempts: 0, occurrence: id }),
    ...changes,
  ];
};

/**
 * Puts into the outbox what nobody has claimed yet; returns how many that were. Many go in one transaction; where one of
 * them was claimed already, or a row that goes with it moved, each goes alone, and only that one is left out. What is
 * logged goes alone always.
 */
export const claim = async (work: Work, occurrences: readonly Occurrence[]): Promise<number> => {
  const { store, area } = work;
  const together = async (batch: readonly Occurrence[]): Promise<number> => {
    const logged = batch[0]?.logged;
    const entry = logged && entryOf({ ...work, ...logged }, work.newId());
    const changes = batch.flatMap((one) => claimOf(work, one));
    return (await store.commit(area.id, changes, entry)) === 'committed' ? batch.length : 0;
  };
  let claimed = 0;
  for (const batch of batches(occurrences)) {
    const all = await together(batch);
    claimed += all;
    if (all === 0 && batch.length > 1) for (const one of batch) claimed += await together([one]);
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
    if (one.logged || all.at(-1)?.at(0)?.logged || rows + more > MOST_ROWS) {
      all.push([]);
      rows = 0;
    }
    all.at(-1)?.push(one);
    rows += more;
  }
  return all;
};

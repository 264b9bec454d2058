/**
 * The log's tamper evidence. An entry is written with its change and does not wait for its neighbours; the sealer follows
 * within a minute and takes what is unsealed into a seal, which holds the digest of each entry and the hash of the seal
 * before it. An entry that arrives late is in a later seal.
 *
 * What it costs: with nothing unsealed, one empty range per table. Else it reads the unsealed marks and one row that says
 * how far the chain goes, and writes one seal for 98 entries; the log itself is not read, however long it is.
 */
import { createHash } from 'node:crypto';
import { digestOf, LogEntries, Unsealed } from './log.ts';
import { create, kind, type Row, remove, replace, type Store, type Table } from './store.ts';

export type Seal = {
  readonly number: number;
  readonly at: string;
  /** The hash of the seal before; empty for the first. */
  readonly previous: string;
  /** Digest of every entry it covers, by the entry's id. */
  readonly digests: Readonly<Record<string, string>>;
  /** SHA-256 of all the above. */
  readonly hash: string;
};

/** How far the chain goes, and which instance seals. */
type SealedTo = { readonly number: number; readonly hash: string; readonly sealer: string; readonly until: string };

/** id: the seal's number, ten digits */
export const Seals = kind<Seal>('seal');
/** One row, id `chain`. */
export const SealedTo = kind<SealedTo>('sealed');

// A transaction has 100 rows: the seal, the row that counts them, and the marks it takes away.
const entriesPerSeal = 98;
/** How long others leave the sealing to the instance that sealed last; in milliseconds. */
const lease = 30_000;

/** Seals what is unsealed in both logs of an area. Returns how many entries it sealed: none while another instance does. */
export const sealLog = async (store: Store, area: string, now: Date, instance: string): Promise<number> => {
  let sealed = 0;
  for (const table of [store, store.views]) sealed += await sealTable(table, area, now, instance);
  return sealed;
};

const sealTable = async (table: Table, area: string, now: Date, instance: string): Promise<number> => {
  const waiting = await table.list(area, Unsealed);
  let sealed = 0;
  while (sealed < waiting.length) {
    const marks = waiting.slice(sealed, sealed + entriesPerSeal);
    const chain = await table.get(area, SealedTo, 'chain');
    if (chain && chain.doc.sealer !== instance && chain.doc.until > now.toISOString()) break;
    if ((await sealOnce(table, area, now, instance, marks, chain)) === 'overtaken') break;
    sealed += marks.length;
  }
  return sealed;
};

const sealOnce = (
  table: Table,
  area: string,
  now: Date,
  instance: string,
  marks: readonly Row<{ digest: string }>[],
  chain: Row<SealedTo> | undefined,
): Promise<'committed' | 'overtaken'> => {
  const open = {
    number: (chain?.doc.number ?? 0) + 1,
    at: now.toISOString(),
    previous: chain?.doc.hash ?? '',
    digests: Object.fromEntries(marks.map(({ id, doc }) => [id, doc.digest])),
  };
  const seal: Seal = { ...open, hash: hashOf(open) };
  const until = new Date(now.getTime() + lease).toISOString();
  const sealedTo: SealedTo = { number: seal.number, hash: seal.hash, sealer: instance, until };
  return table.commit(area, [
    create(Seals, sealId(seal.number), seal),
    chain ? replace(chain, sealedTo) : create(SealedTo, 'chain', sealedTo),
    ...marks.map(remove),
  ]);
};

const sealId = (number: number): string => String(number).padStart(10, '0');

const hashOf = ({ number, at, previous, digests }: Omit<Seal, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([number, at, previous, Object.entries(digests)]))
    .digest('hex');

/** `id` is an entry's `<at>|<id>`, or a seal's number. */
export type LogFault = {
  readonly log: 'changes' | 'views';
  readonly fault:
    | 'entry changed'
    | 'entry missing'
    /** Not in any seal: it is waiting for the sealer, was slipped in past it, or lost its seal. */
    | 'entry unsealed'
    | 'seal changed'
    | 'seal missing';
  readonly id: string;
};

/** Reads both logs of an area and every seal, and names all that does not fit together. */
export const checkLog = async (store: Store, area: string): Promise<LogFault[]> => [
  ...(await checkTable(store, area, 'changes')),
  ...(await checkTable(store.views, area, 'views')),
];

const checkTable = async (table: Table, area: string, log: LogFault['log']): Promise<LogFault[]> => {
  // In this order: whatever is sealed or marked when it is read has its entry already.
  const chain = await table.get(area, SealedTo, 'chain');
  const marks = await table.list(area, Unsealed);
  const seals = await table.list(area, Seals);
  const entries = await table.list(area, LogEntries);

  const faults: LogFault[] = [];
  const say = (fault: LogFault['fault'], id: string) => faults.push({ log, fault, id });

  const byNumber = new Map(seals.map((seal) => [Number(seal.id), seal.doc]));
  const last = Math.max(chain?.doc.number ?? 0, ...byNumber.keys());
  for (let number = 1; number <= last; number++) {
    const seal = byNumber.get(number);
    const next = byNumber.get(number + 1)?.previous;
    const expected = number === chain?.doc.number ? chain.doc.hash : next;
    if (!seal) say('seal missing', String(number));
    else if (seal.hash !== hashOf(seal) || seal.number !== number || (expected ?? seal.hash) !== seal.hash)
      say('seal changed', String(number));
  }
  if (!chain && last > 0) say('seal missing', 'chain');

  const digests = new Map(entries.map((entry) => [entry.id, digestOf(entry.doc)]));
  const sealed = new Map(seals.flatMap((seal) => Object.entries(seal.doc.digests)));
  const known = new Map([...marks.map((mark): [string, string] => [mark.id, mark.doc.digest]), ...sealed]);
  for (const [id, digest] of known) {
    const found = digests.get(id);
    if (found === undefined) say('entry missing', id);
    else if (found !== digest) say('entry changed', id);
  }
  for (const { id } of entries) if (!sealed.has(id)) say('entry unsealed', id);
  return faults;
};

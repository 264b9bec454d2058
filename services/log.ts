/** The log the Data Protection Act 2018 s.62 asks for: who did what with whose data, never the data itself. */
import { createHash } from 'node:crypto';
import { type Change, create, kind, type Table } from './store.ts';

export type LogCategory = 'collection' | 'alteration' | 'consultation' | 'disclosure' | 'combination' | 'erasure';

export type LogEntry = {
  /** Unique; the entry of a change is also the receipt of its transaction. */
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  /** Person key (tenant|object id), or that of the bot's own clock. */
  readonly who: string;
  /** The agency the person acted for, when known. */
  readonly agency?: string | undefined;
  /** The verb of the command, view or search. */
  readonly what: string;
  readonly category: LogCategory;
  /** References of the people whose data it was. */
  readonly whose: readonly string[];
  /** Present when the person was turned away: the kind of refusal, never the sentence. */
  readonly refused?: string | undefined;
  /** Who received it; required for a disclosure. */
  readonly recipients?: readonly string[] | undefined;
};

/** id: `<at>|<entry id>`. Entries of changes stand in the area's table, those of views and refusals in the view log. */
export const LogEntries = kind<LogEntry>('log');
/** Laid down with every entry, under the entry's id, until the sealer has taken the entry into a seal. */
export const Unsealed = kind<{ readonly digest: string }>('unsealed');

export const logId = (entry: LogEntry): string => `${entry.at}|${entry.id}`;

/** SHA-256 of the entry, whatever the order of its fields. */
export const digestOf = (entry: LogEntry): string => {
  const fields = Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(fields)))
    .digest('hex');
};

/** One entry of the view log, laid under each person whose data it was; the others it was about are only counted. */
export type Look = Pick<LogEntry, 'at' | 'who' | 'agency' | 'what' | 'category' | 'refused'> & {
  readonly others?: number;
};

/** In the view log. id: `<ref>|<instant, counted down>|<entry id>`: a list begins with the newest. */
export const Looks = kind<Look>('look');

/** Milliseconds until the year 2286, sixteen digits: the later, the smaller. */
export const countedDown = (at: Date): string => String(9_999_999_999_999 - at.getTime()).padStart(16, '0');

/** By person, what is laid of an entry, each with its id. */
export const looksOf = ({ id, at, who, agency, what, category, refused, whose }: LogEntry): [string, Look][] => {
  const people = [...new Set(whose)];
  const look: Look = {
    ...{ at, who, what, category },
    ...(agency && { agency }),
    ...(refused && { refused }),
    ...(people.length > 1 && { others: people.length - 1 }),
  };
  return people.map((ref) => [`${ref}|${countedDown(new Date(at))}|${id}`, look]);
};

/** Rows of one transaction, beside the two of the entry. */
const LOOKS_AT_ONCE = 90;

/** Writes an entry with its looks. Those that one transaction does not hold follow it, and are laid by the check if it broke off. */
export const recordIn = async (views: Pick<Table, 'commit'>, partition: string, entry: LogEntry): Promise<void> => {
  const looks: Change[] = looksOf(entry).map(([id, look]) => create(Looks, id, look));
  await views.commit(partition, looks.slice(0, LOOKS_AT_ONCE), entry);
  for (let at = LOOKS_AT_ONCE; at < looks.length; at += LOOKS_AT_ONCE)
    await views.commit(partition, looks.slice(at, at + LOOKS_AT_ONCE));
};

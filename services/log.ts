/** The log the Data Protection Act 2018 s.62 asks for: who did what with whose data, never the data itself. */
import { createHash } from 'node:crypto';
import { kind } from './store.ts';

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

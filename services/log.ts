/** The log the Data Protection Act 2018 s.62 asks for: who did what with whose data, never the data itself. */

export type LogCategory = 'collection' | 'alteration' | 'consultation' | 'disclosure' | 'combination' | 'erasure';

export type LogEntry = {
  /** Unique; the entry of a change is also the receipt of its transaction. */
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  /** Person key (tenant|object id), or 'system'. */
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

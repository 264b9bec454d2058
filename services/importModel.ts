/** A register that came as a file: what is kept of it while it is checked, placed and, if it must be, taken out again. */
import type { Case } from './caseModel.ts';
import type { Instant, PersonKey } from './person.ts';
import type { Custody } from './rules/custody.ts';
import type { Day } from './rules/days.ts';
import { kind } from './store.ts';

/** What a register says of the past of a case. */
export type Past =
  | { readonly what: 'offended'; readonly on: Day }
  | { readonly what: 'custody'; readonly on: Day; readonly custody: Custody }
  | { readonly what: 'removed'; readonly on: Day; readonly why: string };

/** One line of a file, checked, without what it gets when it is placed. */
export type ImportLine = {
  readonly line: number;
  readonly case: Omit<Case, 'ref' | 'import'>;
  readonly past: readonly Past[];
};

/** Something to put right before anything is placed. `column` is missing where the whole line is meant. */
export type Fault = { readonly line: number; readonly column?: string; readonly why: string };

/** A line that is likely about somebody who stands elsewhere in the file or on the register. */
export type Double = {
  readonly line: number;
  readonly with: { readonly line: number } | { readonly ref: string };
  readonly why: readonly string[];
};

export type ImportState =
  /** To be fetched and read. */
  | 'receiving'
  /** Read; to be compared once more with the register. */
  | 'checking'
  /** Faultless; somebody decides whether it is placed. */
  | 'checked'
  | 'faulty'
  /** Could not be read at all. */
  | 'unreadable'
  | 'placing'
  | 'done'
  | 'undoing'
  | 'undone'
  /** To be forgotten without having been placed. */
  | 'dropping'
  | 'dropped';

/** Taken on by whichever instance comes first; the others leave it until then. */
export type Claim = { readonly heldBy?: string; readonly until?: Instant };

export type Import = Claim & {
  readonly id: string;
  /** The file's name. */
  readonly file: string;
  readonly by: PersonKey;
  /** Dropped by somebody who may drop a feed of the police only. */
  readonly feedOnly?: boolean;
  readonly at: Instant;
  readonly state: ImportState;
  /** Where the file can be fetched, until it has been. */
  readonly source?: string;
  /** Why it could not be read. */
  readonly why?: string;
  /** Under which its lines and findings are kept; each reading has its own. */
  readonly reading?: string;
  /** Headings that mean nothing here. */
  readonly unknown: readonly string[];
  readonly lines: number;
  readonly faults: number;
  readonly doubles: number;
  readonly checkedAt?: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
  /** References are `<before>-<number>` from `first` on, one for each line. */
  readonly block?: { readonly before: string; readonly first: number };
  /** Lines placed so far. */
  readonly placed: number;
  /** Of those placed, how many were looked at to be taken out. */
  readonly undone: number;
  /** References that stay because somebody has worked on them since: how many, and the first of them. */
  readonly kept: { readonly count: number; readonly refs: readonly string[] };
};

export const Imports = kind<Import>('import');
/** id: `<import>|<reading>|<number>` */
export const ImportLines = kind<{ readonly lines: readonly ImportLine[] }>('importline');
export const ImportFaults = kind<{ readonly faults: readonly Fault[] }>('importfault');
export const ImportDoubles = kind<{ readonly doubles: readonly Double[] }>('importdouble');

/** References named of those that stay. */
export const MOST_KEPT = 20;

export const refIn = ({ before, first }: NonNullable<Import['block']>, index: number): string =>
  `${before}-${String(first + index).padStart(3, '0')}`;

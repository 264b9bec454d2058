/** Something to be taken away as a file: made in parts, kept for an hour, handed over, gone. */
import type { Instant, PersonKey } from './person.ts';
import type { BodyId } from './rules/scheme.ts';
import { kind } from './store.ts';

export type ExportOf =
  | { readonly kind: 'register'; readonly body: BodyId }
  /** Everything held on the person of a case, or of a referral that became none (subject access). */
  | { readonly kind: 'person'; readonly ref: string; readonly as: 'json' | 'csv' }
  /** What is wrong with a file that was dropped, and who stands twice. */
  | { readonly kind: 'findings'; readonly import: string };

export type Export = {
  readonly id: string;
  readonly of: ExportOf;
  /** The file's; it names nobody. */
  readonly file: string;
  readonly by: PersonKey;
  readonly at: Instant;
  readonly state: 'making' | 'ready' | 'gone';
  /** Under which its parts are kept, where they were all laid down before it was ready. */
  readonly reading?: string;
  readonly parts: number;
  readonly bytes: number;
  /** Lines besides the heading. */
  readonly lines: number;
  /** Cases that whoever asked may not open. */
  readonly leftOut: number;
  /** How far the making is: the last id that was read. */
  readonly past?: string;
  readonly heldBy?: string;
  readonly until?: Instant;
  readonly readyAt?: Instant;
};

/** `whose`: references of the people whose data it carries. */
export type ExportPart = { readonly text: string; readonly whose: readonly string[] };

/** A link that works once. In the partition `people`; id: SHA-256 of its token. */
export type Link = {
  readonly area: string;
  readonly export: string;
  readonly by: PersonKey;
  readonly until: Instant;
};

export const Exports = kind<Export>('export');
/** id: `<export>|<number>`, or with its reading `<export>|<reading>|<number>` */
export const ExportParts = kind<ExportPart>('exportpart');
export const Links = kind<Link>('link');

/** Under which the parts of a file are kept. */
export const partsUnder = ({ id, reading }: Pick<Export, 'id' | 'reading'>): string =>
  reading === undefined ? `${id}|` : `${id}|${reading}|`;

/** A file is kept so long after it is ready, in milliseconds. */
export const KEPT_FOR = 60 * 60_000;
/** A link works so long, in milliseconds. */
export const LINK_FOR = 10 * 60_000;

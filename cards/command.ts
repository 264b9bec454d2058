/** A button, a typed command or a type-ahead: declared once with its verb, who may use it, and its input. */
import { z } from 'zod';
import type { LogCategory } from '../services/log.ts';
import type { PersonKey } from '../services/model.ts';
import type { Role } from '../services/permission.ts';
import type { Work } from '../services/work.ts';
import type { Card } from './render.ts';

/** What the person gets: a card in place of the one pressed, a sentence beside it, or a card posted in the channel. */
export type Answer =
  | { readonly card: Card; readonly offers?: FileOffer }
  /** `hands`: a file that the person has allowed Teams to take. */
  | { readonly say: string; readonly hands?: Uint8Array }
  | { readonly posted: true };

/** Teams asks the person, beside the card, whether this file may be put into their OneDrive; `context` comes back. */
export type FileOffer = {
  readonly file: string;
  readonly bytes: number;
  readonly context: Readonly<Record<string, string>>;
};

export type Caller = {
  readonly person: PersonKey;
  readonly name: string;
  readonly mri: string;
  readonly where: 'channel' | 'personal';
  /** The channel it came from. */
  readonly channel?: string | undefined;
};

export type Turn = Work & {
  readonly caller: Caller;
  readonly roles: ReadonlySet<Role>;
  /** Under which the bot itself is reached, for links; not every bot has one. */
  readonly publicUrl?: string | undefined;
};

/** What a button is about. It may come back on the card, so nothing longer is taken for one. */
export const Id = z.string().min(1).max(100, 'this is too long for a reference');

/** The words that start a command in chat, and what help says of it. */
export type Typed = {
  readonly words: string;
  readonly does: string;
  readonly where: readonly Caller['where'][];
  /** Only help lists it: Teams' own menu shows twelve. */
  readonly menu?: false;
  /** What a button would carry: worked out from where the command was typed and from the words that followed it. */
  readonly data?: (turn: Turn, words: string) => Promise<Record<string, unknown>>;
};

export type Command<Input = unknown> = {
  readonly verb: `${string}.${string}`;
  /**
   * `refresh`: Teams asks by itself; writes nothing, carries nothing a channel card may not, is not logged.
   * `view`: opened by a person; logged as a consultation. `change`: saved and logged in one transaction.
   */
  readonly does: 'refresh' | 'view' | 'change';
  readonly allowed: readonly Role[];
  readonly category?: LogCategory;
  readonly input: z.ZodType<Input>;
  readonly typed?: Typed;
  /** References of the people whose data it shows, where the input names more than one person. */
  whose?(input: Input, turn: Turn): Promise<readonly string[]>;
  run(input: Input, turn: Turn): Promise<Answer>;
};

export const command = <Input>(declared: Command<Input>): Command<Input> => declared;

/** A type-ahead; its dataset is written `name|area` on a card. */
export type Search = {
  readonly dataset: string;
  readonly allowed: readonly Role[];
  run(text: string, turn: Turn): Promise<readonly { readonly title: string; readonly value: string }[]>;
};

/** What a search from the compose box brings: what the searcher reads of it, and the card that others then read. */
export type Hit = {
  /** The reference of whom it is about. */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  /** Inserted into a conversation; it carries a reference, never a name. */
  readonly card: Card;
};

/** A search from the compose box, by the id of its command in the app's manifest. */
export type Finder = {
  readonly finds: string;
  readonly allowed: readonly Role[];
  run(text: string, turn: Turn): Promise<readonly Hit[]>;
};

export type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

/** A card that stands in a channel and is kept up to date; it carries references, never names. */
export type Showing = {
  readonly view: string;
  /** `summary`: one line for notifications. Undefined when there is nothing to show any more. */
  card(place: Place, subject: string): Promise<{ readonly card: Card; readonly summary: string } | undefined>;
};

/** A card sent to one person. `mention` is said in the channel, without personal data, to whoever cannot be messaged. */
export type Telling = {
  readonly view: string;
  readonly mention: string;
  /** The view command that opens the same card on a press, for whoever had to be mentioned instead. */
  opens(subject: string): { readonly verb: string; readonly data: Readonly<Record<string, unknown>> };
  card(
    place: Place,
    person: PersonKey,
    subject: string,
  ): Promise<{ readonly card: Card; readonly summary: string } | undefined>;
};

/** Everything the room remembers, kept in one file that is replaced whole. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { people } from './cast.ts';

export type Json = Record<string, unknown>;

export type Mention = { readonly type: 'mention'; readonly text: string; readonly mentioned: Json };

/** A file on a message: one that somebody attached, one that the bot asks to put into their OneDrive, one that lies there. */
export type FileCard =
  | { readonly kind: 'attached'; readonly name: string; readonly url: string }
  | {
      readonly kind: 'asked';
      readonly name: string;
      readonly description: string;
      readonly size: number;
      readonly accept: Json;
      readonly decline: Json;
    }
  | { readonly kind: 'arrived'; readonly name: string; readonly url: string };

export type Message = {
  readonly id: string;
  /** A channel or a personal chat, without the thread. */
  readonly conversation: string;
  /** The message that began the thread; its own id if it began one. */
  readonly root: string;
  /** Object id of a person, or 'bot'. */
  readonly from: string;
  readonly at: string;
  /** Counts the bot's edits. */
  version: number;
  text: string;
  mentions: readonly Mention[];
  card?: Json | undefined;
  file?: FileCard | undefined;
};

/** What one person's client shows in place of a message's card. */
export type View = { readonly card: Json; readonly at: number };

export type Contact = { readonly mri: string; readonly chat: string; installed: boolean };

export type State = {
  readonly team: { readonly id: string; readonly groupId: string };
  readonly channels: Readonly<Record<string, string>>;
  readonly contacts: Readonly<Record<string, Contact>>;
  messages: Message[];
  /** By `person|message`. */
  readonly views: Record<string, View>;
  port?: number;
  /** Object ids of those who have left the team. */
  gone?: string[];
  /** The set-up has been played to its end. */
  setUp?: boolean;
  /** The sample register has been loaded. */
  sample?: boolean;
  offsetMs: number;
};

export type Saved = { readonly state: State; save(): void; flush(): Promise<void> };

const threadId = () => `19:${randomBytes(16).toString('hex')}@thread.tacv2`;

/** Ids are drawn, not derived: as in Teams, nothing about a person follows from their `29:` id. */
function newState(names: readonly string[]): State {
  const channels = Object.fromEntries(names.map((name) => [name, threadId()]));
  const contacts = people.map((person) => [
    person.id,
    {
      mri: `29:1${randomBytes(40).toString('base64url')}`,
      chat: `a:1${randomBytes(60).toString('base64url')}`,
      installed: false,
    },
  ]);
  return {
    // A team's thread id is that of its General channel.
    team: { id: channels.General ?? '', groupId: randomUUID() },
    channels,
    contacts: Object.fromEntries(contacts),
    messages: [],
    views: {},
    offsetMs: 0,
  };
}

async function read(file: string): Promise<State | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as State;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** `channels`: those a new room begins with. */
export async function openState(channels: readonly string[], folder?: string): Promise<Saved> {
  if (!folder) return { state: newState(channels), save: () => undefined, flush: async () => undefined };
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'room.json');
  const state = (await read(file)) ?? newState(channels);
  let dirty = false;
  let writing = Promise.resolve();
  const write = async () => {
    if (!dirty) return;
    dirty = false;
    await writeFile(`${file}.new`, JSON.stringify(state));
    await rename(`${file}.new`, file);
  };
  const save = () => {
    dirty = true;
    writing = writing.then(write);
  };
  return { state, save, flush: () => writing };
}

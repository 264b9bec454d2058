/** Small verbs for playing a person: say, look, press, search. Nobody can press what they do not see. */
import { once } from 'node:events';
import type { Changes } from './api.ts';
import { dataOf, queryOf, readCard, type Typed } from './card.ts';
import { botName, type Person } from './cast.ts';
import type { ChannelName } from './castings.ts';
import type { Client, Composed, Found, Outcome } from './client.ts';
import type { Json, Message } from './state.ts';
import type { Place, Teams } from './teams.ts';

/** The personal chat with the bot, unless a channel is named. */
export type Where = { readonly channel?: ChannelName | undefined };

/** A message as this person's client shows it. */
export type Seen = {
  readonly message: string;
  /** The message the thread began with. */
  readonly root: string;
  readonly from: string;
  /** Everything readable on it, card included, one line a piece. */
  readonly text: string;
  readonly card?: Json | undefined;
  readonly buttons: readonly string[];
  /** Labels of the inputs. */
  readonly inputs: readonly string[];
};

export type Wanted = string | RegExp | ((seen: Seen) => boolean);
export type Inputs = Readonly<Record<string, Typed>>;
/** What a press brought, and the same press once more: as the repeat Teams sends, or ('new id') as its second kind of repeat. */
export type Pressed = Outcome & { readonly seen: Seen; again(change?: 'new id'): Promise<Outcome> };

export type Actor = ReturnType<typeof actor>;

/** How long a card may take to arrive. */
const patienceMs = 30_000;

export function actor(person: Person, room: { teams: Teams; client: Client; changes: Changes; old: boolean }) {
  const { teams, client, changes, old } = room;

  const placeOf = ({ channel }: Where): Place => {
    const id = channel ? teams.state.channels[channel] : teams.contact(person).chat;
    const found = teams.places.find((place) => place.id === id);
    if (!found) throw new Error(`There is no channel ${channel}.`);
    return found;
  };

  const seen = (message: Message): Seen => {
    const card = old ? message.card : client.shown(person, message);
    const { texts, buttons, inputs } = card ? readCard(card, old) : { texts: [], buttons: [], inputs: [] };
    return {
      message: message.id,
      root: message.root,
      from: teams.nameOf(message.from),
      text: [message.text, message.file?.name, ...texts].filter(Boolean).join('\n'),
      card,
      buttons: buttons.map(({ title }) => title),
      inputs: inputs.map(({ label, id }) => label || id),
    };
  };

  const messages = async (where: Where = {}): Promise<readonly Seen[]> => {
    const place = placeOf(where);
    if (!old) await client.look(person, place.id, true);
    return teams.state.messages.filter((message) => message.conversation === place.id).map(seen);
  };

  const fits = (wanted: Wanted, candidate: Seen): boolean => {
    if (typeof wanted === 'function') return wanted(candidate);
    return typeof wanted === 'string' ? candidate.text.includes(wanted) : wanted.test(candidate.text);
  };

  const current = (of: Seen): Message => {
    const message = teams.find(of.message);
    if (!message) throw new Error('That message is gone.');
    return message;
  };

  const find = async (wanted: Wanted, where: Where): Promise<Seen | undefined> =>
    (await messages(where)).findLast((candidate) => fits(wanted, candidate));

  const card = async (wanted: Wanted, where: Where = {}): Promise<Seen> => {
    const deadline = AbortSignal.timeout(patienceMs);
    for (;;) {
      const enough = new AbortController();
      const signal = AbortSignal.any([deadline, enough.signal]);
      const change = once(changes, 'change', { signal }).catch(() => undefined);
      const found = await find(wanted, where);
      if (!found && !deadline.aborted) {
        await change;
        continue;
      }
      enough.abort();
      if (found) return found;
      const there = (await messages(where)).map(({ text }) => text.slice(0, 300)).join('\n---\n');
      throw new Error(
        `${person.name} sees nothing like ${wanted} in ${where.channel ?? 'the personal chat'}:\n${there}`,
      );
    }
  };

  const search = async (of: Seen, label: string, text: string): Promise<readonly Found[]> => {
    const input = readCard(of.card ?? {}, old).inputs.find(
      (candidate) => candidate.label === label || candidate.id === label,
    );
    const query = input && queryOf(input);
    if (!query) throw new Error(`There is no type-ahead “${label}” on this card, only: ${of.inputs.join(', ')}.`);
    return client.search(person, current(of), query.dataset, text);
  };

  /** What was typed into a type-ahead becomes the value of the one result it names. */
  const picked = async (of: Seen, inputs: Inputs): Promise<Inputs> => {
    const out: Record<string, Typed> = { ...inputs };
    for (const { id, label, json } of readCard(of.card ?? {}, old).inputs) {
      const name = inputs[label] === undefined ? id : label;
      const typed = out[name];
      const fixed = (json.choices ?? []) as Found[];
      if (typed === undefined || typed === '' || !json['choices.data']) continue;
      const results = [...fixed, ...(await search(of, name, String(typed)))];
      const found = results.find(({ title, value }) => title === typed || value === typed);
      if (!found)
        throw new Error(`“${name}” found ${results.map(({ title }) => title).join(', ') || 'nothing'} for “${typed}”.`);
      out[name] = found.value;
    }
    return out;
  };

  const press = async (
    of: Seen,
    title: string,
    inputs: Inputs = {},
    how: { stale: boolean } = { stale: false },
  ): Promise<Pressed> => {
    const message = current(of);
    if (!how.stale && !old) await client.look(person, message.conversation, false);
    const now = how.stale ? of : seen(message);
    const button = readCard(now.card ?? {}, old).buttons.find((candidate) => candidate.title === title);
    if (!button)
      throw new Error(`${person.name} sees no button “${title}”, only: ${now.buttons.join(', ') || 'none'}.`);
    const data = dataOf(button, await picked(now, inputs));
    const { verb, id, type } = button.action;
    if (type === 'Action.Submit') {
      const failed = await client.submit(person, message, data);
      const outcome: Outcome = failed ?? { kind: 'message', text: '' };
      return {
        ...outcome,
        seen: seen(message),
        again: async () => (await client.submit(person, message, data)) ?? outcome,
      };
    }
    if (type !== 'Action.Execute') throw new Error(`“${title}” is a ${type}, which reaches no bot.`);
    const { outcome, again } = await client.press(person, message, { type, verb, data, ...(id ? { id } : {}) });
    return { ...outcome, seen: seen(message), again };
  };

  return {
    person,
    /** This person's `29:` id towards the bot. */
    mri: teams.contact(person).mri,

    /** Types a message; in a channel it mentions the bot, or the bot would not hear it. */
    say: (text: string, where: Where & { plain?: boolean; under?: Seen } = {}): Promise<void> => {
      const written = where.channel && !where.plain ? `<at>${botName}</at> ${text}` : text;
      return client.say(person, placeOf(where), written, where.under?.root);
    },

    /** Attaches a file to a message. */
    drop: (name: string, bytes: Buffer | string, where: Where = {}): Promise<void> =>
      client.drop(person, placeOf(where), name, Buffer.from(bytes)),

    /** Answers the newest question whether a file may be put into the person's OneDrive. */
    consent: async (accept: boolean): Promise<Outcome> => {
      const place = placeOf({});
      const asked = teams.state.messages.findLast(
        ({ conversation, file }) => conversation === place.id && file?.kind === 'asked',
      );
      if (!asked) throw new Error(`Nobody asks ${person.name} where a file may go.`);
      return client.consent(person, asked, accept);
    },

    /** All messages, oldest first, after the automatic refreshes that opening the place causes. */
    messages,
    /** The newest message that fits, as soon as there is one. */
    card,
    /** The newest message that fits, or undefined if there is none now. */
    find: (wanted: Wanted, where: Where = {}) => find(wanted, where),
    /** Presses a button of the card as it now stands; `stale` presses it as it was when looked at. */
    press,
    search,
    /** What the compose box of a conversation lists for these words; for none, what it opens with. */
    finds: (text: string, where: Where = {}): Promise<Composed> => client.compose(person, placeOf(where), 'find', text),
    /** Sends the hit with this title, found by these words, as a message of this person's own. */
    inserts: async (text: string, title: string, where: Where = {}): Promise<void> => {
      const { hits } = await client.compose(person, placeOf(where), 'find', text);
      const hit = hits.find((one) => one.title === title);
      if (!hit) throw new Error(`The box lists ${hits.map((one) => one.title).join(', ') || 'nothing'} for “${text}”.`);
      client.insert(person, placeOf(where), hit);
    },
    /** The refresh in the message's menu. */
    refresh: (of: Seen): Promise<Outcome> => client.refresh(person, current(of)),
  };
}

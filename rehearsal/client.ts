/** What Teams' clients do with cards: one person's own view of a message, automatic refresh, presses, searches. */
import type { Person } from './cast.ts';
import type { Answer, Door } from './door.ts';
import type { Drive } from './drive.ts';
import type { Json, Mention, Message } from './state.ts';
import type { Place, Teams } from './teams.ts';

export type Outcome =
  | { readonly kind: 'card'; readonly card: Json }
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

export type Found = { readonly title: string; readonly value: string };

/** What the compose box lists: the preview that the searcher reads, and the card it would insert. */
export type Hit = { readonly title: string; readonly text: string; readonly card: Json };
/** Hits, or a sentence in place of them. */
export type Composed = { readonly hits: readonly Hit[]; readonly hint?: string };

type ComposeAnswer = {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly {
    readonly content: Json;
    readonly preview: { readonly content: { readonly title: string; readonly text: string } };
  }[];
};

/** A press as it went out; sending it again is what Teams does when an answer was lost. */
export type Press = { readonly outcome: Outcome; again(change?: 'new id'): Promise<Outcome> };

type Trigger = 'automatic' | 'manual';

/** Teams refreshes for at most so many people a card. */
const refreshLimit = 60;
/** A view that came by an invoke is asked for again, on opening, after this long. */
const staleMs = 60_000;

const unreachable: Outcome = { kind: 'error', text: 'Unable to reach app. Please try again.' };
const wrong: Outcome = { kind: 'error', text: 'Something went wrong. Please try again.' };

function outcomeOf(answer: Answer): Outcome {
  if (answer?.status !== 200 || !answer.body) return unreachable;
  const { statusCode, type, value } = answer.body as { statusCode?: number; type?: string; value?: unknown };
  if (statusCode !== 200) return wrong;
  if (type === 'application/vnd.microsoft.card.adaptive' && value) return { kind: 'card', card: value as Json };
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string')
    return { kind: 'message', text: value };
  return wrong;
}

export type Client = ReturnType<typeof createClient>;

export function createClient(teams: Teams, door: Door, drive: Drive) {
  const { state, clock } = teams;
  const viewKey = (person: Person, message: Message) => `${person.id}|${message.id}`;
  /** The version at which a refresh failed; not tried again before the next edit, or before Teams is opened anew. */
  const failed = new Map<string, number>();
  const running = new Map<string, Promise<void>>();

  const placeOf = (message: Message): Place => {
    const at = teams.locate(message.conversation);
    if (!at) throw new Error(`No conversation ${message.conversation}.`);
    return at.place;
  };

  const shown = (person: Person, message: Message): Json | undefined =>
    state.views[viewKey(person, message)]?.card ?? message.card;

  const show = (person: Person, message: Message, card: Json) => {
    if (!teams.find(message.id)) return;
    state.views[viewKey(person, message)] = { card, at: clock.now().getTime() };
    teams.save();
    teams.changed(message.conversation);
  };

  /** Asks once more under the same id when nothing came back, as Teams was seen to do. */
  const ask = async (activity: Json): Promise<Outcome> => {
    const first = await door.deliver(activity);
    return outcomeOf(first?.body ? first : await door.deliver(activity));
  };

  const cardAction = (person: Person, message: Message, action: Json, trigger: Trigger) =>
    door.invoke(person, placeOf(message), message, 'adaptiveCard/action', { action, trigger });

  const refreshOf = (card: Json | undefined) => card?.refresh as { action?: Json; userIds?: string[] } | undefined;

  const due = (person: Person, message: Message, opening: boolean): boolean => {
    const { action, userIds: listed = [] } = refreshOf(shown(person, message)) ?? {};
    if (!action || listed.length > refreshLimit || !listed.includes(teams.contact(person).mri)) return false;
    if (failed.get(viewKey(person, message)) === message.version) return false;
    const view = state.views[viewKey(person, message)];
    return !view || (opening && clock.now().getTime() - view.at > staleMs);
  };

  const fetchView = async (person: Person, message: Message): Promise<void> => {
    const action = refreshOf(shown(person, message))?.action;
    if (!action) return;
    const { version } = message;
    const outcome = await ask(cardAction(person, message, action, 'automatic'));
    // An edit arrived meanwhile: this answer may be older than it.
    if (message.version !== version) return due(person, message, false) ? fetchView(person, message) : undefined;
    if (outcome.kind === 'card') return show(person, message, outcome.card);
    failed.set(viewKey(person, message), version);
    delete state.views[viewKey(person, message)];
  };

  const refreshed = (person: Person, message: Message): Promise<void> => {
    const key = viewKey(person, message);
    const already = running.get(key);
    if (already !== undefined) return already;
    const started = fetchView(person, message).finally(() => {
      running.delete(key);
      // Whatever came of it, nobody waits for it any more.
      teams.changed(message.conversation);
    });
    running.set(key, started);
    return started;
  };

  const press = async (person: Person, message: Message, action: Json): Promise<Press> => {
    const activity = cardAction(person, message, action, 'manual');
    const settle = (outcome: Outcome): Outcome => {
      if (outcome.kind === 'card') show(person, message, outcome.card);
      return outcome;
    };
    return {
      outcome: settle(await ask(activity)),
      again: async (change) =>
        settle(
          await ask(
            change ? { ...activity, id: `f:${crypto.randomUUID()}`, timestamp: clock.now().toISOString() } : activity,
          ),
        ),
    };
  };

  /** A mention as Teams writes it, taken from the text. */
  const mentionsIn = (text: string): Mention[] => {
    const written = `<at>${teams.bot.name}</at>`;
    return text.includes(written) ? [{ type: 'mention', text: written, mentioned: teams.bot }] : [];
  };

  const general = (): Place => {
    const place = teams.places.find(({ id }) => id === state.team.id);
    if (!place) throw new Error('The team has no General channel.');
    return place;
  };

  /** Whoever has left the team cannot write in it. */
  const mayWrite = (person: Person, place: Place): void => {
    if (place.kind === 'channel' && teams.isGone(person)) throw new Error(`${person.name} has left the team.`);
    if (place.kind === 'personal' && place.person !== person) throw new Error('That chat belongs to somebody else.');
  };

  return {
    shown,
    press,

    /** An owner takes somebody out of the team, or adds them again. */
    async membership(by: Person, person: Person, isIn: boolean): Promise<void> {
      teams.setGone(person, !isIn);
      const answer = await door.membership(by, general(), person, isIn ? 'added' : 'removed');
      if (!answer || answer.status >= 300) throw new Error('The app did not hear of it.');
    },

    /** This person's own view of it is on its way. */
    refreshing: (person: Person, message: Message): boolean => running.has(viewKey(person, message)),

    /** Opens Teams anew: views that did not come are asked for once more. */
    open(person: Person): void {
      for (const key of failed.keys()) if (key.startsWith(`${person.id}|`)) failed.delete(key);
    },

    /** Resolves when every automatic refresh that the look caused is done. */
    async look(person: Person, conversation: string, opening: boolean): Promise<void> {
      const here = state.messages.filter((message) => message.conversation === conversation);
      await Promise.all(
        here.filter((message) => due(person, message, opening)).map((message) => refreshed(person, message)),
      );
    },

    /** The refresh in the message's menu. */
    async refresh(person: Person, message: Message): Promise<Outcome> {
      const action = refreshOf(shown(person, message))?.action;
      if (!action) throw new Error('This card has nothing to refresh it by.');
      return (await press(person, message, action)).outcome;
    },

    /** The press of a client that shows Action.Execute's fallback. */
    async submit(person: Person, message: Message, data: Json): Promise<Outcome | undefined> {
      const answer = await door.submit(person, placeOf(message), message, data);
      return answer && answer.status < 300 ? undefined : unreachable;
    },

    async search(person: Person, message: Message, dataset: string, text: string): Promise<readonly Found[]> {
      const value = { queryText: text, queryOptions: { skip: 0, top: 15 }, dataset };
      const answer = await door.deliver(door.invoke(person, placeOf(message), message, 'application/search', value));
      const body = answer?.body as { value?: { results?: Found[] } } | undefined;
      if (answer?.status !== 200 || !body?.value?.results) throw new Error('The search gave no results.');
      return body.value.results.slice(0, 15);
    },

    /** Types into the search of the app's compose box; nothing typed is what it sends when it opens. */
    async compose(person: Person, place: Place, command: string, text: string): Promise<Composed> {
      const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'words', value: text }];
      const value = { commandId: command, parameters, queryOptions: { skip: 0, count: 25 } };
      const answer = await door.deliver(door.compose(person, place, 'composeExtension/query', value));
      const { composeExtension } = (answer?.body ?? {}) as { composeExtension?: ComposeAnswer };
      if (answer?.status !== 200 || !composeExtension) throw new Error('The search gave no answer.');
      const { type, text: hint, attachments = [] } = composeExtension;
      if (type === 'message') return { hits: [], hint: hint ?? '' };
      return { hits: attachments.map(({ content, preview }) => ({ ...preview.content, card: content })) };
    },

    /** Sends a hit as a message of this person's own. */
    insert(person: Person, place: Place, { card }: Pick<Hit, 'card'>): Message {
      mayWrite(person, place);
      return teams.post(place, person.id, { text: '', mentions: [], card });
    },

    /** Attaches a file to a message; in a channel it mentions the bot. */
    async drop(person: Person, place: Place, name: string, bytes: Buffer): Promise<void> {
      if (place.kind === 'personal' && (place.person !== person || !person.personalChat))
        throw new Error(`${person.name} has no such chat.`);
      mayWrite(person, place);
      const text = place.kind === 'channel' ? `<at>${teams.bot.name}</at>` : '';
      const file = { kind: 'attached', name, url: drive.add(name, bytes) } as const;
      const message = teams.post(place, person.id, { text, mentions: mentionsIn(text), file });
      const answer = await door.message(person, place, message);
      if (!answer || answer.status >= 300) throw new Error('The file could not be delivered to the app.');
    },

    /** Allows Teams to put the file where the bot asked to put it, or declines. */
    async consent(person: Person, message: Message, accept: boolean): Promise<Outcome> {
      const { file } = message;
      if (file?.kind !== 'asked') throw new Error('This message asks for no consent.');
      const url = accept ? drive.place(file.name) : '';
      const info = {
        contentUrl: url,
        name: file.name,
        uploadUrl: url,
        uniqueId: url.split('/').at(-1),
        fileType: file.name.split('.').at(-1),
      };
      const value = {
        type: 'fileUpload',
        action: accept ? 'accept' : 'decline',
        context: accept ? file.accept : file.decline,
        ...(accept && { uploadInfo: info }),
      };
      return outcomeOf(await door.deliver(door.invoke(person, placeOf(message), message, 'fileConsent/invoke', value)));
    },

    /** Types a message; resolves when the bot has dealt with it. A channel message reaches the bot only when it mentions it. */
    async say(person: Person, place: Place, text: string, root?: string): Promise<void> {
      if (place.kind === 'personal' && (place.person !== person || !person.personalChat)) {
        throw new Error(`${person.name} has no such chat.`);
      }
      mayWrite(person, place);
      if (place.kind === 'personal') teams.contact(person).installed = true;
      const mentions = mentionsIn(text);
      const message = teams.post(place, person.id, { text, mentions }, root);
      if (place.kind === 'channel' && mentions.length === 0) return;
      const answer = await door.message(person, place, message);
      if (!answer || answer.status >= 300) throw new Error('The message could not be delivered to the app.');
    },
  };
}

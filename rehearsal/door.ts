/** The way to the bot: activities in the shape Teams sends them, signed, over HTTP. */
import { randomUUID } from 'node:crypto';
import { hostTenant, type Person } from './cast.ts';
import type { Issuer } from './issuer.ts';
import type { Json, Message } from './state.ts';
import type { Place, Teams } from './teams.ts';

/** What came back; `undefined` when nothing did: refused, cut, or later than Teams waits. */
export type Answer = { readonly status: number; readonly body: unknown } | undefined;

export type Door = ReturnType<typeof createDoor>;

/** In a channel Teams gives the bot no address to fetch a file from. */
const attached = (place: Place, { name, url }: { readonly name: string; readonly url: string }): Json =>
  place.kind === 'personal'
    ? {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name,
        contentUrl: url,
        content: { downloadUrl: url, uniqueId: url.split('/').at(-1), fileType: name.split('.').at(-1) },
      }
    : { contentType: 'reference', name, contentUrl: url };

/** Teams asks again when the bot has not answered in 15 seconds. */
const patienceMs = 15_000;

export function createDoor(teams: Teams, issuer: Issuer, serviceUrl: () => string, botUrl: () => string) {
  /** Any body at all, signed as Teams signs; throws when no answer comes. */
  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; text: string }> => {
    const token = await issuer.sign(serviceUrl());
    const response = await fetch(botUrl(), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        'x-ms-tenant-id': hostTenant,
        ...headers,
      },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    return { status: response.status, text: await response.text() };
  };

  const deliver = async (activity: Json): Promise<Answer> => {
    try {
      const { status, text } = await post(JSON.stringify(activity), {
        'x-ms-conversation-id': String((activity.conversation as Json).id),
      });
      return { status, body: text ? parse(text) : undefined };
    } catch {
      return undefined;
    }
  };

  const base = (person: Person, place: Place, root?: string): Json => {
    const timestamp = teams.clock.now().toISOString();
    return {
      timestamp,
      localTimestamp: timestamp,
      localTimezone: 'Europe/London',
      channelId: 'msteams',
      serviceUrl: serviceUrl(),
      from: teams.account(person),
      recipient: teams.bot,
      locale: 'en-GB',
      entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web', timezone: 'Europe/London' }],
      ...teams.where(place, root),
    };
  };

  return {
    deliver,
    post,

    message(person: Person, place: Place, message: Message): Promise<Answer> {
      const activity = base(person, place, message.root);
      const { file } = message;
      return deliver({
        ...activity,
        type: 'message',
        id: message.id,
        text: message.text,
        textFormat: 'plain',
        attachments: [
          { contentType: 'text/html', content: `<div>${message.text}</div>` },
          ...(file?.kind === 'attached' ? [attached(place, file)] : []),
        ],
        entities: [...message.mentions, ...(activity.entities as Json[])],
      });
    },

    /** What a client without Action.Execute sends: a message without text. */
    submit(person: Person, place: Place, card: Message, value: Json): Promise<Answer> {
      const activity = base(person, place, card.root);
      return deliver({ ...activity, type: 'message', id: randomUUID(), replyToId: card.id, value });
    },

    /** What the compose box of a conversation sends; it belongs to no message. */
    compose(person: Person, place: Place, name: string, value: Json): Json {
      return { ...base(person, place), type: 'invoke', id: `f:${randomUUID()}`, name, value };
    },

    invoke(person: Person, place: Place, card: Message, name: string, value: Json): Json {
      return {
        ...base(person, place, card.root),
        type: 'invoke',
        id: `f:${randomUUID()}`,
        name,
        replyToId: card.id,
        value,
      };
    },

    /** An owner of the team adds somebody, or takes them out; Teams may say so more than once. */
    membership(by: Person, general: Place, person: Person, what: 'added' | 'removed'): Promise<Answer> {
      const activity = base(by, general);
      const eventType = what === 'added' ? 'teamMemberAdded' : 'teamMemberRemoved';
      return deliver({
        ...activity,
        type: 'conversationUpdate',
        id: randomUUID(),
        channelData: { ...(activity.channelData as Json), eventType },
        [what === 'added' ? 'membersAdded' : 'membersRemoved']: [teams.account(person)],
      });
    },

    /** The app is added to the team, or to a person's own chats. */
    async install(person: Person, place: Place): Promise<void> {
      const activity = base(person, place);
      const membersAdded = place.kind === 'personal' ? [teams.bot, teams.account(person)] : [teams.bot];
      const channelData = activity.channelData as Json;
      const eventType = place.kind === 'channel' ? { eventType: 'teamMemberAdded' } : {};
      const added = { ...activity, type: 'conversationUpdate', id: randomUUID(), membersAdded };
      await deliver({ ...added, channelData: { ...channelData, ...eventType } });
      await deliver({ ...activity, type: 'installationUpdate', id: randomUUID(), action: 'add' });
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

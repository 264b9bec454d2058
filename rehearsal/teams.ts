/** Who and where things are, in the shapes Teams gives them: accounts, conversations, channel data, and the messages in them. */
import { botName, hostTenant, type Person, people, personOf } from './cast.ts';
import type { Casting } from './castings.ts';
import type { Clock } from './clock.ts';
import type { FileCard, Json, Mention, Message, Saved } from './state.ts';

export type Place =
  | { readonly kind: 'channel'; readonly id: string; readonly name: string }
  | { readonly kind: 'personal'; readonly id: string; readonly person: Person };

export type Content = {
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly card?: Json | undefined;
  readonly file?: FileCard | undefined;
};

export type Teams = ReturnType<typeof createTeams>;

/** `changed` hears which conversation changed, after the change. */
export function createTeams(
  saved: Saved,
  casting: Casting,
  appId: string,
  clock: Clock,
  changed: (conversation: string) => void,
) {
  const { state } = saved;
  const bot = { id: `28:${appId}`, name: botName };

  const contact = (person: Person) => {
    const found = state.contacts[person.id];
    if (!found) throw new Error(`The saved room does not know ${person.name}; start over with --fresh.`);
    return found;
  };

  const account = (person: Person) => ({
    id: contact(person).mri,
    name: person.name,
    aadObjectId: person.id,
    ...(person.guest && { tenantId: person.tenant }),
  });

  const member = (person: Person) => ({
    ...account(person),
    objectId: person.id,
    givenName: person.name.split(' ')[0],
    surname: person.name.split(' ').slice(1).join(' '),
    email: person.email,
    userPrincipalName: person.guest ? `${person.email.replace('@', '_')}#EXT#@probation.example` : person.email,
    tenantId: person.tenant,
    userRole: person.guest ? 'guest' : 'user',
  });

  /** By `29:` id, object id or principal name, as Teams accepts them. */
  const findPerson = (id: string): Person | undefined =>
    people.find((person) => contact(person).mri === id || person.id === id || member(person).userPrincipalName === id);

  const places: readonly Place[] = [
    ...Object.entries(state.channels).map(([name, id]): Place => ({ kind: 'channel', id, name })),
    ...people.map((person): Place => ({ kind: 'personal', id: contact(person).chat, person })),
  ];

  /** A conversation id of the connector, with the thread it may name. */
  const locate = (conversation: string): { place: Place; root?: string } | undefined => {
    const [id, root] = conversation.split(';messageid=');
    const place = places.find((candidate) => candidate.id === id);
    return place && (root ? { place, root } : { place });
  };

  const newId = (): string => {
    // Teams' message ids are milliseconds, and the clock may have been moved back.
    let id = clock.now().getTime();
    while (state.messages.some((message) => message.id === String(id))) id += 1;
    return String(id);
  };

  const find = (id: string): Message | undefined => state.messages.find((message) => message.id === id);

  const dropViews = (message: string) => {
    for (const key of Object.keys(state.views)) if (key.endsWith(`|${message}`)) delete state.views[key];
  };

  const touched = (conversation: string) => {
    saved.save();
    changed(conversation);
  };

  return {
    bot,
    casting,
    state,
    clock,
    account,
    member,
    contact,
    findPerson,
    places,
    locate,
    find,
    save: saved.save,
    changed,

    isGone: (person: Person): boolean => state.gone?.includes(person.id) ?? false,

    /** Somebody is taken out of the team, or added to it. */
    setGone(person: Person, gone: boolean): void {
      const others = (state.gone ?? []).filter((id) => id !== person.id);
      state.gone = gone ? [...others, person.id] : others;
      touched('');
    },

    post(place: Place, from: string, content: Content, root?: string): Message {
      const id = newId();
      const at = clock.now().toISOString();
      const message: Message = { id, conversation: place.id, root: root ?? id, from, at, version: 1, ...content };
      state.messages.push(message);
      touched(place.id);
      return message;
    },

    edit(message: Message, content: Content): void {
      message.text = content.text;
      message.mentions = content.mentions;
      message.card = content.card;
      message.version += 1;
      dropViews(message.id);
      touched(message.conversation);
    },

    remove(message: Message): void {
      state.messages = state.messages.filter((other) => other !== message);
      dropViews(message.id);
      touched(message.conversation);
    },

    /** The part of an activity that says where it happened; `root` is the thread, in a channel. */
    where(place: Place, root?: string): { conversation: Json; channelData: Json } {
      const tenant = { id: hostTenant };
      if (place.kind === 'personal') {
        return {
          conversation: { conversationType: 'personal', tenantId: hostTenant, id: place.id },
          channelData: { tenant },
        };
      }
      return {
        conversation: {
          isGroup: true,
          conversationType: 'channel',
          tenantId: hostTenant,
          id: root ? `${place.id};messageid=${root}` : place.id,
        },
        channelData: {
          teamsChannelId: place.id,
          teamsTeamId: state.team.id,
          channel: { id: place.id },
          team: { id: state.team.id, aadGroupId: state.team.groupId, name: casting.team },
          tenant,
        },
      };
    },

    nameOf: (from: string): string => (from === 'bot' ? botName : personOf(from).name),
  };
}

/** The Bot Connector as the bot sees it: conversations, activities, members, team details. */
import { people } from './cast.ts';
import { type Call, type Faults, failure } from './faults.ts';
import { ok, type Reply, type Request, type Route, route } from './http.ts';
import type { FileCard, Json, Mention } from './state.ts';
import type { Content, Place, Teams } from './teams.ts';

/** What the bot asked for, kept so that a test can count it. */
export type ConnectorCall = {
  readonly call: Call;
  readonly conversation: string;
  readonly activity: Json;
  /** By this machine's clock, in milliseconds. */
  readonly at: number;
};

const cardType = 'application/vnd.microsoft.card.adaptive';
const fileTypes = {
  asked: 'application/vnd.microsoft.teams.card.file.consent',
  arrived: 'application/vnd.microsoft.teams.card.file.info',
};
/** Teams refuses messages above about 100 KB, counted in UTF-16. */
const messageLimit = 100 * 1024;

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** As Teams shows a file of the bot's; undefined for what is none. */
function fileOf({ contentType, name, content, contentUrl }: Json): FileCard | undefined {
  const about = (content ?? {}) as Json;
  if (contentType === fileTypes.arrived) return { kind: 'arrived', name: String(name), url: String(contentUrl) };
  if (contentType !== fileTypes.asked) return undefined;
  return {
    kind: 'asked',
    name: String(name),
    description: String(about.description),
    size: Number(about.sizeInBytes),
    accept: (about.acceptContext ?? {}) as Json,
    decline: (about.declineContext ?? {}) as Json,
  };
}

function contentOf(activity: Json): Content | Reply {
  if (JSON.stringify(activity).length * 2 > messageLimit) return failure(413, 'MessageSizeTooBig');
  const attachments = list(activity.attachments);
  const card = attachments[0];
  const file = card && fileOf(card);
  if (file && attachments.length === 1) return { text: '', mentions: [], file };
  if (attachments.length > 1 || (card && card.contentType !== cardType)) {
    return failure(400, 'Bad Argument', 'The rehearsal room takes one adaptive card a message.');
  }
  const mentions = list(activity.entities).filter((entity) => entity.type === 'mention') as unknown as Mention[];
  const text = typeof activity.text === 'string' ? activity.text : '';
  if (!card && !text) return failure(400, 'Bad Argument', 'A message needs text or a card.');
  return { text, mentions, card: card?.content as Json | undefined };
}

const isReply = (value: Content | Reply): value is Reply => value === undefined || 'status' in value;

const forbidden = failure(403, 'ForbiddenOperationException', "Bot isn't installed in user's personal scope");
const unknownConversation = failure(404, 'ConversationNotFound');
const unknownActivity = failure(404, 'ActivityNotFoundInConversation');

export function connectorRoutes(teams: Teams, faults: Faults, token: string, calls: ConnectorCall[]): readonly Route[] {
  const guarded =
    (run: Route['run']): Route['run'] =>
    (request) =>
      request.raw.headers.authorization === `Bearer ${token}` ? run(request) : failure(401, 'BotNotRegistered');

  const target = (place: Place) => (place.kind === 'personal' ? place.person.id : place.id);

  /** Runs a call on a conversation that exists, past the faults that wait for it. */
  const on = (call: Call, run: (at: { place: Place; root?: string }, request: Request) => Reply): Route['run'] =>
    guarded((request) => {
      const id = request.params.conversation ?? '';
      calls.push({ call, conversation: id, activity: request.body, at: Date.now() });
      const at = teams.locate(id);
      if (!at) return unknownConversation;
      return faults.pass(call, target(at.place), request, () => run(at, request));
    });

  const post = (place: Place, activity: Json, root?: string): { id: string } | Reply => {
    if (place.kind === 'personal' && !place.person.personalChat) return forbidden;
    if (activity.type !== 'message') return { id: crypto.randomUUID() };
    const content = contentOf(activity);
    if (isReply(content)) return content;
    if (content.file && place.kind !== 'personal') return failure(400, 'Bad Argument', 'Files go to one person only.');
    return { id: teams.post(place, 'bot', content, root).id };
  };

  const sent = (result: { id: string } | Reply): Reply =>
    result && 'id' in result ? { status: 201, body: result } : result;

  const createInChannel = (channel: string, activity: Json): Reply => {
    const at = teams.locate(channel);
    if (at?.place.kind !== 'channel') return unknownConversation;
    const result = post(at.place, activity);
    if (!result || !('id' in result)) return result;
    return { status: 201, body: { id: `${channel};messageid=${result.id}`, activityId: result.id } };
  };

  const createPersonal = (id: string): Reply => {
    const person = teams.findPerson(id);
    if (!person) return failure(400, 'Bad Argument', 'Unknown member.');
    const { chat, installed, mri } = teams.contact(person);
    // By object id only where the bot is installed for that person; by `29:` id for everybody of the team.
    if (!person.personalChat || (id !== mri && !installed)) return forbidden;
    return { status: 201, body: { id: chat } };
  };

  const create = guarded((request) => {
    const channelData = (request.body.channelData ?? {}) as { channel?: { id?: string } };
    const channel = channelData.channel?.id;
    const member = String(list(request.body.members)[0]?.id ?? '');
    const activity = (request.body.activity ?? {}) as Json;
    calls.push({ call: 'create', conversation: channel ?? member, activity, at: Date.now() });
    const to = channel ?? teams.findPerson(member)?.id;
    return faults.pass('create', to, request, () =>
      channel ? createInChannel(channel, activity) : createPersonal(member),
    );
  });

  const send = on('send', ({ place, root }, { body }) => sent(post(place, body, root)));

  const update = on('update', (_, { params, body }) => {
    const message = teams.find(params.activity ?? '');
    if (message?.from !== 'bot') return unknownActivity;
    const content = contentOf(body);
    if (isReply(content)) return content;
    teams.edit(message, content);
    return ok({ id: message.id });
  });

  const remove = on('delete', (_, { params }) => {
    const message = teams.find(params.activity ?? '');
    if (message?.from !== 'bot') return unknownActivity;
    teams.remove(message);
    return { status: 200 };
  });

  const present = (place: Place) =>
    place.kind === 'channel' ? people.filter((person) => !teams.isGone(person)) : [place.person];

  const members = on('members', ({ place }) => ok(present(place).map(teams.member)));

  const paged = on('members', ({ place }, { query }) => {
    const size = Math.min(500, Math.max(50, Number(query.get('pageSize') ?? 200)));
    const from = Number(query.get('continuationToken') ?? 0);
    const all = present(place).map(teams.member);
    const next = from + size < all.length ? { continuationToken: String(from + size) } : {};
    return ok({ members: all.slice(from, from + size), ...next });
  });

  const oneMember = on('members', ({ place }, { params }) => {
    const person = teams.findPerson(params.member ?? '');
    return person && present(place).includes(person)
      ? ok(teams.member(person))
      : failure(404, 'MemberNotFoundInConversation');
  });

  const ofTeam = (run: () => Reply) =>
    guarded(({ params }) => (params.team === teams.state.team.id ? run() : failure(404, 'TeamNotFound')));

  const details = ofTeam(() =>
    ok({
      id: teams.state.team.id,
      name: teams.casting.team,
      aadGroupId: teams.state.team.groupId,
      type: 'standard',
      channelCount: Object.keys(teams.state.channels).length,
      memberCount: people.filter((person) => !teams.isGone(person)).length,
    }),
  );

  const channels = ofTeam(() => {
    // Teams gives the General channel no name.
    const named = Object.entries(teams.state.channels).map(([name, id]) =>
      name === 'General' ? { id } : { id, name },
    );
    return ok({ conversations: named });
  });

  const activities = '/teams/v3/conversations/:conversation/activities';
  return [
    route('POST', '/teams/v3/conversations', create),
    route('POST', activities, send),
    route('POST', `${activities}/:activity`, send),
    route('PUT', `${activities}/:activity`, update),
    route('DELETE', `${activities}/:activity`, remove),
    route('GET', '/teams/v3/conversations/:conversation/members', members),
    route('GET', '/teams/v3/conversations/:conversation/pagedmembers', paged),
    route('GET', '/teams/v3/conversations/:conversation/members/:member', oneMember),
    route('GET', '/teams/v3/teams/:team', details),
    route('GET', '/teams/v3/teams/:team/conversations', channels),
  ];
}

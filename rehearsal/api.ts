/** What the page asks of the room. Each request says as whom. */
import type { EventEmitter } from 'node:events';
import { cast, people, personOf } from './cast.ts';
import { partOf, schemeNames } from './castings.ts';
import type { Client } from './client.ts';
import { type Fault, type Faults, failure } from './faults.ts';
import { ok, type Request, type Route, route } from './http.ts';
import type { Json, Message } from './state.ts';
import type { Place, Teams } from './teams.ts';

export type Changes = EventEmitter<{ change: [conversation: string] }>;

export function apiRoutes(teams: Teams, client: Client, faults: Faults, changes: Changes): readonly Route[] {
  const text = (body: Json, name: string): string => {
    const value = body[name];
    if (typeof value !== 'string' || value === '') throw new Error(`The request needs ${name}.`);
    return value;
  };
  const personIn = (body: Json) => personOf(text(body, 'person'));
  const messageIn = (body: Json): Message => {
    const message = teams.find(text(body, 'message'));
    if (!message) throw new Error('That message is gone.');
    return message;
  };
  const placeIn = (id: string): Place => {
    const at = teams.locate(id);
    if (!at) throw new Error('There is no such conversation.');
    return at.place;
  };

  /** A wish the room cannot fulfil is told as a sentence. */
  const asked = (method: string, path: string, run: (request: Request) => unknown): Route =>
    route(method, path, async (request) => {
      try {
        return ok((await run(request)) ?? {});
      } catch (error) {
        return failure(400, 'Refused', (error as Error).message);
      }
    });

  const room = () => ({
    scheme: teams.casting.name,
    others: schemeNames.filter((name) => name !== teams.casting.scheme),
    team: teams.casting.team,
    bot: teams.bot.name,
    now: teams.clock.now(),
    channels: Object.entries(teams.state.channels).map(([name, id]) => ({ name, id })),
    people: people.map((person) => ({
      ...person,
      ...partOf(teams.casting, person),
      gone: teams.isGone(person),
      chat: teams.contact(person).chat,
      mri: teams.contact(person).mri,
    })),
  });

  const messages = ({ query }: Request) => {
    const person = personOf(query.get('person') ?? '');
    const place = placeIn(query.get('conversation') ?? '');
    if (place.kind === 'personal' && place.person !== person) throw new Error('That chat belongs to somebody else.');
    if (query.has('opening')) client.open(person);
    // Teams shows a team to nobody who has left it.
    if (place.kind === 'channel' && teams.isGone(person)) return [];
    // The refreshed cards follow as changes; Teams too shows the posted card first. An old client refreshes nothing.
    if (!query.has('old')) void client.look(person, place.id, query.has('opening')).catch(() => undefined);
    const here = teams.state.messages.filter((message) => message.conversation === place.id);
    return here.map((message) => ({
      id: message.id,
      root: message.root,
      from: message.from,
      name: teams.nameOf(message.from),
      at: message.at,
      edited: message.version > 1,
      text: message.text,
      mentions: message.mentions,
      file: message.file,
      card: query.has('old') ? message.card : client.shown(person, message),
      refreshing: client.refreshing(person, message),
    }));
  };

  const events: Route['run'] = ({ response, raw }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write('retry: 1000\n\n');
    const tell = (conversation: string) => response.write(`data: ${JSON.stringify({ conversation })}\n\n`);
    changes.on('change', tell);
    raw.on('close', () => changes.off('change', tell));
    return undefined;
  };

  return [
    asked('GET', '/api/room', room),
    asked('GET', '/api/messages', messages),
    route('GET', '/api/events', events),
    asked('POST', '/api/say', async ({ body }) => {
      const root = typeof body.root === 'string' ? body.root : undefined;
      await client.say(personIn(body), placeIn(text(body, 'conversation')), text(body, 'text'), root);
    }),
    asked('POST', '/api/drop', async ({ body }) => {
      const bytes = Buffer.from(text(body, 'base64'), 'base64');
      await client.drop(personIn(body), placeIn(text(body, 'conversation')), text(body, 'name'), bytes);
    }),
    asked('POST', '/api/consent', ({ body }) => client.consent(personIn(body), messageIn(body), body.accept === true)),
    asked('POST', '/api/press', async ({ body }) => {
      const press = await client.press(personIn(body), messageIn(body), body.action as Json);
      return press.outcome;
    }),
    asked('POST', '/api/submit', ({ body }) => client.submit(personIn(body), messageIn(body), body.data as Json)),
    asked('POST', '/api/refresh', ({ body }) => client.refresh(personIn(body), messageIn(body))),
    asked('POST', '/api/search', ({ body }) =>
      client.search(personIn(body), messageIn(body), text(body, 'dataset'), text(body, 'text')),
    ),
    asked('POST', '/api/compose', ({ body }) =>
      client.compose(personIn(body), placeIn(text(body, 'conversation')), 'find', String(body.text ?? '')),
    ),
    asked('POST', '/api/insert', ({ body }) => {
      client.insert(personIn(body), placeIn(text(body, 'conversation')), { card: body.card as Json });
    }),
    asked('POST', '/api/membership', ({ body }) =>
      client.membership(cast.coordinator, personIn(body), body.in === true),
    ),
    asked('POST', '/api/clock', ({ body }) => {
      const to = new Date(text(body, 'to'));
      if (Number.isNaN(to.getTime())) throw new Error('That is not a time.');
      teams.clock.moveTo(to);
    }),
    asked('POST', '/api/faults', ({ body }) => faults.add(body as unknown as Fault)),
    asked('DELETE', '/api/faults', () => faults.clear()),
  ];
}

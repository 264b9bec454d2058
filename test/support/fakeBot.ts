/** A bot of a few lines for tests of the room: it checks the token, remembers what came, and answers as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { botAppId } from '../../rehearsal/cast.ts';
import type { Room } from '../../rehearsal/room.ts';
import type { Json } from '../../rehearsal/state.ts';

export type Activity = Json & {
  readonly type: string;
  readonly name?: string;
  readonly id: string;
  readonly text?: string;
  readonly from: { readonly id: string; readonly name: string; readonly aadObjectId: string };
  readonly conversation: { readonly id: string; readonly tenantId: string };
  readonly value?: { readonly action: { readonly verb: string; readonly data: Json }; readonly trigger: string };
};

/** The body of the answer; nothing for an empty one, 'never' for none at all. */
export type Answer = (activity: Activity) => unknown;

export type FakeBot = Awaited<ReturnType<typeof startFakeBot>>;

export async function startFakeBot(answer: Answer) {
  const received: Activity[] = [];
  let room: Room | undefined;
  let answering = answer;

  const verified = async (authorization: string | undefined): Promise<boolean> => {
    if (!room) return false;
    const metadata = (await (await fetch(room.metadataUrl)).json()) as { jwks_uri: string };
    const keys = createRemoteJWKSet(new URL(metadata.jwks_uri));
    const wanted = { issuer: 'https://api.botframework.com', audience: botAppId };
    const { payload } = await jwtVerify((authorization ?? '').replace('Bearer ', ''), keys, wanted);
    return payload.serviceurl === room.serviceUrl;
  };

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (!(await verified(request.headers.authorization).catch(() => false))) return response.writeHead(401).end();
    const activity = JSON.parse(text) as Activity;
    received.push(activity);
    const body = await answering(activity);
    if (body === 'never') return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));

  const connector = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${room?.serviceUrl}v3/${path}`, {
      method,
      headers: { authorization: `Bearer ${room?.connectorToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
  };
  const activities = (conversation: string) => `conversations/${encodeURIComponent(conversation)}/activities`;

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    received: received as readonly Activity[],
    meet: (met: Room) => {
      room = met;
    },
    answer: (next: Answer) => {
      answering = next;
    },
    connector,
    send: (conversation: string, card: Json) => connector('POST', activities(conversation), message(card)),
    update: (conversation: string, id: string, card: Json) =>
      connector('PUT', `${activities(conversation)}/${id}`, message(card)),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const message = (card: Json) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

export const asCard = (card: Json) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.card.adaptive',
  value: card,
});
export const asMessage = (value: string) => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

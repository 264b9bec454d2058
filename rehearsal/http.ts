/** The little of a web server that the room needs: routes with named parts, JSON in, JSON out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './state.ts';

export type Request = {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json;
  readonly raw: IncomingMessage;
  readonly response: ServerResponse;
};
export type Sent = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
/** `undefined` means the route has answered by itself. */
export type Reply = Sent | undefined;
export type Route = {
  readonly method: string;
  readonly path: string;
  readonly run: (request: Request) => Reply | Promise<Reply>;
  /** Reads the body itself, which is no JSON. */
  readonly raw?: boolean;
};

export const route = (method: string, path: string, run: Route['run']): Route => ({ method, path, run });
export const ok = (body: unknown): Sent => ({ status: 200, body });

function match(path: string, segments: readonly string[]): Record<string, string> | undefined {
  const wanted = path.split('/').slice(1);
  if (wanted.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = given;
    else if (part !== given) return undefined;
  }
  return params;
}

async function readJson(raw: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of raw) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? (JSON.parse(text) as Json) : {};
}

export async function serve(routes: readonly Route[], raw: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(raw.url ?? '/', 'http://room');
  const method = raw.method ?? 'GET';
  const segments = url.pathname.split('/').slice(1).map(decodeURIComponent);
  for (const candidate of routes) {
    const params = candidate.method === method ? match(candidate.path, segments) : undefined;
    if (!params) continue;
    const body = method === 'GET' || candidate.raw ? {} : await readJson(raw);
    send(
      response,
      await candidate.run({ method, path: url.pathname, params, query: url.searchParams, body, raw, response }),
    );
    return;
  }
  send(response, { status: 404, body: { error: { code: 'NotFound', message: `${method} ${url.pathname}` } } });
}

export function send(response: ServerResponse, reply: Reply): void {
  if (!reply) return;
  response.writeHead(reply.status, { 'content-type': 'application/json; charset=utf-8', ...reply.headers });
  response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
}

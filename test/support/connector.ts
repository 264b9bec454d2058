/** A Bot Connector on this machine that answers as it is told and remembers what it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly method: string;
  /** Decoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks wherever it likes
  readonly body: any;
};
export type Reply =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  /** The request arrives and the connection is cut. */
  | 'cut'
  /** The request arrives and nothing is ever answered. */
  | 'hang';

export type FakeConnector = {
  readonly serviceUrl: string;
  readonly asked: Asked[];
  /** What to answer from now on; a function that returns a promise keeps the request waiting. */
  answer(reply: Reply | ((asked: Asked) => Reply | Promise<Reply>)): void;
  close(): Promise<void>;
};

export const startConnector = async (): Promise<FakeConnector> => {
  const asked: Asked[] = [];
  let count = 0;
  const usual = (): Reply => ({ status: 201, body: { id: `message-${++count}` } });
  let next: (asked: Asked) => Reply | Promise<Reply> = usual;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://connector');
    const text = Buffer.concat(chunks).toString('utf8');
    const call: Asked = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: Object.fromEntries(url.searchParams),
      authorization: request.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    };
    asked.push(call);
    const reply = await next(call);
    if (reply === 'hang') return;
    if (reply === 'cut') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/teams/`,
    asked,
    answer: (reply) => {
      next = typeof reply === 'function' ? reply : () => reply;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

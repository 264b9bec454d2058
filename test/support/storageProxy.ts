/** Stands between the store and its table service, and fails the way networks and services fail. */
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

export type Mood =
  | 'pass on'
  /** Takes the request and never answers. */
  | 'hang'
  /** Cuts the connection before the request is passed on. */
  | 'refuse'
  /** Answers 500 and does nothing. */
  | 'fail'
  /** Passes every request on, after a wait just short of what the store has patience for. */
  | 'slow'
  /** Passes the next request on, waits until it is done, and cuts the connection instead of answering; then passes on. */
  | 'lose one answer';

export type StorageProxy = {
  readonly connectionString: string;
  mood: Mood;
  /** How many requests arrived. */
  readonly requests: number;
  stop(): Promise<void>;
};

export const startStorageProxy = async (connectionString: string): Promise<StorageProxy> => {
  const target = new URL(/TableEndpoint=([^;]+)/.exec(connectionString)?.[1] ?? '');
  let requests = 0;
  const forward = async (request: IncomingMessage) => {
    const body = await buffer(request);
    return new Promise<{ answer: IncomingMessage; content: Buffer }>((resolve, reject) => {
      const { method, headers, url: path } = request;
      send({ host: target.hostname, port: target.port, method, path, headers }, async (answer) =>
        resolve({ answer, content: await buffer(answer) }),
      )
        .once('error', reject)
        .end(body);
    });
  };
  const server = createServer(async (request, response) => {
    requests += 1;
    const { mood } = proxy;
    switch (mood) {
      case 'hang':
        return;
      case 'refuse':
        response.destroy();
        return;
      case 'fail':
        response.writeHead(500);
        response.end();
        return;
      case 'lose one answer':
        proxy.mood = 'pass on';
        await forward(request);
        response.destroy();
        return;
      case 'slow':
      case 'pass on': {
        if (mood === 'slow') await pause(2_500);
        const forwarded = await forward(request).catch(() => undefined);
        // Whoever asked has given up meanwhile.
        if (!forwarded) {
          response.destroy();
          return;
        }
        const { answer, content } = forwarded;
        // Two statements: where restify is loaded too, its own writeHead returns nothing.
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        response.end(content);
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const proxy: StorageProxy = {
    connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`),
    mood: 'pass on',
    get requests() {
      return requests;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
};

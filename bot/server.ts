/** The bot's HTTP listener: one door for Teams, and a sign of life. */
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import restify from 'restify';
import { z } from 'zod';
import { adapterFor } from './authentication.ts';
import type { Config } from './config.ts';
import { admit, isTooDeep } from './door.ts';
import { type Downloads, lookAt, type Page, take } from './download.ts';
import { COMPOSE, hint } from './finding.ts';
import type { Activity } from './inbound.ts';

/** The body of an answer to an invoke; Teams wants HTTP 200 whatever it says. */
export type InvokeResponse = { readonly status: 200; readonly body: object };

export type Server = { readonly port: number; close(): Promise<void> };

const LONGEST_BODY = 256 * 1024;

/** An empty answer makes Teams send the invoke again, so there is always something to say. */
const sorry = ({ name }: Activity): object => {
  const text = 'That did not work. Please try again.';
  if (name === 'application/search')
    return { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results: [] } };
  if (name === COMPOSE) return hint(text);
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text };
};

const Envelope = z.looseObject({ type: z.string().min(1) });

/** Restify inflates without a limit and dies of a damaged stream, and passes other types on unread: neither gets that far. */
const plainJsonOnly: restify.RequestHandler = (request, response, next) => {
  const plain = request.headers['content-encoding'] === undefined && request.getContentType() === 'application/json';
  if (plain) return next();
  response.send(415, {});
  return next(false);
};

/**
 * Listens and hands every admitted activity to `onActivity`, whose answer goes to Teams when the activity is an invoke.
 * 400: not an activity. 401: not authenticated. 403: authenticated, but refused by the door. In all three nothing was
 * processed, and the answer does not say why; the log does.
 */
export const startServer = async ({
  config,
  log,
  onActivity,
  downloads = { works: async () => false, open: async () => undefined },
}: {
  readonly config: Config;
  readonly log: Logger;
  readonly onActivity: (activity: Activity) => Promise<InvokeResponse | undefined>;
  /** What links that work once bring; without it none does. */
  readonly downloads?: Downloads;
}): Promise<Server> => {
  const adapter = adapterFor(config);

  const process = async (activity: Activity): Promise<object> => {
    let answer: InvokeResponse | undefined;
    try {
      answer = await onActivity(activity);
    } catch (fault) {
      log.error({ err: fault, type: activity.type }, 'an activity failed');
    }
    if (activity.type !== 'invoke') return {};
    return answer && Object.keys(answer.body).length > 0 ? answer.body : sorry(activity);
  };

  const receive = async (authorization: string, body: unknown): Promise<{ status: number; body: object }> => {
    const envelope = Envelope.safeParse(body);
    if (isTooDeep(body) || !envelope.success) return { status: 400, body: {} };
    let answer: { status: number; body: object } | undefined;
    try {
      await adapter.receive(authorization, envelope.data, async (context) => {
        const entry = admit(config, body);
        if (!entry.admitted) {
          log.warn({ why: entry.why, type: envelope.data.type }, 'turned away at the door');
          answer = { status: 403, body: {} };
          return;
        }
        answer = { status: 200, body: await process(entry.activity) };
        if (entry.activity.type === 'invoke') await context.sendActivity({ type: 'invokeResponse', value: answer });
      });
    } catch (refusal) {
      log.warn({ why: refusal instanceof Error ? refusal.message.slice(0, 200) : 'unknown' }, 'not authenticated');
    }
    return answer ?? { status: 401, body: {} };
  };

  const server = restify.createServer({ name: 'iom-panel', log } as unknown as restify.ServerOptions);
  // Restify's own errors (unknown path, too large, not JSON) keep their status and lose their words.
  server.on('restifyError', (_request, _response, error: { toJSON(): object }, done: () => void) => {
    error.toJSON = () => ({});
    done();
  });
  server.get('/health', async (_request, response) => {
    response.send(200, { status: 'up' });
  });
  server.post(
    '/api/messages',
    plainJsonOnly,
    restify.plugins.bodyReader({ maxBodySize: LONGEST_BODY }),
    ...restify.plugins.jsonBodyParser({ mapParams: false, bodyReader: true }),
    async (request: restify.Request, response: restify.Response) => {
      const answer = await receive(request.header('authorization', ''), request.body);
      response.send(answer.status, answer.body);
    },
  );

  const served =
    (page: (downloads: Downloads, token: string) => Promise<Page>) =>
    async (request: restify.Request, response: restify.Response): Promise<void> => {
      try {
        const { status, headers, body } = await page(downloads, String(request.params.token ?? ''));
        response.writeHead(status, headers);
        response.end(body);
      } catch (fault) {
        log.error({ err: fault }, 'a file could not be handed over');
        response.send(500, {});
      }
    };
  server.get('/download/:token', served(lookAt));
  server.post('/download/:token', served(take));

  await new Promise<void>((up, failed) => {
    server.once('error', failed);
    server.listen(config.port, config.host, () => up());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
      }),
  };
};

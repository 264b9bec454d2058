/**
 * What the bot sends, by its own `fetch`: the SDK repeats a POST three times behind one's back, and never gives up on
 * a connector that hangs. Here one call is one request, and its fate is a value.
 */
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';

export type Why =
  | 'blocked'
  | 'not installed'
  | 'disabled'
  | 'forbidden'
  | 'no conversation'
  | 'too big'
  | 'bad request'
  | 'not registered'
  | 'address not allowed'
  | 'fault';

export type Problem =
  /** Certainly not done; try again after so many milliseconds, or when it suits. `untried`: Teams was not even asked. */
  | { readonly fate: 'retry'; readonly after?: number | undefined; readonly code: string; readonly untried?: true }
  /** The message to change is no longer there. */
  | { readonly fate: 'gone' }
  /** Not done, and trying again will not help. */
  | { readonly fate: 'refused'; readonly why: Why; readonly code: string }
  /** Perhaps done, perhaps not; not to be tried again before so many milliseconds, where Teams says so. */
  | { readonly fate: 'unknown'; readonly after?: number | undefined; readonly code: string };

/** `id` is missing when Teams has accepted a message without naming it (202). */
export type Sent = { readonly fate: 'sent'; readonly id?: string | undefined } | Problem;
export type Read<T> = { readonly fate: 'read'; readonly value: T } | Problem;

export type Message = { readonly type: 'message'; readonly [property: string]: unknown };

export type Conversation = { readonly serviceUrl: string; readonly conversation: string };

const RosterEntry = z.object({
  id: z.string(),
  name: z.string().nullish(),
  objectId: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  userRole: z.string().nullish(),
});
export type RosterEntry = z.infer<typeof RosterEntry>;
const RosterPage = z.object({ members: z.array(RosterEntry), continuationToken: z.string().nullish() });
const Team = z.object({ id: z.string(), name: z.string().nullish() });

export type Connector = {
  /** A new message of a conversation; in a channel's thread when the conversation's id names one. */
  post(to: Conversation, message: Message): Promise<Sent>;
  reply(to: Conversation, activity: string, message: Message): Promise<Sent>;
  update(to: Conversation, activity: string, message: Message): Promise<Sent>;
  remove(to: Conversation, activity: string): Promise<Sent>;
  /** The person's chat with the bot, made if there is none; `id` is the conversation's. */
  createPersonal(to: { readonly serviceUrl: string; readonly tenant: string; readonly mri: string }): Promise<Sent>;
  /** A new thread of a channel; `id` is the message's, its conversation `<channel>;messageid=<id>`. */
  createThread(
    to: { readonly serviceUrl: string; readonly tenant: string; readonly channel: string },
    message: Message,
  ): Promise<Sent>;
  /** Everybody in the conversation, all pages. */
  members(of: Conversation): Promise<Read<RosterEntry[]>>;
  /** `member`: Teams' own id (`29:…`) or an object id. */
  member(of: Conversation, member: string): Promise<Read<RosterEntry>>;
  team(of: {
    readonly serviceUrl: string;
    readonly team: string;
  }): Promise<Read<{ id: string; name?: string | null | undefined }>>;
};

/** Two bodies exist: `{error: {code}}`, and `{errorCode, message}` whose message is itself JSON with a `subCode`. */
const codeOf = (body: unknown): string | undefined => {
  const Plain = z.object({ error: z.object({ code: z.string() }) });
  const plain = Plain.safeParse(body);
  if (plain.success) return plain.data.error.code;
  const nested = z.object({ message: z.string() }).safeParse(body);
  if (!nested.success) return undefined;
  return z.object({ subCode: z.string() }).safeParse(parseJson(nested.data.message)).data?.subCode;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const FORBIDDEN: Readonly<Record<string, Why>> = {
  BotDisabledByAdmin: 'disabled',
  BotNotInConversationRoster: 'not installed',
  ForbiddenOperationException: 'not installed',
  ConversationBlockedByUser: 'blocked',
  MessageWritesBlocked: 'blocked',
};

/** Errors of a connection that never came about: nothing can have arrived. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const waitAsked = (response: Response): number | undefined => {
  const header = response.headers.get('retry-after');
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - Date.parse(response.headers.get('date') ?? '');
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
};

/** The status codes a bot may see and what each allows it to do, as Teams documents them. */
const problem = (response: Response, body: unknown, changing: boolean): Problem => {
  const { status } = response;
  const code = codeOf(body) ?? String(status);
  switch (status) {
    case 412:
    case 429:
      return { fate: 'retry', after: waitAsked(response), code };
    case 502:
    case 503:
    case 504:
      return { fate: 'unknown', after: waitAsked(response), code };
    case 401:
      return { fate: 'refused', why: 'not registered', code };
    case 403:
      return { fate: 'refused', why: FORBIDDEN[code] ?? 'forbidden', code };
    case 404:
      return changing ? { fate: 'gone' } : { fate: 'refused', why: 'no conversation', code };
    case 413:
      return { fate: 'refused', why: 'too big', code };
    default:
      return { fate: 'refused', why: status < 500 ? 'bad request' : 'fault', code };
  }
};

const failed = (error: unknown): Problem => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = String((cause as { code?: unknown } | null)?.code ?? (error instanceof Error ? error.name : 'error'));
  return NEVER_SENT.includes(code) ? { fate: 'retry', code } : { fate: 'unknown', code };
};

type Call = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly serviceUrl: string;
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** Pages of a roster; a service that always names a next page must not keep the bot for ever. */
const MOST_PAGES = 40;
const PAGE = '500';

/** `timeout`: milliseconds for one call, token included. */
export const createConnector = ({
  appId,
  token,
  mayCall,
  timeout = 8_000,
}: {
  readonly appId: string;
  readonly token: () => Promise<string>;
  readonly mayCall: (serviceUrl: string) => boolean;
  readonly timeout?: number;
}): Connector => {
  const bot = { id: `28:${appId}` };

  const call = async ({ method, serviceUrl, path, query, body }: Call): Promise<Read<unknown>> => {
    if (!mayCall(serviceUrl)) return { fate: 'refused', why: 'address not allowed', code: 'address' };
    // Half a pair of surrogates cannot stand in an address: nothing has such an id.
    if (!path.every((part) => part.isWellFormed()))
      return { fate: 'refused', why: 'no conversation', code: 'not an id' };
    const signal = AbortSignal.timeout(timeout);
    let bearer: string;
    try {
      const late = after(timeout, undefined, { ref: false }).then(() => Promise.reject(new Error('no token in time')));
      bearer = await Promise.race([token(), late]);
    } catch {
      return { fate: 'retry', code: 'no token' };
    }
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const url = `${serviceUrl.replace(/\/+$/, '')}/v3/${path.map(encodeURIComponent).join('/')}${search}`;
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        signal,
        redirect: 'manual',
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      return failed(error);
    }
    // The status has decided; an answer that breaks off after it only costs the id.
    const answer = parseJson(await response.text().catch(() => ''));
    return response.ok
      ? { fate: 'read', value: answer }
      : problem(response, answer, method === 'PUT' || method === 'DELETE');
  };

  const send = async (request: Call): Promise<Sent> => {
    const answer = await call(request);
    if (answer.fate !== 'read') return answer;
    return { fate: 'sent', id: z.object({ id: z.string().min(1) }).safeParse(answer.value).data?.id };
  };

  const read = async <T>(request: Call, shape: z.ZodType<T>): Promise<Read<T>> => {
    const answer = await call(request);
    if (answer.fate !== 'read') return answer;
    const value = shape.safeParse(answer.value);
    return value.success
      ? { fate: 'read', value: value.data }
      : { fate: 'refused', why: 'fault', code: 'answer not understood' };
  };

  const activities = ({ serviceUrl, conversation }: Conversation, ...activity: string[]) => ({
    serviceUrl,
    path: ['conversations', conversation, 'activities', ...activity],
  });

  return {
    post: (to, message) => send({ method: 'POST', ...activities(to), body: message }),
    reply: (to, activity, message) =>
      send({ method: 'POST', ...activities(to, activity), body: { ...message, replyToId: activity } }),
    update: (to, activity, message) =>
      send({ method: 'PUT', ...activities(to, activity), body: { ...message, id: activity } }),
    remove: (to, activity) => send({ method: 'DELETE', ...activities(to, activity) }),

    createPersonal: ({ serviceUrl, tenant, mri }) =>
      send({
        method: 'POST',
        serviceUrl,
        path: ['conversations'],
        body: {
          isGroup: false,
          bot,
          members: [{ id: mri }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        },
      }),

    createThread: async ({ serviceUrl, tenant, channel }, message) => {
      const sent = await send({
        method: 'POST',
        serviceUrl,
        path: ['conversations'],
        body: {
          isGroup: true,
          bot,
          channelData: { channel: { id: channel }, tenant: { id: tenant } },
          activity: message,
        },
      });
      return sent.fate === 'sent' ? { fate: 'sent', id: sent.id?.split(';messageid=')[1] } : sent;
    },

    members: async ({ serviceUrl, conversation }) => {
      const everybody: RosterEntry[] = [];
      let next: string | null | undefined;
      for (let page = 0; page < MOST_PAGES; page++) {
        const query: Record<string, string> = { pageSize: PAGE, ...(next ? { continuationToken: next } : {}) };
        const path = ['conversations', conversation, 'pagedmembers'];
        const answer = await read({ method: 'GET', serviceUrl, path, query }, RosterPage);
        if (answer.fate !== 'read') return answer;
        everybody.push(...answer.value.members);
        next = answer.value.continuationToken;
        if (!next) return { fate: 'read', value: everybody };
      }
      return { fate: 'refused', why: 'fault', code: 'roster without end' };
    },

    member: ({ serviceUrl, conversation }, member) =>
      read({ method: 'GET', serviceUrl, path: ['conversations', conversation, 'members', member] }, RosterEntry),

    team: ({ serviceUrl, team }) => read({ method: 'GET', serviceUrl, path: ['teams', team] }, Team),
  };
};

import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Connector, createConnector } from '../../bot/connector.ts';
import { APP, CHANNEL, HOST, TEAM } from '../support/bot.ts';
import { type FakeConnector, type Reply, startConnector } from '../support/connector.ts';

let teams: FakeConnector;
let connector: Connector;
let serviceUrl: string;

beforeAll(async () => {
  teams = await startConnector();
  serviceUrl = teams.serviceUrl;
  connector = createConnector({
    appId: APP,
    token: async () => 'own-token',
    mayCall: (url) => url.startsWith('http://127.0.0.1:'),
  });
});
afterAll(() => teams.close());
beforeEach(() => {
  teams.asked.length = 0;
  teams.answer({ status: 201, body: { id: '1700' } });
});

const chat = () => ({ serviceUrl, conversation: 'a:priya' });
const message = { type: 'message', summary: 'A card' } as const;

describe('what is asked of Teams', () => {
  const thread = `${CHANNEL};messageid=1699`;
  test.for<[string, () => Promise<unknown>, string, string, object | undefined]>([
    ['a message', () => connector.post(chat(), message), 'POST', '/v3/conversations/a:priya/activities', message],
    [
      'a message in a thread',
      () => connector.post({ serviceUrl, conversation: thread }, message),
      'POST',
      `/v3/conversations/${thread}/activities`,
      message,
    ],
    [
      'a reply',
      () => connector.reply(chat(), '1699', message),
      'POST',
      '/v3/conversations/a:priya/activities/1699',
      { ...message, replyToId: '1699' },
    ],
    [
      'an edit',
      () => connector.update(chat(), '1699', message),
      'PUT',
      '/v3/conversations/a:priya/activities/1699',
      { ...message, id: '1699' },
    ],
    [
      'a removal',
      () => connector.remove(chat(), '1699'),
      'DELETE',
      '/v3/conversations/a:priya/activities/1699',
      undefined,
    ],
    [
      'a personal chat',
      () => connector.createPersonal({ serviceUrl, tenant: HOST, mri: '29:priya' }),
      'POST',
      '/v3/conversations',
      {
        isGroup: false,
        bot: { id: `28:${APP}` },
        members: [{ id: '29:priya' }],
        tenantId: HOST,
        channelData: { tenant: { id: HOST } },
      },
    ],
    [
      'a new thread',
      () => connector.createThread({ serviceUrl, tenant: HOST, channel: CHANNEL }, message),
      'POST',
      '/v3/conversations',
      {
        isGroup: true,
        bot: { id: `28:${APP}` },
        channelData: { channel: { id: CHANNEL }, tenant: { id: HOST } },
        activity: message,
      },
    ],
  ])('%s', async ([, ask, method, path, body]) => {
    await ask();
    expect(teams.asked).toEqual([
      { method, path: `/teams${path}`, query: {}, authorization: 'Bearer own-token', body },
    ]);
  });

  test('a new thread’s id is its message’s', async () => {
    teams.answer({ status: 201, body: { id: `${CHANNEL};messageid=1701`, activityId: '1701' } });
    const to = { serviceUrl, tenant: HOST, channel: CHANNEL };
    expect(await connector.createThread(to, message)).toEqual({ fate: 'sent', id: '1701' });
  });
});

describe('fates', () => {
  const coded = (status: number, code: string, headers = {}): Reply => ({
    status,
    body: { error: { code, message: 'x' } },
    headers,
  });
  const writesBlocked: Reply = {
    status: 403,
    body: { errorCode: 209, message: '{\n  "subCode": "MessageWritesBlocked",\n  "details": "Thread is blocked"\n}' },
  };

  test.for<[string, Reply, object]>([
    ['201', { status: 201, body: { id: '1700' } }, { fate: 'sent', id: '1700' }],
    ['202 without a body', { status: 202 }, { fate: 'sent', id: undefined }],
    ['400', coded(400, 'BadArgument'), { fate: 'refused', why: 'bad request', code: 'BadArgument' }],
    ['401', coded(401, 'BotNotRegistered'), { fate: 'refused', why: 'not registered', code: 'BotNotRegistered' }],
    [
      '403 by an admin',
      coded(403, 'BotDisabledByAdmin'),
      { fate: 'refused', why: 'disabled', code: 'BotDisabledByAdmin' },
    ],
    [
      '403 off the roster',
      coded(403, 'BotNotInConversationRoster'),
      { fate: 'refused', why: 'not installed', code: 'BotNotInConversationRoster' },
    ],
    [
      '403 by the person',
      coded(403, 'ConversationBlockedByUser'),
      { fate: 'refused', why: 'blocked', code: 'ConversationBlockedByUser' },
    ],
    [
      '403 not installed',
      coded(403, 'ForbiddenOperationException'),
      { fate: 'refused', why: 'not installed', code: 'ForbiddenOperationException' },
    ],
    [
      '403 without permission',
      coded(403, 'NotEnoughPermissions'),
      { fate: 'refused', why: 'forbidden', code: 'NotEnoughPermissions' },
    ],
    [
      '403 in the wrong cloud',
      coded(403, 'InvalidBotApiHost'),
      { fate: 'refused', why: 'forbidden', code: 'InvalidBotApiHost' },
    ],
    [
      '403 with its reason inside a string',
      writesBlocked,
      { fate: 'refused', why: 'blocked', code: 'MessageWritesBlocked' },
    ],
    ['403 without a reason', { status: 403 }, { fate: 'refused', why: 'forbidden', code: '403' }],
    [
      '404',
      coded(404, 'ConversationNotFound'),
      { fate: 'refused', why: 'no conversation', code: 'ConversationNotFound' },
    ],
    ['412', coded(412, 'PreconditionFailed'), { fate: 'retry', after: undefined, code: 'PreconditionFailed' }],
    ['413', coded(413, 'MessageSizeTooBig'), { fate: 'refused', why: 'too big', code: 'MessageSizeTooBig' }],
    ['429', coded(429, 'Throttled'), { fate: 'retry', after: undefined, code: 'Throttled' }],
    [
      '429 with seconds',
      coded(429, 'Throttled', { 'retry-after': '40' }),
      { fate: 'retry', after: 40_000, code: 'Throttled' },
    ],
    [
      '429 with a date',
      coded(429, 'Throttled', {
        date: 'Sun, 22 Nov 2026 10:00:00 GMT',
        'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT',
      }),
      { fate: 'retry', after: 30_000, code: 'Throttled' },
    ],
    [
      '429 with nonsense',
      coded(429, 'Throttled', { 'retry-after': 'soon' }),
      { fate: 'retry', after: undefined, code: 'Throttled' },
    ],
    ['500', coded(500, 'ServiceError'), { fate: 'refused', why: 'fault', code: 'ServiceError' }],
    ['502', { status: 502 }, { fate: 'unknown', code: '502' }],
    [
      '503 with Retry-After',
      coded(503, 'ServiceUnavailable', { 'retry-after': '1' }),
      { fate: 'unknown', after: 1_000, code: 'ServiceUnavailable' },
    ],
    ['504', { status: 504 }, { fate: 'unknown', code: '504' }],
    ['408, which is not on the list', { status: 408 }, { fate: 'refused', why: 'bad request', code: '408' }],
    [
      'a redirect, which would carry the token away',
      { status: 307, headers: { location: 'http://127.0.0.1:9/' } },
      { fate: 'refused', why: 'bad request', code: '307' },
    ],
    ['a cut connection', 'cut', { fate: 'unknown', code: 'UND_ERR_SOCKET' }],
  ])('%s, after exactly one POST', async ([, reply, fate]) => {
    teams.answer(reply);
    expect(await connector.post(chat(), message)).toEqual(fate);
    expect(teams.asked).toHaveLength(1);
  });

  test('a message that went away can be told from a refusal', async () => {
    teams.answer(coded(404, 'ActivityNotFoundInConversation'));
    expect(await connector.update(chat(), '1699', message)).toEqual({ fate: 'gone' });
    expect(await connector.remove(chat(), '1699')).toEqual({ fate: 'gone' });
  });

  const impatient = (token = async () => 'own-token') =>
    createConnector({ appId: APP, token, mayCall: () => true, timeout: 2_000 });

  test('a connector that never answers is given up, after exactly one POST', async () => {
    teams.answer('hang');
    expect(await impatient().post(chat(), message)).toEqual({ fate: 'unknown', code: expect.anything() });
    expect(teams.asked).toHaveLength(1);
  });

  test.for<[string, () => Promise<string>]>([
    ['is refused', () => Promise.reject(new Error('AADSTS7000229'))],
    ['never comes', () => new Promise(() => {})],
  ])('a token that %s: nothing was sent, so it is safe to try again', async ([, token]) => {
    expect(await impatient(token).post(chat(), message)).toEqual({ fate: 'retry', code: 'no token' });
    expect(teams.asked).toHaveLength(0);
  });

  test('nobody listens: nothing was sent, so it is safe to try again', async () => {
    const free = createServer();
    const port = await new Promise<number>((up) =>
      free.listen(0, '127.0.0.1', () => up((free.address() as { port: number }).port)),
    );
    await new Promise((closed) => free.close(closed));
    const to = { serviceUrl: `http://127.0.0.1:${port}/`, conversation: 'a:priya' };
    expect(await connector.post(to, message)).toEqual({ fate: 'retry', code: 'ECONNREFUSED' });
  });

  test('an id that no address can hold is that of nothing', async () => {
    const to = { serviceUrl, conversation: 'a:\ud800' };
    expect(await connector.post(to, message)).toMatchObject({ fate: 'refused', why: 'no conversation' });
    expect(teams.asked).toHaveLength(0);
  });

  test('the token goes to no address that is not allowed', async () => {
    const to = { serviceUrl: serviceUrl.replace('127.0.0.1', 'localhost'), conversation: 'a:priya' };
    expect(await connector.post(to, message)).toMatchObject({ fate: 'refused', why: 'address not allowed' });
    expect(teams.asked).toHaveLength(0);
  });
});

describe('the roster', () => {
  const team = () => ({ serviceUrl, conversation: TEAM });
  const person = (id: string) => ({ id, name: id, objectId: id });

  test('comes in pages', async () => {
    teams.answer(({ query }) => ({
      status: 200,
      body: query.continuationToken
        ? { members: [person('29:b')], continuationToken: null }
        : { members: [person('29:a')], continuationToken: 'next' },
    }));
    expect(await connector.members(team())).toEqual({ fate: 'read', value: [person('29:a'), person('29:b')] });
    expect(teams.asked.map(({ path, query }) => [path, query])).toEqual([
      [`/teams/v3/conversations/${TEAM}/pagedmembers`, { pageSize: '500' }],
      [`/teams/v3/conversations/${TEAM}/pagedmembers`, { pageSize: '500', continuationToken: 'next' }],
    ]);
  });

  test('without an end is given up', async () => {
    teams.answer({ status: 200, body: { members: [], continuationToken: 'next' } });
    expect(await connector.members(team())).toMatchObject({ fate: 'refused', code: 'roster without end' });
  });

  test.for<[string, Reply, object]>([
    ['nobody', { status: 200, body: { members: [] } }, { fate: 'read', value: [] }],
    [
      'a page that is none',
      { status: 200, body: [] },
      { fate: 'refused', why: 'fault', code: 'answer not understood' },
    ],
    [
      'too many questions',
      { status: 429, headers: { 'retry-after': '2' } },
      { fate: 'retry', after: 2000, code: '429' },
    ],
  ])('%s', async ([, reply, expected]) => {
    teams.answer(reply);
    expect(await connector.members(team())).toEqual(expected);
  });

  test('one member, and the team itself', async () => {
    teams.answer({
      status: 200,
      body: { id: '29:a', name: 'Priya Example', aadObjectId: 'x', email: 'priya@probation.example' },
    });
    expect(await connector.member(team(), '29:a')).toEqual({
      fate: 'read',
      value: { id: '29:a', name: 'Priya Example', aadObjectId: 'x' },
    });
    teams.answer({ status: 200, body: { id: TEAM, name: 'Northtown IOM' } });
    expect(await connector.team({ serviceUrl, team: TEAM })).toEqual({
      fate: 'read',
      value: { id: TEAM, name: 'Northtown IOM' },
    });
    expect(teams.asked.map(({ path }) => path)).toEqual([
      `/teams/v3/conversations/${TEAM}/members/29:a`,
      `/teams/v3/teams/${TEAM}`,
    ]);
  });
});

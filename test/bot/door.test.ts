import { gzipSync } from 'node:zlib';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../../bot/config.ts';
import { mayCall } from '../../bot/door.ts';
import type { Activity } from '../../bot/inbound.ts';
import { type InvokeResponse, type Server, startServer } from '../../bot/server.ts';
import { APP, activity, configFor, HOST, OTHER_TENANT, SERVICE } from '../support/bot.ts';
import { ISSUER, type Issuer, startIssuer } from '../support/issuer.ts';

let issuer: Issuer;
let server: Server;
let config: Config;
let lines: string[] = [];
let processed: Activity[] = [];
let answer: (activity: Activity) => Promise<InvokeResponse | undefined> = async () => undefined;

const start = (changed: Config) =>
  startServer({
    config: changed,
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    onActivity: (received) => {
      processed.push(received);
      return answer(received);
    },
  });

beforeAll(async () => {
  issuer = await startIssuer({ main: ['msteams'], webchat: ['webchat'] });
  config = configFor(issuer.metadata);
  server = await start(config);
});
afterAll(async () => {
  await server.close();
  await issuer.close();
});
beforeEach(() => {
  processed = [];
  lines = [];
  answer = async () => undefined;
});

const claims = { iss: ISSUER, aud: APP, serviceurl: SERVICE };
const valid = () => issuer.sign(claims);

const post = async (body: unknown, headers: Record<string, string>, to = server) => {
  const response = await fetch(`http://127.0.0.1:${to.port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
};
const deliver = async (body: unknown, token: string | Promise<string> = valid()) =>
  post(body, { authorization: `Bearer ${await token}` });

const ago = (minutes: number) => Math.floor(Date.now() / 1000) - minutes * 60;
const without = (key: string) => Object.fromEntries(Object.entries(activity()).filter(([name]) => name !== key));

describe('tokens', () => {
  test('a valid token is let in', async () => {
    expect(await deliver(activity())).toEqual({ status: 200, text: '{}' });
    expect(processed).toMatchObject([{ type: 'message', from: { name: 'Priya Example' } }]);
  });

  test('a clock four minutes off is let in', async () => {
    expect((await deliver(activity(), issuer.sign({ ...claims, nbf: ago(20), exp: ago(4) }))).status).toBe(200);
  });

  test.for<[string, () => Promise<string>]>([
    ['for another bot', () => issuer.sign({ ...claims, aud: OTHER_TENANT })],
    ['for nobody', () => issuer.sign({ iss: ISSUER, serviceurl: SERVICE })],
    ['of another issuer', () => issuer.sign({ ...claims, iss: 'https://issuer.example' })],
    ['without an issuer', () => issuer.sign({ aud: APP, serviceurl: SERVICE })],
    ['expired', () => issuer.sign({ ...claims, nbf: ago(20), exp: ago(6) })],
    ['not valid yet', () => issuer.sign({ ...claims, nbf: ago(-10), exp: ago(-20) })],
    ['of an unknown key', () => issuer.sign(claims, { kid: 'stranger' })],
    ['signed by another key than it names', () => issuer.sign(claims, { kid: 'main', key: 'stranger' })],
    ['signed with the public key as a secret', () => issuer.forge(claims, 'HS256')],
    ['not signed', () => issuer.forge(claims, 'none')],
    ['for another service address', () => issuer.sign({ ...claims, serviceurl: 'http://127.0.0.1:10/' })],
    ['without a service address', () => issuer.sign({ iss: ISSUER, aud: APP })],
    ['endorsed for another channel', () => issuer.sign(claims, { kid: 'webchat' })],
    [
      'issued by a tenant for the bot itself (v1)',
      () =>
        issuer.sign({
          ...claims,
          iss: `https://sts.windows.net/${OTHER_TENANT}/`,
          tid: OTHER_TENANT,
          ver: '1.0',
          appid: APP,
        }),
    ],
    [
      'issued by a tenant for the bot itself (v2)',
      () =>
        issuer.sign({
          ...claims,
          iss: `https://login.microsoftonline.com/${OTHER_TENANT}/v2.0`,
          tid: OTHER_TENANT,
          ver: '2.0',
          azp: APP,
        }),
    ],
    [
      'as a tab gets it',
      () =>
        issuer.sign({
          aud: APP,
          iss: `https://login.microsoftonline.com/${HOST}/v2.0`,
          tid: HOST,
          ver: '2.0',
          azp: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
          scp: 'access_as_user',
        }),
    ],
    ['that is none', async () => 'not.a.token'],
    ['that is empty', async () => ''],
  ])('a token %s is turned away, and nothing is processed', async ([, token]) => {
    expect(await deliver(activity(), token())).toEqual({ status: 401, text: '{}' });
    expect(processed).toEqual([]);
    expect(lines.join()).toContain('not authenticated');
  });

  test.for<[string, Record<string, string>]>([
    ['no authorization', {}],
    ['another scheme', { authorization: 'Basic cHJpeWE6c2VjcmV0' }],
  ])('%s is turned away, and nothing is processed', async ([, headers]) => {
    expect(await post(activity(), headers)).toEqual({ status: 401, text: '{}' });
    expect(processed).toEqual([]);
  });

  test('even a bot that lost its app id authenticates', async () => {
    const nameless = await start({ ...config, appId: '' });
    expect((await post(activity(), {}, nameless)).status).toBe(401);
    expect((await post(activity(), { authorization: `Bearer ${await valid()}` }, nameless)).status).toBe(401);
    await nameless.close();
    expect(processed).toEqual([]);
  });
});

describe('the project’s own gate', () => {
  test.for<[string, object, number]>([
    ['no channel id', without('channelId'), 401],
    ['an empty channel id', activity({ channelId: '' }), 403],
    ['another channel', activity({ channelId: 'webchat' }), 401],
    ['no service address', without('serviceUrl'), 403],
    ['an empty service address', activity({ serviceUrl: '' }), 403],
    ['another tenant’s conversation', activity({ conversation: { id: 'a:1', tenantId: OTHER_TENANT } }), 403],
    ['no tenant at all', activity({ conversation: { id: 'a:1' }, channelData: undefined }), 403],
    ['a conversation without an id', activity({ conversation: { id: '', tenantId: HOST } }), 403],
    ['meant for another bot', activity({ recipient: { id: `28:${OTHER_TENANT}` } }), 403],
    ['meant for the bot without its prefix', activity({ recipient: { id: APP } }), 403],
    ['typed by nobody signed in', activity({ from: { id: '29:somebody' } }), 403],
    [
      'pressed by nobody signed in',
      activity({ type: 'invoke', name: 'adaptiveCard/action', from: { id: '29:somebody' } }),
      403,
    ],
  ])('%s: turned away with a valid token, and nothing is processed', async ([, body, status]) => {
    expect(await deliver(body)).toEqual({ status, text: '{}' });
    expect(processed).toEqual([]);
  });

  test('a tenant may be written in capitals, and stand in the channel data alone', async () => {
    const body = activity({ conversation: { id: 'a:1' }, channelData: { tenant: { id: HOST.toUpperCase() } } });
    expect((await deliver(body)).status).toBe(200);
  });

  test('a service address elsewhere is turned away although the token names it', async () => {
    const serviceUrl = 'https://smba.trafficmanager.net/uk/';
    const token = issuer.sign({ ...claims, serviceurl: serviceUrl });
    expect(await deliver(activity({ serviceUrl }), token)).toEqual({ status: 403, text: '{}' });
    expect(processed).toEqual([]);
  });

  test.for<[string, boolean]>([
    ['https://smba.trafficmanager.net/uk/', true],
    ['https://emea.ng.msg.teams.microsoft.com/', true],
    ['http://smba.trafficmanager.net/uk/', false],
    ['https://smba.trafficmanager.net.attacker.example/', false],
    ['https://smba.trafficmanager.net@attacker.example/', false],
    ['https://attacker.example/smba.trafficmanager.net/', false],
    ['https://notteams.microsoft.com/', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['http://127.0.0.1:4000/', false],
    ['', false],
  ])('in real use, %s may be called: %s', ([address, allowed]) => {
    expect(mayCall({ trust: { kind: 'teams', credentials: { kind: 'managed identity' } } }, address)).toBe(allowed);
  });
});

/** Lists within each other, more than any recursion here could carry. */
const nested = (depth: number): string =>
  JSON.stringify(activity({ value: 'lists' })).replace('"lists"', '['.repeat(depth) + ']'.repeat(depth));

describe('bodies', () => {
  test.for<[string, unknown, Record<string, string>, number]>([
    ['not JSON', '{"type":', {}, 400],
    ['an array', [activity()], {}, 400],
    ['a word', '"message"', {}, 400],
    ['empty', '', {}, 400],
    ['without a type', without('type'), {}, 400],
    ['nested deeper than anything that Teams sends', nested(5_000), {}, 400],
    ['longer than 256 KiB', activity({ text: 'a'.repeat(300_000) }), {}, 413],
    ['a form', 'type=message', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['of several parts', 'type=message', { 'content-type': 'multipart/form-data; boundary=x' }, 415],
    ['packed', gzipSync(JSON.stringify(activity())), { 'content-encoding': 'gzip' }, 415],
    ['packed and damaged', 'not gzip', { 'content-encoding': 'gzip' }, 415],
  ])('%s: refused without a word', async ([, body, headers, status]) => {
    expect(await post(body, { authorization: `Bearer ${await valid()}`, ...headers })).toEqual({ status, text: '{}' });
    expect(processed).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${server.port}/health`)).status).toBe(200);
  });

  test('another path is not there', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/api/other`);
    expect([response.status, await response.text()]).toEqual([404, '{}']);
  });
});

describe('answers to an invoke', () => {
  const invokes = ['adaptiveCard/action', 'application/search', 'task/fetch', 'something/new'];
  const invoke = (name: string, change = {}) => activity({ type: 'invoke', name, text: undefined, ...change });

  test('what the turn returns is the answer', async () => {
    answer = async () => ({ status: 200, body: { statusCode: 200, type: 'x', value: 'Done.' } });
    expect(await deliver(invoke('adaptiveCard/action'))).toEqual({
      status: 200,
      text: '{"statusCode":200,"type":"x","value":"Done."}',
    });
  });

  test('the caller cannot ask for the answer in another form', async () => {
    answer = async () => ({ status: 200, body: { value: 'Done.' } });
    expect((await deliver(invoke('adaptiveCard/action', { deliveryMode: 'expectReplies' }))).text).toBe(
      '{"value":"Done."}',
    );
  });

  const turns: [string, typeof answer][] = [
    ['throws', () => Promise.reject(new Error('storage went away with secret details'))],
    [
      'throws at once',
      () => {
        throw new Error('at once');
      },
    ],
    ['returns nothing', async () => undefined],
    ['returns an empty body', async () => ({ status: 200, body: {} })],
  ];
  test.for(invokes.flatMap((name) => turns.map(([how, turn]) => ({ name, how, turn }))))(
    '$name is answered when the turn $how',
    async ({ name, turn }) => {
      answer = turn;
      const { status, text } = await deliver(invoke(name));
      expect(status).toBe(200);
      expect(JSON.parse(text)).toMatchObject({ statusCode: 200, type: expect.any(String), value: expect.anything() });
      expect(text).not.toContain('secret');
    },
  );

  test('a message whose turn fails is not asked for again', async () => {
    answer = turns[0]?.[1] ?? answer;
    expect(await deliver(activity())).toEqual({ status: 200, text: '{}' });
    expect(lines.join()).toContain('an activity failed');
  });
});

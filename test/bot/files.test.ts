import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Config } from '../../bot/config.ts';
import { createFiles, mayFetch } from '../../bot/files.ts';

const teams: Pick<Config, 'trust' | 'fileHosts'> = {
  trust: { kind: 'teams', credentials: { kind: 'managed identity' } },
  fileHosts: ['*.sharepoint.com', 'files.example.org'],
};
const rehearsal: Pick<Config, 'trust' | 'fileHosts'> = {
  trust: { kind: 'rehearsal', metadata: 'http://127.0.0.1:1/', token: 'x' },
  fileHosts: ['*.sharepoint.com'],
};

test.for<[string, boolean]>([
  ['https://contoso-my.sharepoint.com/personal/x?tempauth=1', true],
  ['https://files.example.org/x', true],
  ['https://sharepoint.com/x', false],
  ['https://evilsharepoint.com/x', false],
  ['https://a.sharepoint.com.example.org/x', false],
  ['http://contoso.sharepoint.com/x', false],
  ['https://contoso.sharepoint.com:8443/x', false],
  ['https://me@contoso.sharepoint.com/x', false],
  ['https://127.0.0.1/x', false],
  ['http://169.254.169.254/metadata', false],
  ['file:///etc/passwd', false],
  ['nothing', false],
])('in real use %s may be fetched: %s', ([address, may]) => expect(mayFetch(teams, address)).toBe(may));

test.for<[string, boolean]>([
  ['http://127.0.0.1:4000/onedrive/x', true],
  ['https://contoso.sharepoint.com/x', false],
])('in a rehearsal %s may be fetched: %s', ([address, may]) => expect(mayFetch(rehearsal, address)).toBe(may));

let server: Server;
let origin = '';
let asked: string[] = [];
let pieces: { range: string | undefined; size: number }[] = [];
let refuseAt = Number.POSITIVE_INFINITY;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    let size = 0;
    for await (const chunk of request) size += (chunk as Buffer).byteLength;
    if (request.method === 'PUT') {
      pieces.push({ range: request.headers['content-range'], size });
      response.writeHead(pieces.length >= refuseAt ? 507 : 202).end();
      return;
    }
    const answers: Readonly<Record<string, () => void>> = {
      '/file': () => response.end('Name\nQuillon'),
      '/moved': () => response.writeHead(302, { location: '/file' }).end(),
      '/away': () => response.writeHead(302, { location: 'https://example.org/file' }).end(),
      '/round': () => response.writeHead(302, { location: '/round' }).end(),
      '/long': () => response.end('x'.repeat(2_000)),
      '/endless': () => {
        response.writeHead(200);
        for (let n = 0; n < 100; n++) response.write('x'.repeat(100));
        response.end();
      },
      '/busy': () => response.writeHead(503).end(),
      '/slow': () => response.writeHead(200).write('x'),
    };
    (answers[request.url ?? ''] ?? (() => response.writeHead(404).end()))();
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  pieces = [];
  refuseAt = Number.POSITIVE_INFINITY;
});
const files = createFiles(rehearsal, { most: 1_000 });

describe('fetching', () => {
  test.for(['/file', '/moved'])('%s brings the bytes', async (path) => {
    expect(String(await files.fetch(`${origin}${path}`))).toBe('Name\nQuillon');
  });
  test.for<[string, RegExp]>([
    ['/away', /do not fetch anything from/],
    ['/round', /do not fetch anything from/],
    ['/long', /larger than 25 MB/],
    ['/endless', /larger than 25 MB/],
    ['/gone', /moved or deleted/],
  ])('%s says why there is nothing', async ([path, why]) => {
    const said = await files.fetch(`${origin}${path}`);
    expect(typeof said).toBe('string');
    expect(said).toMatch(why);
  });
  test.for(['/busy', '/slow'])('%s is worth another try', async (path) => {
    const impatient = createFiles(rehearsal, { most: 1_000, patience: 500 });
    await expect(impatient.fetch(`${origin}${path}`)).rejects.toThrow();
  });
  test('an address that is not allowed is not even asked', async () => {
    expect(await createFiles(teams).fetch(`${origin}/file`)).toMatch(/do not fetch/);
    expect(asked).toEqual([]);
  });
});

describe('putting', () => {
  test('a long file goes up in pieces that follow each other', async () => {
    const bytes = new Uint8Array(7_000_000);
    expect(await createFiles(rehearsal).put(`${origin}/up`, bytes)).toBe(true);
    expect(pieces).toEqual([
      { range: 'bytes 0-3276799/7000000', size: 3_276_800 },
      { range: 'bytes 3276800-6553599/7000000', size: 3_276_800 },
      { range: 'bytes 6553600-6999999/7000000', size: 446_400 },
    ]);
  });
  test('a piece that is refused ends it', async () => {
    refuseAt = 2;
    expect(await createFiles(rehearsal).put(`${origin}/up`, new Uint8Array(9_000_000))).toBe(false);
    expect(pieces).toHaveLength(2);
  });
  test('to an address that is not allowed nothing goes', async () => {
    expect(await createFiles(teams).put(`${origin}/up`, new Uint8Array(1))).toBe(false);
    expect(pieces).toEqual([]);
  });
});

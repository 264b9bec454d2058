/** The OneDrives of the room's people, as far as the bot meets them: a file is fetched from one, or put into one in pieces. */
import { randomUUID } from 'node:crypto';
import { failure } from './faults.ts';
import { type Route, route } from './http.ts';

type Stored = { readonly name: string; bytes: Buffer; readonly pieces: Buffer[] };

export type Drive = ReturnType<typeof createDrive>;

export function createDrive(origin: () => string) {
  const stored = new Map<string, Stored>();
  const urlOf = (id: string) => `${origin()}/onedrive/${id}`;

  const add = (name: string, bytes: Buffer): string => {
    const id = randomUUID();
    stored.set(id, { name, bytes, pieces: [] });
    return urlOf(id);
  };

  const put: Route['run'] = async ({ params, raw }) => {
    const file = stored.get(params.id ?? '');
    if (!file) return failure(404, 'itemNotFound');
    const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(String(raw.headers['content-range'])) ?? [];
    const arriving: Buffer[] = [];
    for await (const chunk of raw) arriving.push(chunk as Buffer);
    const piece = Buffer.concat(arriving);
    const before = file.pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (Number(from) !== before || Number(to) - before + 1 !== piece.byteLength)
      return failure(416, 'invalidRange', 'The piece is not the next one.');
    file.pieces.push(piece);
    if (Number(to) + 1 < Number(total)) return { status: 202 };
    file.bytes = Buffer.concat(file.pieces);
    return { status: 201 };
  };

  const get: Route['run'] = ({ params, response }) => {
    const file = stored.get(params.id ?? '');
    if (!file) return failure(404, 'itemNotFound');
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': file.bytes.byteLength,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
    response.end(file.bytes);
    return undefined;
  };

  return {
    add,
    /** An empty place for a file that is to come. */
    place: (name: string): string => add(name, Buffer.alloc(0)),
    /** What lies at one of its addresses. */
    at: (url: string): Buffer | undefined => stored.get(url.split('/').at(-1) ?? '')?.bytes,
    routes: [
      route('GET', '/onedrive/:id', get),
      { ...route('PUT', '/onedrive/:id', put), raw: true },
    ] as readonly Route[],
  };
}

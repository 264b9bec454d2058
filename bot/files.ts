/** Files on their way between the bot and people's OneDrive; only from and to addresses that the configuration allows. */
import type { Config } from './config.ts';
import { isLoopback } from './config.ts';

/** Bytes of the largest file that is read. */
export const MOST_BYTES = 25_000_000;
/** Milliseconds for one file, or for one piece on its way up. */
const PATIENCE = 60_000;
const MOST_REDIRECTS = 3;
/** OneDrive takes pieces of a multiple of 320 KiB. */
const PIECE = 10 * 320 * 1024;

/** `*.sharepoint.com` allows every host below it, and not sharepoint.com itself. */
const isHost = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1 : host === pattern;

export const mayFetch = ({ trust, fileHosts }: Pick<Config, 'trust' | 'fileHosts'>, address: string): boolean => {
  const url = URL.parse(address);
  if (!url || url.username || url.password) return false;
  if (trust.kind === 'rehearsal') return isLoopback(address);
  return url.protocol === 'https:' && url.port === '' && fileHosts.some((pattern) => isHost(pattern, url.hostname));
};

export type Files = {
  /** The bytes; or a sentence that says why there are none. Throws where trying again may help. */
  fetch(address: string): Promise<Uint8Array | string>;
  /** Whether all of it arrived. */
  put(address: string, bytes: Uint8Array): Promise<boolean>;
};

const tooLarge = `The file is larger than ${MOST_BYTES / 1_000_000} MB. Divide it into several and drop them one after the other.`;
const elsewhere =
  'The file lies where I do not fetch anything from. Attach it to a message in this chat, so that it lies in your OneDrive.';
const notThere = 'The file could not be fetched: it may have been moved or deleted since. Drop it again.';

const limited = async (response: Response, most: number): Promise<Uint8Array | undefined> => {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body?.cancel();
    return undefined;
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

export const createFiles = (
  config: Pick<Config, 'trust' | 'fileHosts'>,
  { most = MOST_BYTES, patience = PATIENCE }: { readonly most?: number; readonly patience?: number } = {},
): Files => ({
  fetch: async (address) => {
    const signal = AbortSignal.timeout(patience);
    let at = address;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (!mayFetch(config, at)) return elsewhere;
      const response = await fetch(at, { redirect: 'manual', signal });
      const to = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && to !== null) {
        await response.body?.cancel();
        at = URL.parse(to, at)?.href ?? '';
        continue;
      }
      if (response.ok) return (await limited(response, most)) ?? tooLarge;
      await response.body?.cancel();
      if (response.status === 429 || response.status >= 500)
        throw new Error(`the file’s host answered ${response.status}`);
      return notThere;
    }
    return elsewhere;
  },

  put: async (address, bytes) => {
    if (!mayFetch(config, address)) return false;
    for (let from = 0; from < bytes.byteLength; from += PIECE) {
      const to = Math.min(from + PIECE, bytes.byteLength);
      const response = await fetch(address, {
        method: 'PUT',
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        headers: {
          'content-type': 'application/octet-stream',
          'content-range': `bytes ${from}-${to - 1}/${bytes.byteLength}`,
        },
        body: new Uint8Array(bytes.subarray(from, to)),
      });
      await response.body?.cancel();
      if (![200, 201, 202].includes(response.status)) return false;
    }
    return true;
  },
});

/** A Bot Framework token issuer on this machine. The SDK keeps its keys per address, so each issuer has a port of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';

export const ISSUER = 'https://api.botframework.com';

const times = () => {
  const now = Math.floor(Date.now() / 1000);
  return { iat: now, nbf: now, exp: now + 600 };
};
const token = (claims: JWTPayload) => new SignJWT({ ...times(), ...claims });

export type Issuer = {
  readonly metadata: string;
  /** A token with these claims, valid for ten minutes unless they say otherwise; it names the key `kid`, and `key` signs it. */
  sign(claims: JWTPayload, options?: { readonly kid?: string; readonly key?: string }): Promise<string>;
  /** What a forger makes of the published key: a token signed with its text as if that were a shared secret, or not at all. */
  forge(claims: JWTPayload, algorithm: 'HS256' | 'none'): Promise<string>;
  close(): Promise<void>;
};

/** `keys`: key ids and the channels they are endorsed for. A key `stranger` always exists and is never published. */
export const startIssuer = async (
  keys: Readonly<Record<string, readonly string[]>> = { main: ['msteams'] },
): Promise<Issuer> => {
  const pairs = new Map(
    await Promise.all(
      [...Object.keys(keys), 'stranger'].map(
        async (kid) => [kid, await generateKeyPair('RS256', { extractable: true })] as const,
      ),
    ),
  );
  const pair = (kid: string) => {
    const found = pairs.get(kid);
    if (!found) throw new Error(`no key ${kid}`);
    return found;
  };
  const published = await Promise.all(
    Object.entries(keys).map(async ([kid, endorsements]) => ({
      ...(await exportJWK(pair(kid).publicKey)),
      kid,
      use: 'sig',
      endorsements,
    })),
  );
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys: published } : { issuer: ISSUER, jwks_uri: `${base}/keys` }),
    );
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    metadata: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openidconfiguration`,
    sign: (claims, { kid = 'main', key = kid } = {}) =>
      token(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(pair(key).privateKey),
    forge: async (claims, alg) => {
      if (alg === 'none') return new UnsecuredJWT({ ...times(), ...claims }).encode();
      const secret = new TextEncoder().encode(await exportSPKI(pair('main').publicKey));
      return token(claims).setProtectedHeader({ alg, kid: 'main', typ: 'JWT' }).sign(secret);
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
};

/** A Bot Framework token issuer on this machine. The SDK keeps its keys per address, so each issuer has a port of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const ISSUER = 'https://api.botframework.com';

export type Issuer = {
  readonly metadata: string;
  /** A token of the key `kid` with these claims, valid for ten minutes unless they say otherwise. */
  sign(claims: JWTPayload, kid?: string): Promise<string>;
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
  const published = await Promise.all(
    Object.entries(keys).map(async ([kid, endorsements]) => {
      const pair = pairs.get(kid);
      return { ...(pair ? await exportJWK(pair.publicKey) : {}), kid, use: 'sig', endorsements };
    }),
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
    sign: async (claims, kid = 'main') => {
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`no key ${kid}`);
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iat: now, nbf: now, exp: now + 600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .sign(pair.privateKey);
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
};

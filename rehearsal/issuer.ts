/** The room's own token issuer: it signs every activity as the Bot Connector service does. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { ok, type Route, route } from './http.ts';

export type Issuer = {
  /** Where the bot finds the metadata, below the room's address. */
  readonly metadataPath: string;
  readonly routes: (origin: () => string) => readonly Route[];
  sign(serviceUrl: string): Promise<string>;
};

/** A fresh key each time, under an address of its own: verifiers cache keys by address. */
export async function createIssuer(appId: string): Promise<Issuer> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256', endorsements: ['msteams'] };
  const metadataPath = `/issuer/${kid}/openidconfiguration`;
  const keysPath = `/issuer/${kid}/keys`;
  return {
    metadataPath,
    routes: (origin) => [
      route('GET', metadataPath, () =>
        ok({
          issuer: 'https://api.botframework.com',
          jwks_uri: `${origin()}${keysPath}`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
        }),
      ),
      route('GET', keysPath, () => ok({ keys: [jwk] })),
    ],
    // Real time, not the room's clock: the bot checks tokens against its own system time.
    sign: (serviceUrl) =>
      new SignJWT({ serviceurl: serviceUrl })
        .setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' })
        .setIssuer('https://api.botframework.com')
        .setAudience(appId)
        .setNotBefore('-5m')
        .setExpirationTime('1h')
        .sign(privateKey),
  };
}

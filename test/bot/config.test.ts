import { expect, test } from 'vitest';
import { readConfig } from '../../bot/config.ts';
import { schemes } from '../../services/schemes/index.ts';
import { APP, HOST, OTHER_TENANT, PRIYA, settings } from '../support/bot.ts';

const real = {
  MICROSOFT_APP_ID: APP,
  MICROSOFT_APP_TYPE: 'SingleTenant',
  MICROSOFT_APP_TENANT_ID: HOST,
  MICROSOFT_APP_PASSWORD: 'secret',
  ALLOWED_TENANTS: `${HOST}, ${OTHER_TENANT.toUpperCase()}`,
  TABLES_URL: 'https://panel.table.core.windows.net',
  COORDINATORS: `${HOST}|${PRIYA.toUpperCase()}`,
};
const rehearsal = settings('http://127.0.0.1:4000/.well-known/openidconfiguration');

test('real use listens on every address and takes its token from Entra', () => {
  expect(readConfig(real)).toEqual({
    port: 3978,
    host: '0.0.0.0',
    appId: APP,
    appTenant: HOST,
    tenants: [HOST, OTHER_TENANT],
    tables: { kind: 'account', url: 'https://panel.table.core.windows.net' },
    tablesPrefix: 'iom',
    coordinators: [`${HOST}|${PRIYA}`],
    schemes,
    fileHosts: ['*.sharepoint.com'],
    publicHost: undefined,
    trust: { kind: 'teams', credentials: { kind: 'password', password: 'secret' } },
  });
});

test('a rehearsal listens on this machine only', () => {
  expect(readConfig(rehearsal)).toMatchObject({ host: '127.0.0.1', trust: { kind: 'rehearsal', token: 'rehearsal' } });
});

test('one sentence names everything that is missing', () => {
  const refusal = readConfig({});
  expect(refusal).toBeInstanceOf(Error);
  expect(String(refusal)).toMatch(
    /^Error: The bot cannot start: [^.]*; [^.]*\. See \.env\.example for what each setting means\.$/,
  );
  for (const name of [
    'MICROSOFT_APP_ID',
    'MICROSOFT_APP_TYPE',
    'MICROSOFT_APP_TENANT_ID',
    'ALLOWED_TENANTS',
    'TABLES_URL',
    'COORDINATORS',
  ])
    expect(String(refusal)).toContain(name);
});

test.for<[string, Record<string, string | undefined>, string]>([
  ['no app id, which would switch the SDK’s authentication off', { ...real, MICROSOFT_APP_ID: '' }, 'MICROSOFT_APP_ID'],
  [
    'a single tenant app without its secret',
    { ...real, MICROSOFT_APP_PASSWORD: undefined },
    'MICROSOFT_APP_PASSWORD must be set',
  ],
  [
    'a managed identity with a secret',
    { ...real, MICROSOFT_APP_TYPE: 'UserAssignedMSI' },
    'MICROSOFT_APP_PASSWORD must be left out',
  ],
  [
    'an app type that can no longer be made',
    { ...real, MICROSOFT_APP_TYPE: 'MultiTenant' },
    'MICROSOFT_APP_TYPE must be',
  ],
  ['no tenant at all', { ...real, ALLOWED_TENANTS: ' , ' }, 'ALLOWED_TENANTS must name at least one'],
  ['a co-ordinator without a tenant', { ...real, COORDINATORS: PRIYA }, 'COORDINATORS must be entries of the form'],
  [
    'tables without encryption',
    { ...real, TABLES_URL: 'http://panel.table.core.windows.net' },
    'TABLES_URL must be an https:// address',
  ],
  ['two places for the tables', { ...real, TABLES_CONNECTION_STRING: 'x' }, 'and not both'],
  ['a port that is none', { ...real, PORT: 'http' }, 'PORT must be a port number'],
  [
    'an issuer elsewhere',
    { ...rehearsal, OPENID_METADATA: 'https://issuer.example/openid' },
    'OPENID_METADATA is for rehearsals',
  ],
  [
    'an issuer that only looks local',
    { ...rehearsal, OPENID_METADATA: 'http://127.0.0.1.issuer.example/' },
    'OPENID_METADATA is for rehearsals',
  ],
  [
    'a rehearsal token without an issuer',
    { ...real, CONNECTOR_TOKEN: 'x' },
    'CONNECTOR_TOKEN goes with OPENID_METADATA',
  ],
  [
    'an issuer without a rehearsal token',
    { ...rehearsal, CONNECTOR_TOKEN: undefined },
    'CONNECTOR_TOKEN goes with OPENID_METADATA',
  ],
])('%s: the bot does not start', ([, env, sentence]) => {
  const refusal = readConfig(env);
  expect(refusal).toBeInstanceOf(Error);
  expect(String(refusal)).toContain(sentence);
});

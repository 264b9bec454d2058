/** What the environment must say before the bot starts; every variable is explained in `.env.example`. */
import { z } from 'zod';
import type { PersonKey } from '../services/model.ts';
import type { Schemes } from '../services/rules/scheme.ts';
import { loadSchemes } from '../services/schemes/load.ts';
import type { Connection } from '../services/tables/tables.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'managed identity' };

export type Config = {
  readonly port: number;
  /** The address the listener binds. */
  readonly host: string;
  readonly appId: string;
  readonly appTenant: string;
  /** Tenants that may host a conversation with this bot, in small letters. */
  readonly tenants: readonly string[];
  readonly tables: Connection;
  readonly tablesPrefix: string;
  /** Co-ordinators of the first hour, in small letters. */
  readonly coordinators: readonly PersonKey[];
  /** The schemes that ship and those of SCHEME_FILES, by id. */
  readonly schemes: Schemes;
  /** Hosts that files are fetched from and put to; `*.` in front allows every host below. */
  readonly fileHosts: readonly string[];
  /** This process among those that send; drawn at every start where it is not set. */
  readonly instance?: string | undefined;
  /** The name under which the bot is reached, for links. */
  readonly publicHost?: string | undefined;
  /** How Teams proves itself to the bot and the bot to Teams: the real thing, or the rehearsal room of this machine. */
  readonly trust:
    | { readonly kind: 'teams'; readonly credentials: Credentials }
    | { readonly kind: 'rehearsal'; readonly metadata: string; readonly token: string };
};

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

export const isLoopback = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && LOOPBACK.includes(url.hostname);
};

const guid = z.guid('must be set to a GUID').toLowerCase();
const parts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const list = <T>(of: z.ZodType<T, string>, atLeast: string) =>
  z.string(atLeast).transform(parts).pipe(z.array(of).min(1, atLeast));
const personKey = z
  .templateLiteral([z.guid(), '|', z.guid()], 'must be entries of the form tenant|object id, both GUIDs')
  .transform((text) => text.toLowerCase() as PersonKey);

const Settings = z.object({
  PORT: z.coerce.number('must be a port number').int('must be a port number').min(0).max(65_535).default(3978),
  MICROSOFT_APP_ID: guid,
  MICROSOFT_APP_TYPE: z.enum(['SingleTenant', 'UserAssignedMSI'], 'must be SingleTenant or UserAssignedMSI').optional(),
  MICROSOFT_APP_TENANT_ID: guid,
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  ALLOWED_TENANTS: list(guid, 'must name at least one tenant id'),
  TABLES_URL: z.url({ protocol: /^https$/, error: 'must be an https:// address' }).optional(),
  TABLES_CONNECTION_STRING: z.string().optional(),
  TABLES_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{1,20}$/, 'must be 2 to 21 small letters and digits, a letter first')
    .default('iom'),
  COORDINATORS: list(personKey, 'must name at least one tenant|object id'),
  SCHEME_FILES: z.string().optional(),
  FILE_HOSTS: list(
    z.string().regex(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be host names, such as *.sharepoint.com'),
    'must name at least one host',
  ).default(['*.sharepoint.com']),
  INSTANCE_NAME: z
    .string()
    .regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, hyphens and underscores')
    .optional(),
  PUBLIC_HOST: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, 'must be a host name, such as panel.example.org')
    .optional(),
  OPENID_METADATA: z
    .string()
    .refine(isLoopback, 'is for rehearsals on this machine: its host must be 127.0.0.1; leave it out for real use')
    .optional(),
  CONNECTOR_TOKEN: z.string().optional(),
});
type Setting = keyof typeof Settings.shape;
type Env = Readonly<Record<string, string | undefined>>;

/** What one setting demands of another, said even while others are missing. */
const faultsBetween = (env: Env): [Setting, string][] => {
  const set = (name: Setting): boolean => env[name] !== undefined;
  const faults: [Setting, boolean, string][] = [
    [
      'TABLES_URL',
      set('TABLES_URL') === set('TABLES_CONNECTION_STRING'),
      'or TABLES_CONNECTION_STRING must be set, and not both',
    ],
    [
      'CONNECTOR_TOKEN',
      set('OPENID_METADATA') !== set('CONNECTOR_TOKEN'),
      'goes with OPENID_METADATA, for rehearsals only: set both or neither',
    ],
    [
      'MICROSOFT_APP_TYPE',
      !set('OPENID_METADATA') && !set('MICROSOFT_APP_TYPE'),
      'must be SingleTenant or UserAssignedMSI',
    ],
    [
      'MICROSOFT_APP_PASSWORD',
      !set('OPENID_METADATA') && env.MICROSOFT_APP_TYPE === 'SingleTenant' && !set('MICROSOFT_APP_PASSWORD'),
      'must be set for a SingleTenant app',
    ],
    [
      'MICROSOFT_APP_PASSWORD',
      env.MICROSOFT_APP_TYPE === 'UserAssignedMSI' && set('MICROSOFT_APP_PASSWORD'),
      'must be left out for a UserAssignedMSI app',
    ],
  ];
  return faults.filter(([, wrong]) => wrong).map(([name, , message]) => [name, message]);
};

const trustOf = (settings: z.infer<typeof Settings>): Config['trust'] => {
  const { OPENID_METADATA: metadata, CONNECTOR_TOKEN: token, MICROSOFT_APP_PASSWORD: password } = settings;
  if (metadata !== undefined && token !== undefined) return { kind: 'rehearsal', metadata, token };
  return {
    kind: 'teams',
    credentials: password === undefined ? { kind: 'managed identity' } : { kind: 'password', password },
  };
};

/** The configuration, or an Error with one sentence that names every setting at fault and what it must be. */
export const readConfig = (environment: Env): Config | Error => {
  const env: Env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const read = Settings.safeParse(env);
  const { schemes, faults: inSchemes } = loadSchemes(parts(env.SCHEME_FILES ?? ''));
  const faults = new Map<string, string>([
    ...(read.error?.issues.map((issue): [string, string] => [String(issue.path[0]), issue.message]) ?? []),
    ...faultsBetween(env),
    ...(inSchemes.length > 0 ? [['SCHEME_FILES', `names what cannot be used: ${inSchemes.join('; ')}`] as const] : []),
  ]);
  if (!read.success || faults.size > 0) {
    const list = [...faults].map(([name, message]) => `${name} ${message}`).join('; ');
    return new Error(`The bot cannot start: ${list}. See .env.example for what each setting means.`);
  }
  const settings = read.data;
  const trust = trustOf(settings);
  return {
    port: settings.PORT,
    host: trust.kind === 'rehearsal' ? '127.0.0.1' : '0.0.0.0',
    appId: settings.MICROSOFT_APP_ID,
    appTenant: settings.MICROSOFT_APP_TENANT_ID,
    tenants: settings.ALLOWED_TENANTS,
    tables:
      settings.TABLES_URL === undefined
        ? { kind: 'connection string', value: settings.TABLES_CONNECTION_STRING ?? '' }
        : { kind: 'account', url: settings.TABLES_URL },
    tablesPrefix: settings.TABLES_PREFIX,
    coordinators: settings.COORDINATORS,
    schemes,
    fileHosts: settings.FILE_HOSTS,
    instance: settings.INSTANCE_NAME,
    publicHost: settings.PUBLIC_HOST,
    trust,
  };
};

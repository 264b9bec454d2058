/** The project's own gate behind the SDK's authentication: a valid token alone does not let an activity in. */
import { type Config, isLoopback } from './config.ts';
import { Activity, hostTenant } from './inbound.ts';

/** The bot sends, and accepts activities that ask it to send, to these addresses only. */
export const mayCall = (config: Pick<Config, 'trust'>, serviceUrl: string): boolean => {
  const url = URL.parse(serviceUrl);
  if (!url || url.username || url.password) return false;
  if (config.trust.kind === 'rehearsal') return isLoopback(serviceUrl);
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    (url.hostname === 'smba.trafficmanager.net' || url.hostname.endsWith('.teams.microsoft.com'))
  );
};

export type Entry =
  | { readonly admitted: true; readonly activity: Activity }
  | { readonly admitted: false; readonly why: string };

const PERSON_ACTS = ['message', 'invoke'];

const objection = (config: Config, activity: Activity): string | undefined => {
  if (activity.channelId !== 'msteams') return 'not from Teams';
  if (!mayCall(config, activity.serviceUrl)) return 'service address not allowed';
  if (!config.tenants.includes(hostTenant(activity))) return 'tenant not allowed';
  if (activity.recipient.id !== `28:${config.appId}`) return 'meant for another bot';
  if (PERSON_ACTS.includes(activity.type) && !activity.from.aadObjectId) return 'nobody signed in';
  return undefined;
};

/** Lists and objects within each other, so many that no client of Teams comes near it. */
const DEEPEST = 100;

/** What is nested deeper goes nowhere: comparing and joining values walk into them until the stack ends. */
export const isTooDeep = (body: unknown): boolean => {
  let level: unknown[] = [body];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1)
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  return level.length > 0;
};

/** `body`: a JSON object whose sender the SDK has authenticated. */
export const admit = (config: Config, body: unknown): Entry => {
  const read = Activity.safeParse(body);
  if (!read.success) return { admitted: false, why: `not an activity: ${read.error.issues[0]?.path.join('.')}` };
  const why = objection(config, read.data);
  return why === undefined ? { admitted: true, activity: read.data } : { admitted: false, why };
};

/** A bot's settings and what Teams sends to it, as tests vary them. */
import { type Config, readConfig } from '../../bot/config.ts';
import type { Activity } from '../../bot/inbound.ts';

export const APP = 'b0700000-0000-4000-8000-000000000001';
export const HOST = '11110000-0000-4000-8000-000000000001';
export const OTHER_TENANT = '22220000-0000-4000-8000-000000000002';
export const PRIYA = '0b1ec700-0000-4000-8000-000000000001';
export const TEAM = '19:team@thread.tacv2';
export const CHANNEL = '19:panel@thread.tacv2';

export const settings = (metadata: string) => ({
  PORT: '0',
  MICROSOFT_APP_ID: APP,
  MICROSOFT_APP_TENANT_ID: HOST,
  ALLOWED_TENANTS: HOST,
  TABLES_CONNECTION_STRING: 'UseDevelopmentStorage=true',
  COORDINATORS: `${HOST}|${PRIYA}`,
  OPENID_METADATA: metadata,
  CONNECTOR_TOKEN: 'rehearsal',
});

export const configFor = (metadata: string): Config => {
  const config = readConfig(settings(metadata));
  if (config instanceof Error) throw config;
  return config;
};

export const SERVICE = 'http://127.0.0.1:9/teams/';

/** Priya Example types in the panel's channel. */
export const activity = (change: Partial<Record<keyof Activity, unknown>> = {}) => ({
  type: 'message',
  id: '1700000000001',
  channelId: 'msteams',
  serviceUrl: SERVICE,
  from: { id: '29:priya', name: 'Priya Example', aadObjectId: PRIYA },
  recipient: { id: `28:${APP}`, name: 'IOM Panel' },
  conversation: {
    id: `${CHANNEL};messageid=1700000000000`,
    conversationType: 'channel',
    tenantId: HOST,
    isGroup: true,
  },
  channelData: { tenant: { id: HOST }, team: { id: TEAM, name: 'Northtown IOM' }, channel: { id: CHANNEL } },
  text: '<at>IOM Panel</at> agenda',
  entities: [{ type: 'mention', mentioned: { id: `28:${APP}`, name: 'IOM Panel' }, text: '<at>IOM Panel</at>' }],
  ...change,
});

/** The bot for real use, configured by the environment. */
import { existsSync } from 'node:fs';
import { destination, pino } from 'pino';
import { startBot } from './compose.ts';
import { readConfig } from './config.ts';

if (existsSync('.env')) process.loadEnvFile('.env');

const log = pino({ base: null }, destination(1));
const config = readConfig(process.env);
if (config instanceof Error) {
  process.stderr.write(`${config.message}\n`);
  process.exit(1);
}
if (config.trust.kind === 'rehearsal') {
  process.stderr.write('OPENID_METADATA is for rehearsals: use “npm run rehearse”, or leave it out.\n');
  process.exit(1);
}

const bot = await startBot(config, () => new Date(), log);
log.info({ port: bot.port }, 'listening');
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void bot.stop().then(() => process.exit(0)));

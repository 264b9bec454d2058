/** The bot of the rehearsal room: its launcher moves the panel's clock and is told the port. */
import { destination, pino } from 'pino';
import { z } from 'zod';
import { type RunningBot, startBot } from './compose.ts';
import { readConfig } from './config.ts';

const log = pino({ base: null }, destination(1));
const config = readConfig(process.env);
if (config instanceof Error) {
  process.stderr.write(`${config.message}\n`);
  process.exit(1);
}
if (config.trust.kind !== 'rehearsal') {
  process.stderr.write('This entry is for rehearsals on this machine; for real use there is “npm start”.\n');
  process.exit(1);
}

const Moved = z.object({ type: z.literal('clock'), offsetMs: z.number() });
let offset = 0;
let bot: RunningBot | undefined;
process.on('message', (message) => {
  const moved = Moved.safeParse(message);
  if (!moved.success) return;
  offset = moved.data.offsetMs;
  bot?.clockMoved();
});

const started = await startBot(config, () => new Date(Date.now() + offset), log, config.instance ?? 'rehearsal');
bot = started;
process.send?.({ type: 'listening', port: started.port });
const stop = () => void started.stop().then(() => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, stop);

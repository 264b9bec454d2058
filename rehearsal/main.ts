/** `npm run rehearse`: one line on standard output, the room's address; Ctrl-C stops it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { castingOf } from './castings.ts';
import { startRehearsal } from './rehearsal.ts';

/** Holds a folder for each scheme that was rehearsed. */
const data = fileURLToPath(new URL('../.data', import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      scheme: { type: 'string', default: 'richmond' },
      fresh: { type: 'boolean' },
      sample: { type: 'boolean' },
      port: { type: 'string' },
    },
  });
  const casting = castingOf(values.scheme);
  if (existsSync(join(data, 'room.json')))
    process.stderr.write('What lies in .data itself is of an older rehearsal and is not used; it can be deleted.\n');
  const port = values.port === undefined ? undefined : Number(values.port);
  const folder = join(data, casting.scheme);
  const rehearsal = await startRehearsal({ casting, folder, port, fresh: values.fresh, sample: values.sample });
  process.stdout.write(`${rehearsal.url}\n`);
  let _ending: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      _ending ??= rehearsal.stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

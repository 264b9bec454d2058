/** `npm run rehearse`: one line on standard output, the room's address; Ctrl-C stops it. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startRehearsal } from './rehearsal.ts';

const folder = fileURLToPath(new URL('../.data', import.meta.url));

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean' }, port: { type: 'string' } } });
  const port = values.port === undefined ? undefined : Number(values.port);
  const rehearsal = await startRehearsal({ folder, port, fresh: values.fresh });
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

/** The app package that an administrator uploads to Teams: `npm run package` writes manifest/build/iom-panel.zip. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { typedCommands } from '../cards/index.ts';

type Env = Readonly<Record<string, string | undefined>>;
/** What Teams offers in its command menu. */
export type Listed = {
  readonly words: string;
  readonly does: string;
  readonly where: readonly ('channel' | 'personal')[];
  readonly unlisted?: boolean;
};

/** Teams shows no more. */
const COMMANDS_LIMIT = 12;

const read = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));

/** One list for each scope; throws when Teams would cut a list short. */
export const commandLists = (commands: readonly Listed[]) =>
  (['team', 'groupChat', 'personal'] as const).map((scope) => {
    const where = scope === 'personal' ? 'personal' : 'channel';
    const listed = commands.filter((command) => command.where.includes(where) && !command.unlisted);
    if (listed.length > COMMANDS_LIMIT) {
      throw new Error(`Teams lists ${COMMANDS_LIMIT} commands at most, and there are ${listed.length} for ${scope}`);
    }
    return { scopes: [scope], commands: listed.map(({ words, does }) => ({ title: words, description: does })) };
  });

/** manifest.json with the settings it names filled in and the commands listed; an Error names the settings missing. */
export const manifest = (env: Env, commands: readonly Listed[] = typedCommands) => {
  const { version } = JSON.parse(read('../package.json').toString());
  const settings: Env = { ...env, VERSION: version };
  const missing = new Set<string>();
  const text = read('manifest.json')
    .toString()
    .replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const value = settings[name]?.trim();
      if (!value) missing.add(name);
      return JSON.stringify(value ?? '').slice(1, -1);
    });
  if (missing.size > 0) return new Error(`The package needs ${[...missing].join(', ')}: see .env.example`);
  const filled = JSON.parse(text);
  return { ...filled, bots: [{ ...filled.bots[0], commandLists: commandLists(commands) }] };
};

/** The bytes of the zip. */
export const pack = (env: Env): Uint8Array | Error => {
  const filled = manifest(env);
  if (filled instanceof Error) return filled;
  return zipSync({
    'manifest.json': strToU8(JSON.stringify(filled, undefined, 2)),
    'color.png': read('color.png'),
    'outline.png': read('outline.png'),
  });
};

if (import.meta.main) {
  const packed = pack(process.env);
  if (packed instanceof Error) {
    process.stderr.write(`${packed.message}\n`);
    process.exitCode = 1;
  } else {
    const path = join(import.meta.dirname, 'build', 'iom-panel.zip');
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, packed);
    process.stdout.write(`${path}\n`);
  }
}

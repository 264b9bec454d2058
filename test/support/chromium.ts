/** Unpacks the Chromium that npm brought along: once, into a folder of its own, with the libraries and fonts it needs. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const cache = resolve('node_modules/.cache/iom-chromium');

export type Chromium = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

/** It is built for Linux on x64 only; elsewhere an installed browser serves. */
export const brought = process.platform === 'linux' && process.arch === 'x64';

async function folder(): Promise<string> {
  const { version } = JSON.parse(await readFile('node_modules/@sparticuz/chromium/package.json', 'utf8')) as {
    version: string;
  };
  return join(cache, version);
}

export async function chromium(): Promise<Chromium> {
  const home = await folder();
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'al2023/lib'), FONTCONFIG_FILE: join(home, 'fonts.conf'), HOME: home },
  };
}

/** The package unpacks into the temporary folder of its process, so it gets a process with a temporary folder of our choice. */
export async function unpackChromium(): Promise<void> {
  const home = await folder();
  if (existsSync(home)) return;
  await mkdir(cache, { recursive: true });
  const unpacked = await mkdtemp(join(cache, 'unpacking-'));
  const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  // The name of a bare host: told it, the package unpacks system libraries too.
  const env = { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await promisify(execFile)(process.execPath, ['-e', script], { env });
  await writeFile(join(unpacked, 'fonts.conf'), fontsConf(home));
  await rename(unpacked, home).catch(async (error: NodeJS.ErrnoException) => {
    // Somebody else was first.
    if (!existsSync(home)) throw error;
    await rm(unpacked, { recursive: true });
  });
}

const fontsConf = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(home, 'fonts')}</dir>
  <cachedir>${join(dirname(home), 'font-cache')}</cachedir>
</fontconfig>
`;

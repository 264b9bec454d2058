/** The bot as a process of its own, started again whenever it dies. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Clock } from './clock.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** All it takes from the launcher's environment; its settings are the rehearsal's alone. */
const inherited = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMPDIR', 'TZ'];
const startWithinMs = 30_000;
const stopWithinMs = 5_000;
const restartAfterMs = 250;

export type BotProcess = {
  readonly url: string;
  readonly pid: number | undefined;
  /** Resolves once the bot takes connections. */
  ready(): Promise<void>;
  /** As a crash: nothing is finished or saved. It starts again by itself. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

type Settings = Readonly<Record<string, string>>;

/** `settings`: a function is asked at every start. */
export type BotOptions = {
  /** The program, from the project's folder. */
  readonly file: string;
  readonly settings: Settings | (() => Settings);
  readonly clock: Clock;
  /** Where its output goes; nowhere without. */
  readonly log?: string | undefined;
};

export async function startBot(options: BotOptions): Promise<BotProcess> {
  const port = await freePort();
  const log: FileHandle | undefined = options.log ? await open(options.log, 'a') : undefined;
  const kept = inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const settings = () => (typeof options.settings === 'function' ? options.settings() : options.settings);
  const env = () => ({ ...Object.fromEntries(kept), ...settings(), PORT: String(port) });
  let child: ChildProcess;
  let up: Promise<void>;
  let stopping = false;

  const tellClock = (offsetMs: number) => {
    if (child.connected) child.send({ type: 'clock', offsetMs });
  };

  const start = (): void => {
    const output = log?.fd ?? 'ignore';
    const started = spawn(process.execPath, [join(root, options.file)], {
      cwd: root,
      env: env(),
      stdio: ['ignore', output, output, 'ipc'],
    });
    child = started;
    tellClock(options.clock.offsetMs);
    up = untilListening(port, started);
    // Whoever waits for it hears of the failure; it must not end the launcher.
    up.catch(() => undefined);
    started.once('exit', () => {
      if (!stopping) setTimeout(() => !stopping && start(), restartAfterMs).unref();
    });
  };

  start();
  options.clock.onMove(tellClock);

  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    get pid() {
      return child.pid;
    },
    ready: () => up,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      const { pid } = child;
      while (child.pid === pid && !stopping) await pause(restartAfterMs / 5);
    },
    async stop() {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        const late = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
        await gone;
        clearTimeout(late);
      }
      await log?.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      done(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startWithinMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error('The bot ended while starting; its log says why.');
    if (Date.now() > deadline) throw new Error('The bot did not start in time; its log may say why.');
    await pause(50);
  }
}

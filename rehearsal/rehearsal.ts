/** A whole rehearsal: table service, room and bot, started and stopped together. */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BotProcess, startBot } from './bot.ts';
import { botAppId, cast, hostTenant } from './cast.ts';
import type { Casting } from './castings.ts';
import { type Room, startRoom } from './room.ts';
import { loadSample } from './sample.ts';
import { setUp as playSetUp } from './setup.ts';
import { startTableService } from './tableService.ts';

export type RehearsalOptions = {
  /** Richmond without. */
  readonly casting?: Casting | undefined;
  /** Keeps everything here; in memory without. */
  readonly folder?: string | undefined;
  /** Its tables stay quick with a million rows; in memory only. */
  readonly big?: boolean | undefined;
  readonly port?: number | undefined;
  /** Forgets what the folder holds. */
  readonly fresh?: boolean | undefined;
  /** Begins with a register of invented people. */
  readonly sample?: boolean | undefined;
  /** What plays the bot, from the project's folder. */
  readonly botFile?: string;
  /** Played at the first start. */
  readonly setUp?: (room: Room) => Promise<void>;
};

export type Rehearsal = {
  readonly url: string;
  readonly room: Room;
  readonly bot: BotProcess;
  /** For looking into the tables the bot writes. */
  readonly tables: { readonly connectionString: string; readonly prefix: string };
  stop(): Promise<void>;
};

const tablesPrefix = 'rehearsal';

export async function startRehearsal(options: RehearsalOptions = {}): Promise<Rehearsal> {
  const { casting, folder, port, fresh, sample, big, botFile = 'bot/rehearsal.ts', setUp = playSetUp } = options;
  if (folder && fresh) await rm(folder, { recursive: true, force: true });
  if (folder) await mkdir(folder, { recursive: true });

  const started: { stop(): Promise<void> }[] = [];
  // Newest first: the bot may still want to write while it stops.
  const stop = async () => {
    for (const part of started.splice(0).reverse()) await part.stop();
  };
  try {
    const tables = await startTableService(folder ? { folder: join(folder, 'tables') } : { big });
    started.push(tables);
    let botUrl = '';
    const room = await startRoom({ casting, folder, port, botUrl: () => botUrl });
    started.push(room);
    const bot = await startBot({
      file: botFile,
      clock: room.clock,
      log: folder && join(folder, 'bot.log'),
      settings: {
        MICROSOFT_APP_ID: botAppId,
        MICROSOFT_APP_TYPE: 'SingleTenant',
        MICROSOFT_APP_TENANT_ID: hostTenant,
        MICROSOFT_APP_PASSWORD: randomUUID(),
        ALLOWED_TENANTS: hostTenant,
        COORDINATORS: `${hostTenant}|${cast.coordinator.id}`,
        TABLES_CONNECTION_STRING: tables.connectionString,
        TABLES_PREFIX: tablesPrefix,
        OPENID_METADATA: room.metadataUrl,
        CONNECTOR_TOKEN: room.connectorToken,
      },
    });
    started.push(bot);
    botUrl = bot.url;
    await bot.ready();
    if (!room.teams.state.setUp) await setUp(room);
    if (sample && !room.teams.state.sample) await loadSample(room);
    return {
      url: room.url,
      room,
      bot,
      tables: { connectionString: tables.connectionString, prefix: tablesPrefix },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

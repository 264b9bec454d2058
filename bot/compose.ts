/** The bot put together from its parts: what comes in from outside (settings, clock, log) is a parameter here. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { PEOPLE } from '../services/area.ts';
import { linkWorks, openLink } from '../services/exports.ts';
import { KnownAreas } from '../services/model.ts';
import { sealLog } from '../services/sealing.ts';
import { openTables } from '../services/tables/tables.ts';
import { tokenOf } from './authentication.ts';
import { startClock } from './clock.ts';
import type { Config } from './config.ts';
import { createConnector } from './connector.ts';
import { startDelivery } from './delivery.ts';
import { mayCall } from './door.ts';
import { createFiles } from './files.ts';
import { wordless } from './logging.ts';
import { startLongWork } from './longWork.ts';
import { lastPosted, renderer } from './rendering.ts';
import { type Server, startServer } from './server.ts';
import { createTurn } from './turn.ts';

export type RunningBot = { readonly port: number; stop(): Promise<void> };

/** The log's entries are chained within a minute. */
const SEAL_EVERY = 30_000;

/**
 * `now`: what time it is for the panel. Sends, claims and seals go by the machine's own clock. `instance`: this process
 * among those that send at the same time; one that is always alone may keep its name and so take up what it had begun.
 * `clockEvery`: milliseconds between two looks at the clock.
 */
export const startBot = async (
  config: Config,
  now: () => Date,
  logger: Logger,
  instance: string = randomUUID(),
  clockEvery?: number,
): Promise<RunningBot> => {
  const log = wordless(logger);
  const store = await openTables({ connection: config.tables, prefix: config.tablesPrefix });
  const connector = createConnector({
    appId: config.appId,
    token: tokenOf(config),
    mayCall: (serviceUrl) => mayCall(config, serviceUrl),
  });
  const posted = lastPosted();
  const areas = async () => (await store.list(PEOPLE, KnownAreas)).map((row) => row.id);
  const delivery = startDelivery({
    store,
    connector,
    render: renderer(store, config.schemes, now, posted),
    areas,
    instance,
    log,
  });
  let server: Server | undefined;
  const newId = () => randomUUID().slice(0, 13);
  const desk = {
    store,
    schemes: config.schemes,
    coordinators: config.coordinators,
    newId,
    publicUrl: () =>
      config.trust.kind === 'rehearsal'
        ? `http://127.0.0.1:${server?.port}`
        : config.publicHost && `https://${config.publicHost}`,
  };
  const files = createFiles(config);
  const longWork = startLongWork({ desk, areas, fetchFile: files.fetch, delivery, now, instance, log });

  const clock = startClock({ desk, areas, delivery, now, instance, log, ...(clockEvery && { every: clockEvery }) });

  const sealing = new Set<Promise<void>>();
  const seal = async () => {
    for (const area of [...(await areas()), PEOPLE]) await sealLog(store, area, new Date(), instance);
  };
  const timer = setInterval(() => {
    if (sealing.size > 0) return;
    const round = seal()
      .catch((error: unknown) => log.error({ err: error }, 'the log could not be sealed'))
      .finally(() => sealing.delete(round));
    sealing.add(round);
  }, SEAL_EVERY);

  const turn = createTurn({ desk, connector, delivery, longWork, files, posted, now, log });
  const opening = () => ({ store, now: now(), newId });
  const listening = await startServer({
    config,
    log,
    onActivity: turn,
    downloads: {
      works: (token) => linkWorks(opening(), token),
      open: (token) => openLink(opening(), token),
    },
  });
  server = listening;
  return {
    port: listening.port,
    stop: async () => {
      clearInterval(timer);
      await listening.close();
      await clock.stop();
      await longWork.stop();
      await delivery.stop();
      await Promise.all(sealing);
    },
  };
};

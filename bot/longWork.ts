/**
 * Work that takes longer than a press: imports, feeds of the police, files that are being made, and checks of the register. Every instance looks for it, one does it;
 * what an instance left unfinished when it died is gone on with by another once its claim has run out.
 */
import type { Logger } from 'pino';
import { actorOf, type Desk, workIn } from '../cards/dispatch.ts';
import { AREA } from '../services/area.ts';
import { Exports } from '../services/exportModel.ts';
import { isBeingMade, stepExport } from '../services/exportSteps.ts';
import { sweepLinks } from '../services/exports.ts';
import { FeedFiles } from '../services/feedModel.ts';
import { nextFeeds, stepFeed } from '../services/feedSteps.ts';
import { type Claim, Imports } from '../services/importModel.ts';
import { type FetchFile, goesOn, type Stepped, stepImport } from '../services/importSteps.ts';
import { Areas } from '../services/model.ts';
import type { PersonKey } from '../services/person.ts';
import { CHECK, Checks, type RegisterCheck, stepCheck } from '../services/registerCheck.ts';
import type { Work } from '../services/work.ts';
import type { Delivery } from './delivery.ts';

export type LongWork = {
  /** Something may have been left for later in this area. */
  nudge(area: string): void;
  stop(): Promise<void>;
};

/** Longer than any one step takes, so that a claim ends only with its holder; in milliseconds. */
const CLAIM = 120_000;
/** For how long what is known of the area holds for steps that do not go by it; in milliseconds. */
const FRESH = 1_000;

type Job = {
  readonly key: string;
  readonly by: PersonKey;
  readonly verb: string;
  readonly category: Work['category'];
  readonly claim: Claim;
  /** Many small steps, none of which goes by what stands in the area or its members. */
  readonly steady?: boolean;
  readonly step: (work: Work, claim: Claim) => Promise<Stepped>;
};

export const startLongWork = ({
  desk,
  areas,
  fetchFile,
  delivery,
  now,
  instance,
  log,
  sweepEvery = 2_000,
}: {
  readonly desk: Desk;
  readonly areas: () => Promise<readonly string[]>;
  readonly fetchFile: FetchFile;
  readonly delivery: Pick<Delivery, 'nudge'>;
  /** The panel's time; claims go by the machine's own. */
  readonly now: () => Date;
  readonly instance: string;
  readonly log: Logger;
  readonly sweepEvery?: number;
}): LongWork => {
  const { store } = desk;
  const working = new Set<Promise<void>>();
  const busy = new Set<string>();
  const scanning = new Set<string>();
  let stopped = false;

  const start = (what: string, work: () => Promise<void>): void => {
    const done = work()
      .catch((fault: unknown) => log.error({ err: fault }, what))
      .finally(() => working.delete(done));
    working.add(done);
  };

  const isFree = ({ heldBy, until }: Claim): boolean =>
    heldBy === undefined || heldBy === instance || until === undefined || new Date(until) <= new Date();

  const workOf = async (id: string, { by, verb, category }: Job): Promise<Work | undefined> => {
    const area = (await store.get(id, Areas, AREA))?.doc;
    return area && workIn(desk, area, { actor: await actorOf(desk, area, by), now: now(), verb, category });
  };

  const run = async (area: string, job: Job): Promise<void> => {
    let known: Work | undefined;
    let readAt = 0;
    for (let stepped: Stepped = 'more'; stepped === 'more' && !stopped; ) {
      if (!job.steady || Date.now() - readAt >= FRESH) {
        readAt = Date.now();
        known = await workOf(area, job);
      }
      if (!known) return;
      const until = new Date(Date.now() + CLAIM).toISOString();
      stepped = await job.step({ ...known, now: now() }, { heldBy: instance, until });
    }
    delivery.nudge(area);
  };

  const checking = (doc: RegisterCheck): Job => ({
    ...{ key: 'check', by: doc.by, verb: 'check.register', category: 'alteration', claim: doc },
    step: stepCheck,
  });

  const jobsIn = async (area: string): Promise<Job[]> => {
    const [imports, feeds, exports, check] = await Promise.all([
      store.list(area, Imports),
      store.list(area, FeedFiles),
      store.list(area, Exports),
      store.get(area, Checks, CHECK),
    ]);
    return [
      ...imports
        .filter(({ doc }) => goesOn(doc))
        .sort((a, b) => (a.doc.at < b.doc.at ? -1 : 1))
        .map(
          ({ id, doc }): Job => ({
            ...{ key: `import|${id}`, by: doc.by, verb: `import.${doc.state}`, category: 'collection', claim: doc },
            steady: doc.state === 'placing',
            step: (work, claim) => stepImport(work, id, claim, fetchFile),
          }),
        ),
      ...nextFeeds(
        feeds.map(({ doc }) => doc),
        now(),
      ).map(
        (doc): Job => ({
          ...{ key: `feed|${doc.id}`, by: doc.by, verb: 'feed.take', category: 'collection', claim: doc },
          step: (work, claim) => stepFeed(work, doc.id, claim),
        }),
      ),
      ...exports
        .filter(({ doc }) => isBeingMade(doc, now()))
        .map(
          ({ id, doc }): Job => ({
            ...{ key: `export|${id}`, by: doc.by, verb: 'export.making', category: 'consultation', claim: doc },
            step: (work, claim) => stepExport(work, id, claim),
          }),
        ),
      ...(check?.doc.state === 'running' ? [checking(check.doc)] : []),
    ];
  };

  const scan = async (area: string): Promise<void> => {
    for (const job of await jobsIn(area)) {
      const key = `${area} ${job.key}`;
      if (stopped || busy.has(key) || !isFree(job.claim)) continue;
      busy.add(key);
      start('long work broke off', () => run(area, job).finally(() => busy.delete(key)));
    }
  };

  const nudge = (area: string): void => {
    if (stopped || scanning.has(area)) return;
    scanning.add(area);
    start('long work could not be looked for', () => scan(area).finally(() => scanning.delete(area)));
  };

  const sweep = (): void =>
    start('long work could not be looked for', async () => {
      await sweepLinks(store, now());
      (await areas()).forEach(nudge);
    });
  const sweeping = setInterval(sweep, sweepEvery);
  sweep();

  return {
    nudge,
    stop: async () => {
      stopped = true;
      clearInterval(sweeping);
      while (working.size > 0) await Promise.all(working);
    },
  };
};

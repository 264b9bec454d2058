/** Checks of the register that somebody has begun go on here, a page at a time. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Desk } from '../cards/dispatch.ts';
import { AREA } from '../services/area.ts';
import { Areas } from '../services/model.ts';
import { checkNow, stepCheck } from '../services/registerCheck.ts';

/** Milliseconds between looks for a check to go on with. */
const LOOK_EVERY = 2_000;

export type Checking = { stop(): Promise<void> };

export const startChecking = ({
  desk,
  areas,
  now,
  instance,
  nudge,
  log,
}: {
  readonly desk: Desk;
  readonly areas: () => Promise<readonly string[]>;
  readonly now: () => Date;
  readonly instance: string;
  /** Something was put into this area's outbox. */
  readonly nudge: (area: string) => void;
  readonly log: Logger;
}): Checking => {
  const { store, schemes, coordinators } = desk;
  let stopped = false;

  const goOn = async (id: string): Promise<void> => {
    const area = (await store.get(id, Areas, AREA))?.doc;
    const check = area && (await checkNow({ store, area }))?.doc;
    if (!area || check?.state !== 'running') return;
    const step = () =>
      stepCheck(
        {
          store,
          area,
          schemes,
          scheme: schemes[area.scheme ?? ''] ?? null,
          actor: { person: check.by, name: '', coordinator: true },
          now: now(),
          verb: 'check.register',
          category: 'alteration',
          whose: [],
          newId: () => randomUUID().slice(0, 13),
          coordinators,
        },
        instance,
      );
    while (!stopped && (await step()) === 'more');
    nudge(id);
  };

  const rounds = new Set<Promise<void>>();
  const all = async () => {
    for (const area of await areas()) await goOn(area);
  };
  const timer = setInterval(() => {
    if (rounds.size > 0) return;
    const round = all()
      .catch((error: unknown) => log.error({ err: error }, 'the register could not be checked'))
      .finally(() => rounds.delete(round));
    rounds.add(round);
  }, LOOK_EVERY);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await Promise.all(rounds);
    },
  };
};

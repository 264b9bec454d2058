/** One small loop: looks in every area whether a moment has come at which something falls due (`services/cadence.ts`). */
import type { Logger } from 'pino';
import { type Desk, workIn } from '../cards/dispatch.ts';
import { AREA } from '../services/area.ts';
import { lookAtClock } from '../services/cadence.ts';
import { Areas } from '../services/model.ts';
import { SYSTEM } from '../services/person.ts';
import type { Work } from '../services/work.ts';
import type { Delivery } from './delivery.ts';

export type Clock = {
  /** Looks at once, not only when it is time: the panel's clock was moved. */
  look(): void;
  stop(): Promise<void>;
};

/** Longer than one look takes, so that a hold ends only with its holder; in milliseconds. */
const HOLD = 120_000;

/** What the clock does in an area, it does in nobody's name. */
export const clockWork = async (desk: Desk, id: string, now: Date): Promise<Work | undefined> => {
  const area = (await desk.store.get(id, Areas, AREA))?.doc;
  if (!area) return undefined;
  const actor = { person: SYSTEM, name: 'IOM Panel', coordinator: false };
  return workIn(desk, area, { actor, now, verb: 'clock.look' });
};

/** `now`: the panel's time. `every`: milliseconds between two looks. */
export const startClock = ({
  desk,
  areas,
  delivery,
  now,
  instance,
  log,
  every = 5_000,
}: {
  readonly desk: Desk;
  readonly areas: () => Promise<readonly string[]>;
  readonly delivery: Pick<Delivery, 'nudge'>;
  readonly now: () => Date;
  readonly instance: string;
  readonly log: Logger;
  readonly every?: number;
}): Clock => {
  let stopped = false;

  const lookIn = async (area: string): Promise<void> => {
    try {
      const work = await clockWork(desk, area, now());
      if (!work) return;
      const at = new Date();
      const until = new Date(at.getTime() + HOLD).toISOString();
      const told = await lookAtClock(work, { heldBy: instance, at: at.toISOString(), until });
      if (told > 0) delivery.nudge(area);
    } catch (fault) {
      log.error({ err: fault, area }, 'the clock could not be looked at');
    }
  };

  const everywhere = async (): Promise<void> => {
    try {
      for (const area of await areas()) if (!stopped) await lookIn(area);
    } catch (fault) {
      log.error({ err: fault }, 'the areas could not be read');
    }
  };

  let looking = Promise.resolve();
  let waiting = false;
  /** One look at a time; of those that come meanwhile, one. */
  const look = (): void => {
    if (waiting || stopped) return;
    waiting = true;
    looking = looking.then(() => {
      waiting = false;
      return everywhere();
    });
  };
  const timer = setInterval(look, every);
  look();

  return {
    look,
    stop: () => {
      stopped = true;
      clearInterval(timer);
      return looking;
    },
  };
};

/**
 * Drains the outbox of every area: claim, send, fate.
 *
 * Nothing is lost by a kill: a row lies in the outbox from the transaction that caused it until its send is confirmed.
 * What can still happen twice: a card to a person, a mention in their stead, or a channel's first post, when the process dies or storage is
 * away between sending and writing the fate down, or when Teams does not say whether it took it (time-out, 502, 503,
 * 504: Teams has no key by which it would know a repeated post). The second card to a person says that it may be one.
 * Edits are harmless to repeat.
 */
import { Outbox, type Outgoing } from '../services/sends.ts';
import type { Row } from '../services/store.ts';
import type { Sender } from './sending.ts';
import { isShow, showLatest } from './showing.ts';
import { isTell, tellOne } from './telling.ts';

export type Delivery = {
  /** Something was put into this area's outbox. */
  nudge(area: string): void;
  /** Resolves when nothing that is due remains undone; what waits for a later time does not count. */
  idle(): Promise<void>;
  /** Lets the sends under way come to their fate and begins no more. */
  stop(): Promise<void>;
};

/** Sends at the same time. One that hangs holds its place for its time-out; the others go on. */
const AT_ONCE = 16;

const slots = (free: number) => {
  const queue: (() => void)[] = [];
  return async <T>(run: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => queue.push(go));
    try {
      return await run();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
};

/** One conversation's sends go one after the other; different ones side by side. */
const jobKey = (area: string, { doc: { send } }: Row<Outgoing>): string =>
  send.kind === 'show' ? `${area} show ${send.view}|${send.subject}` : `${area} tell ${send.person}`;

/** `areas`: all there are. `sweepEvery`: milliseconds between looks at every area for what no nudge announced. */
export const startDelivery = ({
  areas,
  sweepEvery = 3_000,
  now = () => new Date(),
  ...rest
}: Omit<Sender, 'now'> & {
  readonly now?: () => Date;
  readonly areas: () => Promise<readonly string[]>;
  readonly sweepEvery?: number;
}): Delivery => {
  const sender: Sender = { ...rest, now };
  const { store, instance, log } = sender;
  const inSlot = slots(AT_ONCE);
  const working = new Set<Promise<void>>();
  /** Jobs and areas at work; 'again': something came meanwhile, so look once more at the end. */
  const busy = new Map<string, 'once' | 'again'>();
  const scanning = new Map<string, 'once' | 'again'>();
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  const start = (what: string, work: () => Promise<void>): void => {
    const done = work()
      .catch((fault: unknown) => log.error({ err: fault }, what))
      .finally(() => working.delete(done));
    working.add(done);
  };

  /** What is due later than the next sweep is left to it. */
  const lookAgain = (area: string, at: Date): void => {
    const wait = Math.max(0, at.getTime() - now().getTime());
    if (stopped || wait > sweepEvery) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      nudge(area);
    }, wait);
    timers.add(timer);
  };

  const isDue = ({ doc }: Row<Outgoing>): boolean => {
    if (doc.state === 'failed') return false;
    // No job of this process has it: a claim in its name is of an earlier life.
    if (doc.state === 'claimed' && doc.claimedBy === instance) return true;
    return doc.until === undefined || new Date(doc.until) <= now();
  };

  const runJob = async (area: string, rows: readonly Row<Outgoing>[]): Promise<void> => {
    const [first] = rows;
    if (first && isShow(first)) {
      const at = await showLatest(sender, area, first.doc.send.view, first.doc.send.subject);
      if (at) lookAgain(area, at);
      return;
    }
    for (const row of rows.filter(isTell)) {
      if (stopped) return;
      const at = await tellOne(sender, area, row);
      if (at) lookAgain(area, at);
    }
  };

  const scan = async (area: string): Promise<void> => {
    const due = (await store.list(area, Outbox)).filter(isDue);
    for (const [key, rows] of Map.groupBy(due, (row) => jobKey(area, row))) {
      if (stopped) return;
      if (busy.has(key)) {
        busy.set(key, 'again');
        continue;
      }
      busy.set(key, 'once');
      start('a send broke off', () =>
        inSlot(async () => {
          if (!stopped) await runJob(area, rows);
        }).finally(() => {
          const more = busy.get(key) === 'again';
          busy.delete(key);
          if (more) nudge(area);
        }),
      );
    }
  };

  const nudge = (area: string): void => {
    if (stopped) return;
    if (scanning.has(area)) {
      scanning.set(area, 'again');
      return;
    }
    scanning.set(area, 'once');
    start('an outbox could not be read', () =>
      scan(area).finally(() => {
        const more = scanning.get(area) === 'again';
        scanning.delete(area);
        if (more) nudge(area);
      }),
    );
  };

  const sweep = (): void => start('the areas could not be read', async () => (await areas()).forEach(nudge));
  const sweeping = setInterval(sweep, sweepEvery);
  sweep();

  const idle = async (): Promise<void> => {
    while (working.size > 0) await Promise.all(working);
  };
  return {
    nudge,
    idle,
    stop: () => {
      stopped = true;
      clearInterval(sweeping);
      for (const timer of timers) clearTimeout(timer);
      return idle();
    },
  };
};

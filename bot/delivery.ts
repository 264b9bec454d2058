/**
 * Drains the outbox of every area: claim, send, fate. One instance at a time sends into a tenant (`leading.ts`), no faster
 * than Teams allows (`pace.ts`); a claim of each row stands behind that.
 *
 * Nothing is lost by a kill: a row lies in the outbox from the transaction that caused it until its fate is written down,
 * with that of the occurrence it tells, in one transaction.
 *
 * What can still happen twice, and why:
 * - a card to a person, or the mention in a channel in its stead, or a channel's first post of a card, where the process
 *   died, or storage was away, between the send and the writing down of its fate; and where Teams did not say whether it
 *   took it (a time-out, a cut connection, 502, 503, 504), for Teams has no key by which it would know a repeated post.
 *   It is tried once more, later, and the second one says above everything else that it is sent again; one that is
 *   new does not. The occurrence, too, keeps that it may have come twice.
 * - a channel's card that Teams took without naming it (202): its next state is posted anew, and says the same.
 * - what a co-ordinator has sent again after it failed: it says so where it may have arrived.
 * - an edit, which shows the same card in the same place and so is no second one.
 */
import { AREA } from '../services/area.ts';
import { Areas } from '../services/model.ts';
import { Outbox, type Outgoing } from '../services/sends.ts';
import type { Row } from '../services/store.ts';
import type { Connector } from './connector.ts';
import { startLeading } from './leading.ts';
import { paced } from './pacing.ts';
import type { Sender } from './sending.ts';
import { isShow, showLatest } from './showing.ts';
import { isTell, notBefore, tellOne } from './telling.ts';

export type Delivery = {
  /** Something was put into this area's outbox. */
  nudge(area: string): void;
  /** Resolves when nothing that is due remains undone; what waits for a later time does not count. */
  idle(): Promise<void>;
  /** Lets the sends under way come to their fate, begins no more, and leaves the sending to others. */
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

/**
 * `areas`: all there are. `sweepEvery`: milliseconds between looks at every area for what no nudge announced, such as a
 * press at another instance; or, while another instance sends, between looks whether it still does.
 */
export const startDelivery = ({
  areas,
  connector,
  sweepEvery = 1_000,
  now = () => new Date(),
  ...rest
}: Omit<Sender, 'now' | 'connector' | 'pace'> & {
  readonly connector: Connector;
  readonly now?: () => Date;
  readonly areas: () => Promise<readonly string[]>;
  readonly sweepEvery?: number;
}): Delivery => {
  const { store, instance, log } = rest;
  const leading = startLeading({ store, instance, now });
  /** An area never changes its tenant. */
  const tenants = new Map<string, string>();
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
    // No job of this process has it: a claim in its name is of an earlier life.
    if (doc.state === 'claimed' && doc.claimedBy === instance) return true;
    return doc.until === undefined || new Date(doc.until) <= now();
  };

  const runJob = async (sender: Sender, area: string, rows: readonly Row<Outgoing>[]): Promise<void> => {
    const [first] = rows;
    if (first && isShow(first)) {
      const at = await showLatest(sender, area, first.doc.send.view, first.doc.send.subject);
      if (at) lookAgain(area, at);
      return;
    }
    for (const row of rows.filter(isTell)) {
      if (stopped) return;
      const free = await notBefore(sender, area, row);
      if (free) {
        // So does the rest, which goes to the same person.
        lookAgain(area, free);
        return;
      }
      const at = await tellOne(sender, area, row);
      if (at) lookAgain(area, at);
    }
  };

  const tenantOf = async (area: string): Promise<string | undefined> => {
    const tenant = tenants.get(area) ?? (await store.get(area, Areas, AREA))?.doc.tenant;
    if (tenant !== undefined) tenants.set(area, tenant);
    return tenant;
  };

  const senderFor = async (area: string): Promise<Sender | undefined> => {
    const tenant = await tenantOf(area);
    const right = tenant === undefined ? undefined : await leading.right(tenant, true);
    return right && { ...rest, now, pace: right.pace, connector: paced(connector, right.pace, right.still) };
  };

  const scan = async (area: string): Promise<void> => {
    const sender = await senderFor(area);
    if (!sender) return;
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
          if (!stopped) await runJob(sender, area, rows);
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

  let underWay = false;
  const sweepOnce = async (): Promise<void> => {
    const all = await areas();
    const mine = new Set<string>();
    const of = await Promise.all(all.map(tenantOf));
    for (const tenant of new Set(of))
      if (!stopped && tenant !== undefined && (await leading.right(tenant))) mine.add(tenant);
    for (const [at, area] of all.entries()) if (mine.has(of[at] ?? '')) nudge(area);
  };
  const sweep = (): void => {
    if (underWay) return;
    underWay = true;
    start('the areas could not be looked at', () =>
      sweepOnce().finally(() => {
        underWay = false;
      }),
    );
  };
  const sweeping = setInterval(sweep, sweepEvery);
  sweep();

  const idle = async (): Promise<void> => {
    while (working.size > 0) await Promise.all(working);
  };
  return {
    nudge,
    idle,
    stop: async () => {
      stopped = true;
      clearInterval(sweeping);
      for (const timer of timers) clearTimeout(timer);
      await idle();
      await leading
        .release()
        .catch((fault: unknown) => log.error({ err: fault }, 'the sending could not be handed on'));
    },
  };
};

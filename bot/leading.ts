/**
 * The right of this process to send into a tenant. It is a lease of seconds that is renewed long before its end; a process
 * that could not renew it stops before others may think it gone, by so much as their clocks may differ.
 */
import { randomUUID } from 'node:crypto';
import { isFree, type Lease, leaseOf, writeLease } from '../services/leases.ts';
import type { Store } from '../services/store.ts';
import { type Kept, type Pace, startPace } from './pacing.ts';

export type Right = { readonly pace: Pace; still(): boolean };

export type Leading = {
  /**
   * The right to send into this tenant, taken or renewed where that is due; undefined while another instance has it.
   * `known`: where another is known to have it, nobody looks whether it still does.
   */
  right(tenant: string, known?: boolean): Promise<Right | undefined>;
  /** Gives back all there is, with what was sent. */
  release(): Promise<void>;
};

const LEASE = 15_000;
const RENEW = 5_000;
const CLOCKS = 2_000;
/** The longest of the short limits: whoever had this name before may have sent until just now. */
const AFTER_ONESELF = 2_000;

type Held = { readonly pace: Pace; readonly until: number; readonly renewAt: number };

export const startLeading = ({
  store,
  instance,
  now,
}: {
  readonly store: Store;
  readonly instance: string;
  readonly now: () => Date;
}): Leading => {
  const life = randomUUID();
  const held = new Map<string, Held>();
  /** Until when others have theirs. */
  const others = new Map<string, number>();
  const looking = new Map<string, Promise<void>>();
  const at = () => now().getTime();

  const paceAfter = (lease: Lease<Kept> | undefined): Pace => {
    const abrupt = lease?.holder === instance && !lease.released;
    return startPace(now, lease?.sent, abrupt ? at() + AFTER_ONESELF : 0);
  };

  const look = async (tenant: string): Promise<void> => {
    const row = await leaseOf<Kept>(store, tenant);
    const mine = row?.doc.life === life;
    if (!mine) held.delete(tenant);
    if (row && !mine && !isFree(row.doc, { holder: instance }, now())) {
      others.set(tenant, Date.parse(row.doc.until));
      return;
    }
    const pace = held.get(tenant)?.pace ?? paceAfter(row?.doc);
    const { kept, done } = pace.keep();
    const began = at();
    const until = new Date(began + LEASE).toISOString();
    if (!(await writeLease(store, tenant, row, { holder: instance, life, until, sent: kept }))) {
      held.delete(tenant);
      return;
    }
    done();
    others.delete(tenant);
    held.set(tenant, { pace, until: began + LEASE - CLOCKS, renewAt: began + RENEW });
  };

  const lookOnce = (tenant: string): Promise<void> => {
    const begun = looking.get(tenant) ?? look(tenant).finally(() => looking.delete(tenant));
    looking.set(tenant, begun);
    return begun;
  };

  const valid = (tenant: string): Held | undefined => {
    const one = held.get(tenant);
    return one && at() < one.until ? one : undefined;
  };

  return {
    right: async (tenant, known = false) => {
      const has = valid(tenant);
      const due = !has || has.pace.full || at() >= has.renewAt;
      if (due && !(known && (others.get(tenant) ?? 0) > at())) await lookOnce(tenant);
      const one = valid(tenant);
      return one && { pace: one.pace, still: () => valid(tenant)?.pace === one.pace };
    },
    release: async () => {
      for (const [tenant, { pace }] of held) {
        const row = await leaseOf<Kept>(store, tenant);
        const { kept } = pace.keep();
        if (row?.doc.life === life) await writeLease(store, tenant, row, { ...row.doc, released: true, sent: kept });
      }
      held.clear();
    },
  };
};

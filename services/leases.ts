/** Which instance sends into a tenant: one at a time, for as long as it says so every few seconds. */
import { PEOPLE } from './area.ts';
import type { Instant } from './person.ts';
import { create, kind, type Row, replace, type Store } from './store.ts';

/** `Sent`: what the holder wants its successor to know. */
export type Lease<Sent> = {
  /** The name of an instance. */
  readonly holder: string;
  /** One run of it: a second process under the same name ends the right of the first. */
  readonly life: string;
  /** By the machine's clock. */
  readonly until: Instant;
  /** Given back, with all that was sent written down. */
  readonly released?: boolean;
  readonly sent: Sent;
};

/** In the partition of people; id: the tenant. */
export const Leases = kind<Lease<unknown>>('sender');

export const leaseOf = async <Sent>(store: Store, tenant: string): Promise<Row<Lease<Sent>> | undefined> =>
  (await store.get(PEOPLE, Leases, tenant)) as Row<Lease<Sent>> | undefined;

/** Whether this life may take it: it has it, an earlier life of its name had it, or it has run out or was given back. */
export const isFree = (lease: Lease<unknown> | undefined, by: Pick<Lease<unknown>, 'holder'>, now: Date): boolean =>
  lease === undefined || lease.released === true || lease.holder === by.holder || new Date(lease.until) <= now;

/** Takes it, renews it or gives it back; false if another was quicker. */
export const writeLease = async <Sent>(
  store: Store,
  tenant: string,
  row: Row<Lease<Sent>> | undefined,
  lease: Lease<Sent>,
): Promise<boolean> =>
  (await store.commit(PEOPLE, [row ? replace<unknown>(row, lease) : create(Leases, tenant, lease)])) === 'committed';

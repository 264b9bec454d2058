/** The clock of an area looked at by an instance at a moment of the panel's time, and what that brought. */
import { lookAtClock } from '../../services/cadence.ts';
import { type DayCard, DayCards, type DayItem } from '../../services/dayCards.ts';
import type { Area } from '../../services/model.ts';
import { type PersonKey, SYSTEM } from '../../services/person.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import type { Change, Store } from '../../services/store.ts';
import { Tolds } from '../../services/told.ts';
import type { Work } from '../../services/work.ts';
import { richmond } from './builders.ts';
import { area, areaId, coordinator } from './seated.ts';
import { testStore } from './tables.ts';

/** `at`: the machine's time, by which holds end. */
export type Looking = {
  readonly instance?: string;
  readonly at?: string;
  readonly coordinators?: readonly PersonKey[];
};

export const clockOn = (store: Store, change: Partial<Area> = {}, scheme: Scheme = richmond) => {
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${String(ids).padStart(4, '0')}`;
  };
  const workAt = (now: string): Work => ({
    ...{ store, schemes, scheme, newId, coordinators: [coordinator], area: area(change) },
    ...{ now: new Date(now), verb: 'clock.look', category: 'alteration', whose: [] },
    actor: { person: SYSTEM, name: 'IOM Panel', coordinator: false },
  });
  const card = async (on: string, person: PersonKey): Promise<DayCard | undefined> =>
    (await store.get(areaId, DayCards, `${on}|${person}`))?.doc;
  return {
    store,
    workAt,
    look: (now: string, { instance = 'one', at = '2026-01-01T00:00:00.000Z', coordinators }: Looking = {}) =>
      lookAtClock(
        { ...workAt(now), ...(coordinators && { coordinators }) },
        {
          ...{ heldBy: instance, at },
          until: new Date(Date.parse(at) + 60_000).toISOString(),
        },
      ),
    told: async () => (await store.list(areaId, Tolds)).map(({ id }) => id).sort(),
    waiting: async () => (await store.list(areaId, Outbox)).map(({ doc }) => doc.occurrence).sort(),
    card,
    /** Of the kinds of thing on a person's card, each with its day. */
    items: async (on: string, person: PersonKey): Promise<string[]> =>
      ((await card(on, person))?.items ?? []).map((item: DayItem) =>
        item.kind === 'case' ? `${item.what} ${item.on}` : `${item.kind} ${item.on}`,
      ),
  };
};

/** With these rows, a transaction for each. */
export const clockOf = async (
  rows: readonly (readonly Change[])[],
  change: Partial<Area> = {},
  scheme?: Scheme,
  kept?: Store,
) => {
  const store = kept ?? (await testStore());
  for (const changes of rows) await store.commit(areaId, changes);
  return clockOn(store, change, scheme);
};

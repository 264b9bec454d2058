/** An invented area in memory, written to as services keep it and looked at by the clock, with the ledger beside it. */
import { actionChanged, actionMade } from '../../services/actionIndex.ts';
import { AREA } from '../../services/area.ts';
import { lookAtClock } from '../../services/cadence.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import { reindexed } from '../../services/indexing.ts';
import {
  type Action,
  Actions,
  type Area,
  Areas,
  Members,
  type PersonKey,
  type Referral,
  Referrals,
} from '../../services/model.ts';
import { Nights } from '../../services/overnightModel.ts';
import { SYSTEM } from '../../services/person.ts';
import { referralChanged, referralMade } from '../../services/referralIndex.ts';
import { RoundUps } from '../../services/roundUp.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { Outbox } from '../../services/sends.ts';
import { type Change, create, type Kind, remove, replace, type Store } from '../../services/store.ts';
import { Tolds } from '../../services/told.ts';
import { must, type Work } from '../../services/work.ts';
import { type Ledger, newLedger } from './cadenceLedger.ts';
import { pick } from './population.ts';

export const areaId = '19:cadence@thread.tacv2';
export const coordinators: readonly PersonKey[] = ['meadow|co-ordinator', 'meadow|second-co-ordinator'];

/** What the clock told at a look, in the words of the model. */
export type Shown = {
  readonly told: readonly string[];
  readonly cards: ReadonlyMap<string, readonly string[]>;
  readonly covers: ReadonlyMap<string, string>;
};

const wordsOf = (item: DayItem): string => {
  switch (item.kind) {
    case 'action':
      return `action ${item.action}`;
    case 'case':
      return `${item.ref} ${item.what}${item.id ? ` ${item.id}` : ''}`;
    case 'review':
    case 'monitoring':
    case 're-selection':
      return `${item.kind} ${item.ref}`;
    case 'protocol':
      return `protocol ${item.agency}`;
    default:
      return item.kind;
  }
};

/** Two people of each agency hold its seats in turn, so that people sit on several bodies; every tenth seat is empty. */
const seatsOf = (scheme: Scheme, dice: () => number, ledger: Ledger): void => {
  for (const { id, agency } of scheme.bodies.flatMap(({ seats }) => seats)) {
    const person: PersonKey = `meadow|${agency}-${pick(dice, ['one', 'two'])}`;
    ledger.agencies.set(person, agency);
    if (dice() < 0.9) ledger.holders.set(id, person);
  }
};

export const cadenceArea = async (
  scheme: Scheme,
  dice: () => number,
  store: Store,
  {
    serviceUrl = 'http://localhost/',
    whole = dice() < 0.5,
  }: {
    readonly serviceUrl?: string;
    /** Every body has a channel; else the last has none. */
    readonly whole?: boolean;
  } = {},
) => {
  const met = whole ? scheme.bodies : scheme.bodies.slice(0, -1);
  const channels = new Map(met.map(({ id }) => [id, `19:${id}@thread.tacv2`]));
  const ledger = newLedger(scheme, coordinators, channels);
  seatsOf(scheme, dice, ledger);
  let ids = 0;
  const newId = (): string => {
    ids += 1;
    return `id${String(ids).padStart(7, '0')}`;
  };
  const first: Area = {
    ...{ id: areaId, tenant: 'meadow', name: 'Meadow', serviceUrl, scheme: scheme.id },
    ...{ channels: Object.fromEntries(channels), holders: Object.fromEntries(ledger.holders), viceChairs: {} },
  };
  await store.commit(areaId, [create(Areas, AREA, first)]);
  for (const person of [...ledger.agencies.keys(), ...coordinators]) {
    const agency = ledger.agencies.get(person);
    const name = person.slice('meadow|'.length);
    const member = { person, name: `Invented ${name}`, mri: `29:${name}`, serviceUrl, ...(agency && { agency }) };
    await store.commit(areaId, [create(Members, person, member)]);
  }

  const areaRow = async () => must(await store.get(areaId, Areas, AREA), 'an area');
  const work = async (now: number, person: PersonKey = SYSTEM): Promise<Work> => ({
    ...{ store, scheme, schemes: { [scheme.id]: scheme }, coordinators, newId, area: (await areaRow()).doc },
    ...{ now: new Date(now), verb: 'clock.look', category: 'alteration', whose: [] },
    actor: { person, name: 'Invented', coordinator: coordinators.includes(person) },
  });
  const commit = async (changes: readonly Change[]): Promise<void> => {
    if ((await store.commit(areaId, changes)) !== 'committed') throw new Error('a change of the test was overtaken');
  };

  /** What went into the outbox since it was emptied last, each with what is kept of it. */
  /** `<day>|<person>` */
  const cardOf = async (id: string): Promise<readonly string[] | undefined> => {
    const card = await store.get(areaId, DayCards, id);
    return card?.doc.items.map((item) => `${item.on} ${wordsOf(item)} of ${item.of}`).sort();
  };

  const shown = async (): Promise<Shown> => {
    const rows = await store.list(areaId, Outbox);
    const told = rows.flatMap(({ doc }) => (doc.occurrence === undefined ? [] : [doc.occurrence])).sort();
    const cards = new Map<string, readonly string[]>();
    const covers = new Map<string, string>();
    for (const id of told) {
      if (!(await store.get(areaId, Tolds, id)))
        throw new Error(`${id} waits to be sent, and nothing says that it was told`);
      const rest = id.slice(id.indexOf('|') + 1);
      const card = id.startsWith('day|') ? await cardOf(rest) : undefined;
      if (card) cards.set(rest, card);
      const night = id.startsWith('overnight|') ? await store.get(areaId, Nights, rest) : undefined;
      if (night) covers.set(rest, night.doc.after);
    }
    for (const row of rows) await commit([remove(row)]);
    return { told, cards, covers };
  };

  const outdated = async <T extends object>(of: Kind<T>, day: (id: string, doc: T) => string, before: string) => {
    for (const row of await store.list(areaId, of)) if (day(row.id, row.doc) < before) await commit([remove(row)]);
  };

  return {
    ...{ ledger, store, newId, work, commit, cardOf },
    look: async (now: number, instance: string, at: number): Promise<number> =>
      lookAtClock(await work(now), {
        ...{ heldBy: instance, at: new Date(at).toISOString() },
        until: new Date(at + 60_000).toISOString(),
      }),
    shown,
    /** What has long been told is forgotten, so that a year stays small; notices of drafts wait for their removal. */
    forget: async (before: string): Promise<void> => {
      await outdated(Tolds, (id, { at }) => (id.startsWith('draft|') ? before : at), before);
      await outdated(DayCards, (id) => id, before);
      await outdated(Nights, (_, { day }) => day, before);
      await outdated(RoundUps, (_, { day }) => day, before);
    },
    put: {
      area: async (change: Partial<Area>): Promise<void> => {
        const row = await areaRow();
        await commit([replace(row, { ...row.doc, ...change })]);
      },
      action: async (now: number, doc: Action): Promise<void> => {
        ledger.actions.set(doc.id, doc);
        const row = await store.get(areaId, Actions, doc.id);
        await commit(row ? await actionChanged(await work(now), row, doc) : actionMade(doc));
        if (doc.state === 'completed') ledger.actions.delete(doc.id);
      },
      case: async (now: number, doc: Case): Promise<void> => {
        ledger.cases.set(doc.ref, doc);
        const row = await store.get(areaId, Cases, doc.ref);
        const entries = row ? entriesOf(row.doc) : [];
        const rows = await reindexed(await work(now), entries, entriesOf(doc));
        await commit([row ? replace(row, doc) : create(Cases, doc.ref, doc), ...rows]);
      },
      draft: async (now: number, doc: Referral): Promise<void> => {
        if (doc.state === 'draft') ledger.drafts.set(doc.ref, doc);
        else ledger.drafts.delete(doc.ref);
        const row = await store.get(areaId, Referrals, doc.ref);
        await commit(row ? await referralChanged(await work(now), row, doc) : referralMade(doc));
      },
    },
  };
};
export type CadenceArea = Awaited<ReturnType<typeof cadenceArea>>;

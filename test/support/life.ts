/** One case of the seated panel as it lives on between meetings, and what is found of it afterwards. */
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { Actions } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import type { Scheme, SeatId } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { richmond } from './builders.ts';
import { CASE, caseOf, laid } from './cases.ts';
import { area, areaId, at, seatedPanel } from './seated.ts';

/** The first press on the case as it was laid. */
export const first = { case: CASE, version: 1 } as const;
export const press = (version: number) => ({ case: CASE, version });

export const living = async (doc: Case = caseOf()) => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(doc));
  const { store } = panel;
  const stored = async (): Promise<Case> => must(await store.get(areaId, Cases, CASE), 'a case').doc;
  let asked = 0;
  /** A second passes from one piece of work to the next. */
  const passing = (overrides: Partial<Work> = {}): Partial<Work> => {
    asked += 1;
    return { now: new Date(at(30).getTime() + (asked - 1) * 1_000), ...overrides };
  };
  return {
    ...panel,
    of: (id: SeatId, overrides?: Partial<Work>) => panel.of(id, passing(overrides)),
    by: (person: PersonKey, overrides?: Partial<Work>) => panel.by(person, passing(overrides)),
    stored,
    /** What happened, the newest first. */
    happened: async () => (await timelineOf({ store, area: area() }, CASE, 50)).map(({ doc: event }) => event),
    actions: async () => (await store.list(areaId, Actions)).map(({ doc: action }) => action),
    told: async () => (await store.list(areaId, Outbox)).map(({ doc: { send } }) => send),
    /** Under what it is found, and whether that is what it calls for. */
    index: async () => {
      const found = (await store.list(areaId, OnRegister)).map(({ id }) => id).sort();
      const wanted = entriesOf(await stored())
        .filter(({ of }) => of.prefix === OnRegister.prefix)
        .map(({ id }) => id)
        .sort();
      return { found, wanted };
    },
  };
};

/** Richmond with something of another scheme’s panel. */
export const withOf = (scheme: 'essex' | 'london', what: 'fund' | 'steps'): Scheme => {
  const from = schemes[scheme]?.bodies.find(({ id }) => id === 'iom')?.[what];
  return {
    ...richmond,
    bodies: richmond.bodies.map((body) => (body.id === 'iom' ? { ...body, [what]: from } : body)),
  };
};

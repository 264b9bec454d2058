/** London's team in the morning, one invented person a seat, beside the panel whose register it works. */
import { AREA } from '../../services/area.ts';
import { lookAtClock } from '../../services/cadence.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { Actions, type Area, Areas, type Member, Members } from '../../services/model.ts';
import { nightId } from '../../services/overnight.ts';
import { Incidents, type Night, Nights } from '../../services/overnightModel.ts';
import { type PersonKey, SYSTEM } from '../../services/person.ts';
import { type Day, day, dayIn } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { Tolds } from '../../services/told.ts';
import { must, type Work } from '../../services/work.ts';
import { areaId, areaOf, bodyCalled, coordinator, holder } from './bodies.ts';
import { laid } from './cases.ts';
import { londonCase, REF } from './colouredCase.ts';
import { testStore } from './tables.ts';

export const team = bodyCalled('iom-team', 'london');
export const panel = bodyCalled('iom', 'london');
/** A Tuesday in winter: London and UTC agree. */
export const TODAY = day('2026-11-24');

export const at = {
  police: holder('iom-team-police'),
  council: holder('iom-team-local-authority'),
  probation: holder('iom-team-probation'),
  prison: holder('iom-team-prison'),
  drugs: holder('iom-team-drug-intervention'),
  charity: holder('iom-team-voluntary-sector'),
} as const;
/** Who sits on the team, in the order of its seats. */
export const everybody: readonly PersonKey[] = Object.values(at);

const seats = [...team.seats, ...panel.seats];
export const nameAt = (person: string): string => `Invented ${person.split('|')[1]?.replaceAll('-', ' ')}`;
const members: readonly Member[] = [
  ...seats.map(({ id, agency }) => ({ person: holder(id), agency })),
  { person: coordinator, agency: 'local-authority' },
].map((one) => ({ ...one, name: nameAt(one.person), mri: `29:${one.person}`, serviceUrl: 'http://localhost/' }));

export const areaAt = (change: Partial<Area> = {}): Area => ({
  ...areaOf(team),
  channels: { iom: '19:panel@thread.tacv2', 'iom-team': '19:team@thread.tacv2' },
  holders: Object.fromEntries(seats.map(({ id }) => [id, holder(id)])),
  ...change,
});

export const startNight = async (change: Partial<Area> = {}, cases: readonly Case[] = [londonCase()]) => {
  const store: Store = await testStore();
  await store.commit(areaId, [
    create(Areas, AREA, areaAt(change)),
    ...members.map((member) => create(Members, member.person, member)),
    ...laid(...cases),
  ]);
  let ids = 0;
  const area = async (): Promise<Area> => must(await store.get(areaId, Areas, AREA), 'an area').doc;
  /** What somebody asks for at a time, which ends in Z. */
  const by = async (person: PersonKey, now: string, overrides: Partial<Work> = {}): Promise<Work> => ({
    ...{ store, schemes, scheme: schemes.london ?? null, area: await area(), coordinators: [coordinator] },
    ...{ now: new Date(now), verb: 'test.do', category: 'alteration', whose: [] },
    actor: {
      person,
      name: nameAt(person),
      agency: members.find((member) => member.person === person)?.agency,
      coordinator: person === coordinator,
    },
    newId: () => {
      ids += 1;
      return `id${String(ids).padStart(6, '0')}`;
    },
    ...overrides,
  });
  const look = async (now: string): Promise<number> =>
    lookAtClock(await by(SYSTEM, now), { heldBy: 'one', at: now, until: now });
  const told = async (what: string): Promise<string[]> =>
    (await store.list(areaId, Tolds, `${what}|`)).map(({ id }) => id);
  return {
    ...{ store, area, by, look },
    /** Who was asked on a day, in the order of their keys. */
    asked: async (on: Day): Promise<string[]> =>
      (await told('overnight')).filter((id) => id.includes(`|${on}|`)).map((id) => id.split('|').slice(3).join('|')),
    nudged: async (): Promise<string[]> => (await told('nudge')).map((id) => id.split('|').slice(3).join('|')),
    night: async (person: PersonKey, on: Day = TODAY) => store.get(areaId, Nights, nightId('iom-team', on, person)),
    /** Somebody was asked at eight. */
    asks: async (person: PersonKey, overrides: Partial<Night> = {}) => {
      const night: Night = {
        ...{ body: 'iom-team', day: TODAY, after: day('2026-11-23'), person, agency: 'police' },
        ...{ state: 'asked', askedAt: '2026-11-24T08:00:00.000Z', ...overrides },
      };
      await store.commit(areaId, [create(Nights, nightId(night.body, night.day, person), night)]);
    },
    incidents: async () => (await store.list(areaId, Incidents)).map(({ doc }) => doc),
    actions: async () => (await store.list(areaId, Actions)).map(({ doc }) => doc),
    sends: async () => (await store.list(areaId, Outbox)).map(({ doc }) => doc.send),
    case: async (ref = REF): Promise<Case> => must(await store.get(areaId, Cases, ref), 'a case').doc,
    happened: async (ref = REF): Promise<string[]> =>
      (await timelineOf({ store, area: await area() }, ref, 50)).map(({ doc }) => doc.what).sort(),
  };
};
export type AtNight = Awaited<ReturnType<typeof startNight>>;

export const press = (version: number, on: Day = TODAY) => ({ body: 'iom-team', day: on, version });
export const dayAt = (now: string): Day => dayIn(new Date(now));

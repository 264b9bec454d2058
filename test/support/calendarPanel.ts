/** A body whose calendar is played against storage: its people, and a clock that is looked at on the days named. */
import { AREA } from '../../services/area.ts';
import { lookAtClock } from '../../services/cadence.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import { makeMeeting } from '../../services/meetings.ts';
import {
  type Area,
  Areas,
  type Meeting,
  Meetings,
  type Member,
  Members,
  type PersonKey,
} from '../../services/model.ts';
import { SYSTEM } from '../../services/person.ts';
import { day } from '../../services/rules/days.ts';
import type { Body } from '../../services/rules/scheme.ts';
import { Outbox } from '../../services/sends.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { must, type Work } from '../../services/work.ts';
import { areaId, areaOf, coordinator, holder, nameOfHolder, referrer, workOf } from './bodies.ts';
import { testStore } from './tables.ts';

export const calendarPanel = async (body: Body, change: Partial<Area> = {}) => {
  const store = await testStore();
  const area = { ...areaOf(body), ...change };
  const member = (person: PersonKey, name: string): Member => ({
    person,
    name,
    mri: `29:${person}`,
    serviceUrl: 'http://localhost/',
  });
  await store.commit(areaId, [
    create(Areas, AREA, area),
    ...body.seats.map(({ id }) => create(Members, holder(id), member(holder(id), nameOfHolder(id)))),
    create(Members, referrer, member(referrer, 'Invented referrer')),
    create(Members, coordinator, member(coordinator, 'Invented co-ordinator')),
  ]);
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  const by = (person: PersonKey, now: string): Work => ({
    ...workOf(store, body, person),
    area,
    newId,
    now: new Date(now),
  });
  const look = (now: string, through: Store = store): Promise<number> => {
    const at = '2026-01-01T00:00:00.000Z';
    const work = { ...by(SYSTEM, now), store: through, verb: 'clock.look' };
    return lookAtClock(work, { heldBy: 'one', at, until: '2026-01-01T00:01:00.000Z' });
  };
  const row = async (id: string) => must(await store.get(areaId, Meetings, id), 'a meeting');
  return {
    store,
    area,
    by,
    look,
    meeting: async (id: string) => (await row(id)).doc,
    /** What a meeting has come to otherwise. */
    becomes: async (id: string, change: Partial<Meeting>): Promise<void> => {
      const found = await row(id);
      await store.commit(areaId, [replace(found, { ...found.doc, ...change })]);
    },
    makes: (date: string, now: string, turn?: string): Promise<string> =>
      makeMeeting(by(coordinator, now), {
        ...{ body: body.id, date: day(date), time: '10:00', place: 'Meadow House' },
        ...(turn && { turn: day(turn) }),
      }),
    /** The clock is looked at at nine on each of these days and the ones between; it begins the evening before. */
    days: async (from: string, to: string): Promise<void> => {
      await look(new Date(Date.parse(`${from}T18:00Z`) - 86_400_000).toISOString());
      for (let on = Date.parse(`${from}T09:00Z`); on <= Date.parse(`${to}T09:00Z`); on += 86_400_000)
        await look(new Date(on).toISOString());
    },
    /** Each day's card of somebody, by what stands on it. */
    cardsOf: async (person: PersonKey): Promise<Record<string, DayItem['kind'][]>> =>
      Object.fromEntries(
        (await store.list(areaId, DayCards))
          .filter(({ id }) => id.endsWith(`|${person}`) && id.split('|').slice(1).join('|') === person)
          .map(({ id, doc }) => [id.slice(0, 10), doc.items.map(({ kind }) => kind)]),
      ),
    /** Who was told in a view, in order. */
    told: async (view: string): Promise<PersonKey[]> =>
      (await store.list(areaId, Outbox))
        .flatMap(({ doc: { send } }) => (send.kind === 'tell' && send.view === view ? [send.person] : []))
        .sort(),
    shown: async (): Promise<string[]> =>
      (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) => (send.kind === 'show' ? [send.view] : [])),
  };
};
export type CalendarPanel = Awaited<ReturnType<typeof calendarPanel>>;

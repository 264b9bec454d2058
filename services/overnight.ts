/** Everybody of a team is asked in the morning what happened overnight, and once more if they say nothing (L). */
import { changeArea } from './area.ts';
import type { Source } from './cadence.ts';
import type { Area } from './model.ts';
import { type Night, Nights } from './overnightModel.ts';
import type { PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import type { Slot } from './rules/cadence.ts';
import { addDays, addMonths, type Day, dayIn, timeIn } from './rules/days.ts';
import { type Daily, isThere, promptTimes, toAsk, toNudge } from './rules/overnight.ts';
import type { AgencyId, Body, BodyId } from './rules/scheme.ts';
import { addWorkingDays, isWorkingDay, nextWorkingDay, subtractWorkingDays } from './rules/workingDays.ts';
import { create } from './store.ts';
import { claimOf, type Occurrence } from './told.ts';
import { bodyOf, save, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'area' | 'scheme'>;

/** How the body's mornings go, where its people are asked every working day. */
export const dailyOf = ({ area }: Pick<Work, 'area'>, { id, daily }: Body): Daily | undefined =>
  daily && (area.daily?.[id] ?? daily.on) ? daily : undefined;

export type Asking = { readonly body: Body; readonly daily: Daily };

/** The bodies whose people are asked. */
export const askingBodies = (place: Place): Asking[] =>
  schemeOf(place).bodies.flatMap((body) => {
    const daily = dailyOf(place, body);
    return daily ? [{ body, daily }] : [];
  });

/** Whether the body's people are asked on this day: where it was switched on during a morning or after it, from the next. */
export const asksOn = ({ area }: Pick<Work, 'area'>, { id }: Body, day: Day): boolean =>
  day >= (area.dailyFrom?.[id] ?? day);

/** The day whose round-up has what is answered on this one: itself, or the next morning that is asked. */
const countsOn = (place: Place, body: Body, day: Day): Day => {
  const { calendar } = schemeOf(place);
  let on = nextWorkingDay(day, calendar);
  while (!asksOn(place, body, on)) on = addWorkingDays(on, 1, calendar);
  return on;
};

/** Who holds a seat of the body, and for which agency. */
export const seatedOn = ({ area }: Pick<Work, 'area'>, { seats }: Body): ReadonlyMap<PersonKey, AgencyId> =>
  new Map(
    seats.flatMap(({ id, agency }) => {
      const person = area.holders[id];
      return person ? [[person, agency] as const] : [];
    }),
  );

export const nightId = (body: BodyId, day: Day, person: PersonKey): string => `${body}|${day}|${person}`;

const nightsOf = async ({ store, area }: Pick<Work, 'store' | 'area'>, body: BodyId, day: Day): Promise<Night[]> =>
  (await store.list(area.id, Nights, `${body}|${day}|`)).map(({ doc }) => doc);

const PROMPT = 'overnight';
const NUDGE = 'nudge';

/** How far is looked back for the last question: so many days one by one, then so many months. */
const DAYS_BACK = 14;
const MONTHS_BACK = 12;

/** The morning on which anybody was asked last, so that a morning on which nothing ran is covered by the next. */
const askedLast = async ({ store, area }: Work, body: BodyId, day: Day, otherwise: Day): Promise<Day> => {
  for (let back = 1; back <= DAYS_BACK; back++) {
    const before = addDays(day, -back);
    if ((await store.list(area.id, Nights, `${body}|${before}|`, 1)).length > 0) return before;
  }
  for (let back = 0; back <= MONTHS_BACK; back++) {
    const month = addMonths(day, -back).slice(0, 7);
    const nights = await store.list(area.id, Nights, `${body}|${month}-`);
    const last = nights.findLast(({ doc }) => doc.day < day);
    if (last) return last.doc.day;
  }
  return otherwise;
};

const prompts = async (
  work: Work,
  { body, daily }: Asking,
  { day, after, time }: Pick<Slot, 'day' | 'after'> & { readonly time?: string },
): Promise<Occurrence[]> => {
  const { area, now } = work;
  const seated = seatedOn(work, body);
  const asked = new Set((await nightsOf(work, body.id, day)).map(({ person }) => person));
  const due = toAsk([...seated.keys()], {
    ...{ daily, own: area.prompts, away: area, asked, today: day },
    ...(time !== undefined && { time }),
  });
  if (due.length === 0) return [];
  const since = await askedLast(work, body.id, day, after);
  const counts = countsOn(work, body, day);
  const channel = area.channels[body.id];
  return due.map((person) => {
    const night: Night = {
      ...{
        body: body.id,
        day,
        after: since,
        ...(counts !== day && { counts }),
        person,
        agency: seated.get(person) ?? '',
      },
      ...{ state: 'asked', askedAt: now.toISOString() },
    };
    return {
      id: `${PROMPT}|${nightId(body.id, day, person)}`,
      send: { kind: 'tell', person, view: 'overnight', subject: `${body.id}|${day}`, ...(channel && { channel }) },
      changes: [create(Nights, nightId(body.id, day, person), night)],
    };
  });
};

const nudges = async (work: Work, { body }: Asking, { day, at }: Slot): Promise<Occurrence[]> => {
  const { area } = work;
  const channel = area.channels[body.id];
  const seated = seatedOn(work, body);
  const nights = (await nightsOf(work, body.id, day)).filter(({ person }) => seated.has(person));
  const due = toNudge(nights, { away: area, today: day, at });
  return due.map((person) => ({
    id: `${NUDGE}|${nightId(body.id, day, person)}`,
    send: { kind: 'tell', person, view: 'overnight nudge', subject: `${body.id}|${day}`, ...(channel && { channel }) },
  }));
};

export const overnight: Source = {
  moments: (place, day) => {
    if (!isWorkingDay(day, schemeOf(place).calendar)) return [];
    return askingBodies(place).flatMap(({ body, daily }) => {
      const own = [...seatedOn(place, body).keys()].map((person) => place.area.prompts?.[person]);
      return [
        ...promptTimes(daily, own).map((time) => ({ what: `${PROMPT}|${body.id}|${time}`, time })),
        { what: `${NUDGE}|${body.id}`, time: daily.nudgeAt },
      ];
    });
  },
  due: async (work, slot) => {
    // A morning that has gone by is covered by the next one’s question.
    if (slot.day !== dayIn(work.now)) return [];
    const [what, id, time = ''] = slot.what.split('|');
    const asking = askingBodies(work).find(({ body }) => body.id === id);
    if (!asking || !asksOn(work, asking.body, slot.day)) return [];
    return what === NUDGE ? nudges(work, asking, slot) : prompts(work, asking, { ...slot, time });
  },
};

/** How many were asked just now, how many had been asked today, and how many are on leave or want quiet. */
export type Prompted = { readonly asked: number; readonly before: number; readonly away: number };

/** People asked in one transaction: three rows each. */
const AT_ONCE = 30;

/** Today’s question at once to whoever has not had it, on whatever day. */
export const promptNow = async (work: Work): Promise<Prompted> => {
  const bodies = askingBodies(work);
  if (bodies.length === 0)
    throw new Refusal('not asked', 'Nobody is asked in the morning yet. Type “daily” to switch it on for a body.');
  const day = dayIn(work.now);
  const after = subtractWorkingDays(day, 1, schemeOf(work).calendar);
  let all: Prompted = { asked: 0, before: 0, away: 0 };
  for (const asking of bodies) {
    const seated = [...seatedOn(work, asking.body).keys()];
    const had = new Set((await nightsOf(work, asking.body.id, day)).map(({ person }) => person));
    const before = seated.filter((person) => had.has(person)).length;
    const away = seated.filter((person) => !had.has(person) && !isThere(work.area, person, day)).length;
    let asked = 0;
    for (let some = AT_ONCE; some === AT_ONCE; asked += some)
      some = await save(work, async () => {
        const next = (await prompts(work, asking, { day, after })).slice(0, AT_ONCE);
        return { changes: next.flatMap((one) => claimOf(work, one)), result: next.length };
      });
    all = { asked: all.asked + asked, before: all.before + before, away: all.away + away };
  }
  return all;
};

/** A co-ordinator has the people of a body asked every working day, or no longer. */
export const switchDaily = (work: Work, id: BodyId, on: boolean): Promise<Area> =>
  changeArea(work, async (area) => {
    const body = bodyOf(work, id);
    if (!body.daily)
      throw new Refusal(
        'no mornings',
        `The scheme has no daily contact for the ${body.name}, so it cannot be switched.`,
      );
    if ((area.daily?.[id] ?? body.daily.on) === on) return { area };
    const today = dayIn(work.now);
    const from = timeIn(work.now) < body.daily.earliest ? today : addDays(today, 1);
    return {
      area: {
        ...area,
        daily: { ...area.daily, [id]: on },
        dailyFrom: { ...area.dailyFrom, ...(on && { [id]: from }) },
      },
    };
  });

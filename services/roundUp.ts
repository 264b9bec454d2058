/** The round-up of a morning: what the team's channel gets at the cut-off, also when there is nothing (L). References only. */
import type { Source } from './cadence.ts';
import { facet, lineOf } from './caseIndex.ts';
import { type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { caseRow, changeCase, isHidden } from './cases.ts';
import { feedToday } from './feeds.ts';
import { type Action, Actions } from './model.ts';
import { type Asking, askingBodies, asksOn, dailyOf, seatedOn } from './overnight.ts';
import { FeedChanges, type Incident, Incidents, type Night, Nights } from './overnightModel.ts';
import { opens } from './permission.ts';
import type { Instant, PersonKey } from './person.ts';
import { inOrder } from './reading.ts';
import { Refusal } from './refusal.ts';
import type { Slot } from './rules/cadence.ts';
import { isMissed } from './rules/checking.ts';
import { addDays, type Day, dayIn } from './rules/days.ts';
import { onDay } from './rules/due.ts';
import type { FeedStanding } from './rules/feed.ts';
import { instantOf } from './rules/londonTime.ts';
import { registersWorked } from './rules/registersWorked.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { isWorkingDay } from './rules/workingDays.ts';
import { type Change, create, kind } from './store.ts';
import { timelineOf } from './timeline.ts';
import { toChannel } from './told.ts';
import { bodyOf, namesOf, schemeOf, show, type Work } from './work.ts';

/** The newest entry on a case that is looked after daily; none where there is none at all. */
export type Checked = { readonly ref: string; readonly last?: Day };

/** As it was at the cut-off; incidents and answers are read when it is shown, since they may come late. */
export type RoundUp = {
  readonly body: BodyId;
  readonly day: Day;
  /** It covers all since this day's morning. */
  readonly after: Day;
  /** The first morning whose incidents are in it: one that had no round-up of its own is in the next. */
  readonly from: Day;
  readonly at: Instant;
  readonly court: readonly string[];
  readonly bail: readonly string[];
  readonly release: readonly string[];
  readonly wanted: readonly string[];
  readonly reds: readonly Checked[];
  /** Of the amber ones, only those on whom nothing was recorded. */
  readonly missed: readonly Checked[];
  readonly changed: readonly { readonly ref: string; readonly what: readonly string[] }[];
  readonly feed: FeedStanding;
};

/** id: `<body>|<day>` */
export const RoundUps = kind<RoundUp>('roundup');

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

/** A whole list; what is restricted is not spoken of in a channel. */
const linesUnder = async (place: Place, under: string): Promise<CaseLine[]> => {
  const found: CaseLine[] = [];
  for await (const { doc } of inOrder(place.store, place.area.id, OnRegister, under))
    if (!isHidden(place.area, doc) && !doc.restrictedTo) found.push(doc);
  return found;
};

const onRegisters = async (place: Place, body: Body, under: (register: BodyId) => string): Promise<CaseLine[]> => {
  const lists = registersWorked(schemeOf(place), body).map(({ id }) => linesUnder(place, under(id)));
  return (await Promise.all(lists)).flat();
};

const newest = async (place: Place, ref: string): Promise<Checked> => {
  const [entry] = await timelineOf(place, ref, 1);
  // Whoever came with a register was not looked after by that.
  const last = entry && entry.doc.what !== 'imported' ? dayIn(new Date(entry.doc.at)) : undefined;
  return { ref, ...(last && { last }) };
};

const datesOn = async (place: Place, body: Body, day: Day) => {
  const lines = await onRegisters(place, body, (register) => facet.date(register, day));
  const rows = await Promise.all(lines.map(({ ref }) => place.store.get(place.area.id, Cases, ref)));
  const dates = rows.flatMap((row) => (row ? [{ ref: row.doc.ref, on: onDay(row.doc, day) }] : []));
  const refs = (what: keyof ReturnType<typeof onDay>) => dates.filter(({ on }) => on[what]).map(({ ref }) => ref);
  return { court: refs('court'), bail: refs('bail'), release: refs('release') };
};

/** What the feed changed since the round-up before was made, also where its file came after it. */
const fedOn = async (place: Place, body: Body, day: Day, { since, until }: { since: Instant; until: Instant }) => {
  const { store, area } = place;
  const [changes, feed] = await Promise.all([
    store.list(area.id, FeedChanges, '', undefined, dayIn(new Date(since))),
    feedToday(place, day),
  ]);
  const come = Map.groupBy(
    changes.map(({ doc }) => doc).filter(({ at }) => at > since && at <= until),
    ({ ref }) => ref,
  );
  const registers = registersWorked(schemeOf(place), body).map(({ id }) => id);
  const spoken = async (ref: string): Promise<boolean> => {
    const doc = (await store.get(area.id, Cases, ref))?.doc;
    return doc !== undefined && !doc.restrictedTo && !isHidden(area, doc) && registers.includes(doc.body);
  };
  const changed = await Promise.all(
    [...come].map(async ([ref, all]) =>
      (await spoken(ref)) ? [{ ref, what: [...new Set(all.map(({ what }) => what))] }] : [],
    ),
  );
  return { changed: changed.flat(), feed };
};

/** Days looked back for the round-up before. */
const LONGEST_GAP = 14;

const roundUpBefore = async ({ store, area }: Place, body: BodyId, day: Day): Promise<RoundUp | undefined> => {
  for (let back = 1; back <= LONGEST_GAP; back++) {
    const row = await store.get(area.id, RoundUps, idOf(body, addDays(day, -back)));
    if (row) return row.doc;
  }
  return undefined;
};

const made = async (work: Work, { body, daily }: Asking, slot: Pick<Slot, 'day' | 'after'>): Promise<RoundUp> => {
  const { day } = slot;
  const before = await roundUpBefore(work, body.id, day);
  const after = before?.day ?? slot.after;
  const from = before ? addDays(before.day, 1) : addDays(day, -LONGEST_GAP);
  const until = work.now.toISOString();
  const since = before?.at ?? instantOf(after, daily.cutOff).toISOString();
  const colour = (of: 'red' | 'amber') => onRegisters(work, body, (register) => facet.colour(register, of));
  const [dates, wanted, red, amber, fed] = await Promise.all([
    datesOn(work, body, day),
    onRegisters(work, body, facet.wanted),
    colour('red'),
    colour('amber'),
    fedOn(work, body, day, { since, until }),
  ]);
  const look = (lines: readonly CaseLine[]) => Promise.all(lines.map(({ ref }) => newest(work, ref)));
  const [reds, ambers] = await Promise.all([look(red), look(amber)]);
  return {
    ...{ body: body.id, day, after, from, at: until, ...dates, ...fed },
    wanted: wanted.map(({ ref }) => ref),
    reds,
    missed: ambers.filter(({ last }) => isMissed(last, after)),
  };
};

const ROUND_UP = 'round-up';
const idOf = (body: BodyId, day: Day): string => `${body}|${day}`;

export const roundUps: Source = {
  moments: (place, day) =>
    isWorkingDay(day, schemeOf(place).calendar)
      ? askingBodies(place).map(({ body, daily }) => ({ what: `${ROUND_UP}|${body.id}`, time: daily.cutOff }))
      : [],
  due: async (work, slot) => {
    const asking = askingBodies(work).find(({ body }) => slot.what === `${ROUND_UP}|${body.id}`);
    if (!asking || !asksOn(work, asking.body, slot.day)) return [];
    const subject = idOf(asking.body.id, slot.day);
    const kept = create(RoundUps, subject, await made(work, asking, slot));
    return toChannel(work, asking.body.id, { what: ROUND_UP, subject }).map((one, at) =>
      at === 0 ? { ...one, changes: [kept] } : one,
    );
  },
};

/** Shown anew in the channel, once it has been posted: for an answer or an owner that came after. */
export const roundUpAnew = async (work: Work, body: BodyId, day: Day): Promise<Change[]> => {
  const eve = idOf(body, addDays(day, -1));
  const [posted] = await work.store.list(work.area.id, RoundUps, `${body}|`, 1, eve);
  return posted && posted.doc.from <= day ? show(work, body, ROUND_UP, posted.id) : [];
};

/** One need of an incident, and how it stands with whoever has it. */
export type NeedSeen = Incident['needs'][number] & { readonly given?: Action };
export type IncidentSeen = { readonly incident: Incident; readonly needs: readonly NeedSeen[] };

export type RoundUpSeen = {
  readonly roundUp: RoundUp;
  readonly incidents: readonly IncidentSeen[];
  readonly nights: readonly Night[];
  /** Of the people of the team who are spoken of. */
  readonly names: ReadonlyMap<PersonKey, string>;
};

const daysBetween = (first: Day, last: Day): Day[] => {
  const days: Day[] = [];
  for (let on = first; on <= last; on = addDays(on, 1)) days.push(on);
  return days;
};

/** With what was reported and who answered, as it stands now; undefined before the cut-off. */
export const lookAtRoundUp = async (place: Place, body: BodyId, day: Day): Promise<RoundUpSeen | undefined> => {
  const { store, area } = place;
  const row = await store.get(area.id, RoundUps, idOf(body, day));
  if (!row) return undefined;
  const [nights, ...incidents] = await Promise.all([
    store.list(area.id, Nights, `${body}|${day}|`),
    ...daysBetween(row.doc.from, day).map((on) => store.list(area.id, Incidents, `${body}|${on}|`)),
  ]);
  const spoken = await Promise.all(incidents.flat().map(({ doc }) => incidentSeen(place, doc)));
  const seen = spoken.flat();
  const owners = seen.flatMap(({ needs }) => needs.flatMap(({ given }) => given?.owner ?? []));
  const asked = nights.map(({ doc }) => doc);
  const names = await namesOf(place, [...owners, ...asked.map(({ person }) => person)]);
  return { roundUp: row.doc, incidents: seen, nights: asked, names };
};

/** Nothing of what was taken back, nor of a restricted case. */
const incidentSeen = async ({ store, area }: Place, incident: Incident): Promise<IncidentSeen[]> => {
  const about = (await store.get(area.id, Cases, incident.ref))?.doc;
  if (incident.withdrawn !== undefined || !about || about.restrictedTo) return [];
  const needs = incident.needs.map(async (one): Promise<NeedSeen> => {
    const given = one.action === undefined ? undefined : (await store.get(area.id, Actions, one.action))?.doc;
    return { ...one, ...(given && { given }) };
  });
  return [{ incident, needs: await Promise.all(needs) }];
};

/** Of the body, or a co-ordinator. */
export const roundUpFor = async (work: Work, body: BodyId, day: Day): Promise<RoundUpSeen> => {
  const { actor } = work;
  const found = bodyOf(work, body);
  if (!actor.coordinator && !seatedOn(work, found).has(actor.person))
    throw new Refusal('not on the team', `The round-up opens for people with a seat on the ${found.name}.`);
  const seen = await lookAtRoundUp(work, body, day);
  if (!seen) {
    const cutOff = dailyOf(work, found)?.cutOff;
    throw new Refusal(
      'not yet',
      cutOff
        ? `There is no round-up of that morning; it is made on working days at ${cutOff}.`
        : `The people of the ${found.name} are not asked in the morning, so there is no round-up.`,
    );
  }
  return seen;
};

/** The cases of it that the reader may open, by reference; `more`: others than those with an incident and the red ones. */
export const openedOf = async (work: Work, { roundUp, incidents }: RoundUpSeen, more: readonly string[] = []) => {
  const told = [...incidents.map(({ incident }) => incident.ref), ...roundUp.reds.map(({ ref }) => ref)];
  const refs = [...new Set([...told, ...more])];
  const lines = await Promise.all(
    refs.map(async (ref) => {
      const doc = (await work.store.get(work.area.id, Cases, ref))?.doc;
      return doc && !isHidden(work.area, doc) && opens(work, lineOf(doc)) ? [doc] : [];
    }),
  );
  return new Map(lines.flat().map((doc) => [doc.ref, doc]));
};

/** Somebody looked after a red case today; a second press on one day adds nothing. */
export const markChecked = async (work: Work, ref: string): Promise<'done' | 'already' | 'overtaken'> => {
  const { version } = await caseRow(work, ref);
  const [entry] = await timelineOf(work, ref, 1);
  if (entry?.doc.what === 'checked' && dayIn(new Date(entry.doc.at)) === dayIn(work.now)) return 'already';
  return changeCase(work, { case: ref, version }, (doc) => ({ doc, events: [{ what: 'checked' }] }));
};

/** What each body's calendar holds: meetings made and still to be made, and how far what hangs on them has come. */
import { answersOf, isTaken, meetingsUnderWay } from './calendarIndex.ts';
import { agendaWith } from './calendarPapers.ts';
import { itemsWithInput } from './inputs.ts';
import { type Acknowledgement, type Meeting, Meetings, type PersonKey } from './model.ts';
import { seatedAt, unansweredAt } from './moving.ts';
import { partsOf, type SeatPart } from './parts.ts';
import { Refusal } from './refusal.ts';
import { chainOf, chainOfTurn } from './rules/chain.ts';
import { type Count, type Known, type Now, type Standing, standingOf } from './rules/chainStanding.ts';
import { addDays, type Day, dayIn, timeIn } from './rules/days.ts';
import { meetingDates } from './rules/meetingDates.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import type { Row } from './store.ts';
import { isRhythmic, type RhythmTurn, turnRow, turnsFrom } from './turns.ts';
import { bodyOf, nameOf, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

export type Planned = {
  readonly date: Day;
  readonly time: string;
  /** Missing while nobody has made it; the date is then that of the rhythm. */
  readonly meeting?: Meeting;
  /** What is said of that turn of the rhythm, and in which version; nothing yet of most. */
  readonly said?: Pick<Row<RhythmTurn>, 'version' | 'doc'> | undefined;
  /** Who said that there is none; `back`: it can be taken back. */
  readonly none?: { readonly by: string; readonly back: boolean };
  readonly chain: readonly Standing[];
  /** What single seats give to it. */
  readonly parts?: readonly SeatPart[];
  /** Referrals whose answer has not been received. */
  readonly unreceived?: readonly string[];
  /** The meeting whose agenda goes with these minutes. */
  readonly with?: Meeting | undefined;
  /** The meeting whose minutes go with this agenda. */
  readonly after?: Meeting | undefined;
};

export type BodyCalendar = {
  readonly body: Body;
  /** Of which something may still be to do. */
  readonly held: readonly Planned[];
  /** With the turns among them on which there is none. */
  readonly ahead: readonly Planned[];
};

/** Meetings shown that are to come. */
const AHEAD = 3;

const nowOf = ({ now }: Pick<Work, 'now'>): Now => ({ date: dayIn(now), time: timeIn(now) });
const dayAt = (at: string | undefined): Day | undefined => (at === undefined ? undefined : dayIn(new Date(at)));

/** What is asked for beforehand: of the agencies on the cases that call for it, and of single seats. */
const inputsIn = async (place: Place, meeting: Meeting, parts: readonly SeatPart[]): Promise<Count> => {
  const items = await itemsWithInput(place, meeting);
  const asked = items.reduce((sum, one) => sum + one.asked.length, 0);
  const missing = items.reduce((sum, one) => sum + one.without.length, 0);
  return { done: asked - missing + parts.filter(({ ready }) => ready).length, all: asked + parts.length };
};

const knownOf = async (
  place: Place,
  meeting: Meeting,
  { answers, parts }: { readonly answers: readonly Acknowledgement[]; readonly parts: readonly SeatPart[] },
): Promise<Known> => {
  const all = seatedAt(meeting).length;
  return {
    state: meeting.state,
    agenda: dayAt(meeting.agendaPostedAt),
    minutes: dayAt(meeting.minutesPostedAt),
    answered: { done: all - unansweredAt(meeting).length, all },
    inputs: await inputsIn(place, meeting, parts),
    received: { done: answers.filter(({ receivedAt }) => receivedAt).length, all: answers.length },
  };
};

/** The next days of the rhythm, this one included, for which no meeting has been made, or will be. */
export const toBeMade = (
  place: Pick<Work, 'scheme'>,
  body: Body,
  {
    made,
    skipped,
    from,
    count,
  }: {
    readonly made: readonly Meeting[];
    readonly skipped: readonly Day[];
    readonly from: Day;
    readonly count: number;
  },
): Day[] =>
  // A meeting takes two days at most: its own, and the turn from which it moved.
  meetingDates(body.rhythm, from, count + 2 * made.length + skipped.length, schemeOf(place).calendar)
    .filter((date) => !isTaken(made, date) && !skipped.includes(date))
    .slice(0, count);

const planned = async (place: Place, body: Body, meeting: Meeting, all: readonly Meeting[]): Promise<Planned> => {
  const { date, time, state, minutesPostedAt } = meeting;
  const [answers, parts] = await Promise.all([
    state === 'closed' ? answersOf(place, meeting.id) : [],
    partsOf(place, meeting),
  ]);
  const known = await knownOf(place, meeting, { answers, parts });
  return {
    ...{ date, time, meeting, parts },
    chain: standingOf(chainOf(date, body, schemeOf(place).calendar), known, nowOf(place)),
    unreceived: answers.filter(({ receivedAt }) => !receivedAt).map(({ referral }) => referral),
    with: minutesPostedAt ? undefined : agendaWith(place, meeting, all),
    after: all.find((other) => !other.minutesPostedAt && agendaWith(place, other, all)?.id === meeting.id),
  };
};

type Said = Row<RhythmTurn> | undefined;

const unmade = async (place: Place, body: Body, date: Day, said: Said): Promise<Planned> => {
  const turn = { date, time: body.rhythm.time, said };
  const by = said?.doc.skipped?.by;
  return by
    ? { ...turn, chain: [], none: { by: await nameOf(place, by), back: isRhythmic(place, body, date) } }
    : { ...turn, chain: standingOf(chainOfTurn(date, body, schemeOf(place).calendar), undefined, nowOf(place)) };
};

const byDate = (some: readonly Planned[]): Planned[] => some.toSorted((a, b) => a.date.localeCompare(b.date));

/** `shown`: how many meetings that are to come. */
const calendarOf = async (place: Place, body: Body, shown: number): Promise<BodyCalendar> => {
  const tomorrow = addDays(dayIn(place.now), 1);
  const [all, turns] = await Promise.all([
    meetingsUnderWay(place, body.id),
    turnsFrom(place, body.id, dayIn(place.now)),
  ]);
  const open = all.filter(({ state }) => state !== 'closed').slice(0, shown);
  const [held = [], made = []] = await Promise.all(
    [all.filter(({ state }) => state === 'closed'), open].map((some) =>
      Promise.all(some.map((meeting) => planned(place, body, meeting, all))),
    ),
  );
  const saidOf = (date: Day): Said => turns.find(({ doc }) => doc.turn === date);
  const none = turns.flatMap(({ doc }) => (doc.skipped && !isTaken(all, doc.turn) ? [doc.turn] : []));
  const missing = toBeMade(place, body, { made: all, skipped: none, from: tomorrow, count: shown });
  const still = await Promise.all(missing.map((date) => unmade(place, body, date, saidOf(date))));
  const meets = byDate([...made, ...still]).slice(0, shown);
  const last = meets.at(-1)?.date ?? tomorrow;
  const skipped = await Promise.all(
    none.filter((date) => date < last).map((date) => unmade(place, body, date, saidOf(date))),
  );
  return { body, held, ahead: byDate([...skipped, ...meets]) };
};

/** The next meeting of each body, and what is open of those that were held. */
export const lookAtCalendar = (place: Place): Promise<BodyCalendar[]> =>
  Promise.all(schemeOf(place).bodies.map((body) => calendarOf(place, body, 1)));

export const lookAtBody = (place: Place, id: BodyId): Promise<BodyCalendar> =>
  calendarOf(place, bodyOf(place, id), AHEAD);

/** One meeting, or one that is still to be made for a day of the rhythm. */
export const lookAtDates = async (
  place: Place,
  {
    body: id,
    of,
    turn: asked,
  }: { readonly body: BodyId; readonly of?: string | undefined; readonly turn?: Day | undefined },
): Promise<{ readonly body: Body; readonly planned: Planned }> => {
  const body = bodyOf(place, id);
  const all = await meetingsUnderWay(place, id);
  const named = of && (await place.store.get(place.area.id, Meetings, of))?.doc;
  const own = named && named.body === id ? named : undefined;
  // The day of one that was called off stays in the calendar.
  const turn = asked ?? (own?.calledOff && own.date);
  const meeting = own && !own.calledOff ? own : all.find((one) => turn !== undefined && isTaken([one], turn));
  if (meeting) return { body, planned: await planned(place, body, meeting, all) };
  if (turn) return { body, planned: await unmade(place, body, turn, await turnRow(place, id, turn)) };
  throw new Refusal('gone', `The ${body.name} has no such meeting any more. Type “calendar” to see those it has.`);
};

/** Who holds the chair's seat of a body. */
export const chairOfBody = ({ area }: Pick<Work, 'area'>, { seats }: Pick<Body, 'seats'>): PersonKey | undefined =>
  seats.flatMap(({ id, chair }) => (chair ? (area.holders[id] ?? []) : []))[0];

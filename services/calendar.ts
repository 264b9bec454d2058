/** What each body's calendar holds: meetings made and still to be made, and how far what hangs on them has come. */
import { itemsAsked } from './asking.ts';
import { hasAnswered } from './attendance.ts';
import { answersOf, isTaken } from './calendarIndex.ts';
import { agendaWith } from './calendarPapers.ts';
import { inputsOn } from './inputs.ts';
import type { Acknowledgement, Meeting, PersonKey } from './model.ts';
import { seatedAt } from './moving.ts';
import { Refusal } from './refusal.ts';
import { chainOf } from './rules/chain.ts';
import { type Count, type Known, type Now, type Standing, standingOf } from './rules/chainStanding.ts';
import { addDays, type Day, dayIn, timeIn } from './rules/days.ts';
import { meetingDates } from './rules/meetingDates.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { bodyOf, meetingsOf, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

export type Planned = {
  readonly date: Day;
  readonly time: string;
  /** Missing while nobody has made it; the date is then that of the rhythm. */
  readonly meeting?: Meeting;
  readonly chain: readonly Standing[];
  /** Referrals whose answer has not been received. */
  readonly unreceived?: readonly string[];
  /** The meeting whose agenda goes with these minutes. */
  readonly with?: Meeting | undefined;
  /** The meeting whose minutes go with this agenda. */
  readonly after?: Meeting | undefined;
};

export type BodyCalendar = {
  readonly body: Body;
  readonly held: readonly Planned[];
  readonly ahead: readonly Planned[];
};

/** Meetings shown that were held, and that are to come. */
const HELD = 2;
const AHEAD = 3;

const nowOf = ({ now }: Pick<Work, 'now'>): Now => ({ date: dayIn(now), time: timeIn(now) });
const dayAt = (at: string | undefined): Day | undefined => (at === undefined ? undefined : dayIn(new Date(at)));

/** Agencies that have given their input on the cases that call for it, of those asked. */
const inputsIn = async (place: Place, meeting: Meeting): Promise<Count> => {
  const asked = await itemsAsked(place, meeting.body, meeting.items);
  const agencies = new Set(meeting.seats.map(({ agency }) => agency)).size;
  const given = await Promise.all(asked.map((ref) => inputsOn(place, ref, meeting.id)));
  const done = given.map((rows) => new Set(rows.map(({ doc }) => doc.agency)).size);
  return { done: done.reduce((sum, one) => sum + one, 0), all: asked.length * agencies };
};

const knownOf = async (place: Place, meeting: Meeting, answers: readonly Acknowledgement[]): Promise<Known> => {
  const seated = seatedAt(meeting);
  return {
    state: meeting.state,
    agenda: dayAt(meeting.agendaPostedAt),
    minutes: dayAt(meeting.minutesPostedAt),
    answered: { done: seated.filter(({ entry }) => hasAnswered(entry)).length, all: seated.length },
    inputs: await inputsIn(place, meeting),
    received: { done: answers.filter(({ receivedAt }) => receivedAt).length, all: answers.length },
  };
};

/** Days of the rhythm from this one on for which no meeting has been made. */
export const toBeMade = (
  place: Pick<Work, 'scheme'>,
  body: Body,
  made: readonly Meeting[],
  from: Day,
  count: number,
): Day[] => meetingDates(body.rhythm, from, count, schemeOf(place).calendar).filter((date) => !isTaken(made, date));

const planned = async (place: Place, body: Body, meeting: Meeting, all: readonly Meeting[]): Promise<Planned> => {
  const { date, time, state, minutesPostedAt } = meeting;
  const answers = state === 'closed' ? await answersOf(place, meeting.id) : [];
  const known = await knownOf(place, meeting, answers);
  return {
    ...{ date, time, meeting },
    chain: standingOf(chainOf(date, body, schemeOf(place).calendar), known, nowOf(place)),
    unreceived: answers.filter(({ receivedAt }) => !receivedAt).map(({ referral }) => referral),
    with: minutesPostedAt ? undefined : agendaWith(place, meeting, all),
    after: all.find((other) => !other.minutesPostedAt && agendaWith(place, other, all)?.id === meeting.id),
  };
};

const unmade = (place: Place, body: Body, date: Day): Planned => ({
  date,
  time: body.rhythm.time,
  chain: standingOf(chainOf(date, body, schemeOf(place).calendar), undefined, nowOf(place)),
});

/** `all`: every meeting of the body, the earliest first. */
const calendarOf = async (place: Place, body: Body, all: readonly Meeting[], shown: number): Promise<BodyCalendar> => {
  const today = dayIn(place.now);
  const closed = all.filter(({ state }) => state === 'closed').slice(-HELD);
  const open = all.filter(({ state }) => state !== 'closed').slice(0, shown);
  const [held, made] = await Promise.all(
    [closed, open].map((some) => Promise.all(some.map((meeting) => planned(place, body, meeting, all)))),
  );
  const missing = toBeMade(place, body, all, addDays(today, 1), shown).map((date) => unmade(place, body, date));
  return {
    body,
    held: held ?? [],
    ahead: [...(made ?? []), ...missing].sort((a, b) => a.date.localeCompare(b.date)).slice(0, shown),
  };
};

/** The next meeting of each body, and the last two that were held. */
export const lookAtCalendar = async (place: Place): Promise<BodyCalendar[]> => {
  const meetings = await meetingsOf(place);
  return Promise.all(
    schemeOf(place).bodies.map((body) =>
      calendarOf(
        place,
        body,
        meetings.filter((meeting) => meeting.body === body.id),
        1,
      ),
    ),
  );
};

export const lookAtBody = async (place: Place, id: BodyId): Promise<BodyCalendar> => {
  const body = bodyOf(place, id);
  return calendarOf(place, body, await meetingsOf(place, id), AHEAD);
};

/** One meeting, or one that is still to be made for a day of the rhythm. */
export const lookAtDates = async (
  place: Place,
  { body: id, of, turn }: { readonly body: BodyId; readonly of?: string | undefined; readonly turn?: Day | undefined },
): Promise<{ readonly body: Body; readonly planned: Planned }> => {
  const body = bodyOf(place, id);
  const all = await meetingsOf(place, id);
  const meeting = all.find((one) => one.id === of || (turn !== undefined && isTaken([one], turn)));
  if (meeting) return { body, planned: await planned(place, body, meeting, all) };
  if (turn) return { body, planned: unmade(place, body, turn) };
  throw new Refusal('gone', `The ${body.name} has no such meeting any more. Type “calendar” to see those it has.`);
};

/** Who holds the chair's seat of a body. */
export const chairOfBody = ({ area }: Pick<Work, 'area'>, { seats }: Pick<Body, 'seats'>): PersonKey | undefined =>
  seats.flatMap(({ id, chair }) => (chair ? (area.holders[id] ?? []) : []))[0];

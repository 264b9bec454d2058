/** To which meeting a referral goes, and until when its referrer may change it without the change being late. */
import { isTaken } from './calendarIndex.ts';
import type { Meeting } from './model.ts';
import { isLate } from './rules/chainStanding.ts';
import { addDays, type Day, dayIn, timeIn } from './rules/days.ts';
import { agendaDay, lastReferralDay, meetingDates } from './rules/meetingDates.ts';
import type { Body } from './rules/scheme.ts';
import { skippedFrom } from './turns.ts';
import { meetingsOf, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme'>;

export type Destination = {
  readonly date: Day;
  /** Missing while nobody has made the meeting; the date is then the one the body's rhythm says. */
  readonly meeting?: Meeting;
  /** The day by which the agenda goes out: a change after that is marked late. */
  readonly amendUntil?: Day;
};

/** The day as which it counts: due means by 17:00 (ours), so what comes later comes on the day after. */
export const handedInOn = (at: Date): Day => {
  const date = dayIn(at);
  return isLate(date, { date, time: timeIn(at) }) ? addDays(date, 1) : date;
};

/** A referral of this day is in time for a meeting: its body takes referrals until then (Richmond 2.6: ten working days). */
export const inTime = (place: Pick<Work, 'scheme'>, body: Body, on: Day, meeting: Day): boolean => {
  const last = lastReferralDay(meeting, body.notice, schemeOf(place).calendar);
  return last === undefined || on <= last;
};

/**
 * Where a referral of this day goes, as it looks `today`: the first meeting to come that it is in time for and whose
 * agenda has not gone out.
 */
export const destination = async (place: Place, body: Body, on: Day, today = on): Promise<Destination> => {
  const { calendar } = schemeOf(place);
  const held = await meetingsOf(place, body.id);
  const until = (date: Day) => {
    const last = agendaDay(date, body.notice, calendar);
    return last !== undefined && last >= today ? { amendUntil: last } : {};
  };
  const meeting = held.find(
    ({ state, agendaPostedAt, date }) =>
      state === 'planned' && !agendaPostedAt && date >= today && inTime(place, body, on, date),
  );
  if (meeting) return { meeting, date: meeting.date, ...until(meeting.date) };
  const past = held.at(-1)?.date;
  const skipped = await skippedFrom(place, body.id, today);
  const meets = (day: Day) => !isTaken(held, day) && !skipped.includes(day);
  const date = meetingDates(body.rhythm, today, FAR, calendar).find(
    (expected) =>
      expected > today &&
      (past === undefined || expected > past) &&
      meets(expected) &&
      inTime(place, body, on, expected),
  );
  if (!date) throw new Error(`no meeting of ${body.id} follows from its rhythm after ${past ?? on}`);
  return { date, ...until(date) };
};

/** The meeting whose agenda takes what is proposed for a case today: members propose until it has gone out. */
export const nextAgenda = (place: Place, body: Body, on: Day): Promise<Destination> =>
  destination(place, { ...body, notice: { ...body.notice, referrals: undefined } }, on);

/** Meetings looked ahead: two years of weekly ones. */
const FAR = 104;

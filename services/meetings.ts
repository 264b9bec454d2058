/** A meeting from its date to its end: made, opened, closed. */

import { goingOn } from './agenda.ts';
import { quorumOf } from './attendance.ts';
import { finishedWith, isTaken, meetingsUnderWay, underWay } from './calendarIndex.ts';
import { chairing, isChair } from './chairing.ts';
import { isVacated } from './left.ts';
import { Acknowledgements, Decisions, type Meeting, Meetings, type Referral, Referrals } from './model.ts';
import { Refusal } from './refusal.ts';
import { addDays, type Day, dayIn } from './rules/days.ts';
import { nextMeetingDate } from './rules/meetingDates.ts';
import type { Body, BodyId } from './rules/scheme.ts';
import { type Change, create, type Row, replace } from './store.ts';
import { skippedFrom, takeTurn } from './turns.ts';
import { bodyOf, meetingRow, meetingsOf, motionRow, must, save, schemeOf, show, tell, type Work } from './work.ts';

type Made = {
  readonly body: BodyId;
  readonly date: Day;
  readonly time: string;
  readonly place: string;
  /** The day of the rhythm for which it is made, where it is another. */
  readonly turn?: Day;
};

/** Makes a meeting of a body. Returns its id. */
export const makeMeeting = (work: Work, { body: bodyId, date, time, place, turn }: Made): Promise<string> => {
  const body = bodyOf(work, bodyId);
  const id = work.newId();
  return save(work, async () => {
    // Whatever is of today or later is among them.
    const made = await meetingsUnderWay(work, bodyId);
    if (made.some((other) => other.date === date))
      throw new Refusal('same day', `The ${body.name} already has a meeting on that day. Choose another date.`);
    const viceChair = work.area.viceChairs[bodyId];
    const meeting: Meeting = {
      id,
      body: bodyId,
      date,
      time,
      place,
      madeAt: work.now.toISOString(),
      ...(turn && turn !== date && { turn }),
      state: 'planned',
      quorum: body.quorum,
      voting: body.voting,
      ...(viceChair && { viceChair }),
      seats: body.seats.map((seat) => {
        const holder = work.area.holders[seat.id];
        const vacated = isVacated(work.area, seat.id);
        return { seat: seat.id, agency: seat.agency, ...(holder && { holder }), ...(vacated && { vacated }) };
      }),
      attendance: [],
      invitees: [],
      chairs: [],
      items: [],
      motions: [],
      quorumLost: [],
    };
    return {
      changes: [
        create(Meetings, id, meeting),
        underWay(meeting),
        ...(await takeTurn(work, meeting, { turn, made })),
        ...(await finishedWith(work, made)),
        ...show(work, bodyId, 'meeting', id),
      ],
      result: id,
    };
  });
};

/** The next date in the body's rhythm, today included, for which there is no meeting yet. */
export const proposedDate = async (
  work: Pick<Work, 'store' | 'area' | 'scheme' | 'now'>,
  { id, rhythm }: Pick<Body, 'id' | 'rhythm'>,
): Promise<Day> => {
  const today = dayIn(work.now);
  const [made, skipped] = await Promise.all([meetingsUnderWay(work, id), skippedFrom(work, id, today)]);
  const { calendar } = schemeOf(work);
  let date = nextMeetingDate(rhythm, today, calendar);
  while (isTaken(made, date) || skipped.includes(date)) date = nextMeetingDate(rhythm, addDays(date, 1), calendar);
  return date;
};

/** The meeting a typed command means: the open one, else the next one, else the last one. */
export const presentMeeting = async (
  work: Pick<Work, 'store' | 'area'>,
  body?: BodyId,
): Promise<Meeting | undefined> => {
  const meetings = await meetingsOf(work, body);
  return (
    meetings.find((meeting) => meeting.state === 'open') ??
    meetings.find((meeting) => meeting.state === 'planned') ??
    meetings.at(-1)
  );
};

/** Opens the meeting; whoever opens it, by the ladder, thereby confirms that they chair it. */
export const openMeeting = (work: Work, meetingId: string): Promise<'opened' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state !== 'planned') return { changes: [], result: 'already' };
    const { current, next } = chairing(schemeOf(work), meeting);
    const chair = current ?? next;
    if (chair?.person !== work.actor.person)
      throw new Refusal(
        'not the chair',
        'Only the chair opens the meeting; while the chair is away, the next by the ladder who is present.',
      );
    const at = work.now.toISOString();
    const opened: Meeting = {
      ...meeting,
      state: 'open',
      openedAt: at,
      chairs: current
        ? meeting.chairs
        : [...meeting.chairs, { seat: chair.seat, person: chair.person, by: chair.by, at }],
    };
    const inquorate = quorumOf(opened).status === 'inquorate';
    return {
      changes: [
        replace(row, { ...opened, quorumLost: inquorate ? [{ from: at }] : [] }),
        ...show(work, meeting.body, 'meeting', meetingId),
      ],
      result: 'opened',
    };
  });

/**
 * Closes the meeting: attendance, motions, minutes and acknowledgements are final, each referrer is told, and
 * referrals without a decision wait for the next meeting. Refused while a motion is open.
 */
export const closeMeeting = (work: Work, meetingId: string): Promise<'closed' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') return { changes: [], result: 'already' };
    if (meeting.state === 'planned') throw new Refusal('not open', 'This meeting has not been opened yet.');
    if (meeting.motion)
      throw new Refusal(
        'motion open',
        'A vote is still open. Close it, give or decline the casting vote, or defer the item; then close the meeting.',
      );
    if (!isChair(schemeOf(work), meeting, work.actor.person))
      throw new Refusal('not the chair', 'Only the chair of this meeting closes it.');
    const at = work.now.toISOString();
    const ended = <P extends { readonly from: string; readonly to?: string }>(periods: readonly P[]) =>
      periods.map((period) => (period.to ? period : { ...period, to: at }));
    const decisions = await work.store.list(work.area.id, Decisions, `${meetingId}|`);
    const unrecorded = new Set([
      ...decisions.filter(({ doc }) => doc.state === 'draft').map(({ doc }) => doc.referral),
      ...(await declaredWithoutDecision(work, meeting)),
    ]);
    if (unrecorded.size > 0)
      throw new Refusal(
        'decision not recorded',
        `The decision on ${[...unrecorded].join(', ')} is voted on or begun, but not recorded. Record it first; then close the meeting.`,
      );
    const recorded = decisions.filter(({ doc }) => doc.state === 'recorded');
    const told = await Promise.all(
      recorded.map(async ({ doc }) => must(await work.store.get(work.area.id, Referrals, doc.referral), 'a referral')),
    );
    const closed: Meeting = {
      ...meeting,
      state: 'closed',
      closedAt: at,
      attendance: meeting.attendance.map((entry) => ({ ...entry, periods: ended(entry.periods) })),
      invitees: meeting.invitees.map((entry) => ({ ...entry, periods: ended(entry.periods) })),
      quorumLost: ended(meeting.quorumLost),
    };
    return {
      changes: [
        replace(row, closed),
        ...(await goingOn(work, meeting)),
        ...(await acknowledge(
          work,
          recorded.map(({ doc }) => doc.item),
          told,
          meetingId,
        )),
        ...show(work, meeting.body, 'meeting', meetingId),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: 'closed',
      whose: told.map(({ doc }) => doc.ref),
    };
  });

/** Referrals on which a result was declared and no decision stands yet. */
const declaredWithoutDecision = async (work: Work, meeting: Meeting): Promise<string[]> => {
  const waiting = new Map(
    meeting.items.flatMap((item) => (item.referral && item.state === 'waiting' ? [[item.id, item.referral]] : [])),
  );
  const motions = await Promise.all(meeting.motions.map((id) => motionRow(work.store, work.area.id, id)));
  return motions.flatMap(({ doc }) => (doc.state === 'closed' ? (waiting.get(doc.item) ?? []) : []));
};

const acknowledge = async (
  work: Work,
  items: readonly string[],
  referrals: readonly Row<Referral>[],
  meeting: string,
): Promise<Change[]> => {
  const changes = await Promise.all(
    referrals.map(async ({ doc }, index): Promise<Change[]> => {
      const item = items[index] ?? doc.ref;
      const earlier = await work.store.get(work.area.id, Acknowledgements, doc.ref);
      const fresh = { referral: doc.ref, meeting, item };
      return [
        earlier ? replace(earlier, fresh) : create(Acknowledgements, doc.ref, fresh),
        tell(work, doc.referrer, 'acknowledgement', doc.ref, doc.body),
      ];
    }),
  );
  return changes.flat();
};

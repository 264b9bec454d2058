/** A meeting that has not begun goes to another day, time or place, and what hangs on it goes with it. */
import { attendanceOf, hasAnswered, invitedTo } from './attendance.ts';
import { meetingsUnderWay } from './calendarIndex.ts';
import type { Meeting, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { chainOf, dayOf } from './rules/chain.ts';
import { dayIn, inWords, timeIn } from './rules/days.ts';
import { type When, type WhyNot, whyNotMoved } from './rules/moving.ts';
import { replace } from './store.ts';
import { listMoved } from './teamMeeting.ts';
import { bodyOf, meetingRow, save, schemeOf, show, tell, type Work } from './work.ts';

const sentences: Record<WhyNot, (to: When, body: string) => string> = {
  closed: () => 'This meeting is closed, so it stays where it was.',
  begun: () => 'This meeting has begun, so it cannot be moved. Close it, and make another for what is left.',
  same: () => 'The meeting is on that day, at that time and in that place already. Change one of them.',
  past: () => 'Please look at “New day”: a meeting cannot be moved to a day or time that is over.',
  'no working day': ({ date }) =>
    `Please look at “New day”: ${inWords(date)} is no working day. Choose a day from Monday to Friday that is no bank holiday.`,
  'other meeting': ({ date }, body) =>
    `Please look at “New day”: the ${body} has another meeting on ${inWords(date)}. Choose another day.`,
};

/** How often it was moved: what a press says that its reader saw. */
export const movesOf = ({ moved }: Pick<Meeting, 'moved'>): number => moved?.length ?? 0;

/** Who sits for each seat, or holds it. */
export const seatedAt = (meeting: Meeting) =>
  meeting.seats.flatMap(({ seat, holder }) => {
    const entry = attendanceOf(meeting, seat);
    const person = entry.sitter ?? holder;
    return person ? [{ person, seat, entry }] : [];
  });

/** Seats of which nobody has said whether they come; who sits in two answers for both. */
export const unansweredAt = (meeting: Meeting) => {
  const seated = seatedAt(meeting);
  const answered = new Set(seated.flatMap(({ person, entry }) => (hasAnswered(entry) ? [person] : [])));
  return seated.filter(({ person }) => !answered.has(person));
};

/** Whoever was asked whether they come, or said so by themselves, and whoever is invited for an item. */
export const concerned = (work: Work, meeting: Meeting): PersonKey[] => {
  const { calendar } = schemeOf(work);
  const asked = dayOf(chainOf(meeting.date, bodyOf(work, meeting.body), calendar), 'attendance');
  const all = asked !== undefined && asked <= dayIn(work.now);
  const seated = seatedAt(meeting).filter(({ entry }) => all || hasAnswered(entry));
  return [...new Set([...seated.map(({ person }) => person), ...meeting.items.flatMap(invitedTo)])];
};

/** Of whoever had said that they come, nothing is known for the new day. */
const askedAgain = ({ attendance }: Meeting): Meeting['attendance'] =>
  attendance.map((entry) => {
    if (!entry.coming) return entry;
    const { coming: _, ...rest } = entry;
    return { ...rest, version: entry.version + 1 };
  });

export const moveMeeting = (
  work: Work,
  { meeting: id, moves, why, ...to }: When & { readonly meeting: string; readonly moves: number; readonly why: string },
): Promise<'moved' | 'overtaken'> =>
  save<'moved' | 'overtaken'>(work, async () => {
    const row = await meetingRow(work.store, work.area.id, id);
    const { doc } = row;
    if (movesOf(doc) !== moves) return { changes: [], result: 'overtaken' };
    // Whatever is of today or later is among them.
    const others = (await meetingsUnderWay(work, doc.body)).filter((other) => other.id !== id);
    const not = whyNotMoved(doc, to, {
      now: { date: dayIn(work.now), time: timeIn(work.now) },
      others: others.map(({ date }) => date),
      calendar: schemeOf(work).calendar,
    });
    if (not) throw new Refusal(not, sentences[not](to, bodyOf(work, doc.body).name));
    const { date, time, place } = doc;
    const elsewhen = to.date !== date || to.time !== time;
    const after: Meeting = {
      ...doc,
      ...to,
      turn: doc.turn ?? date,
      moved: [
        ...(doc.moved ?? []),
        { from: { date, time, place }, why, by: work.actor.person, at: work.now.toISOString() },
      ],
      attendance: elsewhen ? askedAgain(doc) : doc.attendance,
    };
    return {
      changes: [
        replace(row, after),
        ...show(work, doc.body, 'meeting', id),
        ...(doc.agendaPostedAt ? show(work, doc.body, 'agenda', id) : []),
        ...(await listMoved(work, doc)),
        ...concerned(work, doc).map((person) => tell(work, person, 'meeting moved', id, doc.body)),
      ],
      result: 'moved',
    };
  });

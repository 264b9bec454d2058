/** The meeting of a team of practitioners: what its people collect for it, when the list goes out, what carries over (L; days and times ours). */
import { z } from 'zod';
import type { Day } from './days.ts';
import { addDays } from './days.ts';
import { ClockTime, id, words } from './fields.ts';
import { meetingDates } from './meetingDates.ts';
import type { Rhythm } from './scheme.ts';
import { type Calendar, subtractWorkingDays } from './workingDays.ts';

const Kind = z.strictObject({
  id,
  name: words,
  /** Whether it is about somebody on the register. */
  case: z.enum(['needed', 'may', 'none']),
  /** The body to which it goes when the team sends it up; without, the next rung of the ladder. */
  to: id.optional(),
});
export type Kind = z.infer<typeof Kind>;

export const TeamMeeting = z.strictObject({
  /** What can be brought to it. */
  kinds: z.array(Kind).min(1),
  /** Working days before the meeting, and when on that day, the list of what was collected goes out. */
  list: z.strictObject({ before: z.int().min(1).max(3), at: ClockTime }),
  /** Working days before the meeting from which those who have added nothing are reminded of it. */
  remind: z.strictObject({ before: z.int().min(2).max(5) }),
  source: words,
});
export type TeamMeeting = z.infer<typeof TeamMeeting>;

/** A meeting is known by its day in the rhythm, and held when it was made or moved to. */
export type Turn = { readonly turn: Day; readonly date: Day; readonly time: string };

/** Those from this day on, in the order in which they are held; `made`: those that are not left to the rhythm. */
const turnsFrom = (rhythm: Rhythm, from: Day, made: readonly Turn[], calendar?: Calendar): Turn[] => {
  const regular = meetingDates(rhythm, from, made.length + 2, calendar)
    .filter((day) => !made.some(({ turn }) => turn === day))
    .map((day) => ({ turn: day, date: day, time: rhythm.time }));
  return [...regular, ...made.filter(({ date }) => date >= from)].sort(
    (a, b) => a.date.localeCompare(b.date) || a.time.localeCompare(b.time),
  );
};

/** On the day of a meeting, what is added before it begins still comes to it. */
export const meetingFor = (
  rhythm: Rhythm,
  now: { readonly day: Day; readonly time: string },
  made: readonly Turn[],
  calendar?: Calendar,
): Turn => {
  const next = turnsFrom(rhythm, now.day, made, calendar).find(({ date, time }) => date > now.day || now.time < time);
  if (!next) throw new Error('a rhythm goes on');
  return next;
};

/**
 * The meeting whose list is to be out by this day: its time has come since the day before, or it came while the meeting
 * was elsewhen and is still ahead. What went out already does not go again.
 */
export const listedBy = (
  rhythm: Rhythm,
  { list }: TeamMeeting,
  { after, day }: { readonly after: Day; readonly day: Day },
  made: readonly Turn[],
  calendar?: Calendar,
): Day | undefined =>
  turnsFrom(rhythm, addDays(after, 1), made, calendar).findLast(({ date }) => {
    const on = subtractWorkingDays(date, list.before, calendar);
    return on <= day && (on > after || date >= day);
  })?.turn;

/** From which day until which those who have added nothing are reminded. */
export const reminding = (
  { list, remind }: TeamMeeting,
  meeting: Day,
  calendar?: Calendar,
): { from: Day; until: Day } => ({
  from: subtractWorkingDays(meeting, remind.before, calendar),
  until: subtractWorkingDays(meeting, list.before, calendar),
});

/** `carried`: the chair left it for the next meeting. */
export type How = 'dealt with' | 'action' | 'escalated' | 'carried';

export type Collected<Person extends string = string> = {
  readonly by: Person;
  /** The day of the meeting to which it comes. */
  readonly meeting: Day;
  /** How often it was left for the next meeting. */
  readonly carried: number;
  readonly late?: boolean;
  readonly outcome?: { readonly how: How };
};

/** It waits for a meeting, the present one or the next. */
export const isOpen = ({ outcome }: Pick<Collected, 'outcome'>): boolean => !outcome || outcome.how === 'carried';

/** What the list of a meeting holds, and what is finished with the one before it and stays there. */
export const compiled = <Item extends Collected>(items: readonly Item[], meeting: Day): Item[] =>
  items
    .filter((item) => isOpen(item) && item.meeting <= meeting)
    .map((item) => {
      if (item.meeting === meeting) return item;
      const { outcome: _, late: __, ...rest } = item;
      return { ...rest, meeting, carried: item.carried + 1 } as Item;
    });

/** Own items, until the list is out; `listed`: the meeting whose list is. */
export const mayChange = <Person extends string>(
  item: Collected<Person>,
  person: Person,
  listed: Day | undefined,
): 'may' | 'not theirs' | 'listed' => {
  if (item.by !== person) return 'not theirs';
  return item.meeting === listed || item.carried > 0 || item.outcome ? 'listed' : 'may';
};

/** Who is reminded: whoever has brought nothing to this meeting. */
export const silent = <Person extends string>(
  members: readonly Person[],
  items: readonly Collected<Person>[],
  meeting: Day,
): Person[] => members.filter((person) => !items.some((item) => item.by === person && item.meeting === meeting));

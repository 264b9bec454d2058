/** At which moments of the day something may fall due, and which of them have come since somebody looked last. */
import { z } from 'zod';
import { addDays, type Day, dayIn } from './days.ts';
import { ClockTime, words } from './fields.ts';
import { instantOf } from './londonTime.ts';

export const CadenceRules = z.strictObject({
  /** When everybody is told, on one card, what is due from them; on working days. */
  dayCard: ClockTime,
  /** Working days before an action is due on which its owner is reminded first. */
  actions: z.strictObject({ before: z.int().min(1) }),
  /** The same before reviews and the ends of lighter monitoring. */
  reviews: z.strictObject({ before: z.int().min(1) }),
  /** Working days before a hearing that is still not prepared on which it prompts once more. */
  court: z.strictObject({ again: z.int().min(1) }),
  /** Working days before the last day of a signature of the information-sharing protocol. */
  protocols: z.strictObject({ before: z.int().min(1) }),
  /** How long a list of priority offences stands before it is looked at again, and the working days before that. */
  priorities: z.strictObject({ months: z.int().min(1), before: z.int().min(1) }),
  source: words,
});
export type CadenceRules = z.infer<typeof CadenceRules>;

/** `what` tells the moments of one day apart, and finds the same one on other days. */
export type Moment = { readonly what: string; readonly time: string };

/** A moment that has come; `after` is the day of the one before it, so that what was missed in between comes with it. */
export type Slot = { readonly what: string; readonly day: Day; readonly at: Date; readonly after: Day };

/** No rhythm of days rests longer, whatever the holidays. */
const LONGEST_REST = 21;

/**
 * The moments that have come after `since` and by `now`, in order. Of a moment that was missed on several days only the
 * last stands: a stack of missed dailies is one. None while the clock is behind `since`.
 */
export const slotsBetween = (momentsOf: (day: Day) => readonly Moment[], since: Date, now: Date): Slot[] => {
  const come = new Map<string, Slot>();
  const last = dayIn(now);
  for (let day = dayIn(since); day <= last; day = addDays(day, 1)) {
    for (const { what, time } of momentsOf(day)) {
      const at = instantOf(day, time);
      if (at <= since || at > now) continue;
      come.set(what, { what, day, at, after: come.get(what)?.after ?? dayBefore(momentsOf, what, day) });
    }
  }
  return [...come.values()].sort((a, b) => a.at.getTime() - b.at.getTime() || a.what.localeCompare(b.what));
};

const dayBefore = (momentsOf: (day: Day) => readonly Moment[], what: string, day: Day): Day => {
  for (let back = 1; back <= LONGEST_REST; back++) {
    const before = addDays(day, -back);
    if (momentsOf(before).some((moment) => moment.what === what)) return before;
  }
  return addDays(day, -1);
};

/** Whether one of these days fell after the moment before this one, and by its own day. */
export const newSince = ({ after, day }: Pick<Slot, 'after' | 'day'>, days: readonly Day[]): boolean =>
  days.some((one) => one > after && one <= day);

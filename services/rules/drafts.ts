/** When an untouched draft is removed, and when its author is told so first: on working days, when the clock tells. */
import { addDays, type Day } from './days.ts';
import type { ReferralRules } from './scheme.ts';
import { type Calendar, nextWorkingDay } from './workingDays.ts';

export type DraftDue = { readonly noticeOn: Day; readonly removeOn: Day };

/**
 * `changed`: the day on which it was last written to. `told`: the day on which its author was told, however late; who
 * has not been told by `today` is told today at the earliest, and has the whole notice from then on.
 */
export const draftDue = (
  changed: Day,
  { removedAfter, noticeBefore }: ReferralRules['drafts'],
  { today, told, calendar }: { readonly today: Day; readonly told?: Day | undefined; readonly calendar?: Calendar },
): DraftDue => {
  const planned = addDays(changed, Math.max(0, removedAfter - noticeBefore));
  const noticeOn = told ?? nextWorkingDay(planned < today ? today : planned, calendar);
  return { noticeOn, removeOn: nextWorkingDay(addDays(noticeOn, noticeBefore), calendar) };
};

/** When an untouched draft is removed, and when its author is told so first. */
import { addDays, type Day } from './days.ts';
import type { ReferralRules } from './scheme.ts';

export type DraftDue = { readonly noticeOn: Day; readonly removeOn: Day };

/** `changed`: the day on which it was last written to. */
export const draftDue = (changed: Day, { removedAfter, noticeBefore }: ReferralRules['drafts']): DraftDue => ({
  noticeOn: addDays(changed, Math.max(0, removedAfter - noticeBefore)),
  removeOn: addDays(changed, removedAfter),
});

/** What the calendar puts on somebody's card of the day. */
import type { Day } from './rules/days.ts';
import type { BodyId, SeatId } from './rules/scheme.ts';

export type CalendarItem =
  | { readonly kind: 'meeting to make'; readonly body: BodyId; readonly turn: Day }
  | { readonly kind: 'meeting to hold'; readonly meeting: string }
  | { readonly kind: 'agenda'; readonly meeting: string }
  /** `agenda`: of the meeting whose agenda goes with them. */
  | { readonly kind: 'minutes'; readonly meeting: string; readonly agenda?: string }
  /** Answers to referrals that have not been received, for whoever runs the paperwork; and one of them for its referrer. */
  | { readonly kind: 'answers'; readonly meeting: string }
  | { readonly kind: 'answer'; readonly meeting: string; readonly referral: string }
  | { readonly kind: 'arising'; readonly meeting: string }
  | { readonly kind: 'input'; readonly meeting: string; readonly cases: readonly string[] }
  | { readonly kind: 'part'; readonly meeting: string; readonly seat: SeatId };

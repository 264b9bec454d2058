/** To whom an overdue action goes: the lead of its owner's agency, then the body that holds agencies to account (R 1.5). */
import { z } from 'zod';
import { addDays, type Day } from './days.ts';
import { addWorkingDays, type Calendar } from './workingDays.ts';

/** Working days after the due date, or after an answer of the body above. */
export const EscalationRules = z.strictObject({
  agencyLead: z.int().min(1),
  bodyAbove: z.int().min(1),
  source: z.string().min(1),
});
export type EscalationRules = z.infer<typeof EscalationRules>;

export type Rung = 'agency lead' | 'body above';
export type Climbed = { readonly rung: Rung; readonly since: Day };

/** `answered`: the day on which the body above answered last; it has the action again only so many days later. */
export type Climbing = { readonly due: Day; readonly answered?: Day | undefined };

/** The rungs it has reached by today, in order; none while it is not overdue. */
export const climbed = (
  { due, answered }: Climbing,
  { agencyLead, bodyAbove }: EscalationRules,
  today: Day,
  calendar?: Calendar,
): Climbed[] => {
  const counted = answered && answered > due ? answered : due;
  const ladder: Climbed[] = [
    { rung: 'agency lead', since: addWorkingDays(due, agencyLead, calendar) },
    { rung: 'body above', since: addWorkingDays(counted, bodyAbove, calendar) },
  ];
  return ladder.filter(({ since }) => since <= today);
};

/** Working days are calendar days at least, so nothing due later can have waited so long. */
export const latestDue = (today: Day, workingDays: number): Day => addDays(today, -workingDays);

/** Working days since the due date, today included. */
export const daysOverdue = (due: Day, today: Day, calendar?: Calendar): number => {
  let days = 0;
  for (let next = due; ; days += 1) {
    next = addWorkingDays(next, 1, calendar);
    if (next > today) return days;
  }
};

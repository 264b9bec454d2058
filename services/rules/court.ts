/** What a court date asks for before it and after it (Leeds 1.17-1.19; L, criminal justice). */
import { z } from 'zod';
import { addDays, type Day } from './days.ts';
import { type Who, words } from './fields.ts';
import { type Calendar, subtractWorkingDays } from './workingDays.ts';

/** How many working days before the hearing it prompts. */
export const CourtRules = z.strictObject({ promptDays: z.int().min(1), source: words });
export type CourtRules = z.infer<typeof CourtRules>;

export type CourtDate = {
  readonly id: string;
  readonly on: Day;
  readonly court: string;
  readonly about?: string;
  /** From here on it prompts; worked out when the date was written down. */
  readonly promptOn: Day;
  /** Whether an intervention statement is wanted, and who writes it. */
  readonly statement?:
    | { readonly wanted: false }
    /** `action`: the task of whoever writes it. */
    | { readonly wanted: true; readonly by: Who; readonly action?: string };
  /** When the Crown Prosecution Service was told of the statement. */
  readonly cpsTold?: Day;
};

export const promptOn = (on: Day, { promptDays }: CourtRules, calendar?: Calendar): Day =>
  subtractWorkingDays(on, promptDays, calendar);

export type CourtLack = 'statement' | 'cps';
export type CourtStanding =
  | { readonly status: 'ahead'; readonly lacks: readonly CourtLack[] }
  | { readonly status: 'prepare'; readonly lacks: readonly CourtLack[] }
  | { readonly status: 'prepared' }
  | { readonly status: 'result asked' };

const lacksOf = ({ statement, cpsTold }: CourtDate): CourtLack[] => {
  if (!statement) return ['statement'];
  return statement.wanted && !cpsTold ? ['cps'] : [];
};

/** The result is asked from the day after, until it is given. */
export const courtStanding = (court: CourtDate, today: Day): CourtStanding => {
  if (today > court.on) return { status: 'result asked' };
  const lacks = lacksOf(court);
  if (lacks.length === 0) return { status: 'prepared' };
  return { status: today >= court.promptOn ? 'prepare' : 'ahead', lacks };
};

/** The day from which it wants something of somebody. */
export const courtDueOn = (court: CourtDate): Day =>
  lacksOf(court).length > 0 ? court.promptOn : addDays(court.on, 1);

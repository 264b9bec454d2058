/** The dates that hang on a meeting, by its body's notice periods; each means by 17:00 of its day (ours). */
import type { Day } from './days.ts';
import { agendaDay, lastReferralDay, minutesDay } from './meetingDates.ts';
import type { Body } from './scheme.ts';
import { addWorkingDays, type Calendar, subtractWorkingDays } from './workingDays.ts';

/** In the order in which those of one day are read. */
export const LINKS = [
  'referrals',
  'attendance',
  'agenda',
  'invitations',
  'inputs asked',
  'arising',
  'attendance again',
  'inputs',
  'list',
  'meeting',
  'minutes',
  'acknowledgements',
] as const;
export type Link = (typeof LINKS)[number];

export type Dated = { readonly what: Link; readonly on: Day };

export type Hung = Pick<Body, 'notice' | 'chain' | 'referrals' | 'reviews' | 'teamMeeting'>;

/** Agencies are asked for their input on some of its cases (T 2.6), or seats for a part of their own (Richmond 3.7-3.10). */
const asksBeforehand = ({ chain, reviews }: Hung): boolean =>
  chain?.inputs?.parts !== undefined || Object.values(reviews?.byColour ?? {}).some(({ input }) => input);

/** Everything that hangs on a meeting of this day, the earliest first. */
export const chainOf = (meeting: Day, body: Hung, calendar?: Calendar): Dated[] => {
  const { notice, chain, referrals, teamMeeting } = body;
  const before = (days: number | undefined) =>
    days === undefined ? undefined : subtractWorkingDays(meeting, days, calendar);
  const agenda = agendaDay(meeting, notice, calendar);
  const minutes = minutesDay(meeting, notice, calendar);
  const asks = asksBeforehand(body);
  const on: Readonly<Record<Link, Day | undefined>> = {
    referrals: referrals && lastReferralDay(meeting, notice, calendar),
    attendance: before(chain?.attendance?.asked),
    agenda,
    invitations: referrals && agenda,
    'inputs asked': asks ? agenda : undefined,
    arising: before(chain?.arising),
    'attendance again': before(chain?.attendance?.again),
    inputs: asks ? before(chain?.inputs?.by) : undefined,
    list: before(teamMeeting?.list.before),
    meeting,
    minutes,
    acknowledgements: referrals && minutes,
  };
  return LINKS.flatMap((what) => {
    const day = on[what];
    return day === undefined ? [] : [{ what, on: day }];
  }).sort((a, b) => a.on.localeCompare(b.on));
};

/** The same of a day on which nobody has made a meeting: a team comes together all the same, with its list. */
export const chainOfTurn = (turn: Day, body: Hung, calendar?: Calendar): Dated[] =>
  chainOf(turn, body, calendar).filter(({ what }) => !body.teamMeeting || what === 'list' || what === 'meeting');

export const dayOf = (chain: readonly Dated[], link: Link): Day | undefined =>
  chain.find(({ what }) => what === link)?.on;

/** The day on which the minutes of one meeting and the agenda of the next are both due, so that they go together. */
export const togetherOn = (
  meeting: Day,
  next: Day,
  { notice }: Pick<Body, 'notice'>,
  calendar?: Calendar,
): Day | undefined => {
  const minutes = minutesDay(meeting, notice, calendar);
  return minutes !== undefined && minutes === agendaDay(next, notice, calendar) ? minutes : undefined;
};

/** From when on a meeting that nobody has made is called for: before the first date that hangs on it. */
export const makeFrom = (meeting: Day, body: Hung, before: number, calendar?: Calendar): Day =>
  subtractWorkingDays(chainOf(meeting, body, calendar)[0]?.on ?? meeting, before, calendar);

/** Whether somebody is chased on a day: every so many working days from the first one on. */
export const chasedOn = (
  first: Day,
  every: number,
  { after, day }: { readonly after: Day; readonly day: Day },
  calendar?: Calendar,
): boolean => {
  let next = first;
  while (next <= after) next = addWorkingDays(next, every, calendar);
  return next <= day;
};

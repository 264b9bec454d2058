/** What a case wants of somebody, and from which day. */
import type { OrderHeld } from './compliance.ts';
import { type CourtDate, courtDueOn, courtStanding } from './court.ts';
import { type Custody, inCustody } from './custody.ts';
import { addDays, type Day } from './days.ts';

export type Appointment = {
  readonly id: string;
  readonly on: Day;
  readonly kind: 'appointment' | 'visit';
  /** With whom, and what for. */
  readonly what: string;
};

/** With another area (G Q7). */
export type JointMeeting = { readonly id: string; readonly on: Day; readonly area: string };

export type KeyDates = {
  /** Police bail, to return on. */
  readonly bail?: Day;
  /** Where no custody says it, as of a sentence that is served in the community. */
  readonly sentenceEnd?: Day;
};

export type Due = { readonly on: Day } & (
  | { readonly what: 'court'; readonly court: CourtDate }
  | { readonly what: 'result'; readonly court: CourtDate }
  | { readonly what: 'appointment'; readonly appointment: Appointment }
  | { readonly what: 'visit'; readonly order: OrderHeld }
  | { readonly what: 'joint meeting'; readonly meeting: JointMeeting }
  | { readonly what: 'prison release' | 'bail' | 'end of sentence' }
);

export type Open = {
  readonly courts?: readonly CourtDate[];
  readonly appointments?: readonly Appointment[];
  readonly orders?: readonly OrderHeld[];
  readonly jointMeetings?: readonly JointMeeting[];
  readonly custody?: Custody;
  readonly keyDates?: KeyDates;
};

/** What is known of the end of the sentence: custody goes before what is kept without it. */
export const sentenceEndOf = ({ custody, keyDates }: Pick<Open, 'custody' | 'keyDates'>): Day | undefined =>
  custody?.endsOn ?? keyDates?.sentenceEnd;

type Dated = 'prison release' | 'bail' | 'end of sentence';
const dated = (what: Dated, on: Day | undefined): Due[] => (on ? [{ on, what }] : []);

/** All that is open, the earliest first, whether its day has come or not. */
export const openOf = ({
  courts = [],
  appointments = [],
  orders = [],
  jointMeetings = [],
  custody,
  keyDates = {},
}: Open): Due[] =>
  [
    ...courts.map((court): Due => {
      const on = courtDueOn(court);
      return { on, what: on > court.on ? 'result' : 'court', court };
    }),
    ...appointments.map((appointment): Due => ({ on: appointment.on, what: 'appointment', appointment })),
    ...orders.flatMap((order): Due[] =>
      order.visitBy && !order.visited ? [{ on: order.visitBy, what: 'visit', order }] : [],
    ),
    ...jointMeetings.map((meeting): Due => ({ on: meeting.on, what: 'joint meeting', meeting })),
    ...dated('prison release', inCustody(custody) ? custody?.releaseOn : undefined),
    ...dated('bail', keyDates.bail),
    ...dated('end of sentence', sentenceEndOf({ ...(custody && { custody }), keyDates })),
  ].sort((a, b) => a.on.localeCompare(b.on));

/** What has come due, the earliest first; a court date that has passed unprepared asks for its result, from the day after it. */
export const dueBy = (open: Open, today: Day): Due[] =>
  openOf(open)
    .filter(({ on }) => on <= today)
    .map(
      (due): Due =>
        due.what === 'court' && courtStanding(due.court, today).status === 'result asked'
          ? { on: addDays(due.court.on, 1), what: 'result', court: due.court }
          : due,
    )
    .sort((a, b) => a.on.localeCompare(b.on));

/** The day of the earliest. */
export const firstDue = (open: Open): Day | undefined => openOf(open)[0]?.on;

/** Of whom a day is: in court, to return on bail, or to be released. */
export const onDay = ({ courts = [], custody, keyDates = {} }: Open, day: Day) => ({
  court: courts.some(({ on }) => on === day),
  bail: keyDates.bail === day,
  release: inCustody(custody) && custody?.releaseOn === day,
});

/** Each day that is one of those, once. */
export const datesOf = ({ courts = [], custody, keyDates = {} }: Open): Day[] => {
  const release = inCustody(custody) ? custody?.releaseOn : undefined;
  const days = [...courts.map(({ on }) => on), keyDates.bail, release];
  return [...new Set(days.filter((day) => day !== undefined))];
};

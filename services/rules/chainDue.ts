/** What the chain of a meeting asks of somebody on a working day. */
import { newSince, type Slot } from './cadence.ts';
import { chainOf, chasedOn, dayOf, type Hung, type Link, makeFrom } from './chain.ts';
import type { MeetingReminders } from './chainRules.ts';
import type { Day } from './days.ts';
import { remindsOf } from './reminders.ts';
import { addWorkingDays, type Calendar, subtractWorkingDays } from './workingDays.ts';

type Moment = Pick<Slot, 'after' | 'day'>;

export type Rules = {
  readonly body: Hung;
  readonly reminders: MeetingReminders;
  readonly calendar?: Calendar | undefined;
};

export type MeetingKnown = {
  readonly date: Day;
  readonly state: 'planned' | 'open' | 'closed';
  /** When it was made, or moved last. */
  readonly since?: Day | undefined;
  readonly agendaOut: boolean;
  readonly minutesOut: boolean;
  readonly closedOn?: Day | undefined;
  /** Answers to referrals of which nobody has said that they arrived. */
  readonly unreceived: number;
};

export type Owed = {
  readonly what: 'hold' | 'agenda' | 'minutes' | 'answers' | 'arising' | 'inputs' | 'parts';
  readonly on: Day;
  /** There is reason to remind of it today. */
  readonly news: boolean;
};

/** The day of a link; where it lay behind when the meeting was made or moved, the working day after that. */
const dayFor = (link: Link, { date, since }: MeetingKnown, { body, calendar }: Rules): Day | undefined => {
  const on = dayOf(chainOf(date, body, calendar), link);
  return on !== undefined && since !== undefined && on <= since ? addWorkingDays(since, 1, calendar) : on;
};

/** Before it is due, on the day, and each working day after until it is out. */
const paper = (
  what: 'agenda' | 'minutes',
  { date }: MeetingKnown,
  slot: Moment,
  { body, reminders, calendar }: Rules,
): Owed[] => {
  const on = dayOf(chainOf(date, body, calendar), what);
  if (on === undefined || slot.day < subtractWorkingDays(on, reminders.papers, calendar)) return [];
  return [{ what, on, news: remindsOf({ due: on, answered: false }, slot, reminders.papers, calendar) }];
};

const before = (meeting: MeetingKnown, slot: Moment, rules: Rules): Owed[] => {
  if (slot.day > meeting.date) return [{ what: 'hold', on: meeting.date, news: true }];
  const comes = (...links: Link[]): boolean => {
    const days = links.map((link) => dayFor(link, meeting, rules)).filter((on) => on !== undefined);
    return newSince(slot, days);
  };
  const hasCome = (link: Link): boolean => {
    const on = dayFor(link, meeting, rules);
    return on !== undefined && on <= slot.day;
  };
  const parts = rules.body.chain?.inputs?.parts !== undefined && hasCome('inputs asked');
  return [
    ...(meeting.agendaOut ? [] : paper('agenda', meeting, slot, rules)),
    ...(hasCome('arising') ? [{ what: 'arising' as const, on: meeting.date, news: comes('arising') }] : []),
    ...(meeting.agendaOut && hasCome('inputs')
      ? [{ what: 'inputs' as const, on: dayFor('inputs', meeting, rules) ?? meeting.date, news: comes('inputs') }]
      : []),
    ...(parts
      ? [
          {
            what: 'parts' as const,
            on: dayFor('inputs', meeting, rules) ?? meeting.date,
            news: comes('inputs asked', 'inputs'),
          },
        ]
      : []),
  ];
};

const answers = ({ closedOn, unreceived }: MeetingKnown, slot: Moment, { reminders, calendar }: Rules): Owed[] => {
  if (unreceived === 0 || closedOn === undefined) return [];
  const first = addWorkingDays(closedOn, reminders.chase, calendar);
  if (slot.day < first) return [];
  return [{ what: 'answers', on: first, news: chasedOn(first, reminders.chase, slot, calendar) }];
};

export const owedOf = (meeting: MeetingKnown, slot: Moment, rules: Rules): Owed[] => {
  switch (meeting.state) {
    case 'planned':
      return before(meeting, slot, rules);
    case 'open':
    case 'closed':
      return [...(meeting.minutesOut ? [] : paper('minutes', meeting, slot, rules)), ...answers(meeting, slot, rules)];
  }
};

/** Days of the rhythm for which nobody has made a meeting, and whether today reminds of it; nothing while there is time. */
export const owedToBeMade = (
  date: Day,
  slot: Moment,
  { body, reminders, calendar }: Rules,
): Pick<Owed, 'on' | 'news'> | undefined => {
  if (slot.day < makeFrom(date, body, reminders.make, calendar)) return undefined;
  const on = chainOf(date, body, calendar)[0]?.on ?? date;
  return { on, news: remindsOf({ due: on, answered: false }, slot, reminders.make, calendar) };
};

/** Whether people are asked today if they come: whoever was not asked yet, and once more whoever has not answered. */
export const asksToday = (
  { date, state }: Pick<MeetingKnown, 'date' | 'state'>,
  slot: Moment,
  { body, calendar }: Pick<Rules, 'body' | 'calendar'>,
): 'first' | 'again' | undefined => {
  const chain = chainOf(date, body, calendar);
  const asked = dayOf(chain, 'attendance');
  const again = dayOf(chain, 'attendance again');
  if (state !== 'planned' || asked === undefined || slot.day < asked || slot.day >= date) return undefined;
  return again !== undefined && newSince(slot, [again]) ? 'again' : 'first';
};

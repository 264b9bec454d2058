/**
 * One card a person and working day, with all that is due from them; nobody gets one on a day that brings nothing new.
 * What each kind of thing asks of whom stands in a file of its own.
 */

import type { Source } from './cadence.ts';
import { calendarOfDay } from './calendarDue.ts';
import type { CalendarItem } from './calendarItems.ts';
import { actionsOfDay, overdueOfDay } from './dayActions.ts';
import { casesOfDay, reselectionsOfDay, reviewsOfDay } from './dayCases.ts';
import { paperworkOfDay, weeklyLists } from './dayPaperwork.ts';
import { scoresOfDay } from './dayScores.ts';
import type { PersonKey } from './person.ts';
import type { Slot } from './rules/cadence.ts';
import type { Day } from './rules/days.ts';
import type { Due } from './rules/due.ts';
import { isBack, reachedOn } from './rules/reminders.ts';
import type { AgencyId, BodyId } from './rules/scheme.ts';
import { isWorkingDay } from './rules/workingDays.ts';
import { create, kind } from './store.ts';
import { teamMeetingsOfDay } from './teamMeeting.ts';
import { schemeOf, type Work } from './work.ts';

/**
 * `on`: the day it is due; `of`: whose it is, which while they are on leave is not whose card it stands on. Only what finds
 * it again is kept; the card reads how it stands when it is opened.
 */
export type DayItem = { readonly on: Day; readonly of: PersonKey } & (
  | { readonly kind: 'action'; readonly action: string }
  /** `id`: of which court date, appointment and so on. */
  | { readonly kind: 'case'; readonly ref: string; readonly what: Due['what']; readonly id?: string }
  | { readonly kind: 'review' | 'monitoring' | 're-selection'; readonly ref: string }
  /** `on`: the day of the meeting for which probation's score is wanted. */
  | { readonly kind: 'score'; readonly referral: string }
  | { readonly kind: 'protocol'; readonly agency: AgencyId }
  | { readonly kind: 'priorities' | 'cohort' }
  | { readonly kind: 'young offenders' | 'short sentences' | 'overdue' }
  /** Nothing brought yet to the team's next meeting. */
  | { readonly kind: 'team meeting'; readonly body: BodyId }
  | CalendarItem
);

/** `news`: today is a day on which to remind of it. */
export type ForSomebody = { readonly item: DayItem; readonly news: boolean };

/** Finds what is due or about to be, of one kind; `slot` is today's moment. */
export type Finding = (work: Work, slot: Slot) => Promise<readonly ForSomebody[]>;

const findings: readonly Finding[] = [
  actionsOfDay,
  overdueOfDay,
  casesOfDay,
  reviewsOfDay,
  reselectionsOfDay,
  scoresOfDay,
  paperworkOfDay,
  weeklyLists,
  teamMeetingsOfDay,
  calendarOfDay,
];

export type DayCard = { readonly items: readonly DayItem[]; readonly more?: number };

/** id: `<day>|<person>` */
export const DayCards = kind<DayCard>('daycard');

/** Things one card keeps, those due first; it says how many more there are. */
const MOST_ITEMS = 60;

const DAY_CARD = 'day card';

const cardOf = (items: readonly DayItem[]): DayCard => {
  const sorted = items.toSorted((a, b) => a.on.localeCompare(b.on));
  const more = Math.max(0, sorted.length - MOST_ITEMS);
  return { items: sorted.slice(0, MOST_ITEMS), ...(more > 0 && { more }) };
};

/** By who is reached today: what stands on their card, if it brings them anything new. */
export const dayCardsOf = (
  found: readonly ForSomebody[],
  area: Work['area'],
  slot: Pick<Slot, 'after' | 'day'>,
): Map<PersonKey, DayCard> => {
  const reached = found.flatMap((one) => {
    const to = reachedOn(area, one.item.of, slot.day);
    return to ? [{ ...one, to, news: one.news || isBack(area, to, slot) }] : [];
  });
  return new Map(
    [...Map.groupBy(reached, ({ to }) => to)]
      .filter(([, all]) => all.some(({ news }) => news))
      .map(([person, all]) => [person, cardOf(all.map(({ item }) => item))]),
  );
};

/** All that is due or about to be, for everybody. */
export const foundOn = async (work: Work, slot: Slot): Promise<ForSomebody[]> =>
  (await Promise.all(findings.map((find) => find(work, slot)))).flat();

export const dayCards: Source = {
  moments: (place, day) => {
    const { cadence, calendar } = schemeOf(place);
    return isWorkingDay(day, calendar) ? [{ what: DAY_CARD, time: cadence.dayCard }] : [];
  },
  due: async (work, slot) =>
    [...dayCardsOf(await foundOn(work, slot), work.area, slot)].map(([person, card]) => ({
      id: `day|${slot.day}|${person}`,
      send: { kind: 'tell', person, view: 'day', subject: slot.day },
      changes: [create(DayCards, `${slot.day}|${person}`, card)],
    })),
};

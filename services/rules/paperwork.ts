/** Dates of the scheme itself, of which its co-ordinators are reminded. */
import { newSince, type Slot } from './cadence.ts';
import { addDays, addMonths, type Day, day } from './days.ts';
import type { AgencyId, Scheme } from './scheme.ts';
import { addWorkingDays, subtractWorkingDays } from './workingDays.ts';

type Today = Pick<Slot, 'after' | 'day'>;

export type Paper = { readonly on: Day; readonly news: boolean } & (
  | { readonly kind: 'protocol'; readonly agency: AgencyId }
  | { readonly kind: 'priorities' | 'cohort' }
);

/** An agency whose signature of the protocol ends: from so many working days before until as many after. */
const protocols = ({ agencies, cadence, calendar }: Scheme, today: Today): Paper[] =>
  agencies.flatMap(({ id, protocolUntil: on }): Paper[] => {
    const { before } = cadence.protocols;
    if (!on || today.day > addWorkingDays(on, before, calendar)) return [];
    const first = subtractWorkingDays(on, before, calendar);
    if (today.day < first) return [];
    return [{ kind: 'protocol', agency: id, on, news: newSince(today, [first, on, addDays(on, 1)]) }];
  });

/** The list in force was last set so long ago, or twice as long, and so on. */
const priorities = ({ priorities: lists, cadence, calendar }: Scheme, today: Today): Paper[] => {
  const set = lists.findLast(({ from }) => from <= today.day)?.from;
  if (!set) return [];
  const { months, before } = cadence.priorities;
  let on = addMonths(set, months);
  for (let turns = 2; today.day > addWorkingDays(on, before, calendar); turns += 1) on = addMonths(set, months * turns);
  const first = subtractWorkingDays(on, before, calendar);
  return today.day < first ? [] : [{ kind: 'priorities', on, news: newSince(today, [first, on]) }];
};

/** The year's cohort of deter young offenders is complete: told on the day after, or when cards go out again, and for a week. */
const cohort = ({ youngOffenders }: Scheme, today: Today): Paper[] => {
  if (!youngOffenders) return [];
  const on = addDays(day(`${today.day.slice(0, 4)}-${youngOffenders.cohort.until}`), 1);
  const news = newSince(today, [on]);
  return today.day < on || (today.day > addDays(on, 7) && !news) ? [] : [{ kind: 'cohort', on, news }];
};

export const paperwork = (scheme: Scheme, today: Today): Paper[] => [
  ...protocols(scheme, today),
  ...priorities(scheme, today),
  ...cohort(scheme, today),
];

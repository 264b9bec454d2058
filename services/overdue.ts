/** Actions that are overdue: those of an agency, and those that have come up to a body. */
import { listed } from './actionIndex.ts';
import { Cases } from './caseModel.ts';
import { isOutside } from './cases.ts';
import { type Action, ActionsBy, Members, type PersonKey } from './model.ts';
import { inOrder } from './reading.ts';
import { type Day, dayIn } from './rules/days.ts';
import { type Climbed, climbed, daysOverdue, latestDue } from './rules/escalation.ts';
import type { AgencyId, BodyId } from './rules/scheme.ts';
import { namesOf, schemeOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area' | 'scheme' | 'now'>;

/** Open actions of a body that are due by this day, the earliest first; at most `most` that are wanted. */
export const dueBy = async (
  place: Pick<Place, 'store' | 'area'>,
  body: BodyId,
  last: Day,
  most: number,
  wanted: (action: Action) => boolean = () => true,
): Promise<Action[]> => {
  const found: Action[] = [];
  // In the order of their due dates, so the reading stops at the first that is not due.
  for await (const { doc } of inOrder(place.store, place.area.id, ActionsBy, listed.open(body))) {
    if (doc.due > last) break;
    if (wanted(doc)) found.push(doc);
    if (found.length === most) break;
  }
  return found;
};

/** What an overdue action has come to by today. */
export const climbOf = (place: Pick<Place, 'scheme' | 'now'>, { due, answered }: Action): readonly Climbed[] => {
  const { escalation, calendar } = schemeOf(place);
  return climbed({ due, answered: answered?.on }, escalation, dayIn(place.now), calendar);
};

/** For whom its owner acts: the agency of the seat, else the one recorded for the person. */
export const agencyOf = async (
  place: Place,
  { seat, owner }: Pick<Action, 'seat' | 'owner'>,
): Promise<AgencyId | undefined> => {
  const seats = schemeOf(place).bodies.flatMap((body) => body.seats);
  const held = seats.find(({ id }) => id === seat)?.agency;
  return held ?? (await place.store.get(place.area.id, Members, owner))?.doc.agency;
};

/** Escalated actions one agenda takes; the others come to the next. */
export const MOST_ESCALATED = 20;
/** Of each body below, those beyond that are looked at to say how many wait; there may be more. */
const MOST_COUNTED = 200;

/** What has come up to this body from those below it, the longest overdue first, and how many one agenda has no room for. */
export const escalatedTo = async (
  place: Place,
  body: BodyId,
): Promise<{ readonly due: readonly Action[]; readonly noRoom: number }> => {
  const { bodies, escalation } = schemeOf(place);
  const below = bodies.filter(({ escalates }) => escalates === body);
  const last = latestDue(dayIn(place.now), escalation.bodyAbove);
  const up = (action: Action): boolean => climbOf(place, action).some(({ rung }) => rung === 'body above');
  const found = await Promise.all(below.map(({ id }) => dueBy(place, id, last, MOST_ESCALATED + MOST_COUNTED, up)));
  const all = found.flat().sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
  return { due: all.slice(0, MOST_ESCALATED), noRoom: Math.max(0, all.length - MOST_ESCALATED) };
};

export type Overdue = {
  readonly action: Action;
  /** Nothing where none is recorded for its owner. */
  readonly agency: AgencyId | undefined;
  readonly days: number;
  readonly owner: string;
  readonly ladder: readonly Climbed[];
};

/** The overdue actions of these agencies, the longest first; without those of cases that are closed to the reader. */
export const overdueOf = async (
  place: Place,
  agencies: readonly Overdue['agency'][],
  reader: PersonKey,
): Promise<Overdue[]> => {
  const { bodies, escalation, calendar } = schemeOf(place);
  const today = dayIn(place.now);
  const last = latestDue(today, escalation.agencyLead);
  const due = (await Promise.all(bodies.map(({ id }) => dueBy(place, id, last, Number.POSITIVE_INFINITY)))).flat();
  const overdue = due.filter((action) => climbOf(place, action).length > 0);
  const names = await namesOf(
    place,
    overdue.map(({ owner }) => owner),
  );
  const open = async ({ ref }: Action) => !isOutside((await place.store.get(place.area.id, Cases, ref))?.doc, reader);
  const seen = await Promise.all(
    overdue.map(async (action): Promise<Overdue[]> => {
      const agency = await agencyOf(place, action);
      if (!agencies.includes(agency) || !(await open(action))) return [];
      const days = daysOverdue(action.due, today, calendar);
      return [{ action, agency, days, owner: names.get(action.owner) ?? '', ladder: climbOf(place, action) }];
    }),
  );
  return seen.flat().sort((a, b) => a.action.due.localeCompare(b.action.due));
};

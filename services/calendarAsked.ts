/** Before a meeting, whoever holds a seat is asked whether they come, and once more where they have not answered (R 1.10, 4.8). */
import type { Source } from './cadence.ts';
import { meetingsUnderWay } from './calendarIndex.ts';
import { unansweredAt } from './moving.ts';
import type { Slot } from './rules/cadence.ts';
import { asksToday } from './rules/chainDue.ts';
import { reachedOn } from './rules/reminders.ts';
import type { Body } from './rules/scheme.ts';
import { isWorkingDay } from './rules/workingDays.ts';
import { type Occurrence, Tolds } from './told.ts';
import { schemeOf, type Work } from './work.ts';

/** Nobody's stand-in can say whether they come; who is away is asked when they are back. */
const ofBody = async (work: Work, body: Body, slot: Slot): Promise<Occurrence[]> => {
  const { calendar } = schemeOf(work);
  const found = await Promise.all(
    (await meetingsUnderWay(work, body.id)).map(async (meeting): Promise<Occurrence[]> => {
      const asks = asksToday(meeting, slot, { body, calendar });
      if (!asks) return [];
      const told = new Set(
        (await work.store.list(work.area.id, Tolds, `attending|${meeting.id}|`)).map(({ id }) => id),
      );
      const channel = work.area.channels[body.id];
      return [...new Set(unansweredAt(meeting).map(({ person }) => person))]
        .filter((person) => reachedOn(work.area, person, slot.day) === person)
        .flatMap((person): Occurrence[] => {
          const first = `attending|${meeting.id}|${person}`;
          if (told.has(first) && asks !== 'again') return [];
          const id = told.has(first) ? `attending again|${meeting.date}|${meeting.id}|${person}` : first;
          const send = {
            kind: 'tell',
            person,
            view: 'attending',
            subject: meeting.id,
            ...(channel && { channel }),
          } as const;
          return [{ id, send }];
        });
    }),
  );
  return found.flat();
};

export const attendanceAsked: Source = {
  moments: (place, day) => {
    const { cadence, calendar } = schemeOf(place);
    return isWorkingDay(day, calendar) ? [{ what: 'attendance', time: cadence.dayCard }] : [];
  },
  due: async (work, slot) => (await Promise.all(schemeOf(work).bodies.map((body) => ofBody(work, body, slot)))).flat(),
};

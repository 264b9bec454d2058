/** From a clock on a wall in London to an instant, through both changes of the clocks. */
import { Temporal } from 'temporal-polyfill';
import type { Day } from './days.ts';

/** `time`: `HH:MM`. A time that the clocks skip in spring is the hour after; of one that comes twice, the first counts. */
export const instantOf = (on: Day, time: string): Date =>
  new Date(
    Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: 'Europe/London', plainTime: time }).epochMilliseconds,
  );

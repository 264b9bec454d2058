/** A day that lies ahead, as somebody types it without the year: “4 December” is the next there is. */

import type { Day } from './days.ts';
import { dayInText } from './dayText.ts';

/** Undefined for what is no day of the calendar. */
export const dayAhead = (text: string, today: Day): Day | undefined => {
  const whole = dayInText(text);
  if (whole) return whole;
  const year = Number(today.slice(0, 4));
  return [year, year + 1, year + 2, year + 3, year + 4]
    .map((one) => dayInText(`${text.trim()} ${one}`))
    .find((day) => day !== undefined && day >= today);
};

/** At which instants of a day the clock is looked at, drawn at random, and how: alone, two at once, broken off, put forth and back. */
import { inLondon } from './cadenceCalendar.ts';
import { type Dice, pick } from './population.ts';

const MINUTE = 60_000;

export type Look = {
  readonly at: number;
  readonly how: 'alone' | 'two at once' | 'broken off' | 'back first';
};

/** Every few minutes around eight, at some hours besides. */
export const looksOf = (day: string, dice: Dice): Look[] => {
  const between = (from: string, until: string): number => {
    const [start, end] = [inLondon(day, from), inLondon(day, until)];
    return start + Math.floor(dice() * (end - start));
  };
  const times = [
    ...[between('00:00', '06:59'), between('07:00', '07:59'), inLondon(day, '08:00')],
    ...[between('08:00', '08:40'), between('08:40', '09:14'), between('09:15', '09:40'), between('10:00', '17:00')],
    ...(dice() < 0.3 ? [inLondon(day, '07:59'), inLondon(day, '09:15'), between('17:00', '23:59')] : []),
  ];
  return times
    .filter(() => dice() < 0.85)
    .sort((a, b) => a - b)
    .map((at) => {
      const drawn = dice();
      const safe = at < inLondon(day, '08:55') || at > inLondon(day, '09:15');
      if (drawn < 0.06) return { at, how: 'two at once' };
      if (drawn < 0.12 && safe) return { at, how: 'broken off' };
      if (drawn < 0.15) return { at, how: 'back first' };
      return { at, how: 'alone' };
    });
};

/** Days on which nothing runs: the most often none, then some hours or days. */
export const downtime = (dice: Dice): number =>
  dice() < 0.04 ? Math.floor(pick(dice, [0.2, 1, 1, 2, 3, 4, 9]) * dice() * 24 * 60) * MINUTE : 0;

/** How far the clock is put forth and, right after, back again. */
export const forth = (dice: Dice): number => (dice() < 0.01 ? Math.floor(dice() * 30 * 60) * MINUTE : 0);

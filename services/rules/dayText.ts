/** A day as people in Britain write it in a spreadsheet: 2026-11-05, 05/11/2026, 5 Nov 2026; the day before the month. */
import { Day } from './days.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMES = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

const monthOf = (word: string): number => {
  const said = word.toLowerCase().replace(/\.$/, '');
  return said === 'sept' ? 9 : Math.max(MONTHS.indexOf(said), NAMES.indexOf(said)) + 1;
};

/** Undefined for what is no day of the calendar, and for a year of two digits, which can mean two centuries. */
export const dayInText = (text: string): Day | undefined => {
  const said = text.trim();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(said);
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?$/.exec(said);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]+([a-z]+\.?)[ ,-]+(\d{4})$/i.exec(said);
  const [year = '', month = '', date = ''] = iso
    ? iso.slice(1)
    : numbers
      ? [numbers[3], numbers[2], numbers[1]]
      : words
        ? [words[3], String(monthOf(words[2] ?? '')), words[1]]
        : [];
  return Day.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`).data;
};

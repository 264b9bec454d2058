import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, day } from '../../../services/rules/days.ts';
import { dayInText } from '../../../services/rules/dayText.ts';

test.for<[string, string | undefined]>([
  ['2026-11-05', '2026-11-05'],
  ['2026-1-5', '2026-01-05'],
  ['2026-11-05 00:00:00', '2026-11-05'],
  ['05/11/2026', '2026-11-05'],
  ['5/11/2026', '2026-11-05'],
  ['05.11.2026', '2026-11-05'],
  ['05-11-2026', '2026-11-05'],
  ['31/12/1999 00:00', '1999-12-31'],
  ['5 Nov 2026', '2026-11-05'],
  ['5th November, 2026', '2026-11-05'],
  ['1st Sept. 2026', '2026-09-01'],
  ['5-Nov-2026', '2026-11-05'],
  [' 29/02/2024 ', '2024-02-29'],
  ['29/02/2026', undefined],
  ['11/25/2026', undefined],
  ['05/11/26', undefined],
  ['5 Nov', undefined],
  ['5 Brumaire 2026', undefined],
  ['45966', undefined],
  ['', undefined],
])('“%s” is %s: the day stands before the month', ([text, expected]) => {
  expect(dayInText(text)).toBe(expected);
});

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

test('every day of three centuries is read from each of the three orders', () => {
  const days = fc.integer({ min: 0, max: 109_000 }).map((after) => addDays(day('1850-01-01'), after));
  fc.assert(
    fc.property(days, (of) => {
      const [year = '', month = '', date = ''] = of.split('-');
      expect(dayInText(of)).toBe(of);
      expect(dayInText(`${date}/${month}/${year}`)).toBe(of);
      expect(dayInText(`${Number(date)} ${months[Number(month) - 1]} ${year}`)).toBe(of);
    }),
  );
});

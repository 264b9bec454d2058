/** How a score came about, in words. */
import type { Score } from '../../services/model.ts';
import { day, inWords } from '../../services/rules/days.ts';
import { count } from '../words.ts';

export const signed = (number: number): string => `${number < 0 ? 'minus' : 'plus'} ${Math.abs(number).toFixed(5)}`;

/** From what it was worked out, and what was added up: for whoever asks later. */
export const workedInWords = ({ from, sum }: NonNullable<Score['worked']>): string => {
  const on = (text: string) => inWords(day(text));
  const person = `${from.sex}, born on ${on(from.dateOfBirth)}, convicted on ${on(from.dateOfCurrentConviction)} at ${sum.ageAtConviction}`;
  const record = `${count(from.totalSanctions, 'sanction')}, the first at ${from.ageAtFirstSanction}; ${from.offenceGroup}`;
  const added = `age and sex ${signed(sum.ageSex)} (${sum.ageBand} at the start), ${from.totalSanctions === 1 ? 'first' : 'later'} sanction ${signed(sum.status)}, pace ${signed(sum.copas)}, kind of offence ${signed(sum.offence)}`;
  return `${person}; the two years from ${on(from.dateAtStartOfFollowUp)}; ${record}. Added up: ${added}; together ${signed(sum.total)}.`;
};

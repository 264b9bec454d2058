/** Deter young offenders (Richmond 3, Leeds 1.28): which body has them, and when they come of age for another. */
import { z } from 'zod';
import { type Day, day } from './days.ts';

const id = z.string().min(1);
const MonthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a month and a day such as 03-31');

export const YoungOffenders = z.strictObject({
  body: id,
  /** Years at which they move on. */
  adultAt: z.int().min(1),
  /** The bodies that take them then; the first is proposed by itself. */
  to: z.array(id).min(1),
  /** Between which days of a year those of its cohort are identified, month and day. */
  cohort: z.strictObject({ from: MonthDay, until: MonthDay }),
  source: z.string().min(1),
});
export type YoungOffenders = z.infer<typeof YoungOffenders>;

/** The first day of this age. Who was born on 29 February comes to it on 1 March of a common year, as the law has it. */
export const firstDayAt = (age: number, born: Day): Day => {
  const year = String(Number(born.slice(0, 4)) + age).padStart(4, '0');
  const same = `${year}${born.slice(4)}`;
  const found = same.endsWith('-02-29') && !isLeap(Number(year)) ? `${year}-03-01` : same;
  return day(found);
};

/** The last day of birth of those who have this age by a day. */
export const latestBirth = (age: number, by: Day): Day => {
  const year = Number(by.slice(0, 4)) - age;
  const same = by.endsWith('-02-29') && !isLeap(year) ? '-02-28' : by.slice(4);
  return day(`${String(year).padStart(4, '0')}${same}`);
};

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** A case is flagged where its referral says so, and wherever the body of young offenders has taken somebody on (R 3.6). */
export const isYoungOffender = (
  rules: YoungOffenders | undefined,
  referral: { readonly body: string; readonly answers: { readonly dyo?: string | undefined } },
): boolean => referral.body === rules?.body || referral.answers.dyo === 'yes';

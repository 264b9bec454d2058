/** The operational fund for people without supervision (Thurrock 3.5). Amounts are whole pence. */
import { z } from 'zod';
import { Named, words } from './fields.ts';
import type { YesNoUnknown } from './referral.ts';

export const FundRules = z.strictObject({ source: words, for: z.array(Named).min(1) });
export type FundRules = z.infer<typeof FundRules>;

/** What a case may spend, and what it has. */
export type CaseFund = { readonly granted: number; readonly spent: number };
/** What the area has to give, and what its cases were granted. */
export type AreaFund = { readonly budget: number; readonly granted: number };

/** “12”, “12.5” and “£12.50” alike; nothing for what is no amount of money above nothing. */
export const penceOf = (typed: string): number | undefined => {
  const [, pounds = '', pence = ''] = /^£?\s*(\d{1,6})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? [];
  const amount = Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
  return amount > 0 ? amount : undefined;
};

export const inPounds = (pence: number): string =>
  `£${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;

export type FundStop = 'statutory' | 'supervision unknown' | 'too much';

/** Only for somebody who is under no order or licence; granted out of what the area has left. */
export const grantStop = (
  amount: number,
  statutory: YesNoUnknown | undefined,
  { budget, granted }: AreaFund,
): FundStop | undefined => {
  if (statutory === 'yes') return 'statutory';
  if (statutory !== 'no') return 'supervision unknown';
  return amount > budget - granted ? 'too much' : undefined;
};

export const paymentStop = (
  amount: number,
  statutory: YesNoUnknown | undefined,
  { granted, spent }: CaseFund,
): FundStop | undefined => {
  if (statutory === 'yes') return 'statutory';
  if (statutory !== 'no') return 'supervision unknown';
  return amount > granted - spent ? 'too much' : undefined;
};

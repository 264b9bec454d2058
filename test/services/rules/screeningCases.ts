/** What a case of the screening table is, and the answers that cases have in common. */
import { addDays, day } from '../../../services/rules/days.ts';
import type { Indication, ReferralAnswers } from '../../../services/rules/referral.ts';
import type { Verdict } from '../../../services/rules/scheme.ts';

export const TODAY = day('2026-11-05');
export type On = { readonly day?: string; readonly meeting?: string };

export type Where = readonly [scheme: string, body: string];
export type Case = readonly [says: string, answers: Partial<ReferralAnswers>, verdict: Verdict, on?: On];
export type Rule = {
  readonly source: string;
  readonly sentence: string;
  readonly where: Where;
  /** The criterion, or that of a category's guide. */
  readonly of: readonly [criterion: string, category?: string];
  /** Not meeting it is a hard stop. */
  readonly hard?: true;
  readonly cases: readonly Case[];
};

export const offence = (type: string, date: string = addDays(TODAY, -30), kind: Indication['kind'] = 'conviction') => ({
  offence: type,
  date: day(date),
  kind,
});
export const times = (count: number, type: string, date?: string) =>
  Array.from({ length: count }, () => offence(type, date));
export const born = (date: string) => ({ dateOfBirth: day(date) });
export const ogrs = (score: number) => ({ ogrs: { score, tool: 'OGRS3', date: TODAY } });
export const answer = (question: string, said: 'yes' | 'no' | 'unknown') => ({ further: { [question]: said } });
export const yesOrNo = (question: string, yes: Verdict, no: Verdict): Case[] => [
  ['yes', answer(question, 'yes'), yes],
  ['no', answer(question, 'no'), no],
  ['unknown', answer(question, 'unknown'), 'needs judgement'],
  ['not answered', {}, 'needs judgement'],
];
export const mappa = (...verdicts: Verdict[]): Case[] => [
  ...(['0', '1', '2', '3'] as const).map(
    (level, at): Case => [`MAPPA level ${level}`, { mappa: level }, verdicts[at] ?? 'meets'],
  ),
  ['MAPPA unknown', { mappa: 'unknown' }, 'needs judgement'],
  ['MAPPA not answered', {}, 'needs judgement'],
];
export const harm = (other: Partial<ReferralAnswers>): Case[] => [
  ['low risk of serious harm', { ...other, harm: 'low' }, 'does not meet'],
  ['medium risk of serious harm', { ...other, harm: 'medium' }, 'does not meet'],
  ['high risk of serious harm', { ...other, harm: 'high' }, 'meets'],
  ['very high risk of serious harm', { ...other, harm: 'very high' }, 'meets'],
  ['risk of serious harm unknown', { ...other, harm: 'unknown' }, 'needs judgement'],
  ['risk of serious harm not answered', other, 'needs judgement'],
];
export const adultOn = (verdict: { before: Verdict; after: Verdict }): Case[] => [
  ['the day before the 18th birthday', born('2008-11-06'), verdict.before],
  ['on the 18th birthday', born('2008-11-05'), verdict.after],
  ['born on 29 February, on 28 February', born('2008-02-29'), verdict.before, { day: '2026-02-28' }],
  ['born on 29 February, on 1 March', born('2008-02-29'), verdict.after, { day: '2026-03-01' }],
  ['no date of birth', {}, 'needs judgement'],
];

export const matrix = (id: string, rows: Readonly<Record<string, string>>) => ({ matrices: { [id]: rows } });

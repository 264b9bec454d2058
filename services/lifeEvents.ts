/** What can happen to a case between its adoption and its end, beside what a meeting decides. */
import type { Day } from './rules/days.ts';
import type { LicenceState } from './rules/licence.ts';
import type { Need } from './rules/overnight.ts';
import type { YesNoUnknown } from './rules/referral.ts';
import type { PathwayId } from './rules/scheme.ts';
import type { Response } from './rules/statement.ts';

export type LifeEvent =
  | { readonly what: 'step'; readonly step: string; readonly name: string; readonly on: Day; readonly answer?: string }
  | { readonly what: 'offered'; readonly pathway: PathwayId; readonly offer: string; readonly on: Day }
  | { readonly what: 'answered'; readonly offer: string; readonly response: Response; readonly on: Day }
  | { readonly what: 'licence'; readonly condition: string; readonly became: LicenceState; readonly why?: string }
  | { readonly what: 'licence, prison'; readonly condition: string; readonly says: string }
  | { readonly what: 'in prison'; readonly prison: string; readonly release?: Day }
  | { readonly what: 'court date'; readonly court: string; readonly on: Day }
  | { readonly what: 'statement'; readonly on: Day; readonly wanted: boolean; readonly from?: string }
  | { readonly what: 'cps told'; readonly on: Day }
  | { readonly what: 'court result'; readonly court: string; readonly on: Day; readonly result: string }
  | {
      readonly what: 'appointment';
      readonly with: string;
      readonly on: Day;
      readonly became: 'made' | 'kept' | 'missed';
      readonly note?: string;
    }
  | { readonly what: 'order'; readonly order: string; readonly exempt?: string }
  | { readonly what: 'order ended'; readonly order: string }
  | { readonly what: 'police visit'; readonly on: Day; readonly verified: boolean; readonly explained: boolean }
  | { readonly what: 'arrested'; readonly on: Day; readonly where: string }
  | { readonly what: 'custody attended'; readonly on: Day; readonly where: string; readonly came: string }
  /** Reported by the team in the morning; what it needs stands in the actions that it became. */
  | {
      readonly what: 'incident' | 'incident corrected';
      readonly says: string;
      readonly source: string;
      readonly needs: readonly Need[];
    }
  | { readonly what: 'incident taken back'; readonly says: string }
  /** Somebody looked after them that day; nothing to report. */
  | { readonly what: 'checked' }
  | { readonly what: 'key dates' }
  /** All that are pending now. */
  | { readonly what: 'pending cases'; readonly cases: readonly string[] }
  | { readonly what: 'wanted'; readonly why: string; readonly since?: Day }
  | { readonly what: 'no longer wanted'; readonly why: string }
  | { readonly what: 'granted'; readonly pence: number; readonly why: string }
  | { readonly what: 'grant returned'; readonly pence: number }
  | { readonly what: 'paid'; readonly pence: number; readonly for: string }
  | { readonly what: 'feedback'; readonly says: string }
  | { readonly what: 'statutory'; readonly is: YesNoUnknown }
  | { readonly what: 'joint meeting'; readonly area: string; readonly on: Day }
  | { readonly what: 'fed back'; readonly area: string; readonly on: Day; readonly came: string }
  | { readonly what: 'disclosed'; readonly to: string; readonly told: string };

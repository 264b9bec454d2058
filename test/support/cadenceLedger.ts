/** What happened in an invented area, in plain facts: what the model of the cadence reads, beside what the services keep. */
import type { Case } from '../../services/caseModel.ts';
import type { Action, PersonKey, Referral } from '../../services/model.ts';
import type { Scheme } from '../../services/rules/scheme.ts';

export type Ledger = {
  readonly scheme: Scheme;
  readonly coordinators: readonly PersonKey[];
  /** By seat, and the agency a person belongs to. */
  readonly holders: Map<string, PersonKey>;
  readonly agencies: Map<PersonKey, string>;
  /** By agency. */
  readonly leads: Map<string, PersonKey>;
  readonly dyoLeads: Map<string, PersonKey>;
  readonly channels: ReadonlyMap<string, string>;
  /** Until which day somebody is or was away, and who stands in; `cards`: cut short, the last day whose card was not theirs. */
  readonly leave: Map<PersonKey, { readonly until: string; readonly standIn: PersonKey; readonly cards?: string }>;
  /** The last day of it, also of one that was cut short: a morning that was missed is told as it was then. */
  readonly quiet: Map<PersonKey, string>;
  readonly ownTimes: Map<PersonKey, string>;
  /** By body, as it was switched last; `since`: in milliseconds. */
  readonly daily: Map<string, { readonly on: boolean; readonly since: number }>;
  readonly actions: Map<string, Action>;
  readonly cases: Map<string, Case>;
  readonly drafts: Map<string, Referral>;
  /** Imports that are under way. */
  readonly importing: Set<string>;
};

export const newLedger = (
  scheme: Scheme,
  coordinators: readonly PersonKey[],
  channels: ReadonlyMap<string, string>,
): Ledger => ({
  ...{ scheme, coordinators, channels, importing: new Set() },
  ...{ holders: new Map(), agencies: new Map(), leads: new Map(), dyoLeads: new Map() },
  ...{ leave: new Map(), quiet: new Map(), ownTimes: new Map(), daily: new Map() },
  ...{ actions: new Map(), cases: new Map(), drafts: new Map() },
});

/** Prison, on remand or by sentence; a night at the police station is none. */
import type { Day } from './days.ts';

export type Custody = {
  /** Unknown only where a register came that does not say it. */
  readonly kind: 'remand' | 'sentence' | 'unknown';
  readonly prison: string;
  readonly since: Day;
  /** Length of the sentence; nothing for an indeterminate one. */
  readonly months?: number;
  readonly indeterminate?: boolean;
  /** Expected release. */
  readonly releaseOn?: Day;
  /** End of the sentence, which licence may reach. */
  readonly endsOn?: Day;
  /** Stays on record when it is over. */
  readonly released?: Day;
};

export const MOST_MONTHS = 720;

export const inCustody = (custody: Custody | undefined): boolean =>
  custody !== undefined && custody.released === undefined;

/** `field` names what to put right. */
export type Fault = { readonly field: keyof Custody; readonly why: string };

const fault = (wrong: boolean, field: keyof Custody, why: string): Fault[] => (wrong ? [{ field, why }] : []);

/** What does not fit together; nothing when it is whole. */
export const custodyFaults = (custody: Custody, today: Day): Fault[] => {
  const { kind, since, months, indeterminate, releaseOn, endsOn } = custody;
  const remand = kind === 'remand';
  const none = 'somebody on remand has no sentence yet; leave it empty';
  return [
    ...fault(since > today, 'since', 'it lies in the future'),
    ...fault(remand && months !== undefined, 'months', none),
    ...fault(remand && indeterminate === true, 'indeterminate', none),
    ...fault(remand && endsOn !== undefined, 'endsOn', none),
    ...fault(
      kind === 'sentence' && months === undefined && !indeterminate,
      'months',
      'give the length of the sentence, or say that it is indeterminate',
    ),
    ...fault(
      !remand && months !== undefined && indeterminate === true,
      'months',
      'an indeterminate sentence has no length; leave it empty',
    ),
    ...fault(
      releaseOn !== undefined && releaseOn < today,
      'releaseOn',
      'it lies in the past; record the release instead',
    ),
    ...fault(
      endsOn !== undefined && endsOn < (releaseOn ?? since),
      'endsOn',
      releaseOn ? 'it lies before the expected release' : 'it lies before the first day in custody',
    ),
  ];
};

export const releaseFaults = ({ since }: Custody, on: Day, today: Day): Fault[] => [
  ...fault(on > today, 'released', 'it lies in the future'),
  ...fault(on < since, 'released', 'it lies before the first day in custody'),
];

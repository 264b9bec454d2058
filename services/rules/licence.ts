/** A licence condition on its way: agencies propose, the team agrees, probation takes it up (L, probation and HMP). */
import type { Who } from './fields.ts';
import type { AgencyId } from './scheme.ts';

export type LicenceState = 'proposed' | 'agreed' | 'not agreed' | 'taken up' | 'not taken up';

export type LicenceCondition = {
  readonly id: string;
  readonly what: string;
  readonly state: LicenceState;
  readonly agency?: AgencyId;
  readonly by: Who;
  /** What the prison has to say on it. */
  readonly prison?: string;
};

/** What can become of it next; nothing of one that is settled. */
export const nextOf = (state: LicenceState): readonly LicenceState[] => {
  switch (state) {
    case 'proposed':
      return ['agreed', 'not agreed'];
    case 'agreed':
      return ['taken up', 'not taken up'];
    case 'not agreed':
    case 'taken up':
    case 'not taken up':
      return [];
  }
};

/** Only probation takes up, or does not (L, probation). */
export const forProbation = (state: LicenceState): boolean => state === 'taken up' || state === 'not taken up';

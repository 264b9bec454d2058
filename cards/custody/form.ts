/** The inputs of custody and release, and what was typed into them. */
import { custodyLabel } from '../../services/custody.ts';
import { type Custody, MOST_MONTHS } from '../../services/rules/custody.ts';
import { type Day, day } from '../../services/rules/days.ts';
import { dated, type Input, type Typed, typedAt, typedMust, wholeNumber } from '../referral/inputs.ts';

export const inputs = {
  kind: {
    id: 'kind',
    label: custodyLabel('kind'),
    hint: 'a night at the police station is not custody',
    kind: {
      of: 'choice',
      choices: [
        { title: 'On remand', value: 'remand' },
        { title: 'By sentence', value: 'sentence' },
      ],
    },
  },
  prison: { id: 'prison', label: custodyLabel('prison'), kind: { of: 'text', max: 80 } },
  since: { id: 'since', label: custodyLabel('since'), kind: { of: 'date' } },
  months: {
    id: 'months',
    label: custodyLabel('months'),
    hint: 'only with a sentence that has a length',
    kind: { of: 'text', max: 3 },
  },
  indeterminate: {
    id: 'indeterminate',
    label: custodyLabel('indeterminate'),
    kind: {
      of: 'choice',
      choices: [
        { title: 'No', value: 'no' },
        { title: 'Yes', value: 'yes' },
      ],
    },
  },
  releaseOn: {
    id: 'releaseOn',
    label: custodyLabel('releaseOn'),
    hint: 'where it is known',
    kind: { of: 'date', ahead: true },
  },
  endsOn: {
    id: 'endsOn',
    label: custodyLabel('endsOn'),
    hint: 'where it is known',
    kind: { of: 'date', ahead: true },
  },
} as const satisfies Record<string, Input>;

export const released: Input = { id: 'released', label: custodyLabel('released'), kind: { of: 'date' } };

/** What stands in the inputs. */
export const writtenOf = (custody: Custody): Record<keyof typeof inputs, string> => ({
  kind: custody.kind === 'unknown' ? '' : custody.kind,
  prison: custody.prison,
  since: custody.since,
  months: custody.months === undefined ? '' : String(custody.months),
  indeterminate: custody.indeterminate ? 'yes' : '',
  releaseOn: custody.releaseOn ?? '',
  endsOn: custody.endsOn ?? '',
});

export const custodyFrom = (typed: Typed, today: Day): Custody => {
  const at = (input: Input) => typedAt(input, typed, today);
  const must = (input: Input) => typedMust(input, typed, today);
  const months = wholeNumber(inputs.months.label, at(inputs.months), 1, MOST_MONTHS);
  const releaseOn = dated(at(inputs.releaseOn));
  const endsOn = dated(at(inputs.endsOn));
  return {
    kind: must(inputs.kind) === 'remand' ? 'remand' : 'sentence',
    prison: must(inputs.prison),
    since: day(must(inputs.since)),
    ...(months !== undefined && { months }),
    ...(at(inputs.indeterminate) === 'yes' && { indeterminate: true }),
    ...(releaseOn && { releaseOn }),
    ...(endsOn && { endsOn }),
  };
};

import { expect, test } from 'vitest';
import { type Custody, custodyFaults, inCustody, releaseFaults } from '../../../services/rules/custody.ts';
import { day } from '../../../services/rules/days.ts';

const today = day('2026-11-05');
const remand: Custody = { kind: 'remand', prison: 'Invented Prison', since: day('2026-11-03') };
const sentence: Custody = { ...remand, kind: 'sentence', months: 8 };
const { months: _, ...unsaid } = sentence;
const indeterminate: Custody = { ...unsaid, indeterminate: true };

test.for<[string, Custody]>([
  ['remand', remand],
  ['remand with an expected release', { ...remand, releaseOn: today }],
  ['a sentence with its length', sentence],
  ['a sentence with all its dates', { ...sentence, releaseOn: day('2027-03-03'), endsOn: day('2027-07-03') }],
  ['a sentence that ends with release', { ...sentence, releaseOn: day('2027-03-03'), endsOn: day('2027-03-03') }],
  ['an indeterminate sentence', indeterminate],
  ['from today', { ...remand, since: today }],
])('%s is whole', ([, custody]) => {
  expect(custodyFaults(custody, today)).toEqual([]);
});

test.for<[string, Custody, (keyof Custody)[]]>([
  ['from tomorrow', { ...remand, since: day('2026-11-06') }, ['since']],
  ['remand with a length', { ...remand, months: 3 }, ['months']],
  ['remand that is indeterminate', { ...remand, indeterminate: true }, ['indeterminate']],
  ['remand with the end of a sentence', { ...remand, endsOn: day('2027-07-03') }, ['endsOn']],
  ['a sentence of unknown length', unsaid, ['months']],
  ['a sentence both with a length and indeterminate', { ...indeterminate, months: 8 }, ['months']],
  ['an expected release in the past', { ...sentence, releaseOn: day('2026-11-04') }, ['releaseOn']],
  ['an end before the release', { ...sentence, releaseOn: day('2027-03-03'), endsOn: day('2027-03-02') }, ['endsOn']],
  ['an end before the first day', { ...sentence, endsOn: day('2026-11-02') }, ['endsOn']],
])('%s is not', ([, custody, fields]) => {
  expect(custodyFaults(custody, today).map(({ field }) => field)).toEqual(fields);
});

test.for([
  ['2026-11-03', 0],
  ['2026-11-05', 0],
  ['2026-11-06', 1],
  ['2026-11-02', 1],
] as const)('release on %s of somebody in since the 3rd: %i faults', ([on, faults]) => {
  expect(releaseFaults(remand, day(on), today)).toHaveLength(faults);
});

test('custody is over with a day of release, and stays on record', () => {
  expect([undefined, remand, { ...remand, released: today }].map(inCustody)).toEqual([false, true, false]);
});

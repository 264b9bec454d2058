import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Quorum } from '../../../services/rules/quorum.ts';
import type { MajorityRule } from '../../../services/rules/scheme.ts';
import { outcome, ruleFor, tally } from '../../../services/rules/voting.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { seed } from './seed.ts';

const present = ['a', 'b', 'c', 'd'];
const quorate: Quorum = { status: 'quorate', needed: 4, present, aside: [], missing: [] };
const richmond: MajorityRule = { kind: 'majority', ballots: 'seat', casting: true };
const leeds: MajorityRule = { kind: 'majority', ballots: 'agency', casting: false };
const votes = (forIt: number, against: number, abstain = 0) => ({ for: forIt, against, abstain });

describe('Richmond (R 1.12, 4.10)', () => {
  test.for([
    { tally: votes(4, 3), status: 'carried', by: 'majority' },
    { tally: votes(3, 4), status: 'lost', by: 'majority' },
    { tally: votes(1, 0, 9), status: 'carried', by: 'majority' },
    { tally: votes(3, 3), status: 'tied', by: undefined },
    { tally: votes(0, 0), status: 'tied', by: undefined },
    { tally: votes(0, 0, 5), status: 'tied', by: undefined },
    { tally: votes(3, 3), casting: 'for' as const, status: 'carried', by: 'casting vote' },
    { tally: votes(3, 3), casting: 'against' as const, status: 'lost', by: 'casting vote' },
    { tally: votes(3, 3), casting: 'none' as const, status: 'lost', by: 'no casting vote' },
    { tally: votes(4, 3), casting: 'against' as const, status: 'carried', by: 'majority' },
  ])('$tally.for for, $tally.against against, casting vote $casting: $status by $by', ({ status, by, ...given }) => {
    const result = outcome({ rule: richmond, quorum: quorate, ...given });
    expect(result).toEqual({ status, ...(by && { by }), ...given.tally });
  });
});

test('without a casting vote a tie goes back (Leeds 1.27)', () => {
  expect(outcome({ tally: votes(2, 2), rule: leeds, quorum: quorate })).toEqual({
    status: 'goes back',
    ...votes(2, 2),
  });
});

test('an inquorate meeting decides nothing, whatever the count', () => {
  const quorum: Quorum = { status: 'inquorate', needed: 4, present: ['a'], aside: [], missing: ['b', 'c', 'd'] };
  expect(outcome({ tally: votes(1, 0), rule: richmond, quorum })).toEqual({
    status: 'inquorate',
    present: ['a'],
    needed: 4,
  });
});

test('a ballot that stands aside or is unmarked counts nowhere', () => {
  expect(tally([{ choice: 'for' }, { choice: 'for', aside: true }, {}, { choice: 'abstain' }])).toEqual(votes(1, 0, 1));
});

test('how each Richmond body decides each motion is data', () => {
  const rules = schemes.richmond?.bodies.map((body) => [
    body.id,
    Object.fromEntries(body.motions.map((motion) => [motion, ruleFor(body.voting, motion).kind])),
  ]);
  expect(Object.fromEntries(rules ?? [])).toEqual({
    strategic: { other: 'majority' },
    asb: { adopt: 'agreement', 'de-select': 'agreement', 'set lead agency': 'agreement', other: 'agreement' },
    dyo: {
      adopt: 'selection',
      'de-select': 'selection',
      'set lead agency': 'majority',
      transfer: 'majority',
      other: 'majority',
    },
    iom: {
      adopt: 'majority',
      'de-select': 'majority',
      'set lead agency': 'majority',
      'move ownership': 'majority',
      other: 'majority',
    },
  });
});

test('for any ballots in any order the outcome is what a plain model says, and a casting vote matters only in a tie', () => {
  const ballot = fc.record(
    { choice: fc.constantFrom('for' as const, 'against' as const, 'abstain' as const), aside: fc.boolean() },
    { requiredKeys: [] },
  );
  const ballots = fc.array(ballot, { maxLength: 16 });
  const shuffled = ballots.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  );
  const casting = fc.constantFrom(undefined, 'for' as const, 'against' as const, 'none' as const);
  fc.assert(
    fc.property(shuffled, casting, ([some, other], cast) => {
      let balance = 0;
      for (const { choice, aside } of some) if (!aside) balance += choice === 'for' ? 1 : choice === 'against' ? -1 : 0;
      const declare = (given: typeof cast, of = some) =>
        outcome({ tally: tally(of), rule: richmond, quorum: quorate, ...(given && { casting: given }) });
      const result = declare(cast);
      expect(declare(cast, other)).toEqual(result);
      if (balance === 0) {
        expect(result.status).toBe(cast === undefined ? 'tied' : cast === 'for' ? 'carried' : 'lost');
      } else {
        expect(result).toMatchObject({ status: balance > 0 ? 'carried' : 'lost', by: 'majority' });
        expect(result).toEqual(declare(undefined));
      }
    }),
    { seed, numRuns: 500 },
  );
});

/** The schemes beside Richmond: who meets, who chairs, when, and how they decide. */
import { describe, expect, test } from 'vitest';
import { standing } from '../../../services/rules/referral.ts';
import type { Body, Rhythm, Scheme } from '../../../services/rules/scheme.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { TODAY } from '../../support/builders.ts';

const schemeOf = (id: string): Scheme => {
  const scheme = schemes[id];
  if (!scheme) throw new Error(`no scheme ${id}`);
  return scheme;
};
const rhythm = (of: Rhythm): string => (of.every === 'months' ? `${of.months} months` : `${of.weeks} weeks`);
const rule = ({ voting }: Body): string => {
  switch (voting.kind) {
    case 'agreement':
      return 'agreement';
    case 'selection':
      return `selection by ${voting.agency}`;
    case 'majority':
      return `a ballot each ${voting.ballots}${voting.casting ? ', casting vote' : ''}`;
  }
};
const rows = (id: string) =>
  schemeOf(id).bodies.map((body) => [body.id, body.chairedBy, rhythm(body.rhythm), body.quorum, rule(body)]);

test('London: two boards, a fortnightly panel, a weekly team that does not vote (L, meeting structure)', () => {
  expect(rows('london')).toEqual([
    ['reducing-reoffending', 'local-authority', '3 months', 4, 'a ballot each seat, casting vote'],
    ['iom-board', 'local-authority', '2 months', 4, 'a ballot each seat, casting vote'],
    ['iom', 'probation', '2 weeks', 4, 'a ballot each seat, casting vote'],
    ['iom-team', 'police', '1 weeks', null, 'agreement'],
  ]);
  expect(schemeOf('london').bodies.find(({ kind }) => kind === 'team')?.motions).toEqual([]);
});

test('Essex: a governance board and a fortnightly panel of three agencies, red cases first (T 2.6)', () => {
  expect(rows('essex')).toEqual([
    ['governance', 'probation', '3 months', 4, 'a ballot each seat, casting vote'],
    ['iom', 'probation', '2 weeks', 3, 'a ballot each seat, casting vote'],
  ]);
  expect(schemeOf('essex').bodies[1]?.agenda).toContain('red cases');
});

test('Leeds: no agency outranks another, and a tie goes back for more evidence (Le 1.27)', () => {
  expect(rows('leeds')).toEqual([
    ['strategic', 'police', '1 months', 4, 'a ballot each agency'],
    ['operational', 'police', '1 months', 4, 'a ballot each agency'],
    ['conference-one', 'police', '1 months', 4, 'a ballot each agency'],
    ['conference-two', 'police', '1 months', 4, 'a ballot each agency'],
    ['conference-three', 'police', '1 months', 4, 'a ballot each agency'],
    ['dyo', 'youth-offending', '1 months', null, 'selection by youth-offending'],
  ]);
});

test.for([
  ['london', 'iom', ['probation', 'police', 'local-authority', 'prison', 'drug-intervention', 'voluntary-sector'], []],
  [
    'essex',
    'iom',
    ['probation', 'police', 'drugs-alcohol', 'family-mosaic'],
    ['troubled-families', 'youth-offending', 'council-housing', 'public-protection'],
  ],
  ['leeds', 'conference-one', ['police', 'probation', 'safer-leeds', 'youth-offending', 'disc'], []],
] as const)('%s %s: the agencies with a seat, and those as required', ([id, bodyId, permanent, required]) => {
  const seats = schemeOf(id).bodies.find((body) => body.id === bodyId)?.seats ?? [];
  const who = (attends: string) => seats.filter((seat) => seat.attends === attends).map(({ agency }) => agency);
  expect([who('permanent'), who('as required')]).toEqual([permanent, required]);
});

test.for([
  ['london', 'Accommodation; Education; Training and employment; Mental and physical health; Drugs'],
  ['essex', 'Drug and alcohol misuse; Homelessness; Poverty and debt; Poor education; Unemployment; Family problems'],
  ['leeds', 'Education, training and employment; Substance misuse; Mental health; Accommodation; Leisure'],
] as const)('%s: the pathways begin with those of its source', ([id, first]) => {
  const names = schemeOf(id).pathways.map(({ name }) => name);
  expect(names.join('; ')).toMatch(new RegExp(`^${first}; `));
  expect(new Set(names).size).toBe(names.length);
});

test.for([
  ['richmond', 'where appropriate', undefined],
  ['london', 'where appropriate', undefined],
  ['essex', 'told', undefined],
  ['leeds', 'informed', { agency: 'police', strand: 'catch and control' }],
] as const)('%s: consent is “%s”', ([id, expected, onRefusal]) => {
  for (const { referrals } of schemeOf(id).bodies)
    if (referrals) expect([referrals.consent.rule, referrals.consent.onRefusal]).toEqual([expected, onRefusal]);
});

describe.for(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))('%s', ([, scheme]) => {
  const voluntary = scheme.agencies.filter(({ protocolUntil }) => protocolUntil !== undefined);

  test('one recognised voluntary body is in date, and one has expired', () => {
    expect(voluntary.map(({ kind }) => kind)).toEqual(['voluntary', 'voluntary']);
    for (const body of scheme.bodies.filter(({ referrals }) => referrals?.from === 'signatories'))
      expect(voluntary.map(({ id }) => standing(id, body, scheme, TODAY).status)).toEqual([
        'may refer',
        'may not refer',
      ]);
  });

  test('a body takes referrals exactly when it adopts people, and says what it wants to know', () => {
    for (const { motions, referrals, screening } of scheme.bodies)
      expect([referrals !== undefined, screening.length > 0]).toEqual([
        motions.includes('adopt'),
        motions.includes('adopt'),
      ]);
  });

  test('every matrix of these four is a sample, and says so', () => {
    for (const { referrals } of scheme.bodies)
      for (const { sample } of referrals?.matrices ?? []) expect(sample).toBe(true);
  });
});

const ladderOf = (id: string) =>
  schemeOf(id).bodies.flatMap((body) => (body.escalates ? [`${body.id} to ${body.escalates}`] : []));

test.for([
  ['richmond', ['asb to strategic', 'dyo to strategic', 'iom to strategic']],
  ['london', ['iom-board to reducing-reoffending', 'iom to iom-board', 'iom-team to iom']],
  ['essex', ['iom to governance']],
  [
    'leeds',
    [
      'operational to strategic',
      'conference-one to operational',
      'conference-two to operational',
      'conference-three to operational',
      'dyo to operational',
    ],
  ],
] as const)('overdue actions of %s climb the ladder of its bodies (R 1.5)', ([id, ladder]) => {
  expect(ladderOf(id)).toEqual(ladder);
  expect(schemeOf(id).escalation).toMatchObject({ agencyLead: 1, bodyAbove: 10 });
});

test('young offenders move where there is a body of theirs (R 3.2, Le 1.28)', () => {
  expect(Object.values(schemes).map(({ id, youngOffenders }) => [id, youngOffenders?.to])).toEqual([
    ['richmond', ['iom']],
    ['london', undefined],
    ['essex', undefined],
    ['leeds', ['conference-one', 'conference-two', 'conference-three']],
  ]);
});

/** What the sources say of who may be referred, sentence by sentence, at every boundary. */
import { describe, expect, test } from 'vitest';
import { day } from '../../../services/rules/days.ts';
import { noAnswers, type ReferralAnswers } from '../../../services/rules/referral.ts';
import { screen, wouldNowMeet } from '../../../services/rules/screening.ts';
import { schemes } from '../../../services/schemes/index.ts';
import { answer, born, matrix, type On, offence, ogrs, TODAY, type Where } from './screeningCases.ts';
import { otherRules } from './screeningElsewhere.ts';
import { richmondRules } from './screeningOfRichmond.ts';

const bodyIn = (id: string, bodyId: string) => {
  const scheme = schemes[id];
  const body = scheme?.bodies.find((candidate) => candidate.id === bodyId);
  if (!scheme || !body) throw new Error(`no ${bodyId} in ${id}`);
  return { scheme, body };
};
const screened = (where: Where, answers: Partial<ReferralAnswers>, on: On = {}) => {
  const { scheme, body } = bodyIn(...where);
  return screen(
    scheme,
    body,
    { ...noAnswers, ...answers },
    { day: on.day ? day(on.day) : TODAY, ...(on.meeting && { meeting: day(on.meeting) }) },
  );
};
/** The criterion of that id, or a criterion of a category's guide. */
const findingOf = (result: ReturnType<typeof screen>, [criterion, category]: readonly [string, string?]) => {
  const among = category ? result.categories.find((one) => one.category === category)?.criteria : result.criteria;
  const finding = among?.find(({ id }) => id === criterion);
  if (!finding) throw new Error(`no criterion ${criterion}`);
  return finding;
};

describe.for([...richmondRules, ...otherRules].map((rule) => [rule.source, rule.sentence, rule] as const))(
  '%s: “%s”',
  ([, , rule]) => {
    test.for(rule.cases.map(([says, answers, verdict, on]) => [says, verdict, answers, on] as const))(
      '%s: %s',
      ([, verdict, answers, on]) => {
        const result = screened(rule.where, answers, on);
        expect(findingOf(result, rule.of)).toMatchObject({ verdict, why: expect.stringMatching(/\.$/) });
        expect(result.hardStop?.criterion).toBe(rule.hard && verdict === 'does not meet' ? rule.of[0] : undefined);
      },
    );
  },
);

const everyBody = Object.values(schemes).flatMap(({ id, bodies }) =>
  bodies.filter(({ screening }) => screening.length > 0).map((body): Where => [id, body.id]),
);

test.for(everyBody)('%s %s: unknown is never no', (where) => {
  const { criteria, categories, hardStop } = screened(where, {});
  expect([...criteria, ...categories].filter(({ verdict }) => verdict === 'does not meet')).toEqual([]);
  expect(hardStop).toBeUndefined();
});

const rows = { thinking: 'none', lifestyle: 'none', 'alcohol-drugs': 'none' };

test('the hard stops are those of the table and no others', () => {
  const hard = everyBody.flatMap((where) => {
    const { body } = bodyIn(...where);
    return (body.screening.at(-1)?.criteria ?? []).filter((one) => one.hard).map(({ id }) => [...where, id].join(' '));
  });
  expect(hard).toEqual(['richmond iom age', 'richmond iom mappa', 'london iom mappa']);
});

test('where an age is asked for and is not hard, another body is offered, and nowhere else', () => {
  const criteria = everyBody.flatMap((where) =>
    (bodyIn(...where).body.screening.at(-1)?.criteria ?? []).map((one) => ({
      ...one,
      name: [...where, one.id].join(' '),
    })),
  );
  const offering = criteria.filter(({ otherwise }) => otherwise).map(({ name }) => name);
  expect(offering).toEqual(criteria.filter(({ kind, hard }) => kind === 'age' && !hard).map(({ name }) => name));
  expect(offering).toEqual([
    'richmond dyo age',
    'leeds conference-one age',
    'leeds conference-two age',
    'leeds conference-three age',
    'leeds dyo age',
  ]);
});

const conferences = ['conference-one', 'conference-two', 'conference-three'];
test.for<[source: string, where: Where, says: string, birth: string | undefined, bodies: readonly string[]]>([
  ['G Q3', ['richmond', 'dyo'], 'the day before the 18th birthday', '2008-11-06', []],
  ['G Q3', ['richmond', 'dyo'], 'on the 18th birthday', '2008-11-05', ['iom', 'asb']],
  ['G Q3', ['richmond', 'dyo'], 'no date of birth', undefined, []],
  ['Le 1.28', ['leeds', 'conference-one'], 'on the 18th birthday', '2008-11-05', []],
  ['Le 1.28', ['leeds', 'conference-one'], 'the day before the 18th birthday', '2008-11-06', ['dyo']],
  ['Le 1.28', ['leeds', 'conference-three'], 'on the tenth birthday', '2016-11-05', ['dyo']],
  ['Le 1.28', ['leeds', 'conference-three'], 'the day before the tenth birthday', '2016-11-06', []],
  ['Le 1.28', ['leeds', 'dyo'], 'the day before the tenth birthday', '2016-11-06', []],
  ['Le 1.28', ['leeds', 'dyo'], 'the day before the 18th birthday', '2008-11-06', []],
  ['Le 1.28', ['leeds', 'dyo'], 'on the 18th birthday', '2008-11-05', conferences],
])('%s, %s: %s, the bodies whose age the person has are offered', ([, where, , birth, bodies]) => {
  const { offers, hardStop } = screened(where, birth ? born(birth) : {});
  expect(offers?.flatMap((offer) => offer.bodies) ?? []).toEqual(bodies);
  expect(hardStop).toBeUndefined();
});

test.for<[says: string, birth: string, meeting: string | undefined, bodies: readonly string[], stopped: boolean]>([
  ['17 and 18 on the day of the meeting', '2008-11-10', '2026-11-10', ['dyo', 'asb'], false],
  ['17 and 18 a day after the meeting', '2008-11-11', '2026-11-10', [], true],
  ['17 and no meeting known', '2008-11-10', undefined, [], true],
  ['18', '2008-11-05', '2026-11-10', [], false],
])(
  'G Q3, the IOM panel, %s: either way means that the others are offered as well',
  ([, birth, meeting, bodies, stopped]) => {
    const { offers, hardStop } = screened(['richmond', 'iom'], born(birth), { ...(meeting && { meeting }) });
    expect(offers?.flatMap((offer) => offer.bodies) ?? []).toEqual(bodies);
    expect(hardStop?.bodies).toEqual(stopped ? ['dyo', 'asb'] : undefined);
  },
);

test('a body is not offered where the person would fail there by the same kind of criterion, on a score of its own', () => {
  const { scheme, body } = bodyIn('essex', 'iom');
  const [set] = body.screening.slice(-1);
  const [score] = set?.criteria ?? [];
  if (!set || score?.kind !== 'matrix') throw new Error('Essex scores first');
  const asking = (id: string, atLeast: number) => ({
    ...body,
    id,
    screening: [
      { ...set, criteria: [{ ...score, atLeast, otherwise: { bodies: ['low', 'high'], advice: 'Ask there.' } }] },
    ],
  });
  const bodies = [asking('low', 7), asking('high', 8)];
  const answers = { ...noAnswers, ...matrix('essex-scoring', { ...rows, offences: 'few', 'key-offences': 'more' }) };
  const { offers } = screen({ ...scheme, bodies }, asking('here', 9), answers, { day: TODAY });
  expect(offers).toEqual([
    {
      criterion: 'score',
      why: 'The score is 7; 9 or more counts. The rows of this matrix are samples.',
      bodies: ['low'],
      advice: 'Ask there.',
    },
  ]);
});

test.for<[string, Partial<ReferralAnswers>, true | undefined]>([
  [
    'OGRS 60 with circumstances written down',
    { ...ogrs(60), written: { 'exceptional-circumstances': 'Threats.' } },
    true,
  ],
  ['OGRS 75 with them', { ...ogrs(75), written: { 'exceptional-circumstances': 'Threats.' } }, undefined],
  ['OGRS 50 with them', { ...ogrs(50), written: { 'exceptional-circumstances': 'Threats.' } }, undefined],
  ['OGRS 60 with a burglary alone', { ...ogrs(60), offences: [offence('burglary')] }, undefined],
])('London, step 2, “document the exceptional circumstances and attend”: %s', ([, answers, attends]) => {
  const result = screened(['london', 'iom'], answers);
  expect(result.attends).toBe(attends);
  expect(findingOf(result, ['ogrs']).note).toBe('An OGRS score is slow to rise and fall.');
});

test('the result keeps the numbers that were in force that day', () => {
  const threshold = (day: string) => screened(['essex', 'iom'], {}, { day }).inForce.criteria?.criteria[0];
  expect([threshold('2013-01-30'), threshold('2013-01-31')]).toMatchObject([{ atLeast: 12 }, { atLeast: 9 }]);
  expect(screened(['essex', 'iom'], {}).inForce.matrices.map(({ id, sample }) => [id, sample])).toEqual([
    ['essex-scoring', true],
  ]);
  expect(screened(['richmond', 'iom'], {}).inForce).toMatchObject({
    categories: [{ id: 'ppo' }, { id: 'repeat-offender' }],
    priorities: { from: '2012-09-01', tiers: { burglary: 1 } },
  });
});

test('when a threshold falls, earlier declines that would now meet are listed (Thurrock 7.4)', () => {
  const { scheme, body } = bodyIn('essex', 'iom');
  const declined = (ref: string, answers: Partial<ReferralAnswers>, on: string) => ({
    ref,
    answers: { ...noAnswers, ...answers },
    screening: screened(['essex', 'iom'], answers, { day: on }),
  });
  const nine = matrix('essex-scoring', { ...rows, offences: 'several', 'key-offences': 'more' });
  const eight = matrix('essex-scoring', { ...rows, offences: 'few', 'key-offences': 'more', thinking: 'some' });
  const listed = wouldNowMeet(
    scheme,
    body,
    [
      declined('9 before', { ...nine, mappa: '0' }, '2012-12-01'),
      declined('9 before, MAPPA unknown', nine, '2012-12-01'),
      declined(
        '9 before, under MAPPA without IOM',
        { ...nine, mappa: '2', ...answer('mappa-plan', 'no') },
        '2012-12-01',
      ),
      declined('8 before', { ...eight, mappa: '0' }, '2012-12-01'),
      declined('9 since, declined for another reason', { ...nine, mappa: '0' }, '2013-02-01'),
    ],
    { day: day('2013-01-31') },
  );
  expect(listed.map(({ ref }) => ref)).toEqual(['9 before', '9 before, MAPPA unknown']);
});

import { describe, expect, test } from 'vitest';
import { type Day, day } from '../../../services/rules/days.ts';
import { type Indication, noAnswers, type ReferralAnswers } from '../../../services/rules/referral.ts';
import { screen, tierOf } from '../../../services/rules/screening.ts';
import { schemes } from '../../../services/schemes/index.ts';

const scheme = schemes.richmond;
if (!scheme) throw new Error('the Richmond scheme ships');
const today = day('2026-11-05');

const screened = (id: string, answers: Partial<ReferralAnswers>, meeting?: Day) => {
  const body = scheme.bodies.find((candidate) => candidate.id === id);
  if (!body) throw new Error(`no body ${id}`);
  return screen(scheme, body, { ...noAnswers, ...answers }, { day: today, ...(meeting && { meeting }) });
};
type Screened = ReturnType<typeof screened>;
const verdict = ({ criteria }: Pick<Screened, 'criteria'>, id: string) =>
  criteria.find((finding) => finding.id === id)?.verdict;
const category = ({ categories }: Screened, id: string) => categories.find((other) => other.category === id)?.verdict;

const offence = (type: string, date = '2026-10-01', kind: Indication['kind'] = 'conviction'): Indication => ({
  offence: type,
  date: day(date),
  kind,
});
const adult = { dateOfBirth: day('1996-01-01'), resident: 'yes', mappa: '0', marac: 'no', dyo: 'no' } as const;
const times = (count: number, ...of: Parameters<typeof offence>) => Array.from({ length: count }, () => offence(...of));

describe('IOM panel: 18 or over at submission (G Q3)', () => {
  test.for([
    { born: '2008-11-05', meeting: undefined, verdict: 'meets', stopped: false },
    { born: '2008-11-06', meeting: undefined, verdict: 'does not meet', stopped: true },
    { born: '2008-11-06', meeting: '2026-11-05', verdict: 'does not meet', stopped: true },
    { born: '2008-11-06', meeting: '2026-11-06', verdict: 'needs judgement', stopped: false },
    { born: '2009-11-06', meeting: '2026-11-20', verdict: 'does not meet', stopped: true },
    { born: undefined, meeting: undefined, verdict: 'needs judgement', stopped: false },
  ])('born $born, meeting on $meeting: $verdict', ({ born, meeting, verdict: expected, stopped }) => {
    const result = screened(
      'iom',
      { ...adult, dateOfBirth: born ? day(born) : undefined },
      meeting ? day(meeting) : undefined,
    );
    expect(verdict(result, 'age')).toBe(expected);
    expect(result.hardStop !== undefined).toBe(stopped);
  });

  test('an under 18 is sent to the Deter Young Offenders or the ASB panel', () => {
    expect(screened('iom', { ...adult, dateOfBirth: day('2010-01-01') }).hardStop).toMatchObject({
      criterion: 'age',
      why: 'The person is 16; the age needed is 18 or over.',
      bodies: ['dyo', 'asb'],
    });
  });
});

describe('IOM panel: not MAPPA level 2 or 3 (R Principle 5)', () => {
  test.for([
    ['0', 'meets', false],
    ['1', 'meets', false],
    ['2', 'does not meet', true],
    ['3', 'does not meet', true],
    ['unknown', 'needs judgement', false],
    [undefined, 'needs judgement', false],
  ] as const)('MAPPA %s: %s', ([mappa, expected, stopped]) => {
    const result = screened('iom', { ...adult, mappa });
    expect(verdict(result, 'mappa')).toBe(expected);
    expect(result.hardStop?.criterion).toBe(stopped ? 'mappa' : undefined);
  });
});

test.for([
  ['yes', 'needs judgement'],
  ['no', 'meets'],
  ['unknown', 'needs judgement'],
  [undefined, 'needs judgement'],
] as const)('on MARAC or DYO %s: %s, and never a hard stop (R 4.2)', ([answer, expected]) => {
  const result = screened('iom', { ...adult, marac: answer, dyo: answer });
  expect([verdict(result, 'marac'), verdict(result, 'dyo')]).toEqual([expected, expected]);
  expect(result.hardStop).toBeUndefined();
});

describe('IOM panel: at least one reason (G Q3)', () => {
  const ogrs = (score: number) => ({ score, tool: 'OGRS3', date: today });
  const untiered = [offence('public-order')];
  test.for<[string, Partial<ReferralAnswers>, string]>([
    ['OGRS 60', { offences: untiered, ogrs: ogrs(60) }, 'meets'],
    ['OGRS 59 and nothing else', { offences: untiered, ogrs: ogrs(59) }, 'does not meet'],
    ['no OGRS yet and nothing else', { offences: untiered }, 'needs judgement'],
    ['OGRS 59 and a tier one offence', { offences: [offence('burglary')], ogrs: ogrs(59) }, 'meets'],
    ['OGRS 59 and a tier two offence', { offences: [offence('theft-from-shops')], ogrs: ogrs(59) }, 'meets'],
    ['OGRS 59 and a tier three offence', { offences: [offence('asb')], ogrs: ogrs(59) }, 'meets'],
    [
      'OGRS 59 and domestic abuse, which is not on the list',
      { offences: [offence('domestic-abuse')], ogrs: ogrs(59) },
      'does not meet',
    ],
    [
      'OGRS 59 and judgement in words',
      { offences: untiered, ogrs: ogrs(59), judgement: 'Known to escalate.' },
      'meets',
    ],
    ['OGRS 59 and blank judgement', { offences: untiered, ogrs: ogrs(59), judgement: '  ' }, 'does not meet'],
    ['OGRS 59 and no offence entered', { ogrs: ogrs(59) }, 'needs judgement'],
  ])('%s: %s', ([, answers, expected]) => {
    expect(verdict(screened('iom', { ...adult, ...answers }), 'reason')).toBe(expected);
  });

  test('the reasons say what counted', () => {
    const result = screened('iom', { ...adult, ogrs: ogrs(62), offences: [offence('burglary')] });
    expect(result.criteria.find(({ id }) => id === 'reason')?.why).toBe(
      'The OGRS score is 62; 60 or more counts. 1 indication of priority offences in tier 1, 2 or 3 (Burglary); 1 or more counts.',
    );
  });
});

describe('repeat offender (G Q7)', () => {
  test.for<[string, Partial<ReferralAnswers>, string]>([
    ['three indications', { offences: times(3, 'asb') }, 'meets'],
    ['two indications', { offences: times(2, 'asb') }, 'does not meet'],
    [
      'one of three is intelligence',
      { offences: [...times(2, 'asb'), offence('asb', '2026-01-01', 'intelligence')] },
      'meets',
    ],
    [
      'the third on the same day a year earlier',
      { offences: [...times(2, 'asb'), offence('asb', '2025-11-05')] },
      'meets',
    ],
    ['the third a day before that', { offences: [...times(2, 'asb'), offence('asb', '2025-11-04')] }, 'does not meet'],
    ['three, none a priority offence', { offences: times(3, 'public-order') }, 'does not meet'],
    ['three, and lives elsewhere', { offences: times(3, 'asb'), resident: 'no' }, 'does not meet'],
    ['three, and where they live is unknown', { offences: times(3, 'asb'), resident: 'unknown' }, 'needs judgement'],
    ['three, without substance misuse', { offences: times(3, 'asb'), substanceMisuse: 'no' }, 'meets'],
    ['nothing entered', {}, 'needs judgement'],
  ])('%s: %s', ([, answers, expected]) => {
    expect(category(screened('iom', { ...adult, ...answers }), 'repeat-offender')).toBe(expected);
  });
});

describe('PPO or top ten (G Q7)', () => {
  test.for<[string, Partial<ReferralAnswers>, string]>([
    ['six indications, one in the top tier', { offences: [offence('robbery'), ...times(5, 'public-order')] }, 'meets'],
    ['five indications in the top tier', { offences: times(5, 'robbery') }, 'does not meet'],
    ['six in tier two', { offences: times(6, 'motor-vehicle') }, 'meets'],
    [
      'six, one of them in tier three',
      { offences: [...times(5, 'motor-vehicle'), offence('fraud-forgery')] },
      'needs judgement',
    ],
    ['six in tier three', { offences: times(6, 'criminal-damage') }, 'needs judgement'],
    ['six, none a priority offence', { offences: times(6, 'public-order') }, 'does not meet'],
    [
      'the sixth on the same day two years earlier',
      { offences: [...times(5, 'robbery'), offence('robbery', '2024-11-05')] },
      'meets',
    ],
    [
      'the sixth a day before that',
      { offences: [...times(5, 'robbery'), offence('robbery', '2024-11-04')] },
      'does not meet',
    ],
    [
      'six in the top tier, without substance misuse',
      { offences: times(6, 'robbery'), substanceMisuse: 'no' },
      'meets',
    ],
    ['six in the top tier, lives elsewhere', { offences: times(6, 'robbery'), resident: 'no' }, 'does not meet'],
  ])('%s: %s', ([, answers, expected]) => {
    expect(category(screened('iom', { ...adult, ...answers }), 'ppo')).toBe(expected);
  });

  test.for([
    ['robbery', 6, 'ppo'],
    ['criminal-damage', 6, 'repeat-offender'],
    ['robbery', 3, 'repeat-offender'],
    ['robbery', 2, undefined],
  ] as const)('%s, %i times, suggests %s', ([type, count, suggested]) => {
    expect(screened('iom', { ...adult, offences: times(count, type) }).suggests).toBe(suggested);
  });
});

describe('Deter Young Offenders panel (R 3, G Q7)', () => {
  const young = { dateOfBirth: day('2010-01-01'), statutory: 'yes' } as const;
  const no = { harm: 'low', further: { 'intensive-supervision': 'no' } } as const;
  test.for<[string, Partial<ReferralAnswers>, string]>([
    ['Asset 24', { ...no, asset: 24 }, 'meets'],
    ['Asset 23', { ...no, asset: 23 }, 'does not meet'],
    ['Asset 23 and high risk of serious harm', { ...no, asset: 23, harm: 'high' }, 'meets'],
    ['Asset 23 and intensive supervision unknown', { ...no, asset: 23, further: {} }, 'needs judgement'],
    ['no Asset score', no, 'needs judgement'],
  ])('%s: %s', ([, answers, expected]) => {
    expect(verdict(screened('dyo', { ...young, ...answers }), 'reason')).toBe(expected);
  });

  test.for([
    ['2008-11-06', 'meets'],
    ['2008-11-05', 'does not meet'],
  ] as const)('born %s: %s', ([born, expected]) => {
    expect(verdict(screened('dyo', { dateOfBirth: day(born) }), 'age')).toBe(expected);
  });
});

test('the ASB panel takes any age, and one characteristic is enough (G Q7)', () => {
  const result = screened('asb', { dateOfBirth: day('2014-01-01'), further: { harassment: 'yes' } });
  expect(result).toMatchObject({ criteria: [{ id: 'characteristics', verdict: 'meets' }], categories: [] });
  expect(result.hardStop).toBeUndefined();
});

test('nothing known is never a no', () => {
  for (const { id } of scheme.bodies) {
    const result = screened(id, {});
    const verdicts = [...result.criteria, ...result.categories].map((finding) => finding.verdict);
    expect(verdicts).not.toContain('does not meet');
  }
});

test('criteria and priorities count from their day on, until later ones begin', () => {
  const [body] = scheme.bodies.filter(({ id }) => id === 'iom');
  const [list] = scheme.priorities;
  if (!body || !list) throw new Error('Richmond has both');
  const answers = { ...noAnswers, ...adult };
  expect(screen(scheme, body, answers, { day: day('2012-08-31') }).criteria).toEqual([]);
  expect(screen(scheme, body, answers, { day: day('2012-09-01') }).criteria).not.toEqual([]);
  const reviewed = { priorities: [list, { ...list, from: today, tiers: { asb: 1 as const } }] };
  expect([tierOf(reviewed, 'asb', day('2026-11-04')), tierOf(reviewed, 'asb', today)]).toEqual([3, 1]);
  expect(tierOf(reviewed, 'burglary', today)).toBeUndefined();
});

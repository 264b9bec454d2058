/** Every reason of every scheme with its check met and not met, by paragraph, and the safeguards. */
import { describe, expect, test } from 'vitest';
import type { Custody } from '../../../services/rules/custody.ts';
import { type Day, day } from '../../../services/rules/days.ts';
import { type Answers, checkReason, type Facts, fieldOf, isLong } from '../../../services/rules/deselection.ts';
import { selectingScore } from '../../../services/rules/scheme.ts';
import { SchemeShape } from '../../../services/rules/whole.ts';
import { schemes } from '../../../services/schemes/index.ts';

const schemeOf = (id: string) => {
  const scheme = schemes[id];
  if (!scheme) throw new Error(`no scheme ${id}`);
  return scheme;
};
const reasonOf = (scheme: string, id: string) => {
  const reason = schemeOf(scheme).deselection.find((candidate) => candidate.id === id);
  if (!reason) throw new Error(`no reason ${id} in ${scheme}`);
  return reason;
};

const facts = (more: Partial<Facts> = {}): Facts => ({ day: day('2026-11-05'), adoptedOn: day('2025-01-10'), ...more });
/** `arrests.on` becomes the name of that field. */
const typed = (answers: Readonly<Record<string, string>>): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, value]) => {
      const [id = '', part] = key.split('.');
      return [fieldOf({ id }, part), value];
    }),
  );
const checked = (scheme: string, reason: string, answers: Readonly<Record<string, string>>, more?: Partial<Facts>) =>
  checkReason(reasonOf(scheme, reason), typed(answers), facts(more));

type Rule = {
  readonly where: readonly [scheme: string, reason: string];
  readonly source: string;
  /** Everything met. */
  readonly met: Readonly<Record<string, string>>;
  readonly facts?: Partial<Facts>;
  /** What a change makes of one check: its status, and what its sentence says. */
  readonly cases: readonly (readonly [
    says: string,
    change: Readonly<Record<string, string>>,
    check: string,
    status: 'met' | 'not met' | 'missing',
    why: string,
    facts?: Partial<Facts>,
  ])[];
};

const short = { 'not-long-custody': 'no' };
const assessed = {
  'custody.assessed': '2026-10-20',
  'custody.assessment': 'All partners met and weighed it.',
  'custody.greatest': 'no',
  'custody.prison': 'The offender management unit of the invented prison, monthly.',
};
const confirmed = (id: string) => ({ [id]: 'yes', [`${id}.by`]: 'An invented officer', [`${id}.on`]: '2026-10-01' });

const rules: readonly Rule[] = [
  {
    where: ['richmond', 'stopped-offending'],
    source: 'G Q11',
    met: {
      ...short,
      arrests: 'last',
      'arrests.on': '2026-05-05',
      intelligence: 'none',
      evidence: 'He works nights and is home by day.',
    },
    cases: [
      ['arrested exactly 6 months ago', {}, 'arrests', 'met', 'at least 6 months ago'],
      [
        'arrested a day less than 6 months ago',
        { 'arrests.on': '2026-05-06' },
        'arrests',
        'not met',
        '6 November 2026',
      ],
      ['the arrest without its day', { 'arrests.on': '' }, 'arrests', 'missing', 'not said when'],
      ['arrests unknown', { arrests: 'unknown' }, 'arrests', 'missing', 'not said when'],
      [
        'arrested on 31 August: the last day of February',
        { 'arrests.on': '2026-08-31' },
        'arrests',
        'met',
        'at least',
        { day: day('2027-02-28') },
      ],
      [
        'and not the day before',
        { 'arrests.on': '2026-08-31' },
        'arrests',
        'not met',
        '28 February 2027',
        { day: day('2027-02-27') },
      ],
      [
        'adverse intelligence of last month',
        { intelligence: 'last', 'intelligence.on': '2026-10-02' },
        'intelligence',
        'not met',
        '2 April 2027',
      ],
      [
        'none known since the person was taken on, which is not 6 months ago',
        {},
        'intelligence',
        'missing',
        'less than 6 months ago',
        { adoptedOn: day('2026-05-06') },
      ],
      [
        'none known since the person was taken on, exactly 6 months ago',
        {},
        'intelligence',
        'met',
        'at least 6 months',
        { adoptedOn: day('2026-05-05') },
      ],
      ['no evidence in words', { evidence: '' }, 'evidence', 'missing', 'significantly down'],
    ],
  },
  {
    where: ['richmond', 'moved-away'],
    source: 'G Q11',
    met: {
      ...short,
      move: 'long-term',
      'move.area': 'Southtown',
      'move.told': '2026-10-12',
      'move.by': 'Tom Sample',
      'move.answer': 'They take him on.',
    },
    cases: [
      ['for long', {}, 'move', 'met', 'long-term'],
      ['for good', { move: 'permanent' }, 'move', 'met', 'permanent'],
      ['for a while', { move: 'temporary' }, 'move', 'not met', 'permanent or long-term'],
      ['nobody knows', { move: 'unknown' }, 'move', 'missing', 'not known'],
      ['the receiving area not told', { 'move.told': '' }, 'move', 'missing', 'has not been told'],
      ['no answer yet', { 'move.answer': '' }, 'move', 'missing', 'No answer'],
      ['nowhere named', { 'move.area': '' }, 'move', 'missing', 'to which area'],
    ],
  },
  {
    where: ['richmond', 'mappa'],
    source: 'G Q11',
    met: { level: '2' },
    cases: [
      ['level 2', {}, 'level', 'met', 'level 2'],
      ['level 3', { level: '3' }, 'level', 'met', 'level 3'],
      ['level 1', { level: '1' }, 'level', 'not met', 'level 1'],
      ['unknown', { level: 'unknown' }, 'level', 'missing', 'not known'],
    ],
  },
  {
    where: ['richmond', 'long-custody'],
    source: 'G Q11',
    met: { ...assessed, custody: 'determinate', 'custody.months': '25', 'custody.end': '2029-01-31' },
    cases: [
      ['more than 2 years', {}, 'custody', 'met', '25 months'],
      ['exactly 2 years', { 'custody.months': '24' }, 'custody', 'not met', 'more than 24'],
      ['without a length', { 'custody.months': '' }, 'custody', 'missing', 'how long'],
      [
        'no end, and a day to ask',
        { custody: 'indeterminate', 'custody.months': '', 'custody.ask': '2030-01-01' },
        'custody',
        'met',
        '1 January 2030',
      ],
      ['no end, and no day to ask', { custody: 'indeterminate' }, 'custody', 'missing', 'when re-selection'],
      ['not assessed', { 'custody.assessed': '' }, 'custody', 'missing', 'No full risk assessment'],
      ['of greatest risk', { 'custody.greatest': 'yes' }, 'custody', 'not met', 'who stay'],
      ['no contact with the prison', { 'custody.prison': '' }, 'custody', 'missing', 'contact with the prison'],
      ['no end of the sentence', { 'custody.end': '' }, 'custody', 'missing', 'end of the sentence'],
    ],
  },
  {
    where: ['richmond', 'interventions-complete'],
    source: 'G Q11',
    met: { ...short, done: 'yes', further: 'no' },
    cases: [
      ['not done', { done: 'no' }, 'done', 'not met', 'Answered: no'],
      ['something further would help', { further: 'yes' }, 'further', 'not met', 'Answered: yes'],
      ['not known', { further: 'unknown' }, 'further', 'missing', 'not known'],
    ],
  },
  {
    where: ['richmond', 'professional-judgement'],
    source: 'G Q11',
    met: { ...short, judgement: 'He has left that life, as four agencies see.' },
    cases: [['not in words', { judgement: '' }, 'judgement', 'missing', 'Not answered']],
  },
  {
    where: ['london', 'monitoring-over'],
    source: 'L step 5',
    met: {},
    facts: { colour: 'green', monitoredUntil: day('2026-11-05') },
    cases: [
      ['the period ends on the day', {}, 'period', 'met', 'ended on 5 November 2026'],
      ['it ends tomorrow', {}, 'period', 'not met', 'runs until', { monitoredUntil: day('2026-11-06') }],
      ['no period agreed', {}, 'period', 'missing', 'has set no period', { monitoredUntil: undefined }],
      ['amber', {}, 'period', 'not met', 'amber, not green', { colour: 'amber' }],
      ['without a colour', {}, 'period', 'missing', 'no colour', { colour: undefined }],
    ],
  },
  {
    where: ['london', 'mappa'],
    source: 'after G Q11',
    met: { level: '3' },
    cases: [['level 0', { level: '0' }, 'level', 'not met', 'level 0']],
  },
  {
    where: ['essex', 'stopped-offending'],
    source: 'T 2.6 (1)',
    met: { offences: 'last', 'offences.on': '2025-11-05' },
    cases: [
      ['exactly one year', {}, 'offences', 'met', 'at least a year'],
      ['a day less', { 'offences.on': '2025-11-06' }, 'offences', 'not met', '6 November 2026'],
      [
        'from 29 February a year is full on 28 February',
        { 'offences.on': '2024-02-29' },
        'offences',
        'met',
        'at least a year',
        { day: day('2025-02-28') },
      ],
      [
        'and not on the 27th',
        { 'offences.on': '2024-02-29' },
        'offences',
        'not met',
        '28 February 2025',
        { day: day('2025-02-27') },
      ],
      [
        'from 28 February 2023 it is full on 28 February 2024, a day before the leap day',
        { 'offences.on': '2023-02-28' },
        'offences',
        'met',
        'at least a year',
        { day: day('2024-02-28') },
      ],
    ],
  },
  {
    where: ['essex', 'moved-away'],
    source: 'T 2.6 (2)',
    met: { move: 'permanent', 'move.area': 'Westshire', 'move.told': '2026-10-12', 'move.answer': 'Noted.' },
    cases: [['for long only', { move: 'long-term' }, 'move', 'not met', 'asked for is permanent']],
  },
  {
    where: ['essex', 'mappa'],
    source: 'T 2.6 (3)',
    met: { accepted: 'yes', 'in-plan': 'no' },
    cases: [
      ['not accepted', { accepted: 'no' }, 'accepted', 'not met', 'Answered: no'],
      ['IOM is part of the plan', { 'in-plan': 'yes' }, 'in-plan', 'not met', 'Answered: yes'],
    ],
  },
  {
    where: ['essex', 'hospital'],
    source: 'T 2.6 (4)',
    met: { order: 'hospital-order', 'order.offence': 'yes' },
    cases: [
      ['unfit to plead', { order: 'unfit-or-insanity' }, 'order', 'met', 'Unfit to plead'],
      ['limitation direction', { order: 'limitation-direction' }, 'order', 'met', 'limitation direction'],
      ['transferred', { order: 'transfer-direction' }, 'order', 'met', '12 months or more'],
      ['another order', { order: 'other' }, 'order', 'not met', 'None of the orders'],
      ['no order', { order: '' }, 'order', 'missing', 'not said which'],
      ['after another offence', { 'order.offence': 'no' }, 'order', 'not met', 'did not follow'],
    ],
  },
  {
    where: ['essex', 'deported'],
    source: 'T 2.6 (5)',
    met: confirmed('border'),
    cases: [
      ['not confirmed', { border: 'no' }, 'border', 'not met', 'Border Control'],
      ['by nobody', { 'border.by': '' }, 'border', 'missing', 'who confirmed it'],
    ],
  },
  {
    where: ['essex', 'died'],
    source: 'T 2.6 (6)',
    met: confirmed('death'),
    cases: [['not known', { death: 'unknown' }, 'death', 'missing', 'not known']],
  },
  {
    where: ['leeds', 'score-and-conference'],
    source: 'Le 1.27',
    met: { score: '9', conference: 'The police and the hub know of nothing.' },
    facts: { score: { name: 'A score of 10 or more', atLeast: 10 } },
    cases: [
      ['below what a referral needs', {}, 'score', 'met', 'below 10'],
      ['exactly what a referral needs', { score: '10' }, 'score', 'not met', 'needs 10'],
      ['no score', { score: '' }, 'score', 'missing', 'not given'],
      ['the score alone', { conference: '' }, 'conference', 'missing', 'Not answered'],
    ],
  },
];

describe.for(rules.map((rule) => [rule.where.join(' '), rule.source, rule] as const))('%s (%s)', ([, source, rule]) => {
  test('everything met, nothing stops it', () => {
    const { findings, stops } = checked(...rule.where, rule.met, rule.facts);
    expect(findings.filter(({ status }) => status !== 'met')).toEqual([]);
    expect(new Set(findings.map((finding) => finding.source))).toEqual(new Set([source]));
    expect(stops).toEqual([]);
  });

  test('nothing answered is missing, and never a no', () => {
    const { findings } = checked(...rule.where, {});
    expect(findings.map(({ status }) => status)).toEqual(findings.map(() => 'missing'));
  });

  test.for(rule.cases.map((one) => [one[0], ...one] as const))('%s', ([, , change, check, status, why, more]) => {
    const { findings } = checked(...rule.where, { ...rule.met, ...change }, { ...rule.facts, ...more });
    const about = findings.filter((finding) => finding.check === check && finding.status === status);
    expect(about.map((finding) => finding.why).join(' ')).toContain(why);
    for (const finding of findings) expect(finding.why).toMatch(/[.?!]$/);
  });
});

test('the table has every reason of every scheme', () => {
  const shipped = Object.values(schemes).flatMap(({ id, deselection }) => deselection.map((one) => `${id} ${one.id}`));
  expect(rules.map(({ where }) => where.join(' ')).sort()).toEqual(shipped.sort());
});

const long = { custody: 'determinate', 'custody.months': '40', ...assessed };

test.for<[string, Readonly<Record<string, string>>, RegExp]>([
  ['without a day of the assessment', { 'custody.assessed': '' }, /assessed the risk in full/],
  ['without what partners assessed', { 'custody.assessment': '' }, /assessed the risk in full/],
  ['without a word on the greatest risk', { 'custody.greatest': '' }, /among those of greatest risk/],
  ['where the greatest risk is not known', { 'custody.greatest': 'unknown' }, /among those of greatest risk/],
  ['of greatest risk', { 'custody.greatest': 'yes' }, /who stay on the register/],
])('nobody in long custody is removed %s', ([, change, why]) => {
  expect(checked('richmond', 'long-custody', long).stops).toEqual([]);
  expect(checked('richmond', 'long-custody', { ...long, ...change }).stops).toEqual([expect.stringMatching(why)]);
});

const risk = (greatest: boolean, until?: Day) => ({
  custody: { assessedOn: day('2026-10-20'), greatest, ...(until && { until }) },
});

test.for(
  rules
    .filter(({ where }) => where[0] === 'richmond' && where[1] !== 'long-custody')
    .map((rule) => [rule.where[1], rule.met] as const),
)('whoever is assessed as of greatest risk in long custody does not leave for another reason: %s', ([id, answers]) => {
  const stopped = (more: Partial<Facts>) => checked('richmond', id, answers, more).stops.length;
  expect(stopped(risk(true))).toBe(id === 'mappa' ? 0 : 1);
  expect(stopped(risk(true, day('2026-11-05')))).toBe(id === 'mappa' ? 0 : 1);
  expect(stopped(risk(true, day('2026-11-04')))).toBe(0);
  expect(stopped(risk(false))).toBe(0);
});

test.for(['stopped-offending', 'moved-away', 'interventions-complete', 'professional-judgement'])(
  'in long custody %s is not the reason, nor where nobody says whether it is',
  (id) => {
    const answers = rules.find(({ where }) => where[0] === 'richmond' && where[1] === id)?.met ?? {};
    for (const given of ['yes', 'unknown', ''])
      expect(checked('richmond', id, { ...answers, 'not-long-custody': given }).stops).toHaveLength(1);
  },
);

test.for(['stopped-offending', 'moved-away', 'interventions-complete', 'professional-judgement'])(
  'where the case has the person in long custody, %s is not the reason, whatever the form says (G Q11)',
  (id) => {
    const answers = rules.find(({ where }) => where[0] === 'richmond' && where[1] === id)?.met ?? {};
    const { findings, stops } = checked('richmond', id, answers, { inLongCustody: true });
    expect(stops).toEqual([expect.stringContaining('put custody right first')]);
    expect(findings.find(({ check }) => check === 'not-long-custody')?.status).toBe('not met');
  },
);

const sentence: Custody = { kind: 'sentence', prison: 'HMP Nowhere', since: day('2026-10-01') };
test.for<[string, Custody | undefined, boolean]>([
  ['two years and a month', { ...sentence, months: 25 }, true],
  ['two years', { ...sentence, months: 24 }, false],
  ['an indeterminate sentence', { ...sentence, indeterminate: true }, true],
  ['five years, released', { ...sentence, months: 60, released: day('2026-11-01') }, false],
  ['remand', { ...sentence, kind: 'remand' }, false],
  ['no custody', undefined, false],
])('more than two years, or without an end: %s (G Q11)', ([, custody, long]) => {
  expect(isLong(custody, 24)).toBe(long);
});

const holdScores = Object.values(schemes)
  .filter(({ deselection }) => deselection.some(({ checks }) => checks.some(({ kind }) => kind === 'score')))
  .flatMap(({ bodies }) => bodies.filter(({ motions }) => motions.includes('de-select')));

test('a new score is held against what the body asks for of a referral (Le 1.27: as selection)', () => {
  expect(holdScores.map((body) => [body.id, selectingScore(body)?.atLeast])).toEqual([
    ['conference-one', 10],
    ['conference-two', 10],
    ['conference-three', 10],
    ['dyo', 24],
  ]);
});

test.for<[string, (reasons: Record<string, unknown>[]) => unknown, string]>([
  ['has no reason at all', () => [], 'expected a reason at least'],
  ['has a reason twice', (reasons) => [...reasons, reasons[0]], 'stands twice'],
  [
    'sends to a reason that is not there',
    (reasons) => reasons.filter(({ id }) => id !== 'long-custody'),
    'there is none called "long-custody"',
  ],
])('a scheme that %s is not whole', ([, change, message]) => {
  const scheme = structuredClone(schemeOf('richmond')) as unknown as Record<string, unknown>;
  const result = SchemeShape.safeParse({
    ...scheme,
    deselection: change(scheme.deselection as Record<string, unknown>[]),
  });
  expect(result.error?.issues.map((issue) => issue.message).join(' ')).toContain(message);
});

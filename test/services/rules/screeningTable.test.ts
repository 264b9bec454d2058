/** What the sources say of who may be referred, sentence by sentence, at every boundary. */
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, day } from '../../../services/rules/days.ts';
import { type Indication, noAnswers, type ReferralAnswers } from '../../../services/rules/referral.ts';
import type { Verdict } from '../../../services/rules/scheme.ts';
import { screen, wouldNowMeet } from '../../../services/rules/screening.ts';
import { schemes } from '../../../services/schemes/index.ts';

const TODAY = day('2026-11-05');
type On = { readonly day?: string; readonly meeting?: string };

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

type Where = readonly [scheme: string, body: string];
type Case = readonly [says: string, answers: Partial<ReferralAnswers>, verdict: Verdict, on?: On];
type Rule = {
  readonly source: string;
  readonly sentence: string;
  readonly where: Where;
  /** The criterion, or that of a category's guide. */
  readonly of: readonly [criterion: string, category?: string];
  /** Not meeting it is a hard stop. */
  readonly hard?: true;
  readonly cases: readonly Case[];
};

const offence = (type: string, date: string = addDays(TODAY, -30), kind: Indication['kind'] = 'conviction') => ({
  offence: type,
  date: day(date),
  kind,
});
const times = (count: number, type: string, date?: string) => Array.from({ length: count }, () => offence(type, date));
const born = (date: string) => ({ dateOfBirth: day(date) });
const ogrs = (score: number) => ({ ogrs: { score, tool: 'OGRS3', date: TODAY } });
const answer = (question: string, said: 'yes' | 'no' | 'unknown') => ({ further: { [question]: said } });
const yesOrNo = (question: string, yes: Verdict, no: Verdict): Case[] => [
  ['yes', answer(question, 'yes'), yes],
  ['no', answer(question, 'no'), no],
  ['unknown', answer(question, 'unknown'), 'needs judgement'],
  ['not answered', {}, 'needs judgement'],
];
const mappa = (...verdicts: Verdict[]): Case[] => [
  ...(['0', '1', '2', '3'] as const).map(
    (level, at): Case => [`MAPPA level ${level}`, { mappa: level }, verdicts[at] ?? 'meets'],
  ),
  ['MAPPA unknown', { mappa: 'unknown' }, 'needs judgement'],
  ['MAPPA not answered', {}, 'needs judgement'],
];
const harm = (other: Partial<ReferralAnswers>): Case[] => [
  ['low risk of serious harm', { ...other, harm: 'low' }, 'does not meet'],
  ['medium risk of serious harm', { ...other, harm: 'medium' }, 'does not meet'],
  ['high risk of serious harm', { ...other, harm: 'high' }, 'meets'],
  ['very high risk of serious harm', { ...other, harm: 'very high' }, 'meets'],
  ['risk of serious harm unknown', { ...other, harm: 'unknown' }, 'needs judgement'],
  ['risk of serious harm not answered', other, 'needs judgement'],
];
const adultOn = (verdict: { before: Verdict; after: Verdict }): Case[] => [
  ['the day before the 18th birthday', born('2008-11-06'), verdict.before],
  ['on the 18th birthday', born('2008-11-05'), verdict.after],
  ['born on 29 February, on 28 February', born('2008-02-29'), verdict.before, { day: '2026-02-28' }],
  ['born on 29 February, on 1 March', born('2008-02-29'), verdict.after, { day: '2026-03-01' }],
  ['no date of birth', {}, 'needs judgement'],
];

const TIERS: Readonly<Record<string, readonly string[]>> = {
  'Tier One': ['burglary', 'drugs', 'robbery', 'violence'],
  'Tier Two': ['motor-vehicle', 'theft-from-person', 'theft-from-shops', 'theft-of-pedal-cycle'],
  'Tier Three': ['criminal-damage', 'fraud-forgery', 'other-theft', 'asb'],
};
const NO_TIER = ['domestic-abuse', 'sexual', 'public-order', 'breach', 'other'];
/** Nothing else that would be a reason to refer. */
const noReason = { ...ogrs(59), dyo: 'no', offences: [offence('public-order')] } as const;

/** As many rows of a matrix at their highest as it takes, by what each choice scores. */
const matrix = (id: string, rows: Readonly<Record<string, string>>) => ({ matrices: { [id]: rows } });
const essexRows = { thinking: 'none', lifestyle: 'none', 'alcohol-drugs': 'none' };
const leedsRows = { drugs: 'none', acquisitive: 'none' };

const ASB = [
  ['vulnerability', 'There are vulnerability issues that require intervention by another agency'],
  ['unresolved', 'Despite previous interventions, the issue is not resolved.'],
  ['many-complaints', 'There have been a high number of complaints about the case'],
  ['family-history', 'There is a case history for more than one member of the family.'],
  ['wider-risk', 'It poses significant risks to the wider community'],
  ['may-become-criminal', 'It is or may turn into criminal behaviour'],
  ['harassment', 'There is racial and/or sexual harassment'],
  ['asb-substance-misuse', 'It is substance misuse related'],
  ['domestic-violence', 'Domestic Violence is known or suspected'],
  ['violence', 'Violence is used or threats of violence are reported'],
] as const;
const noAsb = Object.fromEntries(ASB.map(([question]) => [question, 'no' as const]));
const lowAsb = {
  'high-level-asb': { frequency: 'once', impact: 'little', spread: 'one' },
  'police-risk': { repeat: 'no', vulnerable: 'no', worse: 'no' },
};

const rules: readonly Rule[] = [
  {
    source: 'Richmond guidance, question 3',
    sentence: 'all referrals to the IOM Panel must be 18 years of age or older',
    where: ['richmond', 'iom'],
    of: ['age'],
    hard: true,
    cases: [
      ...adultOn({ before: 'does not meet', after: 'meets' }),
      ['17, and 18 on the day of the meeting', born('2008-11-10'), 'needs judgement', { meeting: '2026-11-10' }],
      ['17, and 18 a day after the meeting', born('2008-11-11'), 'does not meet', { meeting: '2026-11-10' }],
    ],
  },
  {
    source: 'Richmond guidance, question 3 (1)',
    sentence: 'An individual with an “OGRS” score of 60 or more should be considered and screened',
    where: ['richmond', 'iom'],
    of: ['reason'],
    cases: [50, 51, 59, 60, 74, 75].map(
      (score): Case => [
        `OGRS ${score} and no other reason`,
        { ...noReason, ...ogrs(score) },
        score >= 60 ? 'meets' : 'does not meet',
      ],
    ),
  },
  {
    source: 'Richmond guidance, question 4',
    sentence: 'An OGRS score can be provided or added to a referral form by Probation.',
    where: ['richmond', 'iom'],
    of: ['reason'],
    cases: [['no OGRS yet and no other reason', { ...noReason, ogrs: undefined }, 'needs judgement']],
  },
  ...Object.entries(TIERS).map(
    ([tier, offences]): Rule => ({
      source: `Richmond guidance, questions 3 (2) and 5, ${tier}`,
      sentence: 'An individual who is committing one or more of the priority crime types',
      where: ['richmond', 'iom'],
      of: ['reason'],
      cases: offences.map((type): Case => [type, { ...noReason, offences: [offence(type)] }, 'meets']),
    }),
  ),
  {
    source: 'Richmond guidance, question 5',
    sentence: 'Violence Against the Person (except DA)',
    where: ['richmond', 'iom'],
    of: ['reason'],
    cases: NO_TIER.map((type): Case => [type, { ...noReason, offences: [offence(type)] }, 'does not meet']),
  },
  {
    source: 'Richmond guidance, question 3 (3)',
    sentence: 'Professional judgement taking into account the individual’s behaviour in the community',
    where: ['richmond', 'iom'],
    of: ['reason'],
    cases: [
      ['in words', { ...noReason, judgement: 'It gets worse every week.' }, 'meets'],
      ['left blank', { ...noReason, judgement: ' ' }, 'does not meet'],
    ],
  },
  {
    source: 'Richmond terms of reference, 3',
    sentence: 'effective transition of DYO into IOM/PPO referrals where appropriate',
    where: ['richmond', 'iom'],
    of: ['reason'],
    cases: [['from the DYO panel, with no other reason', { ...noReason, dyo: 'yes' }, 'meets']],
  },
  {
    source: 'Richmond terms of reference, Principle 5',
    sentence: 'IOM does not include level 2 and 3 MAPPA referrals.',
    where: ['richmond', 'iom'],
    of: ['mappa'],
    hard: true,
    cases: mappa('meets', 'meets', 'does not meet', 'does not meet'),
  },
  ...(['marac', 'dyo'] as const).map(
    (panel): Rule => ({
      source: 'Richmond terms of reference, 4.2',
      sentence: 'who are not engaged by the MAPPA, MARAC or DYO panels are engaged through the IOM Panel',
      where: ['richmond', 'iom'],
      of: [panel],
      cases: [
        [`with ${panel}`, { [panel]: 'yes' }, 'needs judgement'],
        [`not with ${panel}`, { [panel]: 'no' }, 'meets'],
        ['unknown', { [panel]: 'unknown' }, 'needs judgement'],
        ['not answered', {}, 'needs judgement'],
      ],
    }),
  ),
  {
    source: 'Richmond guidance, question 7, repeat offender',
    sentence:
      'at least 3 indications of offending (convictions and/or reliable intelligence) in the previous 12 months',
    where: ['richmond', 'iom'],
    of: ['indications', 'repeat-offender'],
    cases: [
      ['two', { offences: times(2, 'other') }, 'does not meet'],
      ['three', { offences: times(3, 'other') }, 'meets'],
      ['intelligence counts', { offences: [...times(2, 'other'), offence('other', TODAY, 'intelligence')] }, 'meets'],
      [
        'the third on the same day a year earlier',
        { offences: [...times(2, 'other'), offence('other', addMonths(TODAY, -12))] },
        'meets',
      ],
      [
        'the third a day before that',
        { offences: [...times(2, 'other'), offence('other', addDays(addMonths(TODAY, -12), -1))] },
        'does not meet',
      ],
      ['nothing entered yet', {}, 'needs judgement'],
    ],
  },
  {
    source: 'Richmond guidance, question 7, repeat offender',
    sentence: 'The offender should be involved in crimes that have been identified locally as a priority offence',
    where: ['richmond', 'iom'],
    of: ['priority-offence', 'repeat-offender'],
    cases: [
      ...Object.values(TIERS).flatMap((tier) =>
        tier.map((type): Case => [type, { offences: [offence(type)] }, 'meets']),
      ),
      ...NO_TIER.map((type): Case => [type, { offences: [offence(type)] }, 'does not meet']),
    ],
  },
  {
    source: 'Richmond guidance, question 7, PPO or “Top Ten”',
    sentence: '6 indications of offending (convictions and/or reliable intelligence) in the previous 2 years',
    where: ['richmond', 'iom'],
    of: ['indications', 'ppo'],
    cases: [
      ['five', { offences: times(5, 'other') }, 'does not meet'],
      ['six', { offences: times(6, 'other') }, 'meets'],
      [
        'the sixth on the same day 24 months earlier',
        { offences: [...times(5, 'other'), offence('other', addMonths(TODAY, -24))] },
        'meets',
      ],
      [
        'the sixth a day before that',
        { offences: [...times(5, 'other'), offence('other', addDays(addMonths(TODAY, -24), -1))] },
        'does not meet',
      ],
    ],
  },
  {
    source: 'Richmond guidance, question 7, PPO or “Top Ten”',
    sentence: 'in exceptional circumstances is a prolific offender for third tier crimes',
    where: ['richmond', 'iom'],
    of: ['priority', 'ppo'],
    cases: [
      ['one of the top tier', { offences: [offence('robbery')] }, 'meets'],
      ['five of the second tier', { offences: times(5, 'motor-vehicle') }, 'does not meet'],
      ['six of the second tier', { offences: times(6, 'motor-vehicle') }, 'meets'],
      ['five of the third tier', { offences: times(5, 'asb') }, 'does not meet'],
      ['six of the third tier', { offences: times(6, 'asb') }, 'needs judgement'],
      ['six of no tier', { offences: times(6, 'public-order') }, 'does not meet'],
    ],
  },
  ...(['repeat-offender', 'ppo'] as const).map(
    (category): Rule => ({
      source: `Richmond guidance, question 7, ${category}`,
      sentence: 'An offender should reside in Richmond upon Thames',
      where: ['richmond', 'iom'],
      of: ['resident', category],
      cases: [
        ['resident', { resident: 'yes' }, 'meets'],
        ['resident elsewhere', { resident: 'no' }, 'does not meet'],
        ['unknown', { resident: 'unknown' }, 'needs judgement'],
      ],
    }),
  ),
  {
    source: 'Richmond guidance, question 7, DYO',
    sentence: 'A young person under 18',
    where: ['richmond', 'dyo'],
    of: ['age'],
    cases: adultOn({ before: 'meets', after: 'does not meet' }),
  },
  {
    source: 'Richmond terms of reference, 3',
    sentence: 'young offenders currently on the YOT caseload and that are on Statutory Court Orders',
    where: ['richmond', 'dyo'],
    of: ['statutory'],
    cases: [
      ['on an order', { statutory: 'yes' }, 'meets'],
      ['on none', { statutory: 'no' }, 'does not meet'],
      ['unknown', { statutory: 'unknown' }, 'needs judgement'],
    ],
  },
  {
    source: 'Richmond terms of reference, 3',
    sentence: 'priority is given to young people with an Asset score of 24 or over',
    where: ['richmond', 'dyo'],
    of: ['reason'],
    cases: [
      ['Asset 23', { asset: 23, harm: 'low', ...answer('intensive-supervision', 'no') }, 'does not meet'],
      ['Asset 24', { asset: 24, harm: 'low', ...answer('intensive-supervision', 'no') }, 'meets'],
      ['no Asset score', { harm: 'low', ...answer('intensive-supervision', 'no') }, 'needs judgement'],
    ],
  },
  {
    source: 'Richmond terms of reference, 3',
    sentence: 'otherwise assessed as being at high or very high risk of causing serious harm to others',
    where: ['richmond', 'dyo'],
    of: ['reason'],
    cases: harm({ asset: 23, ...answer('intensive-supervision', 'no') }),
  },
  {
    source: 'Richmond guidance, question 7, DYO',
    sentence: 'On an Intensive Supervision and Surveillance Order',
    where: ['richmond', 'dyo'],
    of: ['reason'],
    cases: [
      ['yes', { asset: 23, harm: 'low', ...answer('intensive-supervision', 'yes') }, 'meets'],
      ['unknown', { asset: 23, harm: 'low', ...answer('intensive-supervision', 'unknown') }, 'needs judgement'],
    ],
  },
  {
    source: 'Richmond guidance, question 7, DYO',
    sentence: 'Coming to notice due to their level of offending or the seriousness of the offending',
    where: ['richmond', 'dyo'],
    of: ['reason'],
    cases: [
      [
        'in words',
        { asset: 23, harm: 'low', ...answer('intensive-supervision', 'no'), judgement: 'Every weekend.' },
        'meets',
      ],
    ],
  },
  {
    source: 'Richmond terms of reference, 3.2',
    sentence: 'Richmond YOT identifies the high risk young offenders at first conviction as DYO’s',
    where: ['richmond', 'dyo'],
    of: ['first-conviction'],
    cases: yesOrNo('first-conviction', 'meets', 'needs judgement'),
  },
  ...ASB.map(
    ([question, sentence]): Rule => ({
      source: 'Richmond guidance, question 7, ASB',
      sentence,
      where: ['richmond', 'asb'],
      of: ['characteristics'],
      cases: [
        ['yes', { further: { ...noAsb, [question]: 'yes' }, matrices: lowAsb }, 'meets'],
        ['no, as all others', { further: noAsb, matrices: lowAsb }, 'does not meet'],
        ['unknown', { further: { ...noAsb, [question]: 'unknown' }, matrices: lowAsb }, 'needs judgement'],
        ['yes, of somebody 12 years old', { ...born('2014-01-01'), further: { [question]: 'yes' } }, 'meets'],
      ],
    }),
  ),
  {
    source: 'Richmond guidance, question 7, ASB',
    sentence: 'After putting the case through an assessment matrix, the case or issues within it can be defined',
    where: ['richmond', 'asb'],
    of: ['characteristics'],
    cases: [
      [
        'a score of 4',
        {
          further: noAsb,
          matrices: { ...lowAsb, 'high-level-asb': { frequency: 'weekly', impact: 'some', spread: 'one' } },
        },
        'does not meet',
      ],
      [
        'a score of 5',
        {
          further: noAsb,
          matrices: { ...lowAsb, 'high-level-asb': { frequency: 'weekly', impact: 'some', spread: 'few' } },
        },
        'meets',
      ],
    ],
  },
  {
    source: 'Richmond guidance, question 7, ASB',
    sentence: 'The Panel also uses a Police Risk Assessment Matrix.',
    where: ['richmond', 'asb'],
    of: ['characteristics'],
    cases: [
      [
        'one row not answered',
        { further: noAsb, matrices: { ...lowAsb, 'police-risk': { repeat: 'yes', vulnerable: 'no' } } },
        'needs judgement',
      ],
      [
        'a score of 6',
        { further: noAsb, matrices: { ...lowAsb, 'police-risk': { repeat: 'no', vulnerable: 'yes', worse: 'yes' } } },
        'meets',
      ],
    ],
  },
  {
    source: 'London, step 1',
    sentence: 'evidence that this individual poses a high risk of harm (not MAPPA Level 2 and 3) and/or re-offending',
    where: ['london', 'iom'],
    of: ['mappa'],
    hard: true,
    cases: mappa('meets', 'meets', 'does not meet', 'does not meet'),
  },
  {
    source: 'London, step 1',
    sentence: 'that agency can show there is evidence',
    where: ['london', 'iom'],
    of: ['evidence'],
    cases: [
      ['in words', { written: { evidence: 'Eleven calls in a month.' } }, 'meets'],
      ['left blank', { written: { evidence: ' ' } }, 'needs judgement'],
    ],
  },
  {
    source: 'London, step 1',
    sentence: 'they would benefit from a multi agency approach',
    where: ['london', 'iom'],
    of: ['benefit'],
    cases: yesOrNo('multi-agency-benefit', 'meets', 'does not meet'),
  },
  {
    source: 'London, step 2',
    sentence: '75% or above will be the London IOM Cohort',
    where: ['london', 'iom'],
    of: ['ogrs'],
    cases: [
      ['OGRS 74 and nothing recent', { ...ogrs(74), offences: [offence('asb')] }, 'does not meet'],
      ['OGRS 75', ogrs(75), 'meets'],
      ['no OGRS yet', {}, 'needs judgement'],
    ],
  },
  {
    source: 'London, step 2',
    sentence: 'If they have a recent offence within the last 12 months for robbery or burglary',
    where: ['london', 'iom'],
    of: ['ogrs'],
    cases: [
      ['OGRS 50 and a robbery', { ...ogrs(50), offences: [offence('robbery')] }, 'does not meet'],
      ['OGRS 51 and a robbery', { ...ogrs(51), offences: [offence('robbery')] }, 'meets'],
      ['OGRS 59 and a burglary', { ...ogrs(59), offences: [offence('burglary')] }, 'meets'],
      ['OGRS 60 and a theft', { ...ogrs(60), offences: [offence('theft-from-person')] }, 'does not meet'],
      [
        'OGRS 74 and a burglary on the same day a year earlier',
        { ...ogrs(74), offences: [offence('burglary', addMonths(TODAY, -12))] },
        'meets',
      ],
      [
        'OGRS 74 and a burglary the day before that',
        { ...ogrs(74), offences: [offence('burglary', addDays(addMonths(TODAY, -12), -1))] },
        'does not meet',
      ],
      ['OGRS 60 and no offence entered yet', ogrs(60), 'needs judgement'],
    ],
  },
  {
    source: 'London, step 2',
    sentence:
      'with other exceptional circumstances that clearly indicate they pose a high risk of harm or re-offending',
    where: ['london', 'iom'],
    of: ['ogrs'],
    cases: [
      [
        'OGRS 51, written down',
        { ...ogrs(51), offences: [offence('asb')], written: { 'exceptional-circumstances': 'Threats.' } },
        'needs judgement',
      ],
      [
        'OGRS 50, written down',
        { ...ogrs(50), offences: [offence('asb')], written: { 'exceptional-circumstances': 'Threats.' } },
        'does not meet',
      ],
    ],
  },
  {
    source: 'Thurrock, 2.6',
    sentence: 'There is a standard scoring matrix in place across Essex.',
    where: ['essex', 'iom'],
    of: ['score'],
    cases: [
      [
        'a score of 8',
        matrix('essex-scoring', { ...essexRows, offences: 'few', 'key-offences': 'more', thinking: 'some' }),
        'does not meet',
      ],
      ['a score of 9', matrix('essex-scoring', { ...essexRows, offences: 'several', 'key-offences': 'more' }), 'meets'],
      ['a row not answered', matrix('essex-scoring', { ...essexRows, offences: 'many' }), 'needs judgement'],
      ['no row answered', {}, 'needs judgement'],
    ],
  },
  {
    source: 'Thurrock, 7.4',
    sentence: 'the scoring for acceptance to the scheme lowered',
    where: ['essex', 'iom'],
    of: ['score'],
    cases: [
      [
        'a score of 9 the day before',
        matrix('essex-scoring', { ...essexRows, offences: 'several', 'key-offences': 'more' }),
        'does not meet',
        { day: '2013-01-30' },
      ],
      [
        'a score of 12 the day before',
        matrix('essex-scoring', { ...essexRows, offences: 'many', 'key-offences': 'more', thinking: 'some' }),
        'meets',
        { day: '2013-01-30' },
      ],
      [
        'a score of 9 on the day',
        matrix('essex-scoring', { ...essexRows, offences: 'several', 'key-offences': 'more' }),
        'meets',
        { day: '2013-01-31' },
      ],
    ],
  },
  {
    source: 'Thurrock, 2.6 (3)',
    sentence: 'Those who have been accepted by MAPPA and IOM is not part of the MAPPA Risk Management Plan.',
    where: ['essex', 'iom'],
    of: ['mappa'],
    cases: [
      ...mappa('meets', 'needs judgement', 'needs judgement', 'needs judgement'),
      ...(['1', '2', '3'] as const).flatMap((level): Case[] => [
        [`level ${level}, IOM in the plan`, { mappa: level, ...answer('mappa-plan', 'yes') }, 'meets'],
        [`level ${level}, IOM not in it`, { mappa: level, ...answer('mappa-plan', 'no') }, 'does not meet'],
      ]),
    ],
  },
  {
    source: 'Leeds, 1.27',
    sentence: 'a scoring system is initially used for selection/de-selection of IOM nominals',
    where: ['leeds', 'conference-one'],
    of: ['score'],
    cases: [
      [
        'a score of 9',
        matrix('leeds-scoring', { ...leedsRows, convictions: 'many', intelligence: 'some', harm: 'medium' }),
        'does not meet',
      ],
      [
        'a score of 10',
        matrix('leeds-scoring', { ...leedsRows, convictions: 'many', intelligence: 'strong', harm: 'low' }),
        'meets',
      ],
      ['a row not answered', matrix('leeds-scoring', { ...leedsRows, convictions: 'many' }), 'needs judgement'],
    ],
  },
  {
    source: 'Leeds, 1.27',
    sentence: 'in very few circumstances would the scoring mechanism be used in isolation',
    where: ['leeds', 'conference-one'],
    of: ['score-alone'],
    cases: [
      ['with a reason', { written: { 'score-alone': 'No agency knows him yet.' } }, 'needs judgement'],
      ['without one', {}, 'meets'],
    ],
  },
  {
    source: 'Leeds, 1.28',
    sentence: 'a young person between 10 – 17 years of age',
    where: ['leeds', 'dyo'],
    of: ['age'],
    cases: [
      ['the day before the tenth birthday', born('2016-11-06'), 'does not meet'],
      ['on the tenth birthday', born('2016-11-05'), 'meets'],
      ...adultOn({ before: 'meets', after: 'does not meet' }),
    ],
  },
  {
    source: 'Leeds, 1.28',
    sentence:
      'sentenced to a relevant community order or commenced the community element of a Detention and Training Order',
    where: ['leeds', 'dyo'],
    of: ['order'],
    cases: yesOrNo('relevant-order', 'meets', 'does not meet'),
  },
  {
    source: 'Leeds, 1.28',
    sentence: 'a high Asses Score (which is determined locally)',
    where: ['leeds', 'dyo'],
    of: ['assessment'],
    cases: [
      ['Asset 23', { asset: 23, harm: 'low' }, 'does not meet'],
      ['Asset 24', { asset: 24, harm: 'low' }, 'meets'],
    ],
  },
  {
    source: 'Leeds, 1.28',
    sentence: 'a high/very high assessment of Risk of Serious Harm',
    where: ['leeds', 'dyo'],
    of: ['assessment'],
    cases: harm({ asset: 23 }),
  },
  {
    source: 'Leeds, 1.30',
    sentence: 'The selection criteria may therefore include young people who have been convicted for the first time.',
    where: ['leeds', 'dyo'],
    of: ['first-conviction'],
    cases: yesOrNo('first-conviction', 'meets', 'meets'),
  },
];

describe.for(rules.map((rule) => [rule.source, rule.sentence, rule] as const))('%s: “%s”', ([, , rule]) => {
  test.for(rule.cases.map(([says, answers, verdict, on]) => [says, verdict, answers, on] as const))(
    '%s: %s',
    ([, verdict, answers, on]) => {
      const result = screened(rule.where, answers, on);
      expect(findingOf(result, rule.of)).toMatchObject({ verdict, why: expect.stringMatching(/\.$/) });
      expect(result.hardStop?.criterion).toBe(rule.hard && verdict === 'does not meet' ? rule.of[0] : undefined);
    },
  );
});

const everyBody = Object.values(schemes).flatMap(({ id, bodies }) =>
  bodies.filter(({ screening }) => screening.length > 0).map((body): Where => [id, body.id]),
);

test.for(everyBody)('%s %s: unknown is never no', (where) => {
  const { criteria, categories, hardStop } = screened(where, {});
  expect([...criteria, ...categories].filter(({ verdict }) => verdict === 'does not meet')).toEqual([]);
  expect(hardStop).toBeUndefined();
});

test('the hard stops are those of the table and no others', () => {
  const hard = everyBody.flatMap((where) => {
    const { body } = bodyIn(...where);
    return (body.screening.at(-1)?.criteria ?? []).filter((one) => one.hard).map(({ id }) => [...where, id].join(' '));
  });
  expect(hard).toEqual(['richmond iom age', 'richmond iom mappa', 'london iom mappa']);
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
  const nine = matrix('essex-scoring', { ...essexRows, offences: 'several', 'key-offences': 'more' });
  const eight = matrix('essex-scoring', { ...essexRows, offences: 'few', 'key-offences': 'more', thinking: 'some' });
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

/** The sentences of London, Thurrock and Leeds on who may be referred. */
import { addDays, addMonths } from '../../../services/rules/days.ts';
import {
  adultOn,
  answer,
  born,
  type Case,
  harm,
  mappa,
  matrix,
  offence,
  ogrs,
  type Rule,
  TODAY,
  yesOrNo,
} from './screeningCases.ts';

const essexRows = { thinking: 'none', lifestyle: 'none', 'alcohol-drugs': 'none' };
const leedsRows = { drugs: 'none', acquisitive: 'none' };

export const otherRules: readonly Rule[] = [
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

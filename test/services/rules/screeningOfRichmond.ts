/** Richmond's sentences on who may be referred. */
import { addDays, addMonths } from '../../../services/rules/days.ts';
import {
  adultOn,
  answer,
  born,
  type Case,
  harm,
  mappa,
  offence,
  ogrs,
  type Rule,
  TODAY,
  times,
  yesOrNo,
} from './screeningCases.ts';

const TIERS: Readonly<Record<string, readonly string[]>> = {
  'Tier One': ['burglary', 'drugs', 'robbery', 'violence'],
  'Tier Two': ['motor-vehicle', 'theft-from-person', 'theft-from-shops', 'theft-of-pedal-cycle'],
  'Tier Three': ['criminal-damage', 'fraud-forgery', 'other-theft', 'asb'],
};
const NO_TIER = ['domestic-abuse', 'sexual', 'public-order', 'breach', 'other'];
/** Nothing else that would be a reason to refer. */
const noReason = { ...ogrs(59), dyo: 'no', offences: [offence('public-order')] } as const;

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

export const richmondRules: readonly Rule[] = [
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
];

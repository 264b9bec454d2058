/** What screening says on the card on which a referrer checks their answers: every outcome, scheme by scheme. */
import { expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import { stepTitle } from '../../cards/referral/card.ts';
import type { Card } from '../../cards/render.ts';
import { type Area, Areas, Members } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { area, member, NOW, names, people } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

type Node = { readonly [key: string]: unknown };
const nodes = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(nodes)]
    : [];
const buttons = (card: Card): Node[] => nodes(card.body).filter(({ type }) => type === 'Action.Execute');

/** Nothing is missing from this, whatever the scheme. */
const whole = (scheme: string): ReferralAnswers => ({
  name: 'Quillon Testerby',
  dateOfBirth: day('1996-01-01'),
  resident: 'yes',
  statutory: 'yes',
  offences: [{ offence: 'public-order', date: day('2026-09-01'), kind: 'conviction' }],
  ogrs: { score: 59, tool: 'OGRS3', date: day('2026-09-01') },
  mappa: '0',
  marac: 'no',
  dyo: 'no',
  pathways: Object.fromEntries((schemes[scheme]?.pathways ?? []).map(({ id }) => [id, 'green'])),
  interventions: {},
  proposal: 'Six weeks of daily mentoring.',
  why: 'Nobody else sees him in the evenings.',
  consent: { status: 'given', date: day('2026-10-30') },
});

/** The draft's check card, at the page that shows the screening. */
const checked = async (
  schemeId: string,
  bodyId: string,
  answers: Partial<ReferralAnswers>,
  seatId?: string,
): Promise<Card> => {
  const scheme = schemes[schemeId];
  const seats = scheme?.bodies.find(({ id }) => id === bodyId)?.seats;
  const seat = seats?.find(({ id }) => id === seatId) ?? seats?.[0];
  if (!scheme || !seat) throw new Error(`no ${bodyId} in ${schemeId}`);
  const store = await testStore();
  const here: Area = area({ scheme: schemeId, channels: {}, holders: { [seat.id]: people.chair } });
  const ref = `${scheme.reference}-2026-001`;
  await store.commit(here.id, [
    create(Areas, 'area', here),
    create(Members, people.chair, { ...member('chair'), agency: seat.agency }),
    ...referralMade({
      ref,
      body: bodyId,
      state: 'draft',
      referrer: people.chair,
      agency: seat.agency,
      answers: { ...whole(schemeId), ...answers },
      startedAt: NOW.toISOString(),
    }),
  ]);
  const desk: Desk = { store, schemes, coordinators: [people.coordinator], newId: () => 'id' };
  const caller = { person: people.chair, name: names.chair, mri: '29:chair', where: 'personal' as const };
  const open = async (data: object): Promise<Card> => {
    const answer = await dispatch(desk, here, caller, NOW, 'referral.open', { ...data });
    if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
    return answer.card;
  };
  let card = await open({ referral: ref, step: 'check' });
  for (let page = 2; buttons(card).some(({ title }) => title === 'Next page'); page += 1)
    card = await open({ referral: ref, step: 'check', page });
  return card;
};

/** Without the answers, which are the same in all of these but for what the screening quotes. */
const ANSWERS = [...Object.values(stepTitle), 'Offences and reliable intelligence', 'Scores and other panels'];
const screeningOn = (card: Card): Card => ({
  ...card,
  body: card.body.filter(({ items }) => {
    const [heading] = nodes(items).map(({ text }) => text);
    return !ANSWERS.some((answers) => String(heading).startsWith(answers));
  }),
});

const ogrs = (score: number) => ({ ogrs: { score, tool: 'OGRS3', date: day('2026-09-01') } });
const offence = (type: string) => ({
  offences: [{ offence: type, date: day('2026-09-01'), kind: 'conviction' as const }],
});
const essex = (offences: string, mappa: ReferralAnswers['mappa']): Partial<ReferralAnswers> => ({
  mappa,
  matrices: {
    'essex-scoring': { offences, 'key-offences': 'more', thinking: 'none', lifestyle: 'none', 'alcohol-drugs': 'none' },
  },
});
const leeds = (convictions: string): Partial<ReferralAnswers> => ({
  matrices: {
    'leeds-scoring': { convictions, intelligence: 'strong', acquisitive: 'none', drugs: 'none', harm: 'low' },
  },
});
const evidence = { 'multi-agency-benefit': 'yes' } as const;
const words = { evidence: 'Eleven calls in a month.' };
const young = { dateOfBirth: day('2010-03-04') };

type Outcome = readonly [
  scheme: string,
  body: string,
  outcome: string,
  answers: Partial<ReferralAnswers>,
  says: string,
  /** Whether it can be submitted all the same. */
  submits: boolean,
];

const outcomes: readonly Outcome[] = [
  ['richmond', 'iom', 'meets', ogrs(60), 'Meets. The OGRS score is 60; 60 or more counts.', true],
  ['richmond', 'iom', 'does-not-meet', {}, 'Does not meet. None applies.', true],
  ['richmond', 'iom', 'needs-judgement', { marac: 'yes' }, 'Needs judgement. The referral says yes.', true],
  ['richmond', 'iom', 'hard-mappa', { mappa: '2' }, 'The person is at MAPPA level 2.', false],
  ['richmond', 'iom', 'hard-age', young, 'The person is 16; the age needed is 18 or over.', false],
  ['richmond', 'iom', 'either-way', { ...ogrs(60), dateOfBirth: day('2008-11-24') }, 'Move it to the ASB Panel', true],
  ['richmond', 'dyo', 'meets', { ...young, harm: 'high' }, 'Meets. The risk of serious harm is high.', true],
  ['richmond', 'dyo', 'does-not-meet', {}, 'Move it to the IOM Panel', true],
  ['richmond', 'asb', 'meets', { further: { harassment: 'yes' } }, 'Meets. The referral says yes.', true],
  ['richmond', 'asb', 'needs-judgement', {}, 'Needs judgement. The referral does not say', true],
  ['london', 'iom', 'meets', { ...ogrs(75), further: evidence, written: words }, 'Meets. The OGRS score is 75', true],
  ['london', 'iom', 'recent-burglary', { ...ogrs(60), ...offence('burglary') }, 'it counts with a reason.', true],
  [
    'london',
    'iom',
    'exceptional',
    { ...ogrs(60), written: { ...words, 'exceptional-circumstances': 'Threats to a witness.' } },
    'The referrer is invited to the meeting and is to come',
    true,
  ],
  ['london', 'iom', 'does-not-meet', ogrs(50), 'Does not meet. The OGRS score is 50, below 51.', true],
  ['london', 'iom', 'hard-mappa', { ...ogrs(75), mappa: '3' }, 'The person is at MAPPA level 3.', false],
  ['essex', 'iom', 'meets', essex('several', '0'), 'Meets. The score is 9; 9 or more counts.', true],
  ['essex', 'iom', 'does-not-meet', essex('few', '0'), 'Does not meet. The score is 7; 9 or more counts.', true],
  [
    'essex',
    'iom',
    'needs-judgement',
    essex('several', 'unknown'),
    'Needs judgement. The MAPPA level is unknown.',
    true,
  ],
  ['leeds', 'conference-one', 'meets', leeds('many'), 'Meets. The score is 10; 10 or more counts.', true],
  ['leeds', 'conference-one', 'does-not-meet', { ...leeds('few'), ...young }, 'Does not meet. The score is 6', true],
  [
    'leeds',
    'conference-one',
    'score-alone',
    { ...leeds('many'), written: { 'score-alone': 'No agency knows him yet.' } },
    'Needs judgement. It is written down in the referral.',
    true,
  ],
  [
    'leeds',
    'dyo',
    'meets',
    { ...young, asset: 24, further: { 'relevant-order': 'yes' } },
    'Meets. The Asset score is 24; 24 or more counts.',
    true,
  ],
  ['leeds', 'dyo', 'too-old', { asset: 24 }, 'Move it to the Case Conference, Division Two', true],
  ['leeds', 'dyo', 'does-not-meet', { ...young, asset: 23, harm: 'low' }, 'Does not meet. None applies.', true],
];

test.for(outcomes)('%s %s: %s', async ([scheme, body, outcome, answers, says, submits]) => {
  const card = await checked(scheme, body, answers);
  golden(`screening-${scheme}-${body}-${outcome}`, screeningOn(card));
  expect(JSON.stringify(card.body)).toContain(says);
  expect(buttons(card).some(({ verb }) => verb === 'referral.submit')).toBe(submits);
});

test('an agency that may not refer to the other body reads why, and gets no button that would be refused', async () => {
  const card = await checked('richmond', 'dyo', {}, 'dyo-education-officer');
  golden('screening-richmond-dyo-no-way-to-the-other', screeningOn(card));
  expect(JSON.stringify(card.body)).toContain('has not signed the information-sharing protocol');
  expect(buttons(card).map(({ verb }) => verb)).not.toContain('referral.move');
});

import { expect, test } from 'vitest';
import { decisionCard, noEntry } from '../../cards/decision/card.ts';
import { dispatch } from '../../cards/dispatch.ts';
import { LIMIT, size } from '../../cards/render.ts';
import { done, overtaken } from '../../cards/words.ts';
import { Cases } from '../../services/caseModel.ts';
import { type DecisionSeen, MOST_INTERVENTIONS, ownersOf } from '../../services/decisions.ts';
import { Actions, type Decision, Decisions, type Intervention, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { grounds } from '../../services/rules/decision.ts';
import type { Body } from '../../services/rules/scheme.ts';
import { ruleFor } from '../../services/rules/voting.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { CaseEvents } from '../../services/timeline.ts';
import { Motions } from '../../services/voteModel.ts';
import {
  areaId,
  areaOf,
  bodyCalled,
  coordinator,
  holder,
  lay,
  nameOfHolder,
  now,
  openMeetingOf,
  schemeWith,
} from '../support/bodies.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const asb = bodyCalled('asb');
const dyo = bodyCalled('dyo');
const london = bodyCalled('iom', 'london');
const essex = bodyCalled('iom', 'essex');
const conference = bodyCalled('conference-one', 'leeds');
const professional = holder('iom-probation-senior-officer');
const contact = holder('iom-police-ppo-officer');

const seen = (
  body: Body,
  given: {
    readonly voted?: NonNullable<DecisionSeen['voted']>['status'];
    readonly decision?: Partial<Decision>;
    readonly version?: number;
  } = {},
): DecisionSeen => {
  const meeting = openMeetingOf(body);
  const [item] = meeting.items;
  if (!item) throw new Error('no item');
  const rule = ruleFor(meeting.voting, 'adopt');
  const voted = given.voted && { motion: 'v1', status: given.voted };
  const open = grounds(rule, voted);
  const basis = open[0]?.basis ?? { how: 'deferred' };
  const whole: Decision = {
    meeting: 'm1',
    item: 'RICH-2026-001',
    referral: 'RICH-2026-001',
    kind: 'adopt',
    state: 'draft',
    basis,
    interventions: [],
    ...given.decision,
  };
  return {
    meeting,
    item,
    body,
    referral: 'RICH-2026-001',
    ...(given.decision && { decision: whole }),
    version: given.version ?? (given.decision ? 1 : 0),
    rule,
    ...(voted && { voted }),
    grounds: open,
    owners: ownersOf(areaOf(body), meeting),
    reviewOn: given.decision?.reviewOn ?? day('2027-02-05'),
    names: new Map<PersonKey, string>([
      [professional, nameOfHolder('iom-probation-senior-officer')],
      [contact, nameOfHolder('iom-police-ppo-officer')],
    ]),
  };
};

const intervention = (number: number, what = `Invented task ${number} *as typed*`): Intervention => ({
  what,
  pathway: 'drugs-alcohol',
  seat: 'iom-housing-head-of-operations',
  due: day('2026-12-01'),
});
const many = (count: number, what?: string) => Array.from({ length: count }, (_, at) => intervention(at + 1, what));

const adoption: Partial<Decision> = {
  category: 'repeat-offender',
  leadAgency: 'police',
  leadProfessional: professional,
  policeContact: contact,
  interventions: many(2),
};

const led: Partial<Decision> = { leadAgency: 'probation', interventions: many(2) };
const byScore: Partial<Decision> = { decidedOn: 'score', whyScore: 'No partner *knows* him yet' };

const card = (of: DecisionSeen, more: Partial<Parameters<typeof decisionCard>[0]> = {}) =>
  decisionCard({ seen: of, scheme: schemeWith(of.body), area: areaId, ...more });

test.for<[string, () => ReturnType<typeof card>]>([
  ['decision-choose-agreement', () => card(seen(asb))],
  ['decision-choose-selection', () => card(seen(dyo))],
  ['decision-choose-lost', () => card(seen(iom, { voted: 'lost' }))],
  ['decision-adopt-begun', () => card(seen(iom, { voted: 'carried' }))],
  [
    'decision-adopt-entry-kept',
    () =>
      card(seen(iom, { voted: 'carried', decision: adoption }), {
        notice: done('The draft is saved. Nobody has been told anything yet.'),
        entry: { ...noEntry, what: 'Half an intervention' },
      }),
  ],
  [
    'decision-adopt-full',
    () => card(seen(iom, { voted: 'carried', decision: { ...adoption, interventions: many(MOST_INTERVENTIONS) } })),
  ],
  ['decision-adopt-by-agreement', () => card(seen(asb), { kind: 'adopt' })],
  ['decision-decline-begun', () => card(seen(iom, { voted: 'goes back' }), { kind: 'decline' })],
  ['decision-defer-begun', () => card(seen(iom), { notice: overtaken })],
  [
    'decision-recorded-adopted',
    () =>
      card(seen(iom, { voted: 'carried', decision: { ...adoption, state: 'recorded', reviewOn: day('2027-02-05') } }), {
        notice: done('The decision is recorded. It is final.'),
      }),
  ],
  [
    'decision-recorded-declined',
    () => card(seen(iom, { voted: 'lost', decision: { kind: 'decline', state: 'recorded', reasons: 'Invented' } })),
  ],
  ['decision-adopt-weighed-begun', () => card(seen(conference, { voted: 'carried' }))],
  [
    'decision-decline-weighed',
    () => card(seen(conference, { voted: 'lost', decision: { ...byScore, kind: 'decline' } })),
  ],
  ['decision-defer-weighed', () => card(seen(conference))],
  [
    'decision-recorded-on-evidence',
    () => card(seen(conference, { voted: 'carried', decision: { ...led, state: 'recorded', decidedOn: 'evidence' } })),
  ],
  [
    'decision-recorded-on-score',
    () => card(seen(conference, { voted: 'carried', decision: { ...led, ...byScore, state: 'recorded' } })),
  ],
  [
    'decision-recorded-deferred',
    () => card(seen(asb, { decision: { kind: 'defer', state: 'recorded', basis: { how: 'deferred' } } })),
  ],
  [
    'decision-recorded-selected',
    () => card(seen(dyo, { decision: { ...adoption, category: undefined, state: 'recorded' } })),
  ],
])('%s', ([name, make]) => golden(name, make()));

/** Of bodies with colours: what the meanings are, and which agency the scheme proposes to lead. */
const lead = {
  agency: 'drug-intervention',
  why: 'The drug intervention programme manages non-statutory people whose offending is driven by addiction.',
  source: 'L step 6',
};
const ifRed = {
  agency: 'probation',
  why: 'Probation manages the red cohort, as prolific and priority offenders.',
  source: 'L, Probation, Managing Statutory Offenders',
};
const coloured: Partial<Decision> = {
  ...led,
  leadAgency: 'probation',
  rag: 'red',
  whyRag: 'Two *burglaries* since the referral',
};

test.for<[string, () => ReturnType<typeof card>]>([
  ['decision-adopt-coloured-begun', () => card({ ...seen(london, { voted: 'carried' }), leads: { lead, ifRed } })],
  ['decision-adopt-coloured-nobody-proposed', () => card({ ...seen(london, { voted: 'carried' }), leads: {} })],
  [
    'decision-adopt-coloured-drafted',
    () => card({ ...seen(london, { voted: 'carried', decision: coloured }), leads: { lead: ifRed } }),
  ],
  ['decision-adopt-coloured-essex', () => card(seen(essex, { voted: 'carried' }))],
  ['decision-decline-coloured', () => card(seen(london, { voted: 'lost' }), { kind: 'decline' })],
  [
    'decision-recorded-coloured',
    () => card(seen(london, { voted: 'carried', decision: { ...coloured, state: 'recorded' } })),
  ],
])('%s', ([name, make]) => golden(name, make()));

test('the fullest draft stays within the size of a card, even in letters of three bytes', () => {
  const long = '“'.repeat(160);
  const full = { ...adoption, interventions: many(MOST_INTERVENTIONS, long), reasons: '“'.repeat(1000) };
  const weighed = { ...full, decidedOn: 'score' as const, whyScore: '“'.repeat(1000) };
  const colour = { ...full, rag: 'red' as const, whyRag: '“'.repeat(500) };
  for (const widest of [
    seen(asb, { decision: full }),
    seen(conference, { voted: 'carried', decision: weighed }),
    { ...seen(london, { voted: 'carried', decision: colour }), leads: { lead, ifRed } },
  ])
    expect(size(card(widest))).toBeLessThan(LIMIT);
});

/** Presses as a client sends them: every input of the card goes with each press, empty ones as ''. */
const desk = async (body = iom) => {
  const store = await testStore();
  await lay(store, body, { motions: ['v1'] });
  await store.commit(areaId, [
    create(Motions, 'v1', {
      id: 'v1',
      meeting: 'm1',
      item: 'RICH-2026-001',
      kind: 'adopt',
      question: 'That the panel adopts RICH-2026-001.',
      state: 'closed',
      rule: { kind: 'majority', ballots: 'seat', casting: true },
      quorum: 4,
      openedAt: '2026-11-05T10:05:00.000Z',
      openedBy: professional,
      result: { status: 'carried', by: 'majority', for: 4, against: 2, abstain: 0, needed: 4, present: [] },
    }),
  ]);
  let ids = 0;
  const at = { store, schemes, coordinators: [coordinator], newId: () => `id${ids++}` };
  const press = (person: PersonKey, verb: string, data: Record<string, unknown>) =>
    dispatch(at, areaOf(body), { person, name: 'Somebody', mri: '29:x', where: 'personal' }, now, verb, {
      meeting: 'm1',
      item: 'RICH-2026-001',
      ...data,
    });
  return { store, press };
};

const inputs = {
  category: 'ppo',
  leadAgency: 'probation',
  leadProfessional: professional,
  policeContact: contact,
  reviewOn: '2027-02-05',
  what: 'Invented task',
  pathway: '',
  seat: 'iom-housing-head-of-operations',
  due: '2026-12-01',
};
const empty = { ...inputs, leadProfessional: '', policeContact: '', what: '', seat: '', due: '' };
const words = (answer: unknown) => JSON.stringify(answer);

test('from the first press to the recorded decision, with what was typed left in place when something is missing', async () => {
  const { store, press } = await desk();
  expect(words(await press(professional, 'decision.start', {}))).toContain('Adopt RICH-2026-001');
  const form = { version: 0, kind: 'adopt' };
  await expect(press(professional, 'decision.add', { ...form, ...inputs, due: '' })).rejects.toThrow(
    'Still missing: the due date.',
  );
  await expect(press(professional, 'decision.record', { ...form, ...inputs })).rejects.toThrow('not in the list yet');
  expect(words(await press(professional, 'decision.add', { ...form, ...inputs }))).toContain('1 of 12 at most');
  expect(words(await press(professional, 'decision.add', { ...form, ...inputs }))).toContain('had moved on');
  const kept = await press(professional, 'decision.save', { ...form, ...empty, what: 'Half of it', version: 1 });
  expect(words(kept)).toContain('Half of it');
  await press(professional, 'decision.add', { ...form, ...inputs, version: 2 });
  expect(words(await press(professional, 'decision.remove', { ...form, ...empty, version: 3, remove: '0' }))).toContain(
    '1 of 12 at most',
  );
  const recorded = await press(professional, 'decision.record', { ...form, ...empty, version: 4 });
  expect(words(recorded)).toContain('Decision recorded');
  expect(words(await press(professional, 'decision.record', { ...form, ...empty, version: 4 }))).toContain(
    'had moved on',
  );
  expect(words(await press(professional, 'decision.start', {}))).toContain('Decision recorded');
  expect((await store.get(areaId, Decisions, 'm1|RICH-2026-001'))?.doc.state).toBe('recorded');
  // The intervention, and what the police write into their own records.
  expect(await store.list(areaId, Actions)).toHaveLength(2);
});

test('where a score is weighed, what decided is asked for, and the choice and the reason stay on the draft', async () => {
  const { store, press } = await desk(conference);
  const [police, drugs] = [holder('conference-one-police'), 'conference-one-disc'];
  const people = { leadAgency: 'police', leadProfessional: police, policeContact: police };
  const form = { ...empty, ...people, kind: 'adopt', category: '' };
  const what = { what: 'Invented task', seat: drugs, due: '2026-12-01' };
  await press(police, 'decision.add', { ...form, ...what, version: 0, decidedOn: '', whyScore: '' });
  const record = (decidedOn: string, whyScore: string, version: number) =>
    press(police, 'decision.record', { ...form, version, decidedOn, whyScore });
  await expect(record('', '', 1)).rejects.toThrow('Still missing: whether the evidence of the partners decided');
  await expect(record('score', '  ', 1)).rejects.toThrow('Still missing: the written reason why the score alone');
  await expect(record('luck', 'Tossed', 1)).rejects.toThrow();
  const reason = 'Nobody *knows* him';
  const kept = await press(police, 'decision.save', { ...form, version: 1, decidedOn: 'score', whyScore: reason });
  expect(words(kept)).toContain(reason);
  expect(words(await record('score', reason, 2))).toContain('by vote, on the score alone');
  expect((await store.get(areaId, Decisions, 'm1|RICH-2026-001'))?.doc).toMatchObject({ whyScore: reason });
});

test('where the body has colours, the first one and its reasons are asked for, and the case begins with them', async () => {
  const { store, press } = await desk(london);
  const [chair, police] = [holder('iom-probation'), holder('iom-police')];
  const people = { leadAgency: 'police', leadProfessional: chair, policeContact: police, category: '' };
  const form = { ...empty, ...people, kind: 'adopt' };
  const what = { what: 'Invented task', seat: 'iom-drug-intervention', due: '2026-12-01' };
  expect(words(await press(chair, 'decision.start', {}))).toContain('Proposed lead agency, if the colour is red');
  await press(chair, 'decision.add', { ...form, ...what, version: 0, rag: '', whyRag: '' });
  const record = (rag: string, whyRag: string, version = 1) =>
    press(chair, 'decision.record', { ...form, version, rag, whyRag });
  await expect(record('', '')).rejects.toThrow('Still missing: the colour; the reasons for the colour.');
  await expect(record('red', ' ')).rejects.toThrow('Still missing: the reasons for the colour.');
  await expect(record('blue', 'In prison')).rejects.toThrow('choose one of the colours');
  const kept = await press(chair, 'decision.save', { ...form, version: 1, rag: 'red', whyRag: 'Two burglaries' });
  expect(words(kept)).toContain('Two burglaries');
  expect(words(kept)).not.toContain('if the colour is red');
  expect(words(await record('red', 'Two burglaries', 2))).toContain('Adopted; colour red; Metropolitan Police leads');
  expect((await store.get(areaId, Cases, 'RICH-2026-001'))?.doc.rag).toEqual({
    colour: 'red',
    since: '2026-11-05',
    why: 'Two burglaries',
  });
  const events = (await store.list(areaId, CaseEvents)).map(({ doc }) => doc.what);
  expect(events.sort()).toEqual(['adopted', 'colour']);
});

test('a body without colours takes none, whatever is sent', async () => {
  const { store, press } = await desk();
  const sent = { ...inputs, kind: 'adopt', rag: 'red', whyRag: 'Sent all the same' };
  await press(professional, 'decision.add', { ...sent, version: 0 });
  await press(professional, 'decision.record', { ...sent, what: '', version: 1 });
  expect((await store.get(areaId, Cases, 'RICH-2026-001'))?.doc.rag).toBeUndefined();
});

test.for([
  ['a member', holder('iom-victim-support-manager'), 'Only the chair and the co-ordinator'],
  ['somebody without a seat', 'meadow|nobody' as PersonKey, 'can do this'],
] as const)('%s does not get to the draft', async ([, person, refusal]) => {
  const { press } = await desk();
  await expect(press(person, 'decision.start', {})).rejects.toThrow(refusal);
  await expect(press(person, 'decision.save', { version: 0, kind: 'adopt' })).rejects.toThrow(refusal);
});

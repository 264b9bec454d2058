import { expect, test } from 'vitest';
import { minutesCard } from '../../cards/minutes/card.ts';
import { LIMIT, size } from '../../cards/render.ts';
import { minutesOf, type Records } from '../../services/minutes.ts';
import type { AgendaItem, Decision, Meeting, PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';
import type { Ballot, Choice, Motion } from '../../services/voteModel.ts';
import { areaId, bodyCalled, holder, nameOfHolder, openMeetingOf, schemeWith } from '../support/bodies.ts';
import { richmond } from '../support/builders.ts';
import { golden } from '../support/golden.ts';

const iom = bodyCalled('iom');
const chair = holder('iom-probation-senior-officer');
const reader = holder('iom-data-analyst');

const item = (ref: string, change: Partial<AgendaItem> = {}): AgendaItem => ({
  id: ref,
  heading: 'new referrals',
  referral: ref,
  state: 'done',
  aside: [],
  ...change,
});

const motion = (id: string, about: string, change: Partial<Motion> = {}): Motion => ({
  id,
  meeting: 'm1',
  item: about,
  kind: 'adopt',
  question: `That the panel adopts ${about}.`,
  state: 'closed',
  rule: { kind: 'majority', ballots: 'seat', casting: true },
  quorum: 4,
  openedAt: '2026-11-05T10:20:00.000Z',
  openedBy: chair,
  closedAt: '2026-11-05T10:25:00.000Z',
  ...change,
});

const agencies = ['probation', 'police', 'community-safety', 'housing'];
const carried: Partial<Motion> = {
  casting: { seat: 'iom-probation-senior-officer', person: chair, choice: 'for', at: '2026-11-05T10:26:00.000Z' },
  result: { status: 'carried', by: 'casting vote', for: 2, against: 2, abstain: 1, needed: 4, present: agencies },
};

const ballots = (of: string, choices: readonly (Choice | 'aside' | undefined)[], reason = 'I *know* him'): Ballot[] =>
  iom.seats.map(({ id, agency }, at): Ballot => {
    const choice = choices[at];
    return {
      motion: of,
      voter: id,
      seats: [id],
      agency,
      version: choice ? 1 : 0,
      ...(at < choices.length && choice !== 'aside' && { sitter: holder(id) }),
      ...(choice === 'aside'
        ? { aside: true }
        : choice && { choice, by: holder(id), at: '2026-11-05T10:22:00.000Z', ...(at < 2 && { reason }) }),
      earlier: [],
      sealed: true,
    };
  });

const decision = (about: string, change: Partial<Decision>): Decision => ({
  meeting: 'm1',
  item: about,
  referral: about,
  kind: 'adopt',
  state: 'recorded',
  basis: { motion: 'v1' },
  interventions: [],
  ...change,
});

const adopted = decision('RICH-2026-001', {
  category: 'ppo',
  leadAgency: 'probation',
  leadProfessional: chair,
  policeContact: holder('iom-police-ppo-officer'),
  reviewOn: day('2027-02-05'),
  interventions: [
    { what: 'Tenancy for Quillon', seat: 'iom-housing-head-of-operations', due: day('2026-12-01') },
    { what: 'Second task', pathway: 'health', seat: 'iom-mental-health-senior-social-worker', due: day('2026-12-05') },
  ],
});

const namesOf = (body: Body): ReadonlyMap<PersonKey, string> =>
  new Map(body.seats.map(({ id }) => [holder(id), nameOfHolder(id)]));

const from = '2026-11-05T10:00:00.000Z';
const to = '2026-11-05T12:00:00.000Z';

const attendance: Meeting['attendance'] = [
  { seat: 'iom-probation-senior-officer', version: 1, sitter: chair, periods: [{ from, to }] },
  {
    seat: 'iom-police-ppo-officer',
    version: 1,
    sitter: holder('iom-police-ppo-officer'),
    substitute: true,
    periods: [
      { from, to: '2026-11-05T10:40:00.000Z' },
      { from: '2026-11-05T10:50:00.000Z', to },
    ],
  },
  { seat: 'iom-police-detective-inspector', version: 1, apologies: true, periods: [] },
  { seat: 'iom-data-analyst', version: 1, sitter: reader, periods: [{ from, to }] },
  {
    seat: 'iom-housing-head-of-operations',
    version: 1,
    sitter: holder('iom-housing-head-of-operations'),
    periods: [{ from, to }],
  },
];

const whole: Records = {
  meeting: openMeetingOf(iom, {
    state: 'closed',
    closedAt: to,
    place: 'Room *2*',
    attendance,
    invitees: [{ person: 'meadow|referrer', version: 2, periods: [{ from, to: '2026-11-05T10:30:00.000Z' }] }],
    chairs: [
      { seat: 'iom-probation-senior-officer', person: chair, by: 'chair', at: from },
      {
        seat: 'iom-police-detective-inspector',
        person: holder('iom-police-detective-inspector'),
        by: 'senior',
        item: 'RICH-2026-002',
        at: '2026-11-05T10:35:00.000Z',
      },
    ],
    quorumLost: [{ from: '2026-11-05T10:40:00.000Z', to: '2026-11-05T10:50:00.000Z' }],
    items: [
      { id: 'last-minutes', heading: 'last minutes', state: 'done', aside: [] },
      item('RICH-2026-001'),
      item('RICH-2026-002', {
        late: true,
        aside: [{ seat: 'iom-probation-senior-officer', person: chair, at: '2026-11-05T10:34:00.000Z' }],
      }),
      item('RICH-2026-003', { state: 'waiting' }),
      { id: 'good-practice', heading: 'good practice', state: 'waiting', aside: [] },
    ],
    motions: ['v1', 'v2'],
  }),
  motions: [motion('v1', 'RICH-2026-001', carried), motion('v2', 'RICH-2026-002', { state: 'abandoned' })],
  ballots: [
    ...ballots('v1', ['for', 'for', 'against', 'against', 'abstain', undefined]),
    ...ballots('v2', ['aside', 'for']),
  ],
  decisions: [
    adopted,
    decision('RICH-2026-002', { kind: 'defer', basis: { how: 'deferred' }, wanted: 'More on Quillon' }),
    decision('RICH-2026-003', { kind: 'decline', state: 'draft', reasons: 'Not yet' }),
  ],
  names: new Map([...namesOf(iom), ['meadow|referrer', 'Invented referrer']]),
  outside: new Set(),
};

const card = (records: Records, more: { reader?: PersonKey; page?: number; before?: string; scheme?: Scheme } = {}) =>
  minutesCard({ minutes: minutesOf(records), scheme: more.scheme ?? richmond, area: areaId, page: 1, ...more });

const draft: Records = {
  ...whole,
  meeting: openMeetingOf(iom, { motion: 'v1', motions: ['v1'] }),
  motions: [motion('v1', 'RICH-2026-001', { state: 'open' })],
  decisions: [],
};

const byAgreement: Records = {
  meeting: openMeetingOf(bodyCalled('asb')),
  motions: [],
  ballots: [],
  decisions: [
    decision('RICH-2026-001', { kind: 'decline', basis: { how: 'chair' }, reasons: 'Disagreed', alternatives: 'Talk' }),
  ],
  names: namesOf(bodyCalled('asb')),
  outside: new Set(),
};

const conference = bodyCalled('conference-one', 'leeds');
const leeds = { scheme: schemeWith(conference) };
/** Adopted on the evidence, declined by the score alone. */
const weighed: Records = {
  meeting: openMeetingOf(conference, { items: [item('RICH-2026-001'), item('RICH-2026-002')] }),
  motions: [],
  ballots: [],
  decisions: [
    decision('RICH-2026-001', { leadAgency: 'police', decidedOn: 'evidence' }),
    decision('RICH-2026-002', {
      kind: 'decline',
      decidedOn: 'score',
      whyScore: 'Nobody knows Quillon',
      reasons: 'Too low',
    }),
  ],
  names: namesOf(conference),
  outside: new Set(),
};

test.for<[string, () => ReturnType<typeof card>]>([
  ['minutes-weighed-in-channel', () => card(weighed, leeds)],
  ['minutes-weighed-own-copy', () => card(weighed, { ...leeds, reader: holder('conference-one-disc') })],
  ['minutes-final-in-channel', () => card(whole, { before: 'm0' })],
  ['minutes-final-own-copy', () => card(whole, { reader })],
  [
    'minutes-with-a-restricted-case',
    () => card({ ...whole, outside: new Set(['RICH-2026-001', 'RICH-2026-002']) }, { reader }),
  ],
  ['minutes-draft-vote-open', () => card(draft, { reader })],
  ['minutes-by-agreement', () => card(byAgreement, { reader: holder('asb-asb-officer') })],
])('%s', ([name, make]) => golden(name, make()));

test('in the channel stands nothing that people typed about somebody', () => {
  const text = JSON.stringify([card(whole), card(weighed, leeds)]);
  for (const typed of ['Quillon', 'I *know* him', 'Second task', 'Too low']) expect(text).not.toContain(typed);
});

test('of a case that is not open to the reader stands neither what was typed nor the reference, and everything else stays', () => {
  const text = JSON.stringify(card({ ...whole, outside: new Set(['RICH-2026-002']) }, { reader }));
  expect(text).not.toContain('RICH-2026-002');
  expect(text).not.toContain('More on Quillon');
  expect(text).toContain('for one item only');
  expect(text).toContain('Tenancy for Quillon');
});

test('whoever stood aside does not read what was typed on that item', () => {
  const text = JSON.stringify(card(whole, { reader: chair }));
  expect(text).toContain('Tenancy for Quillon');
  expect(text).not.toContain('More on Quillon');
});

test('no ballot shows while a vote is open', () => {
  expect(JSON.stringify(card(draft, { reader }))).not.toContain('For (');
});

/** 40 referrals, 20 votes of every seat with the longest reasons, 20 decisions of the fullest kind. */
const largest = (): Records => {
  const refs = Array.from({ length: 40 }, (_, at) => `RICH-2026-${String(at + 1).padStart(3, '0')}`);
  const put = refs.slice(0, 20);
  const long = 'w'.repeat(160);
  const interventions = Array.from({ length: 20 }, () => ({ ...adopted.interventions[0], what: long })) as never;
  return {
    ...whole,
    meeting: openMeetingOf(iom, { items: refs.map((ref) => item(ref)), motions: put.map((ref) => `v-${ref}`) }),
    motions: put.map((ref) => motion(`v-${ref}`, ref, carried)),
    ballots: put.flatMap((ref) => ballots(`v-${ref}`, Array(iom.seats.length).fill('for'), '“'.repeat(500))),
    decisions: put.map((ref) => decision(ref, { ...adopted, item: ref, referral: ref, interventions })),
  };
};

test.for([
  ['in the channel', {}],
  ['as somebody’s own copy', { reader }],
] as const)('the largest minutes %s go in pages within the limit, with a way through all of them', ([, whose]) => {
  const records = largest();
  const first = card(records, whose);
  const of = Number(/Page 1 of (\d+)/.exec(JSON.stringify(first))?.[1]);
  expect(of).toBeGreaterThan(1);
  const seen = new Set<string>();
  for (let page = 1; page <= of; page++) {
    const each = card(records, { ...whose, page });
    expect(size(each)).toBeLessThanOrEqual(LIMIT);
    const text = JSON.stringify(each);
    expect(text).toContain(`Page ${page} of ${of}`);
    expect([text.includes('Previous page'), text.includes('Next page')]).toEqual([page > 1, page < of]);
    for (const [ref] of text.matchAll(/Referral RICH-2026-\d{3}/g)) seen.add(ref);
  }
  expect(seen.size).toBe(40);
  expect(JSON.stringify(card(records, { ...whose, page: of + 5 }))).toContain(`Page ${of} of ${of}`);
});

/** A panel as full as it may be: 40 items, 20 motions, 17 seats, and everything typed to the last character. */
import { actionMade } from '../../services/actionIndex.ts';
import { AREA } from '../../services/area.ts';
import { underWay } from '../../services/calendarIndex.ts';
import type { Case } from '../../services/caseModel.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import { type Escalation, Escalations, Standings } from '../../services/escalationModel.ts';
import { type Export, Exports } from '../../services/exportModel.ts';
import { FeedFaults, type FeedFile, FeedFiles } from '../../services/feedModel.ts';
import { type Fault, type Import, ImportFaults, Imports } from '../../services/importModel.ts';
import { FINDINGS } from '../../services/imports.ts';
import { type Joining, Joinings } from '../../services/joinings.ts';
import {
  type Acknowledgement,
  Acknowledgements,
  type Action,
  type Area,
  Areas,
  type Decision,
  Decisions,
  type Meeting,
  Meetings,
  type Member,
  Members,
  type PersonKey,
  type Referral,
  type Score,
} from '../../services/model.ts';
import { type Incident, Incidents, type Night, Nights } from '../../services/overnightModel.ts';
import { MOST_PROPOSALS } from '../../services/proposals.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { type RoundUp, RoundUps } from '../../services/roundUp.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { day } from '../../services/rules/days.ts';
import { type OgrsInputs, ogrs3 } from '../../services/rules/ogrs.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { type Change, create, type Store } from '../../services/store.ts';
import { MOST_ITEMS } from '../../services/teamMeetingItems.ts';
import { type TeamItem, TeamLists } from '../../services/teamMeetingModel.ts';
import { CaseEvents, happened } from '../../services/timeline.ts';
import { type Ballot, Ballots, type Motion, Motions } from '../../services/voteModel.ts';
import type { Actor } from '../../services/work.ts';
import { richmond } from './builders.ts';
import { laid } from './cases.ts';

export const ITEMS = 40;
const MOTIONS = 20;

/** Three bytes a character, and markup in it. */
export const typed = (length: number): string => '**[語](語)** '.padEnd(length, '語').slice(0, length);

const found = richmond.bodies.find(({ id }) => id === 'asb');
if (!found) throw new Error('Richmond has an ASB panel');
// The biggest body there is; at this meeting it votes.
const asb = found;
const voting = richmond.bodies.find(({ id }) => id === 'iom')?.voting;
if (voting?.kind !== 'majority') throw new Error('the IOM panel votes');
const rule = voting;

const keyOf = (id: string): PersonKey => `host|${id}`;
export const coordinator = keyOf('co-ordinator');
export const referrer = keyOf('referrer');
const holders = Object.fromEntries(asb.seats.map(({ id }) => [id, keyOf(id)]));
const chairSeat = asb.seats.find(({ chair }) => chair)?.id ?? '';
export const chair = keyOf(chairSeat);
export const everybody = [...Object.values(holders), coordinator, referrer];
const at = '2026-11-05T10:00:00.000Z';
export const now = new Date('2026-11-05T11:00:00Z');

export const area: Area = {
  id: '19:area@thread.tacv2',
  tenant: 'host',
  name: typed(60),
  serviceUrl: 'http://127.0.0.1:9/',
  scheme: 'richmond',
  channels: { asb: '19:asb@thread.tacv2' },
  holders,
  viceChairs: {},
};
export const member = (person: PersonKey): Member => ({
  person,
  name: typed(64),
  mri: `29:1${person.padEnd(60, 'x')}`,
  serviceUrl: area.serviceUrl,
  conversation: 'a:1',
  ...(person === referrer && { agency: 'riverside-mentoring' }),
});

export const refs = Array.from({ length: ITEMS }, (_, index) => `RICH-2026-${String(index + 1).padStart(3, '0')}`);
export const DRAFT = 'RICH-2026-900';
/** A young offender moves by it. */
export const TRANSFER = 'RICH-2026-990';
export const motionOf = (ref: string): string => `${ref}.1234abcd-5678`;
const texts = (names: readonly string[], length: number) =>
  Object.fromEntries(names.map((name) => [name, typed(length)]));

export const answers: ReferralAnswers = {
  ...texts(['name'], 120),
  ...texts(['aliases'], 200),
  ...texts(['address', 'disposal'], 300),
  ...texts(['town'], 80),
  ...texts(['ethnicity'], 60),
  ...texts(['alreadyDoing'], 1_000),
  ...texts(['proposal', 'why', 'judgement'], 1_500),
  dateOfBirth: day('1990-01-01'),
  pncId: '2001/1234567A',
  resident: 'unknown',
  sex: 'Another answer',
  statutory: 'unknown',
  offences: Array.from({ length: 40 }, (_, index) => ({
    offence: richmond.offences[index % richmond.offences.length]?.id ?? '',
    date: day('2026-09-01'),
    kind: 'intelligence' as const,
    note: typed(150),
  })),
  ogrs: { score: 99, tool: typed(40), date: day('2026-09-01') },
  mappa: '3',
  marac: 'unknown',
  dyo: 'unknown',
  pathways: Object.fromEntries(richmond.pathways.map(({ id }) => [id, 'red' as const])),
  interventions: Object.fromEntries(richmond.pathways.map(({ id }) => [id, typed(400)])),
  drivers: ['alcohol', 'lifestyle', 'thinking'],
  flags: ['literacy', 'domestic-violence', 'child-protection', 'troubled-family', 'work-expected'],
  family: typed(200),
  victims: typed(500),
  substanceMisuse: 'unknown',
  consent: { status: 'not sought', reason: typed(500), form: typed(60), date: day('2026-09-01') },
};

const inputs: OgrsInputs = {
  sex: 'female',
  ...{ dateOfBirth: '1970-12-31', dateOfCurrentConviction: '2026-09-30', dateAtStartOfFollowUp: '2026-12-31' },
  ...{ totalSanctions: 999, ageAtFirstSanction: 10, offenceGroup: 'Taking & driving away and related offences' },
};
const worked = ogrs3(inputs);
/** As long as one can be, some typed and some worked out. */
const scores: readonly Score[] = Array.from({ length: 6 }, (_, n) => ({
  ...{ tool: typed(40), version: typed(20), date: day('2026-09-30'), twoYear: 99, oneYear: 99, band: 'very high' },
  ...(worked.ok && n % 2 === 1 && { worked: { from: inputs, sum: worked.sum } }),
  ...{ by: chair, at },
}));

export const referral = (ref: string, state: Referral['state']): Referral => ({
  ref,
  body: 'asb',
  state,
  referrer,
  agency: 'riverside-mentoring',
  answers,
  startedAt: at,
  ...(state !== 'draft' && {
    // In time for a meeting that takes referrals two weeks before it.
    submittedAt: '2026-10-01T09:00:00.000Z',
    scores,
    meeting: 'm1',
    screening: { criteria: [], categories: [], inForce: { categories: [], matrices: [] } },
  }),
});

export const meeting: Meeting = {
  id: 'm1',
  body: 'asb',
  date: day('2026-11-05'),
  time: '10:00',
  place: typed(120),
  state: 'open',
  quorum: 4,
  voting: rule,
  seats: asb.seats.map(({ id, agency }) => ({ seat: id, agency, holder: keyOf(id) })),
  attendance: asb.seats.map(({ id }) => ({
    seat: id,
    version: 8,
    sitter: keyOf(id),
    periods: [{ from: at, to: at }, { from: at, to: at }, { from: at }],
  })),
  invitees: [{ person: referrer, version: 1, periods: [{ from: at }] }],
  chairs: [{ seat: chairSeat, person: chair, by: 'chair', at }],
  items: refs.map((ref, index) => ({
    id: ref,
    heading: 'new referrals',
    referral: ref,
    state: index < MOTIONS - 1 ? 'done' : 'waiting',
    late: true,
    aside: asb.seats.slice(12).map(({ id }) => ({ seat: id, person: keyOf(id), at })),
  })),
  agendaPostedAt: at,
  motion: motionOf(refs[MOTIONS - 1] ?? ''),
  motions: refs.slice(0, MOTIONS).map(motionOf),
  quorumLost: Array.from({ length: 10 }, () => ({ from: at, to: at })),
  openedAt: at,
};

const tally = { for: 6, against: 6, abstain: 0 };
const motion = (ref: string, index: number): Motion => ({
  id: motionOf(ref),
  meeting: 'm1',
  item: ref,
  kind: 'adopt',
  question: typed(300),
  rule,
  quorum: 4,
  openedAt: at,
  openedBy: chair,
  ...(index === MOTIONS - 1
    ? { state: 'open' }
    : {
        state: 'closed',
        closedAt: at,
        tally,
        casting: { seat: chairSeat, person: chair, choice: 'for', at },
        result: {
          status: 'carried',
          by: 'casting vote',
          ...tally,
          needed: 4,
          present: [...new Set(asb.seats.map(({ agency }) => agency))],
        },
      }),
});
const ballot = (ref: string, seat: (typeof asb.seats)[number]): Ballot => ({
  motion: motionOf(ref),
  voter: seat.id,
  seats: [seat.id],
  agency: seat.agency,
  version: 3,
  sitter: keyOf(seat.id),
  choice: 'against',
  reason: typed(500),
  by: keyOf(seat.id),
  at,
  earlier: [],
});

const intervention = {
  what: typed(160),
  pathway: richmond.pathways[0]?.id ?? '',
  seat: chairSeat,
  due: day('2026-12-01'),
};
export const decision = (ref: string, index: number): Decision => ({
  meeting: 'm1',
  item: ref,
  referral: ref,
  kind: index % 2 === 0 ? 'adopt' : 'decline',
  state: index < MOTIONS - 2 ? 'recorded' : 'draft',
  basis: { motion: motionOf(ref) },
  leadAgency: 'police',
  leadProfessional: chair,
  policeContact: chair,
  reviewOn: day('2027-02-05'),
  interventions: Array.from({ length: 20 }, () => intervention),
  decidedOn: 'score',
  ...texts(['reasons', 'whyScore', 'alternatives', 'wanted'], 1_000),
  recordedAt: at,
  recordedBy: chair,
});
const states: readonly Action['state'][] = ['offered', 'accepted', 'declined', 'completed'];
const action = (index: number): Action => ({
  id: `action-${index}`,
  ref: refs[0] ?? '',
  body: 'asb',
  meeting: 'm1',
  what: typed(160),
  pathway: intervention.pathway,
  due: intervention.due,
  seat: chairSeat,
  owner: chair,
  state: states[index % states.length] ?? 'offered',
  outcome: typed(1_000),
  history: Array.from({ length: 30 }, () => ({ at, by: chair, what: 'declined', note: typed(500) })),
});

const custody: Custody = {
  kind: 'sentence',
  prison: typed(80),
  since: day('2026-09-01'),
  months: 720,
  releaseOn: day('2086-09-01'),
  endsOn: day('2086-09-01'),
};
/** As much as a case can hold; every list of it is full. */
export const caseDoc = (ref: string): Case => ({
  ref,
  body: 'asb',
  state: 'on the register',
  identity: {
    name: typed(120),
    aliases: typed(200),
    dateOfBirth: day('1990-01-01'),
    pncId: '2001/1234567A',
    address: typed(300),
    town: typed(80),
    ethnicity: typed(60),
  },
  rag: { colour: 'blue', since: day('2026-09-01'), why: typed(1_000), before: { colour: 'red', why: typed(1_000) } },
  custody,
  stay: { supervised: 'unknown', short: true, by: chair, at },
  custodyReport: { what: 'custody', custody, by: chair, at },
  owner: 'riverside-mentoring',
  leadAgency: 'police',
  leadProfessional: chair,
  policeContact: chair,
  statutory: 'unknown',
  ...(answers.consent && { consent: answers.consent }),
  pathways: answers.pathways,
  drivers: ['alcohol', 'lifestyle', 'thinking'],
  reviewOn: day('2026-12-01'),
  adoptedAt: at,
  meeting: 'm1',
  proposals: Array.from({ length: MOST_PROPOSALS }, (_, index) => ({
    id: `p${index}`,
    change: { motion: 'set lead agency', agency: 'housing' },
    why: typed(1_000),
    by: chair,
    at,
  })),
  // One of them may be spoken of in the channel.
  ...(ref !== refs[0] && { restrictedTo: everybody }),
});
/** Cases on the register, more than a page of a list. */
const CASES = 12;

const turned = (index: number) =>
  create(CaseEvents, `${refs[0]}|${String(index).padStart(16, '0')}|e${index}`, {
    what: 'colour',
    from: 'red',
    to: 'amber',
    why: typed(1_000),
    by: chair,
    at,
  });
const joining: Joining = {
  id: 'joining-0',
  body: 'asb',
  why: typed(500),
  name: typed(80),
  kind: 'youth offending',
  post: typed(80),
  by: chair,
  at,
  attends: 'as required',
  state: 'with the co-ordinator',
};

/** Lays all of it down. */
/** A file whose name, headings and findings are as long as they can be. */
const findings = (line: number): Fault => ({ line, column: typed(60), why: typed(200) });
export const IMPORT = 'import-0';
export const EXPORT = 'export-0';
const fullImport: Import = {
  id: IMPORT,
  file: typed(150),
  by: coordinator,
  at: now.toISOString(),
  state: 'faulty',
  reading: 'r',
  unknown: Array.from({ length: 20 }, () => typed(60)),
  lines: 100_000,
  faults: FINDINGS,
  doubles: 0,
  placed: 0,
  undone: 0,
  kept: { count: 0, refs: [] },
};
const fullExport: Export = {
  id: EXPORT,
  of: { kind: 'findings', import: IMPORT },
  file: 'to-put-right-2026-11-05.csv',
  by: coordinator,
  at: now.toISOString(),
  state: 'ready',
  parts: 0,
  bytes: 25_000_000,
  lines: 100_000,
  leftOut: 100_000,
  readyAt: now.toISOString(),
};

/** Mornings of the IOM panel: one with all that somebody may report, one that waits for an answer. */
export const REPORTED = 'iom|2026-11-05';
export const ASKED = 'iom|2026-11-06';
export const DAY = '2026-11-05';
const night = (on: string, state: Night['state']): Night => ({
  ...{ body: 'iom', day: day(on), after: day('2026-10-30'), person: chair, agency: 'probation', state },
  ...{ askedAt: at, answeredAt: at, late: true },
});
/** As many as a card keeps, of every kind of thing. */
const dayItems: readonly DayItem[] = Array.from({ length: 60 }, (_, index): DayItem => {
  const [of, on] = [chair, day(DAY)];
  const ref = refs[index % refs.length] ?? '';
  const kinds: readonly DayItem[] = [
    { kind: 'action', action: `action-${index % 20}`, on, of },
    { kind: 'review', ref, on, of },
    { kind: 're-selection', ref, on, of },
    { kind: 'score', referral: ref, on, of },
    { kind: 'protocol', agency: 'police', on, of },
    { kind: 'priorities', on, of },
    { kind: 'cohort', on, of },
    { kind: 'young offenders', on, of },
    { kind: 'short sentences', on, of },
    { kind: 'overdue', on, of },
  ];
  return kinds[index % kinds.length] ?? { kind: 'overdue', on, of };
});

export const ESCALATION = 'escalation-0';
/** Through every rung there is, each with as much said as a form takes. */
const escalation: Escalation = {
  ...{ id: ESCALATION, from: 'asb', by: chair, at, ref: refs[0] ?? '', with: 'strategic', state: 'answered' },
  path: [
    { what: 'raised', body: 'asb', by: chair, at, says: typed(500) },
    ...Array.from({ length: 5 }, () => ({
      ...({ what: 'sent up', body: 'asb', to: 'strategic', by: chair, at, says: typed(500) } as const),
    })),
    { what: 'told outside', body: 'strategic', to: 'Community Safety Partnership', by: chair, at, says: typed(500) },
    { what: 'answered', body: 'strategic', by: chair, at, says: typed(500), outside: 'Community Safety Partnership' },
  ],
};

const teamItems = Array.from(
  { length: MOST_ITEMS },
  (_, index): TeamItem => ({
    ...{ id: `item-${index}`, version: 1, kind: 'problem-case', ref: refs[0] ?? '', what: typed(300), by: chair, at },
    ...{ meeting: day(DAY), carried: 12, late: true, outcome: { how: 'carried', says: typed(300), by: chair, at } },
  }),
);
/** As if the IOM panel were a team that meets weekly, as London's does. */
export const asTeam: Scheme = {
  ...richmond,
  bodies: richmond.bodies.map((body) =>
    body.id === 'iom' ? { ...body, teamMeeting: schemes.london?.bodies.at(-1)?.teamMeeting } : body,
  ),
};

/** A register in which everybody is everything. */
const many = Array.from({ length: 120 }, (_, index) => `RICH-2026-${String(index).padStart(3, '0')}`);
const roundUp: RoundUp = {
  ...{ body: 'iom', day: day(DAY), after: day('2026-10-30'), from: day(DAY), at },
  ...{ court: many, bail: many, release: many, wanted: many },
  reds: many.map((ref) => ({ ref, last: day('2026-10-30') })),
  missed: many.map((ref) => ({ ref })),
  changed: many.map((ref) => ({ ref, what: ['court', 'bail', 'wanted', 'in prison', 'release'] })),
  feed: { status: 'stale', last: day('2026-11-03') },
};

const incident = (index: number): Incident => ({
  ...{
    id: `incident-${index}`,
    body: 'iom',
    day: day('2026-11-05'),
    ref: refs[0] ?? '',
    by: chair,
    agency: 'police',
    at,
  },
  ...{ what: typed(300), source: typed(100), late: true, offended: 'e0' },
  needs: [
    ...(['enforcement', 'court', 'custody'] as const).map((need, number) => ({ need, action: `action-${number}` })),
    ...richmond.pathways.slice(0, 5).map(({ id }) => ({ need: 'support' as const, pathway: id, action: 'action-3' })),
  ],
});

export const FEED = 'feed-0';
const fullFeed: FeedFile = {
  ...{ id: FEED, file: typed(150), by: chair, at: now.toISOString(), day: day('2026-11-05'), state: 'done' },
  ...{ reading: 'r', unknown: fullImport.unknown, lines: 20_000, known: 20_000, taken: 20_000, within: 0 },
  ...{ sofar: 'unchanged', changed: 1_000, bad: FINDINGS, faults: FINDINGS },
  missing: { count: 9_000, lines: `${'10000 to 20000, '.repeat(60)} and others` },
};

export const fill = async (store: Store): Promise<void> => {
  const commit = async (changes: readonly Change[], most = 50) => {
    for (let from = 0; from < changes.length; from += most)
      if ((await store.commit(area.id, changes.slice(from, from + most))) !== 'committed')
        throw new Error(`Not all of this could be laid: ${changes.map((change) => 'key' in change && change.key)}`);
  };
  await commit([create(Areas, AREA, area), ...everybody.map((person) => create(Members, person, member(person)))]);
  await commit([create(Meetings, 'm1', meeting), underWay(meeting)]);
  await commit([
    create(Imports, IMPORT, fullImport),
    create(ImportFaults, `${IMPORT}|r|000000`, {
      faults: Array.from({ length: FINDINGS }, (_, line) => findings(line)),
    }),
    create(Exports, EXPORT, fullExport),
    create(FeedFiles, FEED, fullFeed),
    ...Array.from({ length: FINDINGS }, (_, line) => create(FeedFaults, `${FEED}|r|${100_000 + line}`, findings(line))),
  ]);
  await commit(
    refs.flatMap((ref, index) => referralMade(referral(ref, index < MOTIONS ? 'decided' : 'submitted'))),
    10,
  );
  await commit(
    Array.from({ length: 30 }, (_, index) => `RICH-2026-${900 + index}`).flatMap((ref) =>
      referralMade(referral(ref, 'draft')),
    ),
    10,
  );
  for (const [index, ref] of refs.slice(0, MOTIONS).entries()) {
    const ballots = asb.seats.map((seat) => create(Ballots, `${motionOf(ref)}|${seat.id}`, ballot(ref, seat)));
    await commit([create(Motions, motionOf(ref), motion(ref, index)), ...ballots]);
    await commit([create(Decisions, `m1|${ref}`, decision(ref, index))]);
    const answer: Acknowledgement = { referral: ref, meeting: 'm1', item: ref };
    await commit([create(Acknowledgements, ref, answer)]);
  }
  for (let index = 0; index < 60; index++) await commit(actionMade(action(index)));
  await commit([
    create(Escalations, ESCALATION, escalation),
    create(TeamLists, 'iom', { body: 'iom', meeting: day(DAY), postedAt: at, items: teamItems }),
    create(Standings, `asb|${ESCALATION}`, { id: ESCALATION, ref: refs[0] ?? '', standing: 'back', at }),
    create(DayCards, `${DAY}|${chair}`, { items: dayItems, more: 400 }),
    create(RoundUps, REPORTED, roundUp),
    create(Nights, `${REPORTED}|${chair}`, night('2026-11-05', 'reported')),
    create(Nights, `${ASKED}|${chair}`, night('2026-11-06', 'asked')),
    ...Array.from({ length: 12 }, (_, index) => create(Incidents, `${REPORTED}|incident-${index}`, incident(index))),
  ]);
  for (const ref of refs.slice(0, CASES)) await commit(laid(caseDoc(ref)));
  await commit(Array.from({ length: 40 }, (_, index) => turned(index)));
  await commit([
    ...referralMade({ ...referral(TRANSFER, 'draft'), referrer: chair, transferOf: refs[0] }),
    create(Joinings, 'joining-0', joining),
  ]);
  await commit(
    Array.from({ length: 30 }, (_, index) =>
      happened(
        { now: new Date(now.getTime() + index), actor: { person: chair } as Actor, newId: () => `e${index}` },
        refs[0] ?? '',
        {
          what: 'colour',
          to: 'amber',
          why: typed(1_000),
        },
      ),
    ),
    10,
  );
};

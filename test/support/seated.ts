/** The IOM panel round the table, one invented person a seat: who comes to an open meeting, and what they ask for. */

import { AREA } from '../../services/area.ts';
import { attendanceOf } from '../../services/attendance.ts';
import {
  type Area,
  Areas,
  type Attendance,
  type Meeting,
  Meetings,
  type Member,
  Members,
  type PersonKey,
  type Referral,
} from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, type Store } from '../../services/store.ts';
import { type Ballot, Ballots, type Motion } from '../../services/voteModel.ts';
import { lookAtVote, openMotion } from '../../services/votes.ts';
import { must, type Work } from '../../services/work.ts';
import { richmond } from './builders.ts';
import { testStore } from './tables.ts';

const found = richmond.bodies.find((body) => body.id === 'iom');
if (!found) throw new Error('Richmond has an IOM panel');
export const iom = found;

export const seat = {
  chair: 'iom-probation-senior-officer',
  inspector: 'iom-police-detective-inspector',
  constable: 'iom-police-ppo-officer',
  council: 'iom-community-safety-officer',
  analyst: 'iom-data-analyst',
  youth: 'iom-youth-offending-operations-manager',
  housing: 'iom-housing-head-of-operations',
  drugs: 'iom-substance-misuse-service-manager',
  victims: 'iom-victim-support-manager',
} as const;

/** Six people of six agencies. */
export const six: readonly SeatId[] = [seat.chair, seat.constable, seat.youth, seat.council, seat.housing, seat.drugs];

export const areaId = '19:meadow@thread.tacv2';
export const ITEM = 'RICH-2026-001';
export const ARRIVED = '2026-11-05T10:00:00.000Z';
/** This many minutes after the meeting opened. */
export const at = (minutes: number): Date => new Date(Date.parse(ARRIVED) + minutes * 60_000);

export const holder = (of: SeatId): PersonKey => `meadow|${of}`;
export const referrer: PersonKey = 'meadow|referrer';
export const coordinator: PersonKey = 'meadow|co-ordinator';
/** Of the team, with neither seat nor agency. */
export const stranger: PersonKey = 'meadow|stranger';

export const area = (overrides: Partial<Area> = {}): Area => ({
  id: areaId,
  tenant: 'meadow',
  name: 'Meadow',
  serviceUrl: 'http://localhost/',
  scheme: richmond.id,
  channels: { iom: '19:panel@thread.tacv2' },
  holders: Object.fromEntries(iom.seats.map(({ id }) => [id, holder(id)])),
  viceChairs: {},
  ...overrides,
});

const member = (person: PersonKey, name: string, agency?: string): Member => ({
  person,
  name,
  mri: `29:${person}`,
  serviceUrl: 'http://localhost/',
  ...(agency && { agency }),
});

export const members: readonly Member[] = [
  ...iom.seats.map(({ id, agency, post }) => member(holder(id), `Invented ${post}`, agency)),
  member(referrer, 'Invented Referrer', 'lantern-night-shelter'),
  member(coordinator, 'Invented Co-ordinator'),
  member(stranger, 'Invented Stranger'),
];

export const attending = (seats: readonly SeatId[]): Attendance[] =>
  seats.map((id) => ({ seat: id, version: 1, sitter: holder(id), periods: [{ from: ARRIVED }] }));

/** Open, with six agencies here, the chair in the chair, and one referral and any other business on the agenda. */
export const meeting = (overrides: Partial<Meeting> = {}): Meeting => ({
  id: 'm1',
  body: iom.id,
  date: day('2026-11-05'),
  time: '10:00',
  place: 'Meadow House',
  state: 'open',
  quorum: iom.quorum,
  voting: iom.voting,
  seats: iom.seats.map(({ id, agency }) => ({ seat: id, agency, holder: holder(id) })),
  attendance: attending(six),
  invitees: [],
  chairs: [{ seat: seat.chair, person: holder(seat.chair), by: 'chair', at: ARRIVED }],
  items: [
    { id: ITEM, heading: 'new referrals', referral: ITEM, invited: referrer, state: 'waiting', aside: [] },
    { id: 'any-other-business', heading: 'any other business', state: 'waiting', aside: [] },
  ],
  agendaPostedAt: '2026-10-29T10:00:00.000Z',
  motions: [],
  quorumLost: [],
  openedAt: ARRIVED,
  ...overrides,
});

export const referral = (overrides: Partial<Referral> = {}): Referral => ({
  ref: ITEM,
  body: iom.id,
  state: 'submitted',
  referrer,
  agency: 'lantern-night-shelter',
  answers: { offences: [], pathways: {}, interventions: {} },
  startedAt: '2026-10-20T10:00:00.000Z',
  submittedAt: '2026-10-21T10:00:00.000Z',
  meeting: 'm1',
  ...overrides,
});

export const motion = (overrides: Partial<Motion> = {}): Motion => ({
  id: `${ITEM}.1`,
  meeting: 'm1',
  item: ITEM,
  kind: 'adopt',
  question: `That the panel adopts ${ITEM}.`,
  state: 'open',
  rule: { kind: 'majority', ballots: 'seat', casting: true },
  quorum: 4,
  openedAt: at(15).toISOString(),
  openedBy: holder(seat.chair),
  ...overrides,
});

export const ballot = (of: SeatId, overrides: Partial<Ballot> = {}): Ballot => ({
  motion: `${ITEM}.1`,
  voter: of,
  seats: [of],
  agency: iom.seats.find(({ id }) => id === of)?.agency ?? '',
  version: 0,
  sitter: holder(of),
  earlier: [],
  ...overrides,
});

let ids = 0;
/** What somebody asks for; ids come in order. */
export const work = (store: Store, person: PersonKey, overrides: Partial<Work> = {}): Work => ({
  store,
  area: area(),
  scheme: richmond,
  actor: {
    person,
    name: 'Somebody',
    agency: members.find((each) => each.person === person)?.agency,
    coordinator: person === coordinator,
  },
  now: at(30),
  verb: 'test.do',
  category: 'alteration',
  whose: [],
  newId: () => {
    ids += 1;
    return `id${String(ids).padStart(6, '0')}`;
  },
  schemes,
  coordinators: [coordinator],
  ...overrides,
});

/** A store with an area, its people, and an open meeting at which these seats are taken by their holders. */
export const seatedPanel = async (seats: readonly SeatId[] = six, overrides: Partial<Meeting> = {}) => {
  const store = await testStore();
  await store.commit(areaId, [
    create(Areas, AREA, area()),
    ...members.map((each) => create(Members, each.person, each)),
    create(Meetings, 'm1', meeting({ attendance: attending(seats), ...overrides })),
    ...referralMade(referral()),
  ]);
  return onPanel(store);
};

const onPanel = (store: Store) => {
  const by = (person: PersonKey, overrides: Partial<Work> = {}) => work(store, person, overrides);
  const stored = async () => must(await store.get(areaId, Meetings, 'm1'), 'a meeting').doc;
  return {
    store,
    by,
    /** What the holder of this seat asks for. */
    of: (id: SeatId, overrides?: Partial<Work>) => by(holder(id), overrides),
    meeting: stored,
    entry: async (id: SeatId) => attendanceOf(await stored(), id),
    open: (item = ITEM, chair: SeatId = seat.chair) => {
      const kind = item === ITEM ? 'adopt' : 'other';
      return openMotion(by(holder(chair)), { meeting: 'm1', item, kind, question: 'That the panel does so.' });
    },
    vote: (id: string) => lookAtVote(store, areaId, id),
    ballot: async (id: string, of: SeatId) => must(await store.get(areaId, Ballots, `${id}|${of}`), 'a ballot').doc,
  };
};
export type Seated = Awaited<ReturnType<typeof seatedPanel>>;

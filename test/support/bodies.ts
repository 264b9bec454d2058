/** Any body of a scheme with somebody invented in each of its seats, at an open meeting with one referral. */

import { AREA } from '../../services/area.ts';
import {
  type Area,
  Areas,
  type Meeting,
  Meetings,
  type Member,
  Members,
  type PersonKey,
  type Referral,
} from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import type { Body, BodyId, Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, type Store } from '../../services/store.ts';
import type { Work } from '../../services/work.ts';
import { richmond } from './builders.ts';

export const areaId = '19:meadow@thread.tacv2';
export const channel = '19:panel@thread.tacv2';
/** 5 November 2026 is a Thursday in winter: London and UTC agree. */
export const now = new Date('2026-11-05T10:30:00Z');
export const today = day('2026-11-05');

/** Of Richmond, unless another scheme is named. */
export const bodyCalled = (id: BodyId, scheme: Scheme['id'] = 'richmond'): Body => {
  const body = schemes[scheme]?.bodies.find((candidate) => candidate.id === id);
  if (!body) throw new Error(`no body ${id}`);
  return body;
};
export const schemeWith = (body: Body): Scheme =>
  Object.values(schemes).find(({ bodies }) => bodies.includes(body)) ?? richmond;

/** Who holds a seat. */
export const holder = (seat: string): PersonKey => `meadow|${seat}`;
export const referrer: PersonKey = 'meadow|referrer';
export const coordinator: PersonKey = 'meadow|co-ordinator';

export const areaOf = (body: Body): Area => ({
  id: areaId,
  tenant: 'meadow',
  name: 'Meadow',
  serviceUrl: 'http://localhost/',
  scheme: schemeWith(body).id,
  channels: { [body.id]: channel },
  holders: Object.fromEntries(body.seats.map(({ id }) => [id, holder(id)])),
  viceChairs: {},
});

/** Open, with everybody in their seat and the chair in the chair. */
export const openMeetingOf = (body: Body, change: Partial<Meeting> = {}): Meeting => {
  const chair = body.seats.find((seat) => seat.chair);
  if (!chair) throw new Error(`nobody chairs ${body.id}`);
  const from = '2026-11-05T10:00:00.000Z';
  return {
    id: 'm1',
    body: body.id,
    date: today,
    time: '10:00',
    place: 'Meadow House',
    state: 'open',
    quorum: body.quorum,
    voting: body.voting,
    seats: body.seats.map(({ id, agency }) => ({ seat: id, agency, holder: holder(id) })),
    attendance: body.seats.map(({ id }) => ({ seat: id, version: 1, sitter: holder(id), periods: [{ from }] })),
    invitees: [],
    chairs: [{ seat: chair.id, person: holder(chair.id), by: 'chair', at: from }],
    items: [{ id: 'RICH-2026-001', heading: 'new referrals', referral: 'RICH-2026-001', state: 'waiting', aside: [] }],
    agendaPostedAt: '2026-10-29T10:00:00.000Z',
    motions: [],
    quorumLost: [],
    openedAt: from,
    ...change,
  };
};

export const referralOf = (body: Body): Referral => ({
  ref: 'RICH-2026-001',
  body: body.id,
  state: 'submitted',
  referrer,
  agency: 'lantern-night-shelter',
  answers: { offences: [], pathways: {}, interventions: {} },
  startedAt: '2026-10-20T10:00:00.000Z',
  submittedAt: '2026-10-21T10:00:00.000Z',
  meeting: 'm1',
});

const member = (person: PersonKey, name: string, agency?: string): Member => ({
  person,
  name,
  mri: `29:${person}`,
  serviceUrl: 'http://localhost/',
  ...(agency && { agency }),
});

export const nameOfHolder = (seat: string): string => `Invented ${seat.split('-').slice(1).join(' ')}`;

const membersOf = (body: Body): Member[] => [
  ...body.seats.map(({ id, agency }) => member(holder(id), nameOfHolder(id), agency)),
  member(referrer, 'Invented referrer', 'lantern-night-shelter'),
  member(coordinator, 'Invented co-ordinator'),
];

let ids = 0;
/** What somebody asks for; ids come in order. */
export const workOf = (store: Store, body: Body, person: PersonKey): Work => ({
  store,
  area: areaOf(body),
  scheme: schemeWith(body),
  actor: {
    person,
    name: 'Somebody',
    agency: body.seats.find(({ id }) => holder(id) === person)?.agency,
    coordinator: person === coordinator,
  },
  now,
  verb: 'test.do',
  category: 'alteration',
  whose: [],
  newId: () => {
    ids += 1;
    return `id${String(ids).padStart(6, '0')}`;
  },
  schemes,
  coordinators: [coordinator],
});

/** Lays down the area, its people, the meeting and its referral. */
export const lay = async (store: Store, body: Body, change: Partial<Meeting> = {}): Promise<void> => {
  const outcome = await store.commit(areaId, [
    create(Areas, AREA, areaOf(body)),
    ...membersOf(body).map((each) => create(Members, each.person, each)),
    create(Meetings, 'm1', openMeetingOf(body, change)),
    ...referralMade(referralOf(body)),
  ]);
  if (outcome !== 'committed') throw new Error('the panel was there already');
};

/** Fixed people, an area and a meeting, for tests that only say what differs; everybody is invented. */
import { type Area, Areas, type Meeting, type Member, Members, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, type Store } from '../../services/store.ts';

const shipped = schemes.richmond;
if (!shipped) throw new Error('the Richmond scheme ships');
export const richmond: Scheme = shipped;

export const AREA_ID = '19:team@thread.tacv2';
/** A Thursday in winter: London and UTC agree. */
export const NOW = new Date('2026-11-05T09:30:00Z');
export const TODAY = day('2026-11-05');

const key = (number: number): PersonKey =>
  `11110000-0000-4000-8000-000000000001|0b1ec700-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const people = {
  chair: key(1),
  police: key(2),
  youth: key(4),
  housing: key(5),
  viceChair: key(6),
  coordinator: key(10),
  referrer: key(11),
  shelter: key(13),
  nobody: key(14),
} as const;

export const names: Readonly<Record<keyof typeof people, string>> = {
  chair: 'Priya Example',
  police: 'Tom Sample',
  youth: 'Daniel Pretend',
  housing: 'Amara Placeholder',
  viceChair: 'Helen Fictional',
  coordinator: 'Sam Notional',
  referrer: 'Joe Hypothetical',
  shelter: 'Nell Supposititious',
  nobody: 'Max Unbound',
};

const agencies: Readonly<Partial<Record<keyof typeof people, string>>> = {
  chair: 'probation',
  police: 'police',
  youth: 'youth-offending',
  housing: 'housing',
  viceChair: 'community-safety',
  coordinator: 'probation',
  referrer: 'riverside-mentoring',
  shelter: 'lantern-night-shelter',
};

export const area = (change: Partial<Area> = {}): Area => ({
  id: AREA_ID,
  tenant: '11110000-0000-4000-8000-000000000001',
  name: 'Northtown IOM',
  serviceUrl: 'http://127.0.0.1:9/teams/',
  scheme: 'richmond',
  channels: { iom: '19:panel@thread.tacv2' },
  holders: {
    'iom-probation-senior-officer': people.chair,
    'iom-police-ppo-officer': people.police,
    'iom-youth-offending-operations-manager': people.youth,
    'iom-housing-head-of-operations': people.housing,
    'iom-community-safety-officer': people.viceChair,
  },
  viceChairs: {},
  ...change,
});

export const member = (who: keyof typeof people): Member => ({
  person: people[who],
  name: names[who],
  mri: `29:${who}`,
  serviceUrl: 'http://127.0.0.1:9/teams/',
  ...(agencies[who] && { agency: agencies[who] }),
});

/** The IOM panel on the 12th of November, planned, with nobody here yet. */
export const meeting = (change: Partial<Meeting> = {}): Meeting => {
  const body = richmond.bodies.find(({ id }) => id === 'iom');
  if (!body) throw new Error('Richmond has an IOM panel');
  const { holders } = area();
  return {
    id: 'meeting-1',
    body: 'iom',
    date: day('2026-11-12'),
    time: '10:00',
    place: 'Civic Centre, room 2',
    state: 'planned',
    quorum: body.quorum,
    voting: body.voting,
    seats: body.seats.map(({ id, agency }) => {
      const holder = holders[id];
      return { seat: id, agency, ...(holder && { holder }) };
    }),
    attendance: [],
    invitees: [],
    chairs: [],
    items: [],
    motions: [],
    quorumLost: [],
    ...change,
  };
};

/** Everything the IOM panel's form asks for; a repeat offender by the guide. */
export const answers = (change: Partial<ReferralAnswers> = {}): ReferralAnswers => ({
  name: 'Quillon Testerby',
  aliases: 'Quill',
  dateOfBirth: day('1996-01-01'),
  pncId: '2014/0123456A',
  address: 'No fixed address',
  town: 'Twickenham Riverside',
  resident: 'yes',
  sex: 'Male',
  statutory: 'no',
  offences: [
    { offence: 'burglary', date: day('2026-02-03'), kind: 'conviction', note: 'Two garages in one night' },
    { offence: 'theft-from-shops', date: day('2026-06-20'), kind: 'conviction' },
    { offence: 'theft-of-pedal-cycle', date: day('2026-10-11'), kind: 'intelligence' },
  ],
  ogrs: { score: 72, tool: 'OGRS3', date: day('2026-09-01') },
  mappa: '0',
  marac: 'no',
  dyo: 'no',
  pathways: {
    ...Object.fromEntries(richmond.pathways.map(({ id }) => [id, 'green' as const])),
    accommodation: 'red',
    'drugs-alcohol': 'amber',
  },
  interventions: { accommodation: 'A supported tenancy for three months.' },
  substanceMisuse: 'yes',
  drivers: ['alcohol', 'lifestyle'],
  flags: ['literacy', 'work-expected'],
  family: 'An elder brother, at the DYO panel until 2024',
  victims: 'The keeper of the corner shop, who was threatened twice.',
  alreadyDoing: 'Weekly mentoring since May.',
  proposal: 'Six weeks of daily mentoring until the tenancy begins.',
  why: 'He offends in the nights when he has no bed.',
  judgement: 'He asks for help and has kept eleven of twelve appointments.',
  consent: { status: 'given', form: 'RM-118', date: day('2026-10-30') },
  ...change,
});

/** Lays down the area and its people, and whatever else is given. */
export const seed = async (store: Store, more: Parameters<Store['commit']>[1] = []): Promise<Area> => {
  const whole = area();
  const roll = (Object.keys(people) as (keyof typeof people)[]).map((who) => create(Members, people[who], member(who)));
  if ((await store.commit(AREA_ID, [create(Areas, 'area', whole), ...roll, ...more])) !== 'committed')
    throw new Error('this store is not empty');
  return whole;
};

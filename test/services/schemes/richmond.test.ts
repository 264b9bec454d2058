import { describe, expect, test } from 'vitest';
import { type Body, HeadingId, type Scheme } from '../../../services/rules/scheme.ts';
import { parseScheme, schemes } from '../../../services/schemes/index.ts';

const scheme = schemes.richmond;
if (!scheme) throw new Error('the Richmond scheme ships');

const membership = (id: string) => {
  const body = scheme.bodies.find((candidate) => candidate.id === id);
  return body?.seats.map(({ agency, post, chair, attends }) => {
    const name = scheme.agencies.find((candidate) => candidate.id === agency)?.name;
    return `${name}: ${post}${chair ? ' (Chair)' : ''}${attends === 'as required' ? ' (AAR)' : ''}`;
  });
};

test('the strategic group has the members of R 1.6', () => {
  expect(membership('strategic')).toEqual([
    'Probation: Assistant Chief Officer, Kingston & Richmond LDU (Chair)',
    'Richmond Police: Detective Chief Inspector',
    'Community Safety Partnership Team: Community Safety Manager',
    'Community Safety Partnership Team: Anti-Social Behaviour Officer',
    'Community Safety Partnership Team: Community Safety Officer',
    'Community Safety Partnership Team: Community Safety Data Analyst',
    'Housing: Head of Operations',
    'Substance Misuse: Acting Commissioning Manager',
    'Youth Offending Team: Service Manager',
  ]);
});

test('the ASB panel has the members of R 2.2', () => {
  expect(membership('asb')).toEqual([
    'Probation: Probation Officer',
    'Richmond Police: Nominated SNT sergeant',
    'Richmond Police: Acting Chief Inspector for Safer Neighbourhood Teams (Chair)',
    'Youth Offending Team: YOT Manager',
    'Community Safety Partnership Team: Anti-Social Behaviour Officer',
    'Housing: Head of Housing Operations',
    'Housing: Senior Neighbourhood Nuisance Officer',
    'Substance Misuse: Service Manager of CRI',
    'Mental Health: Senior Social Worker, SWLSTG',
    'Social Services: Head of Safeguarding (Adults)',
    'Youth Service: Acting Leads Operation Manager',
    'Richmond Housing Partnership: Representative',
    'Richmond upon Thames Churches Housing Trust: Representative',
    'Guinness Trust: Representative',
    'Thames Valley Housing Association: Representative',
    'London and Quadrant Housing Association: Representative',
    'Victim Support: Manager',
  ]);
});

test('the Deter Young Offenders panel has the members of R 3.3', () => {
  expect(membership('dyo')).toEqual([
    'Richmond Police: YOT Police Sergeant',
    'Youth Offending Team: YOT Assistant Manager/Manager (Chair)',
    'Youth Offending Team: YOT Deter Worker',
    'Youth Offending Team: YOT Nurse',
    'Community Safety Partnership Team: IOM Co-ordinator',
    'Education and Inclusion Services: Education Officer',
    'Targeted Youth Support: Team Leader',
    'Youth Service: Operational Manager',
  ]);
});

test('the IOM panel has the members of R 4.3', () => {
  expect(membership('iom')).toEqual([
    'Probation: Senior Probation Officer (Chair)',
    'Richmond Police: PPO Officer',
    'Richmond Police: Detective Inspector',
    'Youth Offending Team: Operations Manager (AAR)',
    'Community Safety Partnership Team: Community Safety Data Analyst',
    'Community Safety Partnership Team: Anti-Social Behaviour Officer',
    'Community Safety Partnership Team: Community Safety Officer',
    'Housing: Head of Housing Operations',
    'Richmond Housing Partnership: Anti-Social Behaviour Advisor',
    'Social Services: Representative of children’s and adults (AAR)',
    'Substance Misuse: Service Manager of CRI or IOM/PPO Worker',
    'Mental Health: Senior Social Worker, SWLSTG',
    'Prisons: PPO Officer at Wandsworth (AAR)',
    'Jobcentre Plus: Jobcentre Manager for Richmond & Kingston',
    'Victim Support: Manager',
  ]);
});

test('quorum and rule of each body (R 1.11-1.12, 2.10, 3, 4.9-4.10)', () => {
  expect(scheme.bodies.map(({ id, quorum, voting }) => [id, quorum, voting.kind])).toEqual([
    ['strategic', 4, 'majority'],
    ['asb', null, 'agreement'],
    ['dyo', null, 'selection'],
    ['iom', 4, 'majority'],
  ]);
});

test('each offence on the priority list has its tier (G Q5)', () => {
  const tiers = Object.groupBy(Object.entries(scheme.priorities[0]?.tiers ?? {}), ([, tier]) => `tier ${tier}`);
  expect(
    Object.fromEntries(Object.entries(tiers).map(([tier, list]) => [tier, list?.map(([offence]) => offence)])),
  ).toEqual({
    'tier 1': ['burglary', 'drugs', 'robbery', 'violence'],
    'tier 2': ['motor-vehicle', 'theft-from-person', 'theft-from-shops', 'theft-of-pedal-cycle'],
    'tier 3': ['criminal-damage', 'fraud-forgery', 'other-theft', 'asb'],
  });
});

describe('a scheme that does not fit together is refused, naming file, key and what was expected', () => {
  const iom = (broken: Scheme): Body => {
    const body = broken.bodies[3];
    if (!body) throw new Error('the fourth body is the IOM panel');
    return body;
  };
  const seat = (broken: Scheme, at: number) => iom(broken).seats[at] ?? iom(broken).seats[0] ?? { agency: '' };
  const pathway = (broken: Scheme, change: object) => Object.assign(broken.pathways[1] ?? {}, change);

  test.for<[string, (broken: Scheme) => unknown, string]>([
    [
      'an agency nobody declared',
      (it) => Object.assign(seat(it, 1), { agency: 'navy' }),
      'bodies[3].seats[1].agency: expected an agency of this scheme, and there is none called "navy"',
    ],
    [
      'an administration nobody declared',
      (it) => Object.assign(iom(it), { administration: 'navy' }),
      'bodies[3].administration: expected an agency of this scheme, and there is none called "navy"',
    ],
    [
      'two pathways of one id',
      (it) => pathway(it, { id: 'accommodation' }),
      'pathways: expected each id once, and "accommodation" stands twice',
    ],
    [
      'a seat id of another body',
      (it) => Object.assign(seat(it, 1), { id: 'asb-asb-officer' }),
      'bodies.seats: expected each id once, and "asb-asb-officer" stands twice',
    ],
    [
      'no chair',
      (it) => Object.assign(seat(it, 0), { chair: false }),
      'bodies[3].seats: expected exactly one seat with "chair": true, of the agency "probation"',
    ],
    [
      'two chairs',
      (it) => Object.assign(seat(it, 1), { chair: true }),
      'bodies[3].seats: expected exactly one seat with "chair": true, of the agency "probation"',
    ],
    [
      'a chair of another agency',
      (it) => Object.assign(iom(it), { chairedBy: 'police' }),
      'bodies[3].seats: expected exactly one seat with "chair": true, of the agency "police"',
    ],
    [
      'two seats of one seniority',
      (it) => Object.assign(seat(it, 1), { seniority: 1 }),
      'bodies[3].seats: expected a different seniority for each seat, or the ladder could not choose',
    ],
    [
      'people asked again before they are asked',
      (it) => Object.assign(iom(it), { chain: { attendance: { asked: 2, again: 2 }, source: 'ours' } }),
      'bodies[3].chain.attendance.again: expected fewer days than "asked": whoever is asked again was asked before',
    ],
    [
      'a part of a seat of another body',
      (it) =>
        Object.assign(iom(it), {
          chain: {
            inputs: { by: 1, parts: [{ seat: 'asb-asb-officer', part: 'News' }], source: 'ours' },
            source: 'ours',
          },
        }),
      'bodies[3].chain.inputs.parts: expected a seat of this body, and there is none called "asb-asb-officer"',
    ],
    [
      'a ladder without the chair first',
      (it) => iom(it).ladder.shift(),
      'bodies[3].ladder[0]: expected the ladder to begin with the chair',
    ],
    [
      'a quorum that can never be reached',
      (it) => Object.assign(iom(it), { quorum: 13 }),
      'bodies[3].quorum: expected at most 12, the number of agencies with a seat',
    ],
    [
      'a selection by an agency without a seat',
      (it) => Object.assign(iom(it), { voting: { ...it.bodies[2]?.voting, agency: 'guinness-trust' } }),
      'bodies[3].voting.agency: expected an agency with a seat on this body',
    ],
    [
      'a selection of what the body does not decide',
      (it) => Object.assign(it.bodies[2]?.voting ?? {}, { motions: ['set RAG'] }),
      'bodies[2].voting.motions: expected only motions that this body decides',
    ],
    [
      'headings in another order',
      (it) => iom(it).agenda.reverse(),
      `bodies[3].agenda: expected each heading once, in this order: ${HeadingId.options.join(', ')}`,
    ],
    [
      'a hard stop that leads nowhere',
      (it) => Object.assign(iom(it).screening[0]?.criteria[0] ?? {}, { hard: { bodies: ['court'], advice: 'Go.' } }),
      'bodies[3].screening[0].criteria[0].hard.bodies: expected a body of this scheme, and there is none called "court"',
    ],
    [
      'overdue actions that go to a body nobody declared',
      (it) => Object.assign(iom(it), { escalates: 'court' }),
      'bodies[3].escalates: expected a body of this scheme, and there is none called "court"',
    ],
    [
      'overdue actions that go to a body without the heading',
      (it) => it.bodies[0]?.agenda.splice(4, 1),
      'bodies[1].escalates: expected a body with the heading "escalations", and "strategic" has none',
    ],
    [
      'a ladder that comes back',
      (it) => Object.assign(it.bodies[0] ?? {}, { escalates: 'iom' }),
      'bodies[0].escalates: expected a ladder that ends, and this one comes back',
    ],
    [
      'young offenders of a body nobody declared',
      (it) => Object.assign(it.youngOffenders ?? {}, { body: 'court' }),
      'youngOffenders.body: expected a body of this scheme, and there is none called "court"',
    ],
    [
      'young offenders of a body that does not decide their move',
      (it) => Object.assign(it.youngOffenders ?? {}, { body: 'asb' }),
      'youngOffenders.body: expected a body that decides "transfer"',
    ],
    [
      'young offenders who move to a body that takes no referrals',
      (it) => Object.assign(it.youngOffenders ?? {}, { to: ['strategic'] }),
      'youngOffenders.to: expected other bodies that take referrals, and "strategic" is not one',
    ],
    [
      'help at once on a pathway that is none',
      (it) => Object.assign(it.support ?? {}, { servedBy: { piracy: 'housing' } }),
      'support.servedBy.piracy: expected a pathway of this scheme, and there is none called "piracy"',
    ],
    [
      'help at once from an agency that is none',
      (it) => Object.assign(it.support ?? {}, { servedBy: { health: 'navy' } }),
      'support.servedBy.health: expected an agency of this scheme, and there is none called "navy"',
    ],
    [
      'help at once from an agency that sits nowhere',
      (it) => Object.assign(it.support ?? {}, { servedBy: { health: 'lantern-night-shelter' } }),
      'support.servedBy.health: expected an agency with a seat on a body of this scheme',
    ],
    [
      'a morning whose nudge comes before its prompt',
      (it) => Object.assign(iom(it).daily ?? {}, { nudgeAt: '08:30' }),
      'bodies[3].daily: expected earliest, promptAt, latest, nudgeAt and cutOff in this order of the day',
    ],
    [
      'a morning of a body that works no register',
      (it) => Object.assign(it.bodies[1] ?? {}, { daily: iom(it).daily, motions: [] }),
      'bodies[1].daily: expected a body that takes people on, or that escalates to one',
    ],
    [
      'a priority for no offence',
      (it) => Object.assign(it.priorities[0]?.tiers ?? {}, { piracy: 1 }),
      'priorities[0].tiers.piracy: expected an offence of this scheme, and there is none called "piracy"',
    ],
    [
      'priorities in the wrong order',
      (it) => it.priorities.push(...it.priorities),
      'priorities: expected the oldest first, and 2012-09-01 stands after a later day or the same',
    ],
    [
      'a reference in small letters',
      (it) => Object.assign(it, { reference: 'rich' }),
      'reference: expected two to eight capital letters',
    ],
    [
      'a day that is none',
      (it) => Object.assign(it.agencies[0] ?? {}, { protocolUntil: '2026-02-30' }),
      'agencies[0].protocolUntil: expected a day of the calendar, YYYY-MM-DD',
    ],
  ])('%s', ([, spoil, expected]) => {
    const broken = structuredClone(scheme);
    spoil(broken);
    expect(() => parseScheme('own.json', broken)).toThrow(`own.json: ${expected}`);
  });
});

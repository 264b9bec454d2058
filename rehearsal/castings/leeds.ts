import type { Casting } from '../castings.ts';

export const leeds = {
  scheme: 'leeds',
  name: 'Leeds',
  team: 'Leeds IOM',
  channels: {
    'Division one': 'Case Conference, Division One',
    'Division two': 'Case Conference, Division Two',
    'Division three': 'Case Conference, Division Three',
    'DYO scheme': 'Deter Young Offender Scheme',
    'Operational group': 'IOM Operational Group',
    'Strategic group': 'IOM Strategic Group',
  },
  panel: { id: 'conference-one', name: 'Case Conference, Division One', viceChair: 'conference-one-safer-leeds' },
  refersFor: 'example-aire-mentoring',
  place: 'The IOM hub, and online',
  parts: {
    chair: { post: 'Offender manager', agency: 'Probation', seat: 'conference-one-probation' },
    policeOfficer: { post: 'Police officer', agency: 'Police' },
    inspector: {
      post: 'Detective inspector, hub co-ordinator',
      agency: 'Police',
      seat: 'conference-one-police',
    },
    youth: { post: 'Case worker', agency: 'Youth Offending Service', seat: 'conference-one-youth-offending' },
    viceChair: { post: 'Partnership officer', agency: 'Safer Leeds', seat: 'conference-one-safer-leeds' },
    housing: { post: 'Housing options manager', agency: 'Council' },
    drugs: { post: 'Project worker', agency: 'DISC', seat: 'conference-one-disc' },
    mentalHealth: { post: 'Forensic mental health nurse', agency: 'Mental health trust' },
    victims: { post: 'Victim support officer', agency: 'Victim Support' },
    coordinator: { post: 'IOM co-ordinator', agency: 'IOM hub' },
    referrer: { post: 'Mentoring worker', agency: 'Example Aire Mentoring' },
    jobcentre: { post: 'Jobcentre manager', agency: 'Jobcentre Plus' },
    gatekeeper: { post: 'Service manager', agency: 'Example Aire Mentoring' },
  },
} as const satisfies Casting;

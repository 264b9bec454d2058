import type { Casting } from '../castings.ts';

export const london = {
  scheme: 'london',
  name: 'London',
  team: 'London IOM',
  channels: {
    'IOM panel': 'IOM Panel',
    'IOM team': 'IOM Team',
    'IOM board': 'IOM Board',
    'Reducing re-offending board': 'Reducing Re-Offending Board',
  },
  panel: { id: 'iom', name: 'IOM Panel', viceChair: 'iom-police' },
  refersFor: 'example-thames-mentoring',
  place: 'Town Hall, room 4, and online',
  parts: {
    chair: {
      post: 'Senior probation officer',
      agency: 'Probation',
      seat: 'iom-probation',
      elsewhere: { 'IOM Team': 'iom-team-probation' },
    },
    policeOfficer: { post: 'IOM sergeant', agency: 'Police', elsewhere: { 'IOM Team': 'iom-team-police' } },
    inspector: { post: 'IOM inspector', agency: 'Police', seat: 'iom-police' },
    youth: { post: 'Youth offending team manager', agency: 'Local authority' },
    viceChair: { post: 'Community safety manager', agency: 'Local authority' },
    housing: {
      post: 'Housing options manager',
      agency: 'Local authority',
      elsewhere: { 'IOM Team': 'iom-team-local-authority' },
    },
    drugs: {
      post: 'Team manager',
      agency: 'Drug Intervention Programme',
      seat: 'iom-drug-intervention',
      elsewhere: { 'IOM Team': 'iom-team-drug-intervention' },
    },
    mentalHealth: {
      post: 'Single point of contact',
      agency: 'Prison',
      seat: 'iom-prison',
      elsewhere: { 'IOM Team': 'iom-team-prison' },
    },
    victims: {
      post: 'Representative',
      agency: 'Voluntary sector',
      seat: 'iom-voluntary-sector',
      elsewhere: { 'IOM Team': 'iom-team-voluntary-sector' },
    },
    coordinator: { post: 'IOM co-ordinator', agency: 'Local authority', seat: 'iom-local-authority' },
    referrer: { post: 'Mentoring worker', agency: 'Example Thames Mentoring' },
    jobcentre: { post: 'Jobcentre manager', agency: 'Jobcentre Plus' },
    gatekeeper: { post: 'Service manager', agency: 'Example Thames Mentoring' },
  },
} as const satisfies Casting;

import type { Casting } from '../castings.ts';

export const essex = {
  scheme: 'essex',
  name: 'Essex',
  team: 'Thurrock IOM',
  channels: {
    'IOM panel': 'IOM Panel, Thurrock',
    'Governance board': 'IOM Governance Board',
  },
  panel: { id: 'iom', name: 'IOM Panel, Thurrock', viceChair: 'iom-police' },
  refersFor: 'example-estuary-mentoring',
  place: 'Civic Offices, room 1, and online',
  parts: {
    chair: { post: 'IOM offender manager', agency: 'Probation', seat: 'iom-probation' },
    policeOfficer: { post: 'Police sergeant', agency: 'Police', seat: 'iom-police' },
    inspector: { post: 'Detective inspector', agency: 'Police' },
    youth: { post: 'Team manager', agency: 'Youth Offending Service', seat: 'iom-youth-offending' },
    viceChair: { post: 'Public protection officer', agency: 'Council', seat: 'iom-public-protection' },
    housing: { post: 'Housing officer', agency: 'Council', seat: 'iom-council-housing' },
    drugs: { post: 'Drugs intervention worker', agency: 'Drug and Alcohol Service', seat: 'iom-drugs-alcohol' },
    mentalHealth: { post: 'Forensic mental health nurse', agency: 'Mental health trust' },
    victims: { post: 'Housing support worker', agency: 'Family Mosaic', seat: 'iom-family-mosaic' },
    coordinator: { post: 'IOM co-ordinator', agency: 'Probation' },
    referrer: { post: 'Mentoring worker', agency: 'Example Estuary Mentoring' },
    jobcentre: { post: 'Programme co-ordinator', agency: 'Troubled Families', seat: 'iom-troubled-families' },
    gatekeeper: { post: 'Service manager', agency: 'Example Estuary Mentoring' },
  },
} as const satisfies Casting;

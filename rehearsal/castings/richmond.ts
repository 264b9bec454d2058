import type { Casting } from '../castings.ts';

export const richmond = {
  scheme: 'richmond',
  name: 'Richmond upon Thames',
  team: 'Richmond IOM',
  channels: {
    'IOM panel': 'IOM Panel',
    'ASB panel': 'ASB Panel',
    'DYO panel': 'Deter Young Offenders Panel',
    'Strategic group': 'IOM Strategic Group',
  },
  panel: { id: 'iom', name: 'IOM Panel', viceChair: 'iom-community-safety-officer' },
  refersFor: 'riverside-mentoring',
  place: 'Civic Centre, room 2, and online',
  parts: {
    chair: { post: 'Senior probation officer', agency: 'Probation', seat: 'iom-probation-senior-officer' },
    policeOfficer: { post: 'PPO officer', agency: 'Police', seat: 'iom-police-ppo-officer' },
    inspector: { post: 'Detective inspector', agency: 'Police', seat: 'iom-police-detective-inspector' },
    youth: {
      post: 'Youth offending team manager',
      agency: 'Youth Offending Service',
      seat: 'iom-youth-offending-operations-manager',
    },
    viceChair: {
      post: 'Community safety officer',
      agency: 'Council',
      seat: 'iom-community-safety-officer',
      elsewhere: { 'ASB Panel': 'asb-asb-officer' },
    },
    housing: { post: 'Tenancy and housing options manager', agency: 'Housing', seat: 'iom-housing-head-of-operations' },
    drugs: {
      post: 'Substance misuse team leader',
      agency: 'Substance misuse service',
      seat: 'iom-substance-misuse-service-manager',
    },
    mentalHealth: {
      post: 'Forensic mental health nurse',
      agency: 'Mental health trust',
      seat: 'iom-mental-health-senior-social-worker',
    },
    victims: { post: 'Victim support officer', agency: 'Victim Support', seat: 'iom-victim-support-manager' },
    coordinator: { post: 'IOM co-ordinator', agency: 'Probation' },
    referrer: { post: 'Mentoring worker', agency: 'Riverside Mentoring' },
    jobcentre: { post: 'Jobcentre manager', agency: 'Jobcentre Plus', seat: 'iom-jobcentre-plus-manager' },
    gatekeeper: { post: 'Service manager', agency: 'Riverside Mentoring' },
  },
} as const satisfies Casting;

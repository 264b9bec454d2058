/** The people of the rehearsal: all invented, with names that say so. */

export type Person = {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly agency: string;
  readonly email: string;
  /** The organisation the account belongs to; guests come from another than the team's. */
  readonly tenant: string;
  readonly guest: boolean;
  /** False: Teams refuses the bot a personal chat with them. */
  readonly personalChat: boolean;
};

export const tenants = {
  probation: '11110000-aaaa-4aaa-8aaa-000000000001',
  police: '22220000-bbbb-4bbb-8bbb-000000000002',
  council: '33330000-cccc-4ccc-8ccc-000000000003',
  employment: '44440000-dddd-4ddd-8ddd-000000000004',
} as const;

/** The organisation whose team it is: every conversation carries this tenant, whoever writes in it. */
export const hostTenant = tenants.probation;
export const botAppId = 'b0700000-1111-4222-8333-444455556666';
export const botName = 'IOM Panel';

let count = 0;
const person = (
  name: string,
  post: string,
  agency: string,
  home: { tenant?: string; domain: string; personalChat?: boolean } = { domain: 'probation.example' },
): Person => {
  count += 1;
  return {
    id: `0b1ec700-0000-4000-8000-${String(count).padStart(12, '0')}`,
    name,
    post,
    agency,
    email: `${name.toLowerCase().replace(' ', '.')}@${home.domain}`,
    tenant: home.tenant ?? hostTenant,
    guest: home.tenant !== undefined,
    personalChat: home.personalChat ?? true,
  };
};

const police = { tenant: tenants.police, domain: 'police.example' };
const council = { tenant: tenants.council, domain: 'council.example' };

export const cast = {
  chair: person('Priya Example', 'Senior probation officer', 'Probation'),
  policeOfficer: person('Tom Sample', 'PPO officer', 'Police', police),
  inspector: person('Grace Specimen', 'Detective inspector', 'Police', police),
  youth: person('Daniel Pretend', 'Youth offending team manager', 'Youth Offending Service', council),
  housing: person('Amara Placeholder', 'Tenancy and housing options manager', 'Housing', council),
  viceChair: person('Helen Fictional', 'Community safety officer', 'Council', council),
  drugs: person('Owen Invented', 'Substance misuse team leader', 'Substance misuse service', {
    domain: 'recovery.example',
  }),
  mentalHealth: person('Leila Imaginary', 'Forensic mental health nurse', 'Mental health trust', {
    domain: 'health.example',
  }),
  victims: person('Ruth Makebelieve', 'Victim support officer', 'Victim Support', { domain: 'victims.example' }),
  coordinator: person('Sam Notional', 'IOM co-ordinator', 'Probation'),
  referrer: person('Joe Hypothetical', 'Mentoring worker', 'Riverside Mentoring', { domain: 'mentoring.example' }),
  jobcentre: person('Nadia Supposed', 'Jobcentre manager', 'Jobcentre Plus', {
    tenant: tenants.employment,
    domain: 'jobcentre.example',
    personalChat: false,
  }),
} as const;

export type Role = keyof typeof cast;
export const people: readonly Person[] = Object.values(cast);

export const personOf = (id: string): Person => {
  const found = people.find((person) => person.id === id);
  if (!found) throw new Error(`Nobody in the cast has the object id ${id}.`);
  return found;
};

export const team = {
  name: 'Richmond IOM',
  channels: ['General', 'IOM panel', 'ASB panel', 'DYO panel', 'Strategic group'],
} as const;
export type ChannelName = (typeof team.channels)[number];

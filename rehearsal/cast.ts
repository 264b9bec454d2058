/** The people of the rehearsal: all invented, with names that say so. What they do depends on the scheme: castings.ts. */

export type Person = {
  /** Entra object id. */
  readonly id: string;
  readonly name: string;
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
  home: { tenant?: string; domain: string; personalChat?: boolean } = { domain: 'probation.example' },
): Person => {
  count += 1;
  return {
    id: `0b1ec700-0000-4000-8000-${String(count).padStart(12, '0')}`,
    name,
    email: `${name.toLowerCase().replace(' ', '.')}@${home.domain}`,
    tenant: home.tenant ?? hostTenant,
    guest: home.tenant !== undefined,
    personalChat: home.personalChat ?? true,
  };
};

const police = { tenant: tenants.police, domain: 'police.example' };
const council = { tenant: tenants.council, domain: 'council.example' };

export const cast = {
  chair: person('Priya Example'),
  policeOfficer: person('Tom Sample', police),
  inspector: person('Grace Specimen', police),
  youth: person('Daniel Pretend', council),
  housing: person('Amara Placeholder', council),
  viceChair: person('Helen Fictional', council),
  drugs: person('Owen Invented', {
    domain: 'recovery.example',
  }),
  mentalHealth: person('Leila Imaginary', {
    domain: 'health.example',
  }),
  victims: person('Ruth Makebelieve', { domain: 'victims.example' }),
  coordinator: person('Sam Notional'),
  referrer: person('Joe Hypothetical', { domain: 'mentoring.example' }),
  jobcentre: person('Nadia Supposed', {
    tenant: tenants.employment,
    domain: 'jobcentre.example',
    personalChat: false,
  }),
  gatekeeper: person('Ines Assumed', { domain: 'mentoring.example' }),
} as const;

export type Role = keyof typeof cast;
export const people: readonly Person[] = Object.values(cast);

export const personOf = (id: string): Person => {
  const found = people.find((person) => person.id === id);
  if (!found) throw new Error(`Nobody in the cast has the object id ${id}.`);
  return found;
};

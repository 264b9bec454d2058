/** The scheme a room rehearses: the team that runs by it, and the parts that the cast plays there. */
import { cast, type Person, type Role } from './cast.ts';
import { essex } from './castings/essex.ts';
import { leeds } from './castings/leeds.ts';
import { london } from './castings/london.ts';
import { richmond } from './castings/richmond.ts';

export type Part = {
  readonly post: string;
  readonly agency: string;
  /** The seat they hold on the panel. */
  readonly seat?: string;
  /** Seats they hold on other bodies, by the names people read. */
  readonly elsewhere?: Readonly<Record<string, string>>;
};

export type Casting = {
  /** The scheme's id. */
  readonly scheme: string;
  readonly name: string;
  readonly team: string;
  /** Besides General: which body meets where, by the names people read. */
  readonly channels: Readonly<Record<string, string>>;
  /** The body that adopts: whose seats are held and whose meeting is made. */
  readonly panel: { readonly id: string; readonly name: string; readonly viceChair?: string };
  /** The agency that the referrer refers for; whoever would be its gatekeeper belongs to it too. */
  readonly refersFor: string;
  /** Where the panel meets. */
  readonly place: string;
  readonly parts: Readonly<Record<Role, Part>>;
};

export const castings = { richmond, london, essex, leeds } as const satisfies Record<string, Casting>;

export type SchemeName = keyof typeof castings;
export type ChannelName = 'General' | { [Name in SchemeName]: keyof (typeof castings)[Name]['channels'] }[SchemeName];

export const schemeNames = Object.keys(castings) as SchemeName[];

export const castingOf = (scheme: string): Casting => {
  const found = Object.values<Casting>(castings).find((casting) => casting.scheme === scheme);
  if (!found) throw new Error(`There is no scheme “${scheme}” to rehearse; choose one of ${schemeNames.join(', ')}.`);
  return found;
};

export const channelsOf = ({ channels }: Casting): readonly ChannelName[] => [
  'General',
  ...(Object.keys(channels) as ChannelName[]),
];

/** Where a body meets; without one, the panel. */
export const channelOf = (casting: Casting, body: string = casting.panel.name): ChannelName => {
  const found = channelsOf(casting).find((channel) => casting.channels[channel] === body);
  if (!found) throw new Error(`The ${body} has no channel.`);
  return found;
};

export const partOf = ({ parts }: Casting, person: Person): Part => {
  const role = (Object.keys(cast) as Role[]).find((one) => cast[one] === person);
  if (!role) throw new Error(`${person.name} is not in the cast.`);
  return parts[role];
};

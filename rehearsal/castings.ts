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
  /** The agency that the referrer refers for. */
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

/** Where the panel meets. */
export const channelOf = (casting: Casting): ChannelName => {
  const found = channelsOf(casting).find((channel) => casting.channels[channel] === casting.panel.name);
  if (!found) throw new Error(`The ${casting.panel.name} has no channel.`);
  return found;
};

export const partOf = ({ parts }: Casting, person: Person): Part => {
  const role = (Object.keys(cast) as Role[]).find((one) => cast[one] === person);
  if (!role) throw new Error(`${person.name} is not in the cast.`);
  return parts[role];
};

/** Set up by people, through the same door as everything else: what they type and press before the first meeting. */
import { type ChannelName, cast, type Role } from './cast.ts';
import type { Room } from './room.ts';

type Step = { readonly what: string; readonly play: (room: Room) => Promise<unknown> };

const coordinator = (room: Room) => room.as(cast.coordinator);

const bind = (channel: ChannelName, body: string): Step => ({
  what: `the ${body} meets in the channel ${channel}`,
  play: async (room) => {
    await coordinator(room).say('use this channel', { channel });
    await press(room, 'Set up: this channel', body, {}, channel);
  },
});

/** Presses and insists on a card in return: anything else means that the set-up went wrong. */
const press = async (
  room: Room,
  card: string,
  title: string,
  inputs: Readonly<Record<string, string>> = {},
  channel?: ChannelName,
): Promise<void> => {
  const by = coordinator(room);
  const outcome = await by.press(await by.card(card, { channel }), title, inputs);
  if (outcome.kind !== 'card') throw new Error(`“${title}” brought: ${JSON.stringify(outcome)}`);
};

const seats: readonly (readonly [Role, string])[] = [
  ['chair', 'iom-probation-senior-officer'],
  ['policeOfficer', 'iom-police-ppo-officer'],
  ['inspector', 'iom-police-detective-inspector'],
  ['youth', 'iom-youth-offending-operations-manager'],
  ['viceChair', 'iom-community-safety-officer'],
  ['housing', 'iom-housing-head-of-operations'],
  ['drugs', 'iom-substance-misuse-service-manager'],
  ['mentalHealth', 'iom-mental-health-senior-social-worker'],
  ['victims', 'iom-victim-support-manager'],
  ['jobcentre', 'iom-jobcentre-plus-manager'],
];

const steps: readonly Step[] = [
  { what: 'the bot is added to the team', play: (room) => room.install() },
  {
    what: 'the scheme is chosen',
    play: async (room) => {
      await coordinator(room).say('set up', { channel: 'General' });
      await press(room, 'Set up: the scheme', 'Richmond upon Thames', {}, 'General');
    },
  },
  bind('IOM panel', 'IOM Panel'),
  bind('ASB panel', 'ASB Panel'),
  bind('DYO panel', 'Deter Young Offenders Panel'),
  bind('Strategic group', 'IOM Strategic Group'),
  {
    what: 'people are bound to seats',
    play: async (room) => {
      await coordinator(room).say('seats');
      await press(room, 'Seats:', 'IOM Panel');
      for (const [role, seat] of seats)
        await press(room, 'Seats: IOM Panel', 'Bind to this seat', { Person: cast[role].name, Seat: seat });
      await press(room, 'Seats: IOM Panel', 'Name this seat vice-chair', { Seat: 'iom-community-safety-officer' });
      await press(room, 'Seats: IOM Panel', 'Record their agency', {
        Person: cast.referrer.name,
        Agency: 'riverside-mentoring',
      });
    },
  },
  {
    what: 'a meeting is made for today at ten',
    play: async (room) => {
      await coordinator(room).say('new meeting');
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(room.clock.now());
      await press(room, 'New meeting', 'Make the meeting', {
        Body: 'iom',
        Date: day,
        Time: '10:00',
        Place: 'Civic Centre, room 2, and online',
      });
    },
  },
];

export async function setUp(room: Room): Promise<void> {
  for (const { what, play } of steps) {
    try {
      await play(room);
    } catch (error) {
      throw new Error(`The set-up stopped at “${what}”: ${(error as Error).message}`, { cause: error });
    }
  }
  room.teams.state.setUp = true;
  room.teams.save();
}

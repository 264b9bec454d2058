/** Set up by people, through the same door as everything else: what they type and press before the first meeting. */
import { cast, type Role } from './cast.ts';
import type { Casting, ChannelName } from './castings.ts';
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

/** Whoever sits on the panel, in the order of the cast. */
const seated = ({ parts }: Casting) =>
  Object.entries(parts).flatMap(([role, { seat }]) => (seat ? [[cast[role as Role].name, seat] as const] : []));

const stepsOf = (casting: Casting): readonly Step[] => [
  { what: 'the bot is added to the team', play: (room) => room.install() },
  {
    what: 'the scheme is chosen',
    play: async (room) => {
      await coordinator(room).say('set up', { channel: 'General' });
      await press(room, 'Set up: the scheme', casting.name, {}, 'General');
    },
  },
  ...Object.entries(casting.channels).map(([channel, body]) => bind(channel as ChannelName, body)),
  {
    what: 'people are bound to seats',
    play: async (room) => {
      const { name, viceChair } = casting.panel;
      const card = `Seats: ${name}`;
      await coordinator(room).say('seats');
      if (!(await coordinator(room).card('Seats:')).text.includes(card)) await press(room, 'Seats:', name);
      for (const [Person, Seat] of seated(casting)) await press(room, card, 'Bind to this seat', { Person, Seat });
      if (viceChair) await press(room, card, 'Name this seat vice-chair', { Seat: viceChair });
      const referrer = { Person: cast.referrer.name, Agency: casting.refersFor };
      await press(room, card, 'Record their agency', referrer);
    },
  },
  {
    what: 'a meeting is made for today at ten',
    play: async (room) => {
      await coordinator(room).say('new meeting');
      const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(room.clock.now());
      await press(room, 'New meeting', 'Make the meeting', {
        Body: casting.panel.id,
        Date: day,
        Time: '10:00',
        Place: casting.place,
      });
    },
  },
];

export async function setUp(room: Room): Promise<void> {
  for (const { what, play } of stepsOf(room.teams.casting)) {
    try {
      await play(room);
    } catch (error) {
      throw new Error(`The set-up stopped at “${what}”: ${(error as Error).message}`, { cause: error });
    }
  }
  room.teams.state.setUp = true;
  room.teams.save();
}

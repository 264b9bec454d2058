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

/** Turns to the seats of a body; answers with the words that its card has. */
const seatsOf = async (room: Room, body: string): Promise<string> => {
  const card = `Seats: ${body}`;
  if (!(await coordinator(room).card('Seats:')).text.includes(card)) await press(room, 'Seats:', body);
  return card;
};

/** Somebody as the type-ahead lists them; once they have a seat, their agency stands beside the name. */
const listed = async (room: Room, card: string, name: string): Promise<string> => {
  const by = coordinator(room);
  return (await by.search(await by.card(card), 'Person', name))[0]?.title ?? name;
};

/** Whoever sits on a body, in the order of the cast. */
const seated = ({ panel, parts }: Casting, body: string) =>
  Object.entries(parts).flatMap(([role, { seat, elsewhere }]) => {
    const held = body === panel.name ? seat : elsewhere?.[body];
    return held ? [[cast[role as Role].name, held] as const] : [];
  });

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
      await coordinator(room).say('seats');
      for (const body of [name, ...Object.values(casting.channels).filter((other) => other !== name)])
        for (const [person, Seat] of seated(casting, body)) {
          const card = await seatsOf(room, body);
          await press(room, card, 'Bind to this seat', { Person: await listed(room, card, person), Seat });
        }
      const card = await seatsOf(room, name);
      if (viceChair) await press(room, card, 'Name this seat vice-chair', { Seat: viceChair });
      for (const { name: Person } of [cast.referrer, cast.gatekeeper])
        await press(room, card, 'Record their agency', { Person, Agency: casting.refersFor });
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

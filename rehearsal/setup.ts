/** Set up by people, through the same door as everything else: what they type and press before the first meeting. */
import type { Room } from './room.ts';

type Step = { readonly what: string; readonly play: (room: Room) => Promise<unknown> };

const steps: readonly Step[] = [{ what: 'the bot is added to the team', play: (room) => room.install() }];

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

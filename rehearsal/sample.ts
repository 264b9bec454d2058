/** A register to begin with, all of it invented: the co-ordinator drops it as a file, and has it placed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cast } from './cast.ts';
import type { Room } from './room.ts';

export const sampleOf = (scheme: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, 'samples', `${scheme}.csv`));

/** What the police know of some of London's sample register, with a line of somebody else and a bad one. */
export const feedSample = (): Promise<Buffer> => readFile(join(import.meta.dirname, 'samples', 'london-feed.csv'));

export async function loadSample(room: Room): Promise<void> {
  const { casting, state, save } = room.teams;
  const coordinator = room.as(cast.coordinator);
  const file = `${casting.scheme}-register.csv`;
  await coordinator.drop(file, await sampleOf(casting.scheme));
  const checked = await coordinator.card(
    ({ text }) => text.includes(`Import of ${file}`) && /can be placed|to be put right|could not be/.test(text),
  );
  const place = checked.buttons.find((title) => title.startsWith('Place '));
  if (!place) throw new Error(`The sample cannot be placed:\n${checked.text}`);
  const outcome = await coordinator.press(checked, place);
  if (outcome.kind !== 'card') throw new Error(`Placing the sample brought: ${JSON.stringify(outcome)}`);
  await coordinator.card(({ text }) => text.includes(`Import of ${file}`) && text.includes('stand on the register'));
  state.sample = true;
  save();
}

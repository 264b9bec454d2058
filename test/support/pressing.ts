/** Presses of the cards that somebody sees, each of which must bring a card. */
import type { Actor, Inputs, Seen } from '../../rehearsal/play.ts';

export const pressed = async (actor: Actor, seen: Seen, button: string, inputs: Inputs = {}): Promise<Seen> => {
  const outcome = await actor.press(seen, button, inputs);
  if (outcome.kind !== 'card') throw new Error(`“${button}” brought ${JSON.stringify(outcome).slice(0, 300)}`);
  return outcome.seen;
};

/** All pages of what is read in pages; the last is left open. */
export const readThrough = async (
  actor: Actor,
  seen: Seen,
): Promise<{ readonly text: string; readonly last: Seen }> => {
  let last = seen;
  let { text } = seen;
  while (last.buttons.includes('Next page')) {
    last = await pressed(actor, last, 'Next page');
    text += `\n${last.text}`;
  }
  return { text, last };
};

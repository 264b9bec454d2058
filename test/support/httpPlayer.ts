/** Plays a person over HTTP, through the rehearsal room. */
import type { ChannelName } from '../../rehearsal/castings.ts';
import type { Actor, Seen } from '../../rehearsal/play.ts';
import { pressed, readThrough } from './pressing.ts';
import type { Inputs, Player } from './walk.ts';

export type HttpPlayer = Player & {
  /** All pages of the newest card with these words. */
  reads(words: string, channel?: ChannelName): Promise<string>;
};

const named = (seen: Seen, inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const label = seen.inputs.includes(name) ? name : seen.inputs.find((one) => one.startsWith(name));
      return [label ?? name, value];
    }),
  );

export const httpPlayer = (actor: Actor): HttpPlayer => {
  const withButton = (words: string, button: string, channel?: ChannelName): Promise<Seen> =>
    actor.card(({ text, buttons }) => text.includes(words) && buttons.includes(button), { channel });
  return {
    say: (text, channel) => actor.say(text, { channel }),
    sees: async (words, channel) => {
      const all = typeof words === 'string' ? [words] : words;
      return (await actor.card(({ text }) => all.every((each) => text.includes(each)), { channel })).text;
    },
    reads: async (words, channel) => (await readThrough(actor, await actor.card(words, { channel }))).text,
    press: async (words, button, inputs = {}, channel) => {
      const seen = await withButton(words, button, channel);
      await pressed(actor, seen, button, named(seen, inputs));
    },
    told: async (words, button, inputs = {}, channel) => {
      const seen = await withButton(words, button, channel);
      const outcome = await actor.press(seen, button, named(seen, inputs));
      if (outcome.kind !== 'message') throw new Error(`“${button}” brought a ${outcome.kind}, not a sentence`);
      return outcome.text;
    },
    buttons: async (words, channel) => (await actor.card(words, { channel })).buttons,
  };
};

/** Plays a person over HTTP, through the rehearsal room. */
import type { ChannelName } from '../../rehearsal/castings.ts';
import type { Actor, Seen } from '../../rehearsal/play.ts';
import type { Inputs, Player } from './walk.ts';

const named = (seen: Seen, inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [seen.inputs.find((label) => label.startsWith(name)) ?? name, value]),
  );

export const httpPlayer = (actor: Actor): Player => {
  const press = async (words: string, button: string, inputs: Inputs, channel?: ChannelName) => {
    const seen = await actor.card((candidate) => candidate.text.includes(words) && candidate.buttons.includes(button), {
      channel,
    });
    return actor.press(seen, button, named(seen, inputs));
  };
  return {
    say: (text, channel) => actor.say(text, { channel }),
    sees: async (words, channel) => {
      const all = typeof words === 'string' ? [words] : words;
      return (await actor.card(({ text }) => all.every((each) => text.includes(each)), { channel })).text;
    },
    press: async (words, button, inputs = {}, channel) => {
      const outcome = await press(words, button, inputs, channel);
      if (outcome.kind !== 'card') throw new Error(`“${button}” brought ${JSON.stringify(outcome).slice(0, 300)}`);
    },
    told: async (words, button, inputs = {}, channel) => {
      const outcome = await press(words, button, inputs, channel);
      if (outcome.kind !== 'message') throw new Error(`“${button}” brought a ${outcome.kind}, not a sentence`);
      return outcome.text;
    },
    buttons: async (words, channel) => (await actor.card(words, { channel })).buttons,
  };
};

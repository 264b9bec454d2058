/** A form with one list of inputs and one button that saves, and the inputs it is made of. */
import type { Line } from '../papers/sheet.ts';
import type { Input, Typed } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, heed } from '../words.ts';
import { formCard, inputOf, part } from './card.ts';

export type Form = {
  readonly heading: string;
  readonly intro?: readonly string[];
  readonly lines?: readonly Line[];
  /** Each with what stands in it. */
  readonly asks: readonly (readonly [Input, string?])[];
  /** The words on the button. */
  readonly press: string;
};

/** Says that somebody else was quicker, and keeps what was typed. */
const stillHere = heed(
  'Something else was recorded before your press arrived, so nothing was changed. What you typed is still here: look first, and press again if it is not recorded yet.',
);

/** The card of a form; `typed`: what its reader had typed when somebody else was quicker. */
export const filledIn = (
  { heading, intro = [], lines = [], asks, press }: Form,
  at: { readonly saves: Button; readonly back: Button; readonly area: string; readonly typed?: Typed },
): Card => {
  const { saves, back, area, typed } = at;
  const standing = ({ id, kind }: Input, value?: string): string | undefined => {
    if (!typed) return value;
    // Whoever was chosen by name is chosen anew: a client shows the key of a person it did not find itself.
    return kind.of === 'choice' && kind.dataset ? undefined : String(typed[id] ?? '');
  };
  return formCard({
    notice: typed && stillHere,
    heading,
    intro,
    parts: [part({ lines, inputs: asks.map(([input, value]) => inputOf(input, standing(input, value))) })],
    buttons: [{ ...saves, title: press, inputs: 'auto', style: 'positive' }, back],
    area,
  });
};

export const textOf = (id: string, label: string, max: number, hint?: string): Input => ({
  id,
  label,
  ...(hint && { hint }),
  kind: { of: 'text', max, lines: max > 160 },
});

export const dateOf = (id: string, label: string, ahead = false): Input => ({
  id,
  label,
  kind: { of: 'date', ahead },
});

export const choiceOf = (
  id: string,
  label: string,
  choices: readonly { readonly id: string; readonly name: string }[],
  many = false,
): Input => ({
  id,
  label,
  kind: { of: 'choice', choices: choices.map(({ id: value, name: title }) => ({ title, value })), many },
});

/** Somebody of the team, found by typing part of the name. */
export const personOf = (id: string, label: string, area: string): Input => ({
  id,
  label,
  kind: { of: 'choice', choices: [], dataset: `members|${area}` },
});

/** What this person can do here, as buttons; also the greeting. */
import { type Card, render } from '../render.ts';
import { type Button, button, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

export type HelpCard = {
  notice: readonly Notice[];
  heading: string;
  explains: string;
  facts: readonly { title: string; value: string }[];
  rows: readonly { buttons: readonly Button[] }[];
};

/** Clients show six buttons side by side and hide the rest. */
const IN_A_ROW = 6;

const titled = (words: string): string => (words.charAt(0).toUpperCase() + words.slice(1)).replace(/^Dyo\b/, 'DYO');

export type Offered = { readonly verb: string; readonly words: string; readonly does: string };

export const helpCard = (
  offered: readonly Offered[],
  {
    heading,
    explains,
    area,
    notice,
  }: {
    readonly heading: string;
    readonly explains: string;
    readonly area?: string | undefined;
    readonly notice?: Notice | undefined;
  },
): Card => {
  const buttons = offered.map(({ verb, words }) => button(titled(words), verb, {}));
  const rows = Array.from({ length: Math.ceil(buttons.length / IN_A_ROW) }, (_, row) => ({
    buttons: buttons.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW),
  }));
  const data = {
    notice: notices(notice),
    heading,
    explains,
    facts: offered.map(({ words, does }) => ({ title: words, value: does })),
    rows,
  } satisfies HelpCard;
  return render(template, data, { area });
};

/** Something to fill in: parts with lines to read, inputs, and buttons. */
import { explaining, type Line, labelled, line } from '../papers/sheet.ts';
import type { Choice, Input } from '../referral/inputs.ts';
import { type Card, render } from '../render.ts';
import { type Button, type Notice, notices } from '../words.ts';
import template from './template.json' with { type: 'json' };

type Named = { readonly id: string; readonly label: string; readonly error: string; readonly value: string };
type InputData = {
  readonly text: readonly (Named & { max: number; lines: boolean })[];
  readonly date: readonly Named[];
  readonly choice: readonly (Named & {
    style: 'compact' | 'expanded';
    many: boolean;
    choices: readonly Choice[];
  })[];
  readonly search: readonly (Named & { choices: readonly Choice[]; dataset: string })[];
};

export type Part = {
  readonly separator: boolean;
  readonly heading: readonly { readonly text: string }[];
  readonly lines: readonly Line[];
  readonly inputs: readonly InputData[];
  readonly buttons: readonly Button[];
};

export type FormCard = {
  notice: readonly Notice[];
  heading: string;
  intro: readonly { text: string }[];
  parts: readonly Part[];
  buttons: readonly Button[];
};

/** An input with what stands in it. */
export const inputOf = ({ id, label, hint, kind }: Input, value = ''): InputData => {
  const named = { id, label: hint ? `${label} (${hint})` : label, value };
  const none = { text: [], date: [], choice: [], search: [] };
  // After a question it is a sentence of its own.
  const told = (what: string) =>
    labelled(label) + (label.endsWith('?') ? what.charAt(0).toUpperCase() + what.slice(1) : what);
  const choose = told('choose one of the answers');
  switch (kind.of) {
    case 'text': {
      const error = told(`${kind.max.toLocaleString('en-GB')} characters at most`);
      return { ...none, text: [{ ...named, error, max: kind.max, lines: kind.lines ?? false }] };
    }
    case 'date': {
      const error = told(kind.ahead ? 'give a date' : 'give a date that is not in the future');
      return { ...none, date: [{ ...named, error }] };
    }
    case 'choice':
      if (kind.dataset)
        return { ...none, search: [{ ...named, error: choose, choices: kind.choices, dataset: kind.dataset }] };
      return {
        ...none,
        choice: [
          {
            ...named,
            error: choose,
            style: kind.many ? 'expanded' : 'compact',
            many: kind.many ?? false,
            choices: kind.choices,
          },
        ],
      };
  }
};

export const part = (some: Partial<Part>): Part => ({
  separator: some.heading !== undefined,
  heading: [],
  lines: [],
  inputs: [],
  buttons: [],
  ...some,
});

/** A part under a heading of its own. */
export const section = (heading: string, lines: readonly string[], more: Partial<Part> = {}): Part =>
  part({ heading: [{ text: heading }], lines: lines.map((text) => line(text)), ...more });

export const formCard = ({
  notice,
  heading,
  intro,
  parts,
  buttons,
  area,
}: {
  readonly notice?: Notice | undefined;
  readonly heading: string;
  readonly intro: readonly string[];
  readonly parts: readonly Part[];
  readonly buttons: readonly Button[];
  readonly area: string;
}): Card => {
  const explain = explaining();
  return render(
    template,
    {
      notice: notices(notice),
      heading,
      intro: intro.map((text) => ({ text })),
      parts: parts.map((part) => ({ ...part, lines: explain(part.lines) })),
      buttons,
    } satisfies FormCard,
    { area },
  );
};

/** The inputs of the referral form, and what may be typed into them. */
import { Refusal } from '../../services/refusal.ts';
import { Day } from '../../services/rules/days.ts';
import type { Body, Scheme } from '../../services/rules/scheme.ts';

/** What the questions depend on; `today` because nothing reported lies ahead. */
export type Form = { readonly scheme: Scheme; readonly body: Body; readonly today: Day };

export type Choice<Value extends string = string> = { readonly title: string; readonly value: Value };

export type Input = {
  readonly id: string;
  readonly label: string;
  /** Explains the label; stands in brackets after it. */
  readonly hint?: string | undefined;
  readonly kind:
    | { readonly of: 'text'; readonly max: number; readonly lines?: boolean }
    /** `ahead`: the date may lie in the future. */
    | { readonly of: 'date'; readonly ahead?: boolean }
    /** `dataset`: the choices are also found by typing part of one. */
    | {
        readonly of: 'choice';
        readonly choices: readonly Choice[];
        readonly many?: boolean;
        readonly dataset?: string;
      };
};

/** What a card sent: every input by its id; clients leave out the empty ones. */
export type Typed = Readonly<Record<string, unknown>>;

export const wrong = (label: string, why: string): Refusal =>
  new Refusal(
    'bad input',
    `Please look at “${label}”: ${why}. Nothing was changed, and what you typed is still there.`,
  );

/** What was typed into an input, checked for what its kind allows. */
export const typedAt = ({ id, label, kind }: Input, typed: Typed, today: Day): string => {
  // Control characters take six bytes each on a card, and half a surrogate pair cannot be stored.
  const sent = typed[id];
  const value = (typeof sent === 'number' ? String(sent) : typeof sent === 'string' ? sent : '')
    .toWellFormed()
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
  if (value === '') return value;
  switch (kind.of) {
    case 'text':
      if (value.length > kind.max)
        throw wrong(label, `it can be ${kind.max.toLocaleString('en-GB')} characters at most`);
      return value;
    case 'date': {
      const date = Day.safeParse(value);
      if (!date.success) throw wrong(label, 'it is not a date; write it as in 2026-03-14');
      if (!kind.ahead && date.data > today) throw wrong(label, 'it lies in the future');
      return value;
    }
    case 'choice':
      for (const one of kind.many ? value.split(',') : [value])
        if (!kind.choices.some((choice) => choice.value === one))
          throw wrong(label, 'choose one of the answers listed');
      return value;
  }
};

export const dated = (typed: string): Day | undefined => (typed === '' ? undefined : Day.parse(typed));

export const wholeNumber = (label: string, typed: string, from: number, to: number): number | undefined => {
  if (typed === '') return undefined;
  const number = Number(typed);
  if (!/^\d+$/.test(typed) || number < from || number > to)
    throw wrong(label, `it is a whole number from ${from} to ${to}`);
  return number;
};

/** What has to be typed; refused, naming it, when it is empty. */
export const typedMust = (input: Input, typed: Typed, today: Day): string => {
  const value = typedAt(input, typed, today);
  if (value === '') throw wrong(input.label, 'it is needed');
  return value;
};

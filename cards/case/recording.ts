/** Something that is written down about a case: a short form and its button, declared together. */
import { z } from 'zod';
import type { Case } from '../../services/caseModel.ts';
import { caseRow, refuseAside } from '../../services/cases.ts';
import type { LogCategory } from '../../services/log.ts';
import type { Role } from '../../services/permission.ts';
import { type Day, dayIn } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, type Command, command, type Turn } from '../command.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import type { Line } from '../papers/sheet.ts';
import { type Input, type Typed, typedAt, typedMust } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { type Button, button, done, heed, type Notice } from '../words.ts';
import { workers } from './answer.ts';

/** What a form is made of; `of` is the one thing on the case that it is about. */
export type Asked = {
  readonly turn: Turn;
  readonly doc: Case;
  readonly scheme: Scheme;
  readonly today: Day;
  readonly of: string;
};

export type Form = {
  readonly heading: string;
  readonly intro?: readonly string[];
  readonly lines?: readonly Line[];
  /** Each with what stands in it. */
  readonly asks: readonly (readonly [Input, string?])[];
  /** The words on the button. */
  readonly press: string;
};

export type Given = Asked & {
  readonly press: { readonly case: string; readonly version: number };
  /** What was typed, or '' where it may be left out. */
  may(input: Input): string;
  must(input: Input): string;
  /** Whoever was chosen by typing part of the name, or ''. */
  person(input: Input): string;
};

type Verb = Command['verb'];

type Recording = {
  readonly opens: Verb;
  readonly saves: Verb;
  readonly allowed?: readonly Role[];
  readonly category?: LogCategory;
  form(asked: Asked): Form | Promise<Form>;
  save(given: Given): Promise<'done' | 'overtaken'>;
  readonly said: string;
  answer(turn: Turn, ref: string, notice?: Notice): Promise<Answer>;
  /** The button that leads back. */
  readonly back: Verb;
};

/** Which one of a case's list; it goes back onto the card, so it stays as short as an id is. */
export const Which = z.string().max(100, 'this card is out of date');

const Opened = z.object({ case: z.string().min(1), of: Which.optional() });
const Saved = z.looseObject({ case: z.string().min(1), version: z.int().min(1), of: Which.optional() });

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

export const recording = (declared: Recording): readonly [Command, Command] => {
  const { opens, saves, allowed = workers, category } = declared;
  const begin = async (turn: Turn, ref: string, of: string) => {
    const { doc, version } = await caseRow(turn, ref);
    await refuseAside(turn, ref, doc.body);
    return { asked: { turn, doc, scheme: schemeOf(turn), today: dayIn(turn.now), of }, version };
  };
  const shown = async (turn: Turn, ref: string, of: string, typed?: Typed): Promise<Answer> => {
    const { asked, version } = await begin(turn, ref, of);
    return {
      card: filledIn(await declared.form(asked), {
        saves: button('', saves, { case: ref, version, ...(of && { of }) }),
        back: button('Back', declared.back, { case: ref }),
        area: turn.area.id,
        ...(typed && { typed }),
      }),
    };
  };
  const form = command({
    verb: opens,
    does: 'view',
    allowed,
    input: Opened,
    run: ({ case: ref, of = '' }, turn) => shown(turn, ref, of),
  });
  const save = command({
    verb: saves,
    does: 'change',
    allowed,
    ...(category && { category }),
    input: Saved,
    run: async ({ case: ref, version, of = '', ...rest }, turn) => {
      const typed: Typed = rest;
      const { asked } = await begin(turn, ref, of);
      const saved = await declared.save({
        ...asked,
        press: { case: ref, version },
        may: (input) => typedAt(input, typed, asked.today),
        must: (input) => typedMust(input, typed, asked.today),
        person: ({ id }) => (typeof typed[id] === 'string' ? typed[id].trim() : ''),
      });
      return saved === 'done' ? declared.answer(turn, ref, done(declared.said)) : shown(turn, ref, of, typed);
    },
  });
  return [form as Command, save as Command];
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

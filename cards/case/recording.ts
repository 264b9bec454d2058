/** Something that is written down about a case: a short form and its button, declared together. */
import { z } from 'zod';
import type { Case } from '../../services/caseModel.ts';
import { caseRow, refuseAside } from '../../services/cases.ts';
import type { LogCategory } from '../../services/log.ts';
import type { Role } from '../../services/permission.ts';
import { type Day, dayIn } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, type Command, command, Id, type Turn } from '../command.ts';
import { type Form, filledIn } from '../form/filling.ts';
import { type Input, type Typed, typedAt, typedMust } from '../referral/inputs.ts';
import { button, done, type Notice } from '../words.ts';
import { workers } from './answer.ts';

export { choiceOf, dateOf, type Form, filledIn, personOf, textOf } from '../form/filling.ts';

/** What a form is made of; `of` is the one thing on the case that it is about. */
export type Asked = {
  readonly turn: Turn;
  readonly doc: Case;
  readonly scheme: Scheme;
  readonly today: Day;
  readonly of: string;
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

const Opened = z.object({ case: Id, of: Id.optional() });
const Saved = z.looseObject({ case: Id, version: z.int().min(1), of: Id.optional() });

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

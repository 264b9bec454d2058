/** One side of a case on a sheet of its own: what is there, with the buttons of each thing, and the way back. */
import type { Case } from '../../services/caseModel.ts';
import { caseRow, refuseAside } from '../../services/cases.ts';
import type { PersonKey } from '../../services/person.ts';
import { type Day, dayIn } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { namesOf, schemeOf } from '../../services/work.ts';
import type { Turn } from '../command.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, type Notice } from '../words.ts';
import { workers } from './answer.ts';

export type Topic = {
  readonly doc: Case;
  readonly version: number;
  readonly scheme: Scheme;
  readonly today: Day;
  readonly names: ReadonlyMap<PersonKey, string>;
  readonly turn: Turn;
};

/** Refused to whoever stands aside. `people`: whose names are wanted. */
export const topicOf = async (
  turn: Turn,
  ref: string,
  people: (doc: Case) => readonly (PersonKey | undefined)[] = () => [],
): Promise<Topic> => {
  const { doc, version } = await caseRow(turn, ref);
  await refuseAside(turn, ref, doc.body);
  const wanted = people(doc).filter((person) => person !== undefined);
  return {
    doc,
    version,
    scheme: schemeOf(turn),
    today: dayIn(turn.now),
    names: await namesOf(turn, wanted),
    turn,
  };
};

export const blockOf = (heading: string, lines: readonly Line[], buttons: readonly Button[] = []): Block => ({
  heading,
  lines: lines.length > 0 ? lines : [line('Nothing recorded.')],
  buttons,
});

/** A button that opens a form about one thing on the case. */
export const opens = (title: string, verb: string, { doc }: Pick<Topic, 'doc'>, of?: string): Button =>
  button(title, verb, { case: doc.ref, ...(of !== undefined && { of }) });

export const topicCard = (
  { doc, turn }: Topic,
  {
    heading,
    intro,
    blocks,
    buttons = [],
    tab,
    verb,
    page,
    notice,
  }: {
    readonly heading: string;
    readonly intro: readonly string[];
    readonly blocks: readonly Block[];
    readonly buttons?: readonly Button[];
    /** Of the case, to which the way back leads. */
    readonly tab: 'plan' | 'contacts';
    readonly verb: string;
    readonly page?: number | undefined;
    readonly notice?: Notice | undefined;
  },
): Card =>
  sheet({
    notice,
    heading: `${heading}: ${doc.ref}`,
    intro,
    blocks,
    buttons: [
      ...buttons,
      ...(workers.some((role) => turn.roles.has(role))
        ? [button('Back to the case', 'case.view', { case: doc.ref, tab, page: 1 })]
        : []),
    ],
    page: page ?? 1,
    turn: (title, to) => button(title, verb, { case: doc.ref, page: to }),
    area: turn.area.id,
  });

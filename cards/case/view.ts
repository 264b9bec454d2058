/** What every part of the card of a case is made from. */
import type { CaseSeen, Tab } from '../../services/caseSeen.ts';
import type { Role } from '../../services/permission.ts';
import type { PersonKey } from '../../services/person.ts';
import type { Day } from '../../services/rules/days.ts';
import { noAnswers, type ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { linesOf } from '../papers/blocks.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import type { Field } from '../referral/fields.ts';
import type { Form } from '../referral/inputs.ts';
import type { Notice } from '../words.ts';

export type CaseView = {
  readonly seen: CaseSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly tab: Tab;
  readonly page: number;
  /** Behind which event the history begins, when it does not begin with the newest. */
  readonly past?: string | undefined;
  readonly today: Day;
  /** Who reads it. */
  readonly viewer: PersonKey;
  /** What the reader is towards the case. */
  readonly roles: ReadonlySet<Role>;
  readonly notice?: Notice | undefined;
};

export const block = (heading: string, lines: Block['lines'], buttons: Block['buttons'] = []): Block => ({
  heading,
  lines,
  buttons,
});

export const called = ({ seen }: CaseView, person: PersonKey | undefined): string =>
  person ? (seen.names.get(person) ?? 'somebody') : 'nobody yet';

export const formOf = ({ seen, scheme, today }: CaseView): Form => ({
  scheme,
  body: bodyOf({ scheme }, seen.doc.body),
  today,
});

/**
 * What is known of these. A case that came without a referral was not asked the questions of one, and a list of them
 * would be a wall.
 */
export const known = (view: CaseView, fields: readonly Field[]): Line[] => {
  const [form, answers] = [formOf(view), answersOf(view)];
  if (view.seen.referral) return linesOf(fields, answers, form);
  const given = fields.filter((field) => field.read(answers) !== '');
  return given.length > 0
    ? linesOf(given, answers, form)
    : [line('Nothing is recorded: the case came to the register without a referral.')];
};

/** What the case says, in the shape of the form whose questions it answers; the rest as the referral said it. */
export const answersOf = ({ seen: { doc, referral } }: CaseView): ReferralAnswers => {
  const { statutory, consent, pathways, drivers } = doc;
  return {
    ...(referral?.answers ?? noAnswers),
    ...doc.identity,
    ...(statutory && { statutory }),
    ...(consent && { consent }),
    ...(drivers && { drivers }),
    pathways,
  };
};

/** Offences and pieces of intelligence on the referral form: one more is typed at a time. */
import { addOffence } from '../../services/drafts.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Indication, ReferralAnswers } from '../../services/rules/referral.ts';
import { type Choice, dated, type Form, type Input, type Typed, typedAt, wrong } from './inputs.ts';

const KINDS: readonly Choice<Indication['kind']>[] = [
  { title: 'Conviction', value: 'conviction' },
  { title: 'Reliable intelligence', value: 'intelligence' },
];

/** The inputs for one more offence. */
export const offenceInputs = (
  { scheme }: Pick<Form, 'scheme'>,
  area?: string,
): Record<'type' | 'date' | 'kind' | 'note', Input> => ({
  type: {
    id: 'offenceType',
    label: 'Type of offence',
    kind: {
      of: 'choice',
      choices: scheme.offences.map(({ id, name }) => ({ title: name, value: id })),
      ...(area && { dataset: `offences|${area}` }),
    },
  },
  date: { id: 'offenceDate', label: 'Date of the offence', kind: { of: 'date' } },
  kind: {
    id: 'offenceKind',
    label: 'Known by',
    hint: 'a conviction, or intelligence that the police hold to be reliable',
    kind: { of: 'choice', choices: KINDS },
  },
  note: { id: 'offenceNote', label: 'Note', hint: 'where, or what it was about', kind: { of: 'text', max: 150 } },
});

/** The offence that was typed, if any; half of one is refused, since it could not be kept. */
const typedOffence = (typed: Typed, form: Form): Indication | undefined => {
  const inputs = offenceInputs(form);
  const offence = typedAt(inputs.type, typed, form.today);
  const date = dated(typedAt(inputs.date, typed, form.today));
  const kind = KINDS.find(({ value }) => value === typedAt(inputs.kind, typed, form.today))?.value;
  const note = typedAt(inputs.note, typed, form.today);
  if (!offence && !date && !kind && !note) return undefined;
  const rest = 'or empty the other boxes of this offence';
  if (!offence) throw wrong(inputs.type.label, `choose one, ${rest}`);
  if (!date) throw wrong(inputs.date.label, `give one, ${rest}`);
  if (!kind) throw wrong(inputs.kind.label, `choose one, ${rest}`);
  return { offence, date, kind, ...(note && { note }) };
};

/** With the offence that was typed. `wanted`: there has to be one. */
export const withTypedOffence = (
  answers: ReferralAnswers,
  typed: Typed,
  form: Form,
  wanted: boolean,
): ReferralAnswers => {
  const offence = typedOffence(typed, form);
  if (offence) return addOffence(answers, offence);
  if (wanted) throw wrong(offenceInputs(form).type.label, 'choose what to add');
  return answers;
};

/** 5 November 2026: Burglary, conviction */
export const offenceInWords = ({ offence, date, kind }: Indication, { scheme }: Form): string => {
  const name = scheme.offences.find(({ id }) => id === offence)?.name ?? offence;
  return `${inWords(date)}: ${name}, ${kind === 'conviction' ? 'conviction' : 'reliable intelligence'}`;
};

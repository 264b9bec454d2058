/** What the form asks only because a criterion or a matrix of this body does. */
import { HARM, type ReferralAnswers } from '../../services/rules/referral.ts';
import { type Criterion, type Matrix, wholeOf } from '../../services/rules/scheme.ts';
import { choice, type Field, parts, yesNo } from './fields.ts';
import { type Form, wholeNumber } from './inputs.ts';

const asset: Field = {
  id: 'asset',
  label: 'Asset score',
  hint: 'the youth justice assessment, 0 to 48',
  kind: { of: 'text', max: 2 },
  read: ({ asset }) => asset?.toString() ?? '',
  write: (typed) => ({ asset: wholeNumber('Asset score', typed, 0, 48) }),
};

const harm: Field = choice(
  { id: 'harm', label: 'Risk of serious harm to others', hint: 'as assessed' },
  [
    ...HARM.map((level) => ({ title: `${level.charAt(0).toUpperCase()}${level.slice(1)}`, value: level })),
    { title: 'Not known', value: 'unknown' as const },
  ],
  (answers) => answers.harm,
  (level) => ({ harm: level }),
);

const further = (question: string, label: string): Field =>
  choice(
    { id: `further-${question}`, label },
    yesNo,
    (answers) => answers.further?.[question],
    (value, answers) => ({ further: parts(answers.further, { [question]: value }) }),
  );

const written = (question: string, label: string): Field => ({
  id: `written-${question}`,
  label,
  hint: 'in your words; leave it empty where it does not apply',
  kind: { of: 'text', max: 1000, lines: true },
  read: (answers) => answers.written?.[question] ?? '',
  write: (typed, answers) => ({ written: parts(answers.written, { [question]: typed || undefined }) }),
});

const rows = ({ id, name, sample, questions }: Matrix): Field[] =>
  questions.map(({ id: row, question, choices }) => ({
    ...choice(
      { id: `matrix-${id}-${row}`, label: question },
      choices.map((one) => ({ title: `${one.name}: ${one.score}`, value: one.id })),
      ({ matrices }) => matrices?.[id]?.[row],
      (value, { matrices }: ReferralAnswers) => ({
        matrices: parts(matrices, { [id]: parts(matrices?.[id], { [row]: value }) }),
      }),
    ),
    under: sample ? `${name} (its rows are samples)` : name,
  }));

const ON_EVERY_FORM = ['resident', 'statutory', 'marac', 'dyo', 'substanceMisuse'];

const asks = (criterion: Criterion, matrices: readonly Matrix[]): Field[] => {
  switch (criterion.kind) {
    case 'answer':
      return ON_EVERY_FORM.includes(criterion.question) ? [] : [further(criterion.question, criterion.name)];
    case 'written':
      return [written(criterion.question, criterion.name)];
    case 'matrix':
      return matrices.filter(({ id }) => id === criterion.matrix).flatMap(rows);
    case 'harm':
      return [harm];
    case 'score':
      return criterion.of === 'asset' ? [asset] : [];
    case 'age':
    case 'mappa':
    case 'judgement':
    case 'offending':
    case 'any':
      return [];
  }
};

/** Each question once, in the order of the criteria and of the guides of the categories. */
export const askedByCriteria = ({ body, today }: Form): Field[] => {
  const criteria = [
    ...(body.screening.findLast((set) => set.from <= today)?.criteria ?? []),
    ...body.categories.flatMap(({ guide }) => guide),
  ].flatMap(wholeOf);
  const fields = criteria.flatMap((criterion) => asks(criterion, body.referrals?.matrices ?? []));
  return [...new Map(fields.map((field) => [field.id, { under: `Asked for the ${body.name}`, ...field }])).values()];
};

/** What the form asks for each check of a reason, and what was typed into it. */
import { type Day, inWords } from '../../services/rules/days.ts';
import { type Answers, fieldOf } from '../../services/rules/deselection.ts';
import type { Check, Reason } from '../../services/rules/deselectionReasons.ts';
import { meaningIn } from '../abbreviations.ts';
import { type Choice, type Input, type Typed, typedAt, wholeNumber } from '../referral/inputs.ts';

const answers: readonly Choice[] = [
  { title: 'Yes', value: 'yes' },
  { title: 'No', value: 'no' },
  { title: 'Not known', value: 'unknown' },
];
const levels: readonly Choice[] = [
  ...['0', '1', '2', '3'].map((value) => ({ title: `Level ${value}`, value })),
  { title: 'Not known', value: 'unknown' },
];
/** A life has fewer months. */
const MOST_MONTHS = 1200;
const MOST_SCORE = 999;

const choice = (id: string, label: string, choices: readonly Choice[]): Input => ({
  id,
  label,
  hint: meaningIn(label),
  kind: { of: 'choice', choices },
});
const words = (id: string, label: string, max: number): Input => ({
  id,
  label,
  kind: { of: 'text', max, lines: max > 200 },
});
const date = (id: string, label: string, ahead = false): Input => ({ id, label, kind: { of: 'date', ahead } });
const number = (id: string, label: string, hint: string): Input => ({ id, label, hint, kind: { of: 'text', max: 4 } });

export const questionsOf = (check: Check): Input[] => {
  const { question } = check;
  const at = (part?: string): string => fieldOf(check, part);
  switch (check.kind) {
    case 'free of': {
      const what = { arrests: 'arrest', 'adverse intelligence': 'report', offences: 'offence' }[check.of];
      return [
        choice(at(), question, [
          { title: 'On the day below', value: 'last' },
          { title: 'None is known since the person was taken on', value: 'none' },
          { title: 'Not known', value: 'unknown' },
        ]),
        date(at('on'), `Day of the last ${what}`),
      ];
    }
    case 'words':
      return [words(at(), question, 1000)];
    case 'answer':
      return [choice(at(), question, answers)];
    case 'confirmed':
      return [
        choice(at(), question, answers),
        words(at('by'), 'Who confirmed it', 120),
        date(at('on'), 'Confirmed on'),
      ];
    // The period stands on the case, as the panel set it.
    case 'monitoring ended':
      return [];
    case 'moved':
      return [
        choice(at(), question, [
          { title: 'Permanent', value: 'permanent' },
          { title: 'Long-term', value: 'long-term' },
          { title: 'For a while', value: 'temporary' },
          { title: 'Not known', value: 'unknown' },
        ]),
        ...transferQuestions(at),
      ];
    case 'mappa':
      return [choice(at(), question, levels)];
    case 'long custody':
      return [
        choice(at(), question, [
          { title: 'A sentence with an end', value: 'determinate' },
          { title: 'An indeterminate sentence', value: 'indeterminate' },
        ]),
        number(at('months'), 'Months in custody that are likely', 'where the sentence has an end'),
        date(at('end'), 'End of the sentence', true),
        date(at('ask'), 'Day on which to consider re-selection, where the sentence has no end', true),
        date(at('assessed'), 'Day of the full risk assessment by partners'),
        words(at('assessment'), 'What partners assessed', 1000),
        choice(at('greatest'), 'Is the person among those of greatest risk to communities?', answers),
        words(at('prison'), 'How contact with the prison is kept', 300),
      ];
    case 'hospital':
      return [
        choice(at(), question, [
          ...check.orders.map(({ id, name }) => ({ title: name, value: id })),
          { title: 'None of these', value: 'other' },
        ]),
        choice(at('offence'), 'Did it follow a sexual or violent offence?', answers),
      ];
    case 'score':
      return [number(at(), question, 'a whole number')];
  }
};

/** What is asked of a move, also after the removal. */
export const transferQuestions = (at: (part: string) => string): [Input, Input, Input, Input] => [
  words(at('area'), 'To which area', 120),
  date(at('told'), 'Receiving area told on'),
  words(at('by'), 'Told by whom', 120),
  words(at('answer'), 'What it answered', 500),
];

const numbers: Readonly<Record<string, number>> = { months: MOST_MONTHS, score: MOST_SCORE };

/** Checked for what each input allows; nothing is needed yet, since what is missing is said and not refused. */
export const answersIn = ({ checks }: Pick<Reason, 'checks'>, typed: Typed, today: Day): Answers =>
  Object.fromEntries(
    checks.flatMap((check) =>
      questionsOf(check).flatMap((input): [string, string][] => {
        const value = typedAt(input, typed, today);
        const most = check.kind === 'score' ? numbers.score : input.id === fieldOf(check, 'months') && numbers.months;
        if (most) wholeNumber(input.label, value, 0, most);
        return value === '' ? [] : [[input.id, value]];
      }),
    ),
  );

/** What was answered, in the order of the form. */
export const answered = ({ checks }: Pick<Reason, 'checks'>, answers: Answers): { label: string; text: string }[] =>
  checks.flatMap(questionsOf).flatMap(({ id, label, kind }) => {
    const value = answers[id];
    if (!value) return [];
    const text =
      kind.of === 'choice'
        ? (kind.choices.find((one) => one.value === value)?.title ?? value)
        : kind.of === 'date'
          ? inWords(value as Day)
          : value;
    return [{ label, text }];
  });

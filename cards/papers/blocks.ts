/** A referral as it is read: its answers by step, and what screening says of it. */
import { STEPS } from '../../services/referrals.ts';
import type { ReferralAnswers, Step } from '../../services/rules/referral.ts';
import type { Body, Verdict } from '../../services/rules/scheme.ts';
import type { Finding, Screening } from '../../services/rules/screening.ts';
import { offencesInOrder, stepTitle } from '../referral/card.ts';
import type { Field } from '../referral/fields.ts';
import { fieldsOf, inPlainWords } from '../referral/form.ts';
import type { Form } from '../referral/inputs.ts';
import { offenceInWords } from '../referral/offences.ts';
import { sourceInWords } from '../sources.ts';
import { type Button, inShort } from '../words.ts';
import { type Block, type Line, line, told } from './sheet.ts';

/** Small enough for one page, whatever script the notes are in. */
const OFFENCES_A_BLOCK = 20;

const offenceBlocks = (answers: ReferralAnswers, form: Form): Block[] => {
  const lines = offencesInOrder(answers).map(({ offence }) =>
    line(offence.note ? `${offenceInWords(offence, form)}. ${offence.note}` : offenceInWords(offence, form)),
  );
  const heading = 'Offences and reliable intelligence';
  if (lines.length === 0) return [{ heading, lines: [line('none given')], buttons: [] }];
  return Array.from({ length: Math.ceil(lines.length / OFFENCES_A_BLOCK) }, (_, at) => ({
    heading: at === 0 ? `${heading} (${lines.length})` : `${heading}, continued`,
    lines: lines.slice(at * OFFENCES_A_BLOCK, (at + 1) * OFFENCES_A_BLOCK),
    buttons: [],
  }));
};

/** What is not given is named in one line: a telephone shows few. */
export const linesOf = (fields: readonly Field[], answers: ReferralAnswers, form: Form): Line[] => {
  const missing = fields.filter((field) => field.read(answers) === '').map(({ label }) => label);
  return [
    ...fields
      .filter(({ label }) => !missing.includes(label))
      .map((field) => line(inPlainWords(field, answers, form), field.label)),
    ...(missing.length > 0 ? [told(`${inShort(missing)}.`, 'Not given')] : []),
  ];
};

/** The answers of these steps. `change`: the buttons under each, where its answers can still be changed. */
export const answerBlocks = (
  answers: ReferralAnswers,
  form: Form,
  change: (step: Step) => readonly Button[] = () => [],
  steps: readonly Step[] = STEPS,
): Block[] =>
  steps.flatMap((step): Block[] => [
    ...(step === 'offences' ? offenceBlocks(answers, form) : []),
    {
      heading: step === 'offences' ? 'Scores and other panels' : stepTitle[step],
      lines: linesOf(fieldsOf(step, form, answers), answers, form),
      buttons: change(step),
    },
  ]);

const inWords: Record<Verdict, string> = {
  meets: 'Meets',
  'does not meet': 'Does not meet',
  'needs judgement': 'Needs judgement',
};

const finding = ({ name, verdict, why, note, source }: Finding) =>
  told(`${inWords[verdict]}. ${why}${note ? ` ${note}` : ''} Source: ${sourceInWords(source)}.`, name);

/** What screening says, criterion by criterion; it never decides. */
export const screeningBlock = (heading: string, screening: Screening, body: Body): Block => {
  const nameOf = (category: string) => body.categories.find(({ id }) => id === category)?.name ?? category;
  const suggestion = screening.suggests
    ? `${nameOf(screening.suggests)}. Everything its guide asks for is met; the panel decides.`
    : 'none. No guide is met throughout; the panel decides.';
  return {
    heading,
    lines: [
      line('It gives reasons and never decides.'),
      ...screening.criteria.map(finding),
      ...(screening.attends
        ? [
            line(
              'The referrer is invited to the meeting and is to come, to present this and answer questions.',
              'Attends',
            ),
          ]
        : []),
      ...(body.categories.length > 0 ? [line(suggestion, 'Suggested category')] : []),
      ...screening.categories.map(({ category, verdict, criteria }) => {
        const open = criteria.filter((one) => one.verdict !== 'meets');
        const reasons = open.map(({ name, why }) => `${name}: ${why}`).join(' ');
        return told(`${inWords[verdict]}. ${reasons || 'Everything in it is met.'}`, `Guide for ${nameOf(category)}`);
      }),
    ],
    buttons: [],
  };
};

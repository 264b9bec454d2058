/** One step of the referral form, with what has been answered so far in its inputs. */
import { MOST_OFFENCES, type ReferralSeen, STEPS } from '../../services/referrals.ts';
import { dayIn } from '../../services/rules/days.ts';
import type { Indication, ReferralAnswers, Step } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { type Card, render } from '../render.ts';
import { type Button, button, type Notice, notices } from '../words.ts';
import type { Field } from './fields.ts';
import { fieldsOf } from './form.ts';
import type { Choice, Form, Input } from './inputs.ts';
import { offenceInputs, offenceInWords } from './offences.ts';
import template from './template.json' with { type: 'json' };

type InputData = {
  text: readonly { id: string; label: string; error: string; max: number; lines: boolean; value: string }[];
  date: readonly { id: string; label: string; error: string; value: string }[];
  choice: readonly {
    id: string;
    label: string;
    error: string;
    style: 'compact' | 'expanded';
    many: boolean;
    choices: readonly Choice[];
    value: string;
  }[];
};
type Part = {
  readonly separator: boolean;
  readonly heading: readonly { readonly text: string }[];
  readonly lines: readonly { readonly text: string }[];
  readonly inputs: readonly InputData[];
  readonly buttons: readonly Button[];
};
export type StepCard = {
  notice: readonly Notice[];
  heading: string;
  intro: readonly { text: string }[];
  parts: readonly Part[];
  buttons: readonly Button[];
};

export type ReferralView = {
  readonly seen: ReferralSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly now: Date;
  readonly notice?: Notice | undefined;
  readonly page?: number;
};

/** What the press of a button on a step shall lead to. */
export type Going = 'next' | 'back' | 'leave' | 'check' | 'add' | 'remove';

export const stepTitle: Record<Step, string> = {
  identity: 'Who the person is',
  offences: 'Offences and scores',
  pathways: 'Pathways',
  proposal: 'What is proposed',
  consent: 'Consent',
};

const explains: Record<Step, string> = {
  identity: 'Give what you know. Only the name, the date of birth and the two questions are needed to submit.',
  offences:
    'Convictions and reliable intelligence, anywhere and of any date: add them one by one. What you do not know can stay empty.',
  pathways:
    'Say how much each of these lies behind the offending, whatever the person’s sex. Red: significant. Amber: some impact. Green: little impact. You are asked what you propose for each red one.',
  proposal: 'The panel looks for a short, specified intervention that would help this person to stop offending now.',
  consent: 'Ask the person where that is appropriate. Without consent, say why.',
};

export const stepNumber = (step: Step): number => STEPS.indexOf(step) + 1;

export const formOf = ({ seen, scheme, now }: Pick<ReferralView, 'seen' | 'scheme' | 'now'>): Form => ({
  scheme,
  body: bodyOf({ scheme }, seen.referral.body),
  today: dayIn(now),
});

const inputOf = ({ id, label, hint, kind }: Input, value: string): InputData => {
  const named = { id, label: hint ? `${label} (${hint})` : label, value };
  const none = { text: [], date: [], choice: [] };
  switch (kind.of) {
    case 'text':
      return {
        ...none,
        text: [
          {
            ...named,
            error: `${label}: ${kind.max} characters at most`,
            max: kind.max,
            lines: kind.lines ?? false,
          },
        ],
      };
    case 'date':
      return { ...none, date: [{ ...named, error: `${label}: give a date that is not in the future` }] };
    case 'choice':
      return {
        ...none,
        choice: [
          {
            ...named,
            error: `${label}: choose one of the answers`,
            style: kind.many ? 'expanded' : 'compact',
            many: kind.many ?? false,
            choices: kind.choices,
          },
        ],
      };
  }
};

const part = (some: Partial<Part>): Part => ({
  separator: some.heading !== undefined,
  heading: [],
  lines: [],
  inputs: [],
  buttons: [],
  ...some,
});

const filledIn = (fields: readonly Field[], answers: ReferralAnswers): InputData[] =>
  fields.map((field) => inputOf(field, field.read(answers)));

/** The newest first, each with its place in the referral. */
export const offencesInOrder = (answers: ReferralAnswers): { readonly offence: Indication; readonly at: number }[] =>
  answers.offences.map((offence, at) => ({ offence, at })).sort((a, b) => b.offence.date.localeCompare(a.offence.date));

const NOTE_SHOWN = 40;

export const removeInput = (answers: ReferralAnswers, form: Form): Input => ({
  id: 'remove',
  label: 'Remove one',
  kind: {
    of: 'choice',
    choices: offencesInOrder(answers).map(({ offence, at }) => ({
      title: offenceInWords(offence, form),
      value: String(at),
    })),
  },
});

const offenceParts = (answers: ReferralAnswers, form: Form, going: (title: string, go: Going) => Button): Part[] => {
  const count = answers.offences.length;
  return [
    part({
      heading: [{ text: `Added so far: ${count === 0 ? 'none yet' : count}` }],
      lines: offencesInOrder(answers).map(({ offence }) => {
        const { note = '' } = offence;
        const short = note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN).toWellFormed()}…` : note;
        return { text: `${offenceInWords(offence, form)}${short && `. ${short}`}` };
      }),
      ...(count > 0 && {
        inputs: [inputOf(removeInput(answers, form), '')],
        buttons: [going('Remove', 'remove')],
      }),
    }),
    count < MOST_OFFENCES
      ? part({
          heading: [{ text: 'Add one' }],
          inputs: Object.values(offenceInputs(form)).map((input) => inputOf(input, '')),
          buttons: [going('Add', 'add')],
        })
      : part({ lines: [{ text: `This is the most one referral lists: ${MOST_OFFENCES}.` }] }),
  ];
};

export const stepCard = (view: ReferralView, step: Step): Card => {
  const { seen, scheme, area } = view;
  const { referral, version } = seen;
  const { answers, ref } = referral;
  const form = formOf(view);
  const number = stepNumber(step);
  const going = (title: string, go: Going, style: Button['style'] = 'default'): Button =>
    button(title, 'referral.save', { referral: ref, version, step, go }, { inputs: 'auto', style });
  const inputs = filledIn(fieldsOf(step, form, answers), answers);
  const data = {
    notice: notices(view.notice),
    heading: `Step ${number} of ${STEPS.length}: ${stepTitle[step]}`,
    intro: [
      { text: `Draft ${ref} for the ${bodyOf({ scheme }, referral.body).name}. Every button keeps what you typed.` },
      { text: explains[step] },
    ],
    parts:
      step === 'offences'
        ? [...offenceParts(answers, form, going), part({ heading: [{ text: 'Scores and other panels' }], inputs })]
        : [part({ inputs })],
    buttons: [
      going('Save and continue', 'next', 'positive'),
      ...(number > 1 ? [going('Back', 'back')] : []),
      going('Save and leave', 'leave'),
      going('Check answers', 'check'),
    ],
  } satisfies StepCard;
  return render(template, data, { area });
};

/** One step of the referral form, with what has been answered so far in its inputs. */
import { MOST_OFFENCES } from '../../services/drafts.ts';
import { type ReferralSeen, STEPS } from '../../services/referrals.ts';
import { dayIn } from '../../services/rules/days.ts';
import type { Indication, ReferralAnswers, Step } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { bodyOf } from '../../services/work.ts';
import { formCard, inputOf, type Part, part } from '../form/card.ts';
import { line } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { type Button, button, type Notice } from '../words.ts';
import type { Field } from './fields.ts';
import { fieldsOf } from './form.ts';
import type { Form, Input } from './inputs.ts';
import { offenceInputs, offenceInWords } from './offences.ts';

export type ReferralView = {
  readonly seen: ReferralSeen;
  /** Who reads it made it; else they see to it in the place of a referrer who has left the team. */
  readonly own: boolean;
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

const explains = ({ scheme, body }: Form): Record<Step, string> => ({
  identity: `Give what you know. To submit, only the name, the date of birth, “Lives in ${scheme.name}” and “Statutory” are needed.`,
  offences:
    'Convictions and reliable intelligence, anywhere and of any date: add them one by one. To submit, at least one and the answer on MAPPA are needed; what else you do not know can stay empty.',
  pathways:
    'Say how much each of these lies behind the offending, whatever the person’s sex. Red: significant. Amber: some impact. Green: little impact. You are asked what you propose for each red one.',
  proposal: 'The panel looks for a short, specified intervention that would help this person to stop offending now.',
  consent:
    body.referrals?.consent.rule === 'told'
      ? 'Say whether the person is told that information is shared. Where they are not told yet, say why.'
      : 'Say what the person answered. Where consent is not given, say why.',
});

export const stepNumber = (step: Step): number => STEPS.indexOf(step) + 1;

export const formOf = ({ seen, scheme, now }: Pick<ReferralView, 'seen' | 'scheme' | 'now'>): Form => ({
  scheme,
  body: bodyOf({ scheme }, seen.referral.body),
  today: dayIn(now),
});

const filledIn = (fields: readonly Field[], answers: ReferralAnswers): Part['inputs'] =>
  fields.map((field) => inputOf(field, field.read(answers)));

/** Fields that share a heading, together. */
const partsOf = (fields: readonly Field[], answers: ReferralAnswers, heading?: string): Part[] =>
  [...Map.groupBy(fields, ({ under }) => under ?? heading)].map(([text, some]) =>
    part({ ...(text && { heading: [{ text }] }), inputs: filledIn(some, answers) }),
  );

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

const offenceParts = (
  answers: ReferralAnswers,
  form: Form,
  area: string,
  going: (title: string, go: Going) => Button,
): Part[] => {
  const count = answers.offences.length;
  return [
    part({
      heading: [{ text: `Added so far: ${count === 0 ? 'none yet' : count}` }],
      lines: offencesInOrder(answers).map(({ offence }) => {
        const { note = '' } = offence;
        const short = note.length > NOTE_SHOWN ? `${note.slice(0, NOTE_SHOWN).toWellFormed()}…` : note;
        return line(`${offenceInWords(offence, form)}${short && `. ${short}`}`);
      }),
      ...(count > 0 && {
        inputs: [inputOf(removeInput(answers, form), '')],
        buttons: [going('Remove', 'remove')],
      }),
    }),
    count < MOST_OFFENCES
      ? part({
          heading: [{ text: 'Add one' }],
          inputs: Object.values(offenceInputs(form, area)).map((input) => inputOf(input)),
          buttons: [going('Add', 'add')],
        })
      : part({ lines: [line(`This is the most one referral lists: ${MOST_OFFENCES}.`)] }),
  ];
};

/** The steps of the form; consent has a card of its own once the referral is submitted. */
export const stepsOf = ({ referral }: Pick<ReferralSeen, 'referral'>): readonly Step[] =>
  referral.state === 'draft' ? STEPS : STEPS.filter((step) => step !== 'consent');

export const stepCard = (view: ReferralView, step: Step): Card => {
  const { seen, scheme, area } = view;
  const { referral, version, answers } = seen;
  const { ref } = referral;
  const drafted = referral.state === 'draft';
  const form = formOf(view);
  const number = stepNumber(step);
  const going = (title: string, go: Going, style: Button['style'] = 'default'): Button =>
    button(title, 'referral.save', { referral: ref, version, step, go }, { inputs: 'auto', style });
  const fields = fieldsOf(step, form, answers);
  const to = `the ${bodyOf({ scheme }, referral.body).name}`;
  return formCard({
    notice: view.notice,
    heading: drafted ? `Step ${number} of ${STEPS.length}: ${stepTitle[step]}` : `Change: ${stepTitle[step]}`,
    intro: [
      drafted
        ? `Draft ${ref} for ${to}. Every button keeps what you typed.`
        : `Referral ${ref} to ${to}. Every button keeps what you typed; nobody sees it before you confirm it with a reason.`,
      explains(form)[step],
    ],
    parts:
      step === 'offences'
        ? [...offenceParts(answers, form, area, going), ...partsOf(fields, answers, 'Scores and other panels')]
        : partsOf(fields, answers),
    buttons: drafted
      ? [
          going('Save and continue', 'next', 'positive'),
          ...(number > 1 ? [going('Back', 'back')] : []),
          going('Save and leave', 'leave'),
          going('Check answers', 'check'),
        ]
      : [going('Keep and check the changes', 'check', 'positive')],
    area,
  });
};

/** The steps of a body's order: which are done, when and by whom, and the form on which one is written down. */
import type { Referral } from '../../services/model.ts';
import type { PersonKey } from '../../services/person.ts';
import { inWords } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import {
  lackingBefore,
  type Step,
  type StepDone,
  type StepStanding,
  stepsStanding,
} from '../../services/rules/steps.ts';
import type { StepTyped } from '../../services/steps.ts';
import { bodyOf } from '../../services/work.ts';
import { choiceOf, dateOf, type Form, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import { dated, type Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import { type Button, button, listed, type Notice } from '../words.ts';

const statusInWords = ({ status, done }: StepStanding): string => {
  if (!done) return 'Not done yet.';
  return `${status === 'done' ? 'Done' : 'Done in part'} on ${inWords(done.on)}.`;
};

const linesOf = (standing: StepStanding, names: ReadonlyMap<PersonKey, string>): Line[] => {
  const { step, done, untold } = standing;
  const told = (step.tells ?? []).filter(({ id }) => done?.told?.includes(id));
  return [
    line(statusInWords(standing)),
    ...(done?.where ? [line(done.where, 'Seen at')] : []),
    ...(done?.who ? [line(done.who, 'Seen by')] : []),
    ...(told.length > 0 ? [line(`${listed(told.map(({ name }) => name))}.`, 'Told')] : []),
    ...(untold.length > 0 ? [line(`${listed(untold.map(({ name }) => name))}.`, 'To be told')] : []),
    ...(done?.answer ? [line(`${nameIn(step.answers, done.answer)}.`, 'Outcome')] : []),
    ...(done?.note ? [line(done.note, 'Note')] : []),
    ...(done ? [line(names.get(done.by) ?? 'somebody', 'Recorded by')] : []),
    line(`${sourceInWords(step.source)}.`, 'Source'),
  ];
};

const blocks = (
  standings: readonly StepStanding[],
  names: ReadonlyMap<PersonKey, string>,
  record: (standing: StepStanding) => readonly Button[],
): Block[] =>
  standings.map((standing, at) =>
    blockOf(`Step ${at + 1}: ${standing.step.name}`, linesOf(standing, names), record(standing)),
  );

const recordTitle = ({ status }: StepStanding): string => (status === 'not done' ? 'Record' : 'Record again');

/** How many are done, in a sentence. */
export const progress = (standings: readonly StepStanding[]): string => {
  const left = standings.filter(({ status }) => status !== 'done');
  if (standings.length === 0) return 'The scheme names no steps.';
  return left.length === 0
    ? 'All steps are done.'
    : `${standings.length - left.length} of ${standings.length} done. Next: ${left[0]?.step.name}.`;
};

export const caseStepsCard = (topic: Topic, notice?: Notice, page?: number): Card => {
  const { doc, scheme, names } = topic;
  const standings = stepsStanding(bodyOf({ scheme }, doc.body).steps ?? [], doc.steps);
  return topicCard(topic, {
    heading: 'Steps',
    intro: [progress(standings)],
    blocks: blocks(standings, names, (standing) => [
      opens(recordTitle(standing), 'steps.form', topic, standing.step.id),
    ]),
    tab: 'plan',
    verb: 'steps.view',
    page,
    notice,
  });
};

export const referralStepsCard = ({
  referral,
  scheme,
  names,
  area,
  notice,
}: {
  readonly referral: Referral;
  readonly scheme: Scheme;
  readonly names: ReadonlyMap<PersonKey, string>;
  readonly area: string;
  readonly notice?: Notice | undefined;
}): Card => {
  const { ref, body, state } = referral;
  const steps = (bodyOf({ scheme }, body).steps ?? []).filter(({ when }) => when === 'before');
  const standings = stepsStanding(steps, referral.steps);
  return sheet({
    notice,
    heading: `Steps before the decision: ${ref}`,
    intro: [progress(standings), 'They go with the person onto the register.'],
    blocks: blocks(standings, names, (standing) =>
      state === 'submitted'
        ? [button(recordTitle(standing), 'steps.ask', { referral: ref, of: standing.step.id })]
        : [],
    ),
    buttons: [button('Back to the papers', 'papers.view', { referral: ref })],
    area,
  });
};

/** For whoever reads the papers: what is to be done before the body decides, and what of it is. */
export const beforeBlocks = ({ ref, body, steps: kept }: Referral, scheme: Scheme): Block[] => {
  const steps = (bodyOf({ scheme }, body).steps ?? []).filter(({ when }) => when === 'before');
  if (steps.length === 0) return [];
  const lacking = lackingBefore(steps, kept);
  return [
    blockOf(
      'Before the decision',
      lacking.length === 0
        ? [line('All steps are done.')]
        : lacking.map(({ step, status, untold }) =>
            line(
              status === 'in part' ? `to be told: ${listed(untold.map(({ name }) => name))}` : 'not done yet',
              step.name,
            ),
          ),
      [button('Open the steps', 'steps.before', { referral: ref })],
    ),
  ];
};

const on = dateOf('on', 'Done on');
const where = textOf('where', 'Seen at', 100, 'such as the prison, or at home');
const who = textOf('who', 'Seen by', 100);
const note = textOf('note', 'Note', 300);
const told = ({ tells }: Step): Input => choiceOf('told', 'The person was told', tells ?? [], true);
const answer = ({ answers }: Step): Input => choiceOf('answer', 'Outcome', answers ?? []);

/** Four inputs at most: somebody who was seen and told has no further note. */
export const stepForm = (step: Step, done: StepDone | undefined, today: string): Form => ({
  heading: step.name,
  intro: [`Source: ${sourceInWords(step.source)}.`],
  asks: [
    [on, done?.on ?? today],
    ...(step.seen
      ? ([
          [where, done?.where],
          [who, done?.who],
        ] as const)
      : []),
    ...(step.tells ? ([[told(step), done?.told?.join(',')]] as const) : []),
    ...(step.answers ? ([[answer(step), done?.answer]] as const) : []),
    ...(step.seen ? [] : ([[note, done?.note]] as const)),
  ],
  press: 'Record it',
});

type Reader = { may(input: Input): string; must(input: Input): string };

export const stepTyped = (step: Step, { may, must }: Reader): StepTyped => {
  const day = dated(must(on));
  if (!day) throw new Error('a date that is needed is there');
  const typed = {
    where: step.seen ? must(where) : '',
    who: step.seen ? must(who) : '',
    answer: step.answers ? must(answer(step)) : '',
    note: step.seen ? '' : may(note),
  };
  const said = step.tells ? may(told(step)).split(',').filter(Boolean) : [];
  return {
    on: day,
    ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== '')),
    ...(said.length > 0 && { told: said }),
  };
};

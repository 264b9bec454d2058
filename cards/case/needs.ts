/** What lies behind the offending, and what is proposed for it. */
import { inWords } from '../../services/rules/days.ts';
import { linesOf } from '../papers/blocks.ts';
import { blocksOf, scoreLines } from '../papers/history.ts';
import { type Block, type Line, line } from '../papers/sheet.ts';
import { fieldsOf } from '../referral/form.ts';
import { answersOf, block, type CaseView, formOf, known } from './view.ts';

/** Every score there is, the newest day first; the form's own came with the referral. */
const scores = ({ seen: { referral } }: CaseView): Line[] => {
  const own = referral?.answers.ogrs;
  return [
    ...(referral?.scores ?? []).map((score) => ({ date: score.date, lines: scoreLines(score) })),
    ...(own?.score !== undefined && own.date
      ? [
          {
            date: own.date,
            lines: [line(`${own.tool ?? 'OGRS'} of ${inWords(own.date)}: ${own.score} percent within two years.`)],
          },
        ]
      : []),
  ]
    .sort((a, b) => b.date.localeCompare(a.date))
    .flatMap(({ lines }) => lines);
};

export const needs = (view: CaseView): Block[] => {
  const form = formOf(view);
  const answers = answersOf(view);
  const fields = fieldsOf('pathways', form, answers);
  const given = scores(view);
  return [
    ...blocksOf('Pathways and what drives the offending', known(view, fields)),
    ...(view.seen.referral
      ? blocksOf('What was proposed', linesOf(fieldsOf('proposal', form, answers), answers, form))
      : []),
    ...(given.length > 0
      ? blocksOf('Scores for re-offending (OGRS)', given)
      : [block('Scores for re-offending (OGRS)', [line('None has been given.')])]),
  ];
};

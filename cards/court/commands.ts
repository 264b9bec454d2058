import { z } from 'zod';
import { addCourt, giveResult, tellCps, wantStatement } from '../../services/courts.ts';
import { keepDates, setWanted } from '../../services/keyDates.ts';
import { oneOf } from '../../services/lifeLists.ts';
import { Day } from '../../services/rules/days.ts';
import { Pressed, workers } from '../case/answer.ts';
import { recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { dated } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { addForm, courtCard, datesForm, inputs, resultForm, tellingForm, wantedForm, writerForm } from './card.ts';

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => ({
  card: courtCard(
    await topicOf(turn, ref, ({ courts = [] }) =>
      courts.map(({ statement }) => (statement?.wanted ? statement.by : undefined)),
    ),
    notice,
    page,
  ),
});

/** What all forms here have in common. */
const here = { answer: shown, back: 'court.view' } as const;

export const view = command({
  verb: 'court.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

export const [form, add] = recording({
  opens: 'court.form',
  saves: 'court.add',
  form: () => addForm,
  save: ({ turn, press, must, may }) => {
    const about = may(inputs.about);
    return addCourt(turn, press, {
      on: Day.parse(must(inputs.on)),
      court: must(inputs.court),
      ...(about && { about }),
    });
  },
  said: 'The court date is recorded.',
  ...here,
});

export const [writer, want] = recording({
  opens: 'court.writer',
  saves: 'court.want',
  form: ({ doc, of, turn }) => writerForm(oneOf(doc.courts, of), turn.area.id),
  save: ({ turn, press, of, person }) =>
    wantStatement(turn, { ...press, court: of }, person(inputs.writer(turn.area.id))),
  said: 'The statement is wanted. Whoever writes it has an action for it.',
  ...here,
});

export const unwanted = command({
  verb: 'court.unwanted',
  does: 'change',
  allowed: workers,
  input: Pressed.extend({ of: Id }),
  run: async ({ case: ref, version, of }, turn) => {
    await topicOf(turn, ref);
    const recorded = await wantStatement(turn, { case: ref, version, court: of }, undefined);
    return shown(turn, ref, recorded === 'done' ? done('No statement is wanted.') : overtaken);
  },
});

export const [telling, tell] = recording({
  opens: 'court.telling',
  saves: 'court.tell',
  form: ({ doc, of, today }) => tellingForm(oneOf(doc.courts, of), today),
  save: ({ turn, press, of, must }) => tellCps(turn, { ...press, court: of }, Day.parse(must(inputs.told))),
  said: 'That the CPS is told is recorded.',
  ...here,
});

export const [resulting, result] = recording({
  opens: 'court.resulting',
  saves: 'court.result',
  form: ({ doc, of }) => resultForm(oneOf(doc.courts, of)),
  save: ({ turn, press, of, must }) => giveResult(turn, { ...press, court: of }, must(inputs.result)),
  said: 'The result is recorded.',
  ...here,
});

export const [dates, keep] = recording({
  opens: 'dates.form',
  saves: 'dates.keep',
  form: ({ doc }) => datesForm(doc),
  save: ({ turn, press, may }) => {
    const bail = dated(may(inputs.bail));
    const sentenceEnd = dated(may(inputs.sentenceEnd));
    return keepDates(turn, press, {
      ...(bail && { bail }),
      ...(sentenceEnd && { sentenceEnd }),
    });
  },
  said: 'The dates are kept.',
  ...here,
});

export const [wanting, wanted] = recording({
  opens: 'wanted.form',
  saves: 'wanted.set',
  form: ({ doc, today }) => wantedForm(doc, today),
  save: ({ turn, press, doc, must, may }) => {
    const since = doc.wanted ? undefined : dated(may(inputs.since));
    return setWanted(turn, press, {
      wanted: doc.wanted === undefined,
      why: must(inputs.why),
      ...(since && { since }),
    });
  },
  said: 'It is recorded.',
  ...here,
});

/** What a feed brings and nothing else records: pending cases and offending history, typed on the case. */
import { z } from 'zod';
import { keepPending } from '../../services/keyDates.ts';
import { MOST_OPEN } from '../../services/lifeLists.ts';
import { offencesOf, recordOffence } from '../../services/offences.ts';
import { Day, inWords } from '../../services/rules/days.ts';
import { workers } from '../case/answer.ts';
import { dateOf, type Form, type Given, recording, textOf } from '../case/recording.ts';
import { blockOf, opens, topicCard, topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { line } from '../papers/sheet.ts';
import { wrong } from '../referral/inputs.ts';
import { button, type Notice } from '../words.ts';

/** Small enough for one page. */
const A_BLOCK = 30;
const LONGEST_CASE = 120;

const inputs = {
  cases: textOf('cases', 'Pending cases', 1_500, 'a line each'),
  on: dateOf('on', 'Day of the offence'),
  type: textOf('type', 'Kind of offence', 80),
} as const;

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => {
  const topic = await topicOf(turn, ref);
  const offences = await offencesOf(turn, ref);
  return {
    card: topicCard(topic, {
      heading: 'Offending history and pending cases',
      intro: ['The police feed brings these where there is one; by hand they are the same.'],
      blocks: [
        blockOf(
          'Pending cases',
          (topic.doc.pending ?? []).map((one) => line(one)),
          [opens('Change what is pending', 'pending.form', topic)],
        ),
        ...Array.from({ length: Math.max(1, Math.ceil(offences.length / A_BLOCK)) }, (_, at) =>
          blockOf(
            at === 0 ? 'Offending history, the newest first' : 'Offending history, continued',
            offences
              .slice(at * A_BLOCK, (at + 1) * A_BLOCK)
              .map(({ on, type }) => line(type ?? 'kind not recorded', inWords(on))),
            at === 0 ? [opens('Add an offence', 'offence.form', topic)] : [],
          ),
        ),
      ],
      buttons: [button('Court and key dates', 'court.view', { case: ref })],
      tab: 'plan',
      verb: 'offence.view',
      page,
      notice,
    }),
  };
};

/** What both forms here have in common. */
const here = { answer: shown, back: 'offence.view' } as const;

export const view = command({
  verb: 'offence.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

const casesOf = ({ may }: Given): string[] => {
  const all = may(inputs.cases)
    .split(/[;\n]/)
    .flatMap((one) => one.trim() || []);
  if (all.length > MOST_OPEN) throw wrong(inputs.cases.label, `it takes ${MOST_OPEN} at most`);
  if (all.some((one) => one.length > LONGEST_CASE))
    throw wrong(inputs.cases.label, `each can be ${LONGEST_CASE} characters at most`);
  return all;
};

export const [pendingForm, keep] = recording({
  opens: 'pending.form',
  saves: 'pending.keep',
  form: ({ doc }): Form => ({
    heading: 'Pending cases',
    intro: ['Cases that are not decided yet. One that is taken out of the list is no longer pending.'],
    asks: [[inputs.cases, (doc.pending ?? []).join('\n')]],
    press: 'Keep these',
  }),
  save: (given) => keepPending(given.turn, given.press, casesOf(given)),
  said: 'What is pending is recorded.',
  ...here,
});

export const [offenceForm, add] = recording({
  opens: 'offence.form',
  saves: 'offence.add',
  form: (): Form => ({
    heading: 'An offence',
    intro: ['It counts once, however often it is told: by its day and its kind.'],
    asks: [[inputs.on], [inputs.type]],
    press: 'Record it',
  }),
  save: ({ turn, press, must }) =>
    recordOffence(turn, press, { on: Day.parse(must(inputs.on)), type: must(inputs.type) }),
  said: 'The offence is recorded.',
  ...here,
});

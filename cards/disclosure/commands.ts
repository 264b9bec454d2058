import { z } from 'zod';
import { asksEachTime, disclose, disclosureKind, disclosuresOf } from '../../services/disclosures.ts';
import { Day } from '../../services/rules/days.ts';
import { namesOf } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { discloseForm, disclosuresCard, inputs } from './card.ts';

const shown = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => {
  const topic = await topicOf(turn, ref);
  const made = await disclosuresOf(turn, ref);
  const names = await namesOf(
    turn,
    made.map(({ by }) => by),
  );
  const eachTime = asksEachTime(turn, topic.doc);
  return { card: disclosuresCard({ ...topic, names, eachTime }, made, notice, page) };
};

export const view = command({
  verb: 'disclosure.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => shown(turn, ref, undefined, page),
});

export const [form, record] = recording({
  opens: 'disclosure.form',
  saves: 'disclosure.record',
  category: 'disclosure',
  form: ({ turn, doc, of, today }) =>
    discloseForm(disclosureKind(turn, of), { consent: doc.consent, eachTime: asksEachTime(turn, doc), today }),
  save: ({ turn, doc, press, of, must, may }) => {
    const kind = disclosureKind(turn, of);
    const agreed = asksEachTime(turn, doc) ? may(inputs.agreed) : '';
    return disclose(turn, press, {
      kind: of,
      recipient: must(inputs.recipient),
      told: must(inputs.told),
      ...(agreed && { agreed }),
      ground: may(inputs.ground(kind)),
      on: Day.parse(must(inputs.on)),
    });
  },
  said: 'The disclosure is recorded, and in the log with whoever received it.',
  answer: shown,
  back: 'disclosure.view',
});

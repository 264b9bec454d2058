import { z } from 'zod';
import { answerOffer, makeOffer, offerRow, offersOf } from '../../services/offers.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { type Response, statementOf } from '../../services/rules/statement.ts';
import { workers } from '../case/answer.ts';
import { recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { button, type Notice } from '../words.ts';
import { inputs, offerForm, offersCard, responseForm, statementCard } from './card.ts';

const OneCase = z.object({ case: Id });
const Page = z.int().min(1).default(1);

const listed = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => ({
  card: offersCard(await topicOf(turn, ref), await offersOf(turn, ref), notice, page),
});

export const list = command({
  verb: 'offer.list',
  does: 'view',
  allowed: workers,
  input: OneCase.extend({ page: Page }),
  run: ({ case: ref, page }, turn) => listed(turn, ref, undefined, page),
});

export const [form, make] = recording({
  opens: 'offer.form',
  saves: 'offer.make',
  form: ({ scheme, today, turn }) => offerForm(scheme, today, turn.actor.name),
  save: ({ turn, press, scheme, must }) =>
    makeOffer(turn, press, {
      pathway: must(inputs.pathway(scheme)),
      what: must(inputs.what),
      on: Day.parse(must(inputs.on)),
      who: must(inputs.who),
    }),
  said: 'The offer is recorded.',
  answer: listed,
  back: 'offer.list',
});

export const [asks, answer] = recording({
  opens: 'offer.asks',
  saves: 'offer.answer',
  form: async ({ turn, doc, of, scheme, today }) =>
    responseForm((await offerRow(turn, doc.ref, of)).doc, scheme, today),
  save: ({ turn, press, of, must, may }) => {
    const note = may(inputs.note);
    return answerOffer(
      turn,
      { ...press, offer: of },
      { response: must(inputs.response) as Response, on: Day.parse(must(inputs.when)), ...(note && { note }) },
    );
  },
  said: 'The response is recorded.',
  answer: listed,
  back: 'offer.list',
});

/** From the day the person was taken on until today, unless another period is asked for. */
export const statement = command({
  verb: 'offer.statement',
  does: 'view',
  allowed: workers,
  input: OneCase.extend({
    from: z.string().pipe(Day).optional(),
    to: z.string().pipe(Day).optional(),
    page: Page,
  }),
  run: async ({ case: ref, from, to, page }, turn) => {
    const topic = await topicOf(turn, ref);
    const period = { from: from ?? dayIn(new Date(topic.doc.adoptedAt)), to: to ?? topic.today };
    if (period.from > period.to)
      throw new Refusal(
        'wrong way round',
        'Please look at “From” and “To”: the period ends before it begins. What you typed is still there.',
      );
    const made = statementOf(await offersOf(turn, ref), period, topic.scheme);
    return { card: statementCard(topic, period, made, page) };
  },
});

export const period = command({
  verb: 'offer.period',
  does: 'view',
  allowed: workers,
  input: OneCase,
  run: async ({ case: ref }, turn) => {
    const { doc, today } = await topicOf(turn, ref);
    return {
      card: formCard({
        heading: `Intervention statement: ${ref}`,
        intro: ['Which period shall it tell of?'],
        parts: [part({ inputs: [inputOf(inputs.from, dayIn(new Date(doc.adoptedAt))), inputOf(inputs.to, today)] })],
        buttons: [
          button('Show the statement', 'offer.statement', { case: ref }, { inputs: 'auto', style: 'positive' }),
          button('Back', 'offer.list', { case: ref }),
        ],
        area: turn.area.id,
      }),
    };
  },
});

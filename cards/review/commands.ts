import { z } from 'zod';
import { itemOf } from '../../services/agenda.ts';
import { itemsAsked } from '../../services/asking.ts';
import { lookAtCase } from '../../services/caseSeen.ts';
import { agenciesWithout, giveInput, Inputs, inputSeat, inputsOn } from '../../services/inputs.ts';
import { Refusal } from '../../services/refusal.ts';
import { lookAtReview, recordReselection, recordReview } from '../../services/reviews.ts';
import { dayIn } from '../../services/rules/days.ts';
import { meetingRow, schemeOf } from '../../services/work.ts';
import { itemAnswer } from '../agenda/answer.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { dated, typedAt } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { askedCard, inputCard, inputsCard, nextDate, reviewCard } from './card.ts';

const Item = z.object({ meeting: Id, item: Id });
type Item = z.infer<typeof Item>;
const recorders = ['chair', 'co-ordinator'] as const;
const words = (label: string) =>
  z
    .string(`“${label}” is needed`)
    .trim()
    .min(1, `“${label}” is needed`)
    .max(1000, `“${label}” can be 1,000 characters at most`);

const nextIn = (turn: Turn, next = '') => dated(typedAt(nextDate(), { next }, dayIn(turn.now)));

export const form = command({
  verb: 'review.form',
  does: 'view',
  allowed: recorders,
  input: Item,
  run: async (of, turn) => ({
    card: reviewCard({ seen: await lookAtReview(turn, of), scheme: schemeOf(turn), area: turn.area.id }),
  }),
});

export const record = command({
  verb: 'review.record',
  does: 'change',
  allowed: recorders,
  input: Item.extend({
    version: z.int().min(1),
    outcome: z.enum(['stay', 'plan', 'colour'], 'choose the outcome'),
    colour: z.union([z.literal(''), z.enum(['red', 'amber', 'green'])], 'choose a colour from the list').optional(),
    why: words('In words'),
    next: z.string().optional(),
  }),
  run: async ({ colour, next, ...press }, turn) => {
    const recorded = await recordReview(turn, {
      ...press,
      next: nextIn(turn, next),
      ...(press.outcome === 'colour' && colour && { change: { motion: 'set RAG', colour } }),
    });
    const notice = done(
      press.outcome === 'colour'
        ? 'The review is recorded. The colour is decided now, under this item.'
        : 'The review is recorded.',
    );
    return itemAnswer(turn, press, recorded === 'recorded' ? notice : overtaken);
  },
});

export const reselect = command({
  verb: 'review.reselect',
  does: 'change',
  allowed: recorders,
  input: Item.extend({
    version: z.int().min(1),
    outcome: z.enum(['refer again', 'not now', 'later'], 'choose the outcome'),
    why: words('In words'),
    next: z.string().optional(),
  }),
  run: async ({ next: typed, ...press }, turn) => {
    const next = nextIn(turn, typed);
    const recorded = await recordReselection(turn, { ...press, ...(next && { next }) });
    return itemAnswer(turn, press, recorded === 'recorded' ? done('It is recorded.') : overtaken);
  },
});

/** The item with its case, closed to whoever stands aside. */
const itemWithCase = async (turn: Turn, of: Item) => {
  const { doc: meeting } = await meetingRow(turn.store, turn.area.id, of.meeting);
  const item = itemOf(meeting, of.item);
  if (!item.case) throw new Refusal('no case', 'This item is about no case, so it takes no input of agencies.');
  const { doc } = await lookAtCase(turn, item.case);
  return { meeting, item, doc };
};

const mine = async (turn: Turn, of: Item, notice?: Notice): Promise<Answer> => {
  const { meeting, item, doc } = await itemWithCase(turn, of);
  const seat = inputSeat(turn, meeting, item, doc);
  const row = await turn.store.get(turn.area.id, Inputs, `${doc.ref}|${meeting.id}|${seat}`);
  const about = { meeting: meeting.id, item, area: turn.area.id, ...(notice && { notice }) };
  return { card: inputCard(about, doc.ref, row?.version ?? 0, row?.doc) };
};

export const input = command({
  verb: 'review.input',
  does: 'view',
  allowed: ['member'],
  input: Item,
  run: (of, turn) => mine(turn, of),
});

export const give = command({
  verb: 'review.give',
  does: 'change',
  allowed: ['member'],
  input: Item.extend({ version: z.int().min(0), said: words('What your agency knows') }),
  run: async (press, turn) =>
    mine(
      turn,
      press,
      (await giveInput(turn, { ...press, words: press.said })) === 'saved' ? done('Your input is saved.') : overtaken,
    ),
});

export const inputs = command({
  verb: 'review.inputs',
  does: 'view',
  allowed: ['member', 'chair', 'co-ordinator'],
  input: Item.extend({ page: z.int().min(1).default(1) }),
  run: async ({ page, ...of }, turn) => {
    const { meeting, item, doc } = await itemWithCase(turn, of);
    const given = (await inputsOn(turn, doc.ref, meeting.id)).map((row) => row.doc);
    const about = { meeting: meeting.id, item, area: turn.area.id };
    return {
      card: inputsCard(about, doc.ref, schemeOf(turn), given, agenciesWithout(meeting, item, given), page),
    };
  },
});

const refsAsked = async (place: Place, id: string): Promise<string[]> => {
  const { doc } = await meetingRow(place.store, place.area.id, id);
  return itemsAsked(
    place,
    doc.body,
    doc.items.filter(({ state }) => state === 'waiting'),
  );
};

const asked = async (place: Place, id: string) => {
  const { doc } = await meetingRow(place.store, place.area.id, id);
  return askedCard(doc, await refsAsked(place, id), schemeOf(place), place.area.id);
};

/** The same, for somebody who cannot be messaged. */
export const ask = command({
  verb: 'review.asked',
  does: 'view',
  allowed: ['member'],
  input: z.object({ meeting: Id }),
  whose: ({ meeting }, turn) => refsAsked(turn, meeting),
  run: async ({ meeting }, turn) => ({ card: await asked(turn, meeting) }),
});

export const inputAsked: Telling = {
  view: 'input asked',
  mention: 'the agenda has cases on which the input of your agency is asked.',
  opens: (meeting) => ({ verb: ask.verb, data: { meeting } }),
  card: async (place, _, meeting) => {
    if ((await meetingRow(place.store, place.area.id, meeting)).doc.calledOff) return undefined;
    return { card: await asked(place, meeting), summary: 'The input of your agency is asked before the meeting' };
  },
};

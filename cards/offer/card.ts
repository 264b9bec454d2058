/** What a person is offered and how they respond, and the intervention statement that is made of it. */
import { inWords } from '../../services/rules/days.ts';
import { nameIn } from '../../services/rules/fields.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { type Offer, type Period, RESPONSES, type Statement } from '../../services/rules/statement.ts';
import { agencyName } from '../../services/work.ts';
import { responseInWords } from '../case/life.ts';
import { choiceOf, dateOf, type Form, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Block, type Line, line, sheet } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, count, type Notice } from '../words.ts';

const offeredBy = ({ who, agency }: Offer, scheme: Scheme): string =>
  agency ? `${who}, ${agencyName({ scheme }, agency)}` : who;

const linesOf = (offer: Offer, scheme: Scheme): Line[] => [
  line(offer.what, 'Offered'),
  line(`${inWords(offer.on)}, by ${offeredBy(offer, scheme)}`, 'When'),
  ...(offer.answers.length === 0 ? [line('No response recorded yet.')] : []),
  ...offer.answers.map(({ response, on, note }) =>
    line(`${responseInWords[response]}${note ? `. ${note}` : ''}`, inWords(on)),
  ),
];

/** A pathway’s name stands in a heading, what was typed never does. */
const blocks = (offers: readonly Offer[], scheme: Scheme, topic?: Topic): Block[] =>
  offers.map((offer) =>
    blockOf(
      nameIn(scheme.pathways, offer.pathway),
      linesOf(offer, scheme),
      topic ? [opens('How they responded', 'offer.asks', topic, offer.id)] : [],
    ),
  );

export const offersCard = (topic: Topic, offers: readonly Offer[], notice?: Notice, page?: number): Card =>
  topicCard(topic, {
    heading: 'Offers and responses',
    intro: [
      offers.length === 0 ? 'Nothing has been offered yet.' : `${count(offers.length, 'offer')}, the newest first.`,
    ],
    blocks: blocks(offers, topic.scheme, topic),
    buttons: [opens('Record an offer', 'offer.form', topic), opens('Intervention statement', 'offer.statement', topic)],
    tab: 'contacts',
    verb: 'offer.list',
    page,
    notice,
  });

export const inputs = {
  pathway: ({ pathways }: Scheme): Input => choiceOf('pathway', 'Pathway', pathways),
  what: textOf('what', 'What was offered', 200),
  on: dateOf('on', 'Offered on'),
  who: textOf('who', 'Offered by', 80, 'whoever spoke with the person'),
  response: choiceOf(
    'response',
    'How the person responded',
    RESPONSES.map((id) => ({ id, name: responseInWords[id] })),
  ),
  when: dateOf('when', 'When'),
  note: textOf('note', 'In their words, or what came of it', 200),
  from: dateOf('from', 'From'),
  to: dateOf('to', 'To'),
} as const;

export const offerForm = (scheme: Scheme, today: string, who: string): Form => ({
  heading: 'An offer',
  intro: ['An intervention statement for a court is made of these.'],
  asks: [[inputs.pathway(scheme)], [inputs.what], [inputs.on, today], [inputs.who, who]],
  press: 'Record the offer',
});

export const responseForm = (offer: Offer, scheme: Scheme, today: string): Form => ({
  heading: 'How they responded',
  lines: linesOf(offer, scheme),
  asks: [[inputs.response], [inputs.when, today], [inputs.note]],
  press: 'Record the response',
});

export const statementCard = (
  { doc, scheme, turn }: Topic,
  period: Period,
  statement: Statement,
  page: number,
): Card => {
  const { name } = doc.identity;
  const offers = statement.flatMap(({ offers }) => offers);
  const answered = offers.filter(({ answers }) => answers.length > 0).length;
  const { kept = 0, missed = 0 } = doc.attended ?? {};
  return sheet({
    heading: `Intervention statement: ${doc.ref}`,
    intro: [
      `From ${inWords(period.from)} to ${inWords(period.to)}: what was offered, when, and how the person responded.`,
      `${count(offers.length, 'offer')}, ${answered} with a response. Appointments since joining: ${kept} kept, ${missed} missed.`,
    ],
    blocks: [
      blockOf('Person', [line(name ?? 'not given', 'Name')]),
      ...statement.flatMap(({ offers }) => blocks(offers, scheme)),
    ],
    buttons: [
      button('Another period', 'offer.period', { case: doc.ref }),
      button('Back', 'offer.list', { case: doc.ref }),
    ],
    page,
    turn: (title, to) =>
      button(title, 'offer.statement', { case: doc.ref, from: period.from, to: period.to, page: to }),
    area: turn.area.id,
  });
};

/** What a meeting makes of a review, and what each agency says of a case beforehand. */
import { COLOURS } from '../../services/caseModel.ts';
import type { AgencyInput } from '../../services/inputs.ts';
import type { AgendaItem, Meeting } from '../../services/model.ts';
import { isReselection } from '../../services/reviewItems.ts';
import type { ReviewSeen } from '../../services/reviews.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf, seatName } from '../../services/work.ts';
import { colourInWords } from '../case/words.ts';
import { formCard, inputOf, part } from '../form/card.ts';
import { meetingTitle } from '../meeting/card.ts';
import { blocksOf } from '../papers/history.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Choice, Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { button, listed, type Notice } from '../words.ts';
import { outcomes } from './words.ts';

type View = {
  readonly seen: ReviewSeen;
  readonly scheme: Scheme;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

const words: Input = { id: 'why', label: 'In words', kind: { of: 'text', max: 1000, lines: true } };

export const nextDate = (hint?: string): Input => ({
  id: 'next',
  label: 'Next review',
  ...(hint && { hint }),
  kind: { of: 'date', ahead: true },
});

const choicesOf = (values: readonly (keyof typeof outcomes)[]): Choice[] =>
  values.map((value) => ({ title: outcomes[value], value }));

export const withoutInWords = (without: readonly string[], scheme: Scheme): string =>
  without.length === 0
    ? 'Every agency has given its input.'
    : `No input yet from ${listed(without.map((agency) => agencyName({ scheme }, agency)))}.`;

const aboutOf = ({ meeting, item }: ReviewSeen) => ({ meeting: meeting.id, item: item.id });

export const reviewCard = (view: View): Card =>
  isReselection(view.seen.item) ? reselectionForm(view) : reviewForm(view);

const reviewForm = ({ seen, scheme, area, notice }: View): Card => {
  const { doc, version, meeting, without, next } = seen;
  const about = aboutOf(seen);
  const { motions } = bodyOf({ scheme }, meeting.body);
  const colours = motions.includes('set RAG') ? COLOURS.filter((one) => one !== 'blue' && one !== doc.rag?.colour) : [];
  return formCard({
    notice,
    heading: `Review: ${doc.ref}`,
    intro: [
      ...(doc.rag ? [`${colourInWords[doc.rag.colour]} since ${inWords(doc.rag.since)}.`] : []),
      ...(without ? [withoutInWords(without, scheme)] : []),
      ...(colours.length > 0 ? ['A change of colour is decided at this meeting, under this item.'] : []),
    ],
    parts: [
      part({
        inputs: [
          inputOf(
            {
              id: 'outcome',
              label: 'Outcome',
              kind: {
                of: 'choice',
                choices: choicesOf(['stay', 'plan', ...(colours.length > 0 ? ['colour' as const] : [])]),
              },
            },
            'stay',
          ),
          ...(colours.length > 0
            ? [
                inputOf({
                  id: 'colour',
                  label: 'New colour',
                  hint: 'where another one is proposed',
                  kind: { of: 'choice', choices: colours.map((value) => ({ title: colourInWords[value], value })) },
                }),
              ]
            : []),
          inputOf({ ...words, hint: 'what was found, and how the plan changes' }),
          inputOf(nextDate(), next()),
        ],
      }),
    ],
    buttons: [
      button('Record the review', 'review.record', { ...about, version }, { inputs: 'auto', style: 'positive' }),
      ...(motions.includes('de-select')
        ? [button('Propose removal instead', 'deselection.choose', { case: doc.ref, ...about })]
        : []),
      button('Back', 'agenda.item', about),
    ],
    area,
  });
};

const reselectionForm = ({ seen, area, notice }: View): Card => {
  const { doc, version } = seen;
  const about = aboutOf(seen);
  return formCard({
    notice,
    heading: `Re-selection: ${doc.ref}`,
    intro: ['Removed in long custody. The way back is a new referral, which somebody makes in the usual way.'],
    parts: [
      part({
        inputs: [
          inputOf({
            id: 'outcome',
            label: 'Outcome',
            kind: { of: 'choice', choices: choicesOf(['refer again', 'not now', 'later']) },
          }),
          inputOf(words),
          inputOf(nextDate('where it is considered again later')),
        ],
      }),
    ],
    buttons: [
      button('Record it', 'review.reselect', { ...about, version }, { inputs: 'auto', style: 'positive' }),
      button('Back', 'agenda.item', about),
    ],
    area,
  });
};

type Item = { readonly meeting: string; readonly item: AgendaItem; readonly area: string; readonly notice?: Notice };

/** Before the meeting, to whoever has a seat at it: references only. */
export const askedCard = (meeting: Meeting, refs: readonly string[], scheme: Scheme, area: string): Card =>
  sheet({
    heading: `Input of your agency: ${meetingTitle(meeting, scheme)}`,
    intro: [
      refs.length > 0
        ? 'What does your agency know of these cases since the last meeting? Give its input before the meeting comes to them.'
        : 'No case of this meeting calls for the input of your agency any more.',
    ],
    blocks: blocksOf(
      'Cases',
      refs.map((ref) => line(ref)),
    ),
    buttons: [button('Open the agenda', 'agenda.view', { meeting: meeting.id, page: 1 })],
    area,
  });

/** A seat's own input; `given` is what it said already. */
export const inputCard = (
  { meeting, item, area, notice }: Item,
  ref: string,
  version: number,
  given: AgencyInput | undefined,
): Card => {
  const about = { meeting, item: item.id };
  return formCard({
    notice,
    heading: `Input of your agency: ${ref}`,
    intro: ['The meeting reads it under the name of your seat. It can be changed until the item is dealt with.'],
    parts: [
      part({
        inputs: [
          inputOf(
            {
              id: 'said',
              label: 'What your agency knows',
              hint: 'since the last meeting',
              kind: { of: 'text', max: 1000, lines: true },
            },
            given?.words,
          ),
        ],
      }),
    ],
    buttons: [
      button('Save', 'review.give', { ...about, version }, { inputs: 'auto', style: 'positive' }),
      button('Back', 'agenda.item', about),
    ],
    area,
  });
};

export const inputsCard = (
  { meeting, item, area }: Item,
  ref: string,
  scheme: Scheme,
  inputs: readonly AgencyInput[],
  without: readonly string[],
  page: number,
): Card => {
  const about = { meeting, item: item.id };
  return sheet({
    heading: `Input of agencies: ${ref}`,
    intro: [withoutInWords(without, scheme), 'Only you see this. That you opened it is in the log.'],
    blocks: inputs.map(
      ({ seat, words: said }): Block => ({
        heading: seatName({ scheme }, seat),
        lines: [line(said)],
        buttons: [],
      }),
    ),
    buttons: [button('Back', 'agenda.item', about)],
    page,
    turn: (title, to) => button(title, 'review.inputs', { ...about, page: to }),
    area,
  });
};

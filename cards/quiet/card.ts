/** What somebody wants of the clock: days off, and when they are asked in the morning. */
import { type Day, inWords } from '../../services/rules/days.ts';
import { dateOf, textOf } from '../case/recording.ts';
import { formCard, inputOf, section } from '../form/card.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

export const untilInput = dateOf('until', 'Quiet until the end of', true);
export const timeInput = textOf('time', 'Time', 5, 'such as 07:30');

/** What quiet stops, and what it does not. */
const quietInWords = (until: Day): string =>
  `Until the end of ${inWords(until)} you get no morning question, no reminder of it and no day card. What falls due meanwhile is on your day card when you are back. What somebody gives you still reaches you at once; for a stand-in who gets it instead, type “hand over”.`;

export const quietCard = ({
  quiet,
  prompt,
  area,
  notice,
}: {
  readonly quiet: Day | undefined;
  /** Nothing where nobody asks the person in the morning. */
  readonly prompt:
    | { readonly time: string; readonly usual: string; readonly earliest: string; readonly latest: string }
    | undefined;
  readonly area: string;
  readonly notice?: Notice | undefined;
}): Card =>
  formCard({
    notice,
    heading: 'Days off, and the morning’s question',
    intro: ['For you alone.'],
    parts: [
      section('Quiet', [quiet ? quietInWords(quiet) : 'You have asked for none.'], {
        inputs: [inputOf(untilInput, quiet ?? '')],
        buttons: [
          button(quiet ? 'Change the last day' : 'Begin', 'quiet.begin', {}, { inputs: 'auto', style: 'positive' }),
          ...(quiet ? [button('End it', 'quiet.end', {})] : []),
        ],
      }),
      ...(prompt
        ? [
            section(
              'Anything overnight?',
              [
                `You are asked at ${prompt.time} on working days. You may choose a time from ${prompt.earliest} to ${prompt.latest}; the usual one is ${prompt.usual}.`,
              ],
              {
                inputs: [inputOf(timeInput, prompt.time)],
                buttons: [button('Ask me at this time', 'quiet.promptAt', {}, { inputs: 'auto' })],
              },
            ),
          ]
        : []),
    ],
    buttons: [button('Hand over', 'handover.view', {})],
    area,
  });

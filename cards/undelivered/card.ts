/** What could not be delivered, for the co-ordinator: what kind of card, to whom, when and why, and nothing about a case. */
import type { Reason, Undelivered } from '../../services/undelivered.ts';
import { type Block, line, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count, moment, type Notice } from '../words.ts';

export type UndeliveredItem = Pick<Undelivered, 'at' | 'why' | 'again'> & {
  readonly id: string;
  /** What the person was to be told, in the words that a channel may read; or the name of a channel's card. */
  readonly what: string;
  /** A person's name; a channel's card has none. */
  readonly to?: string | undefined;
};

const reasonInWords: Record<Reason, string> = {
  blocked: 'They have blocked the bot, and there is no channel in which to mention them.',
  'not installed': 'The app is not installed there. Add it to the team, or ask them to add it for themselves.',
  disabled: 'An administrator has switched the app off there.',
  forbidden: 'Teams does not allow the bot to write there.',
  'no conversation': 'The chat or channel is no longer there. A channel is bound with “set up”.',
  'not in the team': 'They are not in the team any more. Hand over what is still with them.',
  'too big': 'Teams found the card too big. This is a fault of the bot.',
  'bad request': 'Teams did not understand the card. This is a fault of the bot.',
  'not registered': 'Teams does not know the bot. Whoever runs it must look at its registration.',
  'address not allowed': 'The address of Teams is not one that the bot may write to. Whoever runs it must look at it.',
  fault: 'Teams had a fault of its own.',
  'not confirmed': 'Teams did not say, twice, whether it took the card. It may have arrived; sent again, it says so.',
};

const blockOf = ({ id, what, to, at, why, again }: UndeliveredItem): Block => ({
  heading: to ? `To ${to}` : 'In a channel',
  lines: [
    line(what, to ? 'Was to be told' : 'Card'),
    line(moment(at), 'When'),
    line(reasonInWords[why], 'Why not'),
    ...(again && why !== 'not confirmed'
      ? [line('An earlier try may have arrived; sent again, it says so.', 'Perhaps')]
      : []),
  ],
  buttons: [
    button('Try again', 'undelivered.retry', { sent: id }),
    button('Leave it', 'undelivered.leave', { sent: id }),
  ],
});

export const undeliveredCard = (
  items: readonly UndeliveredItem[],
  { page, area, notice }: { readonly page: number; readonly area: string; readonly notice?: Notice | undefined },
): Card =>
  sheet({
    notice,
    heading: 'Not delivered',
    intro: [
      items.length === 0
        ? 'Everything that was to be sent has been delivered, tried again or left.'
        : `${count(items.length, 'card')} could not be delivered, the oldest first. Nothing that was recorded is lost.`,
    ],
    blocks: items.map(blockOf),
    buttons: items.length > 1 ? [button('Try all again', 'undelivered.all', { last: items.at(-1)?.id })] : [],
    page,
    turn: (title, number) => button(title, 'undelivered.list', { page: number }),
    area,
  });

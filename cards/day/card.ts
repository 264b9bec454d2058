/** What is due from one person today, and soon. */
import { type Day, inWords } from '../../services/rules/days.ts';
import { type Block, sheet } from '../papers/sheet.ts';
import type { Card } from '../render.ts';
import { button, count, dayInFull, type Notice } from '../words.ts';

export type DayView = {
  readonly day: Day;
  readonly blocks: readonly Block[];
  readonly more: number;
  readonly page: number;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

/** When something is due, seen from today. */
export const dueInWords = (on: Day, today: Day): string => {
  if (on === today) return 'due today';
  return on < today ? `overdue since ${inWords(on)}` : `due on ${inWords(on)}`;
};

export const dayCard = ({ day, blocks, more, page, area, notice }: DayView): Card =>
  sheet({
    notice,
    heading: `Your day: ${dayInFull(day)}`,
    intro: [
      blocks.length === 0
        ? 'Nothing is due from you any more.'
        : `${count(blocks.length, 'thing')} ${blocks.length === 1 ? 'waits' : 'wait'} for you, the earliest due first. Only you see this.`,
      ...(more > 0
        ? [`${count(more, 'more thing')} did not fit on this card. Type “my actions” and “due” for all.`]
        : []),
    ],
    blocks,
    buttons: [button('My actions', 'action.mine', {}), button('Days off', 'quiet.view', {})],
    page,
    turn: (title, number) => button(title, 'day.view', { day, page: number }),
    area,
  });

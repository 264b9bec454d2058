/** How each thing on a day's card reads now; nothing once it is settled. */
import type { DayItem } from '../../services/dayCards.ts';
import { Actions } from '../../services/model.ts';
import type { Day } from '../../services/rules/days.ts';
import { calendarBlock } from '../calendar/dayLines.ts';
import { blockOf } from '../case/topic.ts';
import type { Place } from '../command.ts';
import { type Block, line } from '../papers/sheet.ts';
import { button } from '../words.ts';
import { dueInWords } from './card.ts';

export const blockFor = async (place: Place, item: DayItem, today: Day): Promise<Block | undefined> => {
  const { store, area } = place;
  switch (item.kind) {
    case 'action': {
      const action = (await store.get(area.id, Actions, item.action))?.doc;
      if (!action || action.owner !== item.of || action.state === 'completed' || action.state === 'declined')
        return undefined;
      return blockOf(
        action.ref,
        [line(action.what, `Action, ${dueInWords(action.due, today)}`)],
        [
          button(action.state === 'offered' ? 'Accept or decline' : 'Say how it stands', 'action.view', {
            action: action.id,
          }),
        ],
      );
    }
    case 'meeting to make':
    case 'meeting to hold':
    case 'agenda':
    case 'minutes':
    case 'answers':
    case 'answer':
    case 'arising':
    case 'input':
    case 'part':
      return calendarBlock(place, item, today);
  }
};

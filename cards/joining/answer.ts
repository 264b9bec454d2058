import { joinItem } from '../../services/joining.ts';
import { joiningRow } from '../../services/joinings.ts';
import { meetingRow, schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import { joinItemCard } from './card.ts';

/** An item about an agency, for whoever opens it. */
export const joinItemAnswer = async (
  turn: Turn,
  of: { readonly meeting: string; readonly item: string },
): Promise<Answer> => {
  const { doc: meeting } = await meetingRow(turn.store, turn.area.id, of.meeting);
  const item = joinItem(meeting, of.item);
  const { doc: joining } = await joiningRow(turn, item.join.id);
  const { coordinator } = turn.actor;
  return {
    card: joinItemCard({
      meeting,
      item,
      joining,
      scheme: schemeOf(turn),
      area: turn.area.id,
      chairs: turn.roles.has('chair'),
      coordinator,
    }),
  };
};

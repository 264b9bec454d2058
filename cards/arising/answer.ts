/** An item about an action, as the person who pressed may see it. */
import { lookAtItem } from '../../services/arising.ts';
import { isAside, seatTakenBy } from '../../services/attendance.ts';
import { Cases } from '../../services/caseModel.ts';
import { isOutside } from '../../services/cases.ts';
import { agencyOf } from '../../services/overdue.ts';
import { dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { arisingCard } from './card.ts';

export const arisingAnswer = async (
  turn: Turn,
  of: { readonly meeting: string; readonly item: string },
  notice?: Notice,
): Promise<Answer> => {
  const looked = await lookAtItem(turn, of);
  const { action } = looked.seen;
  const seat = seatTakenBy(looked.meeting, turn.actor.person);
  const aside =
    looked.item.aside.some(({ person }) => person === turn.actor.person) ||
    (seat !== undefined && isAside(looked.item, seat));
  const outside = isOutside((await turn.store.get(turn.area.id, Cases, action.ref))?.doc, turn.actor.person);
  return {
    card: arisingCard({
      ...looked,
      agency: await agencyOf(turn, action),
      scheme: schemeOf(turn),
      area: turn.area.id,
      today: dayIn(turn.now),
      chairs: turn.roles.has('chair'),
      coordinator: turn.actor.coordinator,
      closed: aside || outside,
      notice,
    }),
  };
};

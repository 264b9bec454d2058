/** An item of an agenda about an escalation, as the person who pressed may see it. */
import { lookAtRaised } from '../../services/escalating.ts';
import { schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { raisedCard } from './card.ts';

export const raisedAnswer = async (
  turn: Turn,
  of: { readonly meeting: string; readonly item: string },
  notice?: Notice,
): Promise<Answer> => ({
  card: raisedCard({
    ...(await lookAtRaised(turn, of)),
    scheme: schemeOf(turn),
    area: turn.area.id,
    acts: turn.roles.has('chair') || turn.actor.coordinator,
    notice,
  }),
});

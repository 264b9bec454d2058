/** The card of earlier referrals like one, with what this person may know of them. */
import { lookAtDuplicates } from '../../services/duplicates.ts';
import { schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { duplicatesCard } from './card.ts';

export const answer = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => ({
  card: duplicatesCard({
    ...(await lookAtDuplicates(turn, ref)),
    scheme: schemeOf(turn),
    area: turn.area.id,
    coordinator: turn.actor.coordinator,
    notice,
  }),
});

import { refreshFor } from '../../services/members.ts';
import { lookAtVote } from '../../services/votes.ts';
import { schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { voteCard } from './card.ts';

/** The vote as this person may see it. */
export const voteAnswer = async (turn: Turn, motion: string, notice?: Notice): Promise<Answer> => {
  const seen = await lookAtVote(turn.store, turn.area.id, motion);
  return {
    card: voteCard({
      seen,
      scheme: schemeOf(turn),
      area: turn.area.id,
      viewer: turn.actor.person,
      notice,
      refresh: await refreshFor(turn, seen.meeting),
    }),
  };
};

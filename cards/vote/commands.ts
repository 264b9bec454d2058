import { z } from 'zod';
import { refreshFor } from '../../services/members.ts';
import {
  abandonMotion,
  castBallot,
  closeMotion,
  giveCastingVote,
  lookAtVote,
  openMotion,
} from '../../services/votes.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, type Showing, type Turn } from '../command.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { voteCard } from './card.ts';

const Motion = z.object({ motion: z.string().min(1) });

/** The vote as this person may see it. */
const answer = async (turn: Turn, motion: string, notice?: Notice): Promise<Answer> => {
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

export const view = command({
  verb: 'vote.view',
  does: 'refresh',
  allowed: ['anyone'],
  input: Motion,
  run: ({ motion }, turn) => answer(turn, motion),
});

export const open = command({
  verb: 'vote.open',
  does: 'change',
  allowed: ['chair'],
  input: z.object({
    meeting: z.string(),
    item: z.string(),
    kind: z.enum(['adopt', 'other']),
    question: z.string().trim().max(300, 'the question can be 300 characters at most').optional(),
  }),
  run: async ({ meeting, item, kind, question }, turn) => {
    const motion = await openMotion(turn, {
      meeting,
      item,
      kind,
      question: question || `That the panel adopts ${item}.`,
    });
    return answer(turn, motion, done('The vote is open. Its card is in the channel.'));
  },
});

export const cast = command({
  verb: 'vote.cast',
  does: 'change',
  allowed: ['anyone'],
  input: Motion.extend({
    version: z.int().min(0),
    choice: z.enum(['for', 'against', 'abstain']),
    reason: z.string().trim().max(500, 'a reason can be 500 characters at most').optional(),
  }),
  run: async (input, turn) => {
    const { status, ballot } = await castBallot(turn, input);
    switch (status) {
      case 'confirmed':
        return answer(turn, input.motion, done(`Your vote is recorded: ${ballot.choice} (version ${ballot.version}).`));
      case 'overtaken':
        return answer(turn, input.motion, overtaken);
      case 'too late':
        return answer(
          turn,
          input.motion,
          heed('The vote had closed before your press arrived, so it was not counted.'),
        );
    }
  },
});

export const close = command({
  verb: 'vote.close',
  does: 'change',
  allowed: ['chair'],
  input: Motion,
  run: async ({ motion }, turn) => {
    switch (await closeMotion(turn, motion)) {
      case 'declared':
        return answer(turn, motion, done('The vote is closed and the result declared.'));
      case 'tied':
        return answer(turn, motion, heed('The votes are equal. You may give a casting vote, or none.'));
      case 'already':
        return answer(turn, motion, overtaken);
    }
  },
});

export const casting = command({
  verb: 'vote.casting',
  does: 'change',
  allowed: ['chair'],
  input: Motion.extend({ choice: z.enum(['for', 'against', 'none']) }),
  run: async (input, turn) => {
    switch (await giveCastingVote(turn, input)) {
      case 'declared':
        return answer(turn, input.motion, done('The result is declared.'));
      case 'already':
        return answer(turn, input.motion, overtaken);
    }
  },
});

export const abandon = command({
  verb: 'vote.abandon',
  does: 'change',
  allowed: ['chair'],
  input: Motion,
  run: async ({ motion }, turn) => {
    switch (await abandonMotion(turn, motion)) {
      case 'abandoned':
        return answer(turn, motion, done('The item is deferred; the ballots stay on record.'));
      case 'already':
        return answer(turn, motion, overtaken);
    }
  },
});

/** The card in the channel: no ballots while the vote is open. */
export const shown: Showing = {
  view: 'vote',
  card: async (place, motion) => {
    const seen = await lookAtVote(place.store, place.area.id, motion);
    return {
      card: voteCard({
        seen,
        scheme: schemeOf(place),
        area: place.area.id,
        refresh: await refreshFor(place, seen.meeting),
      }),
      summary: `Vote on ${seen.item.referral ?? seen.item.heading}`,
    };
  },
};

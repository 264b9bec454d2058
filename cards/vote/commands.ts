import { z } from 'zod';
import { confirmChair } from '../../services/chairing.ts';
import { abandonMotion, closeMotion, giveCastingVote } from '../../services/declaring.ts';
import { refreshFor } from '../../services/members.ts';
import { castBallot, lookAtVote, openMotion } from '../../services/votes.ts';
import { motionRow, schemeOf } from '../../services/work.ts';
import { aboutOf } from '../agenda/card.ts';
import { questionOf } from '../case/words.ts';
import { command, Id, type Showing } from '../command.ts';
import { waiting } from '../proposal/waiting.ts';
import { done, heed, overtaken } from '../words.ts';
import { voteAnswer } from './answer.ts';
import { voteCard } from './card.ts';

const Motion = z.object({ motion: Id });

export const view = command({
  verb: 'vote.view',
  does: 'refresh',
  allowed: ['anyone'],
  input: Motion,
  run: ({ motion }, turn) => voteAnswer(turn, motion),
});

export const open = command({
  verb: 'vote.open',
  does: 'change',
  allowed: ['chair'],
  input: z.object({
    meeting: Id,
    item: Id,
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
    return voteAnswer(turn, motion, done('The vote is open. Its card is in the channel.'));
  },
});

/** Puts what is proposed for a case to the vote. */
export const proposal = command({
  verb: 'vote.proposal',
  does: 'change',
  allowed: ['chair'],
  input: z.object({ meeting: Id, item: Id }),
  run: async (of, turn) => {
    const { ref, proposal } = await waiting(turn, of);
    const motion = await openMotion(turn, {
      ...of,
      kind: proposal.change.motion,
      question: questionOf(ref, proposal.change, schemeOf(turn)),
      proposal: proposal.id,
    });
    return voteAnswer(turn, motion, done('The vote is open. Its card is in the channel.'));
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
        return voteAnswer(
          turn,
          input.motion,
          done(`Your vote is recorded: ${ballot.choice} (version ${ballot.version}).`),
        );
      case 'overtaken':
        return voteAnswer(turn, input.motion, overtaken);
      case 'too late':
        return voteAnswer(
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
        return voteAnswer(turn, motion, done('The vote is closed and the result declared.'));
      case 'tied':
        return voteAnswer(turn, motion, heed('The vote is closed. You may give a casting vote, or none.'));
      case 'already':
        return voteAnswer(turn, motion, overtaken);
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
        return voteAnswer(turn, input.motion, done('The result is declared.'));
      case 'already':
        return voteAnswer(turn, input.motion, overtaken);
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
        return voteAnswer(turn, motion, done('The item is deferred; the ballots stay on record.'));
      case 'already':
        return voteAnswer(turn, motion, overtaken);
    }
  },
});

/** The chair stands aside from this item, so the next by the ladder takes it. */
export const chair = command({
  verb: 'vote.chair',
  does: 'change',
  allowed: ['chair', 'next to chair'],
  input: Motion,
  run: async ({ motion }, turn) => {
    const { doc } = await motionRow(turn.store, turn.area.id, motion);
    const status = await confirmChair(turn, doc.meeting, doc.item);
    return voteAnswer(turn, motion, status === 'recorded' ? done('You chair this item.') : overtaken);
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
      summary: `Vote on ${aboutOf(seen.item) ?? seen.item.heading}`,
    };
  },
};

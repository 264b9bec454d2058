import { z } from 'zod';
import { settleProposal } from '../../services/settling.ts';
import { schemeOf } from '../../services/work.ts';
import { agendaAnswer } from '../agenda/answer.ts';
import { command, Id } from '../command.ts';
import { done, overtaken } from '../words.ts';
import { settlingCard } from './card.ts';
import { waiting } from './waiting.ts';

const Item = z.object({ meeting: Id, item: Id });
/** For the chair and the co-ordinator, and for members who sit: the service lets those of a selecting agency in. */
const recorders = ['chair', 'co-ordinator', 'sitting'] as const;

export const settling = command({
  verb: 'proposal.settling',
  does: 'view',
  allowed: recorders,
  input: Item,
  run: async (of, turn) => {
    const { meeting, item, proposal } = await waiting(turn, of);
    return { card: settlingCard(meeting, item, proposal, schemeOf(turn), turn.area.id) };
  },
});

export const settle = command({
  verb: 'proposal.settle',
  does: 'change',
  allowed: recorders,
  input: Item.extend({
    outcome: z.enum(['carried', 'lost']),
    byChair: z.boolean(),
    why: z.string().trim().max(1000, 'reasons can be 1,000 characters at most').optional(),
  }),
  run: async ({ why, ...settling }, turn) =>
    agendaAnswer(
      turn,
      settling.meeting,
      1,
      (await settleProposal(turn, { ...settling, ...(why && { why }) })) === 'settled'
        ? done('What was decided is recorded.')
        : overtaken,
    ),
});

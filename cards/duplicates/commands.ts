import { z } from 'zod';
import { judge } from '../../services/duplicates.ts';
import { papersOf } from '../../services/papers.ts';
import { command, Id } from '../command.ts';
import { done, overtaken } from '../words.ts';
import { answer } from './answer.ts';

export const view = command({
  verb: 'duplicates.view',
  does: 'view',
  allowed: ['referrer', 'co-ordinator', 'member', 'chair', 'gatekeeper'],
  input: z.object({
    referral: Id,
    meeting: Id.optional(),
    item: Id.optional(),
  }),
  run: async (input, turn) => {
    // Whoever may not read the papers has no business with what they are linked to.
    if (!turn.roles.has('referrer')) await papersOf(turn, input);
    return answer(turn, input.referral);
  },
});

export const judged = command({
  verb: 'duplicates.judge',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({
    referral: Id,
    other: Id,
    seen: z.enum(['open', 'same person', 'another person']),
    verdict: z.enum(['same person', 'another person']),
  }),
  run: async (input, turn) => {
    const { referral, other, verdict } = input;
    const outcome = await judge(turn, input);
    const said = `${referral} and ${other} are about ${verdict === 'same person' ? 'one person' : 'two people'}.`;
    return answer(turn, referral, outcome === 'overtaken' ? overtaken : done(`Recorded: ${said}`));
  },
});

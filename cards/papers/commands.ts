import { z } from 'zod';
import { papersOf } from '../../services/papers.ts';
import { nameOf, namesOf, schemeOf } from '../../services/work.ts';
import { command } from '../command.ts';
import { papersCard } from './card.ts';

export const view = command({
  verb: 'papers.view',
  does: 'view',
  allowed: ['member', 'chair', 'co-ordinator', 'referrer', 'gatekeeper'],
  input: z.object({
    referral: z.string().min(1),
    meeting: z.string().min(1).optional(),
    item: z.string().min(1).optional(),
    page: z.int().min(1).optional(),
  }),
  run: async (input, turn) => {
    const papers = await papersOf(turn, input);
    return {
      card: papersCard({
        ...papers,
        referrer: await nameOf(turn, papers.referral.referrer),
        names: await namesOf(
          turn,
          (papers.referral.history ?? []).map(({ by }) => by),
        ),
        scheme: schemeOf(turn),
        area: turn.area.id,
        now: turn.now,
        viewer: turn.actor,
        fromAgenda: input.item !== undefined,
        page: input.page,
      }),
    };
  },
});

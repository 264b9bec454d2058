import { z } from 'zod';
import { colourHistory } from '../../services/colourHistory.ts';
import { schemeOf } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { command, Id } from '../command.ts';
import { colourHistoryCard } from './card.ts';

export const history = command({
  verb: 'colour.history',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).default(1) }),
  run: async ({ case: ref, page }, turn) => ({
    card: colourHistoryCard({
      seen: await colourHistory(turn, ref),
      scheme: schemeOf(turn),
      area: turn.area.id,
      page,
    }),
  }),
});

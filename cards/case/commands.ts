import { z } from 'zod';
import { Refusal } from '../../services/refusal.ts';
import { command, Id } from '../command.ts';
import { Past } from '../words.ts';
import { caseAnswer, workers } from './answer.ts';
import { TABS } from './card.ts';

export const view = command({
  verb: 'case.view',
  does: 'view',
  allowed: workers,
  input: z.object({
    case: Id,
    meeting: Id.optional(),
    item: Id.optional(),
    tab: z.enum(TABS).default('summary'),
    page: z.int().min(1).default(1),
    past: Past,
  }),
  typed: {
    words: 'case',
    does: 'opens a case: “case”, then its reference',
    where: ['personal'],
    data: async (_, words) => {
      if (!words)
        throw new Refusal('no reference', 'Type the reference of the case after it, such as “case RICH-2026-014”.');
      return { case: words.toUpperCase() };
    },
  },
  run: ({ case: ref, tab, page, past }, turn) => caseAnswer(turn, ref, tab, undefined, page, past),
});

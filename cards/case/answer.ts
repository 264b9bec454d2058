/** The card of a case as the person who pressed may see it; also what each of its commands begins with. */
import { z } from 'zod';
import { lookAtCase } from '../../services/caseSeen.ts';
import { schemeOf } from '../../services/work.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { caseCard, type Tab } from './card.ts';

/** Who reads a case and works on it: its body, and those who have a part in it. */
export const workers = [
  'member',
  'chair',
  'co-ordinator',
  'lead professional',
  'police contact',
  'owner agency',
] as const;

export const Pressed = z.object({ case: z.string().min(1), version: z.int().min(1) });

export const caseAnswer = async (turn: Turn, ref: string, tab: Tab, notice?: Notice, page = 1): Promise<Answer> => ({
  card: caseCard({
    seen: await lookAtCase(turn, ref),
    scheme: schemeOf(turn),
    area: turn.area.id,
    viewer: turn.actor.person,
    coordinator: turn.actor.coordinator,
    tab,
    page,
    notice,
  }),
});

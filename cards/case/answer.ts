/** The card of a case as the person who pressed may see it; also what each of its commands begins with. */
import { z } from 'zod';
import { lookAtCase } from '../../services/caseSeen.ts';
import { dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, Id, type Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { caseCard, type Tab } from './card.ts';

export { workers } from '../../services/permission.ts';

export const Pressed = z.object({ case: Id, version: z.int().min(1) });

export const caseAnswer = async (
  turn: Turn,
  ref: string,
  tab: Tab,
  notice?: Notice,
  page = 1,
  past?: string,
): Promise<Answer> => ({
  card: caseCard({
    seen: await lookAtCase(turn, ref, { tab, past }),
    scheme: schemeOf(turn),
    area: turn.area.id,
    tab,
    page,
    past,
    today: dayIn(turn.now),
    roles: turn.roles,
    viewer: turn.actor.person,
    notice,
  }),
});

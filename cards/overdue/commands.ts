import { z } from 'zod';
import { overdueOf } from '../../services/overdue.ts';
import { dayIn } from '../../services/rules/days.ts';
import { ledBy } from '../../services/rules/leads.ts';
import { worksFor } from '../../services/rules/leave.ts';
import { schemeOf } from '../../services/work.ts';
import { command, type Turn } from '../command.ts';
import { overdueCard } from './card.ts';

/** A lead sees those of the agencies that named them, the co-ordinator all, and those of which no agency is recorded. */
const agenciesOf = (turn: Turn) =>
  turn.actor.coordinator
    ? [...schemeOf(turn).agencies.map(({ id }) => id), undefined]
    : worksFor(turn.area.leave ?? {}, turn.actor.person, dayIn(turn.now)).flatMap((person) =>
        ledBy(turn.area.leads, person),
      );

const seenBy = (turn: Turn) => overdueOf(turn, agenciesOf(turn), turn.actor.person);

export const list = command({
  verb: 'overdue.list',
  does: 'view',
  allowed: ['agency lead', 'co-ordinator'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'overdue',
    does: 'lists the overdue actions of the agency you lead',
    where: ['personal'],
    menu: false,
  },
  whose: async (_, turn) => (await seenBy(turn)).map(({ action }) => action.ref),
  run: async ({ page }, turn) => ({
    card: overdueCard({
      overdue: await seenBy(turn),
      agencies: agenciesOf(turn),
      scheme: schemeOf(turn),
      area: turn.area.id,
      page,
    }),
  }),
});

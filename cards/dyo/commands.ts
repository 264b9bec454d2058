import { z } from 'zod';
import { referralRow } from '../../services/referrals.ts';
import { dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { youngOffenders } from '../../services/youngOffenders.ts';
import { command, type Telling } from '../command.ts';
import { transferCard, youngCard } from './card.ts';

export const list = command({
  verb: 'dyo.list',
  does: 'view',
  allowed: ['DYO lead', 'co-ordinator'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'dyo list',
    does: 'lists the deter young offenders for whoever follows them in an agency',
    where: ['personal'],
    menu: false,
  },
  whose: async (_, turn) => (await youngOffenders(turn, turn.actor.person)).map(({ ref }) => ref),
  run: async ({ page }, turn) => ({
    card: youngCard({
      cases: await youngOffenders(turn, turn.actor.person),
      today: dayIn(turn.now),
      scheme: schemeOf(turn),
      area: turn.area.id,
      page,
    }),
  }),
});

export const moving: Telling = {
  view: 'transfer',
  mention: 'the panel has agreed that a case of yours moves on; its referral is begun for you.',
  opens: (referral) => ({ verb: 'referral.open', data: { referral } }),
  card: async (place, person, ref) => {
    const { doc } = await referralRow(place, ref);
    if (doc.referrer !== person || doc.state !== 'draft' || !doc.transferOf) return undefined;
    return { card: transferCard(doc, schemeOf(place), place.area.id), summary: `${doc.transferOf} moves on` };
  },
};

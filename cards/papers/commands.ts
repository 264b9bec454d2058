import { z } from 'zod';
import { declinesToReconsider } from '../../services/declines.ts';
import { formerCases } from '../../services/formerCases.ts';
import { papersOf } from '../../services/papers.ts';
import { isLeftBehind } from '../../services/permission.ts';
import { nameOf, namesOf, schemeOf } from '../../services/work.ts';
import { command, Id } from '../command.ts';
import { listed } from '../words.ts';
import { papersCard } from './card.ts';

export const view = command({
  verb: 'papers.view',
  does: 'view',
  allowed: ['member', 'chair', 'co-ordinator', 'referrer', 'gatekeeper'],
  input: z.object({
    referral: Id,
    meeting: Id.optional(),
    item: Id.optional(),
    page: z.int().min(1).optional(),
  }),
  whose: async (input, turn) => {
    const { referral, meeting } = await papersOf(turn, input);
    return [referral.ref, ...(await formerCases(turn, referral, meeting)).map(({ doc }) => doc.ref)];
  },
  run: async (input, turn) => {
    const papers = await papersOf(turn, input);
    const former = await formerCases(turn, papers.referral, papers.meeting);
    return {
      card: papersCard({
        ...papers,
        referrer: await nameOf(turn, papers.referral.referrer),
        leftBehind: isLeftBehind(turn.area, papers.referral),
        names: await namesOf(
          turn,
          [...(papers.referral.history ?? []), ...former.flatMap(({ events }) => events.map(({ doc }) => doc))].map(
            ({ by }) => by,
          ),
        ),
        scheme: schemeOf(turn),
        area: turn.area.id,
        now: turn.now,
        viewer: turn.actor,
        fromAgenda: input.item !== undefined,
        page: input.page,
        former,
      }),
    };
  },
});

export const declines = command({
  verb: 'papers.declines',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: {
    words: 'earlier declines',
    does: 'lists referrals once declined that today’s criteria would take',
    where: ['personal'],
    menu: false,
  },
  whose: async (_, turn) => (await declinesToReconsider(turn)).map(({ ref }) => ref),
  run: async (_, turn) => {
    const refs = (await declinesToReconsider(turn)).map(({ ref }) => ref);
    return {
      say:
        refs.length === 0
          ? 'No referral that was declined would be taken by the criteria of today.'
          : `Declined once, and within the criteria of today: ${listed(refs)}. Their referrers may want to refer them again.`,
    };
  },
});

import { z } from 'zod';
import { declinesToReconsider } from '../../services/declines.ts';
import { formerCases } from '../../services/formerCases.ts';
import type { Referral } from '../../services/model.ts';
import { papersOf } from '../../services/papers.ts';
import { isLeftBehind } from '../../services/permission.ts';
import { dayIn } from '../../services/rules/days.ts';
import { readsOgrs } from '../../services/rules/scores.ts';
import { peopleIn } from '../../services/timeline.ts';
import { bodyOf, nameOf, namesOf, schemeOf } from '../../services/work.ts';
import { command, Id, type Turn } from '../command.ts';
import { scorers } from '../ogrs/card.ts';
import { listed } from '../words.ts';
import { papersCard } from './card.ts';

/** Where the body reads the score; what is not handed in or was withdrawn is not scored. */
const mayScore = (turn: Turn, { state, body }: Referral): boolean =>
  scorers.some((role) => turn.roles.has(role)) &&
  (state === 'submitted' || state === 'decided') &&
  readsOgrs(bodyOf(turn, body), dayIn(turn.now));

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
        names: await namesOf(turn, [
          ...(papers.referral.history ?? []).map(({ by }) => by),
          ...former.flatMap(({ events }) => events.flatMap(({ doc }) => peopleIn(doc))),
        ]),
        scheme: schemeOf(turn),
        area: turn.area.id,
        now: turn.now,
        viewer: turn.actor,
        scores: mayScore(turn, papers.referral),
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

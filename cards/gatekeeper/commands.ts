import { z } from 'zod';
import { giveBack, referralsKept, release } from '../../services/gatekeeping.ts';
import { referralRow, whereabouts } from '../../services/referrals.ts';
import { dayIn } from '../../services/rules/days.ts';
import { nameOf, schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { viewOf } from '../referral/answer.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { agencyCard, askedCard, comment, releaseCard, returnCard } from './card.ts';

const OneReferral = z.object({ referral: Id });
const Seen = OneReferral.extend({ version: z.int().min(0) });
const Page = z.int().min(1).optional();

const shown = async (turn: Turn, ref: string, page?: number): Promise<Answer> => {
  const view = await viewOf(turn, ref, undefined, page);
  return { card: releaseCard(view, await nameOf(turn, view.seen.referral.referrer)) };
};

const listed = async (turn: Turn, page?: number, notice?: Notice): Promise<Answer> => {
  const kept = await referralsKept(turn);
  return {
    card: agencyCard(
      await Promise.all(kept.map(async ({ doc }) => ({ referral: doc, where: await whereabouts(turn, doc) }))),
      { scheme: schemeOf(turn), area: turn.area.id, notice, page },
    ),
  };
};

export const view = command({
  verb: 'gatekeeper.view',
  does: 'view',
  allowed: ['gatekeeper'],
  input: OneReferral.extend({ page: Page }),
  run: ({ referral, page }, turn) => shown(turn, referral, page),
});

export const released = command({
  verb: 'gatekeeper.release',
  does: 'change',
  allowed: ['gatekeeper'],
  input: Seen,
  run: async (press, turn) => {
    const status = await release(turn, press);
    return listed(
      turn,
      1,
      status === 'released' ? done(`${press.referral} is released to the panel, and its referrer is told.`) : overtaken,
    );
  },
});

export const returning = command({
  verb: 'gatekeeper.returning',
  does: 'view',
  allowed: ['gatekeeper'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: returnCard(await viewOf(turn, referral)) }),
});

export const returned = command({
  verb: 'gatekeeper.return',
  does: 'change',
  allowed: ['gatekeeper'],
  input: Seen.extend({ comment: z.string().optional() }),
  run: async (press, turn) => {
    const why = typedMust(comment, press, dayIn(turn.now));
    const status = await giveBack(turn, { ...press, why });
    return listed(
      turn,
      1,
      status === 'returned' ? done(`${press.referral} is returned, and its referrer is told.`) : overtaken,
    );
  },
});

export const list = command({
  verb: 'gatekeeper.list',
  does: 'view',
  allowed: ['agency'],
  input: z.object({ page: Page }),
  typed: {
    words: 'agency referrals',
    does: 'lists your agency’s referrals and where each stands, for its gatekeeper',
    where: ['personal'],
    menu: false,
  },
  whose: async (_, turn) => (await referralsKept(turn)).map(({ doc }) => doc.ref),
  run: ({ page }, turn) => listed(turn, page),
});

export const asked: Telling = {
  view: 'for release',
  mention: 'A referral waits for your release.',
  opens: (referral) => ({ verb: view.verb, data: { referral } }),
  card: async (place, person, ref) => {
    const { doc } = await referralRow(place, ref);
    const inPlace = place.area.gatekeepers?.[doc.agency] !== person;
    return { card: askedCard(doc, inPlace, schemeOf(place), place.area.id), summary: `To release: ${ref}` };
  },
};

/** The card that a press on a referral leads its referrer to. */
import { z } from 'zod';
import { changingOf, lookAtReferral } from '../../services/referrals.ts';
import type { Step } from '../../services/rules/referral.ts';
import { schemeOf } from '../../services/work.ts';
import { changesCard } from '../amendment/card.ts';
import type { Answer, Turn } from '../command.ts';
import type { Notice } from '../words.ts';
import { type ReferralView, stepCard, stepsOf } from './card.ts';
import { checkCard, keptCard } from './sheets.ts';
import { receivedCard } from './standing.ts';

export const StepName = z.enum(['identity', 'offences', 'pathways', 'proposal', 'consent']);

export type Where = Step | 'check' | 'kept';

export const viewOf = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<ReferralView> => {
  const seen = await lookAtReferral(turn, ref);
  return {
    seen,
    own: seen.referral.referrer === turn.actor.person,
    scheme: schemeOf(turn),
    area: turn.area.id,
    now: turn.now,
    notice,
    ...(page && { page }),
  };
};

/** A draft, or a change, at one of its steps; otherwise where the referral stands. */
export const answer = async (
  turn: Turn,
  ref: string,
  where?: Where,
  notice?: Notice,
  page?: number,
): Promise<Answer> => {
  const view = await viewOf(turn, ref, notice, page);
  const { referral, lacking } = view.seen;
  if (referral.state !== 'draft') {
    if (!changingOf(referral) || where === undefined || where === 'kept') return { card: receivedCard(view) };
    return {
      card: where !== 'check' && stepsOf(view.seen).includes(where) ? stepCard(view, where) : changesCard(view),
    };
  }
  const shown = where ?? lacking[0]?.step ?? 'check';
  switch (shown) {
    case 'check':
      return { card: checkCard(view) };
    case 'kept':
      return { card: keptCard(view) };
    default:
      return { card: stepCard(view, shown) };
  }
};

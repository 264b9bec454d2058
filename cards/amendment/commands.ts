import { z } from 'zod';
import { beginChange, confirmChange, dropChange, withdraw } from '../../services/amendments.ts';
import { dayIn } from '../../services/rules/days.ts';
import { command, Id } from '../command.ts';
import { answer, viewOf } from '../referral/answer.ts';
import { type Typed, typedMust } from '../referral/inputs.ts';
import { done, heed, overtaken } from '../words.ts';
import { reason, reasonCard, withdrawCard } from './card.ts';

const OneReferral = z.object({ referral: Id });
const Seen = OneReferral.extend({ version: z.int().min(0) });
const WithReason = Seen.extend({ reason: z.string().optional() });

const typedReason = (typed: Typed, now: Date): string => typedMust(reason, typed, dayIn(now));

export const begin = command({
  verb: 'amendment.begin',
  does: 'change',
  allowed: ['referrer'],
  input: Seen,
  run: async (press, turn) => {
    const begun = await beginChange(turn, press);
    return begun === 'begun'
      ? answer(turn, press.referral, 'check')
      : answer(turn, press.referral, undefined, overtaken);
  },
});

export const drop = command({
  verb: 'amendment.drop',
  does: 'change',
  allowed: ['referrer'],
  input: Seen,
  run: async (press, turn) => {
    const dropped = await dropChange(turn, press);
    return dropped === 'dropped'
      ? answer(turn, press.referral, undefined, done('Nothing was changed.'))
      : answer(turn, press.referral, 'check', overtaken);
  },
});

export const why = command({
  verb: 'amendment.reason',
  does: 'view',
  allowed: ['referrer'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: reasonCard(await viewOf(turn, referral)) }),
});

export const make = command({
  verb: 'amendment.make',
  does: 'change',
  allowed: ['referrer'],
  input: WithReason,
  run: async (press, turn) => {
    const made = await confirmChange(turn, { ...press, why: typedReason(press, turn.now) });
    switch (made) {
      case 'changed':
        return answer(turn, press.referral, undefined, done('The change is made. What stood before is kept with it.'));
      case 'nothing':
        return answer(turn, press.referral, undefined, heed('Everything stands as before, so nothing was changed.'));
      case 'overtaken':
        return answer(turn, press.referral, 'check', overtaken);
    }
  },
});

export const withdrawing = command({
  verb: 'amendment.withdrawing',
  does: 'view',
  allowed: ['referrer'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: withdrawCard(await viewOf(turn, referral)) }),
});

export const withdrawn = command({
  verb: 'amendment.withdraw',
  does: 'change',
  allowed: ['referrer'],
  input: WithReason,
  run: async (press, turn) => {
    const withdrawal = await withdraw(turn, { ...press, why: typedReason(press, turn.now) });
    return answer(
      turn,
      press.referral,
      undefined,
      withdrawal === 'withdrawn' ? done('The referral is withdrawn.') : overtaken,
    );
  },
});

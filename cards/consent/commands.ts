import { z } from 'zod';
import { answerOverride, askOverride, mayOverride, recordConsent } from '../../services/consent.ts';
import { consentRules, referralRow } from '../../services/referrals.ts';
import { consentStop } from '../../services/rules/consent.ts';
import { dayIn } from '../../services/rules/days.ts';
import { passRefusalOn, place, strandOf } from '../../services/strand.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Place, type Telling, type Turn } from '../command.ts';
import { answer, viewOf } from '../referral/answer.ts';
import { formOf } from '../referral/card.ts';
import { typedMust } from '../referral/inputs.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { noticeCard, overrideReason, questionCard, recordCard, strandCard, strandReason } from './card.ts';
import { consentTyped } from './typed.ts';

const OneReferral = z.object({ referral: Id });
const Seen = OneReferral.extend({ version: z.int().min(0) });
const Reason = { reason: z.string().optional() };

export const ask = command({
  verb: 'consent.ask',
  does: 'change',
  allowed: ['referrer'],
  input: Seen,
  run: async (press, turn) =>
    answer(
      turn,
      press.referral,
      'check',
      (await askOverride(turn, press)) === 'asked'
        ? done('They are asked, and you are told what they decide.')
        : overtaken,
    ),
});

const questioned = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const view = await viewOf(turn, ref, notice);
  mayOverride(turn, view.seen.referral);
  return { card: questionCard(view) };
};

export const question = command({
  verb: 'consent.question',
  does: 'view',
  allowed: ['co-ordinator', 'body chair'],
  input: OneReferral,
  run: ({ referral }, turn) => questioned(turn, referral),
});

export const override = command({
  verb: 'consent.override',
  does: 'change',
  allowed: ['co-ordinator', 'body chair'],
  input: Seen.extend({ ...Reason, goAhead: z.boolean() }),
  run: async (press, turn) => {
    const why = typedMust(overrideReason, press, dayIn(turn.now));
    const answered = await answerOverride(turn, { ...press, why });
    return questioned(
      turn,
      press.referral,
      answered === 'answered' ? done('Your decision is recorded, and the referrer is told.') : overtaken,
    );
  },
});

export const pass = command({
  verb: 'consent.pass',
  does: 'change',
  allowed: ['referrer'],
  input: Seen,
  run: async (press, turn) =>
    answer(
      turn,
      press.referral,
      'check',
      (await passRefusalOn(turn, press)) === 'passed on' ? done('The refusal is passed on.') : overtaken,
    ),
});

const decided = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const view = await viewOf(turn, ref, notice);
  return { card: strandCard(view, strandOf(view.seen.referral)) };
};

export const strand = command({
  verb: 'consent.strand',
  does: 'view',
  allowed: ['refusal agency', 'co-ordinator'],
  input: OneReferral,
  run: ({ referral }, turn) => decided(turn, referral),
});

export const placed = command({
  verb: 'consent.place',
  does: 'change',
  allowed: ['refusal agency', 'co-ordinator'],
  input: Seen.extend({ ...Reason, placed: z.boolean() }),
  run: async (press, turn) => {
    const why = typedMust(strandReason, press, dayIn(turn.now));
    const recorded = await place(turn, { ...press, why });
    const notice = recorded === 'recorded' ? done('Your decision is recorded.') : overtaken;
    return decided(turn, press.referral, notice);
  },
});

export const open = command({
  verb: 'consent.open',
  does: 'view',
  allowed: ['referrer'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: recordCard(await viewOf(turn, referral)) }),
});

export const record = command({
  verb: 'consent.record',
  does: 'change',
  allowed: ['referrer'],
  input: z.looseObject(Seen.shape),
  run: async (press, turn) => {
    const { doc } = await referralRow(turn, press.referral);
    const view = await viewOf(turn, press.referral);
    const consent = consentTyped(press, formOf(view), doc.answers);
    const recorded = await recordConsent(turn, { referral: press.referral, version: press.version, consent });
    const stop = consentStop(consent, consentRules(turn, doc).rule);
    switch (recorded) {
      case 'recorded':
        return {
          card: recordCard(
            await viewOf(turn, press.referral),
            done(stop ? `Recorded. ${stop} The panel sees that in the papers.` : 'Recorded.'),
          ),
        };
      case 'as it stands':
        return { card: recordCard(await viewOf(turn, press.referral), done('It was recorded so already.')) };
      case 'overtaken':
        return { card: recordCard(await viewOf(turn, press.referral), overtaken) };
    }
  },
});

const noticeOf = async (work: Place, ref: string, about: 'override' | 'strand') =>
  noticeCard((await referralRow(work, ref)).doc, about, schemeOf(work), work.area.id);

export const overrideAsked: Telling = {
  view: 'override asked',
  mention: 'you are asked whether a referral may go ahead without consent.',
  opens: (referral) => ({ verb: question.verb, data: { referral } }),
  card: async (work, _, ref) => ({ card: await noticeOf(work, ref, 'override'), summary: `Without consent? ${ref}` }),
};

export const strandTold: Telling = {
  view: 'strand',
  mention: 'there is something for you about consent to a referral.',
  opens: (referral) => ({ verb: strand.verb, data: { referral } }),
  card: async (work, _, ref) => ({ card: await noticeOf(work, ref, 'strand'), summary: `Consent to ${ref}` }),
};

import { z } from 'zod';
import { papersOf } from '../../services/papers.ts';
import { referralRow } from '../../services/referrals.ts';
import { dayIn } from '../../services/rules/days.ts';
import { recordCaseStep, recordReferralStep, refuseUnlessOpen, stepOf } from '../../services/steps.ts';
import { namesOf, schemeOf } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { filledIn, recording } from '../case/recording.ts';
import { topicOf } from '../case/topic.ts';
import { type Answer, command, Id, type Turn } from '../command.ts';
import { type Typed, typedAt, typedMust } from '../referral/inputs.ts';
import { button, done, type Notice } from '../words.ts';
import { caseStepsCard, referralStepsCard, stepForm, stepTyped } from './card.ts';

const ofCase = async (turn: Turn, ref: string, notice?: Notice, page?: number): Promise<Answer> => ({
  card: caseStepsCard(
    await topicOf(turn, ref, ({ steps = {} }) => Object.values(steps).map((step) => step?.by)),
    notice,
    page,
  ),
});

export const view = command({
  verb: 'steps.view',
  does: 'view',
  allowed: workers,
  input: z.object({ case: Id, page: z.int().min(1).optional() }),
  run: ({ case: ref, page }, turn) => ofCase(turn, ref, undefined, page),
});

export const [form, record] = recording({
  opens: 'steps.form',
  saves: 'steps.record',
  form: ({ turn, doc, of, today }) => {
    const step = stepOf(turn, doc.body, of);
    return stepForm(step, doc.steps?.[of], today);
  },
  save: ({ turn, doc, press, of, ...reader }) =>
    recordCaseStep(turn, { ...press, step: of }, stepTyped(stepOf(turn, doc.body, of), reader)),
  said: 'The step is recorded.',
  answer: ofCase,
  back: 'steps.view',
});

/** Who reads the papers of a referral; none of them where the person declared an interest. */
const readers = ['member', 'chair', 'co-ordinator', 'referrer', 'gatekeeper'] as const;
const OneReferral = z.object({ referral: Id });

const ofReferral = async (turn: Turn, ref: string, notice?: Notice): Promise<Answer> => {
  const { referral } = await papersOf(turn, { referral: ref });
  const people = Object.values(referral.steps ?? {}).map((step) => step?.by);
  return {
    card: referralStepsCard({
      referral,
      scheme: schemeOf(turn),
      names: await namesOf(
        turn,
        people.filter((person) => person !== undefined),
      ),
      area: turn.area.id,
      notice,
    }),
  };
};

export const before = command({
  verb: 'steps.before',
  does: 'view',
  allowed: readers,
  input: OneReferral,
  run: ({ referral }, turn) => ofReferral(turn, referral),
});

const asked = async (turn: Turn, ref: string, of: string, typed?: Typed): Promise<Answer> => {
  await papersOf(turn, { referral: ref });
  const { doc, version } = await referralRow(turn, ref);
  refuseUnlessOpen(doc);
  return {
    card: filledIn(stepForm(stepOf(turn, doc.body, of), doc.steps?.[of], dayIn(turn.now)), {
      saves: button('', 'steps.keep', { referral: ref, version, of }),
      back: button('Back', 'steps.before', { referral: ref }),
      area: turn.area.id,
      ...(typed && { typed }),
    }),
  };
};

export const ask = command({
  verb: 'steps.ask',
  does: 'view',
  allowed: readers,
  input: OneReferral.extend({ of: Id }),
  run: ({ referral, of }, turn) => asked(turn, referral, of),
});

export const keep = command({
  verb: 'steps.keep',
  does: 'change',
  allowed: readers,
  input: z.looseObject({ ...OneReferral.shape, version: z.int().min(1), of: Id }),
  run: async ({ referral: ref, version, of, ...typed }, turn) => {
    const { referral } = await papersOf(turn, { referral: ref });
    const today = dayIn(turn.now);
    const read = stepTyped(stepOf(turn, referral.body, of), {
      may: (input) => typedAt(input, typed, today),
      must: (input) => typedMust(input, typed, today),
    });
    const kept = await recordReferralStep(turn, { referral: ref, version, step: of }, read);
    return kept === 'done' ? ofReferral(turn, ref, done('The step is recorded.')) : asked(turn, ref, of, typed);
  },
});

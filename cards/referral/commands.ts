import { z } from 'zod';
import { moveDraft, removeOffence, saveStep, startDraft } from '../../services/drafts.ts';
import { MOST } from '../../services/duplicates.ts';
import type { Referral } from '../../services/model.ts';
import { referralsBy } from '../../services/referralIndex.ts';
import { bodiesForReferrals, lookAtReferral, STEPS, standingFor, whereabouts } from '../../services/referrals.ts';
import { Refusal } from '../../services/refusal.ts';
import { dayIn } from '../../services/rules/days.ts';
import type { ReferralAnswers, Step } from '../../services/rules/referral.ts';
import { tierOf } from '../../services/rules/screening.ts';
import { draftStanding } from '../../services/staleDrafts.ts';
import { raiseEmergency, submit } from '../../services/submission.ts';
import { agencyName, bodyOf, schemeOf } from '../../services/work.ts';
import { command, Id, type Place, type Search, type Telling, type Turn } from '../command.ts';
import { answer as alikeAnswer } from '../duplicates/answer.ts';
import { done, heed, overtaken } from '../words.ts';
import { answer, StepName, type Where } from './answer.ts';
import { formOf, type Going, removeInput } from './card.ts';
import { isOfPrison } from './entering.ts';
import { fieldsOf, typedInto } from './form.ts';
import { type Form, type Typed, typedAt, wrong } from './inputs.ts';
import { withTypedOffence } from './offences.ts';
import { startCard } from './sheets.ts';
import { arrivedCard, changedCard, emergencyCard, mineCard, newsCard } from './standing.ts';

const OneReferral = z.object({ referral: Id });
const OnDraft = OneReferral.extend({ version: z.int().min(0) });
const Page = z.int().min(1).optional();

const own = async (turn: Turn) =>
  Promise.all(
    (await referralsBy(turn, turn.actor.person)).map(async ({ doc }) => ({
      referral: doc,
      where: await whereabouts(turn, doc),
      due: await draftStanding(turn, doc, dayIn(turn.now)),
    })),
  );

export const refer = command({
  verb: 'referral.refer',
  does: 'view',
  allowed: ['agency', 'co-ordinator'],
  input: z.object({}),
  typed: { words: 'refer', does: 'refers somebody to a panel, or carries on with your draft', where: ['personal'] },
  run: async (_, turn) => {
    const all = await own(turn);
    const { agency } = turn.actor;
    const standings = bodiesForReferrals(schemeOf(turn)).map((body) => ({
      body,
      ...standingFor(turn, agency ?? '', body),
    }));
    const bodies = standings.filter(({ status }) => status !== 'may not refer');
    const [first] = standings;
    const enters = turn.actor.coordinator;
    if (bodies.length === 0 && first?.status === 'may not refer' && !enters)
      throw new Refusal('may not refer', first.why);
    return {
      card: startCard({
        drafts: all.filter(({ where }) => where.status === 'draft'),
        seen: all.length,
        bodies,
        enters,
        receives: isOfPrison(turn),
        area: turn.area.id,
        now: turn.now,
      }),
    };
  },
});

export const start = command({
  verb: 'referral.start',
  does: 'change',
  category: 'collection',
  allowed: ['agency'],
  input: z.object({ body: Id, seen: z.int().min(0) }),
  run: async (input, turn) => {
    const { status, ref } = await startDraft(turn, input);
    return answer(
      turn,
      ref,
      status === 'started' ? 'identity' : undefined,
      status === 'started' ? done(`Your draft is ${ref}. It is kept from now on.`) : overtaken,
    );
  },
});

export const open = command({
  verb: 'referral.open',
  does: 'view',
  allowed: ['referrer'],
  input: OneReferral.extend({ step: z.union([StepName, z.literal('check')]).optional(), page: Page }),
  run: ({ referral, step, page }, turn) => answer(turn, referral, step, undefined, page),
});

const beside = (step: Step, by: 1 | -1): Where => STEPS[STEPS.indexOf(step) + by] ?? (by === 1 ? 'check' : step);

const target = (step: Step, go: Going): Where => {
  switch (go) {
    case 'next':
      return beside(step, 1);
    case 'back':
      return beside(step, -1);
    case 'leave':
      return 'kept';
    case 'check':
      return 'check';
    case 'add':
    case 'remove':
      return step;
  }
};

const withTyped = (answers: ReferralAnswers, step: Step, go: Going, typed: Typed, form: Form): ReferralAnswers => {
  const filled = typedInto(answers, fieldsOf(step, form, answers), typed, form);
  if (step !== 'offences') return filled;
  return withTypedOffence(go === 'remove' ? withoutOne(filled, typed, form) : filled, typed, form, go === 'add');
};

const withoutOne = (answers: ReferralAnswers, typed: Typed, form: Form): ReferralAnswers => {
  const input = removeInput(answers, form);
  const chosen = typedAt(input, typed, form.today);
  if (!chosen) throw wrong(input.label, 'choose which one');
  return removeOffence(answers, Number(chosen));
};

export const save = command({
  verb: 'referral.save',
  does: 'change',
  category: 'collection',
  allowed: ['referrer'],
  input: z.looseObject({
    ...OnDraft.shape,
    step: StepName,
    go: z.enum(['next', 'back', 'leave', 'check', 'add', 'remove']),
  }),
  run: async ({ step, go, ...press }, turn) => {
    const form = formOf({ seen: await lookAtReferral(turn, press.referral), scheme: schemeOf(turn), now: turn.now });
    let before: ReferralAnswers | undefined;
    const saved = await saveStep(turn, press, (answers) => {
      before = answers;
      return withTyped(answers, step, go, press, form);
    });
    switch (saved) {
      case 'submitted':
        return answer(turn, press.referral, undefined, overtaken);
      case 'overtaken':
        return answer(turn, press.referral, step, overtaken);
      case 'saved':
      case 'as it stands': {
        const { referral } = await lookAtReferral(turn, press.referral);
        const questions = (answers: ReferralAnswers) => fieldsOf(step, form, answers).length;
        const more = go === 'next' && before && questions(referral.answers) > questions(before);
        return more
          ? answer(turn, press.referral, step, heed('Saved. Please say what you propose for each pathway rated red.'))
          : answer(turn, press.referral, target(step, go), done('Saved.'));
      }
    }
  },
});

export const move = command({
  verb: 'referral.move',
  does: 'change',
  allowed: ['referrer'],
  category: 'collection',
  input: OnDraft.extend({ body: Id }),
  run: async (input, turn) => {
    const moved = await moveDraft(turn, input);
    return answer(
      turn,
      input.referral,
      'check',
      moved === 'moved' ? done(`Your draft is now for the ${bodyOf(turn, input.body).name}.`) : overtaken,
    );
  },
});

const notAlarmed = heed(
  'Nobody has been told of the emergency yet. Read this, submit, and then press “It is an emergency”.',
);

export const submitted = command({
  verb: 'referral.submit',
  does: 'change',
  category: 'collection',
  allowed: ['referrer'],
  input: OnDraft.extend({
    alike: z.array(Id).max(MOST.found).optional(),
    emergency: z.boolean().optional(),
  }),
  run: async (press, turn) => {
    switch (await submit(turn, press)) {
      case 'somebody alike':
        return alikeAnswer(turn, press.referral, press.emergency ? notAlarmed : undefined);
      case 'submitted':
        return answer(turn, press.referral, undefined, done('Thank you. Your referral has been submitted.'));
      case 'with gatekeeper':
        return answer(
          turn,
          press.referral,
          undefined,
          done('Thank you. It is with your organisation’s gatekeeper now.'),
        );
      case 'already':
        return answer(turn, press.referral, undefined, heed('It had been submitted before, so nothing was changed.'));
      case 'overtaken':
        return answer(turn, press.referral, 'check', overtaken);
    }
  },
});

export const emergency = command({
  verb: 'referral.emergency',
  does: 'change',
  allowed: ['referrer'],
  input: OnDraft,
  run: async (press, turn) => {
    const told = await raiseEmergency(turn, press);
    return answer(
      turn,
      press.referral,
      undefined,
      told === 'told' ? done('It is told as an emergency at once.') : overtaken,
    );
  },
});

/** The types of offence of the scheme whose name has these words in it; all of them for none. A client asks for some at a time. */
export const offenceTypes: Search = {
  dataset: 'offences',
  allowed: ['agency', 'co-ordinator'],
  run: async (text, turn) => {
    const words = text.toLocaleLowerCase('en-GB').split(/\s+/);
    const today = dayIn(turn.now);
    const scheme = schemeOf(turn);
    return scheme.offences
      .filter(({ name }) => words.every((word) => name.toLocaleLowerCase('en-GB').includes(word)))
      .map(({ id, name }) => {
        const tier = tierOf(scheme, id, today);
        return { title: tier ? `${name} (priority, tier ${tier})` : name, value: id };
      });
  },
};

export const mine = command({
  verb: 'referral.mine',
  does: 'view',
  allowed: ['anyone'],
  input: z.object({ page: Page }),
  typed: { words: 'my referrals', does: 'lists your drafts and referrals and where each stands', where: ['personal'] },
  run: async ({ page }, turn) => ({
    card: mineCard(await own(turn), { scheme: schemeOf(turn), area: turn.area.id, page }),
  }),
});

const about = (place: Place, { agency, body }: Referral) => ({
  agency: agencyName(place, agency),
  body: bodyOf(place, body).name,
  area: place.area.id,
});

const arrival = async (place: Place, ref: string) => {
  const seen = await lookAtReferral(place, ref);
  return arrivedCard(seen, about(place, seen.referral));
};

export const arrived = command({
  verb: 'referral.arrived',
  does: 'view',
  allowed: ['co-ordinator'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: await arrival(turn, referral) }),
});

export const received: Telling = {
  view: 'referral received',
  mention: 'A referral has been received.',
  opens: (referral) => ({ verb: 'referral.arrived', data: { referral } }),
  card: async (place, _, ref) => ({ card: await arrival(place, ref), summary: `Referral received: ${ref}` }),
};

const alteration = async (place: Place, ref: string) => {
  const seen = await lookAtReferral(place, ref);
  return changedCard(seen, about(place, seen.referral));
};

export const changed = command({
  verb: 'referral.changed',
  does: 'view',
  allowed: ['co-ordinator'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: await alteration(turn, referral) }),
});

export const altered: Telling = {
  view: 'referral changed',
  mention: 'A referral has been changed or withdrawn.',
  opens: (referral) => ({ verb: 'referral.changed', data: { referral } }),
  card: async (place, _, ref) => ({ card: await alteration(place, ref), summary: `Referral changed: ${ref}` }),
};

const tidings = async (place: Place, ref: string) =>
  newsCard(await lookAtReferral(place, ref), schemeOf(place), place.area.id);

export const news = command({
  verb: 'referral.news',
  does: 'view',
  allowed: ['referrer'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: await tidings(turn, referral) }),
});

export const newsTold: Telling = {
  view: 'referral news',
  mention: 'There is news of a referral that you made.',
  opens: (referral) => ({ verb: news.verb, data: { referral } }),
  card: async (place, _, ref) => ({ card: await tidings(place, ref), summary: `News of ${ref}` }),
};

const alarm = async (place: Place, ref: string) => {
  const seen = await lookAtReferral(place, ref);
  return emergencyCard(seen, about(place, seen.referral));
};

export const alarmed = command({
  verb: 'referral.alarm',
  does: 'view',
  allowed: ['member', 'co-ordinator'],
  input: OneReferral,
  run: async ({ referral }, turn) => ({ card: await alarm(turn, referral) }),
});

export const alarmTold: Telling = {
  view: 'emergency',
  mention: 'A referral cannot wait for the meeting.',
  opens: (referral) => ({ verb: alarmed.verb, data: { referral } }),
  card: async (place, _, ref) => ({ card: await alarm(place, ref), summary: `Emergency: ${ref}` }),
};

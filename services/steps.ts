/** The steps of a body's order: done on a referral before its decision, on a case after it. */
import { changeCase } from './cases.ts';
import { onRegister } from './lifeLists.ts';
import type { Referral } from './model.ts';
import { referralRow } from './referrals.ts';
import { Refusal } from './refusal.ts';
import type { Step, StepDone, StepsDone } from './rules/steps.ts';
import { replace } from './store.ts';
import { bodyOf, save, type Work } from './work.ts';

export type StepTyped = Omit<StepDone, 'by' | 'at'>;

export const stepOf = (work: Pick<Work, 'scheme'>, body: string, id: string): Step => {
  const step = bodyOf(work, body).steps?.find((candidate) => candidate.id === id);
  if (!step) throw new Refusal('no such step', `The ${bodyOf(work, body).name} takes no such step.`);
  return step;
};

const kept = (work: Work, steps: StepsDone | undefined, step: string, typed: StepTyped): StepsDone => ({
  ...steps,
  [step]: { ...typed, by: work.actor.person, at: work.now.toISOString() },
});

const nameOfAnswer = (step: Step, answer: string | undefined): string | undefined =>
  step.answers?.find(({ id }) => id === answer)?.name;

/** Said again, it takes the place of what was said before; the history keeps both. */
export const recordCaseStep = (
  work: Work,
  { step: id, ...press }: { readonly case: string; readonly version: number; readonly step: string },
  typed: StepTyped,
): Promise<'done' | 'overtaken'> =>
  changeCase(work, press, (doc) => {
    const step = stepOf(work, onRegister(doc).body, id);
    const answer = nameOfAnswer(step, typed.answer);
    return {
      doc: { ...doc, steps: kept(work, doc.steps, id, typed) },
      events: [{ what: 'step', step: id, name: step.name, on: typed.on, ...(answer && { answer }) }],
    };
  });

/** What may be done on a referral: it is in, and not decided yet. */
export const refuseUnlessOpen = ({ state }: Referral): void => {
  if (state !== 'submitted')
    throw new Refusal('not open', 'Steps before the decision are recorded while a referral waits for it.');
};

export const recordReferralStep = (
  work: Work,
  { referral: ref, version, step: id }: { readonly referral: string; readonly version: number; readonly step: string },
  typed: StepTyped,
): Promise<'done' | 'overtaken'> =>
  save<'done' | 'overtaken'>(work, async () => {
    const row = await referralRow(work, ref);
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    refuseUnlessOpen(row.doc);
    stepOf(work, row.doc.body, id);
    return {
      changes: [replace(row, { ...row.doc, steps: kept(work, row.doc.steps, id, typed) })],
      result: 'done',
      whose: [ref],
    };
  });

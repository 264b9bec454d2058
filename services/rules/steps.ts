/** What a body does with somebody before it decides and after, in the scheme's own order (domain: decision, first contact). */
import { z } from 'zod';
import type { Day } from './days.ts';
import { id, Named, type Who, words } from './fields.ts';

export const Step = z.strictObject({
  id,
  name: words,
  source: words,
  when: z.enum(['before', 'after']),
  /** The person is seen: where, and by whom, is asked. */
  seen: z.boolean().optional(),
  /** What the person is told. */
  tells: z.array(Named).min(1).optional(),
  /** How it may come out. */
  answers: z.array(Named).min(2).optional(),
});
export type Step = z.infer<typeof Step>;

export type StepDone = {
  readonly on: Day;
  /** Who wrote it down, and when. */
  readonly by: Who;
  readonly at: string;
  readonly where?: string;
  /** Who saw the person. */
  readonly who?: string;
  readonly told?: readonly string[];
  readonly answer?: string;
  readonly note?: string;
};
/** By step. */
export type StepsDone = Readonly<Partial<Record<string, StepDone>>>;

export type StepStanding = {
  readonly step: Step;
  readonly status: 'not done' | 'in part' | 'done';
  readonly done?: StepDone;
  /** What the person has not been told yet. */
  readonly untold: readonly Named[];
};

/** A step in which the person is told several things is done once all of them are said. */
export const stepsStanding = (steps: readonly Step[], kept: StepsDone = {}): StepStanding[] =>
  steps.map((step) => {
    const done = kept[step.id];
    const untold = (step.tells ?? []).filter((one) => !done?.told?.includes(one.id));
    if (!done) return { step, status: 'not done', untold };
    return { step, status: untold.length > 0 ? 'in part' : 'done', done, untold };
  });

/** What a body is without when it decides. */
export const lackingBefore = (steps: readonly Step[], kept?: StepsDone): StepStanding[] =>
  stepsStanding(steps, kept).filter(({ step, status }) => step.when === 'before' && status !== 'done');

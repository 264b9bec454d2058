/** A question of the referral form: how its answer is read off a card and shown again. */
import type { ReferralAnswers, YesNoUnknown } from '../../services/rules/referral.ts';
import type { Choice, Input } from './inputs.ts';

export type Field = Input & {
  /** The heading of the part of the step in which it stands, where that is not the step's own. */
  readonly under?: string;
  /** What the input shows; '' when there is no answer. */
  readonly read: (answers: ReferralAnswers) => string;
  /** The answers that `typed` changes; '' takes an answer away. */
  readonly write: (typed: string, answers: ReferralAnswers) => Partial<ReferralAnswers>;
};

export const choice = <Value extends string>(
  { id, label, hint }: { id: string; label: string; hint?: string },
  choices: readonly Choice<Value>[],
  read: (answers: ReferralAnswers) => Value | undefined,
  write: (value: Value | undefined, answers: ReferralAnswers) => Partial<ReferralAnswers>,
): Field => ({
  id,
  label,
  hint,
  kind: { of: 'choice', choices },
  read: (answers) => read(answers) ?? '',
  write: (typed, answers) => write(choices.find(({ value }) => value === typed)?.value, answers),
});

export const yesNo: readonly Choice<YesNoUnknown>[] = [
  { title: 'Yes', value: 'yes' },
  { title: 'No', value: 'no' },
  { title: 'Not known', value: 'unknown' },
];

/** An answer of several parts: gone when all of them are. */
export const parts = <Parts extends object>(some: Parts | undefined, changed: Parts): Parts | undefined => {
  const whole = { ...some, ...changed };
  return Object.values(whole).some((part) => part !== undefined) ? whole : undefined;
};

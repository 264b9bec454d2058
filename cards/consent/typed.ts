/** What was typed about consent, whole: an answer, and a reason where it is not yes. */
import type { Consent, ReferralAnswers } from '../../services/rules/referral.ts';
import { fieldsOf, typedInto } from '../referral/form.ts';
import { type Form, type Typed, wrong } from '../referral/inputs.ts';

export const consentTyped = (
  typed: Typed,
  form: Form,
  answers: ReferralAnswers,
): Consent & Required<Pick<Consent, 'status'>> => {
  const fields = fieldsOf('consent', form, answers);
  const { consent } = typedInto({ ...answers, consent: undefined }, fields, typed, form);
  const label = (id: string): string => fields.find((field) => field.id === id)?.label ?? id;
  if (!consent?.status) throw wrong(label('consentStatus'), 'choose an answer');
  if (consent.status !== 'given' && !consent.reason) throw wrong(label('consentReason'), 'it is needed');
  return { ...consent, status: consent.status };
};

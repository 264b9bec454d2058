/** What a scheme's rule of consent makes of an answer. */
import type { Consent } from './referral.ts';
import type { ReferralRules } from './scheme.ts';

type Rules = ReferralRules['consent'];
type Rule = Rules['rule'];
type Status = NonNullable<Consent['status']>;

/** The answers that a rule knows, in the words of the form. */
export const consentChoices = (rule: Rule): readonly { readonly value: Status; readonly title: string }[] =>
  rule === 'told'
    ? [
        { value: 'given', title: 'Told that information is shared' },
        { value: 'not sought', title: 'Not told yet' },
      ]
    : [
        { value: 'given', title: 'Given' },
        { value: 'refused', title: 'Refused' },
        { value: 'withdrawn', title: 'Withdrawn' },
        { value: 'not sought', title: 'Not sought' },
      ];

/** The person said no. */
export const isRefusal = (consent: Consent | undefined): boolean =>
  consent?.status === 'refused' || consent?.status === 'withdrawn';

/**
 * Why a referral does not go ahead unless it is overridden: a refusal stops it, and where informed consent is needed
 * (Leeds 1.23) so does not having asked. Where people are told, there is nothing to refuse (Thurrock 2.6).
 */
export const consentStop = (consent: Consent | undefined, rule: Rule): string | undefined => {
  if (rule === 'told' || !consent?.status || consent.status === 'given') return undefined;
  if (isRefusal(consent)) return `Consent is ${consent.status}.`;
  return rule === 'informed' ? 'Informed consent is needed, and it has not been sought.' : undefined;
};

/** A refusal against which somebody whom the scheme names may go on; where an agency decides on it, that agency does. */
export const mayBeOverridden = (consent: Consent | undefined, { rule, onRefusal, overrideBy }: Rules): boolean =>
  isRefusal(consent) && rule !== 'told' && onRefusal === undefined && overrideBy.length > 0;

/** Whether the person still has to be asked, or told, after this was recorded: where consent has to be informed, or people told. */
export const stillToAsk = ({ status }: Consent, rule: Rule): boolean =>
  status === 'not sought' && rule !== 'where appropriate';

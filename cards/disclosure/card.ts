/** What was disclosed outside the body, to whom, and the form on which it is recorded once its gate is met. */
import type { Disclosure } from '../../services/disclosures.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { DisclosureKind } from '../../services/rules/disclosure.ts';
import { nameIn } from '../../services/rules/fields.ts';
import type { Consent } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { dateOf, type Form, textOf } from '../case/recording.ts';
import { blockOf, opens, type Topic, topicCard } from '../case/topic.ts';
import { type Block, line } from '../papers/sheet.ts';
import type { Input } from '../referral/inputs.ts';
import type { Card } from '../render.ts';
import { sourceInWords } from '../sources.ts';
import type { Notice } from '../words.ts';

const gateInWords: Record<DisclosureKind['gate'], string> = {
  'consent and risk assessment': 'Needs the person’s consent and a risk assessment',
  'lawful reason': 'Needs a lawful reason',
};

/** `eachTime`: the scheme keeps no consent, so it is asked with each disclosure. */
const consentInWords = (consent: Consent | undefined, eachTime: boolean): string => {
  if (eachTime)
    return 'Here people are told that information is shared, which is no consent: it is asked for each disclosure that needs it.';
  return consent?.status === 'given' ? 'Consent is given.' : `Consent is ${consent?.status ?? 'not recorded'}.`;
};

const groundName = (kinds: readonly DisclosureKind[], kind: string): string =>
  kinds.find(({ id }) => id === kind)?.gate === 'consent and risk assessment' ? 'Risk assessment' : 'Lawful reason';

const kindsOf = ({ disclosures = [] }: Scheme) => disclosures;

export const disclosuresCard = (
  topic: Topic & { readonly eachTime: boolean },
  made: readonly Disclosure[],
  notice?: Notice,
  page?: number,
): Card => {
  const kinds = kindsOf(topic.scheme);
  return topicCard(topic, {
    heading: 'Disclosures',
    intro: [
      'Telling somebody outside the body goes into the log with whoever received it.',
      consentInWords(topic.doc.consent, topic.eachTime),
    ],
    blocks: [
      ...kinds.map(
        (kind): Block =>
          blockOf(
            kind.name,
            [line(`${gateInWords[kind.gate]}.`), line(`${sourceInWords(kind.source)}.`, 'Source')],
            [opens('Disclose', 'disclosure.form', topic, kind.id)],
          ),
      ),
      ...made.map((one) =>
        blockOf(`Disclosed on ${inWords(one.on)}`, [
          line(`${nameIn(kinds, one.kind)}: ${one.recipient}`, 'To'),
          line(one.told, 'Told'),
          ...(one.agreed ? [line(one.agreed, inputs.agreed.label)] : []),
          line(one.ground, groundName(kinds, one.kind)),
          line(topic.names.get(one.by) ?? 'somebody', 'By'),
        ]),
      ),
    ],
    tab: 'contacts',
    verb: 'disclosure.view',
    page,
    notice,
  });
};

export const inputs = {
  recipient: textOf('recipient', 'Who is told', 100, 'their name and post'),
  told: textOf('told', 'What they are told', 500),
  agreed: textOf('agreed', 'How the person agreed', 500, 'to this disclosure: when, to whom they said it'),
  ground: ({ gate }: DisclosureKind): Input =>
    gate === 'lawful reason'
      ? textOf('ground', 'Lawful reason', 500)
      : textOf('ground', 'Risk assessment', 500, 'what it found, by whom and when'),
  on: dateOf('on', 'Disclosed on'),
} as const;

export const discloseForm = (
  kind: DisclosureKind,
  {
    consent,
    eachTime,
    today,
  }: { readonly consent: Consent | undefined; readonly eachTime: boolean; readonly today: Day },
): Form => {
  const needsConsent = kind.gate === 'consent and risk assessment';
  return {
    heading: `Disclose: ${kind.name}`,
    intro: [
      `${gateInWords[kind.gate]}. Source: ${sourceInWords(kind.source)}.`,
      ...(needsConsent ? [consentInWords(consent, eachTime)] : []),
    ],
    asks: [
      [inputs.recipient],
      [inputs.told],
      ...(needsConsent && eachTime ? ([[inputs.agreed]] as const) : []),
      [inputs.ground(kind)],
      [inputs.on, today],
    ],
    press: 'Record the disclosure',
  };
};

/** Consent: recorded after submission, overridden by whom the scheme names, and what an agency makes of a refusal. */
import type { Referral, Strand } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { formCard, inputOf, part, section } from '../form/card.ts';
import { line, sheet } from '../papers/sheet.ts';
import { formOf, type ReferralView } from '../referral/card.ts';
import { fieldsOf, inPlainWords } from '../referral/form.ts';
import type { Input } from '../referral/inputs.ts';
import { open, strandInWords } from '../referral/standing.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

const textual = (id: string, label: string, hint: string): Input => ({
  id,
  label,
  hint,
  kind: { of: 'text', max: 500, lines: true },
});
export const overrideReason = textual('reason', 'Reason', 'it is kept with the referral, whatever you decide');
export const strandReason = textual('reason', 'Reason', 'it is kept with the referral, for the panel to read');

/** To whoever is asked or told: no name, only the reference. */
export const noticeCard = (
  { ref, agency, body, strand }: Referral,
  about: 'override' | 'strand',
  scheme: Scheme,
  area: string,
): Card =>
  sheet({
    heading: about === 'override' ? `Without consent? ${ref}` : `Consent to ${ref}`,
    intro:
      about === 'override'
        ? [
            `${agencyName({ scheme }, agency)} asks to refer somebody to the ${bodyOf({ scheme }, body).name} without consent. You may decide on that.`,
          ]
        : [
            ...(strand ? [strandInWords(strand, scheme)] : []),
            ...(strand && strand.state !== 'ended' ? ['You sit for the agency that decides.'] : []),
          ],
    buttons: [button('Open', about === 'override' ? 'consent.question' : 'consent.strand', { referral: ref })],
    area,
  });

/** Who it is and what was said of consent: what a decision about it needs, and no more. */
const facts = (view: ReferralView) => {
  const { referral } = view.seen;
  const { name, dateOfBirth, proposal } = referral.answers;
  const form = formOf(view);
  return part({
    lines: [
      line(name ?? 'not given', 'Person'),
      ...(dateOfBirth ? [line(inWords(dateOfBirth), 'Date of birth')] : []),
      line(agencyName({ scheme: view.scheme }, referral.agency), 'Referred by'),
      ...fieldsOf('consent', form, referral.answers)
        .filter((field) => field.read(referral.answers) !== '')
        .map((field) => line(inPlainWords(field, referral.answers, form), field.label)),
      ...(proposal ? [line(proposal, 'Proposed')] : []),
    ],
  });
};

export const questionCard = (view: ReferralView): Card => {
  const { referral, version } = view.seen;
  const asked = referral.override?.state === 'asked';
  const press = { referral: referral.ref, version };
  return formCard({
    notice: view.notice,
    heading: `Without consent? ${referral.ref}`,
    intro: asked
      ? [
          'Shall this referral go ahead although the person does not consent? Only you and others whom the scheme names decide this.',
        ]
      : ['This has been decided.'],
    parts: [
      facts(view),
      ...(referral.override?.why
        ? [
            part({
              lines: [
                line(
                  referral.override.why,
                  referral.override.state === 'given' ? 'It may go ahead' : 'It may not go ahead',
                ),
              ],
            }),
          ]
        : []),
      ...(asked ? [part({ inputs: [inputOf(overrideReason)] })] : []),
    ],
    buttons: asked
      ? [
          button('Let it go ahead', 'consent.override', { ...press, goAhead: true }, { inputs: 'auto' }),
          button('Do not', 'consent.override', { ...press, goAhead: false }, { inputs: 'auto' }),
        ]
      : [],
    area: view.area,
  });
};

/** Once consent has come, who it is is no longer the agency's business here. */
export const strandCard = (view: ReferralView, strand: Strand): Card => {
  const { referral, version } = view.seen;
  const open = strand.state !== 'ended';
  const press = { referral: referral.ref, version };
  return formCard({
    notice: view.notice,
    heading: `Consent refused: ${referral.ref}`,
    intro: [strandInWords(strand, view.scheme)],
    parts: open ? [facts(view), part({ inputs: [inputOf(strandReason)] })] : [],
    buttons: open
      ? [
          ...(strand.state === 'placed'
            ? []
            : [button(`Place in ${strand.name}`, 'consent.place', { ...press, placed: true }, { inputs: 'auto' })]),
          ...(strand.state === 'not placed'
            ? []
            : [button('Do not place', 'consent.place', { ...press, placed: false }, { inputs: 'auto' })]),
        ]
      : [],
    area: view.area,
  });
};

/** What the person says now, in place of what they said before. */
export const recordCard = (view: ReferralView, notice?: Notice): Card => {
  const { referral, version } = view.seen;
  const { answers, ref, strand } = referral;
  return formCard({
    notice: notice ?? view.notice,
    heading: `Consent to ${ref}`,
    intro: [
      'Record what the person says now. What was said before is kept with the referral, for the panel to read.',
      ...(strand ? [strandInWords(strand, view.scheme)] : []),
    ],
    parts: [
      section('Now', [], {
        inputs: fieldsOf('consent', formOf(view), answers).map((field) => inputOf(field, field.read(answers))),
      }),
    ],
    buttons: [
      button('Record it', 'consent.record', { referral: ref, version }, { inputs: 'auto', style: 'positive' }),
      open('Back', ref),
    ],
    area: view.area,
  });
};

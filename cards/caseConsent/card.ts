/** Consent on a case: asked again by a new owner, decided on by an agency or overridden where it is refused. */
import type { Case } from '../../services/caseModel.ts';
import type { Strand } from '../../services/model.ts';
import { inWords } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName } from '../../services/work.ts';
import { consentDueInWords, consentLines, overrideInWords } from '../case/ownership.ts';
import { formCard, inputOf, type Part, part, section } from '../form/card.ts';
import { line, sheet } from '../papers/sheet.ts';
import { fieldsOf } from '../referral/form.ts';
import type { Form, Input } from '../referral/inputs.ts';
import { strandInWords } from '../referral/standing.ts';
import type { Card } from '../render.ts';
import { button, type Notice } from '../words.ts';

export type ConsentView = {
  readonly doc: Case;
  readonly version: number;
  /** What was said last, as the form of a referral reads it. */
  readonly answers: ReferralAnswers;
  readonly form: Form;
  readonly area: string;
  readonly notice?: Notice | undefined;
};

/** For whoever decides on a refusal. */
export const reason: Input = {
  id: 'reason',
  label: 'Reason',
  hint: 'it is kept with the case, whatever you decide',
  kind: { of: 'text', max: 500, lines: true },
};

const mine = button('Consents to ask', 'ownership.list', {});

const facts = ({ doc, form }: ConsentView): Part =>
  part({
    lines: [
      line(doc.identity.name ?? 'not given', 'Person'),
      ...(doc.identity.dateOfBirth ? [line(inWords(doc.identity.dateOfBirth), 'Date of birth')] : []),
      line(agencyName(form, doc.owner), 'Owner'),
      ...consentLines(doc, form.scheme),
    ],
  });

const ruleInWords: Record<NonNullable<Form['body']['referrals']>['consent']['rule'], string> = {
  informed: 'Informed consent is needed here. Until it is given or refused, it stays to be asked for.',
  'where appropriate': 'Here consent is asked where appropriate. If you did not ask, say why.',
  told: 'Here the person is told that information is shared. Until they are, it stays to be done.',
};

/** What the person says now, in place of what they said before, which stays in the history. */
export const recordCard = (view: ConsentView): Card => {
  const { doc, version, answers, form, area, notice } = view;
  const { referrals } = form.body;
  const press = { case: doc.ref, version };
  return formCard({
    notice,
    heading: `Consent: ${doc.ref}`,
    intro: referrals ? [ruleInWords[referrals.consent.rule]] : [],
    parts: [
      facts(view),
      // Asked again: what was said to the owner before is not the answer.
      section('Now', [], {
        inputs: fieldsOf('consent', form, answers).map((field) =>
          inputOf(field, doc.consentDue ? '' : field.read(answers)),
        ),
      }),
    ],
    buttons: [button('Record it', 'caseConsent.record', press, { inputs: 'auto', style: 'positive' }), mine],
    area,
  });
};

/** Once consent has come, who it is is no longer the agency's business here. */
export const strandCard = (view: ConsentView, strand: Strand): Card => {
  const { doc, version, form, area, notice } = view;
  const open = strand.state !== 'ended';
  // It stands above.
  const { strand: _, ...withoutStrand } = doc;
  const place = (title: string, placed: boolean) =>
    button(title, 'caseConsent.place', { case: doc.ref, version, placed }, { inputs: 'auto' });
  return formCard({
    notice,
    heading: `Consent refused: ${doc.ref}`,
    intro: [strandInWords(strand, form.scheme)],
    parts: open ? [facts({ ...view, doc: withoutStrand }), part({ inputs: [inputOf(reason)] })] : [],
    buttons: [
      ...(open && strand.state !== 'placed' ? [place(`Place in ${strand.name}`, true)] : []),
      ...(open && strand.state !== 'not placed' ? [place('Do not place', false)] : []),
    ],
    area,
  });
};

export const questionCard = (view: ConsentView): Card => {
  const { doc, version, area, notice } = view;
  const asked = doc.override?.state === 'asked';
  const decide = (title: string, goAhead: boolean) =>
    button(title, 'caseConsent.override', { case: doc.ref, version, goAhead }, { inputs: 'auto' });
  return formCard({
    notice,
    heading: `Without consent? ${doc.ref}`,
    intro: [
      asked
        ? 'Shall the work on this case go on although the person does not consent? Only you and others whom the scheme names decide this.'
        : 'This has been decided.',
    ],
    parts: [facts(view), ...(asked ? [part({ inputs: [inputOf(reason)] })] : [])],
    buttons: asked ? [decide('Go on without consent', true), decide('Do not', false)] : [],
    area,
  });
};

type Told = { readonly heading: string; readonly says: readonly (string | undefined)[]; readonly verb: string };

const told = (doc: Case, scheme: Scheme): Record<'consent' | 'strand' | 'override', Told> => {
  const strand = doc.strand && strandInWords(doc.strand, scheme);
  return {
    consent: {
      heading: `Consent: ${doc.ref}`,
      says: [consentDueInWords(doc, scheme), strand, overrideInWords(doc)],
      verb: 'caseConsent.open',
    },
    strand: {
      heading: `Consent to ${doc.ref}`,
      says: [strand, doc.strand && doc.strand.state !== 'ended' ? 'You sit for the agency that decides.' : ''],
      verb: 'caseConsent.strand',
    },
    override: {
      heading: `Without consent? ${doc.ref}`,
      says: [`Somebody on the register refuses consent. You may decide whether the work goes on without it.`],
      verb: 'caseConsent.question',
    },
  };
};

/** To whoever is asked or told: no name, only the reference. */
export const noticeCard = (doc: Case, about: keyof ReturnType<typeof told>, scheme: Scheme, area: string): Card => {
  const { heading, says, verb } = told(doc, scheme)[about];
  const intro = says.filter((text) => text !== undefined && text !== '') as string[];
  return sheet({
    heading,
    intro: intro.length > 0 ? intro : ['Nothing is to be asked at present.'],
    buttons: [button('Open', verb, { case: doc.ref })],
    area,
  });
};

/** The referral form: what each step asks, how an answer is read off a card and how it is shown again. */

import { consentChoices } from '../../services/rules/consent.ts';
import { ageOn, Day, inWords } from '../../services/rules/days.ts';
import type { PathwayRating, ReferralAnswers, Step } from '../../services/rules/referral.ts';
import { askedByCriteria } from './asked.ts';
import { choice, type Field, parts, yesNo } from './fields.ts';
import { type Choice, dated, type Form, type Typed, typedAt, wholeNumber, wrong } from './inputs.ts';

/** The answers with everything that was typed on a card of these fields. */
export const typedInto = (
  answers: ReferralAnswers,
  fields: readonly Field[],
  typed: Typed,
  { today }: Form,
): ReferralAnswers => {
  let so = answers;
  for (const field of fields) so = Object.assign({}, so, field.write(typedAt(field, typed, today), so));
  return so;
};

type Words = {
  [Key in keyof ReferralAnswers]-?: ReferralAnswers[Key] extends string | undefined ? Key : never;
}[Exclude<
  keyof ReferralAnswers,
  'dateOfBirth' | 'resident' | 'statutory' | 'mappa' | 'marac' | 'dyo' | 'substanceMisuse'
>];

const text = (id: Words, label: string, max: number, more: { hint?: string; lines?: boolean } = {}): Field => ({
  id,
  label,
  hint: more.hint,
  kind: { of: 'text', max, ...(more.lines && { lines: true }) },
  read: (answers) => answers[id] ?? '',
  write: (typed) => ({ [id]: typed || undefined }),
});

const yesNoQuestion = (
  id: 'resident' | 'statutory' | 'marac' | 'dyo' | 'substanceMisuse',
  label: string,
  hint?: string,
): Field =>
  choice(
    { id, label, ...(hint && { hint }) },
    yesNo,
    (answers) => answers[id],
    (value) => ({ [id]: value }),
  );

const identity = ({ scheme }: Form): Field[] => [
  text('name', 'Full name', 120),
  text('aliases', 'Other names', 200, { hint: 'aliases, nicknames, maiden name' }),
  {
    id: 'dateOfBirth',
    label: 'Date of birth',
    kind: { of: 'date' },
    read: (answers) => answers.dateOfBirth ?? '',
    write: (typed) => ({ dateOfBirth: dated(typed) }),
  },
  {
    ...text('pncId', 'PNC id', 13, { hint: 'Police National Computer, as in 2001/0123456A; leave empty if not known' }),
    write: (typed) => {
      const id = typed.toUpperCase();
      // The letter is a check letter; I, O and S are never used.
      if (id !== '' && !/^(\d{2}|\d{4})\/\d{1,7}[A-HJ-NP-RT-Z]$/.test(id))
        throw wrong('PNC id', 'it is a year, a stroke, up to seven digits and a letter, as in 2001/0123456A');
      return { pncId: id || undefined };
    },
  },
  text('address', 'Address', 300, { hint: 'or “no fixed address”', lines: true }),
  text('town', 'Town or ward', 80),
  yesNoQuestion('resident', `Lives in ${scheme.name}`),
  choice(
    { id: 'sex', label: 'Sex' },
    ['Female', 'Male', 'Another answer', 'Not known'].map((title) => ({ title, value: title })),
    (answers) => answers.sex,
    (sex) => ({ sex }),
  ),
  text('ethnicity', 'Ethnicity', 60, { hint: 'as the person describes it' }),
  yesNoQuestion('statutory', 'Statutory', 'under a court order or on licence after release'),
  text('disposal', 'Order, licence or sentence', 300, { hint: 'if there is one', lines: true }),
  text('family', 'Members of the family with a case', 200, { hint: 'who, and where it is known; if there are any' }),
];

const ogrs = (): Field[] => [
  {
    id: 'ogrsScore',
    label: 'OGRS score',
    hint: 'Offender Group Reconviction Scale: two-year reconviction in percent, 1 to 100; probation can give it',
    kind: { of: 'text', max: 3 },
    read: ({ ogrs }) => ogrs?.score?.toString() ?? '',
    write: (typed, { ogrs }) => ({ ogrs: parts(ogrs, { score: wholeNumber('OGRS score', typed, 1, 100) }) }),
  },
  {
    id: 'ogrsTool',
    label: 'OGRS version',
    hint: 'the tool that gave the score, as in OGRS3',
    kind: { of: 'text', max: 40 },
    read: ({ ogrs }) => ogrs?.tool ?? '',
    write: (typed, { ogrs }) => ({ ogrs: parts(ogrs, { tool: typed || undefined }) }),
  },
  {
    id: 'ogrsDate',
    label: 'Date of the OGRS score',
    kind: { of: 'date' },
    read: ({ ogrs }) => ogrs?.date ?? '',
    write: (typed, { ogrs }) => ({ ogrs: parts(ogrs, { date: dated(typed) }) }),
  },
];

const offences = (form: Form): Field[] => [
  ...ogrs(),
  choice(
    { id: 'mappa', label: 'MAPPA level', hint: 'Multi-Agency Public Protection Arrangements' },
    [
      { title: 'Not under MAPPA', value: '0' as const },
      { title: 'Level 1', value: '1' as const },
      { title: 'Level 2', value: '2' as const },
      { title: 'Level 3', value: '3' as const },
      { title: 'Not known', value: 'unknown' as const },
    ],
    ({ mappa }) => mappa,
    (mappa) => ({ mappa }),
  ),
  yesNoQuestion('marac', 'With MARAC', 'Multi-Agency Risk Assessment Conference, on domestic abuse'),
  yesNoQuestion('dyo', 'With DYO', 'the panel for deter young offenders'),
  ...askedByCriteria(form),
];

const RATINGS: readonly Choice<PathwayRating>[] = [
  { title: 'Red: significant', value: 'red' },
  { title: 'Amber: some impact', value: 'amber' },
  { title: 'Green: little impact', value: 'green' },
];

const DRIVERS: readonly Choice[] = [
  { title: 'Alcohol', value: 'alcohol' },
  { title: 'Lifestyle and associates', value: 'lifestyle' },
  { title: 'Thinking', value: 'thinking' },
];

/** Richmond, local picture; Thurrock 2.5 and 1.3. */
export const FLAGS: readonly Choice[] = [
  { title: 'Difficulties with reading, writing or numbers', value: 'literacy' },
  { title: 'Domestic violence', value: 'domestic-violence' },
  { title: 'Child protection', value: 'child-protection' },
  { title: 'Troubled family: a family that several services work with', value: 'troubled-family' },
  { title: 'Work is expected', value: 'work-expected' },
];

const manyOf = (id: 'drivers' | 'flags', label: string, choices: readonly Choice[]): Field => ({
  id,
  label,
  hint: 'any number of answers',
  kind: { of: 'choice', choices, many: true },
  read: (answers) => answers[id]?.join(',') ?? '',
  write: (typed) => ({ [id]: typed ? typed.split(',') : undefined }),
});

const pathways = ({ scheme }: Form, answers: ReferralAnswers): Field[] => [
  ...scheme.pathways.flatMap(({ id, name }): Field[] => [
    choice(
      { id: `rating-${id}`, label: name },
      RATINGS,
      (answers) => answers.pathways[id],
      (value, answers) => ({ pathways: { ...answers.pathways, [id]: value } }),
    ),
    ...(answers.pathways[id] === 'red' || answers.interventions[id]
      ? [
          {
            id: `intervention-${id}`,
            label: `Proposed for “${name}”`,
            kind: { of: 'text' as const, max: 400, lines: true },
            read: (answers: ReferralAnswers) => answers.interventions[id] ?? '',
            write: (typed: string, answers: ReferralAnswers) => ({
              interventions: { ...answers.interventions, [id]: typed || undefined },
            }),
          },
        ]
      : []),
  ]),
  yesNoQuestion('substanceMisuse', 'Substance or alcohol misuse', 'may it be a motive for the offending?'),
  manyOf('drivers', 'What else drives the offending', DRIVERS),
  manyOf('flags', 'Flags: what partners must keep in mind', FLAGS),
];

const proposal = (): Field[] => [
  text('alreadyDoing', 'What the agency already does with the person', 1000, { lines: true }),
  text('proposal', 'Intervention proposed', 1500, {
    hint: 'a short, specified intervention, on top of what is done already',
    lines: true,
  }),
  text('why', 'Why it would stop the offending', 1500, { lines: true }),
  text('judgement', 'Professional judgement', 1500, {
    hint: 'behaviour in the community and impact on others, in your words',
    lines: true,
  }),
  text('victims', 'Known victims and others at risk', 500, { hint: 'whom the plan must keep safe', lines: true }),
];

/** What is asked about consent; under a rule by which people are only told, whether they were. */
const consent = ({ body }: Form): Field[] => {
  const rule = body.referrals?.consent.rule ?? 'where appropriate';
  const told = rule === 'told';
  return [
    choice(
      told
        ? { id: 'consentStatus', label: 'Told that information is shared' }
        : {
            id: 'consentStatus',
            label: 'Consent of the person',
            hint: 'to the referral and to sharing information for it',
          },
      consentChoices(rule),
      ({ consent }) => consent?.status,
      (status, { consent }) => ({ consent: parts(consent, { status }) }),
    ),
    {
      id: 'consentReason',
      label: told ? 'Reason, where the person is not told yet' : 'Reason, where consent is not given',
      kind: { of: 'text', max: 500, lines: true },
      read: ({ consent }) => consent?.reason ?? '',
      write: (typed, { consent }) => ({ consent: parts(consent, { reason: typed || undefined }) }),
    },
    {
      id: 'consentForm',
      label: told ? 'Reference of the information sheet' : 'Reference of the consent form',
      hint: 'if there is one',
      kind: { of: 'text', max: 60 },
      read: ({ consent }) => consent?.form ?? '',
      write: (typed, { consent }) => ({ consent: parts(consent, { form: typed || undefined }) }),
    },
    {
      id: 'consentDate',
      label: told ? 'Date on which the person was told' : 'Date of the consent',
      kind: { of: 'date' },
      read: ({ consent }) => consent?.date ?? '',
      write: (typed, { consent }) => ({ consent: parts(consent, { date: dated(typed) }) }),
    },
    {
      id: 'consentScope',
      label: told ? 'What was said about sharing' : 'What the consent covers',
      hint: 'agencies or information it names or leaves out',
      kind: { of: 'text', max: 300, lines: true },
      read: ({ consent }) => consent?.scope ?? '',
      write: (typed, { consent }) => ({ consent: parts(consent, { scope: typed || undefined }) }),
    },
  ];
};

/** What a step asks now: a pathway rated red brings the question what is proposed for it. */
export const fieldsOf = (step: Step, form: Form, answers: ReferralAnswers): Field[] => {
  switch (step) {
    case 'identity':
      return identity(form);
    case 'offences':
      return offences(form);
    case 'pathways':
      return pathways(form, answers);
    case 'proposal':
      return proposal();
    case 'consent':
      return consent(form);
  }
};

/** An answer in words. */
export const inPlainWords = (field: Field, answers: ReferralAnswers, { today }: Form): string => {
  const value = field.read(answers);
  if (value === '') return 'not given';
  switch (field.kind.of) {
    case 'text':
      return value;
    case 'date': {
      const date = Day.parse(value);
      return field.id === 'dateOfBirth' ? `${inWords(date)} (aged ${ageOn(date, today)})` : inWords(date);
    }
    case 'choice': {
      const { choices } = field.kind;
      return value
        .split(',')
        .map((one) => choices.find((candidate) => candidate.value === one)?.title ?? one)
        .join(', ');
    }
  }
};

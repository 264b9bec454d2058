/** What is met and what is missing of a reason for removal (G Q11; T 2.6; Le 1.27). It says and does not decide, but for the safeguards. */

import { type Custody as Held, inCustody } from './custody.ts';
import { addMonths, type Day, day, inWords } from './days.ts';
import type { Check, Reason } from './deselectionReasons.ts';

/** What was typed into the form, by the name of its field: `q-<check>`, or `q-<check>-<part>`. */
export type Answers = Readonly<Partial<Record<string, string>>>;

export type Finding = {
  readonly check: string;
  readonly status: 'met' | 'not met' | 'missing';
  readonly why: string;
  readonly source: string;
};

/** Partners' assessment of somebody in long custody, kept with the case beyond the proposal that brought it. */
export type CustodyRisk = {
  readonly assessedOn: Day;
  readonly greatest: boolean;
  /** The end of the sentence; nothing where it has none, or nobody has said. */
  readonly until?: Day;
};

export type Facts = {
  /** On which the check is made: today, or that of the meeting. */
  readonly day: Day;
  readonly adoptedOn: Day;
  readonly colour?: string | undefined;
  readonly custody?: CustodyRisk | undefined;
  /** By the custody that is kept on the case, whatever the form says. */
  readonly inLongCustody?: boolean;
  /** The end of the period of lighter monitoring that the panel has set. */
  readonly monitoredUntil?: Day | undefined;
  /** What the body asks for of a new referral. */
  readonly score?: { readonly name: string; readonly atLeast: number } | undefined;
};

export type Checked = {
  readonly findings: readonly Finding[];
  /** Why it cannot be decided to remove the person, whatever the body thinks; each names what to do. */
  readonly stops: readonly string[];
};

export const fieldOf = (check: Pick<Check, 'id'>, part?: string): string => `q-${check.id}${part ? `-${part}` : ''}`;

type Said = { readonly status: Finding['status']; readonly why: string };
const met = (why: string): Said => ({ status: 'met', why });
const notMet = (why: string): Said => ({ status: 'not met', why });
const missing = (why: string): Said => ({ status: 'missing', why });

export const checkReason = (reason: Reason, answers: Answers, facts: Facts): Checked => ({
  findings: reason.checks.flatMap((check) =>
    saidOf(check, answers, facts).map((said) => ({ check: check.id, ...said, source: check.source })),
  ),
  stops: [...reason.checks.flatMap((check) => stopsOf(check, answers, facts)), ...riskStops(reason, facts)],
});

const saidOf = (check: Check, answers: Answers, facts: Facts): Said[] => {
  const at = (part?: string): string | undefined => answers[fieldOf(check, part)] || undefined;
  switch (check.kind) {
    case 'free of':
      return [freeOf(check, at(), dated(at('on')), facts)];
    case 'words':
      return [
        at()
          ? met(`Answered in words, which the body weighs: ${check.question}`)
          : missing(`Not answered: ${check.question}`),
      ];
    case 'answer':
      return [check.instead && facts.inLongCustody ? notMet(`${check.question} ${CASE_SAYS}`) : answered(check, at())];
    case 'confirmed':
      return [confirmed(check, at(), at('by'), dated(at('on')))];
    case 'monitoring ended':
      return monitoring(facts);
    case 'moved':
      return moved(check.for, at(), { area: at('area'), told: dated(at('told')), by: at('by'), answer: at('answer') });
    case 'mappa':
      return [mappa(check.levels, at())];
    case 'long custody':
      return longCustody(check.moreThanMonths, custodyOf(check, answers));
    case 'hospital':
      return hospital(check.orders, at(), at('offence'));
    case 'score':
      return [scored(facts.score, at())];
  }
};

const dated = (typed: string | undefined): Day | undefined => (typed ? day(typed) : undefined);

const inMonths = (months: number): string =>
  months % 12 === 0 ? (months === 12 ? 'a year' : `${months / 12} years`) : `${months} months`;

/**
 * A period ends on the day of the same number, or on the month's last where it has no such day: from 29 February a year
 * is full on 28 February.
 */
const freeOf = (
  { of, months }: Extract<Check, { kind: 'free of' }>,
  known: string | undefined,
  last: Day | undefined,
  { day, adoptedOn }: Facts,
): Said => {
  const what = { arrests: 'arrest', 'adverse intelligence': 'adverse intelligence', offences: 'offence' }[of];
  const wanted = `${inMonths(months)} without ${of === 'adverse intelligence' ? of : of.slice(0, -1)}`;
  if (known === 'none') {
    const full = addMonths(adoptedOn, months);
    return full <= day
      ? met(
          `No ${what} is known since the person was taken on, on ${inWords(adoptedOn)}: at least ${inMonths(months)}.`,
        )
      : missing(
          `No ${what} is known since ${inWords(adoptedOn)}, which is less than ${inMonths(months)} ago. Give the day of the last one before that.`,
        );
  }
  if (known !== 'last' || !last) return missing(`It is not said when the last ${what} was: ${wanted} is asked for.`);
  const full = addMonths(last, months);
  return full <= day
    ? met(`The last ${what} was on ${inWords(last)}: at least ${inMonths(months)} ago.`)
    : notMet(`The last ${what} was on ${inWords(last)}. ${inMonths(months)} will be full on ${inWords(full)}.`);
};

const answered = ({ question, wanted }: Extract<Check, { kind: 'answer' }>, given: string | undefined): Said => {
  if (given === 'yes' || given === 'no')
    return given === wanted ? met(`${question} Answered: ${given}.`) : notMet(`${question} Answered: ${given}.`);
  return missing(`${question} ${given === 'unknown' ? 'That is not known.' : 'Not answered.'}`);
};

const confirmed = (
  { question }: Pick<Check, 'question'>,
  given: string | undefined,
  by: string | undefined,
  on: Day | undefined,
): Said => {
  if (given === 'no') return notMet(`${question} Answered: no.`);
  if (given !== 'yes') return missing(`${question} ${given === 'unknown' ? 'That is not known.' : 'Not answered.'}`);
  if (!by || !on)
    return missing(`${question} Answered: yes. It is not said who confirmed it${on ? '' : ', and when'}.`);
  return met(`${question} Answered: yes, confirmed by ${by} on ${inWords(on)}.`);
};

const monitoring = ({ colour, day, monitoredUntil: ends }: Facts): Said[] => [
  colour === 'green'
    ? met('The case is green.')
    : colour
      ? notMet(`The case is ${colour}, not green.`)
      : missing('The case has no colour.'),
  !ends
    ? missing('The panel has set no period of lighter monitoring.')
    : ends <= day
      ? met(`The agreed period of lighter monitoring ended on ${inWords(ends)}.`)
      : notMet(`The agreed period of lighter monitoring runs until ${inWords(ends)}.`),
];

const moved = (
  accepted: readonly string[],
  move: string | undefined,
  {
    area,
    told,
    by,
    answer,
  }: {
    readonly area: string | undefined;
    readonly told: Day | undefined;
    readonly by: string | undefined;
    readonly answer: string | undefined;
  },
): Said[] => [
  move === undefined || move === 'unknown'
    ? missing(`It is not ${move ? 'known' : 'said'} whether the move is permanent.`)
    : accepted.includes(move)
      ? met(`The move is ${move}.`)
      : notMet(`The move is ${move}; asked for is ${accepted.join(' or ')}.`),
  !area
    ? missing('It is not said to which area.')
    : told
      ? met(`${area} was told on ${inWords(told)}${by ? ` by ${by}` : ''}.`)
      : missing(`${area} has not been told. It stays an open duty until it is, and has answered.`),
  answer ? met('The receiving area has answered.') : missing('No answer of the receiving area is recorded.'),
];

const mappa = (levels: readonly string[], level: string | undefined): Said => {
  if (!level || level === 'unknown') return missing(`The MAPPA level is not ${level ? 'known' : 'given'}.`);
  return levels.includes(level)
    ? met(`Assessed at MAPPA level ${level}.`)
    : notMet(`Assessed at MAPPA level ${level}; asked for is ${levels.join(' or ')}.`);
};

/** What the form says of a long sentence. */
export const custodyOf = (check: Pick<Check, 'id'>, answers: Answers) => {
  const at = (part?: string): string | undefined => answers[fieldOf(check, part)] || undefined;
  const months = at('months');
  return {
    sentence: at(),
    months: months === undefined ? undefined : Number(months),
    assessedOn: dated(at('assessed')),
    assessment: at('assessment'),
    greatest: at('greatest'),
    prison: at('prison'),
    end: dated(at('end')),
    askOn: dated(at('ask')),
  };
};
type Custody = ReturnType<typeof custodyOf>;

const longCustody = (moreThan: number, custody: Custody): Said[] => [
  lengthOf(moreThan, custody),
  custody.assessedOn && custody.assessment
    ? met(`Partners assessed the risk in full on ${inWords(custody.assessedOn)}.`)
    : missing('No full risk assessment by partners is recorded.'),
  custody.greatest === 'no'
    ? met('The assessment does not count the person among those of greatest risk.')
    : custody.greatest === 'yes'
      ? notMet('The assessment counts the person among those of greatest risk, who stay.')
      : missing('It is not said whether the person is among those of greatest risk.'),
  custody.prison
    ? met('It is said how contact with the prison is kept.')
    : missing('It is not said how contact with the prison is kept.'),
  custody.sentence === 'indeterminate'
    ? custody.askOn
      ? met(`Re-selection is considered on ${inWords(custody.askOn)}.`)
      : missing('It is not said when re-selection is considered.')
    : custody.end
      ? met(`The sentence ends on ${inWords(custody.end)}; re-selection is considered 3 months before.`)
      : missing('The end of the sentence is not given.'),
];

const lengthOf = (moreThan: number, { sentence, months }: Custody): Said => {
  if (sentence === 'indeterminate') return met('The sentence is indeterminate.');
  if (sentence !== 'determinate' || months === undefined)
    return missing('It is not said how long the person is likely to be in custody.');
  const likely = `${months} months in custody are likely; more than ${moreThan} are needed.`;
  return months > moreThan ? met(likely) : notMet(likely);
};

const hospital = (
  orders: readonly { readonly id: string; readonly name: string }[],
  order: string | undefined,
  offence: string | undefined,
): Said[] => {
  const made = orders.find(({ id }) => id === order);
  return [
    made
      ? met(`${made.name}.`)
      : order === 'other'
        ? notMet('None of the orders and directions that the criteria name.')
        : missing('It is not said which order or direction was made.'),
    offence === 'yes'
      ? met('It followed a sexual or violent offence.')
      : offence === 'no'
        ? notMet('It did not follow a sexual or violent offence.')
        : missing('It is not said whether it followed a sexual or violent offence.'),
  ];
};

const scored = (asked: Facts['score'], given: string | undefined): Said => {
  if (!given || !asked) return missing('The score is not given.');
  const score = Number(given);
  return score < asked.atLeast
    ? met(`The score is ${score}, below ${asked.atLeast}, which a new referral needs (${asked.name}).`)
    : notMet(`The score is ${score}, and a new referral needs ${asked.atLeast} (${asked.name}).`);
};

const CASE_SAYS = 'The case has the person in custody by such a sentence.';

const stopsOf = (check: Check, answers: Answers, { inLongCustody }: Facts): string[] => {
  if (check.kind === 'answer' && check.instead) {
    if (inLongCustody)
      return [
        `${CASE_SAYS} The removal has its own reason with its own safeguards: propose it for that one. Where the case is wrong, put custody right first.`,
      ];
    const given = answers[fieldOf(check)];
    return given === check.wanted
      ? []
      : [
          `“${check.question}” has to be answered with ${check.wanted}. Where that is not the answer, the removal has its own reason with its own safeguards: propose it for that one.`,
        ];
  }
  if (check.kind !== 'long custody') return [];
  const { assessedOn, assessment, greatest } = custodyOf(check, answers);
  return [
    ...(assessedOn && assessment
      ? []
      : [
          'Nobody in long custody is removed before partners have assessed the risk in full. Record the assessment with its day.',
        ]),
    ...(greatest === 'no'
      ? []
      : greatest === 'yes'
        ? [STAYS]
        : ['Say whether the assessment counts the person among those of greatest risk, who are not removed.']),
  ];
};

const STAYS =
  'Partners count the person among those of greatest risk, who stay on the register in long custody, with interventions from the start of the sentence and regular reviews.';

/** In prison at present by a sentence that is longer than that, or has no end. */
export const isLong = (custody: Held | undefined, moreThanMonths: number): boolean =>
  custody !== undefined &&
  inCustody(custody) &&
  (custody.indeterminate === true || (custody.months ?? 0) > moreThanMonths);

/** Another reason does not remove whom the safeguard keeps. */
const riskStops = ({ checks, evenGreatestRisk }: Reason, { custody, day }: Facts): string[] =>
  custody?.greatest &&
  (!custody.until || custody.until >= day) &&
  !evenGreatestRisk &&
  !checks.some(({ kind }) => kind === 'long custody')
    ? [STAYS]
    : [];

/** Holds a referral against a body's criteria. It gives reasons and never decides; what is unknown is never a no. */
import { addMonths, ageOn, type Day, inWords } from './days.ts';
import { HARM, type Indication, type ReferralAnswers, type YesNoUnknown } from './referral.ts';
import type {
  Body,
  BodyId,
  Category,
  CategoryId,
  CriteriaSet,
  Criterion,
  Elsewhere,
  Matrix,
  OneCriterion,
  Scheme,
  Tier,
  Verdict,
} from './scheme.ts';

export type Finding = {
  /** The criterion. */
  readonly id: string;
  readonly name: string;
  readonly verdict: Verdict;
  /** A sentence. */
  readonly why: string;
  readonly source: string;
  /** What the scheme wants said beside it. */
  readonly note?: string;
  /** Counts only if the referrer comes to the meeting to speak for it. */
  readonly attends?: true;
  /** Not met today, and met by the meeting. */
  readonly eitherWay?: true;
};

/** A criterion that is not met, and where the referral can go instead. */
export type Unmet = {
  readonly criterion: string;
  readonly why: string;
  readonly bodies: readonly BodyId[];
  readonly advice: string;
};

export type Screening = {
  /** The first hard criterion that is not met: the referral cannot go to this body, but to these, or as `advice` says. */
  readonly hardStop?: Unmet;
  /** Criteria that are not met and not hard, or that soon are: the referral may go to one of these bodies, or to this one. */
  readonly offers?: readonly Unmet[];
  readonly criteria: readonly Finding[];
  /** Each category's guide, the most demanding category first. */
  readonly categories: readonly {
    readonly category: CategoryId;
    readonly verdict: Verdict;
    readonly criteria: readonly Finding[];
  }[];
  /** The most demanding category whose guide is met throughout. */
  readonly suggests?: CategoryId;
  /** The referrer is to be at the meeting for it (London step 2). */
  readonly attends?: true;
  /** What it was held against: the scheme's numbers in force that day. */
  readonly inForce: {
    readonly criteria?: CriteriaSet;
    readonly categories: readonly Category[];
    readonly matrices: readonly Matrix[];
    readonly priorities?: Scheme['priorities'][number];
  };
};

/** `day` is the day of submission, or of the meeting when screened again there; `meeting` that of the meeting, as far as it is known. */
export type When = { readonly day: Day; readonly meeting?: Day };

type Rules = Pick<Scheme, 'offences' | 'priorities' | 'bodies'>;
type Screened = Pick<Body, 'screening' | 'categories' | 'referrals'>;

export const screen = (scheme: Rules, body: Screened, answers: ReferralAnswers, when: When): Screening => {
  const facts: Facts = { ...when, answers, scheme, matrices: matricesOf(body) };
  const set = setOf(body, when.day);
  const priorities = scheme.priorities.findLast(({ from }) => from <= when.day);
  const inForce = set?.criteria ?? [];
  const criteria = inForce.map((criterion) => found(criterion, facts));
  const stop = inForce.find(({ hard }, at) => hard && criteria[at]?.verdict === 'does not meet');
  const offers = inForce
    .flatMap((criterion, at) => {
      const where = otherwise(criterion, criteria[at]);
      return where ? [elsewhere(criterion, where, facts)] : [];
    })
    .filter(({ bodies }) => bodies.length > 0);
  const categories = body.categories.map((category) => guided(category, facts));
  const suggested = categories.find(({ verdict }) => verdict === 'meets');
  return {
    ...(stop?.hard && { hardStop: elsewhere(stop, stop.hard, facts) }),
    ...(offers.length > 0 && { offers }),
    criteria,
    categories,
    ...(suggested && { suggests: suggested.category }),
    ...(criteria.some(({ attends }) => attends) && { attends: true }),
    inForce: {
      ...(set && { criteria: set }),
      categories: body.categories,
      matrices: matricesOf(body),
      ...(priorities && { priorities }),
    },
  };
};

/** Where else a referral may go that is not stopped: what is not met as yet and will be goes either way. */
const otherwise = (criterion: Criterion, found: Finding | undefined): Elsewhere | undefined => {
  if (found?.eitherWay) return criterion.hard ?? criterion.otherwise;
  return found?.verdict === 'does not meet' ? criterion.otherwise : undefined;
};

const setOf = ({ screening }: Screened, day: Day): CriteriaSet | undefined =>
  screening.findLast(({ from }) => from <= day);

const matricesOf = ({ referrals }: Screened): readonly Matrix[] => referrals?.matrices ?? [];

/** As of today: when another body meets, and who comes of age by then, is not looked at. */
const elsewhere = (criterion: Criterion, { bodies, advice }: Elsewhere, facts: Facts): Unmet => {
  const { day, answers, scheme } = facts;
  const takes = (id: BodyId): boolean => {
    const body = scheme.bodies.find((other) => other.id === id);
    if (!body) return false;
    const there: Facts = { day, answers, scheme, matrices: matricesOf(body) };
    const alike = (setOf(body, day)?.criteria ?? []).filter(({ kind }) => kind === criterion.kind);
    return alike.every((one) => found(one, there).verdict !== 'does not meet');
  };
  return { criterion: criterion.id, why: found(criterion, facts).why, bodies: bodies.filter(takes), advice };
};

/**
 * Of referrals once declined, those that the criteria in force on `when.day` would take: something that they did not
 * meet when they were screened is met now, as after a threshold has fallen, and nothing stands against them.
 */
export const wouldNowMeet = <Declined extends { readonly answers: ReferralAnswers; readonly screening: Screening }>(
  scheme: Rules,
  body: Screened,
  declined: readonly Declined[],
  when: When,
): Declined[] =>
  declined.filter(({ answers, screening }) => {
    const { criteria } = screen(scheme, body, answers, when);
    const before = (id: string) => screening.criteria.find((finding) => finding.id === id)?.verdict;
    return (
      criteria.every(({ verdict }) => verdict !== 'does not meet') &&
      criteria.some(({ id, verdict }) => verdict === 'meets' && before(id) === 'does not meet')
    );
  });

/** The priority of an offence on a day; none for offences that are not on the list then in force. */
export const tierOf = (
  { priorities }: Pick<Scheme, 'priorities'>,
  offence: Indication['offence'],
  day: Day,
): Tier | undefined => priorities.findLast((list) => list.from <= day)?.tiers[offence];

type Facts = When & {
  readonly answers: ReferralAnswers;
  readonly scheme: Rules;
  readonly matrices: readonly Matrix[];
};
type Judged = Pick<Finding, 'verdict' | 'why' | 'attends' | 'eitherWay'>;

const found = (criterion: Criterion, facts: Facts): Finding => {
  const { id, name, source, note } = criterion;
  const judged = criterion.kind === 'any' ? any(criterion.of, facts) : judge(criterion, facts);
  return { id, name, source, ...judged, ...(note && { note }) };
};

const guided = ({ id, guide }: Category, facts: Facts): Screening['categories'][number] => {
  const criteria = guide.map((criterion) => found(criterion, facts));
  const counted = criteria.filter((_, at) => !isNoted(guide[at])).map(({ verdict }) => verdict);
  return { category: id, verdict: worst(counted), criteria };
};

const isNoted = (criterion: Criterion | undefined): boolean => criterion?.kind === 'answer' && criterion.noted === true;

const worst = (verdicts: readonly Verdict[]): Verdict => {
  if (verdicts.includes('does not meet')) return 'does not meet';
  return verdicts.includes('needs judgement') ? 'needs judgement' : 'meets';
};

const any = (
  criteria: readonly Criterion[],
  facts: Facts,
  inWords: (finding: Finding) => string = ({ why }) => why,
): Judged => {
  const findings = criteria.map((criterion) => found(criterion, facts));
  const those = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict);
  // Twelve questions without an answer are one reason.
  const reasons = (some: readonly Finding[]) => [...new Set(some.map(inWords))].join(' ');
  const attends = findings.some((finding) => finding.attends) && ({ attends: true } as const);
  if (those('meets').length > 0) return { verdict: 'meets', why: reasons(those('meets')), ...attends };
  if (those('needs judgement').length > 0)
    return { verdict: 'needs judgement', why: reasons(those('needs judgement')), ...attends };
  return { verdict: 'does not meet', why: `None applies. ${reasons(findings)}` };
};

const judge = (criterion: OneCriterion, facts: Facts): Judged => {
  switch (criterion.kind) {
    case 'age':
      return age(criterion, facts);
    case 'mappa':
      return mappa(criterion, facts);
    case 'answer':
      return answered(criterion, facts);
    case 'score':
      return score(criterion, facts);
    case 'matrix':
      return scored(criterion, facts);
    case 'harm':
      return harm(criterion, facts);
    case 'written':
      return written(criterion, facts);
    case 'judgement':
      return facts.answers.judgement?.trim()
        ? { verdict: 'meets', why: 'Professional judgement is given in words.' }
        : { verdict: 'does not meet', why: 'No professional judgement is given.' };
    case 'offending':
      return offending(criterion, facts);
  }
};

type Of<Kind extends OneCriterion['kind']> = Extract<OneCriterion, { kind: Kind }>;

const age = ({ atLeast, under, eitherWayByMeeting }: Of<'age'>, { answers, day, meeting }: Facts): Judged => {
  const birth = answers.dateOfBirth;
  if (!birth) return { verdict: 'needs judgement', why: 'The date of birth is not given.' };
  const years = ageOn(birth, day);
  if (atLeast !== undefined && years < atLeast) {
    if (eitherWayByMeeting && meeting && ageOn(birth, meeting) >= atLeast)
      return {
        verdict: 'needs judgement',
        eitherWay: true,
        why: `The person is ${years} and turns ${atLeast} before the meeting on ${inWords(meeting)}, so the referral may go either way.`,
      };
    return { verdict: 'does not meet', why: `The person is ${years}; the age needed is ${atLeast} or over.` };
  }
  if (under !== undefined && years >= under)
    return { verdict: 'does not meet', why: `The person is ${years}; the age needed is under ${under}.` };
  return { verdict: 'meets', why: `The person is ${years}.` };
};

const mappa = ({ not }: Of<'mappa'>, { answers }: Facts): Judged => {
  const level = answers.mappa ?? 'unknown';
  if (level === 'unknown') return { verdict: 'needs judgement', why: 'The MAPPA level is unknown.' };
  if (not.includes(level)) return { verdict: 'does not meet', why: `The person is at MAPPA level ${level}.` };
  return {
    verdict: 'meets',
    why: level === '0' ? 'The person is not under MAPPA.' : `The person is at MAPPA level ${level}.`,
  };
};

const answered = ({ question, yes, no }: Of<'answer'>, { answers }: Facts): Judged => {
  const answer = answerTo(question, answers);
  switch (answer) {
    case 'yes':
      return { verdict: yes, why: 'The referral says yes.' };
    case 'no':
      return { verdict: no, why: 'The referral says no.' };
    case 'unknown':
      return { verdict: 'needs judgement', why: 'The referral does not say, or it is unknown.' };
  }
};

const answerTo = (question: string, answers: ReferralAnswers): YesNoUnknown => {
  switch (question) {
    case 'resident':
    case 'statutory':
    case 'marac':
    case 'dyo':
    case 'substanceMisuse':
      return answers[question] ?? 'unknown';
    default:
      return answers.further?.[question] ?? 'unknown';
  }
};

const scoreNames = { ogrs: 'OGRS', asset: 'Asset' } as const;

const score = ({ of, atLeast, lower }: Of<'score'>, facts: Facts): Judged => {
  const { answers } = facts;
  const name = scoreNames[of];
  const value = of === 'ogrs' ? answers.ogrs?.score : answers.asset;
  if (value === undefined) return { verdict: 'needs judgement', why: `No ${name} score is given yet.` };
  if (value >= atLeast) return { verdict: 'meets', why: `The ${name} score is ${value}; ${atLeast} or more counts.` };
  if (!lower || value < lower.atLeast)
    return { verdict: 'does not meet', why: `The ${name} score is ${value}, below ${lower?.atLeast ?? atLeast}.` };
  const reasons = any(lower.withOneOf, facts, ({ name, why }) => `${name}: ${why}`);
  return {
    ...reasons,
    why: `The ${name} score is ${value}; from ${lower.atLeast} to ${atLeast - 1} it counts with a reason. ${reasons.why}`,
  };
};

const scored = ({ matrix: id, atLeast }: Of<'matrix'>, { answers, matrices }: Facts): Judged => {
  const matrix = matrices.find((candidate) => candidate.id === id);
  const given = answers.matrices?.[id] ?? {};
  const scores = (matrix?.questions ?? []).map(
    ({ id: question, choices }) => choices.find((choice) => choice.id === given[question])?.score,
  );
  const sum = scores.reduce<number>((total, one) => total + (one ?? 0), 0);
  const open = scores.filter((one) => one === undefined).length;
  const sample = matrix?.sample ? ' The rows of this matrix are samples.' : '';
  const why = `The score is ${sum}${open > 0 ? ` so far, with ${open} of ${scores.length} rows not answered` : ''}; ${atLeast} or more counts.${sample}`;
  if (sum >= atLeast) return { verdict: 'meets', why };
  return { verdict: open > 0 ? 'needs judgement' : 'does not meet', why };
};

const harm = ({ atLeast }: Of<'harm'>, { answers }: Facts): Judged => {
  const level = answers.harm ?? 'unknown';
  if (level === 'unknown') return { verdict: 'needs judgement', why: 'The risk of serious harm is unknown.' };
  const meets = HARM.indexOf(level) >= HARM.indexOf(atLeast);
  return { verdict: meets ? 'meets' : 'does not meet', why: `The risk of serious harm is ${level}.` };
};

const written = ({ question, given, blank, attends }: Of<'written'>, { answers }: Facts): Judged =>
  answers.written?.[question]?.trim()
    ? { verdict: given, why: 'It is written down in the referral.', ...(attends && { attends }) }
    : { verdict: blank, why: 'Nothing is written down.' };

const offending = (
  { atLeast, months, tiers, offences, exceptional }: Of<'offending'>,
  { answers, scheme, day }: Facts,
): Judged => {
  if (answers.offences.length === 0) return { verdict: 'needs judgement', why: 'No offending is entered yet.' };
  // The same day that many months before is inside.
  const since = months === undefined ? undefined : addMonths(day, -months);
  const counted = answers.offences.filter(({ offence, date }) => {
    const tier = tierOf(scheme, offence, day);
    const inTime = date <= day && (since === undefined || date >= since);
    const named = offences === undefined || offences.includes(offence);
    return inTime && named && (tiers === undefined || (tier !== undefined && tiers.includes(tier)));
  });
  const what = offences
    ? `of ${either(offences.map((one) => offenceName(one, scheme).toLowerCase()))}`
    : tiers
      ? `of priority offences in tier ${either(tiers.map(String))}`
      : 'of offending';
  const indications = `${counted.length === 1 ? '1 indication' : `${counted.length} indications`} ${what}`;
  const span = since === undefined ? '' : ` since ${inWords(since)}`;
  const listed = tiers && counted.length > 0 ? ` (${namesOf(counted, scheme)})` : '';
  const why = `${indications}${span}${listed}; ${atLeast} or more ${atLeast === 1 ? 'counts' : 'count'}.`;
  if (counted.length < atLeast) return { verdict: 'does not meet', why };
  return exceptional
    ? { verdict: 'needs judgement', why: `${why} Only in exceptional circumstances.` }
    : { verdict: 'meets', why };
};

const either = (some: readonly string[]): string => new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(some);

const offenceName = (id: Indication['offence'], { offences }: Pick<Scheme, 'offences'>): string =>
  offences.find((offence) => offence.id === id)?.name ?? id;

const namesOf = (offences: readonly Indication[], scheme: Pick<Scheme, 'offences'>): string =>
  [...new Set(offences.map(({ offence }) => offenceName(offence, scheme)))].join(', ');

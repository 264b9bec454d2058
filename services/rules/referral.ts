/** What a referral says, what it lacks before it may be submitted, and which agencies may make one (domain: referral). */
import { type Day, inWords } from './days.ts';
import type { AgencyId, Body, OffenceId, PathwayId, Scheme } from './scheme.ts';

export type YesNoUnknown = 'yes' | 'no' | 'unknown';
/** A pathway's colour (G Q7): red significant, amber some impact, green little. */
export type PathwayRating = 'red' | 'amber' | 'green';

/** The lowest first. */
export const HARM = ['low', 'medium', 'high', 'very high'] as const;
export type HarmLevel = (typeof HARM)[number];

/** One conviction or one piece of reliable intelligence. */
export type Indication = {
  readonly offence: OffenceId;
  readonly date: Day;
  readonly kind: 'conviction' | 'intelligence';
  readonly note?: string;
};

/** Of the person, to the referral and to sharing information for it. */
export type Consent = {
  /** Where a person is only told that information is shared: 'given' is told, 'not sought' is not told yet. */
  readonly status?: 'given' | 'refused' | 'withdrawn' | 'not sought';
  readonly reason?: string;
  /** Reference of the consent form. */
  readonly form?: string;
  readonly date?: Day;
  /** What it covers, and what not. */
  readonly scope?: string;
};

/** The referral form, a draft or whole. */
export type ReferralAnswers = {
  readonly name?: string;
  readonly aliases?: string;
  readonly dateOfBirth?: Day;
  readonly pncId?: string;
  readonly address?: string;
  readonly town?: string;
  readonly resident?: YesNoUnknown;
  readonly sex?: string;
  readonly ethnicity?: string;
  readonly statutory?: YesNoUnknown;
  readonly disposal?: string;
  readonly offences: readonly Indication[];
  /** Two-year reconviction score, whole percent; probation may add it later (G Q4). */
  readonly ogrs?: { readonly score?: number; readonly tool?: string; readonly date?: Day };
  readonly asset?: number;
  /** The assessed risk of serious harm to others. */
  readonly harm?: HarmLevel | 'unknown';
  readonly mappa?: '0' | '1' | '2' | '3' | 'unknown';
  readonly marac?: YesNoUnknown;
  readonly dyo?: YesNoUnknown;
  /** Answers to what only one body's criteria ask, by the name of the question. */
  readonly further?: Readonly<Partial<Record<string, YesNoUnknown>>>;
  /** The same, answered in words. */
  readonly written?: Readonly<Partial<Record<string, string>>>;
  /** The choice made for each question of each matrix of the body. */
  readonly matrices?: Readonly<Partial<Record<string, Readonly<Partial<Record<string, string>>>>>>;
  readonly pathways: Readonly<Partial<Record<PathwayId, PathwayRating>>>;
  /** What is proposed under a pathway. */
  readonly interventions: Readonly<Partial<Record<PathwayId, string>>>;
  readonly drivers?: readonly string[];
  /** What to keep in mind with this person, such as a child protection plan. */
  readonly flags?: readonly string[];
  /** Members of the family with a case (G Q7). */
  readonly family?: string;
  /** Known victims, and others at risk (Richmond 1.16). */
  readonly victims?: string;
  readonly substanceMisuse?: YesNoUnknown;
  readonly alreadyDoing?: string;
  /** The short, specified intervention proposed. */
  readonly proposal?: string;
  /** Why it would stop the offending. */
  readonly why?: string;
  /** Professional judgement in words (G Q6). */
  readonly judgement?: string;
  readonly consent?: Consent;
};

export const noAnswers: ReferralAnswers = { offences: [], pathways: {}, interventions: {} };

export type Step = 'identity' | 'offences' | 'pathways' | 'proposal' | 'consent';
/** `field` names the answer, `pathways.<id>` and `interventions.<id>` those of one pathway. */
export type Missing = { readonly step: Step; readonly field: string; readonly label: string };

/** What is still to be answered or put right, in the order of the form. `today` because nothing reported lies ahead. */
export const missing = (
  answers: ReferralAnswers,
  { pathways, offences }: Pick<Scheme, 'pathways' | 'offences'>,
  today: Day,
): Missing[] => [
  ...identity(answers, today),
  ...offending(answers, offences, today),
  ...pathways.flatMap(({ id, name }) => pathway(answers, id, name)),
  ...proposal(answers),
  ...consent(answers),
];

const blank = (text: string | undefined): boolean => !text?.trim();
const lacks = (absent: boolean, step: Step, field: string, label: string): Missing[] =>
  absent ? [{ step, field, label }] : [];

const identity = ({ name, dateOfBirth, resident, statutory }: ReferralAnswers, today: Day): Missing[] => [
  ...lacks(blank(name), 'identity', 'name', 'Give the person’s name.'),
  ...lacks(!dateOfBirth, 'identity', 'dateOfBirth', 'Give the date of birth.'),
  ...lacks(
    dateOfBirth !== undefined && dateOfBirth > today,
    'identity',
    'dateOfBirth',
    'Correct the date of birth: it lies in the future.',
  ),
  ...lacks(!resident, 'identity', 'resident', 'Say whether the person lives in the area.'),
  ...lacks(!statutory, 'identity', 'statutory', 'Say whether the person is under a court order or on licence.'),
];

const offending = ({ offences, ogrs, mappa }: ReferralAnswers, known: Scheme['offences'], today: Day): Missing[] => [
  ...lacks(
    offences.length === 0,
    'offences',
    'offences',
    'Give at least one offence or piece of reliable intelligence.',
  ),
  ...lacks(
    offences.some(({ date }) => date > today),
    'offences',
    'offences',
    'Correct the offences: one lies in the future.',
  ),
  ...lacks(
    offences.some(({ offence }) => !known.some(({ id }) => id === offence)),
    'offences',
    'offences',
    'Correct the offences: one is of a type that this area does not use.',
  ),
  ...lacks(
    ogrs !== undefined && !(ogrs.score && Number.isInteger(ogrs.score) && ogrs.score >= 1 && ogrs.score <= 100),
    'offences',
    'ogrs',
    'Correct the OGRS score: it is a whole number from 1 to 100.',
  ),
  ...lacks(ogrs !== undefined && blank(ogrs.tool), 'offences', 'ogrs', 'Say which tool gave the OGRS score.'),
  ...lacks(ogrs !== undefined && !ogrs.date, 'offences', 'ogrs', 'Give the date of the OGRS score.'),
  ...lacks(
    ogrs?.date !== undefined && ogrs.date > today,
    'offences',
    'ogrs',
    'Correct the date of the OGRS score: it lies in the future.',
  ),
  ...lacks(!mappa, 'offences', 'mappa', 'Give the MAPPA level, or say that it is unknown.'),
];

const pathway = ({ pathways, interventions }: ReferralAnswers, id: PathwayId, name: string): Missing[] => [
  ...lacks(!pathways[id], 'pathways', `pathways.${id}`, `Rate the pathway “${name}”.`),
  ...lacks(
    pathways[id] === 'red' && blank(interventions[id]),
    'pathways',
    `interventions.${id}`,
    `Propose an intervention for “${name}”: it is rated red.`,
  ),
];

const proposal = ({ proposal, why }: ReferralAnswers): Missing[] => [
  ...lacks(blank(proposal), 'proposal', 'proposal', 'Describe the short, specified intervention that you propose.'),
  ...lacks(blank(why), 'proposal', 'why', 'Say why it would stop the offending.'),
];

const consent = ({ consent: answer }: ReferralAnswers): Missing[] => [
  ...lacks(
    !answer?.status,
    'consent',
    'consent',
    'Say what the person answered about consent, or whether they are told that information is shared.',
  ),
  ...lacks(
    answer?.status !== undefined && answer.status !== 'given' && blank(answer.reason),
    'consent',
    'consent',
    'Give the reason: consent is not given, or the person is not told yet.',
  ),
];

export type Standing =
  | { readonly status: 'may refer' }
  /** An agency on the body whose signature has run out; it is warned and not stopped. */
  | { readonly status: 'may refer, warned'; readonly why: string }
  | { readonly status: 'may not refer'; readonly why: string };

/**
 * Who may refer to a body (G Q1): agencies with a seat on it, and other organisations of the scheme while their
 * signature of the information-sharing protocol is in date; its last day counts. Where any agency may refer (Thurrock
 * 2.6), an expired signature only warns.
 */
export const standing = (
  agency: AgencyId,
  body: Pick<Body, 'name' | 'seats' | 'administration' | 'referrals'>,
  { agencies }: Pick<Scheme, 'agencies'>,
  today: Day,
): Standing => {
  const found = agencies.find(({ id }) => id === agency);
  const ask = agencies.find(({ id }) => id === body.administration)?.name ?? body.administration;
  if (!found)
    return { status: 'may not refer', why: `This organisation is not known to the ${body.name}. Please ask ${ask}.` };
  const { name, protocolUntil } = found;
  const expired = protocolUntil !== undefined && protocolUntil < today;
  const why = expired
    ? `The signature of ${name} under the information-sharing protocol ran out on ${inWords(protocolUntil)}. Please ask ${ask} to renew it.`
    : `${name} has not signed the information-sharing protocol. Please ask ${ask}.`;
  if (body.referrals?.from === 'any agency' || body.seats.some((seat) => seat.agency === agency))
    return expired ? { status: 'may refer, warned', why } : { status: 'may refer' };
  return expired || !protocolUntil ? { status: 'may not refer', why } : { status: 'may refer' };
};

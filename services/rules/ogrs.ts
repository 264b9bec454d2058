/**
 * The Offender Group Reconviction Scale, version 3: how likely somebody is to be convicted again within one and two years.
 * Howard, Francis, Soothill and Humphreys (2009), Ministry of Justice Research Summary 7/09.
 */
import { ageOn, Day, inWords } from './days.ts';
import table from './ogrs3.json' with { type: 'json' };

export type OgrsInputs = {
  /** male or female: the scale knows no other. */
  readonly sex: string;
  /** The three dates: YYYY-MM-DD. */
  readonly dateOfBirth: string;
  readonly dateOfCurrentConviction: string;
  /** The sentence date in the community, the release date after custody. */
  readonly dateAtStartOfFollowUp: string;
  /** All cautions and convictions, the current one included. */
  readonly totalSanctions: number;
  /** Whole years. */
  readonly ageAtFirstSanction: number;
  readonly offenceGroup: string;
};

export type OgrsBand = 'low' | 'medium' | 'high' | 'very high';
export type OgrsResult =
  | {
      readonly ok: true;
      readonly oneYearPercent: number;
      readonly twoYearPercent: number;
      /** Of the two-year percent. */
      readonly band: OgrsBand;
      readonly sum: OgrsSum;
    }
  /** `why` is a clause that reads after the name of the input. */
  | { readonly ok: false; readonly input: keyof OgrsInputs; readonly why: string };

/** What was added up: `total` is `ageSex + status + copas + offence`, and each year adds a constant of its own. */
export type OgrsSum = {
  readonly ageAtConviction: number;
  readonly ageAtFollowUp: number;
  /** Such as 25-29. */
  readonly ageBand: string;
  readonly ageSex: number;
  /** Lower at a first sanction. */
  readonly status: number;
  /** From the number of sanctions and the years over which they came. */
  readonly copas: number;
  readonly offence: number;
  readonly total: number;
};

/** In the order of the source. */
export const offenceGroups: readonly string[] = Object.keys(table.offenceGroups);

const WEIGHTS = new Map(Object.entries(table.offenceGroups));
const ONE_YEAR = 1.40256;
const TWO_YEARS = 2.1217;

export const ogrs3 = (inputs: OgrsInputs): OgrsResult => {
  const { sex, totalSanctions, ageAtFirstSanction } = inputs;
  const refuse = (input: keyof OgrsInputs, why: string): OgrsResult => ({ ok: false, input, why });

  if (sex !== 'male' && sex !== 'female') return refuse('sex', 'expected male or female');
  const birth = Day.safeParse(inputs.dateOfBirth);
  if (!birth.success) return refuse('dateOfBirth', NO_DAY);
  const conviction = Day.safeParse(inputs.dateOfCurrentConviction);
  if (!conviction.success) return refuse('dateOfCurrentConviction', NO_DAY);
  const followUp = Day.safeParse(inputs.dateAtStartOfFollowUp);
  if (!followUp.success) return refuse('dateAtStartOfFollowUp', NO_DAY);
  if (conviction.data <= birth.data)
    return refuse('dateOfCurrentConviction', `expected a day after the birth on ${inWords(birth.data)}`);
  const ageAtConviction = ageOn(birth.data, conviction.data);
  if (ageAtConviction < YOUNGEST)
    return refuse('dateOfCurrentConviction', `expected an age of ${YOUNGEST} or more, and it was ${ageAtConviction}`);
  const ageAtFollowUp = ageOn(birth.data, followUp.data);
  const age = table.ages.findLast(({ from }) => ageAtFollowUp >= from);
  if (!age)
    return refuse('dateAtStartOfFollowUp', `expected an age of ${YOUNGEST} or more, and it was ${ageAtFollowUp}`);
  if (!Number.isInteger(totalSanctions) || totalSanctions < 1)
    return refuse('totalSanctions', 'expected a whole number of 1 or more: the current sanction is counted');
  if (!Number.isInteger(ageAtFirstSanction) || ageAtFirstSanction < 0)
    return refuse('ageAtFirstSanction', 'expected whole years');
  if (ageAtFirstSanction > ageAtConviction)
    return refuse('ageAtFirstSanction', `expected at most ${ageAtConviction}, the age at the current conviction`);
  const offence = WEIGHTS.get(inputs.offenceGroup);
  if (offence === undefined) return refuse('offenceGroup', `expected one of: ${offenceGroups.join('; ')}`);

  const ageSex = age[sex];
  const status = totalSanctions === 1 ? 0.12614 : 0.46306;
  const copas = 1.25112 * Math.log(totalSanctions / (10 + ageAtConviction - ageAtFirstSanction));
  const total = ageSex + status + copas + offence;
  const twoYearPercent = percent(TWO_YEARS + total);
  return {
    ok: true,
    oneYearPercent: percent(ONE_YEAR + total),
    twoYearPercent,
    band: ogrsBand(twoYearPercent),
    sum: { ageAtConviction, ageAtFollowUp, ageBand: age.band, ageSex, status, copas, offence, total },
  };
};

/** The band of a two-year percent from 1 to 99, also of a score that was not worked out here. */
export const ogrsBand = (twoYearPercent: number): OgrsBand => {
  if (twoYearPercent >= 90) return 'very high';
  if (twoYearPercent >= 75) return 'high';
  return twoYearPercent >= 50 ? 'medium' : 'low';
};

const NO_DAY = 'expected a day of the calendar, YYYY-MM-DD';
const YOUNGEST = 10;

/** Rounded to five decimals first, as the source has it; never certain either way. */
const percent = (logit: number): number => {
  const hundredThousandths = Math.round(100_000 / (1 + Math.exp(-logit)));
  return Math.min(99, Math.max(1, Math.round(hundredThousandths / 1000)));
};

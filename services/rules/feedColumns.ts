/** The columns of the police feed: PNC is the Police National Computer, IDIOM the system that follows a cohort on it (L, IDIOM). */
import { bare } from './registerColumns.ts';

export const FEED_COLUMNS = [
  ...['pncId', 'offences', 'pending', 'bail', 'courts', 'wanted', 'wantedSince', 'wantedFor'],
  ...['inPrison', 'prison', 'prisonSince', 'kind', 'months', 'release'],
] as const;
export type FeedColumn = (typeof FEED_COLUMNS)[number];

type About = {
  /** What a person reads first, and what else stands for it. */
  readonly headings: readonly [string, ...string[]];
  /** What is written in it. */
  readonly holds: string;
};

const COLUMN: Readonly<Record<FeedColumn, About>> = {
  pncId: {
    headings: ['PNC id', 'PNC', 'PNC number', 'PNCID', 'PNC no'],
    holds: 'whose line it is, by the number that the Police National Computer gives a person',
  },
  offences: {
    headings: ['Offences', 'Offending history', 'Offending', 'Offence'],
    holds: 'day and kind of each, with a semicolon between: 2026-11-03 Theft from shop; 2026-11-14 Burglary',
  },
  pending: {
    headings: ['Pending cases', 'Pending'],
    holds: 'what is not decided yet, all of it, with a semicolon between',
  },
  bail: {
    headings: ['Bail to return', 'Bail', 'Bail date', 'Police bail', 'Bail to return date'],
    holds: 'the day on which the person is to return to the police',
  },
  courts: {
    headings: ['Court dates', 'Court date', 'Court', 'Court appearances'],
    holds: 'day and court of each, with a semicolon between: 2026-12-02 Invented Magistrates’ Court',
  },
  wanted: { headings: ['Wanted', 'Wanted status'], holds: 'yes or no' },
  wantedSince: { headings: ['Wanted since'], holds: 'the day' },
  wantedFor: { headings: ['Wanted for', 'Wanted reason'], holds: 'for what' },
  inPrison: { headings: ['In prison', 'Whether in prison', 'In custody'], holds: 'yes or no' },
  prison: { headings: ['Prison', 'Prison name'], holds: 'which one' },
  prisonSince: { headings: ['Prison since', 'In prison since', 'In custody since'], holds: 'the day' },
  kind: { headings: ['Remand or sentence', 'Custody type'], holds: 'remand or sentence' },
  months: {
    headings: ['Sentence in months', 'Sentence', 'Sentence months'],
    holds: 'a number, or indeterminate',
  },
  release: {
    headings: ['Release date', 'Prison release date', 'Release', 'Prison release'],
    holds: 'expected; with “In prison: no”, the day on which it was',
  },
};

export const feedHeading = (column: FeedColumn): string => COLUMN[column].headings[0];
export const feedHolds = (column: FeedColumn): string => COLUMN[column].holds;

/** Only a register has these. */
const OF_A_REGISTER = ['Owner agency', 'Lead agency', 'Adopted on', 'Date of birth'].map(bare);

const columnOf = (heading: string): FeedColumn | undefined =>
  FEED_COLUMNS.find((column) => COLUMN[column].headings.some((known) => bare(known) === bare(heading)));

export type FeedHead = {
  readonly at: Readonly<Partial<Record<FeedColumn, number>>>;
  readonly width: number;
  /** Headings that mean nothing here; what stands below them is left out. */
  readonly unknown: readonly string[];
  readonly twice: readonly string[];
};

export const feedHeadOf = (headings: readonly string[]): FeedHead => {
  const at: Partial<Record<FeedColumn, number>> = {};
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const column = columnOf(heading);
    if (!column) {
      if (heading.trim() !== '') unknown.push(heading.trim());
    } else if (at[column] === undefined) at[column] = index;
    else twice.push(heading.trim());
  }
  return { at, width: headings.length, unknown, twice };
};

/** Whether a file that begins with these headings is a feed; a register says who owns and who leads. */
export const isFeed = (headings: readonly string[]): boolean => {
  const { at } = feedHeadOf(headings);
  return (
    at.pncId !== undefined &&
    Object.keys(at).length > 1 &&
    !headings.some((heading) => OF_A_REGISTER.includes(bare(heading)))
  );
};

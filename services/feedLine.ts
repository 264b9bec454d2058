/** One line of the police feed: what it says of a person, or what is wrong with it, column by column. */
import { brief, type Cells, cellReader } from './cellReading.ts';
import type { Fault } from './importModel.ts';
import { MOST_OPEN } from './lifeLists.ts';
import { MOST_MONTHS } from './rules/custody.ts';
import type { Day } from './rules/days.ts';
import type { Dated, FeedFacts } from './rules/feed.ts';
import { type FeedColumn, type FeedHead, feedHeading } from './rules/feedColumns.ts';
import { keyOfPnc } from './rules/names.ts';
import { bare } from './rules/registerColumns.ts';

/** Of one text, as long as it may be typed by hand. */
const LONGEST = { court: 80, pending: 120, offence: 80, why: 200, prison: 80, pnc: 40 } as const;
/** Cells that hold several things. */
const LONGEST_LIST = 3_000;
/** What one line changes has to fit into one transaction. */
export const MOST_OFFENCES = 20;

const YES_NO: Readonly<Record<string, 'yes' | 'no'>> = { yes: 'yes', y: 'yes', no: 'no', n: 'no' };
const KINDS: Readonly<Record<string, 'remand' | 'sentence'>> = {
  remand: 'remand',
  onremand: 'remand',
  remanded: 'remand',
  sentence: 'sentence',
  sentenced: 'sentence',
  bysentence: 'sentence',
};
const isNone = (said: string): boolean => ['none', 'nil'].includes(bare(said));

/** A day in any of the orders that are read, and what stands behind it. */
const DATED =
  /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}(?:st|nd|rd|th)?[ -]+[a-z]+\.?[ ,-]+\d{4})[\s:,–—-]+(\S.*)$/i;

export type FeedRead = { readonly pnc: string; readonly facts: FeedFacts };

/** The key of the PNC id, where the line has one that can be read. */
export const pncOf = (record: Cells, { at }: FeedHead): string | undefined =>
  keyOfPnc(cellReader(record, record.cells.length).read(at.pncId, '', LONGEST.pnc));

export const feedLineOf = (
  record: Cells,
  head: FeedHead,
  today: Day,
): FeedRead | { readonly faults: readonly Fault[] } => {
  const { faults, wrong, ...reader } = cellReader(record, head.width);
  const bad = (column: FeedColumn, why: string): undefined => wrong(feedHeading(column), why);
  const text = (column: FeedColumn, longest: number): string | undefined =>
    reader.read(head.at[column], feedHeading(column), longest);
  const past = (column: FeedColumn): Day | undefined =>
    reader.past(feedHeading(column), text(column, LONGEST.why), today);
  const oneOf = <T>(column: FeedColumn, known: Readonly<Record<string, T>>, say: string): T | undefined =>
    reader.oneOf(
      feedHeading(column),
      text(column, LONGEST.why),
      (said) => (Object.hasOwn(known, bare(said)) ? known[bare(said)] : undefined),
      say,
    );
  const dayOrNone = (column: FeedColumn): Day | 'none' | undefined => {
    const said = text(column, LONGEST.why);
    return said !== undefined && isNone(said) ? 'none' : reader.day(feedHeading(column), said);
  };
  const listOf = (column: FeedColumn, longest: number, most: number): string[] | undefined => {
    const said = text(column, LONGEST_LIST);
    if (said === undefined) return undefined;
    if (isNone(said)) return [];
    const all = said.split(';').flatMap((one) => one.trim() || []);
    if (all.length > most)
      return bad(column, `gives more than ${most}; put the others on a line of their own, with the same PNC id`);
    const long = all.find((one) => one.length > longest + 20);
    return long === undefined ? all : bad(column, `${brief(long)} is longer than ${longest} characters`);
  };
  const datedOf = (column: FeedColumn, longest: number, most: number): Dated[] | undefined => {
    const all = listOf(column, longest, most)?.map((one) => {
      const [, day = '', rest = ''] = DATED.exec(one) ?? [];
      if (rest === '')
        return bad(
          column,
          `${brief(one)} does not begin with a day and go on in words, as 2026-11-05 and then the words`,
        );
      if (rest.length > longest) return bad(column, `${brief(rest)} is longer than ${longest} characters`);
      const on = reader.day(feedHeading(column), day);
      return on && { on, text: rest.trim() };
    });
    return all?.flatMap((one) => one ?? []);
  };
  const monthsOf = (): FeedFacts['months'] => {
    const said = text('months', LONGEST.why);
    if (said === undefined || isNone(said)) return undefined;
    if (bare(said) === 'indeterminate') return 'indeterminate';
    const number = /^(\d{1,3})(?:\s*months?)?$/i.exec(said)?.[1];
    return number !== undefined && Number(number) >= 1 && Number(number) <= MOST_MONTHS
      ? Number(number)
      : bad('months', `${brief(said)} is neither a number of months nor “indeterminate”`);
  };

  const before = faults.length;
  const pnc = keyOfPnc(text('pncId', LONGEST.pnc));
  if (pnc === undefined && faults.length === before) bad('pncId', 'is missing');
  // Whose line it is nobody knows, so nothing of it is quoted.
  if (pnc === undefined) return { faults };
  const offences = datedOf('offences', LONGEST.offence, MOST_OFFENCES);
  const pending = listOf('pending', LONGEST.pending, MOST_OPEN);
  const bail = dayOrNone('bail');
  const courts = datedOf('courts', LONGEST.court, MOST_OPEN);
  const wanted = oneOf('wanted', YES_NO, 'yes, no');
  const wantedSince = past('wantedSince');
  const wantedFor = text('wantedFor', LONGEST.why);
  const inPrison = oneOf('inPrison', YES_NO, 'yes, no');
  const prison = text('prison', LONGEST.prison);
  const prisonSince = past('prisonSince');
  const kind = oneOf('kind', KINDS, 'remand, sentence');
  const months = monthsOf();
  const release = dayOrNone('release');
  const whole = faults.length === before;
  if (whole && wanted === undefined && (wantedSince ?? wantedFor) !== undefined)
    bad('wanted', 'is missing beside since when or for what; write yes or no');
  if (whole && inPrison === undefined && (prison ?? prisonSince ?? kind ?? months) !== undefined)
    bad('inPrison', 'is missing beside what is said of prison; write yes or no');
  if (faults.length > 0) return { faults };

  return {
    pnc,
    facts: {
      ...(offences && offences.length > 0 && { offences }),
      ...(pending && { pending }),
      ...(bail && { bail }),
      ...(courts && courts.length > 0 && { courts }),
      ...(wanted && { wanted }),
      ...(wantedSince && { wantedSince }),
      ...(wantedFor && { wantedFor }),
      ...(inPrison && { inPrison }),
      ...(prison && { prison }),
      ...(prisonSince && { prisonSince }),
      ...(kind && { kind }),
      ...(months && { months }),
      ...(release && { release }),
    },
  };
};

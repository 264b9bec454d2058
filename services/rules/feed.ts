/** What a line of the police feed means for a case as it is now, fact by fact (L, IDIOM: its seven items). */
import type { CourtDate } from './court.ts';
import { type Custody, custodyFaults, inCustody, releaseFaults } from './custody.ts';
import { addDays, type Day, inWords } from './days.ts';
import type { KeyDates } from './due.ts';
import type { FeedColumn } from './feedColumns.ts';
import { bare } from './registerColumns.ts';

/** What the police tell, in the order of the model; a change is passed on by these words alone. */
export const FEED_ITEMS = [
  'offending history',
  'pending cases',
  'bail',
  'court',
  'wanted',
  'in prison',
  'release',
] as const;
export type FeedItem = (typeof FEED_ITEMS)[number];

export type Dated = { readonly on: Day; readonly text: string };

/** One line; what it does not say is missing, and 'none' is said. */
export type FeedFacts = {
  readonly offences?: readonly Dated[];
  readonly pending?: readonly string[];
  readonly bail?: Day | 'none';
  readonly courts?: readonly Dated[];
  readonly wanted?: 'yes' | 'no';
  readonly wantedSince?: Day;
  readonly wantedFor?: string;
  readonly inPrison?: 'yes' | 'no';
  readonly prison?: string;
  readonly prisonSince?: Day;
  readonly kind?: Custody['kind'];
  readonly months?: number | 'indeterminate';
  readonly release?: Day | 'none';
};

export type Wanted = { readonly since: Day; readonly why: string };

/** A case, as far as a line can change it. */
export type FeedKnown = {
  readonly pending?: readonly string[];
  readonly keyDates?: KeyDates;
  readonly courts?: readonly CourtDate[];
  readonly wanted?: Wanted;
  readonly custody?: Custody;
};

/** What the history of the case adds, as far as it is about days that the line names. */
export type FeedPast = {
  /** `type` is missing of those that a register brought. */
  readonly offended: readonly { readonly on: Day; readonly type?: string }[];
  /** Court dates that have their result. */
  readonly heard: readonly { readonly on: Day; readonly court: string }[];
  /** Not every body keeps court dates. */
  readonly keepsCourts: boolean;
};

export type FeedStep =
  /** `known`: it is written down without its kind. */
  | { readonly what: 'offended'; readonly on: Day; readonly type: string; readonly known: boolean }
  | { readonly what: 'pending'; readonly cases: readonly string[] }
  | { readonly what: 'dates'; readonly keyDates: KeyDates }
  | { readonly what: 'court'; readonly on: Day; readonly court: string }
  | { readonly what: 'wanted'; readonly wanted: Wanted }
  | { readonly what: 'not wanted' }
  | { readonly what: 'custody'; readonly custody: Custody }
  | { readonly what: 'released'; readonly on: Day };

export type FeedFault = { readonly column: FeedColumn; readonly why: string };

export type FeedOutcome =
  | { readonly status: 'unchanged' }
  | { readonly status: 'bad'; readonly faults: readonly FeedFault[] }
  | { readonly status: 'changed'; readonly steps: readonly FeedStep[]; readonly items: readonly FeedItem[] };

type Part = {
  readonly steps?: readonly FeedStep[];
  readonly items?: readonly FeedItem[];
  readonly faults?: readonly FeedFault[];
};

/** Said of what the feed gives no reason for. */
export const BY_FEED = 'By the police feed.';

/**
 * Reads one line against a case. What the line does not say stays as it is; days that have passed are no bail, no court
 * date and no expected release any more, so that a line of another day brings back nothing that is over.
 */
export const readFeed = (facts: FeedFacts, known: FeedKnown, past: FeedPast, today: Day): FeedOutcome => {
  const parts = [
    offending(facts, past, today),
    pending(facts, known),
    dates(facts, known, today),
    hearings(facts, known, past, today),
    wanted(facts, known, today),
    prison(facts, known, today),
  ];
  const faults = parts.flatMap((part) => part.faults ?? []);
  if (faults.length > 0) return { status: 'bad', faults };
  const steps = parts.flatMap((part) => part.steps ?? []);
  const items = FEED_ITEMS.filter((item) => parts.some((part) => part.items?.includes(item)));
  return steps.length > 0 ? { status: 'changed', steps, items } : { status: 'unchanged' };
};

const offending = ({ offences = [] }: FeedFacts, { offended }: FeedPast, today: Day): Part => {
  const late = offences.find(({ on }) => on > today);
  if (late) return { faults: [{ column: 'offences', why: `${inWords(late.on)} lies in the future` }] };
  const seen = new Set(offended.flatMap(({ on, type }) => (type === undefined ? [] : [`${on} ${bare(type)}`])));
  const untyped = offended.filter(({ type }) => type === undefined).map(({ on }) => on);
  const steps: FeedStep[] = [];
  for (const { on, text } of offences) {
    const key = `${on} ${bare(text)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const at = untyped.indexOf(on);
    if (at >= 0) untyped.splice(at, 1);
    steps.push({ what: 'offended', on, type: text, known: at >= 0 });
  }
  return steps.length > 0 ? { steps, items: ['offending history'] } : {};
};

/** The same ones in another order or spelt with other capitals are the same. */
const alike = (some: readonly string[], others: readonly string[]): boolean =>
  some.map(bare).sort().join('|') === others.map(bare).sort().join('|');

const pending = ({ pending: said }: FeedFacts, { pending: known = [] }: FeedKnown): Part =>
  said === undefined || alike(said, known)
    ? {}
    : { steps: [{ what: 'pending', cases: said }], items: ['pending cases'] };

/** What becomes of a day: 'none' takes it away, one that has passed brings nothing. */
const dayAfter = (said: Day | 'none' | undefined, known: Day | undefined, today: Day): Day | undefined => {
  if (said === 'none') return undefined;
  return said === undefined || said < today ? known : said;
};

const dates = (facts: FeedFacts, { keyDates = {} }: FeedKnown, today: Day): Part => {
  const { bail: known, ...others } = keyDates;
  const bail = dayAfter(facts.bail, known, today);
  if (bail === known) return {};
  return { steps: [{ what: 'dates', keyDates: { ...others, ...(bail && { bail }) } }], items: ['bail'] };
};

const hearings = (
  { courts: said = [] }: FeedFacts,
  { courts = [] }: FeedKnown,
  { heard, keepsCourts }: FeedPast,
  today: Day,
): Part => {
  if (!keepsCourts) return {};
  const seen = new Set([...courts, ...heard].map(({ on, court }) => `${on} ${bare(court)}`));
  const steps: FeedStep[] = [];
  for (const { on, text } of said) {
    const key = `${on} ${bare(text)}`;
    if (on < today || seen.has(key)) continue;
    seen.add(key);
    steps.push({ what: 'court', on, court: text });
  }
  return steps.length > 0 ? { steps, items: ['court'] } : {};
};

const wanted = (facts: FeedFacts, { wanted: known }: FeedKnown, today: Day): Part => {
  if (facts.wanted === undefined) return {};
  if (facts.wanted === 'no') return known ? { steps: [{ what: 'not wanted' }], items: ['wanted'] } : {};
  if (facts.wantedSince && facts.wantedSince > today)
    return { faults: [{ column: 'wantedSince', why: `${inWords(facts.wantedSince)} lies in the future` }] };
  const next = {
    since: facts.wantedSince ?? known?.since ?? today,
    why: facts.wantedFor ?? known?.why ?? BY_FEED,
  };
  return next.since === known?.since && next.why === known.why
    ? {}
    : { steps: [{ what: 'wanted', wanted: next }], items: ['wanted'] };
};

const columnOf: Readonly<Record<keyof Custody, FeedColumn>> = {
  kind: 'kind',
  prison: 'prison',
  since: 'prisonSince',
  months: 'months',
  indeterminate: 'months',
  releaseOn: 'release',
  endsOn: 'kind',
  released: 'release',
};

const prison = (facts: FeedFacts, { custody }: FeedKnown, today: Day): Part => {
  const inside = inCustody(custody) ? custody : undefined;
  switch (facts.inPrison) {
    case 'yes':
      return isOver(facts, custody) ? {} : imprisoned(facts, inside, today);
    case 'no':
      return freed(facts, inside, today);
    case undefined:
      if (facts.release === undefined) return {};
      return inside ? imprisoned({ release: facts.release }, inside, today) : withoutCustody(facts.release, today);
  }
};

/** A release to come is kept with custody alone. */
const withoutCustody = (release: Day | 'none', today: Day): Part =>
  release === 'none' || release < today
    ? {}
    : {
        faults: [
          {
            column: 'release',
            why: 'is given, and the case has no custody recorded; write “In prison: yes”, the prison and since when',
          },
        ],
      };

/** A stay that is recorded with its release does not begin again by a line that speaks of it. */
const isOver = ({ prisonSince: since }: FeedFacts, custody: Custody | undefined): boolean =>
  custody?.released !== undefined && since !== undefined && (since < custody.released || since === custody.since);

const imprisoned = (facts: FeedFacts, inside: Custody | undefined, today: Day): Part => {
  const kind = facts.kind ?? inside?.kind;
  const place = facts.prison ?? inside?.prison;
  const since = facts.prisonSince ?? inside?.since;
  const lacks = (column: FeedColumn, what: string): FeedFault => ({
    column,
    why: `is missing, and the case does not have it yet; write ${what}`,
  });
  if (!kind || !place || !since)
    return {
      faults: [
        ...(place ? [] : [lacks('prison', 'which prison')]),
        ...(since ? [] : [lacks('prisonSince', 'the day on which it began')]),
        ...(kind ? [] : [lacks('kind', 'remand or sentence')]),
      ],
    };
  const sentence = kind === 'sentence' ? inside : undefined;
  const indeterminate = facts.months === undefined ? sentence?.indeterminate : facts.months === 'indeterminate';
  const months =
    facts.months === undefined ? sentence?.months : facts.months === 'indeterminate' ? undefined : facts.months;
  const releaseOn = dayAfter(facts.release, inside?.releaseOn, today);
  const next: Custody = {
    kind,
    prison: inside && bare(inside.prison) === bare(place) ? inside.prison : place,
    since,
    ...(months !== undefined && { months }),
    ...(indeterminate && { indeterminate }),
    ...(releaseOn && { releaseOn }),
    ...(sentence?.endsOn && { endsOn: sentence.endsOn }),
  };
  if (inside && same(inside, next)) return {};
  const faults = custodyFaults(next, today);
  if (faults.length > 0) return { faults: faults.map(({ field, why }) => ({ column: columnOf[field], why })) };
  const only = inside && same(inside, { ...next, releaseOn: inside.releaseOn });
  return {
    steps: [{ what: 'custody', custody: next }],
    items: only ? ['release'] : inside?.releaseOn === releaseOn ? ['in prison'] : ['in prison', 'release'],
  };
};

const FIELDS = ['kind', 'prison', 'since', 'months', 'indeterminate', 'releaseOn', 'endsOn'] as const;
const same = (one: Custody, other: Custody): boolean =>
  FIELDS.every((field) => (one[field] || undefined) === (other[field] || undefined));

const freed = ({ release }: FeedFacts, inside: Custody | undefined, today: Day): Part => {
  const on = release === undefined || release === 'none' ? today : release;
  if (on > today)
    return {
      faults: [{ column: 'release', why: `${inWords(on)} lies in the future; write “In prison: yes” until then` }],
    };
  if (!inside) return {};
  const faults = releaseFaults(inside, on, today);
  if (faults.length > 0) return { faults: faults.map(({ why }) => ({ column: 'release', why })) };
  return { steps: [{ what: 'released', on }], items: ['release'] };
};

/** How far back is looked for the last feed. */
export const FEED_LOOKS_BACK = 40;
export const feedLooksFrom = (today: Day): Day => addDays(today, -FEED_LOOKS_BACK);

export type FeedStanding =
  | { readonly status: 'here'; readonly lines: number; readonly changed: number; readonly bad: number }
  /** A file of today is being read against the register. */
  | { readonly status: 'being read' }
  /** No file for today; the last one, if there was any lately. */
  | { readonly status: 'stale'; readonly last?: Day };

/** Whether today's feed is there, by the files of the last days; `reading`: whether one of today is under way. */
export const feedStanding = (
  feeds: readonly { readonly day: Day; readonly lines: number; readonly changed: number; readonly bad: number }[],
  today: Day,
  reading = false,
): FeedStanding => {
  const now = feeds.filter(({ day }) => day === today);
  const sum = (of: 'lines' | 'changed' | 'bad') => now.reduce((total, feed) => total + feed[of], 0);
  if (now.length > 0) return { status: 'here', lines: sum('lines'), changed: sum('changed'), bad: sum('bad') };
  if (reading) return { status: 'being read' };
  const last = feeds
    .map(({ day }) => day)
    .filter((day) => day < today)
    .sort()
    .at(-1);
  return { status: 'stale', ...(last && { last }) };
};

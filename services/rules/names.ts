/** Whether two referrals are likely about the same person: by PNC id, or by name and date of birth (domain: duplicate). */
import damerau from 'damerau-levenshtein';
import { Day } from './days.ts';
import type { ReferralAnswers } from './referral.ts';

/** What tells people apart, as far as it is known. */
export type Identity = Pick<ReferralAnswers, 'name' | 'aliases' | 'dateOfBirth' | 'pncId'>;

/** One observation about two records that are likely one person. */
export type Why =
  | 'PNC id'
  | 'name'
  | 'alias'
  | 'order'
  | 'initial'
  | 'middle name'
  | 'spelling'
  | 'day and month'
  | 'other PNC id';
export type Likeness = { readonly match: false } | { readonly match: true; readonly why: readonly Why[] };

// Slips in one name, such as Steven and Stephen; two letters changed over count as one.
const MOST_SLIPS = 2;
// Two slips in a name of four letters can make any other name of it.
const SHORTEST_WHOLE = 5;
// What is typed by people stays cheap to compare.
const MOST_PARTS = 8;
const MOST_NAMES = 20;

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => letters[letter] ?? letter);

const titles = /^(mr|mrs|miss|ms|mx|dr)$/;
/** Written short on papers and in many a passport. */
const short = /^(md|mhd|mohd|muhd)$/;

/** The parts of a name in plain small letters; “O’Neill-SMITH, Zoë” is zoe, oneill, smith. */
export const normalise = (name: string): string[] =>
  plain(name)
    .replace(/^([^,]+),(.+)$/, '$2 $1')
    .replace(/['’‘`´ʼ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '' && !titles.test(part))
    .map((part) => (short.test(part) ? 'mohammed' : part))
    .slice(0, MOST_PARTS);

/**
 * A PNC id as it is compared and stored: `2001-123456A`, four digits of the year, no noughts in front. Words in its
 * place, such as “not known”, are the id of nobody.
 */
export const keyOfPnc = (id = ''): string | undefined => {
  if (!/[1-9]/.test(id)) return undefined;
  const [, year = '', number = '', letter = ''] =
    id.toUpperCase().match(/^\s*(\d{4}|\d{2})(?:\D+|(?=\d{7}\s*[A-Z]))0*(\d{1,7})\s*([A-Z])\s*$/) ?? [];
  if (year === '')
    return (
      id
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '')
        .slice(0, 40) || undefined
    );
  // Two digits stood for a year of the last century, until 1999.
  return `${year.length === 4 ? year : `${Number(year) < 40 ? '20' : '19'}${year}`}-${number}${letter}`;
};

/** 7 March for 3 July; undefined where that is no day, or the same one. */
export const swapped = (of: Day): Day | undefined => {
  const [year, month, date] = of.split('-');
  const other = Day.safeParse(`${year}-${date}-${month}`);
  return other.success && other.data !== of ? other.data : undefined;
};

const between =
  /[,;/|\n()"“”&+•]|\s[-–—]\s|\b(?:a\.?k\.?a\.?|alias|(?:also |or |goes )?(?:known as|called|by)|(?:maiden|married|birth) name|nee|formerly|previously|prev|or|and)\b[.:]?/;

type Name = { readonly parts: readonly string[]; readonly alias: boolean };

/** The name and the aliases. An alias of one word may stand for the given name or for the family name. */
const namesOf = ({ name = '', aliases = '' }: Identity): Name[] => {
  const own = normalise(name);
  const others = plain(aliases)
    .split(between)
    .map(normalise)
    .filter((parts) => parts.length > 0)
    .flatMap((parts) =>
      parts.length > 1
        ? [parts]
        : [
            [...parts, ...own.slice(1)],
            [...own.slice(0, -1), ...parts],
          ],
    );
  return [{ parts: own, alias: false }, ...others.map((parts) => ({ parts, alias: true }))]
    .filter(({ parts }) => parts.length > 0)
    .slice(0, MOST_NAMES);
};

/** How many letters one word has that the other lacks. */
const strange = (a: string, b: string): number => {
  const left = [...b];
  for (const letter of a) if (left.includes(letter)) left.splice(left.indexOf(letter), 1);
  return left.length;
};

/**
 * Letters added, left out, mistaken or changed over, as far as they matter. The library never counts one letter twice, so
 * a letter added between two that change over makes three of what are two.
 */
const slips = (a: string, b: string): number => {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > MOST_SLIPS) return Number.POSITIVE_INFINITY;
  // No slip brings more than one strange letter, and letters are counted in no time.
  const foreign = Math.max(strange(a, b), strange(b, a));
  if (foreign > MOST_SLIPS) return Number.POSITIVE_INFINITY;
  const { steps } = damerau(a, b);
  return steps === MOST_SLIPS + 1 && foreign < 2 ? MOST_SLIPS : steps;
};

/** J or Dan for Daniel. */
const isBeginning = (a: string, b: string): boolean => a !== b && (a.startsWith(b) || b.startsWith(a));

/** How two names are alike; undefined when they are not. */
const alike = (a: readonly string[], b: readonly string[]): Why[] | undefined => {
  if (a.join('') === b.join('')) return ['name'];
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  return byParts(few, many) ?? asWhole(few, many);
};

/** The `i`th part of one name is the `j`th of the other. The beginning of a name weighs as much as two slips. */
type Pair = { readonly i: number; readonly j: number; readonly weight: number; readonly initial: boolean };

const pairOf = (x: string, i: number, y: string, j: number): Pair => {
  const weight = slips(x, y);
  const initial = isBeginning(x, y) && (weight > MOST_SLIPS || Math.min(x.length, y.length) === 1);
  return { i, j, weight: initial ? MOST_SLIPS : weight, initial };
};

/** Each part of the shorter name finds its own in the longer one; only what stands between first and last may differ. */
const byParts = (few: readonly string[], many: readonly string[]): Why[] | undefined => {
  if (few.length < 2) return undefined;
  const pairs = few
    .flatMap((x, i) => many.map((y, j) => pairOf(x, i, y, j)))
    .filter(({ weight }) => weight <= MOST_SLIPS)
    .sort((x, y) => x.weight - y.weight || Math.abs(x.i - x.j) - Math.abs(y.i - y.j));
  const found: Pair[] = [];
  for (const pair of pairs) if (!found.some(({ i, j }) => i === pair.i || j === pair.j)) found.push(pair);
  const weight = found.reduce((sum, pair) => sum + pair.weight, 0);
  const ends = [0, few.length - 1].every((end) =>
    found.some(({ i, j }) => i === end && (j === 0 || j === many.length - 1)),
  );
  if (found.length < few.length && !(ends && weight === 0)) return undefined;
  // Initials alone are nobody's name.
  const faint = ({ i, j, initial }: Pair) => initial || few[i]?.length === 1 || many[j]?.length === 1;
  if (weight > 2 * MOST_SLIPS || found.every(faint)) return undefined;
  const order = found.toSorted((x, y) => x.i - y.i);
  const why: [Why, boolean][] = [
    ['order', order.some(({ j }, at) => j < (order[at - 1]?.j ?? 0))],
    ['initial', found.some(({ initial }) => initial)],
    ['spelling', found.some(({ weight, initial }) => weight > 0 && !initial)],
    ['middle name', found.length < many.length],
  ];
  return why.flatMap(([one, holds]) => (holds ? [one] : []));
};

/** The letters without the gaps, either way round: “Ann Marie”, “Annemarie”. */
const asWhole = (few: readonly string[], many: readonly string[]): Why[] | undefined => {
  const whole = few.join('');
  if (few.length === many.length || whole.length < SHORTEST_WHOLE) return undefined;
  const turned = many.map((_, at) => [...many.slice(at), ...many.slice(0, at)].join(''));
  const at = turned.findIndex((other) => slips(whole, other) <= MOST_SLIPS);
  if (at < 0) return undefined;
  return at === 0 ? ['spelling'] : ['order', 'spelling'];
};

/** The PNC id alone is enough; without it, name and date of birth together. */
export const samePerson = (a: Identity, b: Identity): Likeness => {
  const [one, other] = [keyOfPnc(a.pncId), keyOfPnc(b.pncId)];
  if (one !== undefined && one === other) return { match: true, why: ['PNC id'] };
  if (!a.dateOfBirth || !b.dateOfBirth) return { match: false };
  const turned = a.dateOfBirth !== b.dateOfBirth;
  if (turned && swapped(a.dateOfBirth) !== b.dateOfBirth) return { match: false };
  const found = bestOf(namesOf(a), namesOf(b));
  return found
    ? {
        match: true,
        why: [
          ...found,
          ...(turned ? (['day and month'] as const) : []),
          ...(one && other ? (['other PNC id'] as const) : []),
        ],
      }
    : { match: false };
};

const bestOf = (ours: readonly Name[], theirs: readonly Name[]): Why[] | undefined => {
  for (const mine of ours)
    for (const its of theirs) {
      const why = alike(mine.parts, its.parts);
      if (why) return mine.alias || its.alias ? ['alias', ...why.filter((one) => one !== 'name')] : why;
    }
  return undefined;
};

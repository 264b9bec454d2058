/** A case by its reference, a PNC id, or the beginnings of names; nobody finds what they may not open. */
import { facet, lineOf, partsOf } from './caseIndex.ts';
import { ByName, type CaseLine, Cases, OnRegister } from './caseModel.ts';
import { A_PAGE, type CasePage, consulted, MOST_READ, pageOf } from './casePages.ts';
import { ByPnc } from './model.ts';
import { opens } from './permission.ts';
import { Refusal } from './refusal.ts';
import { registersOf } from './register.ts';
import { keyOfPnc, normalise } from './rules/names.ts';
import { schemeOf, type Work } from './work.ts';

/** As a person may write one: 2001/0123456A, 01/123456a. */
const PNC = /^(\d{4}|\d{2})\D+\d{1,7}\s*[A-Z]$/i;
const SHORTEST = 2;

const byReference = (work: Work, reference: string, past?: string): Promise<CasePage> =>
  pageOf(work, { of: Cases, under: reference, past, line: ({ doc }) => lineOf(doc) });

/** The next of a few cases that are all at hand, in the order of their references, behind the one that `past` names. */
const pageAmong = (cases: readonly CaseLine[], looked: number, past = ''): CasePage => {
  const rest = cases.filter(({ ref }) => ref > past).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const lines = rest.slice(0, A_PAGE);
  const last = lines.at(-1)?.ref;
  return { lines, looked, ...(rest.length > A_PAGE && last && { more: last }) };
};

const byPnc = async (work: Work, words: string, past?: string): Promise<CasePage> => {
  const rows = await work.store.list(work.area.id, ByPnc, `${keyOfPnc(words)}|`);
  const cases = await Promise.all(
    rows.map(({ id }) => work.store.get(work.area.id, Cases, id.slice(id.indexOf('|') + 1))),
  );
  const lines = cases.flatMap((row) => (row ? [lineOf(row.doc)] : [])).filter((line) => opens(work, line));
  return pageAmong(lines, Math.min(lines.length, A_PAGE), past);
};

/** Every word begins a part of a name or of an alias. */
const called = (line: CaseLine, words: readonly string[]): boolean => {
  const parts = partsOf(line);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
};

/**
 * Whoever has just this name comes before those whose names only begin so. In the order of keys they come after them, so
 * the list is read in two: where the next page begins says in which of the two it is.
 */
const byName = async (work: Work, words: readonly string[], past?: string): Promise<CasePage> => {
  const begins = words.toSorted((a, b) => b.length - a.length)[0] ?? '';
  const whole = `${begins}|`;
  // A case stands here once for each part of its names that begins so; the first of them counts.
  const fits = (line: CaseLine, id: string): boolean | 'elsewhere' => {
    const [first] = partsOf(line)
      .filter((part) => part.startsWith(begins))
      .sort();
    return id === `${first}|${line.ref}` ? called(line, words) : 'elsewhere';
  };
  const wanted = { of: ByName, line: ({ doc }: { doc: CaseLine }) => doc };
  const none: CasePage = { lines: [], looked: 0 };
  const exact =
    past === undefined || past.startsWith(whole) ? await pageOf(work, { ...wanted, under: whole, past, fits }) : none;
  if (exact.more !== undefined) return exact;
  const longer = await pageOf(work, {
    ...wanted,
    under: begins,
    ...(past !== undefined && !past.startsWith(whole) && { past }),
    room: A_PAGE - exact.lines.length,
    fits: (line, id) => (id.startsWith(whole) ? 'end' : fits(line, id)),
  });
  return { ...longer, lines: [...exact.lines, ...longer.lines], looked: exact.looked + longer.looked };
};

/**
 * Of the cases in which somebody has a part who reads no register: where there are few, they are all looked at, so that
 * names of others keep none of them off a page.
 */
const amongOwn = async (work: Work, words: readonly string[], past?: string): Promise<CasePage> => {
  const { person, agency } = work.actor;
  const under = [facet.lead(person), facet.contact(person), ...(agency ? [facet.owner(agency)] : [])];
  const lists = await Promise.all(under.map((of) => work.store.list(work.area.id, OnRegister, of, MOST_READ)));
  if (lists.some(({ length }) => length === MOST_READ)) return byName(work, words, past);
  const own = new Map(lists.flat().map(({ doc }) => [doc.ref, doc]));
  const open = [...own.values()].filter((line) => opens(work, line));
  return pageAmong(
    open.filter((line) => called(line, words)),
    open.length,
    past,
  );
};

/** The reference that words stand for, whole or as far as it has been typed: RICH-2026-014, rich-2026, 2026-014. */
const referenceIn = (work: Work, words: string): string | undefined => {
  const { reference } = schemeOf(work);
  const typed = words.toUpperCase().replace(/\s+/g, '-');
  if (/^\d{4}-\d{1,6}$/.test(typed)) return `${reference}-${typed}`;
  return new RegExp(`^${reference}-\\d{1,4}(-\\d{0,6})?$`).test(typed) ? typed : undefined;
};

/** A page of what the words find, of what this person may open; whoever shows it logs whose data it was. */
export const searchCases = async (work: Work, words: string, past?: string): Promise<CasePage> => {
  const reference = referenceIn(work, words);
  if (reference) return byReference(work, reference, past);
  if (PNC.test(words)) return byPnc(work, words, past);
  const parts = normalise(words);
  if (!parts.some((part) => part.length >= SHORTEST))
    throw new Refusal(
      'too short',
      'Please type at least two letters of a name, or a PNC id such as 2001/0123456A, or a reference such as RICH-2026-014.',
    );
  return registersOf(work).length > 0 ? byName(work, parts, past) : amongOwn(work, parts, past);
};

export const findCases = async (work: Work, words: string, past?: string): Promise<CasePage> => {
  const page = await searchCases(work, words, past);
  await consulted(work, page.lines);
  return page;
};

import { describe, expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { A_PAGE, MOST_READ } from '../../services/casePages.ts';
import { findCases } from '../../services/finding.ts';
import { LogEntries } from '../../services/log.ts';
import type { PersonKey } from '../../services/person.ts';
import type { Work } from '../../services/work.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { fillRegister } from '../support/register.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel, stranger } from '../support/seated.ts';

const identity = (name: string, more: Partial<Case['identity']> = {}): Pick<Case, 'identity'> => ({
  identity: { name, ...more },
});
const SHELTER = 'RICH-2026-021';

const panel = await seatedPanel();
await panel.store.commit(
  areaId,
  laid(
    caseOf(),
    caseOf({ ref: SHELTER, owner: 'lantern-night-shelter', ...identity('Zoë O’Neill-Smithson') }),
    caseOf({ ref: 'RICH-2026-022', state: 'removed', ...identity('Smithy Smith', { aliases: 'Smudge' }) }),
    caseOf({ ref: 'RICH-2026-023', restrictedTo: [holder(seat.chair)], ...identity('Tansy Nowhere') }),
    caseOf({ ref: 'RICH-2025-200', body: 'asb', ...identity('Smilla Elsewhere') }),
  ),
);

const found = async (work: Work, words: string, past?: string) =>
  (await findCases(work, words, past)).lines.map(({ ref }) => ref);

test.for<[string, string, readonly string[]]>([
  ['the family name', 'testerby', [CASE]],
  ['the beginning of it', 'teste', [CASE]],
  ['the given name', 'Quillon', [CASE]],
  ['a nickname', 'smudge', ['RICH-2026-022']],
  ['given and family name', 'quillon tester', [CASE]],
  ['family name first', 'Testerby, Quillon', [CASE]],
  ['an accent left out, and half of a double name', 'zoe smiths', [SHELTER]],
  ['an apostrophe left out', 'oneill', [SHELTER]],
  ['a beginning that two parts of one name have, once', 'smith', ['RICH-2026-022', SHELTER]],
  ['the reference', CASE, [CASE]],
  ['the reference in small letters', 'rich-2026-014', [CASE]],
  ['the reference without the area', '2026-014', [CASE]],
  ['the beginning of a reference', 'rich-2026-02', [SHELTER, 'RICH-2026-022']],
  ['a PNC id', '2014/0123456A', [CASE]],
  ['a PNC id as it was written once', '14/123456a', [CASE]],
  ['the middle of a name', 'esterby', []],
  ['a name that is nobody’s', 'quillon nobody', []],
  ['a PNC id that is nobody’s', '2015/0123456A', []],
])('is found by %s', async ([, words, wanted]) => {
  expect(await found(panel.of(seat.housing), words)).toEqual(wanted);
});

test.for(['', ' ', 'x', '?!', 'Mr'])('too little to go by is refused: “%s”', async (words) => {
  await expect(findCases(panel.of(seat.housing), words)).rejects.toThrow('at least two letters');
});

describe('who finds whom', () => {
  test.for<[string, PersonKey, string, readonly string[]]>([
    ['a member of the body', holder(seat.housing), 'testerby', [CASE]],
    ['the co-ordinator', coordinator, 'testerby', [CASE]],
    ['the co-ordinator, in every body', coordinator, 'smilla', ['RICH-2025-200']],
    ['a member of another body', holder(seat.housing), 'smilla', []],
    ['a member of another body, by reference', holder(seat.housing), 'RICH-2025-200', []],
    ['the agency that owns it', referrer, 'zoe', [SHELTER]],
    ['the agency that owns another', referrer, 'testerby', []],
    ['the agency that owns another, by PNC id', referrer, '2014/0123456A', []],
    ['whoever is named in a restriction', holder(seat.chair), 'tansy', ['RICH-2026-023']],
    ['a member who is not', holder(seat.housing), 'tansy', []],
    ['a member who is not, by reference', holder(seat.housing), 'RICH-2026-023', []],
    ['the co-ordinator who is not', coordinator, 'tansy', []],
    ['somebody with neither seat nor agency', stranger, 'testerby', []],
  ])('%s', async ([, person, words, wanted]) => {
    expect(await found(panel.by(person), words)).toEqual(wanted);
  });

  test('what is closed to somebody does not count among those looked at', async () => {
    expect((await findCases(panel.of(seat.housing), 'tansy nob')).looked).toBe(0);
    expect((await findCases(panel.of(seat.chair), 'tansy nob')).looked).toBe(1);
  });

  test('a lead professional from elsewhere finds the case they lead', async () => {
    const own = await seatedPanel();
    await own.store.commit(areaId, laid(caseOf({ leadProfessional: stranger })));
    expect(await found(own.by(stranger), 'quill test')).toEqual([CASE]);
    expect(await found(own.by(stranger), 'RICH-2026')).toEqual([CASE]);
  });
});

test('an agency that owns more than are looked through finds each by name all the same', async () => {
  const own = await seatedPanel();
  const cases = Array.from({ length: MOST_READ + 5 }, (_, at) =>
    caseOf({
      ref: `RICH-2026-${String(at).padStart(3, '0')}`,
      owner: 'lantern-night-shelter',
      ...identity(at === MOST_READ + 4 ? 'Zoë Lastly' : 'Given Family'),
    }),
  );
  await fillRegister(own.store, areaId, cases);
  expect(await found(own.by(referrer), 'lastly')).toEqual(['RICH-2026-204']);
  expect((await findCases(own.by(referrer), 'family')).more).toBeDefined();
});

test.for<[string, readonly string[]]>([
  ['a page and more of just that name', [...Array<string>(13).fill('Marl'), 'Marley', 'Marlow']],
  ['just a page of that name', [...Array<string>(10).fill('Marl'), 'Marley', 'Marlow']],
  ['a few of that name', ['Marl', 'Marl', ...Array<string>(15).fill('Marlow')]],
  ['none of that name', [...Array<string>(9).fill('Marley'), ...Array<string>(9).fill('Marlow')]],
  ['some that have it twice', [...Array<string>(12).fill('Marl-Marlow'), 'Marlow-Marley']],
])('%s: they are read in pages, each once, those of just that name first', async ([, families]) => {
  const own = await seatedPanel();
  const cases = families.map((family, at) =>
    caseOf({ ref: `RICH-2026-1${String(at).padStart(2, '0')}`, ...identity(`Given ${family}`) }),
  );
  await fillRegister(own.store, areaId, cases);
  const seen: string[] = [];
  let past: string | undefined;
  do {
    const page = await findCases(own.of(seat.housing), 'marl', past);
    expect(page.lines.length).toBe(Math.min(A_PAGE, families.length - seen.length));
    seen.push(...page.lines.map(({ ref }) => ref));
    past = page.more;
  } while (past !== undefined);
  expect(seen).toEqual(cases.map(({ ref }) => ref));
});

test('what an import has not finished is not found', async () => {
  const own = await seatedPanel();
  await own.store.commit(areaId, laid(caseOf({ import: 'i1' })));
  const during = own.of(seat.housing, { area: area({ importing: ['i1'] }) });
  for (const words of ['testerby', CASE, '2014/0123456A']) {
    expect(await found(during, words)).toEqual([]);
    expect(await found(own.of(seat.housing), words)).toEqual([CASE]);
  }
});

test('whose data was found is logged, and nothing where nobody was', async () => {
  const own = await seatedPanel();
  await own.store.commit(areaId, laid(caseOf()));
  await findCases(own.of(seat.housing, { verb: 'find.view' }), 'nobody');
  await findCases(own.of(seat.housing, { verb: 'find.view' }), 'testerby');
  const logged = (await own.store.views.list(areaId, LogEntries)).map(({ doc }) => [doc.what, doc.category, doc.whose]);
  expect(logged).toEqual([['find.view', 'consultation', [CASE]]]);
});

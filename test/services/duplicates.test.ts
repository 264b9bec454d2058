import { beforeEach, describe, expect, test } from 'vitest';
import {
  type Duplicates,
  findDuplicates,
  indexChanges,
  judge,
  linksWith,
  MOST,
  MOST_READ,
} from '../../services/duplicates.ts';
import { LogEntries } from '../../services/log.ts';
import { ByBirth, ByPnc, type Referral, Referrals } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { type Identity, swapped } from '../../services/rules/names.ts';
import { create, type Store } from '../../services/store.ts';
import type { Work } from '../../services/work.ts';
import { area, NOW, people } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { memoryStore } from '../support/memory.ts';
import { type Dice, diceOf, pick, population, type Somebody, somebody } from '../support/population.ts';
import { testStore } from '../support/tables.ts';

const here = area();
const referralOf = (ref: string, identity: Identity): Referral => {
  const { name, aliases, dateOfBirth, pncId } = identity;
  return {
    ref,
    body: 'iom',
    state: 'submitted',
    referrer: people.referrer,
    agency: 'probation',
    answers: {
      offences: [],
      pathways: {},
      interventions: {},
      ...(name && { name }),
      ...(aliases && { aliases }),
      ...(dateOfBirth && { dateOfBirth }),
      ...(pncId && { pncId }),
    },
    startedAt: NOW.toISOString(),
  };
};
const refAt = (at: number): string => `RICH-2026-${String(at).padStart(5, '0')}`;
const placeOf = (store: Store) => ({ store, area: here });

/** Each with its index rows in one transaction, some thirty people to a transaction. */
const put = async (store: Store, all: readonly Identity[]): Promise<void> => {
  for (let from = 0; from < all.length; from += 33) {
    const changes = await Promise.all(
      all.slice(from, from + 33).map(async (identity, at) => {
        const referral = referralOf(refAt(from + at), identity);
        return [
          create(Referrals, referral.ref, referral),
          ...(await indexChanges(placeOf(store), referral.ref, undefined, referral.answers)),
        ];
      }),
    );
    expect(await store.commit(here.id, changes.flat())).toBe('committed');
  }
};

/** What is read through it is counted, entity by entity. */
const counting = (store: Store) => {
  const read = { entities: 0 };
  const counted: Store = {
    ...store,
    get: async (...args) => {
      read.entities += 1;
      return store.get(...args);
    },
    list: async (...args) => {
      const rows = await store.list(...args);
      read.entities += rows.length;
      return rows;
    },
  };
  return { read, counted: counted as Store };
};

const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
const slip = (dice: Dice, name: string): string => {
  const letters = [...name];
  const at = Math.floor(dice() * letters.length);
  const next = letters[at + 1];
  const how = pick(dice, ['add', 'leave out', 'mistake', 'change over'] as const);
  if (how === 'add') letters.splice(at, 0, pick(dice, alphabet));
  else if (how === 'leave out' && letters.length > 1) letters.splice(at, 1);
  else if (how === 'change over' && next) letters.splice(at, 2, next, letters[at] ?? '');
  else letters[at] = pick(dice, alphabet);
  return letters.join('');
};
const whole = ({ given, middle, family }: Pick<Somebody, 'given' | 'middle' | 'family'>): string =>
  [given, middle, family].filter((part) => part !== '').join(' ');
const bare = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/ø/g, 'o').replace(/ı/g, 'i');

/** How somebody who is known is asked for; undefined where this person's name or date does not lend itself to it. */
type Asking = (person: Somebody, dice: Dice) => Identity | undefined;
const spelt =
  (change: (person: Somebody, dice: Dice) => Partial<Somebody>): Asking =>
  (person, dice) => ({
    name: whole({ ...person, ...change(person, dice) }),
    dateOfBirth: person.dateOfBirth,
  });
const named =
  (change: (person: Somebody) => string | undefined): Asking =>
  (person) => {
    const name = change(person);
    return name === undefined || name === person.name ? undefined : { name, dateOfBirth: person.dateOfBirth };
  };

const KINDS: readonly (readonly [string, Asking])[] = [
  ['one slip in the given name', spelt(({ given }, dice) => ({ given: slip(dice, given) }))],
  ['two slips in the given name', spelt(({ given }, dice) => ({ given: slip(dice, slip(dice, given)) }))],
  ['one slip in the family name', spelt(({ family }, dice) => ({ family: slip(dice, family) }))],
  ['two slips in the family name', spelt(({ family }, dice) => ({ family: slip(dice, slip(dice, family)) }))],
  [
    'a slip in each name',
    spelt(({ given, family }, dice) => ({ given: slip(dice, given), family: slip(dice, family) })),
  ],
  ['the names changed over', spelt(({ given, family }) => ({ given: family, family: given }))],
  [
    'the family name first, with a comma',
    named(({ given, middle, family }) => `${family.toUpperCase()}, ${given} ${middle}`),
  ],
  ['without the second name', named(({ given, family }) => `${given} ${family}`)],
  [
    'a name by which the person is also known',
    named(({ aliases, family }) => (aliases?.includes(' ') ? aliases : aliases && `${aliases} ${family}`)),
  ],
  [
    'a new name, with the old one as an alias',
    (person, dice) => ({
      name: `${person.given} ${somebody(dice).family}`,
      aliases: person.name,
      dateOfBirth: person.dateOfBirth,
    }),
  ],
  ['an initial for the given name', named(({ given, family }) => `${given[0]}. ${family}`)],
  ['a hyphen that became a gap', named(({ name }) => name.replaceAll('-', ' '))],
  ['a hyphen that was left out', named(({ name }) => name.replaceAll('-', ''))],
  [
    'half of a double name',
    named(({ given, family }) => (family.includes('-') ? `${given} ${family.split('-')[0]}` : undefined)),
  ],
  ['apostrophes left out', named(({ name }) => name.replaceAll("'", ''))],
  ['accents left out', named(({ name }) => bare(name))],
  [
    'day and month changed over',
    ({ name, dateOfBirth }) => {
      const other = dateOfBirth && swapped(dateOfBirth);
      return other && { name, dateOfBirth: other };
    },
  ],
];

const PEOPLE = 10_000;
const SEARCHES = 300;

describe('among ten thousand people with names as common as they are', () => {
  const dice = diceOf(20_261_122);
  const all = population(dice, PEOPLE);
  const store = memoryStore();
  const { read, counted } = counting(store);
  let mostRead = 0;
  const search = async (asked: Identity): Promise<Duplicates> => {
    read.entities = 0;
    const answer = await findDuplicates(placeOf(counted), asked, 'RICH-2026-99999');
    mostRead = Math.max(mostRead, read.entities);
    return answer;
  };
  const stored = put(store, all);

  test.for(KINDS)('99 of 100 are found by %s', async ([, asking]) => {
    await stored;
    let [asked, found] = [0, 0];
    const missed: string[] = [];
    for (let at = Math.floor(dice() * PEOPLE), tried = 0; asked < SEARCHES && tried < PEOPLE; tried += 1) {
      at = (at + 1) % PEOPLE;
      const person = all[at];
      const identity = person && asking(person, dice);
      if (!identity) continue;
      asked += 1;
      const hit = (await search(identity)).found.some(({ ref }) => ref === refAt(at));
      if (hit) found += 1;
      else missed.push(`${identity.name} for ${person.name}`);
    }
    expect(asked).toBeGreaterThan(20);
    expect(found / asked, missed.join('; ')).toBeGreaterThanOrEqual(0.99);
  });

  test('of a thousand searches for people who are not there, ten at most show anybody', async () => {
    await stored;
    const shown: string[] = [];
    for (let asked = 0; asked < 1_000; asked += 1) {
      const person = somebody(dice);
      const { found } = await search(person);
      if (found[0]) shown.push(`${person.name}: ${all[Number(found[0].ref.slice(-5))]?.name} (${found[0].why})`);
    }
    expect(shown.length, shown.join('; ')).toBeLessThanOrEqual(10);
  });

  test('the commonest birthday costs no more than the bound, and most cost next to nothing', async () => {
    await stored;
    const ofBirth = new Map<string, number>();
    for (const { dateOfBirth = '' } of all) ofBirth.set(dateOfBirth, (ofBirth.get(dateOfBirth) ?? 0) + 1);
    const [busiest = ''] = [...ofBirth].sort((a, b) => b[1] - a[1])[0] ?? [];
    await search({ name: 'Nobody Atall', dateOfBirth: day(busiest) });
    expect(mostRead).toBeGreaterThan(0);
    expect(mostRead).toBeLessThan(50);
  });
});

describe.for([
  ['in memory', async () => memoryStore()],
  ['in the table service', () => testStore()],
] as const)('a search %s', ([, opened]) => {
  let store: Store;
  const john: Identity = { name: 'John Example', dateOfBirth: day('1990-03-07'), pncId: '2009/0123456A' };
  const find = (asked: Identity, ref = 'RICH-2026-99999') => findDuplicates(placeOf(store), asked, ref);
  beforeEach(async () => {
    store = await opened();
  });

  test.for<[string, Identity, string[]]>([
    ['by PNC id, however it is written', { pncId: '09/123456a' }, ['PNC id']],
    [
      'by PNC id under another name and date',
      { ...john, name: 'Another Person', dateOfBirth: day('1970-01-01') },
      ['PNC id'],
    ],
    ['by name and date of birth', { name: 'EXAMPLE, John', dateOfBirth: day('1990-03-07') }, ['name']],
    [
      'with day and month changed over',
      { name: 'Jon Exampel', dateOfBirth: day('1990-07-03') },
      ['spelling', 'day and month'],
    ],
    ['under another PNC id', { ...john, pncId: '2009/7654321B' }, ['name', 'other PNC id']],
  ])('finds %s, and says how', async ([, asked, why]) => {
    await put(store, [john, { name: 'Jane Sample', dateOfBirth: day('1990-03-07') }]);
    expect(await find(asked)).toEqual({
      found: [{ ref: refAt(0), body: 'iom', state: 'submitted', why }],
      cut: false,
    });
  });

  test('never finds the referral itself, and nobody without a date of birth or PNC id', async () => {
    await put(store, [john]);
    expect(await find(john, refAt(0))).toEqual({ found: [], cut: false });
    expect(await find({ name: 'John Example' })).toEqual({ found: [], cut: false });
  });

  test.for([
    ['on the register', {}, here],
    ['removed', { state: 'removed' }, here],
    ['on the register, of an import that is done', { import: 'i1' }, here],
    ['of an import that is under way', { import: 'i1' }, area({ importing: ['i1'] })],
  ] as const)('finds somebody who came without a referral: %s', async ([said, change, place]) => {
    const taken = caseOf({ identity: john, ...change });
    await store.commit(here.id, laid(taken));
    const { found } = await findDuplicates({ store, area: place }, john, 'RICH-2026-99999');
    expect(found).toEqual(
      said.endsWith('under way') ? [] : [{ ref: CASE, body: 'iom', state: taken.state, why: ['PNC id'] }],
    );
  });

  test('follows an amendment in its transaction, and forgets what is removed', async () => {
    await put(store, [john]);
    const amended: Identity = { name: 'Jack Sample', dateOfBirth: day('1991-01-02'), pncId: '2009/0123456A' };
    const move = await indexChanges(placeOf(store), refAt(0), john, amended);
    expect(move.map(({ op }) => op).sort()).toEqual(['create', 'delete', 'replace']);
    expect(await store.commit(here.id, move)).toBe('committed');
    expect((await find({ name: 'John Example', dateOfBirth: day('1990-03-07') })).found).toEqual([]);
    expect((await find({ name: 'Jack Sample', dateOfBirth: day('1991-01-02') })).found).toHaveLength(1);
    expect(await indexChanges(placeOf(store), refAt(0), amended, amended)).toEqual([]);
    await store.commit(here.id, await indexChanges(placeOf(store), refAt(0), amended, undefined));
    expect([...(await store.list(here.id, ByBirth)), ...(await store.list(here.id, ByPnc))]).toEqual([]);
  });

  test('reads a bounded number of entities however many share a birthday, and says that it was cut', async () => {
    const { read, counted } = counting(store);
    const crowd = Array.from({ length: MOST.born + 30 }, (_, at): Identity[] => [
      { name: `Alex Example ${at % 7 ? 'One' : 'Two'}`, dateOfBirth: day('1990-03-07') },
      { name: 'Alex Example', dateOfBirth: day('1990-07-03'), ...(at < MOST.pnc + 5 && { pncId: '2009/0123456A' }) },
    ]).flat();
    await put(store, crowd);
    const { found, cut } = await findDuplicates(
      placeOf(counted),
      { name: 'Alex Example', dateOfBirth: day('1990-03-07'), pncId: '2009/0123456A' },
      'RICH-2026-99999',
    );
    expect(cut).toBe(true);
    expect(found).toHaveLength(MOST.found);
    expect(read.entities).toBe(MOST_READ);
  });
});

describe('a link', () => {
  let store: Store;
  let ids = 0;
  const work = (): Work => ({
    store,
    area: here,
    scheme: null,
    schemes: {},
    actor: { person: people.coordinator, name: '', coordinator: true },
    now: NOW,
    verb: 'duplicates.judge',
    category: 'alteration',
    whose: [],
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    coordinators: [people.coordinator],
  });
  const links = async (at: number) => (await store.get(here.id, Referrals, refAt(at)))?.doc.links;
  const identity: Identity = { name: 'John Example', dateOfBirth: day('1990-03-07') };
  const asked = { referral: refAt(1), other: refAt(0), seen: 'open', verdict: 'same person' } as const;
  beforeEach(async () => {
    store = memoryStore();
    await put(store, [identity]);
    const later: Referral = {
      ...referralOf(refAt(1), identity),
      links: [{ ref: refAt(0), why: ['name'], verdict: 'open' }],
    };
    await store.commit(here.id, referralMade(later));
  });

  test('judged by the co-ordinator stands on both referrals, and both stay as they are', async () => {
    expect(await judge(work(), asked)).toBe('judged');
    const said = { why: ['name'], verdict: 'same person', by: people.coordinator, at: NOW.toISOString() };
    expect(await links(1)).toEqual([{ ref: refAt(0), ...said }]);
    expect(await links(0)).toEqual([{ ref: refAt(1), ...said }]);
    expect((await store.get(here.id, Referrals, refAt(0)))?.doc).toMatchObject({ ...referralOf(refAt(0), identity) });
    expect((await store.list(here.id, LogEntries)).map(({ doc }) => doc.whose)).toEqual([[refAt(1), refAt(0)]]);
  });

  test('pressed again changes nothing; pressed on an overtaken card, says so', async () => {
    await judge(work(), asked);
    expect(await judge(work(), asked)).toBe('as it stands');
    expect(await judge(work(), { ...asked, verdict: 'another person' })).toBe('overtaken');
    expect(await judge(work(), { ...asked, seen: 'same person', verdict: 'another person' })).toBe('judged');
    expect((await links(0))?.map(({ verdict }) => verdict)).toEqual(['another person']);
  });

  test('may be judged where two were submitted at once, and neither found the other', async () => {
    const same = { ...identity, name: 'Jon Exampel' };
    await store.commit(here.id, [
      ...referralMade(referralOf(refAt(2), same)),
      ...(await indexChanges(placeOf(store), refAt(2), undefined, same)),
    ]);
    expect(await judge(work(), { ...asked, referral: refAt(2) })).toBe('judged');
    expect(await links(0)).toMatchObject([{ ref: refAt(2), why: ['spelling'], verdict: 'same person' }]);
  });

  test('to a case without a referral is kept with the referral', async () => {
    await store.commit(here.id, laid(caseOf({ identity })));
    const press = { ...asked, other: CASE };
    expect(await judge(work(), press)).toBe('judged');
    expect(await links(1)).toMatchObject([{ ref: refAt(0) }, { ref: CASE, verdict: 'same person' }]);
    expect(await judge(work(), press)).toBe('as it stands');
    expect((await store.list(here.id, LogEntries)).map(({ doc }) => doc.whose)).toEqual([[refAt(1), CASE]]);
  });

  test('is refused between referrals that nothing was found between', async () => {
    await expect(judge(work(), { ...asked, referral: refAt(0), other: refAt(1) })).rejects.toMatchObject({
      kind: 'not linked',
    });
  });

  test('found again keeps what was judged, and what is found no more goes unless it was judged', () => {
    const rejected = {
      ref: 'A',
      why: ['name'],
      verdict: 'another person',
      by: people.coordinator,
      at: 'then',
    } as const;
    const open = { ref: 'B', why: ['spelling'], verdict: 'open' } as const;
    const found = (ref: string) => ({ ref, body: 'iom', state: 'submitted', why: ['alias'] }) as const;
    expect(linksWith([rejected, open], [found('A'), found('C')])).toEqual([
      rejected,
      { ref: 'C', why: ['alias'], verdict: 'open' },
    ]);
    expect(linksWith([rejected, open], [])).toEqual([rejected]);
  });
});

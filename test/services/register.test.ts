import { describe, expect, test } from 'vitest';
import type { CaseLine } from '../../services/caseModel.ts';
import { A_PAGE, MOST_READ } from '../../services/casePages.ts';
import { LogEntries } from '../../services/log.ts';
import type { PersonKey } from '../../services/person.ts';
import { type Filter, myCases, register, registerMeant } from '../../services/register.ts';
import { day } from '../../services/rules/days.ts';
import type { Work } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { fillRegister, registerOf } from '../support/register.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel, stranger } from '../support/seated.ts';

const refs = (lines: readonly CaseLine[]) => lines.map(({ ref }) => ref);
const refOf = (number: number) => `RICH-2025-${String(number).padStart(6, '0')}`;

const people: readonly PersonKey[] = [holder(seat.constable), holder(seat.housing)];
const everybody = registerOf(120, { people });
const panel = await seatedPanel();
await fillRegister(panel.store, areaId, everybody);

/** Every page of it, and how many pages those are. */
const all = async (work: Work, filter: Filter) => {
  const body = registerMeant(work, 'iom');
  const found: CaseLine[] = [];
  let past: string | undefined;
  let pages = 0;
  do {
    const page = await register(work, { body, filter, past });
    expect(page.lines.length).toBeLessThanOrEqual(A_PAGE);
    found.push(...page.lines);
    past = page.more;
    pages += 1;
  } while (past !== undefined);
  return { found, pages };
};

describe('the register', () => {
  test('is read ten at a time, everybody on it once and nobody else', async () => {
    const { found, pages } = await all(panel.of(seat.housing), {});
    const on = everybody.filter(({ state }) => state === 'on the register');
    expect(refs(found)).toEqual(on.map(({ ref }) => ref));
    expect(pages).toBe(Math.ceil(on.length / A_PAGE));
  });

  test.for<[string, Filter]>([
    ['a colour', { colour: 'amber' }],
    ['a lead agency', { agency: 'housing' }],
    ['a lead professional', { lead: holder(seat.housing) }],
    ['a consent', { consent: 'refused' }],
    ['no word about consent', { consent: 'not said' }],
    ['a review that is due', { due: day('2026-10-20') }],
    ['those who are removed', { removed: true }],
    ['a colour and a lead agency', { colour: 'red', agency: 'police' }],
    ['everything at once', { lead: people[0], colour: 'green', consent: 'given', due: day('2026-12-01') }],
    ['a lead agency among those removed', { removed: true, agency: 'police' }],
  ])('by %s has those who fit, and no others', async ([, filter]) => {
    const { found } = await all(panel.of(seat.housing), filter);
    const wanted = everybody.filter(
      (doc) =>
        (doc.state === 'removed') === (filter.removed ?? false) &&
        (!filter.colour || doc.rag?.colour === filter.colour) &&
        (!filter.agency || doc.leadAgency === filter.agency) &&
        (!filter.lead || doc.leadProfessional === filter.lead) &&
        (!filter.consent || (doc.consent?.status ?? 'not said') === filter.consent) &&
        (!filter.due || doc.reviewOn <= filter.due),
    );
    expect(refs(found).sort()).toEqual(wanted.map(({ ref }) => ref).sort());
    expect(found.length).toBeGreaterThan(0);
  });

  test('of reviews comes in the order of their dates', async () => {
    const { found } = await all(panel.of(seat.housing), { due: day('2026-11-30') });
    const dates = found.map(({ reviewOn }) => reviewOn);
    expect(dates).toEqual(dates.toSorted());
  });

  test('of reviews looks no further than the day', async () => {
    const work = panel.of(seat.housing);
    const last = everybody.filter(({ state }) => state === 'on the register').map(({ reviewOn }) => reviewOn);
    const [due] = last.sort();
    const page = await register(work, { body: registerMeant(work, 'iom'), filter: { due } });
    expect(page.lines.length).toBeGreaterThan(0);
    expect(page).toMatchObject({ looked: page.lines.length });
  });

  test('by lead professional has none of another body, though they lead there', async () => {
    const own = await seatedPanel();
    const led = { leadProfessional: holder(seat.housing) };
    await own.store.commit(areaId, laid(caseOf(led), caseOf({ ...led, ref: refOf(1), body: 'asb' })));
    const work = own.of(seat.housing);
    const { lines } = await register(work, {
      body: registerMeant(work, 'iom'),
      filter: { lead: holder(seat.housing) },
    });
    expect(refs(lines)).toEqual([CASE]);
    expect(refs((await myCases(work)).page.lines)).toEqual([refOf(1), CASE].sort());
  });

  test('says how many were looked at where only some fit', async () => {
    const work = panel.of(seat.housing);
    const body = registerMeant(work, 'iom');
    const page = await register(work, { body, filter: { colour: 'amber', agency: 'police' } });
    expect(page.looked).toBeGreaterThan(page.lines.length);
  });

  test('logs whose line was shown', async () => {
    const work = panel.of(seat.drugs, { verb: 'register.view' });
    const { lines } = await register(work, { body: registerMeant(work, 'iom'), filter: {} });
    const logged = (await panel.store.views.list(areaId, LogEntries)).filter(
      ({ doc }) => doc.who === holder(seat.drugs),
    );
    expect(logged.map(({ doc }) => doc.whose)).toEqual([refs(lines)]);
  });

  test.for<[string, PersonKey]>([
    ['somebody of an agency that only refers', referrer],
    ['somebody with neither seat nor agency', stranger],
  ])('is not for %s', ([, person]) => {
    expect(() => registerMeant(panel.by(person), 'iom')).toThrow('for its members and for the co-ordinator');
    expect(() => registerMeant(panel.by(person), undefined)).toThrow('you hold no seat');
  });

  test('is not for the strategic group, whose members get totals', () => {
    const [post] = richmond.bodies.find(({ kind }) => kind === 'strategic group')?.seats ?? [];
    const strategic = panel.by(stranger, { area: area({ holders: { [post?.id ?? '']: stranger } }) });
    expect(() => registerMeant(strategic, undefined)).toThrow('you hold no seat');
    const onPanel = panel.by(stranger, { area: area({ holders: { [seat.youth]: stranger } }) });
    expect(registerMeant(onPanel, undefined).id).toBe('iom');
  });

  test('is for the co-ordinator without a seat', () => {
    expect(registerMeant(panel.by(coordinator), undefined).motions).toContain('adopt');
  });

  test.for<[string, Filter, string]>([
    ['an agency nobody knows', { agency: 'nowhere' }, 'lead agency from the list'],
    ['a person nobody knows', { lead: 'meadow|nobody' }, 'choose the person from the list'],
  ])('with %s is refused, naming what to choose', async ([, filter, sentence]) => {
    const work = panel.of(seat.housing);
    await expect(register(work, { body: registerMeant(work, 'iom'), filter })).rejects.toThrow(sentence);
  });

  test('with a place in it that belongs to another list is refused', async () => {
    const work = panel.of(seat.housing);
    const asked = { body: registerMeant(work, 'iom'), filter: {}, past: 'lead|meadow|x|RICH-2025-000001' };
    await expect(register(work, asked)).rejects.toThrow('out of date');
  });
});

describe('a restricted case', () => {
  test('shows to those named, and to others neither in a list nor in a number nor in where it goes on', async () => {
    const own = await seatedPanel();
    const closed = { restrictedTo: [holder(seat.chair)] };
    // The last of the first page and the first of the second, so that the page ends at one that is closed.
    const cases = Array.from({ length: 14 }, (_, at) =>
      caseOf({ ref: refOf(at), ...([9, 10].includes(at) ? closed : {}) }),
    );
    await own.store.commit(areaId, laid(...cases.slice(0, 5)));
    await own.store.commit(areaId, laid(...cases.slice(5, 10)));
    await own.store.commit(areaId, laid(...cases.slice(10)));
    const look = async (work: Work) => register(work, { body: registerMeant(work, 'iom'), filter: {} });
    expect(refs((await look(own.of(seat.chair))).lines)).toContain(refOf(9));
    for (const work of [own.of(seat.housing), own.by(coordinator)]) {
      const page = await look(work);
      expect(refs(page.lines)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 11].map(refOf));
      expect(page.looked).toBe(10);
      expect(page.more).toBe(`all|iom|${refOf(11)}`);
    }
  });

  test('and a register that is all restricted reads to a limit and says nothing of it', async () => {
    const own = await seatedPanel();
    const closed = registerOf(MOST_READ + 60, { people }).map((doc) => ({
      ...doc,
      state: 'on the register' as const,
      restrictedTo: [holder(seat.chair)],
    }));
    await fillRegister(own.store, areaId, closed);
    const work = own.of(seat.housing);
    const page = await register(work, { body: registerMeant(work, 'iom'), filter: {} });
    expect(page).toEqual({ lines: [], looked: 0 });
  });
});

describe('what an import has not finished', () => {
  test('is on no list', async () => {
    const own = await seatedPanel();
    await own.store.commit(areaId, laid(caseOf({ import: 'i1' })));
    const during = own.of(seat.housing, { area: area({ importing: ['i1'] }) });
    const body = registerMeant(during, 'iom');
    expect((await register(during, { body, filter: {} })).lines).toEqual([]);
    expect(refs((await register(own.of(seat.housing), { body, filter: {} })).lines)).toEqual([CASE]);
  });
});

describe('my cases', () => {
  const theirs = async () => {
    const own = await seatedPanel();
    await own.store.commit(
      areaId,
      laid(
        caseOf({ ref: refOf(1), leadProfessional: holder(seat.housing), policeContact: holder(seat.constable) }),
        caseOf({ ref: refOf(2), leadProfessional: holder(seat.youth), policeContact: holder(seat.constable) }),
        caseOf({ ref: refOf(3), leadProfessional: holder(seat.youth), owner: 'lantern-night-shelter' }),
      ),
    );
    return own;
  };

  test.for<[string, PersonKey, string, readonly number[]]>([
    ['lead professional', holder(seat.youth), 'lead', [2, 3]],
    ['police contact, who leads none', holder(seat.constable), 'contact', [1, 2, 3]],
    ['whose agency owns one, and no more', referrer, 'agency', [3]],
    ['nothing at all', stranger, 'lead', []],
  ])('open with the first part in which there are any: %s', async ([, person, part, wanted]) => {
    const own = await theirs();
    const found = await myCases(own.by(person));
    expect([found.part, refs(found.page.lines)]).toEqual([part, wanted.map(refOf)]);
  });

  test('of another part when asked', async () => {
    const own = await theirs();
    const { part, page } = await myCases(own.of(seat.constable), 'agency');
    expect([part, refs(page.lines)]).toEqual(['agency', [1, 2].map(refOf)]);
  });
});

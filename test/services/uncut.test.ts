/** Lists that are read whole: however much there is, all of it comes. */
import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { lookAtCase } from '../../services/caseSeen.ts';
import { colourHistory } from '../../services/colourHistory.ts';
import { agencyDuties } from '../../services/consentsDue.ts';
import { Disclosures, disclosuresOf } from '../../services/disclosures.ts';
import { readFeedFile } from '../../services/feedReading.ts';
import { findCases } from '../../services/finding.ts';
import { Payments, paymentsOf } from '../../services/funds.ts';
import { heldBy } from '../../services/handover.ts';
import { Joinings, joinings } from '../../services/joinings.ts';
import { Referrals } from '../../services/model.ts';
import { forsaken } from '../../services/restricting.ts';
import { day } from '../../services/rules/days.ts';
import { type Change, create, replace, type Store } from '../../services/store.ts';
import { type CaseEvent, CaseEvents } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { youngOffenders } from '../../services/youngOffenders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { fillRegister } from '../support/register.ts';
import { area, areaId, at, coordinator, holder, ITEM, referrer, seat, seatedPanel } from '../support/seated.ts';

const many = <T>(count: number, make: (number: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const four = (n: number): string => String(n).padStart(4, '0');
const refOf = (n: number): string => `RICH-2026-${four(n)}`;
const registered = (count: number, change: Partial<Case>) => (store: Store) =>
  fillRegister(
    store,
    areaId,
    many(count, (n) => caseOf({ ref: refOf(n), ...change })),
  );
const rows = (count: number, make: (n: number) => Change) => async (store: Store) => {
  const all = many(count, make);
  for (let from = 0; from < all.length; from += 100) await store.commit(areaId, all.slice(from, from + 100));
};

const by = holder(seat.housing);
const on = day('2026-11-05');
const told = { case: CASE, kind: 'landlord', recipient: 'Invented Lettings', told: 'So.', ground: 'Low risk.', on, by };
const paid = { case: CASE, on, pence: 100, for: 'travel', note: 'A bus pass', by };
const gone = { person: 'meadow|gone', on: '2026-10-01T09:00:00.000Z' } as const;
type Panel = Awaited<ReturnType<typeof seatedPanel>>;

test.for<[string, (store: Store) => Promise<unknown>, number, (panel: Panel) => Promise<number>]>([
  [
    'young offenders of an area',
    registered(205, { dyo: true }),
    205,
    async ({ store }) => (await youngOffenders({ store, area: area() }, by)).length,
  ],
  [
    'disclosures of a case',
    rows(55, (n) => create(Disclosures, `${CASE}|${four(n)}`, told)),
    55,
    async ({ store }) => (await disclosuresOf({ store, area: area() }, CASE)).length,
  ],
  [
    'payments of a case',
    rows(55, (n) => create(Payments, `${CASE}|${four(n)}`, paid)),
    55,
    async ({ store }) => (await paymentsOf({ store, area: area() }, CASE)).length,
  ],
  [
    'consents that an agency is to ask',
    registered(105, { owner: 'housing', consentDue: '2026-11-01T09:00:00.000Z' }),
    105,
    async ({ of }) => (await agencyDuties(of(seat.housing))).consents.length,
  ],
  [
    'cases that somebody leads',
    registered(505, { leadProfessional: by }),
    505,
    async ({ store }) => (await heldBy({ store, area: area() }, by)).led,
  ],
  [
    'restricted cases that nobody can open again',
    registered(505, { restrictedTo: [gone.person] }),
    505,
    async ({ by }) => (await forsaken(by(coordinator))).length,
  ],
  [
    'agencies that were proposed',
    rows(205, (n) =>
      create(Joinings, four(n), {
        ...{ id: four(n), body: 'iom', name: `Agency ${n}`, kind: 'voluntary', post: 'Manager', why: 'So.', by },
        ...{ at: at(n).toISOString(), attends: 'as required', state: 'not joined' },
      }),
    ),
    205,
    async ({ store }) => (await joinings({ store, area: area() })).length,
  ],
])('%s', async ([, lay, wanted, read]) => {
  const panel = await seatedPanel();
  await lay(panel.store);
  expect(await read(panel)).toBe(wanted);
});

test('every colour a case has had, however much else has happened since', async () => {
  const { store, of } = await seatedPanel();
  await store.commit(areaId, laid(caseOf()));
  const event = (n: number): CaseEvent => ({
    at: at(-n).toISOString(),
    by,
    ...(n === 4_100 ? { what: 'released', on } : { what: 'offended', on }),
  });
  await rows(4_101, (n) => create(CaseEvents, `${CASE}|${four(n)}`, event(n)))(store);
  expect((await colourHistory(of(seat.chair), CASE)).events).toHaveLength(1);
});

test.for<[string, Partial<Case>, string, (panel: Panel) => Work]>([
  ['of one PNC id', {}, '2014/0123456A', ({ of }) => of(seat.housing)],
  ['of an agency that reads no register', { owner: 'lantern-night-shelter' }, 'testerby', ({ by }) => by(referrer)],
])('what is found among the cases %s is read in pages, each once', async ([, change, words, who]) => {
  const panel = await seatedPanel();
  await registered(23, change)(panel.store);
  const seen: string[] = [];
  let past: string | undefined;
  do {
    const page = await findCases(who(panel), words, past);
    seen.push(...page.lines.map(({ ref }) => ref));
    past = page.more;
  } while (past !== undefined);
  expect(seen).toEqual(many(23, refOf));
});

test('every referral of the same person stands on the case', async () => {
  const { store, of } = await seatedPanel();
  await store.commit(areaId, laid(caseOf({ ref: ITEM })));
  const row = must(await store.get(areaId, Referrals, ITEM), 'a referral');
  const links = many(12, (n) => ({ ref: refOf(n), why: [], verdict: 'same person' as const }));
  await store.commit(areaId, [replace(row, { ...row.doc, links })]);
  expect((await lookAtCase(of(seat.chair), ITEM)).alike).toHaveLength(12);
});

test('of many headings that mean nothing, the first are named and the others counted', async () => {
  const { store } = await seatedPanel();
  const file = `PNC id,${many(25, (n) => `Odd ${n}`)}\n2014/0123456A\n`;
  const { unknown } = await readFeedFile({ store, area: area() }, Buffer.from(file), on);
  expect(unknown).toEqual([...many(20, (n) => `Odd ${n}`), 'and 5 more']);
});

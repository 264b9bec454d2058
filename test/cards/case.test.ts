import { beforeAll, describe, expect, test } from 'vitest';
import type { Card } from '../../cards/render.ts';
import { actionMade } from '../../services/actionIndex.ts';
import type { Case } from '../../services/caseModel.ts';
import { type Action, Referrals } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { happened } from '../../services/timeline.ts';
import { atDesk } from '../support/atDesk.ts';
import { answers } from '../support/builders.ts';
import { CASE, caseOf, laid, proposal } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
import {
  areaId,
  at,
  coordinator,
  holder,
  members,
  referral,
  referrer,
  type Seated,
  seat,
  seatedPanel,
  stranger,
} from '../support/seated.ts';

const member = holder(seat.housing);
const BARE = 'RICH-2026-015';
const OTHER = 'RICH-2025-200';

const action = (id: string, change: Partial<Action> = {}): Action => ({
  id,
  ref: CASE,
  body: 'iom',
  what: 'Find a *supported* tenancy.',
  due: day('2026-11-20'),
  owner: member,
  seat: seat.housing,
  pathway: 'accommodation',
  state: 'accepted',
  history: [],
  ...change,
});

let panel: Seated;
let press: ReturnType<typeof atDesk>;
beforeAll(async () => {
  panel = await seatedPanel();
  press = atDesk(panel.store);
  const { store } = panel;
  await store.commit(areaId, [
    create(
      Referrals,
      CASE,
      referral({
        ref: CASE,
        agency: 'police',
        state: 'decided',
        answers: answers({ aliases: 'Quill' }),
        scores: [
          {
            tool: 'OGRS3',
            date: day('2026-10-10'),
            twoYear: 78,
            oneYear: 61,
            band: 'high',
            by: holder(seat.chair),
            at: '2026-10-10T09:00:00.000Z',
          },
        ],
        strand: { agency: 'police', name: 'catch and control', state: 'placed', at: '2026-08-02T09:00:00.000Z' },
        links: [
          { ref: OTHER, why: ['PNC id'], verdict: 'same person' },
          { ref: 'RICH-2024-007', why: ['name'], verdict: 'same person' },
          { ref: 'RICH-2024-008', why: ['name'], verdict: 'another person' },
        ],
      }),
    ),
    ...laid(
      caseOf({
        category: 'repeat-offender',
        rag: { colour: 'amber', since: day('2026-10-01'), why: 'Fewer arrests, and *help* is wanted.' },
        drivers: ['alcohol'],
        proposals: [proposal()],
      }),
    ),
  ]);
  const bare: Partial<Case> = {
    ref: BARE,
    identity: { name: 'Tansy Nowhere' },
    pathways: {},
    leadProfessional: undefined,
    policeContact: undefined,
    consent: undefined,
    statutory: undefined,
  };
  await store.commit(
    areaId,
    laid(caseOf(bare), caseOf({ ref: OTHER, body: 'asb', identity: { name: 'Q. Testerby' } })),
  );
  await store.commit(areaId, [
    ...actionMade(action('a1')),
    ...actionMade(action('a2', { what: 'See him about drink.', due: day('2026-10-30'), state: 'offered' })),
    ...actionMade(action('a3', { what: 'Ask the landlord.', owner: referrer, seat: undefined, pathway: undefined })),
    ...actionMade(action('a4', { due: day('2026-10-01'), state: 'completed', outcome: 'He has moved in.' })),
  ]);
  await store.commit(
    areaId,
    Array.from({ length: 45 }, (_, number) =>
      happened({ now: at(number - 60), actor: panel.of(seat.constable).actor, newId: () => `e${number}` }, CASE, {
        what: 'proposed',
        change: { motion: 'set lead agency', agency: 'housing' },
        why: `Reason number ${number + 1}.`,
      }),
    ),
  );
});

const buttons = (card: Card): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    [...JSON.stringify(card).matchAll(/"title":"([^"]+)"[^{}]*"verb":"[^"]+","data":(\{[^}]*\})/g)].map(
      ([, title = '', data = '']) => [title, JSON.parse(data)],
    ),
  );
const texts = (card: Card) => JSON.stringify(card.body);

describe('a case, as it looks', () => {
  test.for<[string, object]>([
    ['summary', {}],
    ['plan', { tab: 'plan' }],
    ['needs', { tab: 'needs' }],
    ['contacts', { tab: 'contacts' }],
    ['history', { tab: 'history' }],
  ])('%s, for a member', async ([name, tab]) => {
    golden(`case-${name}`, await press(member, 'case.view', { case: CASE, ...tab }));
  });
  test.for(['summary', 'plan', 'needs', 'contacts', 'history'])(
    '%s of somebody of whom little is known',
    async (tab) => {
      golden(`case-bare-${tab}`, await press(member, 'case.view', { case: BARE, tab }));
    },
  );
  test('once it is removed from the register', async () => {
    const own = await seatedPanel();
    await own.store.commit(areaId, laid(caseOf({ state: 'removed' })));
    golden('case-summary-removed', await atDesk(own.store)(member, 'case.view', { case: CASE }));
  });
  test('for the co-ordinator, who may restrict it', async () => {
    golden('case-summary-coordinator', await press(coordinator, 'case.view', { case: CASE }));
  });
});

test('the history is read a page at a time, every event once, and there is a way back', async () => {
  const seen: string[] = [];
  let data: Record<string, unknown> | undefined = { case: CASE, tab: 'history' };
  let pages = 0;
  while (data) {
    const card: Card = await press(member, 'case.view', data);
    for (const [, number = ''] of texts(card).matchAll(/Reason number (\d+)\./g)) seen.push(number);
    expect('The newest' in buttons(card)).toBe(pages > 0);
    pages += 1;
    data = buttons(card).Earlier;
  }
  expect(pages).toBe(3);
  expect(seen).toEqual(Array.from({ length: 45 }, (_, at) => String(45 - at)));
});

test('however many actions a case has had, the plan shows every one that is open', async () => {
  const own = await seatedPanel();
  await own.store.commit(areaId, laid(caseOf()));
  const done = Array.from({ length: 210 }, (_, n) =>
    actionMade(action(`d${n}`, { due: day('2026-10-01'), state: 'completed' })),
  );
  for (let from = 0; from < done.length; from += 30) await own.store.commit(areaId, done.slice(from, from + 30).flat());
  await own.store.commit(areaId, actionMade(action('a1', { what: 'See him about drink.' })));
  const plan = texts(await atDesk(own.store)(member, 'case.view', { case: CASE, tab: 'plan' }));
  expect(plan).toContain('See him about drink.');
  expect(plan).toContain('210 actions, the latest 5 here');
});

test('a case of the same person is opened only by whoever may', async () => {
  expect(texts(await press(member, 'case.view', { case: CASE }))).toContain('not open to you');
  const forAll = texts(await press(coordinator, 'case.view', { case: CASE }));
  expect(forAll).toContain(`Open ${OTHER}`);
  expect(forAll).not.toContain('RICH-2024-008');
});

test('of a case of the same person that is restricted nothing shows, not even its reference', async () => {
  const own = await seatedPanel();
  const at = atDesk(own.store);
  const links = [{ ref: OTHER, why: ['PNC id' as const], verdict: 'same person' as const }];
  await own.store.commit(areaId, [
    create(Referrals, CASE, referral({ ref: CASE, state: 'decided', answers: answers(), links })),
    ...laid(caseOf(), caseOf({ ref: OTHER, restrictedTo: [holder(seat.chair)] })),
  ]);
  expect(texts(await at(holder(seat.chair), 'case.view', { case: CASE }))).toContain(`Open ${OTHER}`);
  expect(texts(await at(member, 'case.view', { case: CASE }))).not.toContain(OTHER);
});

describe('restricting a case', () => {
  const why = 'A relative works in housing.';

  test('is played through: named, changed, opened again', async () => {
    const own = await seatedPanel();
    const at = atDesk(own.store);
    await own.store.commit(areaId, laid(caseOf()));
    golden('case-restricting', await at(coordinator, 'case.restricting', { case: CASE }));
    const people = [holder(seat.chair), holder(seat.constable)].join(',');
    const card = await at(coordinator, 'case.restrict', { case: CASE, version: 1, people, other: referrer, why });
    golden('case-summary-restricted', card);
    golden('case-restricting-again', await at(coordinator, 'case.restricting', { case: CASE }));
    for (const verb of ['case.view', 'case.restricting'])
      for (const person of [member, stranger])
        await expect(at(person, verb, { case: CASE })).rejects.toThrow(/^Only .* can do this\. Nothing was changed\.$/);
    const opened = await at(coordinator, 'case.unrestrict', { case: CASE, version: 2, why });
    expect(texts(opened)).toContain('open to its body again');
    golden('case-history-restricted', await at(coordinator, 'case.view', { case: CASE, tab: 'history' }));
    expect(texts(await at(member, 'case.view', { case: CASE }))).toContain('Quillon Testerby');
  });

  test('is for the co-ordinator and whoever holds the chair’s seat', async () => {
    const own = await seatedPanel();
    const at = atDesk(own.store);
    await own.store.commit(areaId, laid(caseOf()));
    for (const { person } of members.filter((each) => ![coordinator, holder(seat.chair)].includes(each.person)))
      await expect(at(person, 'case.restrict', { case: CASE, version: 1, people: '', why })).rejects.toThrow('Only');
    await at(holder(seat.chair), 'case.restrict', { case: CASE, version: 1, people: '', why });
    await expect(at(coordinator, 'case.unrestrict', { case: CASE, version: 2, why })).rejects.toThrow('Only');
  });

  test.for<[string, object, string]>([
    ['a reason', { why: ' ' }, '“why”: say why'],
    ['somebody of the list', { other: 'somebody', why }, 'choose the person from the list'],
  ])('without %s nothing is changed', async ([, data, sentence]) => {
    const asked = { case: CASE, version: 1, people: '', ...data };
    await expect(press(coordinator, 'case.restrict', asked)).rejects.toThrow(sentence);
  });

  test('a refusal says the same of a case whether it is restricted or only another’s', async () => {
    const own = await seatedPanel();
    const at = atDesk(own.store);
    await own.store.commit(
      areaId,
      laid(caseOf({ restrictedTo: [holder(seat.chair)] }), caseOf({ ref: OTHER, body: 'asb' })),
    );
    const refusal = (ref: string) => at(member, 'case.view', { case: ref }).catch((error: Error) => error.message);
    expect(await refusal(CASE)).toBe(await refusal(OTHER));
    expect(await refusal(CASE)).not.toContain('Quillon');
  });
});

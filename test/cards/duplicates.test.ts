import { beforeEach, describe, expect, test } from 'vitest';
import { type Desk, dispatch } from '../../cards/dispatch.ts';
import type { Card } from '../../cards/render.ts';
import { type Case, Cases } from '../../services/caseModel.ts';
import { indexChanges } from '../../services/duplicates.ts';
import { LogEntries } from '../../services/log.ts';
import { type Referral, Referrals } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { addDays, day } from '../../services/rules/days.ts';
import type { ReferralAnswers } from '../../services/rules/referral.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { answers, area, NOW, names, people, seed, TODAY } from '../support/builders.ts';
import { laid } from '../support/cases.ts';
import { buttons, readable } from '../support/desk.ts';
import { golden, lint } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

const EARLIER = 'RICH-2025-007';
const DRAFT = 'RICH-2026-001';
const here = area();
let store: Store;
let desk: Desk;

const referral = (change: Partial<Referral>): Referral => ({
  ref: EARLIER,
  body: 'iom',
  state: 'decided',
  referrer: people.police,
  agency: 'police',
  answers: answers(),
  startedAt: '2025-03-03T10:00:00.000Z',
  submittedAt: '2025-03-04T10:00:00.000Z',
  ...change,
});
const taken: Case = {
  ref: EARLIER,
  body: 'iom',
  state: 'on the register',
  identity: {},
  pathways: {},
  proposals: [],
  owner: 'police',
  leadAgency: 'probation',
  leadProfessional: people.chair,
  policeContact: people.police,
  reviewOn: addDays(TODAY, 30),
  adoptedAt: '2025-03-20T11:00:00.000Z',
  meeting: 'meeting-0',
};
const misspelt: ReferralAnswers = answers({
  name: 'TESTERBY, Quilon',
  dateOfBirth: day('1996-01-01'),
  pncId: undefined,
});
const indexed = async (of: Referral) => [
  ...referralMade(of),
  ...(await indexChanges({ store, area: here }, of.ref, undefined, of.answers)),
];

beforeEach(async () => {
  store = await testStore();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return `id-${ids}`;
  };
  desk = { store, schemes, coordinators: [people.coordinator], newId };
  await seed(store, [...(await indexed(referral({}))), create(Cases, EARLIER, taken)]);
});

const draft = (change: Partial<Referral> = {}) =>
  store.commit(here.id, [
    ...referralMade({
      ref: DRAFT,
      body: 'iom',
      state: 'draft',
      referrer: people.referrer,
      agency: 'riverside-mentoring',
      answers: misspelt,
      startedAt: '2026-11-02T10:00:00.000Z',
      ...change,
    }),
  ]);
const press = async (who: keyof typeof people, verb: string, data: object, place = here): Promise<Card> => {
  const caller = { person: people[who], name: names[who], mri: `29:${who}`, where: 'personal' as const };
  const answer = await dispatch(desk, place, caller, NOW, verb, { ...data });
  if (!('card' in answer)) throw new Error(`no card but ${JSON.stringify(answer)}`);
  expect(lint(answer.card)).toEqual([]);
  return answer.card;
};
const stored = async (ref: string) => (await store.get(here.id, Referrals, ref))?.doc;
const logged = async () => (await store.views.list(here.id, LogEntries)).map(({ doc }) => doc.whose);

describe('before a referral is submitted', () => {
  test('its referrer sees that somebody like this has been referred, by the reference and no more', async () => {
    await draft();
    const card = await press('referrer', 'referral.submit', { referral: DRAFT, version: 1 });
    golden('duplicates-for-referrer', card);
    expect(JSON.stringify(card)).not.toMatch(/Quillon|2025-03|March 2025|decided|spelt/);
    expect((await stored(DRAFT))?.state).toBe('draft');
    expect(await logged()).toEqual([[DRAFT, EARLIER]]);
  });

  test('whoever may read the papers of the earlier one sees what became of it and what is alike', async () => {
    await draft({ referrer: people.police, agency: 'police' });
    golden('duplicates-for-member', await press('police', 'referral.submit', { referral: DRAFT, version: 1 }));
  });

  test('pressed on that card it is submitted, with a link that nobody has checked, and is found from now on', async () => {
    await draft();
    await press('referrer', 'referral.submit', { referral: DRAFT, version: 1, alike: [EARLIER] });
    expect(await stored(DRAFT)).toMatchObject({
      state: 'submitted',
      links: [{ ref: EARLIER, why: ['spelling'], verdict: 'open' }],
    });
    expect((await stored(EARLIER))?.links).toBeUndefined();
    await store.commit(here.id, [...referralMade(referral({ ref: 'RICH-2026-002', state: 'draft' }))]);
    const card = await press('police', 'referral.submit', { referral: 'RICH-2026-002', version: 1 });
    expect(JSON.stringify(card)).toContain(DRAFT);
  });

  test('one that came in while the referrer read the card is shown first', async () => {
    await draft();
    await store.commit(here.id, await indexed(referral({ ref: 'RICH-2026-009', state: 'submitted' })));
    const card = await press('referrer', 'referral.submit', { referral: DRAFT, version: 1, alike: [EARLIER] });
    expect(JSON.stringify(card)).toContain('RICH-2026-009');
    expect((await stored(DRAFT))?.state).toBe('draft');
  });

  test('nobody else learns from a draft who was referred before', async () => {
    await draft();
    await expect(press('coordinator', 'duplicates.view', { referral: DRAFT })).rejects.toThrow('not been submitted');
    const judged = { referral: DRAFT, other: EARLIER, seen: 'open', verdict: 'same person' };
    await expect(press('coordinator', 'duplicates.judge', judged)).rejects.toThrow('not reached the panel');
  });
});

describe('after it is submitted', () => {
  beforeEach(async () => {
    await draft();
    await press('referrer', 'referral.submit', { referral: DRAFT, version: 1, alike: [EARLIER] });
  });
  const judged = { referral: DRAFT, other: EARLIER, seen: 'open', verdict: 'same person' };

  test('the co-ordinator says whether it is one person, and may say otherwise later', async () => {
    golden('duplicates-unchecked', await press('coordinator', 'duplicates.view', { referral: DRAFT }));
    golden('duplicates-checked', await press('coordinator', 'duplicates.judge', judged));
    expect((await stored(EARLIER))?.links).toMatchObject([
      { ref: DRAFT, verdict: 'same person', by: people.coordinator },
    ]);
    await press('coordinator', 'duplicates.judge', { ...judged, seen: 'same person', verdict: 'another person' });
    expect((await stored(DRAFT))?.links).toMatchObject([{ ref: EARLIER, verdict: 'another person' }]);
  });

  test('nobody else says it', async () => {
    await expect(press('chair', 'duplicates.judge', judged)).rejects.toThrow('Only the co-ordinator can do this');
    await expect(press('shelter', 'duplicates.view', { referral: DRAFT })).rejects.toThrow('Only');
  });

  test('the co-ordinator reads of it on the card that says what came in', async () => {
    golden('referral-arrived-alike', await press('coordinator', 'referral.arrived', { referral: DRAFT }));
  });

  test('one that has not reached the panel is no more than a reference to anybody but its agency', async () => {
    const waiting = referral({ ref: 'RICH-2026-003', state: 'with gatekeeper' });
    await store.commit(here.id, await indexed(waiting));
    const card = JSON.stringify(await press('coordinator', 'duplicates.view', { referral: DRAFT }));
    expect(card).toContain('RICH-2026-003');
    expect(card).not.toContain('Open the papers of RICH-2026-003');
    const asked = { ...judged, referral: 'RICH-2026-003', other: DRAFT };
    await expect(press('coordinator', 'duplicates.judge', asked)).rejects.toThrow('not reached the panel');
  });

  test.for([
    ['waits with the gatekeeper', { state: 'with gatekeeper' }],
    ['was withdrawn before the gatekeeper released it', { state: 'withdrawn' }],
  ] as const)('whose it is that %s, nobody says who sees no more of it than its reference', async ([, change]) => {
    const other = 'RICH-2026-003';
    await store.commit(here.id, await indexed(referral({ ref: other, submittedAt: undefined, ...change })));
    const card = await press('coordinator', 'duplicates.view', { referral: DRAFT });
    const block = readable(card).split(other)[1] ?? '';
    expect(block).toContain('it has not reached the panel, or is open to named people only');
    expect(readable(card)).not.toContain('ithdrawn');
    expect(JSON.stringify(buttons(card))).not.toContain(other);
    await expect(press('coordinator', 'duplicates.judge', { ...judged, other })).rejects.toThrow(
      `${other} is not open to you`,
    );
  });

  test('one that became a restricted case is no more than a reference to whoever is not named', async () => {
    const row = must(await store.get(here.id, Cases, EARLIER), 'a case');
    await store.commit(here.id, [replace(row, { ...taken, restrictedTo: [people.chair] })]);
    const card = async (who: keyof typeof people) =>
      JSON.stringify(await press(who, 'duplicates.view', { referral: DRAFT }));
    expect(await card('chair')).toContain(`Open the papers of ${EARLIER}`);
    expect(await card('coordinator')).not.toContain(`Open the papers of ${EARLIER}`);
    await expect(press('coordinator', 'papers.view', { referral: EARLIER })).rejects.toThrow('Only');
    expect(await card('coordinator')).not.toContain('duplicates.judge');
    await expect(press('coordinator', 'duplicates.judge', judged)).rejects.toThrow('not open to you');
  });

  describe('somebody who came without a referral', () => {
    const IMPORTED = 'RICH-2026-014';
    const lay = (change: Partial<Case> = {}) =>
      store.commit(
        here.id,
        laid({
          ...taken,
          ref: IMPORTED,
          identity: { name: 'Quillon Testerby', dateOfBirth: day('1996-01-01') },
          import: 'i1',
          ...change,
        }),
      );
    const seen = async (who: keyof typeof people, place = here) =>
      press(who, 'duplicates.view', { referral: DRAFT }, place);

    test.for([
      ['on the register', {}],
      ['removed', { state: 'removed', removal: { on: day('2026-10-01'), reason: 'died', why: 'He has died.' } }],
    ] as const)('is found as it stands %s', async ([, change]) => {
      await lay(change);
      golden(`duplicates-imported${'state' in change ? '-removed' : ''}`, await seen('coordinator'));
    });

    test('is judged by the co-ordinator, and kept with the referral', async () => {
      await lay();
      await press('coordinator', 'duplicates.judge', { ...judged, other: IMPORTED });
      expect((await stored(DRAFT))?.links).toContainEqual(
        expect.objectContaining({ ref: IMPORTED, verdict: 'same person' }),
      );
      expect(JSON.stringify(await press('chair', 'papers.view', { referral: DRAFT }))).toContain(IMPORTED);
    });

    test('is no more than a reference to whoever may not work on the case', async () => {
      await lay({ restrictedTo: [people.chair] });
      expect(JSON.stringify(await seen('chair'))).toContain(`Open ${IMPORTED}`);
      for (const who of ['coordinator', 'referrer'] as const)
        expect(JSON.stringify(await seen(who))).not.toMatch(new RegExp(`Open ${IMPORTED}|On the register`));
    });

    test('is not there while the import has not been finished', async () => {
      await lay();
      expect(JSON.stringify(await seen('coordinator', area({ importing: ['i1'] })))).not.toContain(IMPORTED);
    });
  });

  test('the panel reads of it with the papers, until it is another person', async () => {
    const papers = async () => JSON.stringify(await press('chair', 'papers.view', { referral: DRAFT }));
    expect(await papers()).toContain('Not checked yet');
    expect(JSON.stringify(await press('chair', 'duplicates.view', { referral: DRAFT }))).not.toContain(
      'duplicates.judge',
    );
    await press('coordinator', 'duplicates.judge', { ...judged, verdict: 'another person' });
    expect(await papers()).not.toContain(EARLIER);
  });
});

import { beforeEach, describe, expect, test } from 'vitest';
import { addOffence, MOST_OFFENCES, moveDraft, removeOffence, saveStep, startDraft } from '../../services/drafts.ts';
import { LogEntries } from '../../services/log.ts';
import { type Meeting, Meetings, type Referral, Referrals } from '../../services/model.ts';
import { lastTouched, referralChanged, referralsBy, staleBy } from '../../services/referralIndex.ts';
import { answeredSteps, bodiesForReferrals, whereabouts } from '../../services/referrals.ts';
import { addDays, day, dayIn } from '../../services/rules/days.ts';
import { noAnswers, type ReferralAnswers } from '../../services/rules/referral.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox } from '../../services/sends.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import type { Work } from '../../services/work.ts';
import { answers, area, meeting, NOW, people, richmond, seed, TODAY } from '../support/builders.ts';
import { dump, testStore } from '../support/tables.ts';

let store: Store;
let ids = 0;
const work = (change: Partial<Work> = {}): Work => ({
  store,
  area: area(),
  scheme: richmond,
  actor: { person: people.referrer, name: 'Joe Hypothetical', agency: 'riverside-mentoring', coordinator: false },
  now: NOW,
  verb: 'referral.test',
  category: 'collection',
  whose: [],
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
  schemes,
  coordinators: [people.coordinator, people.viceChair],
  ...change,
});

beforeEach(async () => {
  store = await testStore();
  await seed(store);
});

const stored = async (ref = 'RICH-2026-001') => {
  const row = await store.get(area().id, Referrals, ref);
  if (!row) throw new Error(`no referral ${ref}`);
  return row;
};
const start = async (with_: Partial<ReferralAnswers> | undefined = undefined, body = 'iom') => {
  const { ref } = await startDraft(work(), { body, seen: 0 });
  if (with_) await saveStep(work(), { referral: ref, version: 1 }, () => answers(with_));
  return stored(ref);
};
const press = (row: { readonly id: string; readonly version: number }) => ({ referral: row.id, version: row.version });
const refused = async (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'not refused',
    (error: Error) => `${(error as Error & { kind: string }).kind}: ${error.message}`,
  );

describe('starting a draft', () => {
  test('gives it the next reference of the year, logged as collection about that person', async () => {
    await start();
    expect(await startDraft(work(), { body: 'iom', seen: 1 })).toEqual({ status: 'started', ref: 'RICH-2026-002' });
    const log = (await store.list(area().id, LogEntries)).map(({ doc }) => doc);
    expect(log).toMatchObject([
      { who: people.referrer, category: 'collection', whose: ['RICH-2026-001'] },
      { who: people.referrer, category: 'collection', whose: ['RICH-2026-002'] },
    ]);
  });

  test('pressed twice, makes one draft', async () => {
    const once = await Promise.all([1, 2, 3].map(() => startDraft(work(), { body: 'iom', seen: 0 })));
    expect(once.map(({ status }) => status).sort()).toEqual(['already', 'already', 'started']);
    expect(new Set(once.map(({ ref }) => ref))).toEqual(new Set(['RICH-2026-001']));
  });

  test('by several people at once gives each a reference of their own', async () => {
    const by = [people.referrer, people.chair, people.police, people.housing, people.youth];
    const started = await Promise.all(
      by.map((person) =>
        startDraft(work({ actor: { person, name: '', agency: 'probation', coordinator: false } }), {
          body: 'iom',
          seen: 0,
        }),
      ),
    );
    expect(started.map(({ ref }) => ref).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `RICH-2026-00${n}`));
  });

  test('takes the year from London, where it is New Year already', async () => {
    const late = new Date('2026-12-31T23:59:59Z');
    expect((await startDraft(work({ now: late }), { body: 'iom', seen: 0 })).ref).toBe('RICH-2026-001');
    const summer = new Date('2027-06-30T23:30:00Z');
    expect((await startDraft(work({ now: summer }), { body: 'iom', seen: 1 })).ref).toBe('RICH-2027-001');
  });

  test.for<[string, string | undefined, string, RegExp]>([
    [
      'an agency whose signature has run out is told whom to ask',
      'lantern-night-shelter',
      'iom',
      /may not refer: .* ran out on 31 March 2019\. Please ask/,
    ],
    ['somebody without an agency is told whom to ask', undefined, 'iom', /no agency/],
    ['a body that takes nobody on takes no referrals', 'probation', 'strategic', /takes no referrals/],
    ['a body that does not exist takes none', 'probation', 'nowhere', /no such body/],
  ])('%s', async ([, agency, body, why]) => {
    const actor = { person: people.shelter, name: '', agency, coordinator: false };
    expect(await refused(startDraft(work({ actor }), { body, seen: 0 }))).toMatch(why);
    expect(await store.list(area().id, Referrals)).toEqual([]);
  });

  test('bodies that take referrals are found in the scheme', () => {
    expect(bodiesForReferrals(richmond).map(({ id }) => id)).toEqual(['asb', 'dyo', 'iom']);
  });
});

describe('saving a step', () => {
  test('keeps what was typed and takes away what was emptied', async () => {
    const row = await start();
    expect(await saveStep(work(), press(row), (so) => ({ ...so, name: 'Quillon Testerby' }))).toBe('saved');
    expect(await saveStep(work(), press(await stored()), (so) => ({ ...so, name: undefined, town: 'Ham' }))).toBe(
      'saved',
    );
    expect((await stored()).doc.answers).toEqual({ ...noAnswers, town: 'Ham' });
  });

  test('pressed again, changes nothing and says so; from an old card, changes nothing either', async () => {
    const row = await start();
    const named = (so: ReferralAnswers) => ({ ...so, name: 'Quillon Testerby' });
    await saveStep(work(), press(row), named);
    const before = await dump(store);
    expect(await saveStep(work(), press(row), named)).toBe('as it stands');
    expect(await saveStep(work(), press(row), (so) => ({ ...so, name: 'Somebody Else' }))).toBe('overtaken');
    expect(await dump(store)).toEqual(before);
  });

  test('of a draft saved as it stands on another day only the day is new: somebody carried on with it', async () => {
    const row = await start();
    const later = new Date(NOW.getTime() + 40 * 86_400_000);
    const same = (so: ReferralAnswers) => so;
    expect(await saveStep(work({ now: later }), press(row), same)).toBe('as it stands');
    const { doc } = await stored();
    expect([lastTouched(doc), doc.answers]).toEqual([dayIn(later), row.doc.answers]);
    const before = await dump(store);
    expect(await saveStep(work({ now: later }), press(await stored()), same)).toBe('as it stands');
    expect(await dump(store)).toEqual(before);
    expect(await staleBy(work(), addDays(dayIn(later), -1))).toEqual([]);
  });

  test('of a referral that is being changed, saved as it stands on another day, nothing is new', async () => {
    const row = await start();
    const submitted: Referral = { ...row.doc, state: 'submitted', changing: row.doc.answers };
    await store.commit(area().id, await referralChanged(work(), row, submitted));
    const before = await dump(store);
    const later = new Date(NOW.getTime() + 40 * 86_400_000);
    expect(await saveStep(work({ now: later }), press(await stored()), (so) => so)).toBe('as it stands');
    expect(await dump(store)).toEqual(before);
  });

  test('two presses at once from one card: one is kept, the other is overtaken', async () => {
    const row = await start();
    const both = await Promise.all(
      ['Twickenham', 'Ham'].map((town) => saveStep(work(), press(row), (so) => ({ ...so, town }))),
    );
    expect(both.sort()).toEqual(['overtaken', 'saved']);
  });

  test('offences are added up to the most one referral lists, and removed one by one', () => {
    const offence = { offence: 'burglary', date: TODAY, kind: 'conviction' as const };
    const two = addOffence(addOffence(noAnswers, offence), { ...offence, offence: 'robbery' });
    expect(removeOffence(two, 0).offences.map((one) => one.offence)).toEqual(['robbery']);
    const full = { ...noAnswers, offences: Array.from({ length: MOST_OFFENCES }, () => offence) };
    expect(() => addOffence(full, offence)).toThrow(`${MOST_OFFENCES} offences`);
  });

  test.for<[string, Partial<ReferralAnswers>, string[]]>([
    ['nothing', {}, []],
    ['empty lists', { offences: [], pathways: {}, interventions: {} }, []],
    ['a name and an offence', { name: 'Q', offences: answers().offences }, ['identity', 'offences']],
    ['one pathway', { pathways: { health: 'green' } }, ['pathways']],
    ['consent', { consent: { reason: 'not yet' } }, ['consent']],
  ])('steps that have answers with %s', ([, some, steps]) => {
    expect(answeredSteps({ ...noAnswers, ...some })).toEqual(steps);
  });
});

describe('submitting', () => {
  test('keeps the screening with the answers and tells every co-ordinator, in one transaction', async () => {
    const row = await start({});
    expect(await submit(work(), press(row))).toBe('submitted');
    const { doc } = await stored();
    expect(doc).toMatchObject({ state: 'submitted', submittedAt: NOW.toISOString(), answers: answers() });
    expect(doc.screening?.suggests).toBe('repeat-offender');
    expect((await store.list(area().id, Outbox)).map((out) => out.doc.send)).toMatchObject([
      { kind: 'tell', person: people.coordinator, view: 'referral received', subject: 'RICH-2026-001' },
      { kind: 'tell', person: people.viceChair, view: 'referral received', subject: 'RICH-2026-001' },
    ]);
  });

  test('a second time changes nothing', async () => {
    const row = await start({});
    await submit(work(), press(row));
    const before = await dump(store);
    expect(await submit(work(), press(row))).toBe('already');
    expect(await submit(work(), press(await stored()))).toBe('already');
    expect(await saveStep(work(), press(await stored()), (so) => ({ ...so, name: 'Other' }))).toBe('submitted');
    expect(await dump(store)).toEqual(before);
  });

  test('from a card that is not the latest changes nothing', async () => {
    const row = await start({});
    await saveStep(work(), press(row), (so) => ({ ...so, town: 'Ham' }));
    expect(await submit(work(), press(row))).toBe('overtaken');
    expect((await stored()).doc.state).toBe('draft');
  });

  test.for<[string, Partial<ReferralAnswers>, RegExp]>([
    ['nothing proposed (G Q2)', { proposal: undefined }, /incomplete: .*intervention/],
    ['a red pathway without an intervention', { interventions: {} }, /incomplete: .*Accommodation/],
    ['somebody of 17', { dateOfBirth: day('2009-06-01') }, /hard stop: The person is 17/],
    ['MAPPA level 2', { mappa: '2' }, /hard stop: .*MAPPA co-ordinator/],
  ])('is refused with %s, and the draft is kept', async ([, change, why]) => {
    const row = await start(change);
    expect(await refused(submit(work(), press(row)))).toMatch(why);
    expect((await stored()).doc).toMatchObject({ state: 'draft', answers: { name: 'Quillon Testerby' } });
    expect(await store.list(area().id, Outbox)).toEqual([]);
  });

  /** The panel’s rhythm expects a meeting on 24 November. */
  test.for<[says: string, birth: string, made: string | undefined, submits: boolean]>([
    ['on the day of the meeting expected', '2008-11-24', undefined, true],
    ['the day after it', '2008-11-25', undefined, false],
    ['on the day of the meeting made', '2008-11-10', '2026-11-10', true],
    ['the day after that', '2008-11-11', '2026-11-10', false],
  ])('somebody of 17 who turns 18 %s', async ([, birth, made, submits]) => {
    const row = await start({ dateOfBirth: day(birth) });
    if (made) await store.commit(area().id, [create(Meetings, 'meeting-1', meeting({ date: day(made) }))]);
    const submitted = submit(work(), press(row));
    if (submits) expect(await submitted).toBe('submitted');
    else expect(await refused(submitted)).toMatch(/hard stop/);
  });

  test('is refused once the signature of the agency has run out', async () => {
    const row = await start({});
    const expired = {
      ...richmond,
      agencies: richmond.agencies.map((one) =>
        one.id === 'riverside-mentoring' ? { ...one, protocolUntil: addDays(TODAY, -1) } : one,
      ),
    };
    expect(await refused(submit(work({ scheme: expired }), press(row)))).toMatch(/may not refer/);
  });
});

test('a draft moves to another panel with all its answers, once', async () => {
  const row = await start({ dateOfBirth: day('2010-06-01') });
  const actor = { person: people.chair, name: '', agency: 'probation', coordinator: false };
  expect(await refused(moveDraft(work(), { ...press(row), body: 'strategic' }))).toMatch(/takes no referrals/);
  expect(await moveDraft(work({ actor }), { ...press(row), body: 'asb' })).toBe('moved');
  expect(await moveDraft(work({ actor }), { ...press(row), body: 'asb' })).toBe('overtaken');
  expect((await stored()).doc).toMatchObject({ body: 'asb', answers: { name: 'Quillon Testerby' } });
});

test('what one body’s chair let go ahead without consent does not go ahead at another', async () => {
  const row = await start();
  const override = { state: 'given', at: NOW.toISOString(), by: people.chair, why: 'Risk of harm.' } as const;
  await store.commit(area().id, [replace(row, { ...row.doc, override })]);
  const actor = { person: people.chair, name: '', agency: 'probation', coordinator: false };
  expect(await moveDraft(work({ actor }), { ...press(await stored()), body: 'asb' })).toBe('moved');
  expect((await stored()).doc.override).toBeUndefined();
});

describe('where a referral stands', () => {
  const base: Referral = {
    ref: 'RICH-2026-001',
    body: 'iom',
    state: 'submitted',
    referrer: people.referrer,
    agency: 'riverside-mentoring',
    answers: answers(),
    startedAt: NOW.toISOString(),
    submittedAt: NOW.toISOString(),
  };
  const item = {
    id: base.ref,
    heading: 'new referrals' as const,
    referral: base.ref,
    state: 'done' as const,
    aside: [],
  };

  test.for<[string, Partial<Referral>, Partial<Meeting> | undefined, object]>([
    ['draft', { state: 'draft' }, undefined, { status: 'draft', steps: 5 }],
    [
      'waiting without a meeting',
      {},
      undefined,
      { status: 'waiting', goes: { date: '2026-11-24', amendUntil: '2026-11-17' } },
    ],
    ['waiting for the next meeting', {}, {}, { status: 'waiting', goes: { meeting: { id: 'meeting-1' } } }],
    [
      'waiting, as the agenda has gone out',
      {},
      { agendaPostedAt: NOW.toISOString() },
      { status: 'waiting', goes: { date: '2026-11-24' } },
    ],
    ['on the agenda', { meeting: 'meeting-1' }, {}, { status: 'on the agenda', meeting: { id: 'meeting-1' } }],
    ['decided, not final', { state: 'decided', meeting: 'meeting-1' }, { items: [item] }, { status: 'decided' }],
  ])('%s', async ([, change, held, where]) => {
    if (held) await store.commit(area().id, [create(Meetings, 'meeting-1', meeting(held))]);
    expect(await whereabouts(work(), { ...base, ...change })).toMatchObject(where);
  });
});

test('a person sees their own referrals, the newest first', async () => {
  await startDraft(work(), { body: 'iom', seen: 0 });
  await startDraft(work({ now: new Date(NOW.getTime() + 1000) }), { body: 'iom', seen: 1 });
  const actor = { person: people.chair, name: '', agency: 'probation', coordinator: false };
  await startDraft(work({ actor }), { body: 'iom', seen: 0 });
  expect((await referralsBy(work(), people.referrer)).map(({ doc }) => doc.ref)).toEqual([
    'RICH-2026-002',
    'RICH-2026-001',
  ]);
});

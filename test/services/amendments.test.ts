import { beforeEach, describe, expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import { beginChange, confirmChange, dropChange, withdraw } from '../../services/amendments.ts';
import { lookAtDecision, permitDecision } from '../../services/decisions.ts';
import { saveStep } from '../../services/drafts.ts';
import { Decisions, type Meeting, Meetings, type Referral, Referrals } from '../../services/model.ts';
import { referralMade } from '../../services/referralIndex.ts';
import { day } from '../../services/rules/days.ts';
import { screen } from '../../services/rules/screening.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { type Motion, Motions } from '../../services/voteModel.ts';
import type { Work } from '../../services/work.ts';
import { answers, area, meeting, NOW, people, richmond, seed, TODAY } from '../support/builders.ts';
import { dump, testStore } from '../support/tables.ts';

const REF = 'RICH-2026-001';
const iom = richmond.bodies.find(({ id }) => id === 'iom');
if (!iom) throw new Error('Richmond has an IOM panel');

let store: Store;
let ids = 0;
const work = (change: Partial<Work> = {}): Work => ({
  store,
  area: area(),
  scheme: richmond,
  schemes: {},
  actor: { person: people.referrer, name: 'Joe Hypothetical', agency: 'riverside-mentoring', coordinator: false },
  now: NOW,
  verb: 'amendment.test',
  category: 'alteration',
  whose: [],
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
  coordinators: [people.coordinator],
  ...change,
});

const referral = (change: Partial<Referral> = {}): Referral => ({
  ref: REF,
  body: 'iom',
  state: 'submitted',
  referrer: people.referrer,
  agency: 'riverside-mentoring',
  answers: answers(),
  startedAt: '2026-11-02T10:00:00.000Z',
  submittedAt: '2026-11-02T11:00:00.000Z',
  screening: screen(richmond, iom, answers(), { day: TODAY }),
  ...change,
});
/** The agenda has gone out with the referral on it. */
const gone: Partial<Meeting> = {
  agendaPostedAt: '2026-11-05T08:00:00.000Z',
  items: [{ id: REF, heading: 'new referrals', referral: REF, state: 'waiting', aside: [] }],
};

beforeEach(async () => {
  store = await testStore();
  await seed(store);
});

const lay = (about: Partial<Referral> = {}, held?: Partial<Meeting>) =>
  store.commit(area().id, [
    ...referralMade(referral(about)),
    ...(held ? [create(Meetings, 'meeting-1', meeting(held))] : []),
  ]);
const stored = async () => {
  const row = await store.get(area().id, Referrals, REF);
  if (!row) throw new Error('no referral');
  return row;
};
const press = async () => ({ referral: REF, version: (await stored()).version });
const change = async (town: string): Promise<void> => {
  await beginChange(work(), await press());
  await saveStep(work(), await press(), (so) => ({ ...so, town }));
};
const refused = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'not refused',
    (error: Error) => (error as Error & { kind: string }).kind,
  );
const told = async () => (await store.list(area().id, Outbox)).map(({ doc }) => doc.send);

describe('changing a submitted referral', () => {
  test('nothing of it stands before it is confirmed; then old and new are kept, with who, when and why', async () => {
    await lay();
    await change('Ham');
    expect((await stored()).doc.answers.town).toBe('Twickenham Riverside');
    expect(await confirmChange(work(), { ...(await press()), why: 'They moved.' })).toBe('changed');
    const { doc } = await stored();
    expect(doc.answers.town).toBe('Ham');
    expect(doc.changing).toBeUndefined();
    expect(doc.history).toEqual([
      {
        what: 'amended',
        at: NOW.toISOString(),
        by: people.referrer,
        why: 'They moved.',
        changes: [{ field: 'town', from: 'Twickenham Riverside', to: 'Ham' }],
      },
    ]);
    expect(await told()).toEqual([]);
  });

  test('after the agenda has gone out it is marked as late, the item says so, and the co-ordinator is told', async () => {
    await lay({ meeting: 'meeting-1' }, gone);
    await change('Ham');
    await confirmChange(work(), { ...(await press()), why: 'They moved.' });
    expect((await stored()).doc.history).toMatchObject([{ what: 'amended', late: true }]);
    expect((await store.get(area().id, Meetings, 'meeting-1'))?.doc.items).toMatchObject([{ since: 'amended' }]);
    expect(await told()).toMatchObject([
      { kind: 'show', view: 'agenda' },
      { kind: 'tell', person: people.coordinator, view: 'referral changed' },
    ]);
  });

  test('an agenda that goes out between looking and confirming makes it late', async () => {
    await lay({}, {});
    await change('Ham');
    const before = await press();
    await postAgenda(work(), 'meeting-1');
    expect(await confirmChange(work(), { ...before, why: 'They moved.' })).toBe('overtaken');
    await confirmChange(work(), { ...(await press()), why: 'They moved.' });
    expect((await stored()).doc.history).toMatchObject([{ late: true }]);
  });

  test('a change that would leave something out is refused, and kept for another try', async () => {
    await lay();
    await beginChange(work(), await press());
    await saveStep(work(), await press(), (so) => ({ ...so, proposal: undefined }));
    expect(await refused(confirmChange(work(), { ...(await press()), why: 'Shorter.' }))).toBe('incomplete');
    expect((await stored()).doc.changing?.why).toBe(answers().why);
  });

  test('that changes nothing leaves no trace', async () => {
    await lay();
    await beginChange(work(), await press());
    expect(await confirmChange(work(), { ...(await press()), why: 'None.' })).toBe('nothing');
    expect((await stored()).doc).toEqual(referral());
  });

  test('can be dropped', async () => {
    await lay();
    await change('Ham');
    expect(await dropChange(work(), await press())).toBe('dropped');
    expect((await stored()).doc).toEqual(referral());
  });

  test('a repeated press changes nothing', async () => {
    await lay();
    await change('Ham');
    const once = { ...(await press()), why: 'They moved.' };
    await confirmChange(work(), once);
    const before = await dump(store);
    expect(await confirmChange(work(), once)).toBe('overtaken');
    expect(await dump(store)).toEqual(before);
  });
});

const motion = (change: Partial<Motion> = {}): Motion => ({
  id: `${REF}.1`,
  meeting: 'meeting-1',
  item: REF,
  kind: 'adopt',
  question: `That the panel adopts ${REF}.`,
  state: 'open',
  rule: { kind: 'majority', ballots: 'seat', casting: true },
  quorum: 4,
  openedAt: NOW.toISOString(),
  openedBy: people.chair,
  ...change,
});

describe('neither changed nor withdrawn', () => {
  test.for<[string, Partial<Referral>, Motion['state'] | undefined, string]>([
    ['once decided', { state: 'decided' }, undefined, 'decided'],
    ['once withdrawn', { state: 'withdrawn' }, undefined, 'withdrawn'],
    ['while the panel votes on it', { meeting: 'meeting-1' }, 'open', 'voted on'],
    ['once the panel has voted on it', { meeting: 'meeting-1' }, 'closed', 'voted on'],
  ])('%s', async ([, about, state, kind]) => {
    await lay({ ...about, changing: answers({ town: 'Ham' }) }, { ...gone, state: 'open', motions: [`${REF}.1`] });
    await store.commit(area().id, [create(Motions, `${REF}.1`, motion(state && { state }))]);
    const before = await dump(store);
    expect(await refused(beginChange(work(), await press()))).toBe(kind);
    expect(await refused(confirmChange(work(), { ...(await press()), why: 'Late.' }))).toBe(kind);
    if (kind !== 'withdrawn') expect(await refused(withdraw(work(), { ...(await press()), why: 'Late.' }))).toBe(kind);
    expect(await saveStep(work(), await press(), (so) => so)).toBe(kind === 'voted on' ? 'as it stands' : 'submitted');
    expect(await dump(store)).toEqual(before);
  });

  test('a vote that was given up does not stand in the way', async () => {
    await lay({ meeting: 'meeting-1' }, { ...gone, motions: [`${REF}.1`] });
    await store.commit(area().id, [create(Motions, `${REF}.1`, motion({ state: 'abandoned' }))]);
    expect(await beginChange(work(), await press())).toBe('begun');
  });
});

describe('withdrawing', () => {
  test('keeps the referral with the reason and tells the co-ordinator; it goes on no agenda', async () => {
    await lay({}, {});
    expect(await withdraw(work(), { ...(await press()), why: 'In custody abroad.' })).toBe('withdrawn');
    expect((await stored()).doc).toMatchObject({
      state: 'withdrawn',
      answers: answers(),
      history: [{ what: 'withdrawn', by: people.referrer, why: 'In custody abroad.' }],
    });
    expect(await told()).toMatchObject([{ kind: 'tell', person: people.coordinator, view: 'referral changed' }]);
    await postAgenda(work(), 'meeting-1');
    expect(
      (await store.get(area().id, Meetings, 'meeting-1'))?.doc.items.map(({ referral }) => referral),
    ).not.toContain(REF);
    expect(await withdraw(work(), { ...(await press()), why: 'Twice.' })).toBe('already');
  });

  test('leaves its item on the agenda, marked, and nothing to decide; a decision begun goes', async () => {
    await lay({ meeting: 'meeting-1' }, { ...gone, state: 'open' });
    const decision = {
      meeting: 'meeting-1',
      item: REF,
      referral: REF,
      kind: 'defer' as const,
      state: 'draft' as const,
      basis: { how: 'deferred' as const },
      interventions: [],
    };
    await store.commit(area().id, [create(Decisions, `meeting-1|${REF}`, decision)]);
    await withdraw(work(), { ...(await press()), why: 'Moved away.' });
    const held = (await store.get(area().id, Meetings, 'meeting-1'))?.doc;
    expect(held?.items).toMatchObject([{ since: 'withdrawn', state: 'done' }]);
    expect(await store.list(area().id, Decisions)).toEqual([]);
    const coordinator = work({ actor: { person: people.coordinator, name: '', coordinator: true } });
    const seen = await lookAtDecision(coordinator, { meeting: 'meeting-1', item: REF });
    expect(await refused(permitDecision(coordinator, seen))).toBe('withdrawn');
  });
});

test('an amendment made on a later day is screened by the criteria of that day in the papers, not rewritten', async () => {
  await lay();
  await beginChange(work(), await press());
  await saveStep(work(), await press(), (so) => ({
    ...so,
    ogrs: { score: 20, tool: 'OGRS3', date: day('2026-11-01') },
  }));
  await confirmChange(work(), { ...(await press()), why: 'Wrong form.' });
  expect((await stored()).doc.screening).toEqual(referral().screening);
});

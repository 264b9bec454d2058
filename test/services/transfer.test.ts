import { expect, test } from 'vitest';
import { entriesOf as actionEntries, actionMade } from '../../services/actionIndex.ts';
import { postAgenda } from '../../services/agenda.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { recordDecision } from '../../services/decisions.ts';
import { closeMotion } from '../../services/declaring.ts';
import {
  Actions,
  ActionsBy,
  Counters,
  type Decision,
  Decisions,
  Meetings,
  type Referral,
  Referrals,
} from '../../services/model.ts';
import { propose } from '../../services/proposals.ts';
import { judged } from '../../services/referrals.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create, keyOf, type Store } from '../../services/store.ts';
import { submit } from '../../services/submission.ts';
import { timelineOf } from '../../services/timeline.ts';
import { finishMove, movedOn } from '../../services/transfer.ts';
import { Motions } from '../../services/voteModel.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { youngOffenders } from '../../services/youngOffenders.ts';
import { action } from '../support/actions.ts';
import {
  areaId,
  areaOf,
  bodyCalled,
  channel,
  coordinator,
  holder,
  lay,
  openMeetingOf,
  referralOf,
  today,
  workOf,
} from '../support/bodies.ts';
import { answers } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { referring } from '../support/referring.ts';
import { testStore } from '../support/tables.ts';

const dyo = bodyCalled('dyo');
const iom = bodyCalled('iom');
const chair = holder('dyo-youth-offending-manager');
const worker = holder('dyo-youth-offending-deter-worker');
const born = (dateOfBirth: string) => ({ ...caseOf().identity, dateOfBirth: day(dateOfBirth) });

/** 18 on the day of the meeting, 5 November 2026. */
const young = (change: Partial<Case> = {}): Case =>
  caseOf({
    body: 'dyo',
    dyo: true,
    owner: 'youth-offending',
    leadAgency: 'youth-offending',
    leadProfessional: worker,
    reviewOn: day('2027-01-05'),
    identity: born('2008-11-05'),
    ...change,
  });

const panelWith = async (...cases: readonly Case[]): Promise<Store> => {
  const store = await testStore();
  await lay(store, dyo, { items: [], agendaPostedAt: undefined });
  await store.commit(areaId, [create(Counters, '2026', { last: 40 })]);
  for (const doc of cases) await store.commit(areaId, laid(doc));
  return store;
};
const work = (store: Store, person = chair) => workOf(store, dyo, person);
const caseIn = async (store: Store, ref = CASE) => must(await store.get(areaId, Cases, ref), 'a case').doc;
const meetingIn = async (store: Store, id = 'm1') => must(await store.get(areaId, Meetings, id), 'a meeting').doc;
const happenedTo = async (store: Store) => (await timelineOf(work(store), CASE, 10)).map(({ doc }) => doc.what);
/** Every row of the register there is, and those that the cases as they stand call for. */
const indexOf = async (store: Store) => ({
  there: (await store.list(areaId, OnRegister)).map(({ key }) => key).sort(),
  wanted: (await store.list(areaId, Cases))
    .flatMap(({ doc }) => entriesOf(doc).map(({ of, id }) => keyOf(of, id)))
    .filter((key) => key.startsWith(`${OnRegister.prefix}|`))
    .sort(),
});

const voted = async (store: Store, choice: 'for' | 'against'): Promise<void> => {
  await postAgenda(work(store), 'm1');
  const item = (await meetingIn(store)).items.find(({ proposal }) => proposal);
  const motion = await openMotion(work(store), {
    meeting: 'm1',
    item: item?.id ?? '',
    kind: 'transfer',
    question: 'That it moves.',
    proposal: item?.proposal ?? '',
  });
  await castBallot(work(store), { motion, version: 0, choice });
  await closeMotion(work(store), motion);
  expect(must(await store.get(areaId, Motions, motion), 'a vote').doc.result?.status).toBe(
    choice === 'for' ? 'carried' : 'lost',
  );
};
const draftIn = async (store: Store): Promise<Referral> => {
  const ref = (await caseIn(store)).move?.referral ?? '';
  return must(await store.get(areaId, Referrals, ref), 'a referral').doc;
};

test('what an import has not finished holds no agenda up', async () => {
  const store = await panelWith(young(), young({ ref: 'RICH-2026-015', import: 'i1' }));
  const area = { ...areaOf(dyo), importing: ['i1'] };
  await postAgenda({ ...work(store), area }, 'm1');
  expect((await meetingIn(store)).items.map(({ case: ref }) => ref).filter(Boolean)).toEqual([CASE]);
  expect((await caseIn(store, 'RICH-2026-015')).proposals).toEqual([]);
});

test('whoever is 18 by the meeting is proposed by itself, once; whoever is 17 is not', async () => {
  const store = await panelWith(
    young(),
    young({ ref: 'RICH-2026-015', identity: born('2008-11-06') }),
    young({ ref: 'RICH-2026-016', identity: born('2008-11-04'), body: 'iom' }),
  );
  await postAgenda(work(store), 'm1');
  const proposals = (await meetingIn(store)).items.filter(({ proposal }) => proposal);
  expect(proposals.map(({ case: ref, heading }) => [ref, heading])).toEqual([[CASE, 'case questions']]);
  expect((await caseIn(store)).proposals).toMatchObject([
    { change: { motion: 'transfer', to: 'iom' }, why: '18 on 5 November 2026.' },
  ]);
  expect(await happenedTo(store)).toEqual(['proposed']);
  await store.commit(areaId, [
    create(Meetings, 'm2', openMeetingOf(dyo, { id: 'm2', items: [], agendaPostedAt: undefined })),
  ]);
  await postAgenda(work(store), 'm2');
  expect((await caseIn(store)).proposals).toHaveLength(1);
  const { there, wanted } = await indexOf(store);
  expect(there).toEqual(wanted);
});

test('what somebody has put forward by hand is not proposed by itself as well', async () => {
  const store = await panelWith(young());
  const press = { case: CASE, version: 1, change: { motion: 'transfer', to: 'iom' } as const };
  expect(await propose(work(store), { ...press, why: 'Eighteen today.' })).toBe('done');
  await postAgenda(work(store), 'm1');
  const doc = await caseIn(store);
  expect([doc.proposals.map(({ why }) => why), doc.move]).toEqual([['Eighteen today.'], { proposed: today }]);
  expect((await meetingIn(store)).items.filter(({ proposal }) => proposal)).toHaveLength(1);
  expect(await happenedTo(store)).toEqual(['proposed']);
});

test('carried, a referral to the adult panel is begun with what is known, linked; the case stays until it is taken on', async () => {
  const store = await panelWith(young());
  const before = { ...referralOf(dyo), ref: CASE, state: 'decided' as const };
  await store.commit(areaId, [
    create(Referrals, CASE, {
      ...before,
      answers: { ...before.answers, asset: 30, proposal: 'Fishing.', offences: [], resident: 'yes' },
    }),
  ]);
  await voted(store, 'for');
  const draft = await draftIn(store);
  expect(draft).toMatchObject({
    body: 'iom',
    state: 'draft',
    referrer: worker,
    agency: 'youth-offending',
    transferOf: CASE,
    answers: { name: 'Quillon Testerby', dateOfBirth: '2008-11-05', asset: 30, dyo: 'yes', resident: 'yes' },
    links: [{ ref: CASE, verdict: 'same person', why: ['PNC id'] }],
  });
  expect(must(await store.get(areaId, Referrals, CASE), 'a referral').doc.links).toMatchObject([{ ref: draft.ref }]);
  expect(await caseIn(store)).toMatchObject({
    state: 'on the register',
    proposals: [],
    move: { referral: draft.ref },
  });
  expect(await happenedTo(store)).toEqual(expect.arrayContaining(['decided', 'moving']));
  const told = (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) => (send.kind === 'tell' ? [send] : []));
  expect(told).toMatchObject([{ view: 'transfer', person: worker, subject: draft.ref, channel }]);

  expect(await finishMove(work(store), draft.ref)).toBe('nothing');
  await store.commit(areaId, laid(caseOf({ ref: draft.ref, identity: born('2008-11-05') })));
  expect(await finishMove(work(store), draft.ref)).toBe('finished');
  expect(await finishMove(work(store), draft.ref)).toBe('nothing');
  expect(await caseIn(store)).toMatchObject({ state: 'removed' });
  expect(await happenedTo(store)).toContain('moved');
  const { there, wanted } = await indexOf(store);
  expect(there).toEqual(wanted);
});

test('of two moves that are carried, the first is under way and the second begins no other', async () => {
  const store = await panelWith(young({ move: { proposed: today, referral: 'RICH-2026-020' } }));
  const before = (await store.list(areaId, Referrals)).length;
  expect(await movedOn(work(store), await caseIn(store), 'iom')).toEqual({ doc: await caseIn(store), events: [] });
  expect(await store.list(areaId, Referrals)).toHaveLength(before);
});

const REF = 'RICH-2026-020';
/** A case that has been taken on elsewhere, with as many actions; every fourth is completed. */
const takenOn = async (many: number): Promise<Store> => {
  const store = await panelWith(young({ move: { proposed: today, referral: REF } }));
  await store.commit(areaId, [
    create(Referrals, REF, { ...referralOf(iom), ref: REF, transferOf: CASE }),
    ...laid(caseOf({ ref: REF })),
  ]);
  for (let at = 0; at < many; at += 1) {
    const state = (['offered', 'accepted', 'declined', 'completed'] as const)[at % 4] ?? 'offered';
    const made = { id: `a${at}`, ref: CASE, body: 'dyo', meeting: 'm1', owner: worker, due: addDays(today, at), state };
    await store.commit(areaId, actionMade(action(made)));
  }
  return store;
};
/** What the actions are by now, and whether each stands where it is looked for and nowhere else. */
const actionsIn = async (store: Store) => {
  const docs = (await store.list(areaId, Actions)).map(({ doc }) => doc);
  const there = (await store.list(areaId, ActionsBy)).map(({ key, doc }) => ({ key, doc }));
  const wanted = docs.flatMap((doc) => actionEntries(doc).map(({ of, id }) => ({ key: keyOf(of, id), doc })));
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key);
  expect(there.sort(byKey)).toEqual(wanted.sort(byKey));
  return docs;
};

test.for([3, 40])('%i actions of a case that has moved: the open ones go along, each with its owner', async (many) => {
  const store = await takenOn(many);
  expect(await finishMove(work(store), REF)).toBe('finished');
  const docs = await actionsIn(store);
  for (const doc of docs) {
    expect(doc.owner).toBe(worker);
    expect([doc.ref, doc.body]).toEqual(doc.state === 'completed' ? [CASE, 'dyo'] : [REF, 'iom']);
  }
  expect(docs.find(({ id }) => id === 'a1')?.history.at(-1)?.what).toBe(`moved with the case, which was ${CASE}`);
  expect((await caseIn(store)).state).toBe('removed');
});

test('what a crash has left behind goes along before the next agenda', async () => {
  const store = await takenOn(40);
  let commits = 0;
  const dying: Store = Object.create(store, {
    commit: {
      value: (...args: Parameters<Store['commit']>) => {
        commits += 1;
        if (commits > 1) throw new Error('the process died');
        return store.commit(...args);
      },
    },
  });
  await expect(finishMove(work(dying), REF)).rejects.toThrow('the process died');
  const between = await actionsIn(store);
  expect(between.filter(({ ref }) => ref === REF).length).toBeGreaterThan(0);
  expect(between.filter(({ ref, state }) => ref === CASE && state !== 'completed').length).toBeGreaterThan(0);
  expect((await caseIn(store)).state).toBe('on the register');
  await postAgenda(work(store), 'm1');
  expect((await actionsIn(store)).filter(({ ref, state }) => ref === CASE && state !== 'completed')).toEqual([]);
  expect((await caseIn(store)).state).toBe('removed');
});

test('a move whose end was missed is ended, however many others are under way', async () => {
  const store = await takenOn(0);
  const others = Array.from({ length: 41 }, (_, n) =>
    young({ ref: `RICH-2025-1${String(n).padStart(2, '0')}`, move: { proposed: today, referral: 'RICH-2026-030' } }),
  );
  for (const one of others) await store.commit(areaId, laid(one));
  await postAgenda(work(store), 'm1');
  expect((await caseIn(store)).state).toBe('removed');
});

test('a move whose end was missed is ended before the next agenda', async () => {
  const store = await panelWith(young({ move: { proposed: today, referral: 'RICH-2026-020' } }));
  await store.commit(areaId, [
    create(Referrals, 'RICH-2026-020', { ...referralOf(iom), ref: 'RICH-2026-020', transferOf: CASE }),
    ...laid(caseOf({ ref: 'RICH-2026-020' })),
  ]);
  await postAgenda(work(store), 'm1');
  expect((await caseIn(store)).state).toBe('removed');
});

test('what the meeting does not agree is not proposed by itself again, and a member may', async () => {
  const store = await panelWith(young());
  await voted(store, 'against');
  await store.commit(areaId, [
    create(Meetings, 'm2', openMeetingOf(dyo, { id: 'm2', items: [], agendaPostedAt: undefined })),
  ]);
  await postAgenda(work(store), 'm2');
  expect((await meetingIn(store, 'm2')).items.filter(({ proposal }) => proposal)).toEqual([]);
  const row = must(await store.get(areaId, Cases, CASE), 'a case');
  const press = { case: CASE, version: row.version, change: { motion: 'transfer', to: 'iom' } as const, why: 'Now.' };
  expect(await propose(work(store), press)).toBe('done');
});

test.for<[string, Partial<Case>, string]>([
  ['to a body that takes no adults from there', {}, 'asb'],
  ['twice', { move: { proposed: today, referral: 'RICH-2026-020' } }, 'iom'],
])('nobody proposes a move %s', async ([, change, to]) => {
  const store = await panelWith(young(change));
  const press = { case: CASE, version: 1, change: { motion: 'transfer', to } as const, why: 'Now.' };
  await expect(propose(work(store), press)).rejects.toThrow(/move/);
});

test('a transfer is always admissible; the same person without it is stopped', async () => {
  const store = await panelWith();
  const place = workOf(store, iom, coordinator);
  const of = { answers: answers({ mappa: '2' }), body: 'iom' };
  expect((await judged(place, of)).screening.hardStop?.criterion).toBeDefined();
  const moving = await judged(place, { ...of, transferOf: CASE });
  expect(moving.screening.hardStop).toBeUndefined();
  expect(moving.screening.criteria.map(({ verdict }) => verdict)).toContain('does not meet');
});

test.for<[string, Partial<Referral>, string]>([
  ['a transfer', { transferOf: CASE, links: [{ ref: CASE, why: ['PNC id'], verdict: 'same person' }] }, 'submitted'],
  ['anybody else', {}, 'refused'],
])('under MAPPA, and with the case they come from on the register, %s is %s', async ([, change, status]) => {
  const known = answers({ mappa: '2' });
  const panel = await referring({ answers: known, ...change });
  const { name, dateOfBirth, pncId } = known;
  await panel.store.commit(panel.by().area.id, [
    ...laid(young({ identity: { name, dateOfBirth, pncId } })),
    create(Referrals, CASE, { ...referralOf(dyo), ref: CASE, state: 'decided' }),
  ]);
  const pressed = submit(panel.by(), await panel.press());
  expect(await pressed.catch(() => 'refused')).toBe(status);
  expect((await panel.doc()).links ?? []).toEqual(change.links ?? []);
});

test('whoever the adult panel adopts by a transfer is off the other register with the decision', async () => {
  const store = await testStore();
  await lay(store, iom);
  const row = must(await store.get(areaId, Referrals, 'RICH-2026-001'), 'a referral');
  await store.commit(areaId, [
    { op: 'replace', row, doc: { ...row.doc, transferOf: CASE } },
    ...laid(young({ move: { proposed: today, referral: 'RICH-2026-001' } })),
  ]);
  const person = holder('iom-probation-senior-officer');
  const by = workOf(store, iom, person);
  const motion = await openMotion(by, {
    meeting: 'm1',
    item: 'RICH-2026-001',
    kind: 'adopt',
    question: 'That it is so.',
  });
  await castBallot(by, { motion, version: 0, choice: 'for' });
  await closeMotion(by, motion);
  const about = { meeting: 'm1', item: 'RICH-2026-001' };
  const fields = {
    category: 'repeat-offender',
    leadAgency: 'police',
    leadProfessional: person,
    policeContact: holder('iom-police-ppo-officer'),
    reviewOn: addDays(today, 90),
  };
  const what = { what: 'See them weekly', seat: 'iom-police-ppo-officer', due: addDays(today, 20) };
  const draft: Decision = {
    ...about,
    ...fields,
    referral: about.item,
    kind: 'adopt',
    state: 'draft',
    basis: { motion },
    interventions: [what],
  };
  await store.commit(areaId, [create(Decisions, `m1|${about.item}`, draft)]);
  const pressed = { ...about, version: 1, kind: 'adopt', fields } as const;
  expect(await recordDecision(by, pressed)).toBe('recorded');
  expect((await caseIn(store)).state).toBe('removed');
  expect(await caseIn(store, 'RICH-2026-001')).toMatchObject({ state: 'on the register' });
});

test('the list has every flagged case that is open to its reader', async () => {
  const store = await panelWith(
    young(),
    young({ ref: 'RICH-2026-015', body: 'iom' }),
    young({ ref: 'RICH-2026-016', restrictedTo: [chair] }),
    caseOf({ ref: 'RICH-2026-017' }),
    young({ ref: 'RICH-2026-018', import: 'i1' }),
  );
  const place = { store, area: { ...areaOf(dyo), importing: ['i1'] } };
  expect((await youngOffenders(place, worker)).map(({ ref }) => ref)).toEqual([CASE, 'RICH-2026-015']);
  expect(await youngOffenders(place, chair)).toHaveLength(3);
});

import { describe, expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import { facet } from '../../services/caseIndex.ts';
import { type Case, Cases, OnRegister, type Proposal } from '../../services/caseModel.ts';
import { changeCase } from '../../services/cases.ts';
import { closeMotion } from '../../services/declaring.ts';
import { correctRemoval, recordTransfer } from '../../services/deselections.ts';
import { Actions, Meetings } from '../../services/model.ts';
import { propose, withdrawProposal } from '../../services/proposals.ts';
import { day } from '../../services/rules/days.ts';
import type { Answers } from '../../services/rules/deselection.ts';
import { settleProposal } from '../../services/settling.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { CASE, caseOf, laid, longCustody, proposal, proposalItem } from '../support/cases.ts';
import { area, areaId, coordinator, holder, meeting, type Seated, seat, seatedPanel, six } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const ITEM = `${CASE}-p1`;
const item = proposalItem({ heading: 'de-selections' });

const panelWith = async (
  waiting: Proposal,
  change: Partial<Case> = {},
  over: Parameters<typeof seatedPanel>[1] = {},
): Promise<Seated> => {
  const panel = await seatedPanel(six, { items: [item], ...over });
  await panel.store.commit(areaId, laid(caseOf({ proposals: [waiting], ...change })));
  return panel;
};
const caseRow = async (store: Store) => must(await store.get(areaId, Cases, CASE), 'a case');
const caseIn = async (store: Store): Promise<Case> => (await caseRow(store)).doc;
const refsUnder = async (store: Store, under: string) =>
  (await store.list(areaId, OnRegister, under)).map(({ doc }) => doc.ref);
const happenedTo = async (store: Store) =>
  (await timelineOf({ store, area: area() }, CASE, 20)).map(({ doc }) => doc.what);

const vote = (of: Seated['of']) =>
  openMotion(of(seat.chair), {
    meeting: 'm1',
    item: ITEM,
    kind: 'de-select',
    question: `That ${CASE} is removed from the register.`,
    proposal: 'p1',
  });
/** Everybody for it. */
const carry = async ({ of }: Seated): Promise<void> => {
  const motion = await vote(of);
  for (const voter of [seat.chair, seat.constable, seat.housing])
    await castBallot(of(voter), { motion, version: 0, choice: 'for' });
  expect(await closeMotion(of(seat.chair), motion)).toBe('declared');
};

const moved = (answers: Answers = {}): Proposal =>
  proposal({
    change: {
      motion: 'de-select',
      reason: 'moved-away',
      answers: { 'q-not-long-custody': 'no', 'q-move': 'permanent', 'q-move-area': 'Southtown', ...answers },
    },
    why: 'He lives with his sister now.',
  });

test('what is proposed carries its answers and what they came to, and comes to the next agenda by itself', async () => {
  const panel = await seatedPanel(six, { items: [], agendaPostedAt: undefined });
  await panel.store.commit(areaId, laid(caseOf()));
  const change = { motion: 'de-select', reason: 'long-custody', answers: { 'q-custody': 'indeterminate' } } as const;
  const press = { case: CASE, version: 1, change, why: 'He is away for long.' };
  expect(await propose(panel.of(seat.housing), press)).toBe('done');
  const [waits] = (await caseIn(panel.store)).proposals;
  expect(waits?.change).toMatchObject({ answers: { 'q-custody': 'indeterminate' } });
  expect(waits?.change.motion === 'de-select' && waits.change.findings?.map(({ status }) => status)).toEqual([
    'met',
    'missing',
    'missing',
    'missing',
    'missing',
  ]);
  await postAgenda(panel.of(seat.chair), 'm1');
  expect((await panel.meeting()).items.find(({ proposal }) => proposal)).toMatchObject({
    heading: 'de-selections',
    case: CASE,
  });
});

test('nobody proposes it for a reason that the scheme does not have, nor twice', async () => {
  const { store, of } = await panelWith(moved());
  const before = await dump(store);
  const press = { case: CASE, version: 1, why: 'So.' };
  const change = (reason: string) => ({ ...press, change: { motion: 'de-select', reason } as const });
  await expect(propose(of(seat.housing), change('boredom'))).rejects.toThrow('from the list');
  await expect(propose(of(seat.housing), change('mappa'))).rejects.toThrow('proposed already');
  expect(await dump(store)).toEqual(before);
});

describe('the safeguards of long custody', () => {
  const cases: readonly (readonly [string, Proposal, Partial<Case>, RegExp])[] = [
    ['without an assessment', longCustody({ 'q-custody-assessed': '' }), {}, /assessed the risk in full/],
    ['of greatest risk', longCustody({ 'q-custody-greatest': 'yes' }), {}, /greatest risk, who stay/],
    ['with nothing answered', proposal({ change: { motion: 'de-select', reason: 'long-custody' } }), {}, /assessed/],
    [
      'by another reason while serving a long sentence',
      proposal({
        change: {
          motion: 'de-select',
          reason: 'professional-judgement',
          answers: { 'q-judgement': 'It is time.', 'q-not-long-custody': 'yes' },
        },
      }),
      {},
      /has its own reason/,
    ],
    [
      'by another reason after an assessment as of greatest risk',
      moved(),
      { custodyRisk: { assessedOn: day('2026-10-20'), greatest: true } },
      /greatest risk, who stay/,
    ],
    [
      'by a form that says no, where the case has a sentence of more than two years',
      moved(),
      { custody: { kind: 'sentence', prison: 'HMP Nowhere', since: day('2026-10-01'), months: 30 } },
      /put custody right first/,
    ],
  ];

  test.for(cases)('are not got round by a vote: %s', async ([, waiting, change, why]) => {
    const panel = await panelWith(waiting, change);
    const before = await dump(panel.store);
    await expect(vote(panel.of)).rejects.toThrow(why);
    expect(await dump(panel.store)).toEqual(before);
  });

  test.for(cases)('nor by an agreement: %s', async ([, waiting, change, why]) => {
    const panel = await panelWith(waiting, change, { voting: { kind: 'agreement' } });
    const press = { meeting: 'm1', item: ITEM, outcome: 'carried' } as const;
    const before = await dump(panel.store);
    await expect(settleProposal(panel.of(seat.chair), press)).rejects.toThrow(why);
    const byChair = { ...press, byChair: true, why: 'The chair wants it.' };
    await expect(settleProposal(panel.of(seat.chair), byChair)).rejects.toThrow(why);
    expect(await dump(panel.store)).toEqual(before);
    expect(await settleProposal(panel.of(seat.chair), { ...press, outcome: 'lost' })).toBe('settled');
    expect(await caseIn(panel.store)).toMatchObject({ state: 'on the register', proposals: [] });
  });

  test.for(cases)('nor by the agency that selects: %s', async ([, waiting, change, why]) => {
    const others = { kind: 'majority', ballots: 'seat', casting: true } as const;
    const voting = { kind: 'selection', agency: 'youth-offending', motions: ['de-select' as const], others } as const;
    const panel = await panelWith(waiting, change, { voting: { ...voting, motions: [...voting.motions] } });
    const press = { meeting: 'm1', item: ITEM, outcome: 'carried' } as const;
    await expect(settleProposal(panel.of(seat.youth), press)).rejects.toThrow(why);
    expect((await caseIn(panel.store)).state).toBe('on the register');
  });

  test('a long sentence recorded while they vote stops the removal at the close; voted down, it ends', async () => {
    const panel = await panelWith(moved());
    const motion = await vote(panel.of);
    const ballot = (voter: string, version: number, choice: 'for' | 'against') =>
      castBallot(panel.of(voter), { motion, version, choice });
    const voters = [seat.chair, seat.constable, seat.housing];
    for (const voter of voters) await ballot(voter, 0, 'for');
    await changeCase(panel.by(coordinator), { case: CASE, version: 1 }, (doc) => ({
      doc: { ...doc, custody: { kind: 'sentence', prison: 'HMP Nowhere', since: day('2026-11-05'), months: 30 } },
      events: [],
    }));
    const before = await dump(panel.store);
    await expect(closeMotion(panel.of(seat.chair), motion)).rejects.toThrow('This removal cannot be decided.');
    expect(await dump(panel.store)).toEqual(before);
    for (const voter of voters) await ballot(voter, 1, 'against');
    expect(await closeMotion(panel.of(seat.chair), motion)).toBe('declared');
    expect(await caseIn(panel.store)).toMatchObject({ state: 'on the register', proposals: [] });
  });

  test('an assessment stays with the case when its proposal is taken back, and stops the next reason', async () => {
    const panel = await seatedPanel(six, { items: [] });
    await panel.store.commit(areaId, laid(caseOf()));
    const { change, why } = longCustody({ 'q-custody-greatest': 'yes' });
    await propose(panel.of(seat.housing), { case: CASE, version: 1, change, why });
    const doc = await caseIn(panel.store);
    expect(doc.custodyRisk).toEqual({ assessedOn: '2026-10-20', greatest: true, until: '2029-01-31' });
    const [waits] = doc.proposals;
    await withdrawProposal(panel.of(seat.housing), { case: CASE, version: 2, proposal: waits?.id ?? '' });
    const other = moved().change;
    await propose(panel.of(seat.youth), { case: CASE, version: 3, change: other, why: 'He moved.' });
    const second = (await caseIn(panel.store)).proposals[0];
    const row = must(await panel.store.get(areaId, Meetings, 'm1'), 'a meeting');
    await panel.store.commit(areaId, [
      replace(row, { ...row.doc, items: [{ ...item, id: ITEM, proposal: second?.id ?? '' }] }),
    ]);
    await expect(
      openMotion(panel.of(seat.chair), {
        meeting: 'm1',
        item: ITEM,
        kind: 'de-select',
        question: 'That it is.',
        proposal: second?.id ?? '',
      }),
    ).rejects.toThrow('greatest risk');
  });

  test('once partners have assessed it, the answers are completed and the vote opens', async () => {
    const panel = await panelWith(longCustody({ 'q-custody-assessed': '', 'q-custody-assessment': '' }));
    await expect(vote(panel.of)).rejects.toThrow('assessed the risk');
    const { change } = longCustody();
    const answers = change.motion === 'de-select' ? (change.answers ?? {}) : {};
    const press = { case: CASE, version: 1, proposal: 'p1', answers };
    expect(await correctRemoval(panel.of(seat.youth), press)).toBe('done');
    expect(await correctRemoval(panel.of(seat.youth), press)).toBe('overtaken');
    expect(await happenedTo(panel.store)).toEqual(['proposal corrected']);
    await carry(panel);
    expect((await caseIn(panel.store)).state).toBe('removed');
  });

  test('nothing is changed in the answers while they are voted on', async () => {
    const panel = await panelWith(longCustody());
    await vote(panel.of);
    const press = { case: CASE, version: 1, proposal: 'p1', answers: { 'q-custody-greatest': 'yes' } };
    await expect(correctRemoval(panel.of(seat.youth), press)).rejects.toThrow('being voted on');
  });

  test('a change of the answers and the opening of the vote at one moment: the vote sees the answers', async () => {
    const panel = await panelWith(longCustody());
    const press = { case: CASE, version: 1, proposal: 'p1', answers: { 'q-custody-greatest': 'yes' } };
    const [corrected, opened] = await Promise.allSettled([correctRemoval(panel.of(seat.youth), press), vote(panel.of)]);
    expect([corrected.status, opened.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test('in long custody the prison is kept in contact, and re-selection comes to an agenda three months before the end', async () => {
  const panel = await panelWith(longCustody());
  await carry(panel);
  const doc = await caseIn(panel.store);
  expect(doc).toMatchObject({
    state: 'removed',
    proposals: [],
    reselectOn: '2028-10-31',
    removal: { on: '2026-11-05', reason: 'long-custody', prison: 'Monthly, with the offender management unit.' },
  });
  expect(await refsUnder(panel.store, facet.all('iom'))).toEqual([]);
  expect(await refsUnder(panel.store, facet.reselection('iom'))).toEqual([CASE]);
  const later = (id: string, date: string) =>
    meeting({
      id,
      date: day(date),
      state: 'planned',
      items: [],
      agendaPostedAt: undefined,
      attendance: [],
      chairs: [],
    });
  await panel.store.commit(areaId, [
    create(Meetings, 'early', later('early', '2028-10-30')),
    create(Meetings, 'due', later('due', '2028-10-31')),
  ]);
  const itemsOf = async (id: string) => must(await panel.store.get(areaId, Meetings, id), 'a meeting').doc.items;
  await postAgenda(panel.by(coordinator), 'early');
  expect((await itemsOf('early')).filter(({ case: ref }) => ref)).toEqual([]);
  await postAgenda(panel.by(coordinator), 'due');
  expect((await itemsOf('due')).filter(({ case: ref }) => ref)).toMatchObject([
    { id: `${CASE}-de-selections`, heading: 'de-selections', case: CASE },
  ]);
});

test.for<[string, Answers, string]>([
  ['no end: on the day typed in', { 'q-custody': 'indeterminate', 'q-custody-ask': '2031-03-01' }, '2031-03-01'],
  ['no end and no day: in three months, so that nobody is forgotten', { 'q-custody': 'indeterminate' }, '2027-02-05'],
  ['the end not given: the same', { 'q-custody-end': '' }, '2027-02-05'],
])('long custody with %s', async ([, answers, on]) => {
  const panel = await panelWith(longCustody(answers));
  await carry(panel);
  expect((await caseIn(panel.store)).reselectOn).toBe(on);
});

test('whoever moved away leaves a task to tell the receiving area, until its answer is recorded', async () => {
  const panel = await panelWith(moved());
  await carry(panel);
  const { transfer, removal } = await caseIn(panel.store);
  expect(removal).toEqual({ on: '2026-11-05', reason: 'moved-away', why: 'He lives with his sister now.' });
  const task = must(await panel.store.get(areaId, Actions, transfer?.action ?? ''), 'an action').doc;
  expect(task).toMatchObject({ ref: CASE, owner: holder(seat.chair), state: 'offered', due: '2026-11-19' });
  expect(await refsUnder(panel.store, facet.transfer('iom'))).toEqual([CASE]);

  const told = { to: 'Southtown', toldOn: day('2026-11-06'), toldBy: 'Invented Officer' };
  const version = (await caseRow(panel.store)).version;
  expect(await recordTransfer(panel.of(seat.housing), { case: CASE, version, told })).toBe('done');
  expect(await refsUnder(panel.store, facet.transfer('iom'))).toEqual([CASE]);
  const answer = { ...told, answer: 'Southtown takes him on.' };
  expect(await recordTransfer(panel.of(seat.housing), { case: CASE, version, told: answer })).toBe('overtaken');
  await recordTransfer(panel.of(seat.housing), { case: CASE, version: version + 1, told: answer });
  expect(await refsUnder(panel.store, facet.transfer('iom'))).toEqual([]);
  expect((await panel.store.get(areaId, Actions, task.id))?.doc.state).toBe('completed');
  expect((await happenedTo(panel.store)).filter((what) => what === 'receiving area')).toHaveLength(2);
});

/** Who owes the receiving area something; what the police write into their own records is none of that. */
const owedBy = async ({ store }: Awaited<ReturnType<typeof panelWith>>) =>
  (await store.list(areaId, Actions)).filter(({ doc }) => doc.what.includes('receiving')).map(({ doc }) => doc.owner);

test('with the answer given already there is no task, and without a lead professional whoever proposed it has it', async () => {
  const answered = await panelWith(moved({ 'q-move-told': '2026-10-20', 'q-move-answer': 'Noted.' }));
  await carry(answered);
  expect(await owedBy(answered)).toEqual([]);
  const imported = await panelWith(moved(), { leadProfessional: undefined });
  await carry(imported);
  expect(await owedBy(imported)).toEqual([holder(seat.housing)]);
});

test('a removal ends what else was proposed, and a removed case takes no proposal', async () => {
  const panel = await panelWith(moved(), { proposals: [moved(), proposal({ id: 'p2' })] });
  await carry(panel);
  const { version, doc } = await caseRow(panel.store);
  expect(doc.proposals).toEqual([]);
  expect(await happenedTo(panel.store)).toEqual(expect.arrayContaining(['decided', 'proposal withdrawn', 'removed']));
  const change = { motion: 'move ownership', agency: 'housing' } as const;
  await expect(propose(panel.of(seat.youth), { case: CASE, version, change, why: 'So.' })).rejects.toThrow(
    'A new referral is the way back',
  );
});

test('nobody is told of an area where nobody moved', async () => {
  const panel = await panelWith(longCustody());
  await carry(panel);
  const { version } = await caseRow(panel.store);
  await expect(recordTransfer(panel.of(seat.youth), { case: CASE, version, told: { answer: 'Yes.' } })).rejects.toThrow(
    'no area is to be told',
  );
});

test('what has been decided is not decided again', async () => {
  const panel = await panelWith(moved());
  await carry(panel);
  await expect(vote(panel.of)).rejects.toThrow('dealt with');
});

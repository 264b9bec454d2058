import { expect, test } from 'vitest';
import { postAgenda } from '../../services/agenda.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { ByName, type Case, Cases, OnRegister } from '../../services/caseModel.ts';
import { closeMotion, giveCastingVote } from '../../services/declaring.ts';
import { propose, withdrawProposal } from '../../services/proposals.ts';
import { settleProposal } from '../../services/settling.ts';
import { keyOf, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { CASE, caseOf, laid, proposal, proposalItem } from '../support/cases.ts';
import { area, areaId, at, coordinator, type Seated, seat, seatedPanel, six } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const withCase = async (doc: Case, overrides: Parameters<typeof seatedPanel>[1] = {}): Promise<Seated> => {
  const panel = await seatedPanel(six, overrides);
  await panel.store.commit(areaId, laid(doc));
  return panel;
};

const caseIn = async (store: Store): Promise<Case> => must(await store.get(areaId, Cases, CASE), 'a case').doc;
const happenedTo = async (store: Store) =>
  (await timelineOf({ store, area: area() }, CASE, 10)).map(({ doc }) => doc.what);

/** Every index row there is, and those that the case as it stands calls for. */
const indexOf = async (store: Store) => {
  const doc = await caseIn(store);
  const rows = (await dump(store)).map(({ rowKey }) => rowKey);
  const own = rows.filter((key) => [OnRegister, ByName].some(({ prefix }) => key.startsWith(`${prefix}|`)));
  const wanted = entriesOf(doc)
    .map(({ of, id }) => keyOf(of, id))
    .filter((key) => !/^(dob|pnc)\|/.test(key));
  return { own: own.sort(), wanted: wanted.sort() };
};

test('a member proposes at any time, the agenda takes it by itself, and the vote carries it', async () => {
  const { store, of, meeting, vote } = await withCase(caseOf(), { items: [], agendaPostedAt: undefined });
  const press = { case: CASE, version: 1, change: { motion: 'set lead agency', agency: 'housing' } as const };
  expect(await propose(of(seat.housing), { ...press, why: 'A tenancy is what it turns on.' })).toBe('done');
  await postAgenda(of(seat.chair), 'm1');
  const item = (await meeting()).items.find(({ proposal }) => proposal);
  expect(item).toMatchObject({ heading: 'case questions', case: CASE, state: 'waiting' });
  expect((await meeting()).items.map(({ id }) => id)).toContain(`${CASE}-reviews-due`);

  const { id = '', proposal: proposed = '' } = item ?? {};
  const motion = await openMotion(of(seat.chair), {
    meeting: 'm1',
    item: id,
    kind: 'set lead agency',
    question: 'That it changes.',
    proposal: proposed,
  });
  for (const voter of [seat.chair, seat.constable, seat.housing])
    await castBallot(of(voter), { motion, version: 0, choice: 'for' });
  expect(await closeMotion(of(seat.chair), motion)).toBe('declared');
  expect(await caseIn(store)).toMatchObject({ leadAgency: 'housing', proposals: [] });
  expect((await vote(motion)).item.state).toBe('done');
  expect(await happenedTo(store)).toEqual(expect.arrayContaining(['proposed', 'decided', 'lead agency']));
  const { own, wanted } = await indexOf(store);
  expect(own).toEqual(wanted);
});

test('a tie that the casting vote decides carries it, too', async () => {
  const { store, of } = await withCase(caseOf({ proposals: [proposal()] }), { items: [proposalItem()] });
  const motion = await openMotion(of(seat.chair), {
    meeting: 'm1',
    item: `${CASE}-p1`,
    kind: 'set lead agency',
    question: 'That it changes.',
    proposal: 'p1',
  });
  await castBallot(of(seat.chair), { motion, version: 0, choice: 'for' });
  await castBallot(of(seat.constable), { motion, version: 0, choice: 'against' });
  expect(await closeMotion(of(seat.chair), motion)).toBe('tied');
  expect((await caseIn(store)).leadAgency).toBe('probation');
  await giveCastingVote(of(seat.chair), { motion, choice: 'for' });
  expect((await caseIn(store)).leadAgency).toBe('housing');
});

test('what is lost changes nothing and waits no longer', async () => {
  const { store, of } = await withCase(caseOf({ proposals: [proposal()] }), { items: [proposalItem()] });
  const motion = await openMotion(of(seat.chair), {
    meeting: 'm1',
    item: `${CASE}-p1`,
    kind: 'set lead agency',
    question: 'That it changes.',
    proposal: 'p1',
  });
  await castBallot(of(seat.constable), { motion, version: 0, choice: 'against' });
  await closeMotion(of(seat.chair), motion);
  expect(await caseIn(store)).toMatchObject({ leadAgency: 'probation', proposals: [] });
  expect(await happenedTo(store)).toEqual(['decided']);
});

test('a body that agrees records what it agreed, and its chair decides only with reasons', async () => {
  const { store, of } = await withCase(caseOf({ proposals: [proposal()] }), {
    items: [proposalItem()],
    voting: { kind: 'agreement' },
  });
  const press = { meeting: 'm1', item: `${CASE}-p1`, outcome: 'carried' } as const;
  await expect(settleProposal(of(seat.housing), press)).rejects.toThrow('Only the chair');
  await expect(settleProposal(of(seat.chair), { ...press, byChair: true })).rejects.toThrow('reasons');
  const why = 'Housing leads, since the police would not.';
  expect(await settleProposal(of(seat.chair), { ...press, byChair: true, why })).toBe('settled');
  expect(await settleProposal(of(seat.chair), press)).toBe('already');
  expect((await caseIn(store)).leadAgency).toBe('housing');
});

test('a body that votes does not record an agreement instead', async () => {
  const { of } = await withCase(caseOf({ proposals: [proposal()] }), { items: [proposalItem()] });
  const press = { meeting: 'm1', item: `${CASE}-p1`, outcome: 'carried' } as const;
  await expect(settleProposal(of(seat.chair), press)).rejects.toThrow('votes on it');
});

test.for<[string, Parameters<typeof propose>[1]['change'], string]>([
  ['the agency that leads already', { motion: 'set lead agency', agency: 'probation' }, 'already'],
  ['an agency nobody knows', { motion: 'set lead agency', agency: 'nowhere' }, 'from the list'],
  ['a colour where the body sets none', { motion: 'set RAG', colour: 'red' }, 'does not decide'],
])('nobody proposes %s', async ([, change, sentence]) => {
  const { store, of } = await withCase(caseOf());
  const before = await dump(store);
  await expect(propose(of(seat.housing), { case: CASE, version: 1, change, why: 'So.' })).rejects.toThrow(sentence);
  expect(await dump(store)).toEqual(before);
});

test('the same is not proposed twice, and an overtaken press changes nothing', async () => {
  const { of } = await withCase(caseOf());
  const press = {
    case: CASE,
    version: 1,
    change: { motion: 'move ownership', agency: 'housing' } as const,
    why: 'So.',
  };
  expect(await propose(of(seat.housing), press)).toBe('done');
  expect(await propose(of(seat.youth), press)).toBe('overtaken');
  await expect(propose(of(seat.youth), { ...press, version: 2 })).rejects.toThrow('proposed already');
});

test('whoever proposed it takes it back, nobody else but the co-ordinator', async () => {
  const { store, of, by } = await withCase(caseOf({ proposals: [proposal(), proposal({ id: 'p2' })] }));
  const press = { case: CASE, version: 1, proposal: 'p1' };
  await expect(withdrawProposal(of(seat.youth), press)).rejects.toThrow('Only whoever');
  expect(await withdrawProposal(of(seat.housing), press)).toBe('done');
  expect(await withdrawProposal(by(coordinator), { ...press, version: 2, proposal: 'p2' })).toBe('done');
  expect((await caseIn(store)).proposals).toEqual([]);
  expect(await happenedTo(store)).toEqual(['proposal withdrawn', 'proposal withdrawn']);
});

test('what an unfinished import brought is not there', async () => {
  const { of } = await withCase(caseOf({ import: 'i1' }));
  const press = {
    case: CASE,
    version: 1,
    change: { motion: 'move ownership', agency: 'housing' } as const,
    why: 'So.',
  };
  const during = of(seat.housing, { area: area({ importing: ['i1'] }), now: at(31) });
  await expect(propose(during, press)).rejects.toThrow('There is no case');
  expect(await propose(of(seat.housing), press)).toBe('done');
});

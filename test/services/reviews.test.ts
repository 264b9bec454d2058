import { expect, test } from 'vitest';
import { declareInterest, finishItem, postAgenda } from '../../services/agenda.ts';
import { type Case, Cases, type Rag } from '../../services/caseModel.ts';
import { closeMotion } from '../../services/declaring.ts';
import { giveInput } from '../../services/inputs.ts';
import { type AgendaItem, Meetings } from '../../services/model.ts';
import { lookAtReview, recordReselection, recordReview } from '../../services/reviews.ts';
import { day } from '../../services/rules/days.ts';
import { settleProposal } from '../../services/settling.ts';
import { create, replace, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { castBallot, openMotion } from '../../services/votes.ts';
import { must } from '../../services/work.ts';
import { CASE, caseOf, inColour, laid, proposal, proposalItem } from '../support/cases.ts';
import { area, areaId, coordinator, holder, meeting, type Seated, seat, seatedPanel, six } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const due: AgendaItem = { id: `${CASE}-reviews-due`, heading: 'reviews due', case: CASE, state: 'waiting', aside: [] };
const red: AgendaItem = { ...due, id: `${CASE}-red-cases`, heading: 'red cases' };
const rag: Rag = { colour: 'red', since: day('2026-10-01'), why: 'He is not seen.' };
const coloured = { scheme: inColour };

const panelWith = async (doc: Case, items: readonly AgendaItem[], over = {}): Promise<Seated> => {
  const panel = await seatedPanel(six, { items, ...over });
  await panel.store.commit(areaId, laid(doc));
  return panel;
};
const caseRow = async (store: Store) => must(await store.get(areaId, Cases, CASE), 'a case');
const caseIn = async (store: Store): Promise<Case> => (await caseRow(store)).doc;
const happenedTo = async (store: Store) =>
  (await timelineOf({ store, area: area() }, CASE, 20)).map(({ doc }) => doc.what);
const press = { meeting: 'm1', item: due.id, version: 1, outcome: 'stay', why: 'He keeps to the plan.' } as const;

test('a review is recorded with who, what and the next date from the scheme, and its item is dealt with', async () => {
  const panel = await panelWith(caseOf(), [due]);
  expect(await recordReview(panel.of(seat.chair), press)).toBe('recorded');
  expect((await panel.meeting()).items[0]).toMatchObject({
    state: 'done',
    review: { outcome: 'stay', why: press.why, next: '2027-02-05', by: holder(seat.chair) },
  });
  expect((await caseIn(panel.store)).reviewOn).toBe('2027-02-05');
  expect(await happenedTo(panel.store)).toEqual(['reviewed']);
  expect(await recordReview(panel.of(seat.chair), { ...press, version: 2 })).toBe('already');
});

test.for<[string, AgendaItem, Partial<Case>, 'refused' | 'done']>([
  ['a review that waits', due, {}, 'refused'],
  ['a red case', red, { rag }, 'refused'],
  [
    'somebody to be considered again',
    { ...due, heading: 'de-selections' },
    { state: 'removed', reselectOn: day('2026-11-01') },
    'refused',
  ],
  ['somebody who has left the register meanwhile', due, { state: 'removed' }, 'done'],
  [
    'a review recorded on it whose proposal was taken back',
    {
      ...due,
      proposal: 'p1',
      review: { outcome: 'colour', why: 'So.', next: day('2027-02-05'), by: coordinator, at: '' },
    },
    {},
    'done',
  ],
])('%s, marked as dealt with', async ([, item, change, outcome]) => {
  const panel = await panelWith(caseOf(change), [item]);
  const finished = finishItem(panel.of(seat.chair), 'm1', item.id);
  if (outcome === 'done') expect(await finished).toBe('done');
  else await expect(finished).rejects.toThrow('by recording what the meeting makes of the case');
  expect((await panel.meeting()).items[0]?.state).toBe(outcome === 'done' ? 'done' : 'waiting');
});

test('the next date may be another one, only not the day of the meeting or before', async () => {
  const panel = await panelWith(caseOf(), [due]);
  const by = panel.by(coordinator);
  await expect(recordReview(by, { ...press, next: day('2026-11-05') })).rejects.toThrow('after the day of the meeting');
  expect(await recordReview(by, { ...press, outcome: 'plan', next: day('2026-12-01') })).toBe('recorded');
  expect((await caseIn(panel.store)).reviewOn).toBe('2026-12-01');
});

test.for<[string, (panel: Seated) => Promise<unknown>, string]>([
  ['a member', ({ of }) => recordReview(of(seat.housing), press), 'Only the chair and the co-ordinator'],
  [
    'a chair who stands aside',
    async ({ of }) => {
      await declareInterest(of(seat.chair), 'm1', due.id);
      return recordReview(of(seat.chair), press);
    },
    'declared an interest',
  ],
  [
    'anybody while a vote on the item is open',
    async ({ of, open }) => {
      await open(due.id);
      return recordReview(of(seat.chair), press);
    },
    'still open',
  ],
  [
    'anybody under an item that reviews nothing',
    ({ of }) => recordReview(of(seat.chair), { ...press, item: 'any-other-business' }),
    'Nothing is reviewed',
  ],
  [
    'a colour where the body sets none',
    ({ of }) =>
      recordReview(of(seat.chair), { ...press, outcome: 'colour', change: { motion: 'set RAG', colour: 'red' } }),
    'does not decide',
  ],
  [
    'a colour without saying which',
    ({ of }) => recordReview(of(seat.chair), { ...press, outcome: 'colour' }),
    'choose the new colour',
  ],
  [
    'a removal dressed as staying',
    ({ of }) => recordReview(of(seat.chair), { ...press, change: { motion: 'de-select', reason: 'mappa' } }),
    'Nothing was changed',
  ],
])('not recorded: %s', async ([, attempt, sentence]) => {
  const panel = await panelWith(caseOf(), [
    due,
    { id: 'any-other-business', heading: 'any other business', state: 'waiting', aside: [] },
  ]);
  await expect(attempt(panel)).rejects.toThrow(sentence);
  expect((await panel.meeting()).items.filter(({ review }) => review)).toEqual([]);
  expect((await caseRow(panel.store)).version).toBe(1);
});

test.for(['planned', 'closed'] as const)('not recorded while the meeting is %s', async (state) => {
  const panel = await panelWith(caseOf(), [due], { state });
  await expect(recordReview(panel.by(coordinator), press)).rejects.toThrow(state === 'planned' ? 'open' : 'closed');
});

test('a press that was overtaken changes nothing', async () => {
  const panel = await panelWith(caseOf(), [due]);
  const before = await dump(panel.store);
  expect(await recordReview(panel.of(seat.chair), { ...press, version: 2 })).toBe('overtaken');
  expect(await dump(panel.store)).toEqual(before);
});

test('two who record it at one moment: one review is recorded', async () => {
  const panel = await panelWith(caseOf(), [due]);
  const made = await Promise.all([
    recordReview(panel.of(seat.chair), press),
    recordReview(panel.by(coordinator), { ...press, why: 'Another word.' }),
  ]);
  expect(made.filter((one) => one === 'recorded')).toHaveLength(1);
  expect((await happenedTo(panel.store)).filter((what) => what === 'reviewed')).toHaveLength(1);
});

test('another colour is decided at the same meeting, under the same item, and red is reviewed in a fortnight', async () => {
  const panel = await panelWith(caseOf({ rag: { ...rag, colour: 'amber' } }), [due]);
  const chair = panel.of(seat.chair, coloured);
  const change = { motion: 'set RAG', colour: 'red' } as const;
  expect(await recordReview(chair, { ...press, outcome: 'colour', change })).toBe('recorded');
  const [item] = (await panel.meeting()).items;
  expect(item).toMatchObject({ state: 'waiting', review: { outcome: 'colour', colour: 'red', next: '2026-11-19' } });
  expect((await caseIn(panel.store)).rag?.colour).toBe('amber');
  expect(await recordReview(chair, { ...press, version: 2 })).toBe('already');

  const motion = await openMotion(chair, {
    meeting: 'm1',
    item: due.id,
    kind: 'set RAG',
    question: `That ${CASE} is set to red.`,
    proposal: item?.proposal ?? '',
  });
  for (const voter of [seat.chair, seat.constable, seat.housing])
    await castBallot(panel.of(voter, coloured), { motion, version: 0, choice: 'for' });
  await closeMotion(chair, motion);
  expect(await caseIn(panel.store)).toMatchObject({ rag: { colour: 'red' }, reviewOn: '2026-11-19', proposals: [] });
  expect((await panel.meeting()).items[0]?.state).toBe('done');
});

test('turned red by a proposal of its own, a case is reviewed in a fortnight, too', async () => {
  const waits = proposal({ change: { motion: 'set RAG', colour: 'red' } });
  const doc = caseOf({ rag: { ...rag, colour: 'amber' }, reviewOn: day('2027-02-05'), proposals: [waits] });
  const panel = await panelWith(doc, [proposalItem({ heading: 'RAG changes' })], { voting: { kind: 'agreement' } });
  const settling = { meeting: 'm1', item: `${CASE}-p1`, outcome: 'carried' } as const;
  await settleProposal(panel.of(seat.chair, coloured), settling);
  expect(await caseIn(panel.store)).toMatchObject({ rag: { colour: 'red' }, reviewOn: '2026-11-19' });
});

test('a colour that a member has put forward already is decided under the review, and not put forward again', async () => {
  const change = { motion: 'set RAG', colour: 'red' } as const;
  const doc = caseOf({ rag: { ...rag, colour: 'amber' }, proposals: [proposal({ change })] });
  const panel = await panelWith(doc, [due]);
  expect(await recordReview(panel.of(seat.chair, coloured), { ...press, outcome: 'colour', change })).toBe('recorded');
  expect((await panel.meeting()).items[0]).toMatchObject({ state: 'waiting', proposal: 'p1' });
  expect((await caseIn(panel.store)).proposals).toHaveLength(1);
  expect(await happenedTo(panel.store)).toEqual(['reviewed']);
});

test('the colour that the case has is no change', async () => {
  const panel = await panelWith(caseOf({ rag }), [due]);
  const change = { motion: 'set RAG', colour: 'red' } as const;
  await expect(recordReview(panel.of(seat.chair, coloured), { ...press, outcome: 'colour', change })).rejects.toThrow(
    'red already',
  );
});

test('a removal proposed at a review ends the review and waits for the next meeting', async () => {
  const panel = await panelWith(caseOf(), [due]);
  const change = { motion: 'de-select', reason: 'mappa', answers: { 'q-level': '2' } } as const;
  expect(await recordReview(panel.of(seat.chair), { ...press, outcome: 'removal', change })).toBe('recorded');
  const [item] = (await panel.meeting()).items;
  expect(item?.state).toBe('done');
  expect(item?.proposal).toBeUndefined();
  expect((await caseIn(panel.store)).proposals).toMatchObject([{ change: { reason: 'mappa', findings: [{}] } }]);
  const next = meeting({ id: 'm2', date: day('2026-12-03'), state: 'planned', items: [], agendaPostedAt: undefined });
  await panel.store.commit(areaId, [create(Meetings, 'm2', next)]);
  await postAgenda(panel.by(coordinator), 'm2');
  const { items } = must(await panel.store.get(areaId, Meetings, 'm2'), 'a meeting').doc;
  expect(items.filter(({ case: ref }) => ref).map(({ heading }) => heading)).toEqual(['de-selections']);
});

test('a review that was not reached stays due and comes to the next agenda', async () => {
  const panel = await panelWith(caseOf(), [due]);
  const next = meeting({ id: 'm2', date: day('2026-12-03'), state: 'planned', items: [], agendaPostedAt: undefined });
  await panel.store.commit(areaId, [create(Meetings, 'm2', next)]);
  await postAgenda(panel.by(coordinator), 'm2');
  const { items } = must(await panel.store.get(areaId, Meetings, 'm2'), 'a meeting').doc;
  expect(items.map(({ id }) => id)).toContain(due.id);
});

test('somebody removed before the review comes has none', async () => {
  const panel = await panelWith(caseOf({ state: 'removed' }), [due]);
  await expect(recordReview(panel.of(seat.chair), press)).rejects.toThrow('no longer on the register');
});

const input = { meeting: 'm1', item: red.id, version: 0, words: 'We have not seen him since Friday.' };

test('each seat gives its input once a meeting and may change it; the record names the agencies without', async () => {
  const panel = await panelWith(caseOf({ rag }), [red], { state: 'planned' });
  const housing = panel.of(seat.housing, coloured);
  expect(await giveInput(housing, input)).toBe('saved');
  expect(await giveInput(housing, input)).toBe('overtaken');
  expect(await giveInput(housing, { ...input, version: 1, words: 'Seen today.' })).toBe('saved');
  expect((await caseRow(panel.store)).version).toBe(1);
  const planned = must(await panel.store.get(areaId, Meetings, 'm1'), 'a meeting');
  await panel.store.commit(areaId, [replace(planned, { ...planned.doc, state: 'open' })]);

  const chair = panel.of(seat.chair, coloured);
  const seen = await lookAtReview(chair, { meeting: 'm1', item: red.id });
  expect(seen.inputs.map(({ words }) => words)).toEqual(['Seen today.']);
  expect(seen.without).not.toContain('housing');
  expect(seen.without).toContain('police');
  await recordReview(chair, { ...press, item: red.id });
  const [item] = (await panel.meeting()).items;
  expect(item?.review).toMatchObject({ next: '2026-11-19', without: seen.without });
  await expect(giveInput(housing, { ...input, version: 2 })).rejects.toThrow('too late');
});

test.for<[string, Partial<Case>, (panel: Seated) => ReturnType<typeof giveInput>, string]>([
  ['on a case that is not red', {}, ({ of }) => giveInput(of(seat.housing, coloured), input), 'not asked'],
  ['where the scheme does not ask', { rag }, ({ of }) => giveInput(of(seat.housing), input), 'not asked'],
  ['by the co-ordinator, who has no seat', { rag }, ({ by }) => giveInput(by(coordinator, coloured), input), 'seat'],
  [
    'by whoever stands aside',
    { rag },
    async ({ of }) => {
      await declareInterest(of(seat.housing, coloured), 'm1', red.id);
      return giveInput(of(seat.housing, coloured), input);
    },
    'declared an interest',
  ],
])('no input %s', async ([, change, attempt, sentence]) => {
  const panel = await panelWith(caseOf(change), [red]);
  await expect(attempt(panel)).rejects.toThrow(sentence);
});

test('all agencies give their input at one moment, and none waits for another', async () => {
  const panel = await panelWith(caseOf({ rag }), [red]);
  const saved = await Promise.all(six.map((id) => giveInput(panel.of(id, coloured), input)));
  expect(new Set(saved)).toEqual(new Set(['saved']));
  const { inputs } = await lookAtReview(panel.of(seat.chair, coloured), { meeting: 'm1', item: red.id });
  expect(inputs).toHaveLength(six.length);
});

const again: AgendaItem = { ...due, id: `${CASE}-de-selections`, heading: 'de-selections' };
const removed = caseOf({ state: 'removed', reselectOn: day('2026-11-01') });

test.for<['refer again' | 'not now' | 'later', string | undefined]>([
  ['refer again', undefined],
  ['not now', undefined],
  ['later', '2027-05-01'],
])('considered for re-selection: %s', async ([outcome, next]) => {
  const panel = await panelWith(removed, [again]);
  const considered = { ...press, item: again.id, outcome, ...(next && { next: day(next) }) };
  expect(await recordReselection(panel.of(seat.chair), considered)).toBe('recorded');
  expect(await recordReselection(panel.of(seat.chair), { ...considered, version: 2 })).toBe('already');
  expect((await caseIn(panel.store)).reselectOn).toBe(next);
  expect(await happenedTo(panel.store)).toEqual(['reselection considered']);
  expect((await panel.meeting()).items[0]).toMatchObject({ state: 'done', review: { outcome } });
});

test.for<[string, AgendaItem, Case, Partial<Parameters<typeof recordReselection>[1]>, string]>([
  ['later without a date', again, removed, { outcome: 'later' }, 'say when'],
  ['later on a day that is over', again, removed, { outcome: 'later', next: day('2026-11-05') }, 'after the day'],
  ['somebody on the register', again, caseOf(), { outcome: 'not now' }, 'Nobody is considered'],
  ['an item that reviews', due, caseOf(), { outcome: 'not now' }, 'Nobody is considered'],
])('re-selection is not recorded: %s', async ([, item, doc, change, sentence]) => {
  const panel = await panelWith(doc, [item]);
  const considered = { meeting: 'm1', item: item.id, version: 1, outcome: 'not now' as const, why: 'So.', ...change };
  await expect(recordReselection(panel.of(seat.chair), considered)).rejects.toThrow(sentence);
});

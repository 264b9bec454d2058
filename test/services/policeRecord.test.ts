import { expect, test } from 'vitest';
import { Cases } from '../../services/caseModel.ts';
import { Actions } from '../../services/model.ts';
import { colourTask, policeTask } from '../../services/policeRecord.ts';
import { settled } from '../../services/proposals.ts';
import { day } from '../../services/rules/days.ts';
import { richmond } from '../support/builders.ts';
import { caseOf, proposal } from '../support/cases.ts';
import { living } from '../support/life.ts';
import { areaId, holder, seat } from '../support/seated.ts';

const inColour = (colour: 'red' | 'amber' | 'green') => ({ colour, since: day('2026-10-01'), why: 'So.' });
const carried = { outcome: 'carried', meeting: 'm1', basis: { motion: 'v1' } } as const;

const finished = {
  motion: 'de-select',
  reason: 'interventions-complete',
  answers: { 'q-not-long-custody': 'no' },
} as const;

test.for<[string, ReturnType<typeof caseOf>, string]>([
  [
    'turning red',
    caseOf({ proposals: [proposal({ change: { motion: 'set RAG', colour: 'red' } })] }),
    'premium service, and',
  ],
  [
    'turning from red to green',
    caseOf({ rag: inColour('red'), proposals: [proposal({ change: { motion: 'set RAG', colour: 'green' } })] }),
    'not subject to the premium service',
  ],
  ['being removed', caseOf({ proposals: [proposal({ change: finished })] }), 'Take the flag off'],
])('%s gives the police contact the marker to set, open until it is confirmed (L IDIOM)', async ([, doc, text]) => {
  const { store, of, actions } = await living(doc);
  const changes = await settled(of(seat.chair), { case: doc.ref, proposal: 'p1', ...carried });
  await store.commit(areaId, changes);
  expect(await actions()).toMatchObject([
    { owner: holder(seat.constable), state: 'offered', due: '2026-11-09', what: expect.stringContaining(text) },
  ]);
  expect((await store.list(areaId, Cases)).length).toBe(1);
});

const { policeContact: _, ...noContact } = caseOf();

test('of somebody without a police contact it is the task of whoever sits for the police and may open the case', async () => {
  const { store, of, actions } = await living();
  const work = of(seat.chair);
  await store.commit(areaId, policeTask(work, noContact, 'removed'));
  expect(await actions()).toMatchObject([{ owner: holder(seat.constable), seat: seat.constable }]);
  const closed = { ...noContact, restrictedTo: [holder(seat.inspector)] };
  await store.commit(areaId, policeTask(work, closed, 'removed'));
  expect((await actions()).map(({ owner }) => owner)).toContain(holder(seat.inspector));
  const { [seat.inspector]: __, [seat.constable]: ___, ...holders } = work.area.holders;
  expect(policeTask({ ...work, area: { ...work.area, holders } }, noContact, 'removed')).toEqual([]);
});

test('from amber to green there is nothing to set, nor where the scheme asks for nothing', async () => {
  const { of } = await living();
  const work = of(seat.chair);
  const { policeRecord: __, ...silent } = richmond;
  expect(colourTask(work, caseOf({ rag: inColour('amber') }), caseOf({ rag: inColour('green') }))).toEqual([]);
  expect(policeTask(of(seat.chair, { scheme: silent }), caseOf(), 'removed')).toEqual([]);
});

test('a police contact to whom the case is closed is given nothing: whoever is at work has it', async () => {
  const { store, of, actions } = await living();
  const doc = caseOf({ restrictedTo: [holder(seat.chair)] });
  await store.commit(areaId, policeTask(of(seat.chair), doc, 'removed'));
  expect((await actions()).map(({ owner }) => owner)).toEqual([holder(seat.chair)]);
});

test('adopting creates the record and sets the marker by the colour', async () => {
  const { store, of, actions } = await living();
  const of2 = (doc: ReturnType<typeof caseOf>) => store.commit(areaId, policeTask(of(seat.chair), doc, 'adopted'));
  await of2(caseOf());
  await of2(caseOf({ rag: inColour('red') }));
  const texts = (await actions()).map(({ what }) => what);
  expect(texts.every((what) => what.startsWith('Create the record on IDIOM'))).toBe(true);
  expect(texts.filter((what) => what.includes('not subject'))).toHaveLength(1);
  expect((await store.list(areaId, Actions)).length).toBe(2);
});

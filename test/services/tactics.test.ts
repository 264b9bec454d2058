import { expect, test } from 'vitest';
import type { Case } from '../../services/caseModel.ts';
import { Actions } from '../../services/model.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { giveTactic, LEAD, tacticOf, tacticOwners, tacticsOf } from '../../services/tactics.ts';
import { areaId, areaOf, today } from '../support/bodies.ts';
import { colouredPanel, drugs, london, londonCase, police, probation, REF } from '../support/colouredCase.ts';
import { dump } from '../support/tables.ts';

const red = londonCase({ rag: { colour: 'red', since: today, why: 'Two burglaries.' } });
const { rag: _, ...uncoloured } = red;
const due = addDays(today, 7);

test.for<[string, Case, string | undefined]>([
  ['amber', londonCase(), 'monitoring-by-police'],
  ['red', red, 'joint-enforcement'],
  ['green', londonCase({ rag: { colour: 'green', since: today, why: 'Quiet.' } }), 'lighter-watch'],
  ['blue', londonCase({ rag: { colour: 'blue', since: today, why: 'On remand.' } }), 'resettlement-in-prison'],
  ['no colour', uncoloured, undefined],
])('%s opens its own options (L step 5)', async ([, doc, first]) => {
  const { by } = await colouredPanel(doc);
  expect(tacticsOf(by(police), doc)[0]?.id).toBe(first);
});

test.for<[string, Partial<Case>, string, string, typeof police]>([
  ['the lead professional, of that kind', {}, 'enforcement-of-orders', LEAD, probation],
  ['the seat of that kind, the lead professional being of another', {}, 'joint-enforcement', 'iom-police', police],
  ['the drug programme for health', {}, 'offers-of-drug-programme', 'iom-drug-intervention', drugs],
  ['nobody leading, the seat', { leadProfessional: undefined }, 'enforcement-of-orders', 'iom-probation', probation],
])('it is for %s unless somebody else is chosen', async ([, change, id, owner, person]) => {
  const doc = { ...red, ...change };
  const { by } = await colouredPanel(doc);
  const [first] = await tacticOwners(by(police), doc, tacticOf(by(police), doc, id));
  expect(first).toMatchObject({ id: owner, person });
});

test('everybody who holds a seat can be chosen', async () => {
  const { by } = await colouredPanel(red);
  const owners = await tacticOwners(by(police), red, tacticOf(by(police), red, 'joint-enforcement'));
  expect(owners.map(({ id }) => id).sort()).toEqual([...london.seats.map(({ id }) => id), LEAD].sort());
});

test('nobody to whom the case is closed can be chosen, and a stand-in to whom it is closed does not get it', async () => {
  const doc = { ...red, restrictedTo: [police, probation] };
  const { store, by, seen } = await colouredPanel(doc);
  const owners = await tacticOwners(by(police), doc, tacticOf(by(police), doc, 'joint-enforcement'));
  expect(owners.map(({ id }) => id)).toEqual(['iom-police', LEAD, 'iom-probation']);
  const press = { ...(await seen()), tactic: 'joint-enforcement', due };
  await expect(giveTactic(by(probation), { ...press, owner: 'iom-drug-intervention' })).rejects.toThrow(
    'choose the owner from the list',
  );
  const area = { ...areaOf(london), leave: { [police]: { until: due, standIn: drugs } } };
  await giveTactic(by(probation, { area }), { ...press, owner: 'iom-police' });
  expect((await store.list(areaId, Actions)).map(({ doc: { owner } }) => owner)).toEqual([police]);
});

test('a lead professional who has left the team is not offered', async () => {
  const { by } = await colouredPanel(red);
  const area = { ...areaOf(london), left: { [probation]: { at: '2026-11-01T09:00:00.000Z', seats: [] } } };
  const owners = await tacticOwners(by(police, { area }), red, tacticOf(by(police), red, 'enforcement-of-orders'));
  expect(owners.map(({ person }) => person)).not.toContain(probation);
});

test('given, it is a task that its owner is asked to accept, and the history says so', async () => {
  const { store, by, seen, happened } = await colouredPanel(red);
  const press = { ...(await seen()), tactic: 'joint-enforcement', owner: 'iom-police', due };
  expect(await giveTactic(by(probation), press)).toBe('done');
  const [action] = await store.list(areaId, Actions);
  expect(action?.doc).toMatchObject({ ref: REF, owner: police, seat: 'iom-police', state: 'offered', due });
  expect(action?.doc.what).toMatch(/^Daily joint enforcement/);
  expect((await store.list(areaId, Outbox)).map(({ doc }) => doc.send)).toMatchObject([
    { kind: 'tell', view: 'action', person: police },
  ]);
  expect(await happened()).toEqual(['tactic']);
  const after = await dump(store);
  expect(await giveTactic(by(probation), press)).toBe('overtaken');
  expect(await dump(store)).toEqual(after);
});

test('the lead professional gets it in person', async () => {
  const { store, by, seen } = await colouredPanel(red);
  await giveTactic(by(police), { ...(await seen()), tactic: 'enforcement-of-orders', owner: LEAD, due });
  const [action] = await store.list(areaId, Actions);
  expect(action?.doc.owner).toBe(probation);
  expect(action?.doc.seat).toBeUndefined();
});

test.for([
  ['of another colour', red, { tactic: 'monitoring-by-police' }, 'does not open that option'],
  ['for nobody of the list', red, { owner: 'iom-none' }, 'choose the owner from the list'],
  ['due yesterday', red, { due: day('2026-11-04') }, 'lies in the past'],
  ['for somebody who was removed', { ...red, state: 'removed' as const }, {}, 'no longer on the register'],
] as const)('an option %s is not given', async ([, doc, change, sentence]) => {
  const { store, by, seen } = await colouredPanel(doc);
  const before = await dump(store);
  const press = { ...(await seen()), tactic: 'joint-enforcement', owner: 'iom-police', due, ...change };
  await expect(giveTactic(by(probation), press)).rejects.toThrow(sentence);
  expect(await dump(store)).toEqual(before);
});

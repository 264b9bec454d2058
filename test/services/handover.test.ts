import { describe, expect, test } from 'vitest';
import { entriesOf as actionEntries } from '../../services/actionIndex.ts';
import { acceptAction, actionsFor, MOST_NOTES, reportProgress } from '../../services/actions.ts';
import { bindSeat } from '../../services/area.ts';
import { Cases } from '../../services/caseModel.ts';
import { actionGiven } from '../../services/giving.ts';
import { transferAction } from '../../services/handing.ts';
import { handOver, heldBy } from '../../services/handover.ts';
import { endLeave, leaveOf, recordLeave } from '../../services/leave.ts';
import { type Action, Actions, ActionsBy } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { isBack } from '../../services/rules/reminders.ts';
import { Outbox } from '../../services/sends.ts';
import { keyOf, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { clockOn } from '../support/clock.ts';
import { area, areaId, coordinator, holder, referrer, seat, seatedPanel, stranger } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const housing = holder(seat.housing);
const youth = holder(seat.youth);
const drugs = holder(seat.drugs);
const why = 'Leaves for another post.';

const panelWith = async (...actions: readonly Action[]) => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(caseOf()));
  if (actions.length > 0) await panel.store.commit(areaId, actionsLaid(...actions));
  return panel;
};
const stored = async (store: Store, id = 'a1') => must(await store.get(areaId, Actions, id), 'an action').doc;
const told = async (store: Store) =>
  (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' ? [`${send.view} to ${send.person}`] : [],
  );
const happenedTo = async (store: Store) =>
  (await timelineOf({ store, area: area() }, CASE, 50)).map(({ doc }) => doc.what);
/** Every index row of actions there is, and those that the actions as they stand call for. */
const indexOf = async (store: Store) => ({
  there: (await store.list(areaId, ActionsBy)).map(({ key }) => key).sort(),
  wanted: (await store.list(areaId, Actions))
    .flatMap(({ doc }) => actionEntries(doc).map(({ of, id }) => keyOf(of, id)))
    .sort(),
});

test('the owner reports how it goes, on the action and in the case; nobody else does', async () => {
  const { store, of } = await panelWith(action());
  const press = { action: 'a1', version: 1, note: 'Viewed a flat.' };
  await expect(reportProgress(of(seat.youth), press)).rejects.toThrow('belongs to somebody else');
  expect(await reportProgress(of(seat.housing), press)).toBe('done');
  expect(await reportProgress(of(seat.housing), press)).toBe('overtaken');
  expect((await stored(store)).history.at(-1)).toMatchObject({ by: housing, note: 'Viewed a flat.' });
  expect(await happenedTo(store)).toEqual(['action progress']);
});

test('an action takes so many reports and says so when it is full', async () => {
  const report = { at: '2026-10-06T10:20:00.000Z', by: housing, what: 'reported on', note: 'So.' };
  const { of } = await panelWith(action({ history: Array.from({ length: MOST_NOTES }, () => report) }));
  const press = { action: 'a1', version: 1, note: 'One more.' };
  await expect(reportProgress(of(seat.housing), press)).rejects.toThrow(`${MOST_NOTES} reports already`);
});

test('an owner hands an action to a colleague of another agency, to whom it is offered anew with the reason', async () => {
  const { store, of } = await panelWith(action());
  const press = { action: 'a1', version: 1, to: youth, why };
  expect(await transferAction(of(seat.housing), press)).toBe('done');
  expect(await transferAction(of(seat.housing), press)).toBe('overtaken');
  expect(await stored(store)).toMatchObject({ state: 'offered', owner: youth, seat: seat.youth });
  expect(await told(store)).toEqual([`action to ${youth}`]);
  expect(await happenedTo(store)).toEqual(['action handed over']);
  const { there, wanted } = await indexOf(store);
  expect(there).toEqual(wanted);
  expect(await acceptAction(of(seat.youth), { action: 'a1', version: 2 })).toBe('done');
});

test('somebody without a seat gets it in no seat', async () => {
  const { store, by } = await panelWith(action());
  expect(await transferAction(by(coordinator), { action: 'a1', version: 1, to: referrer, why })).toBe('done');
  const after = await stored(store);
  expect(after.owner).toBe(referrer);
  expect(after.seat).toBeUndefined();
});

test('an action is not handed to its owner, nor by a third person', async () => {
  const { store, of } = await panelWith(action());
  const before = await dump(store);
  const press = { action: 'a1', version: 1, to: housing, why };
  await expect(transferAction(of(seat.housing), press)).rejects.toThrow('already');
  await expect(transferAction(of(seat.youth), press)).rejects.toThrow('belongs to somebody else');
  expect(await dump(store)).toEqual(before);
});

test('an action of a restricted case goes to named people only', async () => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(caseOf({ restrictedTo: [housing] })));
  await panel.store.commit(areaId, actionsLaid(action()));
  const press = { action: 'a1', version: 1, to: youth, why };
  await expect(transferAction(panel.of(seat.housing), press)).rejects.toThrow('named people only');
});

test('nor does it reach the stand-in of a named person', async () => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(caseOf({ restrictedTo: [housing, youth] })));
  await panel.store.commit(areaId, actionsLaid(action()));
  const leave = { [youth]: { until: day('2026-11-20'), standIn: holder(seat.drugs) } };
  const during = panel.of(seat.housing, { area: area({ leave }) });
  const press = { action: 'a1', version: 1, to: youth, why };
  await expect(transferAction(during, press)).rejects.toThrow('named people only');
  const all = { from: housing, to: youth, what: 'actions', why, seen: 1 } as const;
  expect(await handOver(during, all)).toMatchObject({ actions: 0, kept: 1 });
});

test('what is with somebody goes to a successor in several transactions, all of it, with one message', async () => {
  const many = Array.from({ length: 23 }, (_, at) => action({ id: `a${at + 10}` }));
  const { store, by } = await panelWith();
  for (const some of [many.slice(0, 12), many.slice(12)]) await store.commit(areaId, actionsLaid(...some));
  for (const number of [1, 2, 3, 4, 5, 6])
    await store.commit(areaId, laid(caseOf({ ref: `RICH-2026-10${number}`, leadProfessional: housing })));
  expect(await heldBy(by(coordinator), housing)).toEqual({ actions: 23, led: 6, contact: 0 });
  const press = { from: housing, to: youth, what: 'all', why, seen: 29 } as const;
  expect(await handOver(by(coordinator), press)).toEqual({ status: 'done', actions: 23, led: 6, contact: 0, kept: 0 });
  expect(await heldBy(by(coordinator), housing)).toEqual({ actions: 0, led: 0, contact: 0 });
  expect(await heldBy(by(coordinator), youth)).toEqual({ actions: 23, led: 6, contact: 0 });
  expect(await told(store)).toEqual([`handed over to ${youth}`]);
  const { there, wanted } = await indexOf(store);
  expect(there).toEqual(wanted);
  expect(await handOver(by(coordinator), press)).toEqual({ status: 'overtaken' });
  expect((await store.list(areaId, Cases)).filter(({ doc }) => !doc.leadProfessional)).toEqual([]);
});

test('what broke off half-way is handed over by the next press', async () => {
  const many = Array.from({ length: 12 }, (_, at) => action({ id: `a${at + 10}` }));
  const { store, by } = await panelWith(...many);
  let commits = 0;
  const failing: Store = {
    ...store,
    commit: (...asked) => {
      commits += 1;
      if (commits === 2) throw new Error('the process died');
      return store.commit(...asked);
    },
  };
  const press = { from: housing, to: youth, what: 'all', why, seen: 12 } as const;
  await expect(handOver(by(housing, { store: failing }), press)).rejects.toThrow('died');
  expect(await heldBy(by(housing), housing)).toMatchObject({ actions: 2 });
  expect(await handOver(by(housing), { ...press, seen: 2 })).toMatchObject({ status: 'done', actions: 2 });
});

test('the police contact goes to the police only; the rest goes by itself', async () => {
  const { by, store } = await panelWith(action({ owner: holder(seat.constable), seat: seat.constable }));
  const from = holder(seat.constable);
  const press = { from, to: youth, why, seen: 2 };
  await expect(handOver(by(coordinator), { ...press, what: 'all' })).rejects.toThrow('is of the police');
  expect(await handOver(by(coordinator), { ...press, what: 'actions' })).toMatchObject({ actions: 1, contact: 0 });
  const inspector = holder(seat.inspector);
  const rest = { ...press, to: inspector, what: 'police contact', seen: 1 } as const;
  expect(await handOver(by(coordinator), rest)).toMatchObject({ contact: 1 });
  expect(must(await store.get(areaId, Cases, CASE), 'a case').doc.policeContact).toBe(inspector);
});

test('a restricted case stays where its successor is not named, and that is said', async () => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(caseOf({ leadProfessional: housing, restrictedTo: [housing] })));
  const press = { from: housing, to: youth, what: 'all', why, seen: 1 } as const;
  expect(await handOver(panel.by(coordinator), press)).toMatchObject({ led: 0, kept: 1 });
  expect(await told(panel.store)).toEqual([]);
});

test('only the person and the co-ordinator hand over what is with somebody', async () => {
  const { by } = await panelWith(action());
  const press = { from: housing, to: youth, what: 'all', why, seen: 1 } as const;
  await expect(handOver(by(youth), press)).rejects.toThrow('Only this person');
});

test('who loses a seat is asked at once about what is still with them', async () => {
  const { store, by } = await panelWith(action());
  await bindSeat(by(coordinator), 'iom', seat.housing, stranger);
  expect(await told(store)).toEqual([`hand over to ${housing}`]);
  await bindSeat(by(coordinator), 'iom', seat.youth, referrer);
  expect(await told(store)).toHaveLength(1);
});

test('while somebody is on leave new actions go to the stand-in and say so, until they are back', async () => {
  const { store, by } = await panelWith();
  const leave = { person: housing, until: day('2026-11-20'), standIn: youth };
  const away = await recordLeave(by(housing), leave);
  const given = actionGiven(by(coordinator, { area: away }), { ...action(), owner: housing });
  await store.commit(areaId, given);
  const [doc] = (await store.list(areaId, Actions)).map((row) => row.doc);
  expect(doc).toMatchObject({ owner: youth, state: 'offered' });
  expect(doc?.seat).toBeUndefined();
  expect(doc?.history[0]?.what).toContain('on leave until 20 November 2026, so the stand-in has it');
  expect(await told(store)).toEqual([`action to ${youth}`]);
  const back = await endLeave(by(coordinator, { area: away }), housing);
  expect(leaveOf(by(coordinator, { area: back }), housing)).toBeUndefined();
});

test.for([
  ['by the stand-in counts as theirs also after the leave', [], housing],
  ['is not the word of whoever takes the action over', ['meadow|co-ordinator'], youth],
] as const)('what is reported on an action that is due %s', async ([, handedBy, owner]) => {
  const { store, by } = await panelWith(action({ due: day('2026-11-05') }));
  const away = await recordLeave(by(housing), { person: housing, until: day('2026-11-05'), standIn: drugs });
  await reportProgress(by(drugs, { area: away }), { action: 'a1', version: 1, note: 'Viewed a flat.' });
  for (const person of handedBy)
    await transferAction(by(person, { area: away }), { action: 'a1', version: 2, to: youth, why });
  const { look, items } = clockOn(store, { leave: away.leave });
  await look('2026-11-05T12:00Z');
  await look('2026-11-06T08:00Z');
  await look('2026-11-09T08:00Z');
  expect(await items('2026-11-09', owner)).toEqual(handedBy.length > 0 ? ['action 2026-11-05'] : []);
});

describe('whoever comes back from leave finds on their next card what came meanwhile', () => {
  const on = (area: Work['area'], after: string, today: string) =>
    isBack(area, housing, { after: day(after), day: day(today) });

  test('although somebody else recorded leave in between', async () => {
    const { by } = await panelWith();
    const away = await recordLeave(by(housing), { person: housing, until: day('2026-11-06'), standIn: youth });
    const later = by(youth, { area: away, now: new Date('2026-11-07T12:00:00Z') });
    const both = await recordLeave(later, { person: youth, until: day('2026-11-20'), standIn: drugs });
    expect(on(both, '2026-11-06', '2026-11-09')).toBe(true);
  });

  test.for([
    ['before the cards of the day, on that day', '2026-11-10T07:00:00Z', '2026-11-09', '2026-11-10'],
    ['after them, on the next', '2026-11-10T10:00:00Z', '2026-11-10', '2026-11-11'],
  ] as const)('where it was cut short %s', async ([, now, after, today]) => {
    const { by } = await panelWith();
    const away = await recordLeave(by(housing), { person: housing, until: day('2026-11-20'), standIn: youth });
    const back = await endLeave(by(housing, { area: away, now: new Date(now) }), housing);
    expect(on(back, after, today)).toBe(true);
    expect(leaveOf(by(housing, { area: back, now: new Date(now) }), housing)).toBeUndefined();
  });
});

test.for<[string, Partial<Parameters<typeof recordLeave>[1]>, string]>([
  ['until a day in the past', { until: day('2026-11-04') }, 'in the past'],
  ['with themselves as stand-in', { standIn: housing }, 'for themselves'],
])('leave is not recorded %s', async ([, change, words]) => {
  const { store, by } = await panelWith();
  const before = await dump(store);
  const leave = { person: housing, until: day('2026-11-20'), standIn: youth, ...change };
  await expect(recordLeave(by(housing), leave)).rejects.toThrow(words);
  await expect(recordLeave(by(youth), leave)).rejects.toThrow('Only this person');
  expect(await dump(store)).toEqual(before);
});

test('nobody who is away stands in, and nothing comes back to whoever hands it over', async () => {
  const { by } = await panelWith(action());
  const away = await recordLeave(by(youth), { person: youth, until: day('2026-11-20'), standIn: housing });
  const during = by(housing, { area: away });
  await expect(recordLeave(during, { person: housing, until: day('2026-11-20'), standIn: youth })).rejects.toThrow(
    'on leave as well',
  );
  await expect(transferAction(during, { action: 'a1', version: 1, to: youth, why })).rejects.toThrow('stands in');
  await expect(handOver(during, { from: housing, to: youth, what: 'all', why, seen: 1 })).rejects.toThrow('stands in');
});

test('my actions begin with what is overdue, then what was handed over', async () => {
  const handed = [{ at: '2026-11-01T10:00:00.000Z', by: youth, what: 'handed over', note: why }];
  const { of } = await panelWith(
    action({ id: 'a1', due: day('2026-11-06') }),
    action({ id: 'a2', due: day('2026-12-20'), state: 'offered', history: handed }),
    action({ id: 'a3', due: day('2026-11-04') }),
  );
  expect((await actionsFor(of(seat.housing), housing)).map(({ id }) => id)).toEqual(['a3', 'a2', 'a1']);
});

import { expect, test } from 'vitest';
import { acceptAction } from '../../services/actions.ts';
import { MOST_ARISING } from '../../services/actionsDue.ts';
import { finishItem, postAgenda } from '../../services/agenda.ts';
import { AREA } from '../../services/area.ts';
import { answerEscalation, giveArising, lookAtItem } from '../../services/arising.ts';
import { nameLead } from '../../services/leads.ts';
import { type Action, Actions, Areas, type Meeting, Meetings } from '../../services/model.ts';
import { MOST_ESCALATED, overdueOf } from '../../services/overdue.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import {
  area,
  areaId,
  attending,
  coordinator,
  holder,
  meeting,
  seat,
  seatedPanel,
  six,
  stranger,
} from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const housing = holder(seat.housing);
const chair = 'strategic-probation-assistant-chief-officer';

/** Of 5 November: one overdue, one declined, one neither, one of another body. */
const overdue = action({ id: 'late', due: day('2026-11-03') });
const declined = action({ id: 'declined', due: day('2026-12-20'), state: 'declined' });
const others = [
  action({ id: 'soon', due: day('2026-11-05') }),
  action({ id: 'asb', body: 'asb', due: day('2026-11-01') }),
];

const panelWith = async (actions: readonly Action[], change: Partial<Meeting> = {}) => {
  const panel = await seatedPanel(six, { items: [], agendaPostedAt: undefined, ...change });
  await panel.store.commit(areaId, laid(caseOf()));
  for (const one of actions) await panel.store.commit(areaId, actionsLaid(one));
  return panel;
};
const stored = async (store: Store, id: string) => must(await store.get(areaId, Actions, id), 'an action').doc;
const told = async (store: Store) =>
  (await store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' ? [`${send.view} to ${send.person}`] : [],
  );

test('the next agenda takes what is overdue or declined, the oldest first, and the rest in one line', async () => {
  const { of, meeting } = await panelWith([overdue, declined, ...others]);
  await postAgenda(of(seat.chair), 'm1');
  const items = (await meeting()).items.filter(({ heading }) => heading === 'matters arising');
  expect(items.map(({ id, action }) => [id, action])).toEqual([
    ['matters-arising-late', { id: 'late', ref: CASE }],
    ['matters-arising-declined', { id: 'declined', ref: CASE }],
    ['matters-arising', undefined],
  ]);
});

test('without others there is no such line, and one agenda takes so many', async () => {
  const many = Array.from({ length: MOST_ARISING + 3 }, (_, at) =>
    action({ id: `late${at + 10}`, due: day('2026-11-03') }),
  );
  const few = await panelWith([overdue]);
  await postAgenda(few.of(seat.chair), 'm1');
  expect((await few.meeting()).items.filter(({ heading }) => heading === 'matters arising')).toHaveLength(1);
  const full = await panelWith(many);
  await postAgenda(full.of(seat.chair), 'm1');
  const items = (await full.meeting()).items.filter(({ heading }) => heading === 'matters arising');
  expect(items).toHaveLength(MOST_ARISING + 1);
  expect(items.at(-1)?.action).toBeUndefined();
});

test('the chair gives it to another seat, or marks the item as dealt with', async () => {
  const { store, of, meeting } = await panelWith([overdue, declined]);
  await postAgenda(of(seat.chair), 'm1');
  const press = { meeting: 'm1', item: 'matters-arising-late', version: 1, seat: seat.youth, due: day('2026-12-04') };
  expect(await giveArising(of(seat.chair), press)).toBe('done');
  expect(await giveArising(of(seat.chair), press)).toBe('overtaken');
  expect(await stored(store, 'late')).toMatchObject({ state: 'offered', owner: holder(seat.youth), due: '2026-12-04' });
  expect(await told(store)).toContain(`action to ${holder(seat.youth)}`);
  expect(await acceptAction(of(seat.youth), { action: 'late', version: 2 })).toBe('done');
  expect(await finishItem(of(seat.chair), 'm1', 'matters-arising-declined')).toBe('done');
  expect((await meeting()).items.filter(({ action }) => action).map(({ state }) => state)).toEqual(['done', 'done']);
});

test.for<[string, Partial<Parameters<typeof giveArising>[1]>, string]>([
  ['for a day in the past', { due: day('2026-11-04') }, 'in the past'],
  ['to a seat of another body', { seat: chair }, 'choose an owner'],
  ['under an item that is about no action', { item: 'any-other-business' }, 'about no action'],
])('nothing is given %s', async ([, change, words]) => {
  const { store, of } = await panelWith([overdue]);
  await postAgenda(of(seat.chair), 'm1');
  const before = await dump(store);
  const press = { meeting: 'm1', item: 'matters-arising-late', version: 1, seat: seat.youth, due: day('2026-12-04') };
  await expect(giveArising(of(seat.chair), { ...press, ...change })).rejects.toThrow(words);
  expect(await dump(store)).toEqual(before);
});

/** The strategic group meets, with a chair of its own. */
const above = async (panel: Awaited<ReturnType<typeof panelWith>>): Promise<void> => {
  const seats = richmond.bodies.find(({ id }) => id === 'strategic')?.seats ?? [];
  const from = seats.find((one) => one.chair)?.id ?? '';
  await panel.store.commit(areaId, [
    create(
      Meetings,
      'm2',
      meeting({
        id: 'm2',
        body: 'strategic',
        seats: seats.map(({ id, agency }) => ({ seat: id, agency, holder: holder(id) })),
        attendance: attending(seats.map(({ id }) => id)),
        chairs: [{ seat: from, person: holder(from), by: 'chair', at: '2026-11-05T10:00:00.000Z' }],
        items: [],
        agendaPostedAt: undefined,
      }),
    ),
  ]);
};

test('of what has come up to a body, its agenda says how much it has no room for', async () => {
  const many = Array.from({ length: MOST_ESCALATED + 3 }, (_, n) => action({ id: `l${n}`, due: day('2026-10-01') }));
  const panel = await panelWith(many);
  await above(panel);
  await postAgenda(panel.by(coordinator), 'm2');
  const { items, noRoom } = must(await panel.store.get(areaId, Meetings, 'm2'), 'a meeting').doc;
  expect(items.filter(({ heading }) => heading === 'escalations')).toHaveLength(MOST_ESCALATED);
  expect(noRoom?.escalations).toBe(3);
});

test('what is ten working days overdue comes to the body above, whose answer goes to the owner and into the case', async () => {
  const long = action({ id: 'long', due: day('2026-10-22') });
  const panel = await panelWith([overdue, long, action({ id: 'nearly', due: day('2026-10-23') })]);
  await above(panel);
  const { store, by } = panel;
  await postAgenda(by(coordinator), 'm2');
  const { items } = must(await store.get(areaId, Meetings, 'm2'), 'a meeting').doc;
  const [item, ...more] = items.filter(({ heading }) => heading === 'escalations');
  expect(item).toMatchObject({ id: 'escalations-long', action: { id: 'long', ref: CASE }, state: 'waiting' });
  expect(item?.case).toBeUndefined();
  expect(more).toEqual([]);
  expect((await lookAtItem(by(coordinator), { meeting: 'm2', item: 'escalations-long' })).ladder).toEqual([
    { rung: 'agency lead', since: '2026-10-23' },
    { rung: 'body above', since: '2026-11-05' },
  ]);
  const press = { meeting: 'm2', item: 'escalations-long', version: 1, answer: 'Housing finds a flat by December.' };
  expect(await answerEscalation(by(coordinator), press)).toBe('done');
  expect(await answerEscalation(by(coordinator), press)).toBe('overtaken');
  expect(await told(store)).toEqual([`escalation answered to ${housing}`]);
  expect((await stored(store, 'long')).history.at(-1)?.note).toBe(press.answer);
  const events = await timelineOf({ store, area: area() }, CASE, 5);
  expect(events[0]?.doc).toMatchObject({ what: 'escalation answered', body: 'strategic', answer: press.answer });
});

test('an escalation is answered, not given away; an action of the panel’s own is not answered', async () => {
  const panel = await panelWith([action({ id: 'long', due: day('2026-10-22') })]);
  await above(panel);
  await postAgenda(panel.by(coordinator), 'm2');
  await postAgenda(panel.by(coordinator), 'm1');
  const up = { meeting: 'm2', item: 'escalations-long', version: 1 };
  const own = { meeting: 'm1', item: 'matters-arising-long', version: 1 };
  const given = giveArising(panel.by(coordinator), { ...up, seat: seat.youth, due: day('2026-12-04') });
  await expect(given).rejects.toThrow('another heading');
  await expect(answerEscalation(panel.by(coordinator), { ...own, answer: 'So.' })).rejects.toThrow('another heading');
});

test('an agency’s lead gets its overdue actions of all bodies, the longest first, from the first working day', async () => {
  const panel = await panelWith([
    overdue,
    action({ id: 'yesterday', due: day('2026-11-04') }),
    action({ id: 'today', due: day('2026-11-05') }),
    action({ id: 'asb', body: 'asb', due: day('2026-11-02'), seat: undefined }),
    action({ id: 'police', due: day('2026-11-02'), seat: seat.constable, owner: holder(seat.constable) }),
    action({ id: 'done', due: day('2026-11-02'), state: 'completed' }),
  ]);
  const list = await overdueOf(panel.of(seat.housing), ['housing'], housing);
  expect(list.map(({ action: { id }, days }) => [id, days])).toEqual([
    ['asb', 3],
    ['late', 2],
    ['yesterday', 1],
  ]);
});

test('what other agencies have left undone keeps nothing off the list', async () => {
  const one = { due: day('2026-10-02'), seat: seat.constable, owner: holder(seat.constable) };
  const police = Array.from({ length: 101 }, (_, n) => action({ ...one, id: `p${n}` }));
  const panel = await panelWith([...police, overdue]);
  const list = await overdueOf(panel.of(seat.housing), ['housing'], housing);
  expect(list.map(({ action: { id } }) => id)).toEqual(['late']);
});

test('what is overdue with somebody of no agency is on the co-ordinator’s list, and on no lead’s', async () => {
  const panel = await panelWith([action({ ...overdue, seat: undefined, owner: stranger })]);
  expect(await overdueOf(panel.by(coordinator), ['housing'], coordinator)).toEqual([]);
  const card = await atDesk(panel.store)(coordinator, 'overdue.list', {});
  expect(readable(card)).toContain('No agency recorded for the owner: 1');
});

test('what belongs to a case that is closed to the lead is not in the list', async () => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, [...laid(caseOf({ restrictedTo: [holder(seat.chair)] })), ...actionsLaid(overdue)]);
  expect(await overdueOf(panel.of(seat.housing), ['housing'], housing)).toEqual([]);
});

test('a lead belongs to the agency; whoever is named again changes nothing', async () => {
  const { store, by } = await seatedPanel();
  await expect(nameLead(by(coordinator), 'agency lead', 'housing', stranger)).rejects.toThrow('not recorded');
  expect((await nameLead(by(coordinator), 'agency lead', 'housing', housing)).leads).toEqual({ housing });
  const before = await dump(store);
  await nameLead(by(coordinator), 'agency lead', 'housing', housing);
  expect(await dump(store)).toEqual(before);
  expect((await nameLead(by(coordinator), 'DYO lead', 'housing', housing)).dyoLeads).toEqual({ housing });
  await nameLead(by(coordinator), 'agency lead', 'housing', undefined);
  expect(must(await store.get(areaId, Areas, AREA), 'a team').doc.leads).toEqual({});
});

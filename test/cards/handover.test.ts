import { expect, test } from 'vitest';
import { dispatch } from '../../cards/dispatch.ts';
import { handedCard, handoverCard } from '../../cards/handover/card.ts';
import { asked, received } from '../../cards/handover/commands.ts';
import { heed } from '../../cards/words.ts';
import { AREA } from '../../services/area.ts';
import type { Case } from '../../services/caseModel.ts';
import { DayCards, type DayItem } from '../../services/dayCards.ts';
import { type Area, Areas, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import { must } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { area, areaId, at, coordinator, holder, seat, seatedPanel, stranger } from '../support/seated.ts';

const housing = holder(seat.housing);
const youth = holder(seat.youth);
const view = {
  member: { person: housing, name: 'Invented Head of Housing' },
  held: { actions: 3, led: 1, contact: 0 },
  viewer: housing,
  coordinator: false,
  area: areaId,
};

test.for<[string, () => ReturnType<typeof handoverCard>]>([
  ['handover-own', () => handoverCard(view)],
  ['handover-nothing', () => handoverCard({ ...view, held: { actions: 0, led: 0, contact: 0 } })],
  [
    'handover-on-leave-for-coordinator',
    () =>
      handoverCard({
        ...view,
        viewer: coordinator,
        coordinator: true,
        leave: { until: day('2026-11-20'), standIn: youth, name: 'Invented Operations Manager' },
        notice: heed('Who takes over what is still with the holder before?'),
      }),
  ],
  ['handover-to-successor', () => handedCard('Invented Head of Housing', view.held, areaId)],
])('%s', ([name, make]) => golden(name, make()));

const desk = async () => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, [...laid(caseOf({ leadProfessional: housing })), ...actionsLaid(action())]);
  let ids = 0;
  const at1 = { store: panel.store, schemes, coordinators: [coordinator], newId: () => `id${ids++}` };
  const area = async () => must(await panel.store.get(areaId, Areas, AREA), 'a team').doc;
  const press = async (person: PersonKey, verb: string, data: Record<string, unknown>) =>
    JSON.stringify(
      await dispatch(
        at1,
        await area(),
        { person, name: 'Somebody', mri: '29:x', where: 'personal' },
        at(30),
        verb,
        data,
      ),
    );
  return { press, place: async () => ({ store: panel.store, area: await area(), scheme: null, now: at(30) }) };
};

test('giving a seat away asks at once who takes over, and the successor is told', async () => {
  const { press, place } = await desk();
  const bound = await press(coordinator, 'setup.seat', { body: 'iom', seat: seat.housing, person: 'meadow|stranger' });
  expect(bound).toContain('Who takes over what is still with the holder before?');
  expect(bound).toContain('1 open action and 1 case as lead professional');
  expect(JSON.stringify(await asked.card(await place(), housing, housing))).toContain('Your seat has another holder');
  const go = { person: housing, seen: 2, to: youth, what: 'all' };
  await expect(press(coordinator, 'handover.go', go)).rejects.toThrow('give the reason');
  await expect(press(youth, 'handover.go', { ...go, why: 'Left.' })).rejects.toThrow('Only this person');
  expect(await press(coordinator, 'handover.go', { ...go, why: 'Left.' })).toContain('Handed over to Invented');
  expect(await press(coordinator, 'handover.go', { ...go, why: 'Left.' })).toContain('had moved on');
  expect(JSON.stringify(await received.card(await place(), youth, housing))).toContain('1 open action');
});

test('leave is recorded and ended on the same card; nobody opens another person’s', async () => {
  const { press } = await desk();
  await expect(press(youth, 'handover.view', { person: housing })).rejects.toThrow('Only this person');
  expect(await press(coordinator, 'handover.view', { other: housing })).toContain('Hand over what is with Invented');
  const leave = { person: housing, until: '2026-11-20', standIn: youth };
  await expect(press(housing, 'leave.record', { ...leave, until: '' })).rejects.toThrow('last day');
  expect(await press(housing, 'leave.record', leave)).toContain('On leave until 20 November 2026');
  expect(await press(housing, 'handover.view', {})).toContain('Back from leave');
  expect(await press(housing, 'leave.end', { person: housing })).not.toContain('Back from leave');
});

/** Away until the 20th; `standIn` has no seat and no agency. */
const away = (doc: Partial<Case> = {}) =>
  absent(caseOf({ leadProfessional: housing, ...doc }), {
    leave: { [housing]: { until: day('2026-11-20'), standIn: stranger } },
  });
const absent = async (doc: Case, change: Partial<Area>) => {
  const { store } = await seatedPanel();
  const late = action({ due: day('2026-11-03') });
  await store.commit(areaId, [...laid(doc), ...actionsLaid(late)]);
  const item: DayItem = { kind: 'action', action: 'a1', on: late.due, of: housing };
  await store.commit(areaId, [create(DayCards, `2026-11-05|${stranger}`, { items: [item] })]);
  return atDesk(store, area({ leads: { housing }, ...change }));
};

test('whoever stands in opens and answers what the other has, and reads the lists for which the other is named', async () => {
  const press = await away();
  expect(readable(await press(stranger, 'day.view', { day: '2026-11-05' }))).toContain('Say how it stands');
  expect(readable(await press(stranger, 'overdue.list'))).toContain('1 action is overdue');
  expect(readable(await press(stranger, 'case.view', { case: CASE }))).toContain('Quillon Testerby');
  expect(readable(await press(stranger, 'action.view', { action: 'a1' }))).toContain('Report progress');
  const report = { action: 'a1', version: 1, note: 'A viewing on Monday' };
  expect(readable(await press(stranger, 'action.report', report))).toContain('Your report is on this action');
});

test.for(['overdue.list', 'case.view', 'action.view', 'action.report'])(
  'once the other is back, %s is theirs alone',
  async (verb) => {
    const press = await absent(caseOf({ leadProfessional: housing }), {
      leave: { [housing]: { until: day('2026-11-04'), standIn: stranger } },
    });
    const data = { case: CASE, action: 'a1', version: 1, note: 'A viewing' };
    await expect(press(stranger, verb, data)).rejects.toThrow('Only');
  },
);

test('of a case that is closed to them, a stand-in reads nothing', async () => {
  const press = await away({ restrictedTo: [housing] });
  expect(readable(await press(stranger, 'day.view', { day: '2026-11-05' }))).not.toContain('supported tenancy');
  expect(readable(await press(stranger, 'overdue.list'))).toContain('Nothing is overdue');
  for (const verb of ['case.view', 'action.view'])
    await expect(press(stranger, verb, { case: CASE, action: 'a1' })).rejects.toThrow('Only');
});

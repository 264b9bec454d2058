import { expect, test } from 'vitest';
import { type ArisingView, arisingCard } from '../../cards/arising/card.ts';
import { answered } from '../../cards/arising/commands.ts';
import { dispatch } from '../../cards/dispatch.ts';
import { leadsCard } from '../../cards/leads/card.ts';
import { overdueCard } from '../../cards/overdue/card.ts';
import { done } from '../../cards/words.ts';
import { holdersOf } from '../../services/decisions.ts';
import type { Action, AgendaItem, PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
import { area, areaId, at, coordinator, holder, iom, meeting, members, seat, seatedPanel } from '../support/seated.ts';

const about = { id: 'late', ref: CASE };
const arisingItem = (change: Partial<AgendaItem> = {}): AgendaItem & { action: typeof about } => ({
  id: 'matters-arising-late',
  heading: 'matters arising',
  state: 'waiting',
  aside: [],
  ...change,
  action: about,
});

const view = (change: Partial<ArisingView> = {}, of: Partial<Action> = {}): ArisingView => ({
  meeting: meeting({ items: [arisingItem()] }),
  item: arisingItem(),
  seen: {
    action: action({ id: 'late', due: day('2026-10-22'), ...of }),
    version: 4,
    meeting: meeting(),
    owners: holdersOf(area(), iom).slice(0, 3),
    names: new Map(),
  },
  ladder: [],
  agency: 'housing',
  scheme: richmond,
  area: areaId,
  today: day('2026-11-05'),
  chairs: false,
  coordinator: false,
  closed: false,
  ...change,
});

const past = (what: string, note: string) => ({ at: '2026-10-20T09:00:00.000Z', by: holder(seat.housing), what, note });
const up = {
  item: arisingItem({ id: 'escalations-late', heading: 'escalations' }),
  ladder: [
    { rung: 'agency lead', since: day('2026-10-23') },
    { rung: 'body above', since: day('2026-11-05') },
  ],
} as const;

test.for<[string, () => ReturnType<typeof arisingCard>]>([
  ['arising-for-member', () => arisingCard(view())],
  [
    'arising-declined-for-chair',
    () =>
      arisingCard(
        view(
          { chairs: true },
          { state: 'declined', history: [past('declined', 'We hold no *tenancy* of that kind.')] },
        ),
      ),
  ],
  ['arising-reported-on', () => arisingCard(view({}, { history: [past('reported on', 'Viewed a flat.')] }))],
  ['arising-standing-aside', () => arisingCard(view({ closed: true }))],
  [
    'arising-given',
    () =>
      arisingCard(
        view({
          chairs: true,
          item: arisingItem({ state: 'done' }),
          notice: done('The action is given to its new owner, who is asked to accept it.'),
        }),
      ),
  ],
  ['escalation-for-chair', () => arisingCard(view({ ...up, chairs: true }))],
  [
    'escalation-answered-before',
    () => arisingCard(view(up, { answered: { on: day('2026-10-22'), body: 'strategic' } })),
  ],
])('%s', ([name, make]) => golden(name, make()));

test('the body above reads references only, and no card names a person', () => {
  for (const card of [arisingCard(view({ chairs: true })), arisingCard(view({ ...up, chairs: true }))])
    expect(JSON.stringify(card)).not.toContain('Invented');
  expect(JSON.stringify(arisingCard(view({ ...up, chairs: true })))).not.toContain('tenancy');
});

test('leads', () => {
  const housing = holder(seat.housing);
  golden('leads-none', leadsCard(area(), richmond, members));
  golden('leads-named', leadsCard(area({ leads: { housing }, dyoLeads: { housing } }), richmond, members));
});

test('the list for an agency’s lead', () => {
  const ladder = up.ladder.slice(0, 1);
  const shown = { scheme: richmond, area: areaId, page: 1, agencies: ['housing', 'police'] };
  golden('overdue-none', overdueCard({ ...shown, overdue: [] }));
  golden(
    'overdue-list',
    overdueCard({
      ...shown,
      overdue: [
        { action: view().seen.action, agency: 'housing', days: 10, owner: 'Invented Head', ladder: up.ladder },
        { action: action({ due: day('2026-11-04') }), agency: 'housing', days: 1, owner: 'Invented Head', ladder },
      ],
    }),
  );
});

const desk = async () => {
  const panel = await seatedPanel(undefined, { items: [arisingItem()] });
  await panel.store.commit(areaId, [...laid(caseOf()), ...actionsLaid(action({ id: 'late', due: day('2026-10-22') }))]);
  let ids = 0;
  const on = { store: panel.store, schemes, coordinators: [coordinator], newId: () => `id${ids++}` };
  const press = async (person: PersonKey, verb: string, data: Record<string, unknown>, place = area()) =>
    JSON.stringify(
      await dispatch(on, place, { person, name: 'Somebody', mri: '29:x', where: 'personal' }, at(30), verb, data),
    );
  return { press, store: panel.store };
};

test('an item about an action opens in words for members; only the chair gives it away', async () => {
  const { press } = await desk();
  const item = { meeting: 'm1', item: 'matters-arising-late' };
  expect(await press(holder(seat.youth), 'agenda.item', item)).toContain('Find a supported tenancy');
  expect(await press(holder(seat.youth), 'agenda.item', item)).not.toContain('arising.give');
  await expect(press(coordinator, 'agenda.item', item)).resolves.toContain('arising.give');
  const give = { ...item, version: 1, seat: seat.youth, due: '2026-12-04' };
  await expect(press(holder(seat.youth), 'arising.give', give)).rejects.toThrow('Only the chair');
  await expect(press(holder(seat.chair), 'arising.give', { ...give, due: '' })).rejects.toThrow('choose who gets it');
  expect(await press(holder(seat.chair), 'arising.give', give)).toContain('given to its new owner');
  expect(await press(holder(seat.chair), 'arising.give', give)).toContain('had moved on');
});

test('whoever stands aside from it does not read what it is about', async () => {
  const { press } = await desk();
  const item = { meeting: 'm1', item: 'matters-arising-late' };
  await press(holder(seat.youth), 'agenda.interest', item);
  expect(await press(holder(seat.youth), 'agenda.item', item)).not.toContain('supported tenancy');
});

test('an empty answer is refused, and the answer goes to the owner alone', async () => {
  const { press, store } = await desk();
  const pressed = { meeting: 'm1', item: 'matters-arising-late', version: 1, answer: ' ' };
  await expect(press(coordinator, 'escalation.answer', pressed)).rejects.toThrow('write the answer');
  const place = { store, area: area(), scheme: richmond, now: at(30) };
  expect(JSON.stringify(await answered.card(place, holder(seat.housing), 'late'))).toContain('has answered');
  expect(await answered.card(place, holder(seat.youth), 'late')).toBeUndefined();
});

test('a lead lists what is overdue in the agency, the co-ordinator in all, nobody else', async () => {
  const { press } = await desk();
  const named = area({ leads: { housing: holder(seat.housing) } });
  expect(await press(holder(seat.housing), 'overdue.list', {}, named)).toContain('10 working days overdue');
  expect(await press(coordinator, 'overdue.list', {})).toContain('1 action is overdue');
  await expect(press(holder(seat.youth), 'overdue.list', {}, named)).rejects.toThrow('Only the lead of an agency');
});

test('the co-ordinator names a lead by the list', async () => {
  const { press } = await desk();
  const press1 = { lead: 'agency lead', agency: 'housing', person: holder(seat.housing) };
  expect(await press(coordinator, 'leads.name', press1)).toContain('leads for Housing');
  await expect(press(coordinator, 'leads.name', { ...press1, agency: '' })).rejects.toThrow('choose an agency');
  expect(await press(coordinator, 'leads.none', press1)).toContain('has no such lead now');
});

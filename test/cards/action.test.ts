import { expect, test } from 'vitest';
import { actionCard, myActionsCard } from '../../cards/action/card.ts';
import { returned } from '../../cards/action/commands.ts';
import { handingCard } from '../../cards/action/handing.ts';
import { dispatch } from '../../cards/dispatch.ts';
import { done } from '../../cards/words.ts';
import { actionMade } from '../../services/actionIndex.ts';
import { type ActionSeen, lookAtAction, reassignAction } from '../../services/actions.ts';
import { ownersOf } from '../../services/decisions.ts';
import { type Action, Actions, type Meeting, type PersonKey } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { schemes } from '../../services/schemes/index.ts';
import { create } from '../../services/store.ts';
import {
  areaId,
  areaOf,
  bodyCalled,
  coordinator,
  holder,
  lay,
  nameOfHolder,
  now,
  openMeetingOf,
  today,
} from '../support/bodies.ts';
import { richmond } from '../support/builders.ts';
import { colouredPanel, council, london, londonCase, police, probation } from '../support/colouredCase.ts';
import { readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

const iom = bodyCalled('iom');
const chair = holder('iom-probation-senior-officer');
const housing = holder('iom-housing-head-of-operations');

const action = (change: Partial<Action> = {}): Action => ({
  id: 'a1',
  ref: 'RICH-2026-001',
  body: 'iom',
  meeting: 'm1',
  what: 'Find a *supported* tenancy, as typed',
  pathway: 'accommodation',
  due: day('2026-12-01'),
  seat: 'iom-housing-head-of-operations',
  owner: housing,
  state: 'offered',
  history: [{ at: '2026-11-05T10:20:00.000Z', by: chair, what: 'given to Housing: Head of Housing Operations' }],
  ...change,
});

const seen = (change: Partial<Action> = {}): ActionSeen => ({
  action: action(change),
  version: 3,
  meeting: openMeetingOf(iom),
  owners: ownersOf(areaOf(iom), openMeetingOf(iom)),
  names: new Map<PersonKey, string>([
    [chair, nameOfHolder('iom-probation-senior-officer')],
    [housing, nameOfHolder('iom-housing-head-of-operations')],
  ]),
});

const history = (...entries: readonly (readonly [string, string?])[]): Action['history'] => [
  ...action().history,
  ...entries.map(([what, note]) => ({ at: '2026-11-06T09:00:00.000Z', by: housing, what, ...(note && { note }) })),
];

const card = (of: ActionSeen, viewer: PersonKey, more: Partial<Parameters<typeof actionCard>[0]> = {}) =>
  actionCard({ seen: of, scheme: richmond, area: areaId, today, viewer, gives: viewer === chair, ...more });

const returnedTo = seen({ state: 'declined', history: history(['declined', 'We hold no tenancy of that kind.']) });

test('of a long history the last entries are shown, and it says how many there are and where', () => {
  const entries = Array.from({ length: 12 }, (_, n) => ['reported on', `Note ${n}.`] as const);
  const shown = readable(card(seen({ state: 'accepted', history: history(...entries) }), housing));
  expect(shown).toContain('The last 10 of 13 entries; all of them stand in the history of the case');
  expect(shown).not.toContain('Note 1.');
  expect(shown).toContain('Note 11.');
});

test.for<[string, () => ReturnType<typeof card>]>([
  ['action-offered', () => card(seen(), housing)],
  ['action-offered-seen-by-chair', () => card(seen(), chair)],
  [
    'action-accepted',
    () =>
      card(seen({ state: 'accepted', history: history(['accepted']) }), housing, {
        notice: done('You have accepted this action.'),
      }),
  ],
  [
    'action-overdue',
    () => card(seen({ state: 'accepted', due: day('2026-11-04'), history: history(['accepted']) }), housing),
  ],
  ['action-accepted-for-coordinator', () => card(seen({ state: 'accepted' }), coordinator, { hands: true })],
  ['action-handing', () => handingCard(seen(), areaId)],
  ['action-declined-for-chair', () => card(returnedTo, chair)],
  ['action-declined-for-owner', () => card(returnedTo, housing)],
  [
    'action-completed',
    () =>
      card(
        seen({
          state: 'completed',
          outcome: 'Moved in on Monday.',
          history: history(['accepted'], ['completed', 'Moved in on Monday.']),
        }),
        housing,
      ),
  ],
])('%s', ([name, make]) => golden(name, make()));

const list = (count: number): Action[] =>
  Array.from({ length: count }, (_, at) => action({ id: `a${at}`, due: day(at < 2 ? '2026-11-02' : '2026-11-05') }));

test.for([
  ['my-actions-none', 0, 1],
  ['my-actions-one-page', 3, 1],
  ['my-actions-first-page', 23, 1],
  ['my-actions-last-page', 23, 9],
] as const)('%s', ([name, count, page]) => {
  golden(name, myActionsCard({ actions: list(count), page, area: areaId, today }));
});

test('my-actions-handed-over', () => {
  const handed = action({ history: history(['handed over', 'Leaves for another post.']) });
  golden('my-actions-handed-over', myActionsCard({ actions: [handed], page: 1, area: areaId, today }));
});

const desk = async (change: Partial<Action> = {}) => {
  const store = await testStore();
  await lay(store, iom);
  await store.commit(areaId, [create(Actions, 'a1', action(change))]);
  let ids = 0;
  const at = { store, schemes, coordinators: [coordinator], newId: () => `id${ids++}` };
  const press = (person: PersonKey, verb: string, data: Record<string, unknown>) =>
    dispatch(at, areaOf(iom), { person, name: 'Somebody', mri: '29:x', where: 'personal' }, now, verb, data);
  return { store, press };
};
const words = (answer: unknown) => JSON.stringify(answer);

test('declining asks for a reason, giving it away asks for a seat and a day', async () => {
  const { store, press } = await desk();
  await expect(press(housing, 'action.decline', { action: 'a1', version: 1, reason: ' ' })).rejects.toThrow(
    'the reason',
  );
  expect(
    words(await press(housing, 'action.decline', { action: 'a1', version: 1, reason: 'No such tenancy' })),
  ).toContain('goes back to the chair');
  const told = await returned.card({ store, area: areaOf(iom), scheme: richmond, now }, chair, 'a1');
  expect(words(told)).toContain('No such tenancy');
  const given = { action: 'a1', version: 2, seat: 'iom-police-detective-inspector', due: '2026-12-20' };
  await expect(press(housing, 'action.reassign', given)).rejects.toThrow('Only the chair and the co-ordinator');
  await expect(press(chair, 'action.reassign', { ...given, due: '' })).rejects.toThrow('choose who gets it');
  expect(words(await press(chair, 'action.reassign', given))).toContain('given to its new owner');
  expect(words(await press(chair, 'action.reassign', given))).toContain('had moved on');
  expect(await returned.card({ store, area: areaOf(iom), scheme: richmond, now }, chair, 'a1')).toBeUndefined();
  expect(words(await press(holder('iom-police-detective-inspector'), 'action.mine', {}))).toContain('1 action waits');
});

test('completing asks for an outcome', async () => {
  const { press } = await desk({ state: 'accepted' });
  await expect(press(housing, 'action.complete', { action: 'a1', version: 1, outcome: '' })).rejects.toThrow(
    'came of it',
  );
  expect(words(await press(housing, 'action.complete', { action: 'a1', version: 1, outcome: 'Done' }))).toContain(
    'The action is completed',
  );
});

test('reporting asks for words, handing over for somebody and a reason', async () => {
  const { press } = await desk({ state: 'accepted' });
  const about = { action: 'a1', version: 1 };
  await expect(press(housing, 'action.report', about)).rejects.toThrow('how it goes');
  expect(words(await press(housing, 'action.report', { ...about, note: 'Viewed a flat' }))).toContain('Viewed a flat');
  const hand = { action: 'a1', version: 2, to: holder('iom-data-analyst') };
  await expect(press(housing, 'action.hand', { ...hand, to: '' })).rejects.toThrow('choose the person');
  await expect(press(housing, 'action.hand', hand)).rejects.toThrow('give the reason');
  expect(words(await press(housing, 'action.hand', { ...hand, why: 'On leave soon' }))).toContain('asked to accept it');
});

test.for(['action.view', 'action.report', 'action.hand', 'action.accept', 'action.decline', 'action.complete'])(
  '%s is not for somebody else, whatever meeting they name',
  async (verb) => {
    const { press } = await desk();
    const pressed = press(holder('iom-victim-support-manager'), verb, { action: 'a1', version: 1, meeting: 'm1' });
    await expect(pressed).rejects.toThrow('can do this');
  },
);

const CASE = londonCase({ rag: { colour: 'red', since: today, why: 'Two burglaries.' } });
const ofCase = (change: Partial<Action>): Action =>
  action({ ref: CASE.ref, owner: police, seat: 'iom-police', meeting: undefined, ...change });

test.for<[string, Partial<Action>, Partial<Meeting>]>([
  ['between meetings', {}, {}],
  ['at a meeting that is open', { meeting: 'm1' }, {}],
  ['at a meeting that is over', { meeting: 'm1' }, { state: 'closed' }],
])('an action about a case, given %s and declined, is opened and given to another by the chair', async ([, of, at]) => {
  const { store, press } = await colouredPanel(CASE, at);
  await store.commit(areaId, actionMade(ofCase(of)));
  await press(police, 'action.decline', { action: 'a1', version: 1, reason: 'Not ours' });
  await expect(press(council, 'action.view', { action: 'a1' })).rejects.toThrow('Only the owner');
  expect(await press(probation, 'action.view', { action: 'a1' })).toContain('Give it to them');
  const given = { action: 'a1', version: 2, seat: 'iom-local-authority', due: '2026-12-20' };
  expect(await press(probation, 'action.reassign', given)).toContain('given to its new owner');
});

test('nobody is offered an action of a case that is closed to them', async () => {
  const { store, press, by } = await colouredPanel({ ...CASE, restrictedTo: [probation, council] });
  await store.commit(areaId, actionMade(ofCase({ state: 'declined', owner: probation, seat: 'iom-probation' })));
  const card = await press(probation, 'action.view', { action: 'a1' });
  expect(card).toContain('Local Authority');
  expect(card).not.toContain('Metropolitan Police');
  const given = { action: 'a1', version: 1, seat: 'iom-police', due: day('2026-12-20') };
  await expect(reassignAction(by(probation), given)).rejects.toThrow('choose an owner from the list');
  const away = { ...areaOf(london), leave: { [council]: { until: day('2026-11-30'), standIn: police } } };
  const work = by(probation, { area: away });
  expect(await reassignAction(work, { ...given, seat: 'iom-local-authority' })).toBe('done');
  expect((await lookAtAction(work, 'a1')).action).toMatchObject({ owner: council, seat: 'iom-local-authority' });
});

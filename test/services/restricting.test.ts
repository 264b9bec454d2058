import { expect, test } from 'vitest';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, type CaseLine, Cases, OnRegister } from '../../services/caseModel.ts';
import { Referrals } from '../../services/model.ts';
import { rolesOf, subjectOf } from '../../services/permission.ts';
import { liftRestriction, MOST_NAMED, restrict } from '../../services/restricting.ts';
import { create, keyOf, replace } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must } from '../../services/work.ts';
import { CASE, caseOf, laid } from '../support/cases.ts';
import {
  area,
  areaId,
  coordinator,
  holder,
  ITEM,
  members,
  referral,
  referrer,
  seat,
  seatedPanel,
} from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const withCase = async (doc: Case = caseOf()) => {
  const panel = await seatedPanel();
  await panel.store.commit(areaId, laid(doc));
  const stored = async () => must(await panel.store.get(areaId, Cases, CASE), 'a case').doc;
  const happened = async () =>
    (await timelineOf({ store: panel.store, area: area() }, CASE, 10)).map(({ doc }) => doc.what);
  return { ...panel, stored, happened };
};
const why = 'A relative of hers works in housing.';
const press = { case: CASE, version: 1, why };

test('it is open to the people named and to whoever named them, with the reason in its history', async () => {
  const { by, stored, happened, store } = await withCase();
  const people = [holder(seat.chair), holder(seat.constable), holder(seat.chair)];
  expect(await restrict(by(coordinator), { ...press, people })).toBe('done');
  const named = [coordinator, holder(seat.chair), holder(seat.constable)].sort();
  expect((await stored()).restrictedTo).toEqual(named);
  expect(await happened()).toEqual(['restricted']);
  // Every list knows it in the same transaction.
  for (const { of, id } of entriesOf(await stored()).filter((entry) => entry.of === OnRegister)) {
    const row = must(await store.get<CaseLine>(areaId, of as typeof OnRegister, id), keyOf(of, id));
    expect(row.doc.restrictedTo).toEqual(named);
  }
});

test('those named can be changed, and it is opened again with a reason', async () => {
  const { by, stored, happened } = await withCase();
  await restrict(by(coordinator), { ...press, people: [holder(seat.chair)] });
  await restrict(by(coordinator), { ...press, version: 2, people: [] });
  expect((await stored()).restrictedTo).toEqual([coordinator]);
  expect(await liftRestriction(by(coordinator), { ...press, version: 3 })).toBe('done');
  expect(await stored()).not.toHaveProperty('restrictedTo');
  expect(await happened()).toEqual(expect.arrayContaining(['restricted', 'restriction lifted']));
});

test('a press that was overtaken or came twice changes nothing', async () => {
  const { by, store } = await withCase();
  await restrict(by(coordinator), { ...press, people: [] });
  const before = await dump(store);
  expect(await restrict(by(coordinator), { ...press, people: [holder(seat.chair)] })).toBe('overtaken');
  expect(await liftRestriction(by(coordinator), press)).toBe('overtaken');
  expect(await dump(store)).toEqual(before);
});

test.for<[string, readonly string[], string]>([
  ['somebody nobody knows', ['meadow|nobody'], 'choose the person from the list'],
  ['more than may be named', members.map(({ person }) => person).concat(), `${MOST_NAMED} people at most`],
])('%s cannot be named', async ([, people, sentence]) => {
  const { by, store } = await withCase();
  const many = Array.from({ length: MOST_NAMED }, (_, at) => `meadow|extra-${at}` as const);
  const member = must(await store.get(areaId, { prefix: 'member' }, coordinator), 'a member').doc as object;
  await store.commit(
    areaId,
    many.map((person) => create({ prefix: 'member' }, person, { ...member, person })),
  );
  const before = await dump(store);
  const named = people.length > 1 ? many : people;
  await expect(restrict(by(coordinator), { ...press, people: named })).rejects.toThrow(sentence);
  expect(await dump(store)).toEqual(before);
});

test('what is so already is not done again', async () => {
  const { by } = await withCase(caseOf({ restrictedTo: [coordinator] }));
  await expect(restrict(by(coordinator), { ...press, people: [] })).rejects.toThrow('already');
  const open = await withCase();
  await expect(liftRestriction(open.by(coordinator), press)).rejects.toThrow('not restricted');
});

test('the referral that a restricted case was is closed with it, but for whoever wrote it', async () => {
  const { by, of, store } = await withCase();
  const row = must(await store.get(areaId, Referrals, ITEM), 'a referral');
  await store.commit(areaId, [
    replace(row, referral({ state: 'decided' })),
    ...laid(caseOf({ ref: ITEM, restrictedTo: [holder(seat.chair)] })),
  ]);
  const subject = await subjectOf(store, area(), { referral: ITEM });
  const roles = (work: ReturnType<typeof by>) => [...rolesOf(area(), work.scheme, work.actor, subject)];
  expect(roles(of(seat.chair))).toContain('member');
  expect(roles(of(seat.housing))).toEqual(['anyone']);
  expect(roles(by(coordinator))).toEqual(['anyone']);
  expect(roles(by(referrer))).toEqual(['anyone', 'referrer']);
});

import { describe, expect, test } from 'vitest';
import { given } from '../../cards/action/commands.ts';
import { actionsFor } from '../../services/actions.ts';
import { AREA, bindSeat } from '../../services/area.ts';
import { entriesOf } from '../../services/caseIndex.ts';
import { type Case, type CaseLine, Cases, OnRegister } from '../../services/caseModel.ts';
import { comeBack, leaveTeam } from '../../services/leaving.ts';
import { LogEntries } from '../../services/log.ts';
import { minutedRefs, readMinutes } from '../../services/minutes.ts';
import { Areas, Referrals } from '../../services/model.ts';
import { rolesOf, subjectOf } from '../../services/permission.ts';
import { forsaken, liftRestriction, MOST_NAMED, nameOthers, restrict } from '../../services/restricting.ts';
import { create, keyOf, replace } from '../../services/store.ts';
import { timelineOf } from '../../services/timeline.ts';
import { must, type Work } from '../../services/work.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { atDesk } from '../support/atDesk.ts';
import { CASE, caseOf, laid, proposalItem } from '../support/cases.ts';
import { golden } from '../support/golden.ts';
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
  stranger,
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

describe('what a reader has of a case that is not open to them', () => {
  const housing = holder(seat.housing);
  const closed = caseOf({ restrictedTo: [holder(seat.chair)] });

  test('none of its actions stand among their own, nor are they sent to them', async () => {
    const { store, of } = await withCase(closed);
    await store.commit(areaId, [...actionsLaid(action(), action({ id: 'a2', ref: 'RICH-2026-015' }))]);
    expect((await actionsFor(of(seat.housing), housing)).map(({ id }) => id)).toEqual(['a2']);
    expect(await given.card(of(seat.housing), housing, 'a1')).toBeUndefined();
    expect(await given.card(of(seat.housing), housing, 'a2')).toBeDefined();
    const desk = atDesk(store);
    expect(JSON.stringify(await desk(housing, 'action.mine'))).not.toContain(CASE);
    const looks = (await store.views.list(areaId, LogEntries)).map(({ doc }) => doc.whose);
    expect(looks).toEqual([['RICH-2026-015']]);
  });

  test('those who may open it see theirs', async () => {
    const { store, of } = await withCase(caseOf({ restrictedTo: [housing] }));
    await store.commit(areaId, actionsLaid(action()));
    expect(await actionsFor(of(seat.housing), housing)).toHaveLength(1);
  });

  test('the minutes leave its items out, in a channel for everybody', async () => {
    const panel = await seatedPanel(undefined, {
      items: [proposalItem(), proposalItem({ id: 'other', case: 'RICH-2026-015' })],
    });
    await panel.store.commit(areaId, laid(closed, caseOf({ ref: 'RICH-2026-015' })));
    const out = async (reader?: Work['actor']['person']) =>
      (await readMinutes(panel.of(seat.chair), 'm1', reader)).items.map(({ outside = false }) => outside);
    expect(await out(housing)).toEqual([true, false]);
    expect(await out()).toEqual([true, false]);
    expect(await out(holder(seat.chair))).toEqual([false, false]);
    expect(await minutedRefs(panel.of(seat.chair), await panel.meeting(), housing)).toEqual(['RICH-2026-015']);
    const desk = atDesk(panel.store);
    expect(JSON.stringify(await desk(housing, 'minutes.view', { meeting: 'm1', page: 1 }))).not.toContain(CASE);
    expect(JSON.stringify(await desk(holder(seat.chair), 'minutes.view', { meeting: 'm1', page: 1 }))).toContain(CASE);
  });
});

describe('a restricted case that nobody is left to open again', () => {
  const named = [holder(seat.chair), holder(seat.constable)];
  const started = async (who = named) => {
    const panel = await withCase(caseOf({ restrictedTo: named }));
    const here = async () => must(await panel.store.get(areaId, Areas, AREA), 'a team').doc;
    const by = async (person: Work['actor']['person']) => panel.by(person, { area: await here() });
    for (const person of who) await leaveTeam(await by('system' as typeof person), person);
    return { ...panel, here, as: by, desk: async () => atDesk(panel.store, await here()) };
  };
  const naming = { case: CASE, version: 1, people: [coordinator, holder(seat.housing)], why };

  test('while one of them is here it is theirs alone, and the co-ordinator names nobody', async () => {
    const { as, desk } = await started([holder(seat.constable)]);
    expect(await forsaken(await as(coordinator))).toEqual([]);
    await expect(nameOthers(await as(coordinator), naming)).rejects.toThrow('Only the co-ordinator, once nobody');
    for (const verb of ['case.renaming', 'case.view'])
      await expect((await desk())(coordinator, verb, { case: CASE })).rejects.toThrow(/^Only/);
  });

  test('is put before the co-ordinator by its reference, who names others and sees nothing of it', async () => {
    const { desk, stored, happened, store, as } = await started();
    await bindSeat(await as(coordinator), 'iom', seat.chair, stranger);
    const press = await desk();
    const card = await press(coordinator, 'handover.view', { person: holder(seat.constable) });
    golden('handover-left-forsaken', card);
    expect(JSON.stringify(card)).not.toContain('Testerby');
    golden('case-naming-others', await press(coordinator, 'case.renaming', { case: CASE }));
    await expect(press(coordinator, 'case.view', { case: CASE })).rejects.toThrow(/^Only/);
    const data = { case: CASE, version: 1, people: holder(seat.housing), other: stranger, why };
    const after = await press(coordinator, 'case.rename', data);
    expect(JSON.stringify(after)).toContain('is open to the people named');
    expect(JSON.stringify(after)).not.toContain('nobody can open them again');
    expect((await stored()).restrictedTo).toEqual([holder(seat.housing), stranger]);
    expect(await happened()).toEqual(['restricted']);
    const [entry] = (await store.list(areaId, LogEntries)).filter(({ doc }) => doc.what === 'case.rename');
    expect(entry?.doc).toMatchObject({ who: coordinator, whose: [CASE] });
    await expect(press(coordinator, 'case.rename', data)).rejects.toThrow('Only the co-ordinator, once nobody');
    expect(JSON.stringify(await press(holder(seat.housing), 'case.view', { case: CASE }))).toContain('Testerby');
  });

  test('with somebody left who cannot open it again, others join them', async () => {
    const { as, stored, desk } = await started([holder(seat.chair)]);
    expect(await forsaken(await as(coordinator))).toEqual([CASE]);
    expect(JSON.stringify(await (await desk())(coordinator, 'handover.view'))).toContain(`Name others for ${CASE}`);
    expect(await nameOthers(await as(coordinator), { ...naming, people: [coordinator] })).toBe('done');
    expect((await stored()).restrictedTo).toEqual([coordinator, holder(seat.constable)].sort());
    expect(await liftRestriction(await as(coordinator), { ...press, version: 2 })).toBe('done');
  });

  test('with another co-ordinator among those named, nothing of it shows', async () => {
    const { as, here, store } = await started([holder(seat.chair)]);
    const both = [coordinator, holder(seat.constable)];
    expect(await forsaken({ ...(await as(coordinator)), coordinators: both })).toEqual([]);
    const desk = atDesk(store, await here(), both);
    await expect(desk(coordinator, 'case.renaming', { case: CASE })).rejects.toThrow(
      'Only the co-ordinator, once nobody',
    );
    expect(JSON.stringify(await desk(coordinator, 'handover.view'))).not.toContain(CASE);
  });

  test('names nobody else for anybody but the co-ordinator', async () => {
    const { desk } = await started();
    for (const { person } of members.filter((each) => each.person !== coordinator && !named.includes(each.person)))
      await expect((await desk())(person, 'case.renaming', { case: CASE })).rejects.toThrow(/^Only/);
  });

  test.for<[string, Partial<typeof naming>, string]>([
    ['nobody', { people: [] }, 'choose at least one co-ordinator'],
    ['people of whom none can open it again', { people: [holder(seat.housing)] }, 'choose at least one co-ordinator'],
    ['somebody who has left as well', { people: [holder(seat.chair)] }, 'has left the team'],
    ['somebody unknown', { people: ['meadow|nobody' as never] }, 'choose the person from the list'],
  ])('is not opened to %s', async ([, change, sentence]) => {
    const { as, store } = await started();
    const before = await dump(store);
    await expect(nameOthers(await as(coordinator), { ...naming, ...change })).rejects.toThrow(sentence);
    expect(await dump(store)).toEqual(before);
  });

  test('is not overtaken by an old card', async () => {
    const { as } = await started();
    expect(await nameOthers(await as(coordinator), { ...naming, version: 7 })).toBe('overtaken');
  });

  test('is theirs again as soon as one of them is back', async () => {
    const { as } = await started();
    expect(await forsaken(await as(coordinator))).toEqual([CASE]);
    await comeBack(await as('system' as never), holder(seat.chair));
    expect(await forsaken(await as(coordinator))).toEqual([]);
    await expect(nameOthers(await as(coordinator), naming)).rejects.toThrow('Only the co-ordinator, once nobody');
  });
});

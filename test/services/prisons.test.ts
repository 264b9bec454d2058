import { expect, test } from 'vitest';
import { AREA } from '../../services/area.ts';
import { shortSentences } from '../../services/dueList.ts';
import { Areas } from '../../services/model.ts';
import { rolesOf } from '../../services/permission.ts';
import { keepStay, namePrison, released } from '../../services/prisons.ts';
import { day } from '../../services/rules/days.ts';
import { must } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { area, areaId, coordinator, holder, seat, stranger } from '../support/seated.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: stranger }];
const here = { area: area({ prisons }) };
const typed = { prison: 'p1', months: 4, supervised: 'no', release: day('2026-12-20') } as const;

test('the co-ordinator names one contact a prison; naming another takes their place', async () => {
  const { store, by } = await living();
  const kept = async () => must(await store.get(areaId, Areas, AREA), 'an area').doc.prisons;
  await namePrison(by(coordinator), 'HMP Nowhere', stranger);
  await namePrison(by(coordinator), 'HMP Elsewhere', stranger);
  const id = (await kept())?.[0]?.id;
  await namePrison(by(coordinator), 'hmp  nowhere', holder(seat.victims));
  expect((await kept())?.map(({ name }) => name)).toEqual(['HMP Elsewhere', 'hmp  nowhere']);
  expect((await kept())?.[1]).toMatchObject({ id, contact: holder(seat.victims) });
  await expect(namePrison(by(coordinator), 'HMP Other', 'meadow|nobody')).rejects.toThrow('from the list');
});

test('place and expected release are kept current, and the contact is told of a new person only', async () => {
  const { of, stored, told, happened } = await living();
  expect(await keepStay(of(seat.chair, here), first, typed)).toBe('done');
  expect(await keepStay(of(seat.chair, here), first, typed)).toBe('overtaken');
  expect(await told()).toMatchObject([{ kind: 'tell', person: stranger, view: 'at your prison', subject: CASE }]);
  await keepStay(of(seat.drugs, here), press(2), { ...typed, release: day('2026-12-12') });
  expect(await told()).toHaveLength(1);
  expect((await stored()).prisonContact).toMatchObject({
    prison: 'p1',
    release: '2026-12-12',
    short: true,
    by: holder(seat.drugs),
  });
  expect((await happened()).map(({ what }) => what)).toEqual(['in prison', 'in prison']);
  await expect(keepStay(of(seat.chair, here), press(3), { ...typed, prison: 'p9' })).rejects.toThrow(
    'The co-ordinator adds',
  );
});

test('somebody flagged stays on the list after release; of somebody supervised nothing is left (Le 1.20)', async () => {
  const flagged = await living();
  await keepStay(flagged.of(seat.chair, here), first, typed);
  await expect(released(flagged.of(seat.chair, here), press(2), day('2026-11-06'))).rejects.toThrow('“Released on”');
  await released(flagged.of(seat.chair, here), press(2), day('2026-11-05'));
  expect(await flagged.stored()).toMatchObject({ prisonContact: { released: '2026-11-05' } });
  expect((await shortSentences(flagged.of(seat.youth))).map(({ ref }) => ref)).toEqual([CASE]);
  await expect(released(flagged.of(seat.chair, here), press(3), day('2026-11-05'))).rejects.toThrow('not recorded');

  const supervised = await living();
  await keepStay(supervised.of(seat.chair, here), first, { ...typed, supervised: 'yes' });
  expect(await shortSentences(supervised.of(seat.youth))).toEqual([]);
  await released(supervised.of(seat.chair, here), press(2), day('2026-11-05'));
  expect((await supervised.stored()).prisonContact).toBeUndefined();
});

test('the contact of a prison has a part in the cases of people there, and only while they are there', async () => {
  const { by } = await living();
  const stay = { ...typed, short: true, by: holder(seat.chair), at: '2026-11-03T10:00:00.000Z' };
  const roles = (change: Parameters<typeof caseOf>[0]) =>
    rolesOf(area({ prisons }), richmond, by(stranger).actor, { case: caseOf(change) }).has('prison contact');
  expect(roles({ prisonContact: stay })).toBe(true);
  expect(roles({ prisonContact: { ...stay, released: day('2026-11-04') } })).toBe(false);
  expect(roles({ prisonContact: { ...stay, prison: 'p2' } })).toBe(false);
  expect(roles({ prisonContact: stay, restrictedTo: [holder(seat.chair)] })).toBe(false);
  expect(roles({})).toBe(false);
});

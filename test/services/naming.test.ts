import { expect, test } from 'vitest';
import { facet } from '../../services/caseIndex.ts';
import { nameOn } from '../../services/naming.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { holder, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const { policeContact: _, leadProfessional: __, ...bare } = caseOf();
const officer = holder(seat.constable);
const contact = { part: 'police contact', why: '' } as const;

test('somebody who came without a police contact gets one, who is told, and from then on has the case', async () => {
  const { of, stored, happened, index, told } = await living(bare);
  expect(await nameOn(of(seat.chair), first, { ...contact, person: officer })).toBe('done');
  expect(await nameOn(of(seat.chair), first, { ...contact, person: officer })).toBe('overtaken');
  expect((await stored()).policeContact).toBe(officer);
  expect(await happened()).toMatchObject([{ what: 'named', part: 'police contact', to: officer }]);
  expect((await told()).map((send) => send.kind === 'tell' && [send.view, send.person])).toEqual([
    ['handed over', officer],
  ]);
  const { found, wanted } = await index();
  expect(found).toEqual(wanted);
  expect(found.some((id) => id.startsWith(facet.contact(officer)))).toBe(true);
});

test('somebody else leads one case alone, with the reason', async () => {
  const { of, stored, happened } = await living();
  const from = (await stored()).leadProfessional;
  const next = { part: 'lead professional', person: holder(seat.drugs) } as const;
  await expect(nameOn(of(seat.chair), first, { ...next, why: '' })).rejects.toThrow('“Reason”');
  expect(await nameOn(of(seat.chair), first, { ...next, why: 'Moved to another district' })).toBe('done');
  expect(await happened()).toMatchObject([{ what: 'case handed over', from, to: next.person, by: holder(seat.chair) }]);
  await expect(nameOn(of(seat.chair), press(2), { ...next, why: 'Again' })).rejects.toThrow('already');
});

test.for<[string, string, object, RegExp]>([
  ['who is not of the police', holder(seat.drugs), {}, /is of the police/],
  ['who may not open the case', officer, { restrictedTo: [holder(seat.chair)] }, /named people only/],
  ['who is not of the team', 'meadow|nobody', {}, /from the list/],
  ['of somebody who is no longer on the register', officer, { state: 'removed' }, /no longer on the register/],
])('nobody becomes police contact %s', async ([, person, change, why]) => {
  const { of, store } = await living({ ...bare, ...change });
  const before = await dump(store);
  await expect(nameOn(of(seat.chair), first, { ...contact, person })).rejects.toThrow(why);
  expect(await dump(store)).toEqual(before);
});

import { beforeEach, expect, test } from 'vitest';
import type { Card } from '../../cards/render.ts';
import { Members, type PersonKey, Referrals } from '../../services/model.ts';
import { create, type Store } from '../../services/store.ts';
import { atDesk } from '../support/atDesk.ts';
import { area, member, NOW, people, seed } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

const officer: PersonKey = 'prison|officer';
const found = 'Owes money; wants to stay off heroin.';
const entry = { seen: 0, on: '2026-11-02', found, body: 'iom' };

let store: Store;
let desk: ReturnType<typeof atDesk>;
beforeEach(async () => {
  store = await testStore();
  const assessor = { ...member('nobody'), person: officer, name: 'Wren Imagined', agency: 'prisons' };
  await seed(store, [create(Members, officer, assessor)]);
  desk = atDesk(store, area(), [people.coordinator]);
});

const press = (verb: string, data: object, person: PersonKey = officer): Promise<Card> => desk(person, verb, data, NOW);
const drafted = async () => (await store.get(area().id, Referrals, 'RICH-2026-001'))?.doc;

test('a reception assessment in prison becomes a referral that begins with what it found', async () => {
  expect(JSON.stringify(await press('referral.refer', {}))).toContain('After a reception assessment');
  golden('referral-reception', await press('referral.reception', {}));
  await press('referral.assessed', entry);
  expect(await drafted()).toMatchObject({
    agency: 'prisons',
    answers: { alreadyDoing: `Reception assessment in prison on 2 November 2026: ${found}` },
  });
});

test.for([
  ['without the day', { on: '' }, 'day of the assessment'],
  ['without what it found', { found: '' }, 'what it found'],
  ['of a day ahead', { on: '2026-11-06' }, 'lies in the future'],
] as const)('%s nothing is begun', async ([, change, sentence]) => {
  await expect(press('referral.assessed', { ...entry, ...change })).rejects.toThrow(sentence);
  expect(await drafted()).toBeUndefined();
});

test('nobody else is offered it, or may press it', async () => {
  expect(JSON.stringify(await press('referral.refer', {}, people.referrer))).not.toContain('reception');
  for (const verb of ['referral.reception', 'referral.assessed'])
    await expect(press(verb, entry, people.referrer)).rejects.toThrow('Only people of a prison');
});

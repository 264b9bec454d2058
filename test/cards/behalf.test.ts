import { beforeEach, expect, test } from 'vitest';
import type { Card } from '../../cards/render.ts';
import { Referrals } from '../../services/model.ts';
import { type Row, replace, type Store } from '../../services/store.ts';
import { atDesk } from '../support/atDesk.ts';
import { answers, area, NOW, people, seed } from '../support/builders.ts';
import { golden } from '../support/golden.ts';
import { testStore } from '../support/tables.ts';

const REF = 'RICH-2026-001';
const entry = { seen: 0, author: 'Nora *Nonesuch*', agency: 'probation', body: 'iom' };

let store: Store;
let desk: ReturnType<typeof atDesk>;
beforeEach(async () => {
  store = await testStore();
  await seed(store);
  desk = atDesk(store, area(), [people.coordinator]);
});

const press = (verb: string, data: object, who: keyof typeof people = 'coordinator'): Promise<Card> =>
  desk(people[who], verb, data, NOW);
const stored = async (): Promise<Row<object>> => {
  const row = await store.get(area().id, Referrals, REF);
  if (!row) throw new Error('no draft');
  return row;
};

test('the co-ordinator enters what somebody without Teams refers, and both names are recorded', async () => {
  expect(JSON.stringify(await press('referral.refer', {}))).toContain('Enter one for somebody without Teams');
  golden('referral-behalf', await press('referral.behalf', {}));
  await press('referral.enter', entry);
  const draft = await stored();
  expect(draft.doc).toMatchObject({ referrer: people.coordinator, author: 'Nora *Nonesuch*', agency: 'probation' });

  await store.commit(area().id, [replace(draft, { ...draft.doc, answers: answers() })]);
  expect(JSON.stringify(await press('referral.open', { referral: REF, step: 'check' }))).toContain(
    'Entered for Nora \\\\*Nonesuch\\\\* of Probation.',
  );
  await press('referral.submit', { referral: REF, version: 2 });
  expect(JSON.stringify(await press('papers.view', { referral: REF }, 'chair'))).toContain(
    'by Probation (Nora \\\\*Nonesuch\\\\*, entered by Sam Notional)',
  );
});

test.for([['author'], ['agency'], ['body']])('without %s nothing is entered', async ([field = '']) => {
  await expect(press('referral.enter', { ...entry, [field]: '' })).rejects.toThrow('who refers, their agency');
  expect(await store.get(area().id, Referrals, REF)).toBeUndefined();
});

test('an agency whose signature ran out is stopped here, too', async () => {
  const lantern = { ...entry, agency: 'lantern-night-shelter' };
  await expect(press('referral.enter', lantern)).rejects.toThrow('ran out');
});

test('nobody else enters for others', async () => {
  await expect(press('referral.enter', entry, 'chair')).rejects.toThrow('Only the co-ordinator');
  expect(JSON.stringify(await press('referral.refer', {}, 'referrer'))).not.toContain('without Teams');
});

import { expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { CHECK, Checks, type RegisterCheck } from '../../services/registerCheck.ts';
import { create, replace } from '../../services/store.ts';
import { AREA_ID, area, NOW, people, richmond } from '../support/builders.ts';
import { deskOf, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const check = (change: Partial<RegisterCheck> = {}): RegisterCheck => ({
  state: 'running',
  by: people.coordinator,
  startedAt: '2026-11-05T09:30:00.000Z',
  at: { stage: 3 },
  looked: { documents: 10_234, rows: 41_200 },
  faults: { missing: 0, different: 0, superfluous: 0 },
  refs: [],
  ...change,
});

/** A desk at which a check stands so. */
const deskWith = async (doc: RegisterCheck) => {
  const desk = await deskOf();
  await desk.store.commit(AREA_ID, [create(Checks, CHECK, doc)]);
  return desk;
};

test('begun by the co-ordinator, it says so, and a second one does not begin beside it', async () => {
  const desk = await deskOf();
  golden('check-none', await desk.press('check.progress', {}, 'coordinator'));
  golden('check-begun', await desk.press('check.register', {}, 'coordinator'));
  expect(readable(await desk.press('check.register', {}, 'coordinator'))).toContain('A check is under way already.');
});

test('while it goes on, the card says how far it is', async () => {
  const desk = await deskWith(check());
  golden('check-running', await desk.press('check.progress', {}, 'coordinator'));
});

test('at the end whoever began it is told what was put right', async () => {
  const ended = { state: 'done', endedAt: '2026-11-05T09:34:00.000Z' } as const;
  const desk = await deskWith(check(ended));
  const told = async () => {
    const place = { store: desk.store, area: area(), scheme: richmond, now: NOW };
    const card = (await tellings.get('register check')?.card(place, people.coordinator, CHECK))?.card;
    if (!card) throw new Error('nothing is told');
    return card;
  };
  golden('check-whole', await told());
  const row = await desk.store.get(AREA_ID, Checks, CHECK);
  const faults = { missing: 3, different: 1, superfluous: 1_200 };
  if (row)
    await desk.store.commit(AREA_ID, [
      replace(row, check({ ...ended, faults, refs: ['RICH-2026-014', 'RICH-2026-015'] })),
    ]);
  golden('check-damaged', await told());
});

test('nobody but the co-ordinator checks the register', async () => {
  const desk = await deskOf();
  expect(await desk.refused('check.register', {}, 'chair')).toMatch(/^Only the co-ordinator/);
});

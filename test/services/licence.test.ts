import { expect, test } from 'vitest';
import { moveCondition, prisonSays, proposeCondition } from '../../services/licence.ts';
import { MOST_OPEN } from '../../services/lifeLists.ts';
import { day } from '../../services/rules/days.ts';
import type { LicenceCondition } from '../../services/rules/licence.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { area, holder, seat, stranger } from '../support/seated.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: stranger }];
const inside = { kind: 'remand', prison: 'HMP Nowhere', since: day('2026-11-03') } as const;
const condition = (change: Partial<LicenceCondition> = {}): LicenceCondition => ({
  id: 'l1',
  what: 'Not to enter the High Street',
  state: 'proposed',
  agency: 'housing',
  by: holder(seat.housing),
  ...change,
});

test('an agency proposes, the team agrees, probation takes it up (L, probation)', async () => {
  const { of, stored, happened } = await living();
  expect(await proposeCondition(of(seat.housing), first, 'Not to enter the High Street')).toBe('done');
  const id = (await stored()).licence?.[0]?.id ?? '';
  const move = (version: number, to: LicenceCondition['state']) => ({ ...press(version), condition: id, to });
  expect(await moveCondition(of(seat.youth), move(2, 'agreed'))).toBe('done');
  expect(await moveCondition(of(seat.youth), move(2, 'agreed'))).toBe('overtaken');
  await expect(moveCondition(of(seat.youth), move(3, 'taken up'))).rejects.toThrow('Only probation');
  expect(await moveCondition(of(seat.chair), move(3, 'taken up'))).toBe('done');
  expect((await stored()).licence).toEqual([condition({ id, state: 'taken up' })]);
  expect((await happened()).map((event) => event.what === 'licence' && event.became).reverse()).toEqual([
    'proposed',
    'agreed',
    'taken up',
  ]);
});

test('what is turned down needs the reason, and nothing skips the team', async () => {
  const { of, stored } = await living(caseOf({ licence: [condition()] }));
  const press = { ...first, condition: 'l1' };
  await expect(moveCondition(of(seat.chair), { ...press, to: 'taken up' })).rejects.toThrow('is proposed now');
  await expect(moveCondition(of(seat.youth), { ...press, to: 'not agreed' })).rejects.toThrow('“Reason”');
  expect(await moveCondition(of(seat.youth), { ...press, to: 'not agreed' }, 'It bars his way to work.')).toBe('done');
  expect((await stored()).licence?.[0]?.state).toBe('not agreed');
});

test('a full licence takes another only in place of one that was turned down', async () => {
  const all = Array.from({ length: MOST_OPEN }, (_, at) => condition({ id: `l${at}` }));
  const full = await living(caseOf({ licence: all }));
  await expect(proposeCondition(full.of(seat.housing), first, 'Another')).rejects.toThrow('takes 12 conditions');
  const [one, ...others] = all;
  if (!one) throw new Error('a full licence has a first condition');
  const room = await living(caseOf({ licence: [{ ...one, state: 'not agreed' }, ...others] }));
  await proposeCondition(room.of(seat.housing), first, 'Another');
  expect((await room.stored()).licence?.map(({ what }) => what).at(-1)).toBe('Another');
  expect((await room.stored()).licence).toHaveLength(MOST_OPEN);
});

test('the contact of the prison says what the prison knows, and nobody else for it (L, HMP)', async () => {
  const { of, by, stored } = await living(caseOf({ licence: [condition()], custody: inside }));
  const here = { area: area({ prisons }) };
  const says = { ...first, condition: 'l1' };
  await expect(prisonSays(of(seat.youth, here), says, 'So.')).rejects.toThrow('Only the contact of the prison');
  expect(await prisonSays(by(stranger, here), says, 'He shares a cell with a co-defendant.')).toBe('done');
  expect((await stored()).licence?.[0]?.prison).toBe('He shares a cell with a co-defendant.');
});

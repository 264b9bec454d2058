import { expect, test } from 'vitest';
import { addCourt, giveResult, tellCps, wantStatement } from '../../services/courts.ts';
import { dueNow } from '../../services/dueList.ts';
import { MOST_OPEN } from '../../services/lifeLists.ts';
import { day } from '../../services/rules/days.ts';
import { CASE, caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { holder, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const hearing = { on: day('2026-11-12'), court: 'Invented Magistrates’ Court', about: 'Theft of a garden gnome' };
const writer = holder(seat.drugs);

test('a court date is prepared, told to the CPS, asked for its result and then closed (Le 1.17-1.19; L)', async () => {
  const { of, stored, actions, happened, index } = await living();
  expect(await addCourt(of(seat.constable), first, hearing)).toBe('done');
  const [court] = (await stored()).courts ?? [];
  expect(court).toMatchObject({ ...hearing, promptOn: '2026-11-05' });
  const one = (version: number) => ({ ...press(version), court: court?.id ?? '' });
  expect((await dueNow(of(seat.youth))).found.map(({ due }) => due.map(({ what }) => what))).toEqual([['court']]);

  await expect(tellCps(of(seat.constable), one(2), day('2026-11-05'))).rejects.toThrow('Say first');
  expect(await wantStatement(of(seat.constable), one(2), writer)).toBe('done');
  expect(await wantStatement(of(seat.constable), one(2), writer)).toBe('overtaken');
  expect(await actions()).toMatchObject([
    { ref: CASE, owner: writer, due: '2026-11-11', state: 'offered', what: expect.stringContaining('12 November') },
  ]);
  expect(await tellCps(of(seat.constable), one(3), day('2026-11-05'))).toBe('done');
  expect((await dueNow(of(seat.youth))).found).toEqual([]);
  const after = of(seat.youth, { now: new Date('2026-11-13T09:00:00Z') });
  expect((await dueNow(after)).found[0]?.due.map(({ what }) => what)).toEqual(['result']);

  expect(await giveResult(of(seat.constable), one(4), 'Fined 80 pounds')).toBe('done');
  expect((await stored()).courts).toEqual([]);
  expect((await happened()).map(({ what }) => what)).toEqual(['court result', 'cps told', 'statement', 'court date']);
  const { found, wanted } = await index();
  expect(found).toEqual(wanted);
  expect(found.filter((id) => id.startsWith('due|'))).toEqual([]);
});

test('when somebody else writes it, or it is heard, the task of the writer before ends, and they are told', async () => {
  const { of, stored, actions, told } = await living();
  await addCourt(of(seat.constable), first, hearing);
  const [court] = (await stored()).courts ?? [];
  const one = (version: number) => ({ ...press(version), court: court?.id ?? '' });
  await wantStatement(of(seat.constable), one(2), writer);
  await expect(wantStatement(of(seat.constable), one(3), writer)).rejects.toThrow('writes this statement already');
  const other = holder(seat.housing);
  expect(await wantStatement(of(seat.constable), one(3), other)).toBe('done');
  const byOwner = async () =>
    Object.fromEntries((await actions()).map(({ owner, state, outcome }) => [owner, [state, outcome]]));
  expect(await byOwner()).toEqual({
    [writer]: ['completed', 'Somebody else writes the statement.'],
    [other]: ['offered', undefined],
  });
  expect((await told()).filter((send) => send.kind === 'tell' && send.person === writer)).toHaveLength(2);
  await giveResult(of(seat.constable), one(4), 'Fined');
  expect((await byOwner())[other]).toEqual(['completed', 'The result of the hearing is recorded.']);
});

test('what lies ahead cannot have been told', async () => {
  const { of, stored } = await living();
  await addCourt(of(seat.constable), first, hearing);
  const [court] = (await stored()).courts ?? [];
  await wantStatement(of(seat.constable), { ...press(2), court: court?.id ?? '' }, writer);
  const told = tellCps(of(seat.constable), { ...press(3), court: court?.id ?? '' }, day('2026-11-06'));
  await expect(told).rejects.toThrow('lies ahead still');
});

test('where no statement is wanted nobody is given anything to do', async () => {
  const { of, stored, actions } = await living();
  await addCourt(of(seat.constable), first, hearing);
  const [court] = (await stored()).courts ?? [];
  await wantStatement(of(seat.constable), { ...press(2), court: court?.id ?? '' }, undefined);
  expect(await actions()).toEqual([]);
  expect((await stored()).courts?.[0]?.statement).toEqual({ wanted: false });
});

test('nobody to whom the case is closed is asked for a statement', async () => {
  const open = { id: 'c1', on: day('2026-11-12'), court: 'Court', promptOn: day('2026-11-05') };
  const { of, actions } = await living(caseOf({ courts: [open], restrictedTo: [holder(seat.constable)] }));
  const asked = wantStatement(of(seat.constable), { ...press(1), court: 'c1' }, writer);
  await expect(asked).rejects.toThrow('choose somebody else');
  expect(await actions()).toEqual([]);
});

test('the earliest stands first, and a full list says so', async () => {
  const court = (at: number) => ({ id: `c${at}`, on: day('2026-12-01'), court: 'Court', promptOn: day('2026-11-24') });
  const all = Array.from({ length: MOST_OPEN - 1 }, (_, at) => court(at));
  const { of, stored, store } = await living(caseOf({ courts: all }));
  await addCourt(of(seat.constable), first, hearing);
  expect((await stored()).courts?.[0]?.on).toBe('2026-11-12');
  const before = await dump(store);
  await expect(addCourt(of(seat.constable), press(2), hearing)).rejects.toThrow('12 court dates open');
  expect(await dump(store)).toEqual(before);
});

test.for<[string, string, string]>([
  ['somebody who is not of the team', 'c1', 'from the list'],
  ['a court date that was closed', 'c9', 'settled already'],
])('a statement is not asked of %s', async ([, court, sentence]) => {
  const { of } = await living(
    caseOf({ courts: [{ id: 'c1', on: day('2026-12-01'), court: 'Court', promptOn: day('2026-11-24') }] }),
  );
  await expect(wantStatement(of(seat.constable), { ...first, court }, 'meadow|nobody')).rejects.toThrow(sentence);
});

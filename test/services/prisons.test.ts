import { expect, test } from 'vitest';
import { AREA } from '../../services/area.ts';
import { keepCurrent, recordCustody, recordRelease } from '../../services/custody.ts';
import { shortSentences } from '../../services/dueList.ts';
import { Areas } from '../../services/model.ts';
import { rolesOf } from '../../services/permission.ts';
import { namePrison } from '../../services/prisons.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { day } from '../../services/rules/days.ts';
import { must } from '../../services/work.ts';
import { richmond } from '../support/builders.ts';
import { CASE, caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { area, areaId, coordinator, holder, seat, stranger } from '../support/seated.ts';

const prisons = [{ id: 'p1', name: 'HMP Nowhere', contact: stranger }];
const here = { area: area({ prisons }) };
const custody: Custody = {
  kind: 'sentence',
  prison: 'hmp  NOWHERE',
  since: day('2026-11-03'),
  months: 4,
  releaseOn: day('2026-12-20'),
};
const typed = { prison: 'HMP Nowhere', supervised: 'no', releaseOn: day('2026-12-20') } as const;
const stay = { supervised: 'no', short: true, by: holder(seat.chair), at: '2026-11-03T10:00:00.000Z' } as const;
const inside = (change: Partial<Custody> = {}) => caseOf({ custody: { ...custody, ...change } });

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

test('custody is recorded once: the contact of the prison is told, and place and expected release are kept current', async () => {
  const { of, by, stored, told, happened } = await living();
  const toContact = async () => (await told()).filter((send) => send.kind === 'tell');
  expect(await recordCustody(of(seat.constable, here), { ...first, custody })).toBe('recorded');
  expect(await toContact()).toMatchObject([{ person: stranger, view: 'at your prison', subject: CASE }]);
  expect((await stored()).stay).toMatchObject({ supervised: 'unknown', short: true, by: holder(seat.constable) });
  const current = { ...typed, releaseOn: day('2026-12-12') };
  expect(await keepCurrent(by(stranger, here), { ...press(2), ...current })).toBe('done');
  expect(await keepCurrent(by(stranger, here), { ...press(2), ...current })).toBe('overtaken');
  expect(await toContact()).toHaveLength(1);
  expect(await stored()).toMatchObject({
    custody: { ...custody, prison: 'HMP Nowhere', releaseOn: '2026-12-12' },
    stay: { supervised: 'no', short: true, by: stranger },
  });
  expect((await happened()).map(({ what }) => what)).toEqual(['in prison', 'custody']);
});

test.for<[string, string | RegExp]>([
  ['NOWHERE', 'HMP Nowhere'],
  ['H.M.P.  nowhere', 'HMP Nowhere'],
  ['HM Prison Nowhere', 'HMP Nowhere'],
  ['HMP Nowhere Else', /“Prison”: the list has no such prison. It has “HMP Nowhere”; the co-ordinator adds others/],
  ['HMP', /the list has no such prison/],
])('typed as %j', async ([prison, said]) => {
  const { of, stored } = await living();
  const record = recordCustody(of(seat.constable, here), { ...first, custody: { ...custody, prison } });
  if (typeof said !== 'string') return expect(record).rejects.toThrow(said);
  expect(await record).toBe('recorded');
  expect((await stored()).custody?.prison).toBe(said);
});

test('custody put right keeps what is known of supervision; a new custody asks for it anew', async () => {
  const { of, stored } = await living(caseOf({ custody, stay }));
  const record = (version: number, change: Partial<Custody>) =>
    recordCustody(of(seat.constable, here), { ...press(version), custody: { ...custody, ...change } });
  await record(1, { months: 5 });
  expect((await stored()).stay).toMatchObject({ supervised: 'no', short: true });
  await recordRelease(of(seat.constable, here), { ...press(2), on: day('2026-11-04') });
  expect((await stored()).stay).toMatchObject({ supervised: 'no', short: true });
  await record(3, { since: day('2026-11-05') });
  expect((await stored()).stay).toMatchObject({ supervised: 'unknown', short: true });
});

test('a release that is not given any more is not known; one that has passed, or after the sentence, is refused', async () => {
  const { of, stored } = await living(inside({ endsOn: day('2027-03-03') }));
  const keep = (releaseOn?: string) =>
    keepCurrent(of(seat.chair, here), { ...first, ...typed, releaseOn: releaseOn ? day(releaseOn) : undefined });
  await expect(keep('2026-11-04')).rejects.toThrow('“Expected release”: it lies in the past');
  await expect(keep('2027-03-04')).rejects.toThrow('“Expected release”: it lies after the end of the sentence');
  expect(await keep()).toBe('done');
  expect((await stored()).custody).toEqual({
    ...custody,
    prison: 'HMP Nowhere',
    releaseOn: undefined,
    endsOn: '2027-03-03',
  });
});

test.for([
  ['the drug service', seat.drugs, false],
  ['the victims’ charity', seat.victims, false],
  ['the police', seat.constable, true],
  ['probation', seat.chair, true],
] as const)('%s keeps it current: %s', async ([, who, keeps]) => {
  const { of, stored } = await living(inside());
  const kept = keepCurrent(of(who, here), { ...first, ...typed });
  if (keeps) expect(await kept).toBe('done');
  else await expect(kept).rejects.toThrow('Only the contact of the prison');
  expect((await stored()).stay?.supervised).toBe(keeps ? 'no' : undefined);
});

test('nobody who is not in custody is kept current', async () => {
  const { of } = await living();
  await expect(keepCurrent(of(seat.chair, here), { ...first, ...typed })).rejects.toThrow('not recorded as in custody');
});

test('the contact of a prison is told nothing of a case that is closed to them', async () => {
  const { of, told } = await living(caseOf({ restrictedTo: [holder(seat.constable)] }));
  await recordCustody(of(seat.constable, here), { ...first, custody });
  expect(await told()).toEqual([]);
});

test('what the contact of the prison says of a release counts at once', async () => {
  const { by, stored } = await living(inside());
  expect(await recordRelease(by(stranger, here), { ...first, on: day('2026-11-05') })).toBe('recorded');
  expect((await stored()).custody?.released).toBe('2026-11-05');
});

test('somebody flagged stays on the list after release; of somebody supervised nothing is left (Le 1.20)', async () => {
  const flagged = await living();
  await recordCustody(flagged.of(seat.chair, here), { ...first, custody });
  await expect(recordRelease(flagged.of(seat.chair, here), { ...press(2), on: day('2026-11-06') })).rejects.toThrow(
    '“Released on”',
  );
  await recordRelease(flagged.of(seat.chair, here), { ...press(2), on: day('2026-11-05') });
  expect(await flagged.stored()).toMatchObject({ custody: { released: '2026-11-05' }, stay: { short: true } });
  expect((await shortSentences(flagged.of(seat.youth))).found.map(({ ref }) => ref)).toEqual([CASE]);

  const supervised = await living(inside());
  await keepCurrent(supervised.of(seat.chair, here), { ...first, ...typed, supervised: 'yes' });
  expect((await shortSentences(supervised.of(seat.youth))).found).toEqual([]);
  await recordRelease(supervised.of(seat.chair, here), { ...press(2), on: day('2026-11-05') });
  expect((await supervised.stored()).stay).toBeUndefined();
});

test('the contact of a prison has a part in the cases of people there, and only while they are there', async () => {
  const { by } = await living();
  const roles = (change: Parameters<typeof caseOf>[0]) =>
    rolesOf(area({ prisons }), richmond, by(stranger).actor, { case: caseOf(change) }).has('prison contact');
  expect(roles({ custody })).toBe(true);
  expect(roles({ custody: { ...custody, released: day('2026-11-04') } })).toBe(false);
  expect(roles({ custody: { ...custody, prison: 'HMP Elsewhere' } })).toBe(false);
  expect(roles({ custody, restrictedTo: [holder(seat.chair)] })).toBe(false);
  expect(roles({})).toBe(false);
});

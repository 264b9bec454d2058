import { expect, test } from 'vitest';
import { answerOffer, makeOffer, offersOf } from '../../services/offers.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { day } from '../../services/rules/days.ts';
import { caseOf } from '../support/cases.ts';
import { first, living, press } from '../support/life.ts';
import { area, at, holder, seat } from '../support/seated.ts';
import { dump } from '../support/tables.ts';

const offer = {
  pathway: 'accommodation',
  what: 'A place in a supported house',
  on: day('2026-11-04'),
  who: 'Invented Worker',
};
const accepted = { response: 'accepted', on: day('2026-11-05') } as const;

test('an offer and how the person responded are kept, the newest offer first', async () => {
  const { store, of, happened } = await living();
  expect(await makeOffer(of(seat.housing), first, offer)).toBe('done');
  expect(await makeOffer(of(seat.drugs, { now: at(31) }), press(2), { ...offer, what: 'A drugs course' })).toBe('done');
  const [second, one] = await offersOf({ store, area: area() }, first.case);
  expect([second?.what, one?.what]).toEqual(['A drugs course', 'A place in a supported house']);
  expect(one).toMatchObject({ agency: 'housing', by: holder(seat.housing), answers: [] });

  const answer = { ...press(3), offer: one?.id ?? '' };
  expect(await answerOffer(of(seat.housing), answer, accepted)).toBe('done');
  expect(await answerOffer(of(seat.housing), answer, accepted)).toBe('overtaken');
  const missed = { response: 'did not attend', on: day('2026-11-05'), note: 'Nobody there.' } as const;
  expect(await answerOffer(of(seat.youth), { ...answer, version: 4 }, missed)).toBe('done');
  const [, kept] = await offersOf({ store, area: area() }, first.case);
  expect(kept?.answers).toEqual([
    { ...accepted, by: holder(seat.housing) },
    { ...missed, by: holder(seat.youth) },
  ]);
  expect((await happened()).map(({ what }) => what).sort()).toEqual(['answered', 'answered', 'offered', 'offered']);
});

test.for<[string, (of: Awaited<ReturnType<typeof living>>['of']) => Promise<unknown>, string]>([
  ['an offer on no pathway', (of) => makeOffer(of(seat.drugs), first, { ...offer, pathway: 'golf' }), 'from the list'],
  ['a response to no offer', (of) => answerOffer(of(seat.drugs), { ...first, offer: 'x' }, accepted), 'no such offer'],
])('%s is refused and changes nothing', async ([, ask, sentence]) => {
  const { store, of } = await living();
  const before = await dump(store);
  await expect(ask(of)).rejects.toThrow(sentence);
  expect(await dump(store)).toEqual(before);
});

test('nobody responds before they are asked, and one offer takes ten responses', async () => {
  const { store, of } = await living();
  await makeOffer(of(seat.housing), first, offer);
  const [one] = await offersOf({ store, area: area() }, first.case);
  const answer = (version: number, on: string) =>
    answerOffer(of(seat.housing), { ...press(version), offer: one?.id ?? '' }, { ...accepted, on: day(on) });
  await expect(answer(2, '2026-11-03')).rejects.toThrow('“When”: it lies before the day of the offer');
  for (let version = 2; version < 12; version += 1) expect(await answer(version, '2026-11-05')).toBe('done');
  await expect(answer(12, '2026-11-05')).rejects.toThrow('This offer has 10 responses');
});

test('the first offer after release takes somebody with a short sentence off the list (Le 1.20)', async () => {
  const stay = {
    supervised: 'no',
    short: true,
    by: holder(seat.chair),
    at: '2026-11-03T10:00:00.000Z',
  } as const;
  const custody: Custody = {
    kind: 'sentence',
    prison: 'HMP Nowhere',
    since: day('2026-10-01'),
    months: 4,
    released: day('2026-11-03'),
  };
  const { of, stored, index } = await living(caseOf({ stay, custody }));
  const short = async () => (await index()).found.filter((id) => id.startsWith('short|'));
  expect(await short()).toHaveLength(1);
  await makeOffer(of(seat.housing), first, { ...offer, on: day('2026-11-02') });
  expect(await short()).toHaveLength(1);
  await makeOffer(of(seat.housing), press(2), offer);
  expect(await short()).toEqual([]);
  expect((await stored()).stay?.helped).toBe('2026-11-04');
});

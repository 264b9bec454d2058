import { expect, test } from 'vitest';
import { Offers } from '../../services/caseModel.ts';
import { day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { AREA_ID, people } from '../support/builders.ts';
import { caseDesk } from '../support/caseDesk.ts';
import { CASE } from '../support/cases.ts';
import { readable } from '../support/desk.ts';
import { typed } from '../support/fullest.ts';
import { golden } from '../support/golden.ts';

const offer = {
  pathway: 'accommodation',
  what: 'A place in a supported house',
  on: '2026-10-12',
  who: 'Amara Placeholder',
};

const offered = async () => {
  const desk = await caseDesk();
  await desk.send('offer.make', offer, 'housing');
  const [row] = await desk.store.list(AREA_ID, Offers, CASE);
  return { ...desk, of: row?.doc.id ?? '' };
};

test('offers and how the person responded', async () => {
  const desk = await caseDesk();
  golden('offer-none', await desk.open('offer.list'));
  golden('offer-form', await desk.open('offer.form', {}, 'housing'));
  golden('offer-made', await desk.send('offer.make', offer, 'housing'));
});

test('a response is recorded beside its offer', async () => {
  const desk = await offered();
  golden('offer-response-form', await desk.open('offer.asks', { of: desk.of }));
  const response = { of: desk.of, response: 'did not attend', when: '2026-10-20', note: 'Nobody came.' };
  golden('offer-answered', await desk.send('offer.answer', response));
});

test('the intervention statement tells a court what was offered, when, and how the person responded (L)', async () => {
  const desk = await offered();
  await desk.send('offer.answer', { of: desk.of, response: 'accepted', when: '2026-10-14' });
  await desk.send('offer.make', { ...offer, pathway: 'health', what: 'A place with a GP', on: '2026-11-02' });
  golden('offer-statement', await desk.open('offer.statement'));
  golden('offer-period', await desk.open('offer.period'));
  const october = await desk.open('offer.statement', { from: '2026-10-01', to: '2026-10-31' });
  expect(readable(october)).toContain('1 offer, 1 with a response');
  expect(
    await desk.refused('offer.statement', { case: CASE, from: '2026-11-01', to: '2026-10-01' }, 'police'),
  ).toContain('the period ends before it begins');
});

test('a court is told of every offer, and the list has each, however many there are', async () => {
  const desk = await caseDesk();
  const one = { ...offer, case: CASE, on: day(offer.on), by: people.police, answers: [] };
  const all = Array.from({ length: 305 }, (_, n) => create(Offers, `${CASE}|${n}`, { ...one, id: `${n}` }));
  for (let from = 0; from < all.length; from += 90) await desk.store.commit(AREA_ID, all.slice(from, from + 90));
  expect(readable(await desk.open('offer.statement'))).toContain('305 offers, 0 with a response');
  expect(readable(await desk.open('offer.list'))).toContain('305 offers, the newest first');
});

test.for<[string, object, string]>([
  ['on no pathway', { ...offer, pathway: '' }, '“Pathway”: it is needed'],
  ['of nothing', { ...offer, what: '' }, '“What was offered”: it is needed'],
  ['in too many words', { ...offer, what: 'x'.repeat(201) }, '“What was offered”: it can be 200 characters at most'],
  ['that lies ahead', { ...offer, on: '2026-11-06' }, '“Offered on”: it lies in the future'],
])('an offer %s is refused by name', async ([, given, sentence]) => {
  const desk = await caseDesk();
  expect(await desk.refusedOf('offer.make', given)).toContain(sentence);
  expect(await desk.store.list(AREA_ID, Offers)).toEqual([]);
});

test('hundreds of offers, each with all it may hold, are read page by page', async () => {
  const desk = await caseDesk();
  const full = (id: string) => ({
    id,
    case: CASE,
    pathway: 'accommodation',
    what: typed(200),
    on: day('2026-10-01'),
    who: typed(80),
    agency: 'housing',
    by: people.housing,
    answers: Array.from({ length: 10 }, () => ({
      response: 'did not attend' as const,
      on: day('2026-10-02'),
      note: typed(200),
      by: people.police,
    })),
  });
  const ids = Array.from({ length: 60 }, (_, at) => `o${String(at).padStart(3, '0')}`);
  for (let from = 0; from < ids.length; from += 10)
    await desk.store.commit(
      AREA_ID,
      ids.slice(from, from + 10).map((id) => create(Offers, `${CASE}|${id}`, full(id))),
    );
  for (const verb of ['offer.list', 'offer.statement'])
    for (const page of [1, 2, 99]) expect(readable(await desk.open(verb, { page }))).toContain('Did not attend');
});

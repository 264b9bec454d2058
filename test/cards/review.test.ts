import { expect, test } from 'vitest';
import { tellings } from '../../cards/index.ts';
import { minutesCard } from '../../cards/minutes/card.ts';
import { postAgenda } from '../../services/agenda.ts';
import type { Rag } from '../../services/caseModel.ts';
import { readMinutes } from '../../services/minutes.ts';
import type { AgendaItem } from '../../services/model.ts';
import { day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { type AtTable, atTable } from '../support/atTable.ts';
import { CASE, caseOf, inColour, laid } from '../support/cases.ts';
import { buttons, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';
import { area, areaId, at, coordinator, holder, seat, stranger } from '../support/seated.ts';

const due: AgendaItem = { id: `${CASE}-reviews-due`, heading: 'reviews due', case: CASE, state: 'waiting', aside: [] };
const red: AgendaItem = { ...due, id: `${CASE}-red-cases`, heading: 'red cases' };
const again: AgendaItem = { ...due, id: `${CASE}-de-selections`, heading: 'de-selections' };
const rag: Rag = { colour: 'red', since: day('2026-10-01'), why: 'He is not seen.' };
const chair = holder(seat.chair);
const housing = holder(seat.housing);
const of = (item: AgendaItem) => ({ meeting: 'm1', item: item.id });
const verbs = (card: Parameters<typeof buttons>[0]) => buttons(card).map(({ verb }) => verb);
const typed = { version: 1, outcome: 'stay', why: 'He keeps to the plan.', next: '2027-02-05' };

const minuted = async ({ store }: AtTable, reader?: string) =>
  minutesCard({
    minutes: await readMinutes({ store, area: area() }, 'm1'),
    scheme: inColour,
    area: areaId,
    page: 1,
    ...(reader && { reader: reader as `${string}|${string}` }),
  });

test('the chair opens the item, records the review on it, and reads it in the minutes', async () => {
  const table = await atTable(caseOf(), { items: [due] });
  const item = await table.press(chair, 'agenda.item', of(due));
  golden('review-item-chair', item);
  expect(verbs(item)).toContain('review.form');
  expect(verbs(item)).not.toContain('agenda.done');
  expect(verbs(await table.press(housing, 'agenda.item', of(due)))).not.toContain('review.form');
  golden('review-form', await table.press(chair, 'review.form', of(due)));
  golden('review-recorded', await table.press(chair, 'review.record', { ...of(due), ...typed }));
  golden('review-in-minutes', await minuted(table, chair));
  const inChannel = readable(await minuted(table));
  expect(inChannel).toContain('Stays as it is. Next review on 5 February 2027.');
  expect(inChannel).not.toContain('keeps to the plan');
  expect(readable(await table.press(chair, 'review.record', { ...of(due), ...typed, version: 2 }))).toContain(
    'moved on before your press',
  );
});

test('another colour: the item then has its vote', async () => {
  const table = await atTable(caseOf({ rag: { ...rag, colour: 'amber' } }), { items: [due] }, inColour);
  golden('review-form-in-colour', await table.press(chair, 'review.form', of(due)));
  const press = { ...of(due), ...typed, outcome: 'colour', colour: 'red', next: '' };
  const item = await table.press(chair, 'review.record', press);
  golden('review-colour-proposed', item);
  expect(verbs(item)).toContain('vote.proposal');
  const vote = await table.press(chair, 'vote.proposal', of(due));
  expect(readable(vote)).toContain(`That ${CASE} is set to red.`);
});

test('red: each agency gives its input beforehand, and the chair sees who has given none', async () => {
  const table = await atTable(caseOf({ rag }), { items: [red] }, inColour);
  golden('review-input-empty', await table.press(housing, 'review.input', of(red)));
  const said = { ...of(red), version: 0, said: 'He has not been home since Friday.' };
  golden('review-input-given', await table.press(housing, 'review.give', said));
  expect(readable(await table.press(housing, 'review.give', said))).toContain('moved on before your press');
  golden('review-inputs', await table.press(holder(seat.youth), 'review.inputs', { ...of(red), page: 1 }));
  golden('review-item-red-chair', await table.press(chair, 'agenda.item', of(red)));
  const member = await table.press(holder(seat.youth), 'agenda.item', of(red));
  golden('review-item-red-member', member);
  expect(readable(member)).not.toContain('No input yet');
  golden('review-form-red', await table.press(chair, 'review.form', of(red)));
  await table.press(chair, 'review.record', { ...of(red), ...typed, next: '' });
  expect(readable(await minuted(table, chair))).toContain('Gave no input');
});

test('when the agenda goes out, everybody with a seat is told once of the cases that call for their input', async () => {
  const other = caseOf({ ref: 'RICH-2026-015', rag });
  const table = await atTable(caseOf({ rag }), { items: [], agendaPostedAt: undefined, state: 'planned' }, inColour);
  await table.store.commit(areaId, laid(other, caseOf({ ref: 'RICH-2026-016', rag: { ...rag, colour: 'green' } })));
  await postAgenda(table.by(coordinator, { scheme: inColour }), 'm1');
  const told = (await table.store.list(areaId, Outbox)).flatMap(({ doc: { send } }) =>
    send.kind === 'tell' && send.view === 'input asked' ? [send] : [],
  );
  const { seats } = await table.meeting();
  expect(told.map(({ person }) => person).sort()).toEqual(seats.map(({ seat: id }) => holder(id)).sort());
  expect(new Set(told.map(({ subject }) => subject))).toEqual(new Set(['m1']));
  const place = { store: table.store, area: area(), scheme: inColour, now: at(0) };
  const card = (await tellings.get('input asked')?.card(place, housing, 'm1'))?.card;
  if (!card) throw new Error('nothing is told');
  golden('review-asked', card);
  expect(readable(card)).not.toContain('RICH-2026-016');
  expect(await table.press(housing, 'review.asked', { meeting: 'm1' })).toEqual(card);
});

test('where no case calls for it, nobody is asked', async () => {
  const table = await atTable(caseOf(), { items: [], agendaPostedAt: undefined, state: 'planned' }, inColour);
  await postAgenda(table.by(coordinator, { scheme: inColour }), 'm1');
  const views = (await table.store.list(areaId, Outbox)).map(({ doc: { send } }) => send.view);
  expect(views).toEqual(['agenda']);
});

test('the input of sixteen seats, each as long as it may be, goes in pages', async () => {
  const table = await atTable(caseOf({ rag }), { items: [red] }, inColour);
  const long = '語'.repeat(1000);
  for (const { seat: id } of (await table.meeting()).seats)
    await table.press(holder(id), 'review.give', { ...of(red), version: 0, said: long });
  const first = await table.press(chair, 'review.inputs', { ...of(red), page: 1 });
  expect(readable(first)).toContain('page 1 of');
  expect(readable(first)).toContain('Every agency has given its input.');
});

test('near the end of a long sentence it is considered whether to refer somebody again', async () => {
  const removal = { on: day('2026-11-05'), reason: 'long-custody', why: 'He is away until 2029.' };
  const table = await atTable(caseOf({ state: 'removed', removal, reselectOn: day('2026-11-01') }), { items: [again] });
  golden('review-item-reselection', await table.press(chair, 'agenda.item', of(again)));
  golden('review-reselection', await table.press(chair, 'review.form', of(again)));
  const press = { ...of(again), version: 1, outcome: 'later', why: 'His parole was put off.', next: '2027-05-01' };
  golden('review-reselection-later', await table.press(chair, 'review.reselect', press));
});

test.for<[string, object, string]>([
  ['nothing in words', { why: ' ' }, '“In words” is needed'],
  ['a date that is none', { next: 'soon' }, '“Next review”: it is not a date'],
  ['a colour that nobody sets', { colour: 'blue' }, 'choose a colour from the list'],
  ['the day of the meeting as the next', { next: '2026-11-05' }, 'after the day of the meeting'],
])('a review with %s is refused and names the field', async ([, change, sentence]) => {
  const table = await atTable(caseOf(), { items: [due] });
  expect(await table.refused(chair, 'review.record', { ...of(due), ...typed, ...change })).toContain(sentence);
});

test.for(['review.form', 'review.record', 'review.reselect'])('a member does not use %s', async (verb) => {
  const table = await atTable(caseOf(), { items: [due] });
  const outcome = verb === 'review.reselect' ? 'not now' : 'stay';
  for (const person of [housing, stranger])
    expect(await table.refused(person, verb, { ...of(due), ...typed, outcome })).toContain('Only the chair');
});

test('whoever stands aside reads no input, and nobody without a seat gives any', async () => {
  const table = await atTable(caseOf({ rag }), { items: [red] }, inColour);
  await table.press(housing, 'agenda.interest', of(red));
  expect(await table.refused(housing, 'review.inputs', { ...of(red), page: 1 })).toContain('declared an interest');
  expect(await table.refused(housing, 'review.input', of(red))).toContain('declared an interest');
  expect(await table.refused(coordinator, 'review.input', of(red))).toContain('Only members');
});

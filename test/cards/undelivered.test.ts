/** What could not be delivered reaches the co-ordinator: on one card, in plain words, and never about itself. */
import { expect, test } from 'vitest';
import { lastPosted, renderer } from '../../bot/rendering.ts';
import { LogEntries } from '../../services/log.ts';
import { Outbox } from '../../services/sends.ts';
import { create } from '../../services/store.ts';
import { type Told, Tolds } from '../../services/told.ts';
import { type Undelivered, Undelivereds } from '../../services/undelivered.ts';
import { AREA_ID, NOW, people } from '../support/builders.ts';
import { buttons, deskOf, readable } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const tell = (person = people.police, view = 'action'): Undelivered['send'] => ({
  kind: 'tell',
  person,
  view,
  subject: 'a1',
});
const base = { at: '2026-11-03T09:30:00.000Z', failedAt: '2026-11-03T09:31:00.000Z' };
const three: readonly (readonly [string, Undelivered])[] = [
  ['2026-11-03T09:30:00.000Z|1', { ...base, send: tell(), why: 'blocked', code: 'ConversationBlockedByUser' }],
  [
    '2026-11-03T09:30:00.000Z|2',
    {
      ...base,
      send: tell(people.chair, 'day'),
      why: 'not confirmed',
      code: '502',
      again: true,
      occurrences: ['day|1'],
    },
  ],
  [
    '2026-11-03T09:30:00.000Z|3',
    {
      ...base,
      send: { kind: 'show', view: 'meeting', subject: 'm1', channel: '19:panel@thread.tacv2' },
      why: 'fault',
      code: 'ServiceError',
    },
  ],
];

const deskWith = async (all = three) => {
  const desk = await deskOf();
  const told: Told = { at: base.at, send: tell(people.chair, 'day'), fate: 'failed', settledAt: base.failedAt };
  await desk.store.commit(AREA_ID, [
    ...all.map(([id, doc]) => create(Undelivereds, id, doc)),
    create(Tolds, 'day|1', told),
  ]);
  return {
    ...desk,
    coordinator: (verb: string, data: object = {}) => desk.press(verb, data, 'coordinator'),
    waiting: async () => (await desk.store.list(AREA_ID, Undelivereds)).map(({ id }) => id.slice(-1)),
    outbox: async () => (await desk.store.list(AREA_ID, Outbox)).map(({ doc }) => doc),
  };
};

test('what kind of card, to whom, when and why not', async () => {
  const desk = await deskWith();
  golden('undelivered-list', await desk.coordinator('undelivered.list'));
  golden('undelivered-none', await (await deskWith([])).coordinator('undelivered.list'));
});

test('is for the co-ordinator alone', async () => {
  const desk = await deskWith();
  expect(await desk.refused('undelivered.list', {}, 'chair')).toContain('Only the co-ordinator');
});

test('tried again, it is back in the outbox, says that it may have come before, and its occurrence waits again', async () => {
  const desk = await deskWith();
  const card = await desk.coordinator('undelivered.retry', { sent: three[1]?.[0] });
  golden('undelivered-tried-again', card);
  expect(await desk.waiting()).toEqual(['1', '3']);
  expect(await desk.outbox()).toEqual([
    { at: base.at, send: three[1]?.[1].send, state: 'waiting', attempts: 0, again: true, occurrence: 'day|1' },
  ]);
  expect((await desk.store.get(AREA_ID, Tolds, 'day|1'))?.doc).toMatchObject({ fate: 'waiting', again: true });
  expect((await desk.store.get(AREA_ID, Tolds, 'day|1'))?.doc.settledAt).toBeUndefined();
});

test('pressed twice, it is sent once and the second press says so', async () => {
  const desk = await deskWith();
  await desk.coordinator('undelivered.retry', { sent: three[0]?.[0] });
  for (const verb of ['undelivered.retry', 'undelivered.leave'])
    expect(readable(await desk.coordinator(verb, { sent: three[0]?.[0] }))).toContain('moved on before');
  expect(await desk.outbox()).toHaveLength(1);
  const logged = (await desk.store.list(AREA_ID, LogEntries)).map(({ doc }) => doc.what);
  expect(logged.filter((what) => what.startsWith('undelivered'))).toEqual(['undelivered.retry']);
});

test('left, it stays unsaid, and its occurrence says that it failed', async () => {
  const desk = await deskWith();
  golden('undelivered-left', await desk.coordinator('undelivered.leave', { sent: three[1]?.[0] }));
  expect(await desk.waiting()).toEqual(['1', '3']);
  expect(await desk.outbox()).toEqual([]);
  expect((await desk.store.get(AREA_ID, Tolds, 'day|1'))?.doc.fate).toBe('failed');
});

test('all are tried again that the co-ordinator saw, and none that came since', async () => {
  const desk = await deskWith();
  const seen = await desk.coordinator('undelivered.list');
  const { data } = buttons(seen).find(({ title }) => title === 'Try all again') as { data: { last: string } };
  await desk.store.commit(AREA_ID, [
    create(Undelivereds, '2026-11-03T09:40:00.000Z|4', { ...base, send: tell(), why: 'disabled', code: 'x' }),
  ]);
  expect(readable(await desk.coordinator('undelivered.all', { last: data.last }))).toContain('3 cards are being tried');
  expect(await desk.waiting()).toEqual(['4']);
  expect(await desk.outbox()).toHaveLength(3);
});

test('the co-ordinator’s own card is the same list; with nothing left there is none', async () => {
  const desk = await deskWith();
  const render = renderer(desk.store, desk.desk.schemes, () => NOW, lastPosted());
  const told = () => render.tell(AREA_ID, people.coordinator, 'not delivered', 'not delivered', false);
  expect(await told()).toMatchObject({ summary: '3 cards not delivered' });
  expect((await told())?.card).toEqual(await desk.coordinator('undelivered.list'));
  for (const [sent] of three) await desk.coordinator('undelivered.leave', { sent });
  expect(await told()).toBeUndefined();
});

test('a long trouble makes a list in pages, each of which Teams takes', async () => {
  const desk = await deskWith();
  const more = Array.from({ length: 80 }, (_, n): [string, Undelivered] => [
    `2026-11-03T09:35:00.000Z|${String(n).padStart(3, '0')}`,
    { ...base, send: tell(people.chair, 'day'), why: 'no conversation', code: '404', again: true },
  ]);
  await desk.store.commit(
    AREA_ID,
    more.map(([id, doc]) => create(Undelivereds, id, doc)),
  );
  const first = await desk.coordinator('undelivered.list');
  expect(readable(first)).toContain('83 cards could not be delivered');
  expect(readable(await desk.coordinator('undelivered.list', { page: 2 }))).toContain('page 2 of');
});

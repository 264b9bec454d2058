/** The police feed over HTTP, through the real bot: dropped in the rehearsal room, read against the register, told of. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { castings } from '../rehearsal/castings.ts';
import { feedSample, loadSample } from '../rehearsal/sample.ts';
import { setUp } from '../rehearsal/setup.ts';
import { Cases } from '../services/caseModel.ts';
import { FeedFiles, FeedLines } from '../services/feedModel.ts';
import { LogEntries } from '../services/log.ts';
import { FeedChanges, Feeds } from '../services/overnightModel.ts';
import { CaseEvents } from '../services/timeline.ts';
import { keyOf, type Panel, startPanel } from './support/panel.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel({ casting: castings.london });
  await setUp(panel.room);
  await loadSample(panel.room);
});
afterAll(() => panel.stop());

const police = () => panel.room.as(cast.inspector);
const caseOf = async (name: string) =>
  (await panel.store.list(panel.area, Cases)).map(({ doc }) => doc).find(({ identity }) => identity.name === name);

test('dropped in a channel, a feed is declined with the reason, and not opened', async () => {
  await police().drop('feed.csv', await feedSample(), { channel: 'IOM panel' });
  await police().card('everybody in this conversation can read them', { channel: 'IOM panel' });
  expect(await panel.store.list(panel.area, FeedFiles)).toEqual([]);
});

test('dropped by others it is declined, with who may', async () => {
  const housing = panel.room.as(cast.housing);
  await housing.drop('feed.csv', await feedSample());
  await housing.card('Only the co-ordinator and people of the police can do this');
  const coordinator = panel.room.as(cast.coordinator);
  await coordinator.drop('feed.csv', await feedSample());
  await coordinator.card('Only people of the police may drop it: Metropolitan Police.');
  expect(await panel.store.list(panel.area, FeedLines)).toEqual([]);
  expect(await panel.store.list(panel.area, Feeds)).toEqual([]);
});

test('how a feed is written is told to the police who ask', async () => {
  await police().say('feed');
  const how = await police().card('PNC is the Police National Computer');
  expect(how.text).toContain('None has come today');
  expect(how.text).toContain('Bail to return');
});

test('dropped by the police, its lines come onto the cases; the card says what came of it', async () => {
  await police().drop('feed.csv', await feedSample());
  const done = await police().card('Every line is read against the register');
  for (const [of, number] of [
    ['Lines', 8],
    ['Changed a case', 5],
    ['Said nothing new', 1],
    ['About people on no register', 1],
    ['To put right, not taken', 1],
  ] as const)
    expect(done.text).toMatch(new RegExp(`${of}:\\s+${number}\\b`));
  expect(done.text).toMatch(/Line 9, Bail to return:\s+“soon” is not a day/);
  expect(await caseOf('Zebedee Nonesuch')).toMatchObject({ wanted: { since: '2026-11-20' } });
  expect(await caseOf('Isolde Fictive')).toMatchObject({
    custody: { kind: 'remand', prison: 'HMP Unreal', since: '2026-11-23' },
    rag: { colour: 'blue', before: { colour: 'red' } },
  });
  // The panel is told of custody by reference, never by name.
  const { ref = '' } = (await caseOf('Isolde Fictive')) ?? {};
  const told = await police().card(`${ref} is in custody`, { channel: 'IOM panel' });
  expect(told.text).not.toContain('Isolde');
  const kinds = (await panel.store.list(panel.area, FeedChanges)).map(({ doc }) => [doc.ref, doc.what]);
  expect(kinds).toContainEqual([ref, 'in prison']);
  const collected = (await panel.store.list(panel.area, LogEntries)).filter(({ doc }) => doc.what === 'feed.take');
  expect(collected.every(({ doc }) => doc.category === 'collection' && doc.who === keyOf(cast.inspector))).toBe(true);
  expect(new Set(collected.flatMap(({ doc }) => doc.whose)).size).toBe(5);
});

test('dropped again, it changes nothing', async () => {
  const before = (await panel.store.list(panel.area, CaseEvents)).length;
  await police().drop('feed-again.csv', await feedSample());
  const done = await police().card(
    ({ text }) => text.includes('feed-again.csv') && text.includes('Every line is read against the register'),
  );
  expect(done.text).toMatch(/Changed a case:\s+0\b/);
  expect(await panel.store.list(panel.area, CaseEvents)).toHaveLength(before);
  expect(await panel.store.list(panel.area, Feeds)).toHaveLength(2);
});

test('a case says who is wanted, and its history what the police knew', async () => {
  const { ref = '' } = (await caseOf('Zebedee Nonesuch')) ?? {};
  const seen = await panel.press(cast.inspector, 'case.view', { case: ref, tab: 'summary', page: 1 });
  expect(JSON.stringify(seen)).toContain('since 20 November 2026. Failed to appear');
  const first = (await caseOf('Quillon Testerby'))?.ref ?? '';
  const history = await panel.press(cast.inspector, 'case.view', { case: first, tab: 'history', page: 1 });
  expect(JSON.stringify(history)).toContain('Offence of 14 November 2026: Burglary.');
});

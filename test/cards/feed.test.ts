import { describe, expect, test } from 'vitest';
import { type FeedView, feedCard, feedInWords, feedsCard } from '../../cards/feed/card.ts';
import { type FeedFile, FeedFiles, MOST_FAULTS } from '../../services/feedModel.ts';
import { FEED_FINDINGS } from '../../services/feeds.ts';
import type { Fault } from '../../services/importModel.ts';
import { addDays, day } from '../../services/rules/days.ts';
import { create } from '../../services/store.ts';
import { CaseEvents, datedTo, noonOf } from '../../services/timeline.ts';
import { AREA_ID, people } from '../support/builders.ts';
import { caseDesk, caseHere } from '../support/caseDesk.ts';
import { CASE } from '../support/cases.ts';
import { deskOf, readable } from '../support/desk.ts';
import { typed } from '../support/fullest.ts';
import { golden, lint } from '../support/golden.ts';

const doc = (change: Partial<FeedFile> = {}): FeedFile => ({
  ...{ id: 'f1', file: 'feed *5 November*.csv', by: people.police, at: '2026-11-05T07:30:00.000Z' },
  ...{ day: day('2026-11-05'), state: 'done', reading: 'r', unknown: [], lines: 57, known: 51, taken: 51, within: 0 },
  ...{ sofar: 'unchanged', changed: 6, bad: 0, faults: 0, missing: { count: 0, lines: '' } },
  ...change,
});
const faults: Fault[] = [
  { line: 3, column: 'Bail to return', why: '“soon” is not a day; write it as 2026-11-05, 05/11/2026 or 5 Nov 2026' },
  { line: 9, why: 'has a quotation mark that is never closed' },
];
const view = (change: Partial<FeedFile> = {}, more: Partial<FeedView> = {}): FeedView => ({
  doc: doc(change),
  findings: { faults: [], pages: 1 },
  page: 1,
  area: AREA_ID,
  ...more,
});

describe('a feed, as it looks', () => {
  test.for<[string, FeedView]>([
    ['taking', view({ state: 'taking', taken: 17 })],
    ['done', view()],
    [
      'done-findings',
      view(
        { bad: 20, faults: 22, unknown: ['Shoe size'], missing: { count: 4, lines: '4 to 6, 12' } },
        { findings: { faults, pages: 2 }, page: 2 },
      ),
    ],
    ['unreadable', view({ state: 'unreadable', why: 'The file has more than 20000 lines. Divide it.' })],
  ])('%s', ([name, seen]) => golden(`feed-${name}`, feedCard(seen)));

  test('the list, with how to write one', () => {
    const all = [doc({ state: 'taking', taken: 3 }), doc({ id: 'f0', file: 'yesterday.csv' })];
    golden('feed-list', feedsCard(all, { status: 'here', lines: 57, changed: 6, bad: 2 }, AREA_ID));
  });

  test('a long list is turned through to the oldest', () => {
    const all = Array.from({ length: 90 }, (_, n) => doc({ id: `f${n}`, file: `feed${100 + n}` }));
    const page = (at: number) => readable(feedsCard(all, { status: 'stale' }, AREA_ID, at));
    expect(page(1)).toContain('Next page');
    expect(page(99)).toContain('Columns, in any order');
    expect(all.every(({ file }) => [1, 2, 3, 4, 5].some((at) => page(at).includes(file)))).toBe(true);
  });

  test.for([
    ['stale', { status: 'stale', last: day('2026-11-04') }, 'None has come today; the last was of 4 November 2026.'],
    ['never', { status: 'stale' }, 'None has come today, nor in the forty days before.'],
  ] as const)('of a %s feed that is said', ([, standing, sentence]) => {
    expect(readable(feedsCard([], standing, AREA_ID))).toContain(sentence);
  });
});

test('every state has words of its own', () => {
  const states = ['taking', 'done', 'unreadable'] as const;
  expect(new Set(states.map((state) => feedInWords(doc({ state })))).size).toBe(states.length);
});

test('a full page of the longest findings is within what Teams takes', () => {
  const long = Array.from({ length: FEED_FINDINGS }, (_, line) => ({
    line: 10_000 + line,
    column: 'ф'.repeat(60),
    why: `“${'ф'.repeat(60)}…” ${'words '.repeat(30)}`,
  }));
  const card = feedCard(
    view(
      {
        ...{ lines: 20_000, bad: 20_000, faults: MOST_FAULTS, file: 'ф'.repeat(150) },
        unknown: Array.from({ length: 20 }, () => 'ф'.repeat(60)),
        missing: { count: 9_000, lines: `${'10000 to 20000, '.repeat(60)} and others` },
      },
      { findings: { faults: long, pages: 67 }, page: 67 },
    ),
  );
  expect(lint(card)).toEqual([]);
  expect(JSON.stringify(card)).toContain('What goes beyond this is not listed.');
});

test('a file is opened by whoever dropped it; to others of the police it is closed, and nobody else drops one', async () => {
  const desk = await deskOf();
  await desk.store.commit(AREA_ID, [create(FeedFiles, 'f1', doc())]);
  expect(readable(await desk.press('feed.view', { feed: 'f1', page: 1 }, 'police'))).toContain('Changed a case');
  // A button of before it was known to be a feed.
  expect(readable(await desk.press('import.view', { import: 'f1', page: 1 }, 'police'))).toContain('Changed a case');
  expect(readable(await desk.press('feed.list', {}, 'police'))).toContain('57 lines, 6 changed a case');
  expect(await desk.refused('feed.view', { feed: 'f1', page: 1 }, 'coordinator')).toContain('Only whoever dropped');
  for (const who of ['housing', 'chair'] as const) {
    const refusal = await desk.refused('import.drop', { file: 'feed.csv', source: 'https://x.example/f' }, who);
    expect(refusal).toBe('Only the co-ordinator and people of the police can do this. Nothing was changed.');
    expect(await desk.refused('feed.list', {}, who)).toBe(
      'Only people of the police can do this. Nothing was changed.',
    );
  }
  const dropped = await desk.press('import.drop', { file: 'feed.csv', source: 'https://x.example/f' }, 'police');
  golden('feed-dropped', dropped);
});

test('a long offending history is read page by page, to the first offence', async () => {
  const desk = await caseDesk();
  const days = Array.from({ length: 95 }, (_, n) => addDays(day('2026-10-02'), -n));
  await desk.store.commit(
    AREA_ID,
    days.map((on) =>
      create(CaseEvents, `${datedTo(CASE, on)}e1`, {
        ...{ at: noonOf(on).toISOString(), by: people.police },
        ...{ what: 'offended', on, type: `On ${on}` },
      }),
    ),
  );
  const read = [1, 2, 3].map((page) => desk.open('offence.view', { page }));
  const text = (await Promise.all(read)).map(readable).join('\n');
  for (const on of days) expect(text).toContain(`On ${on}`);
});

test('what a feed brings can be typed: pending cases and offences, each once', async () => {
  const desk = await caseDesk();
  golden('offence-none', await desk.open('offence.view'));
  golden('offence-pending-form', await desk.open('pending.form'));
  golden('offence-form', await desk.open('offence.form'));
  await desk.send('pending.keep', { cases: 'Burglary; Invented Crown Court\n\nAffray' });
  // As a register brought it, without its kind.
  const on = day('2026-10-02');
  await desk.store.commit(AREA_ID, [
    create(CaseEvents, `${datedTo(CASE, on)}e1`, {
      at: noonOf(on).toISOString(),
      by: people.police,
      what: 'offended',
      on,
    }),
  ]);
  golden('offence-all', await desk.send('offence.add', { on: '2026-11-03', type: 'Theft of a garden gnome' }));
  expect((await desk.row()).doc.pending).toEqual(['Burglary', 'Invented Crown Court', 'Affray']);
  expect(readable(await desk.open('court.view'))).toContain('Burglary; Invented Crown Court; Affray');
  expect(readable(await desk.open('case.view', { tab: 'history', page: 1 }))).toContain(
    'Offence of 3 November 2026: Theft of a garden gnome.',
  );
  expect(readable(await desk.send('pending.keep', { cases: '' }))).toContain('Nothing recorded.');
});

test.for<[string, string, object, string]>([
  [
    'the same offence again',
    'offence.add',
    { on: '2026-11-03', type: 'THEFT' },
    'is recorded of RICH-2026-014 already',
  ],
  ['an offence without a kind', 'offence.add', { on: '2026-11-03', type: '' }, '“Kind of offence”: it is needed'],
  ['an offence of tomorrow', 'offence.add', { on: '2026-11-06', type: 'Theft' }, 'lies in the future'],
  ['too many pending cases', 'pending.keep', { cases: 'x;'.repeat(13) }, '“Pending cases”: it takes 12 at most'],
  ['a pending case that is a story', 'pending.keep', { cases: 'x'.repeat(121) }, '120 characters at most'],
  ['the same pending cases', 'pending.keep', { cases: 'Burglary' }, 'are recorded of RICH-2026-014 already'],
  [
    'wanted since tomorrow',
    'wanted.set',
    { since: '2026-11-06', why: 'Recall' },
    '“Wanted since”: it lies in the future',
  ],
])('%s is refused by name, and changes nothing', async ([, verb, given, sentence]) => {
  const desk = await caseDesk(caseHere({ pending: ['Burglary'] }));
  await desk.send('offence.add', { on: '2026-11-03', type: 'Theft' });
  const { version } = await desk.row();
  expect(await desk.refusedOf(verb, given)).toContain(sentence);
  expect((await desk.row()).version).toBe(version);
});

test('whoever the police look for is wanted on the first card of the case, since the day that was typed', async () => {
  const desk = await caseDesk();
  golden('wanted-form', await desk.open('wanted.form'));
  await desk.send('wanted.set', { since: '2026-11-02', why: 'Failed to appear' });
  golden('case-wanted', await desk.open('case.view', { tab: 'summary', page: 1 }));
});

test('as many pending cases as a case keeps, as long as they may be, are shown', async () => {
  const pending = Array.from({ length: 12 }, () => typed(120));
  const desk = await caseDesk(caseHere({ pending }));
  for (const verb of ['offence.view', 'court.view', 'pending.form']) expect(lint(await desk.open(verb))).toEqual([]);
});

import { describe, expect, test } from 'vitest';
import { askCard, type ImportView, importCard, listCard, stateInWords } from '../../cards/import/card.ts';
import { done, heed } from '../../cards/words.ts';
import type { Double, Fault, Import, ImportState } from '../../services/importModel.ts';
import { FINDINGS } from '../../services/imports.ts';
import { COLUMNS, headingOfColumn } from '../../services/rules/registerColumns.ts';
import { people } from '../support/builders.ts';
import { readable } from '../support/desk.ts';
import { golden, lint } from '../support/golden.ts';

const doc = (change: Partial<Import> = {}): Import => ({
  id: 'i1',
  file: 'register *2026*.csv',
  by: people.coordinator,
  at: '2026-11-05T09:30:00.000Z',
  state: 'receiving',
  reading: 'r1',
  unknown: [],
  lines: 10_000,
  faults: 0,
  doubles: 0,
  block: { before: 'RICH-2026', first: 15 },
  placed: 0,
  undone: 0,
  kept: { count: 0, refs: [] },
  ...change,
});
const none = { faults: [], doubles: [], pages: 1 };
const view = (change: Partial<Import> = {}, more: Partial<ImportView> = {}): ImportView => ({
  doc: doc(change),
  version: 3,
  findings: none,
  page: 1,
  area: '19:meadow@thread.tacv2',
  ...more,
});
const faults: Fault[] = [
  { line: 2, column: 'Date of birth', why: '“soon” is not a day; write it as 2026-11-05, 05/11/2026 or 5 Nov 2026' },
  { line: 7, why: 'has a quotation mark that is never closed' },
];
const doubles: Double[] = [
  { line: 3, with: { ref: 'RICH-2026-001' }, why: ['spelling', 'day and month'] },
  { line: 9, with: { line: 2 }, why: ['PNC id'] },
];

describe('an import, as it looks', () => {
  test.for<[string, ImportView]>([
    ['receiving', view()],
    ['checking', view({ state: 'checking' }, { notice: heed('Another import came between.') })],
    ['checked', view({ state: 'checked', unknown: ['Shoe size'] })],
    ['checked-doubles', view({ state: 'checked', doubles: 2 }, { findings: { ...none, doubles } })],
    [
      'faulty',
      view({ state: 'faulty', faults: 27, doubles: 2 }, { findings: { faults, doubles: [], pages: 3 }, page: 2 }),
    ],
    ['unreadable', view({ state: 'unreadable', why: 'The file is larger than 25 MB. Divide it.' })],
    ['placing', view({ state: 'placing', placed: 3_200 }, { notice: done('They are being placed.') })],
    ['done', view({ state: 'done', placed: 10_000 })],
    ['undoing', view({ state: 'undoing', placed: 10_000, undone: 480 })],
    ['undone', view({ state: 'undone', placed: 51, undone: 51 })],
    [
      'undone-kept',
      view({ state: 'undone', placed: 51, undone: 51, kept: { count: 3, refs: ['RICH-2026-016', 'RICH-2026-020'] } }),
    ],
    ['dropped', view({ state: 'dropped' })],
  ])('%s', ([name, seen]) => golden(`import-${name}`, importCard(seen)));

  test('asked whether to undo', () => golden('import-ask', askCard(doc({ state: 'done', placed: 51 }), 3, 'area')));

  test('the list, with how to do it', () => {
    const all = [
      doc({ state: 'faulty', faults: 1 }),
      doc({ id: 'i0', state: 'done', placed: 51, file: 'thurrock.csv' }),
    ];
    golden('import-list', listCard(all, COLUMNS.map(headingOfColumn), 'area'));
  });

  test('a long list is turned through to the oldest', () => {
    const all = Array.from({ length: 90 }, (_, n) => doc({ id: `i${n}`, state: 'done', file: `file${100 + n}` }));
    const page = (at: number) => readable(listCard(all, [], 'area', at));
    expect(page(1)).toContain('Next page');
    expect(page(99)).toContain('file189');
  });
});

test('every state has words of its own', () => {
  const states: readonly ImportState[] = [
    ...(['receiving', 'checking', 'checked', 'faulty', 'unreadable', 'placing'] as const),
    ...(['done', 'undoing', 'undone', 'dropped'] as const),
  ];
  expect(new Set(states.map((state) => stateInWords(doc({ state })))).size).toBe(states.length);
});

test('a full page of the longest findings is within what Teams takes', () => {
  const long = Array.from({ length: FINDINGS }, (_, line) => ({
    line: 100_000 + line,
    column: 'ф'.repeat(60),
    why: `“${'ф'.repeat(60)}…” ${'words '.repeat(30)}`,
  }));
  const unknown = Array.from({ length: 20 }, () => 'ф'.repeat(60));
  const card = importCard(
    view(
      { state: 'faulty', faults: 100_000, unknown, file: 'ф'.repeat(150) },
      { findings: { ...none, faults: long, pages: 4_000 } },
    ),
  );
  expect(lint(card)).toEqual([]);
  expect(JSON.stringify(card)).toContain(String(100_000 + FINDINGS - 1));
});

import { describe, expect, test } from 'vitest';
import { exportCard, personCard, registersCard } from '../../cards/export/card.ts';
import { done } from '../../cards/words.ts';
import type { Export } from '../../services/exportModel.ts';
import { Referrals } from '../../services/model.ts';
import { create } from '../../services/store.ts';
import { AREA_ID, answers, people, richmond } from '../support/builders.ts';
import { caseDesk } from '../support/caseDesk.ts';
import { CASE } from '../support/cases.ts';
import { buttons } from '../support/desk.ts';
import { golden } from '../support/golden.ts';

const area = '19:meadow@thread.tacv2';
const doc = (change: Partial<Export> = {}): Export => ({
  id: 'e1',
  of: { kind: 'register', body: 'iom' },
  file: 'register-iom-2026-11-05.csv',
  by: people.coordinator,
  at: '2026-11-05T09:30:00.000Z',
  state: 'ready',
  parts: 2,
  bytes: 48_200,
  lines: 151,
  leftOut: 0,
  readyAt: '2026-11-05T09:31:00.000Z',
  ...change,
});
const card = (change: Partial<Export> = {}, more: Partial<Parameters<typeof exportCard>[0]> = {}) =>
  exportCard({ doc: doc(change), scheme: richmond, area, ...more });

describe('an export, as it looks', () => {
  test('what there is', () => golden('export-registers', registersCard(richmond, area)));
  test('of one person', () => golden('export-person', personCard('RICH-2026-014', 'case', area)));
  test('being made', () => golden('export-making', card({ state: 'making', lines: 3_200 })));
  test('ready, with some left out', () => golden('export-ready', card({ leftOut: 2 })));
  test('ready, of one person', () =>
    golden(
      'export-ready-person',
      card({ of: { kind: 'person', ref: 'RICH-2026-014', as: 'json' }, lines: 1, bytes: 900 }),
    ));
  test('asked for in OneDrive', () =>
    golden('export-offered', card({}, { notice: done('Teams asks you below whether the file may be put there.') })));
  test('with its link', () =>
    golden(
      'export-link',
      card({}, { link: 'https://panel.example.org/download/token', notice: done('The link is made.') }),
    ));
  test('what is wrong with a file, ready', () =>
    golden(
      'export-findings',
      card({ of: { kind: 'findings', import: 'i1' }, file: 'to-put-right-2026-11-05.csv', bytes: 2_100_000 }),
    ));
  test('gone', () => golden('export-gone', card({ state: 'gone' })));
});

test('a reference that is typed after it is of a case, or of a referral that became none', async () => {
  const desk = await caseDesk();
  const ref = 'RICH-2026-020';
  await desk.store.commit(AREA_ID, [
    create(Referrals, ref, {
      ...{ ref, body: 'iom', state: 'decided', referrer: people.referrer, agency: 'riverside-mentoring' },
      ...{ answers: answers(), startedAt: '2026-08-01T10:00:00.000Z' },
    }),
  ]);
  const typed = async (words: string) => buttons(await desk.press('export.start', { words }, 'coordinator'))[0]?.data;
  expect(await typed(CASE.toLowerCase())).toMatchObject({ case: CASE, as: 'json' });
  expect(await typed(ref)).toMatchObject({ referral: ref, as: 'json' });
  await expect(typed('RICH-2026-999')).rejects.toThrow('There is no case RICH-2026-999');
});

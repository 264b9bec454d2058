/** Files over HTTP, through the real bot: a register that is dropped, and one that is taken away by each of the two ways. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { sampleOf } from '../rehearsal/sample.ts';
import { Cases } from '../services/caseModel.ts';
import { ImportLines, Imports } from '../services/importModel.ts';
import { LogEntries } from '../services/log.ts';
import { keyOf, type Panel, startPanel } from './support/panel.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel();
  await panel.reach('set up');
});
afterAll(() => panel.stop());

const coordinator = () => panel.room.as(cast.coordinator);
const link = /\[Download [^\]]+\]\(([^)]+)\)/;

const disclosures = async () =>
  (await panel.store.views.list(panel.area, LogEntries)).filter(({ doc }) => doc.category === 'disclosure').length;

test('dropped in a channel, a file is declined with the reason, and not opened', async () => {
  await coordinator().drop('register.csv', await sampleOf('richmond'), { channel: 'IOM panel' });
  await coordinator().card('everybody in this conversation can read them', { channel: 'IOM panel' });
  expect(await panel.store.list(panel.area, Imports)).toEqual([]);
});

test('dropped by anybody but the co-ordinator and the police, it is declined', async () => {
  const housing = panel.room.as(cast.housing);
  await housing.drop('register.csv', await sampleOf('richmond'));
  await housing.card('Only the co-ordinator and people of the police can do this');
  expect(await panel.store.list(panel.area, Imports)).toEqual([]);
});

test('dropped by a police officer, who may drop a feed, a register is not placed', async () => {
  const police = panel.room.as(cast.policeOfficer);
  await police.drop('register.csv', await sampleOf('richmond'));
  await police.card('only the co-ordinator puts one onto this register');
  expect((await panel.store.list(panel.area, Imports)).map(({ doc }) => doc.state)).toEqual(['unreadable']);
  expect(await panel.store.list(panel.area, ImportLines)).toEqual([]);
});

test('a workbook is declined with what to do instead', async () => {
  await coordinator().drop('register.xlsx', 'PK');
  await coordinator().card('I read registers and feeds as CSV files');
});

test('a file with faults names them; mended, it is checked, placed, and told of', async () => {
  const good = (await sampleOf('richmond')).toString();
  await coordinator().drop('register.csv', good.replace('1978-01-01', 'soon'));
  const faulty = await coordinator().card('to be put right');
  expect(faulty.text).toContain('Line 2, Date of birth: ');
  await coordinator().drop('register.csv', good);
  const checked = await coordinator().card('Every line can be placed: 12 people.');
  await coordinator().press(checked, 'Place 12 people');
  await coordinator().card('12 people stand on the register');
  expect(await panel.store.list(panel.area, Cases)).toHaveLength(12);
});

const ready = async () => {
  await coordinator().say('export');
  await coordinator().press(await coordinator().card('Everybody of one register'), 'Register of the IOM Panel');
  return coordinator().card('Export: ready');
};

test('allowed, the register lies in the co-ordinator’s OneDrive, and the log says so', async () => {
  await coordinator().press(await ready(), 'Put it in my OneDrive');
  await coordinator().card((seen) => seen.text.startsWith('register-iom-'));
  const before = await disclosures();
  expect(await coordinator().consent(true)).toMatchObject({ kind: 'message' });
  await coordinator().card(({ message }) => panel.room.teams.find(message)?.file?.kind === 'arrived');
  const { file } = panel.room.teams.state.messages.findLast((message) => message.file?.kind === 'arrived') ?? {};
  const text = panel.room.drive.at(file?.kind === 'arrived' ? file.url : '')?.toString() ?? '';
  expect(text.split('\r\n').filter(Boolean)).toHaveLength(13);
  expect(text).toContain('Quillon Testerby');
  expect(await disclosures()).toBe(before + 1);
  // The question is gone with its answer.
  expect(panel.room.teams.state.messages.some((message) => message.file?.kind === 'asked')).toBe(false);
});

test('declined, nothing leaves', async () => {
  await coordinator().press(await ready(), 'Put it in my OneDrive');
  const before = await disclosures();
  expect(await coordinator().consent(false)).toMatchObject({
    kind: 'message',
    text: expect.stringContaining('stays here'),
  });
  expect(await disclosures()).toBe(before);
});

test('the link works once, with headers that let nobody keep or frame it; looking at it uses nothing up', async () => {
  const pressed = await coordinator().press(await ready(), 'Give me a link that works once');
  const [, url = ''] = link.exec(pressed.seen.text) ?? [];
  for (let looks = 0; looks < 2; looks++) {
    const page = await fetch(url);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toContain('Quillon');
  }
  const file = await fetch(url, { method: 'POST' });
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="register-iom-[\d-]+\.csv"$/);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await file.text()).toContain('Quillon Testerby');
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  expect((await fetch(url)).status).toBe(404);
});

test.for(['x', 'A'.repeat(43), '..%2f..', '%E0%A4%A'])('a link that nobody made brings nothing: %s', async (token) => {
  const address = panel.url.replace('/api/messages', `/download/${token}`);
  for (const method of ['GET', 'POST']) {
    const answer = await fetch(address, { method });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  }
});

test('undone, they are all gone again', async () => {
  await coordinator().say('undo import');
  await coordinator().press(await coordinator().card('Undo the import of'), 'Undo this import');
  await coordinator().card('12 people are gone from the register.');
  expect(await panel.store.list(panel.area, Cases)).toEqual([]);
  const undone = (await panel.store.list(panel.area, LogEntries)).filter(({ doc }) => doc.category === 'erasure');
  expect(undone.every(({ doc }) => doc.who === keyOf(cast.coordinator))).toBe(true);
  expect(new Set(undone.flatMap(({ doc }) => doc.whose)).size).toBe(12);
});

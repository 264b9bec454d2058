/** The register in a browser, at a desk and on a telephone, light and dark: looked through, searched, and written to. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cast } from '../rehearsal/cast.ts';
import { castings } from '../rehearsal/castings.ts';
import { type Rehearsal, startRehearsal } from '../rehearsal/rehearsal.ts';
import { openBrowser, overflowing } from './support/browser.ts';
import { type BrowserPlayer, browserPlayer } from './support/browserPlayer.ts';

const channel = 'IOM panel';
/** Red, and nobody’s namesake. */
const REF = 'ESSEX-2026-001';
const NAME = 'Quillon Testerby';

let rehearsal: Rehearsal;
let opened: { browser: Browser; close(): Promise<void> };
const complaints: string[] = [];

beforeAll(async () => {
  [rehearsal, opened] = await Promise.all([startRehearsal({ casting: castings.essex, sample: true }), openBrowser()]);
});
afterAll(async () => {
  await opened.close();
  await rehearsal.stop();
});

const open = async (width: number, theme: 'light' | 'dark'): Promise<Page> => {
  const page = await opened.browser.newPage({ locale: 'en-GB', viewport: { width, height: 800 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (entry) => entry.type() === 'error' && complaints.push(entry.text()));
  await page.goto(`${rehearsal.url}?channel=${encodeURIComponent(channel)}&theme=${theme}`);
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
  return page;
};

/** Nothing may be wider than the page, whatever the person has just done. */
const careful = (player: BrowserPlayer, page: Page): BrowserPlayer => {
  const after =
    <In extends unknown[], Out>(act: (...how: In) => Promise<Out>) =>
    async (...how: In): Promise<Out> => {
      const done = await act(...how);
      expect(await overflowing(page)).toEqual([]);
      return done;
    };
  return {
    say: after(player.say),
    sees: after(player.sees),
    press: after(player.press),
    told: after(player.told),
    buttons: after(player.buttons),
    fill: after(player.fill),
    message: after(player.message),
    search: after(player.search),
    insert: after(player.insert),
    refresh: after(player.refresh),
  };
};

/** Buttons of cards around which something would cut off the ring that shows where the keyboard is. */
const clipping = (page: Page): Promise<string[]> =>
  page.evaluate(`
    [...document.querySelectorAll('.card .ac-pushButton')]
      .filter((button) => {
        for (let around = button.parentElement; !around.classList.contains('card'); around = around.parentElement)
          if (getComputedStyle(around).overflow !== 'visible') return true;
        return false;
      })
      .map((button) => button.textContent)`);

/** Which of these references stand on a card. */
const refsIn = (text: string): string[] => [...new Set(text.match(/ESSEX-2026-\d{3}/g))];

test.for<[number, 'light' | 'dark']>([
  [1280, 'light'],
  [360, 'light'],
  [360, 'dark'],
])('the register is looked through at %s pixels, %s', async ([width, theme]) => {
  const page = await open(width, theme);
  const tom = careful(browserPlayer(page, cast.policeOfficer), page);
  await tom.say('register');
  const first = refsIn(await tom.sees('Register: '));
  await tom.press('Register: ', 'Next 10');
  const second = refsIn(await tom.sees(['Register: ', '10 further cases']));
  expect([first.length, second.length]).toEqual([10, 10]);
  expect(first.filter((ref) => second.includes(ref))).toEqual([]);
  await tom.press('Register: ', 'Filter');
  await tom.press('Register: ', 'Show them', { Colour: 'Green' });
  const green = await tom.sees(['Register: ', 'Filter: colour green.']);
  expect(refsIn(green)).toHaveLength(6);
  expect(green).not.toMatch(/Red\.|Amber\.|Blue\./);

  await tom.say('find');
  await tom.press('Find a case', 'Find', { 'Name, PNC id': 'testerby' });
  await tom.press('Find a case', `Open ${REF}`);
  const tabs = { Plan: 'To be done', Needs: 'Pathways', Contacts: 'Whom to speak to', History: 'What happened' };
  for (const [tab, words] of Object.entries(tabs)) {
    await tom.press(REF, tab);
    await tom.sees([`${REF}: ${NAME}`, `${tab}. `, words]);
  }
  await tom.press(REF, 'Summary');
  await tom.press('Summary. ', 'Propose removal');
  await tom.press('Propose removal', 'Choose: A year free of offending');
  await tom.press('Reason: A year free', 'Back');

  await tom.say('my cases');
  expect(refsIn(await tom.sees('I am lead professional'))).toContain('ESSEX-2026-002');
  await tom.press('My cases: ', 'As police contact');
  expect(refsIn(await tom.sees('I am police contact'))).toContain(REF);
  expect(await clipping(page)).toEqual([]);
  await page.close();
  expect(complaints).toEqual([]);
});

test('custody is recorded and a colour proposed on a telephone; the channel reads references only', async () => {
  const [phone, desk] = [await open(360, 'light'), await open(1280, 'dark')];
  const tom = careful(browserPlayer(phone, cast.policeOfficer), phone);
  const priya = careful(browserPlayer(desk, cast.chair), desk);

  await tom.say(`case ${REF}`);
  await tom.press('Summary. ', 'Record custody');
  const since = '2026-11-02';
  const custody = { 'On remand': 'On remand', Prison: 'The Invented Prison', 'In custody since': since };
  await tom.press(`Into custody: ${REF}`, 'Record it', custody);
  await tom.sees([`${REF}: ${NAME}`, 'Custody is recorded', 'Blue: ', 'on remand at The Invented Prison']);
  const told = await priya.sees(`${REF} is in custody`, channel);
  expect(told).not.toMatch(/Testerby|Quillon|Invented Prison/);

  const why = 'Keeps appointments since the summer.';
  await tom.press('Summary. ', 'Propose a colour');
  await tom.press('Propose a colour', 'Propose it', { Colour: 'Amber', Reason: why });
  await priya.say(`case ${REF}`);
  await priya.sees([`${REF}: ${NAME}`, 'Proposed: Colour amber', why]);
  expect(complaints).toEqual([]);
});

test.for<[number]>([[1280], [360]])(
  'what the compose box puts into the channel names nobody, at %s pixels',
  async ([width]) => {
    const page = await open(width, 'light');
    const tom = careful(browserPlayer(page, cast.policeOfficer), page);
    const title = `${REF}: ${NAME}`;
    const found = await tom.search('testerby', channel);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(title);
    await tom.insert(title, channel);
    const inserted = await tom.sees(`Case ${REF}`, channel);
    expect(inserted).not.toMatch(/Testerby|Quillon|1978|Unreal/);
    await page.close();
    expect(complaints).toEqual([]);
  },
);

import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { brought, chromium } from './chromium.ts';

/** Nothing here needs the network beyond this machine. */
const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const root = process.getuid?.() === 0;

async function installed(): Promise<Browser> {
  try {
    return await playwright.launch({ channel: 'chrome', args });
  } catch {
    return await playwright.launch({ channel: 'msedge', args });
  }
}

/** A headless Chromium with a new profile: the one npm brought along, elsewhere an installed Chrome or Edge. */
export async function openBrowser(): Promise<{ browser: Browser; close(): Promise<void> }> {
  const browser = brought ? await launch() : await installed();
  return { browser, close: () => browser.close() };
}

async function launch(): Promise<Browser> {
  const { executablePath, env } = await chromium();
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return playwright.launch({
    executablePath,
    args,
    // Chromium's sandbox refuses to work as root.
    chromiumSandbox: !root,
    // Days are typed and shown the British way.
    env: { ...Object.fromEntries(inherited), ...env, LC_ALL: 'en_GB.UTF-8' },
  });
}

/** What stands out of the window or of its card, to the right. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(`
    [...document.querySelectorAll('body *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const edge = element.closest('.card')?.getBoundingClientRect().right ?? innerWidth;
        return element.getBoundingClientRect().right > Math.min(edge, innerWidth) + 0.5;
      })
      .map((element) => element.tagName + ' ' + element.className + ' ' + element.textContent.slice(0, 60))`);

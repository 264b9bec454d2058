/** Takes pictures of what a person has on the screen of the rehearsal room: at a desk and on a telephone, light and dark. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Person } from '../../rehearsal/cast.ts';
import type { Room } from '../../rehearsal/room.ts';

export const folder = 'pictures';

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;
const themes = ['light', 'dark'] as const;

const margin = 16;

/** Edits of a card follow each other within a second: until then it might change under the eye. */
export const settled = async ({ calls }: Room): Promise<void> => {
  for (let before = -1; calls.length !== before; await pause(1_500)) before = calls.length;
};

const box = async (of: Locator) => {
  const found = await of.boundingBox();
  if (!found) throw new Error('What the picture should show is not on the page.');
  return found;
};

export type Picture = {
  readonly name: string;
  readonly person: Person;
  /** Brings it about on the page; resolves to the message, or whatever else of a pane it is about. */
  readonly shows: (page: Page) => Promise<Locator>;
};

/** Makes the window as tall as the message needs. */
const stretched = async (page: Page, article: Locator, height: number): Promise<void> => {
  const thread = article.and(page.locator('#chat article')).or(page.locator('.thread', { has: article }));
  const [card, list] = [await box(thread), await box(thread.locator('xpath=..'))];
  const width = page.viewportSize()?.width ?? 0;
  await page.setViewportSize({ width, height: Math.ceil(height + card.height - list.height) + 2 * margin });
  await thread.evaluate(
    (element, above) => element.parentElement?.scrollTo(0, element.offsetTop - element.parentElement.offsetTop - above),
    margin,
  );
};

export const camera = (room: Room, browser: Browser) => async (picture: Picture) => {
  const { name, person, shows } = picture;
  await settled(room);
  for (const { width, height } of sizes)
    for (const theme of themes) {
      const page = await browser.newPage({ locale: 'en-GB', viewport: { width, height }, deviceScaleFactor: 1 });
      await page.goto(`${room.url}?person=${person.id}&channel=IOM%20panel&theme=${theme}`);
      const subject = await shows(page);
      if ((await subject.and(page.locator('article')).count()) > 0) await stretched(page, subject, height);
      // Without what lies beside its pane.
      const pane = await box(subject.locator('xpath=ancestor::section'));
      await page.screenshot({
        path: `${folder}/${name}-${width}-${theme}.png`,
        clip: { x: 0, y: 0, width: pane.x + pane.width, height: page.viewportSize()?.height ?? 0 },
      });
      await page.close();
    }
};

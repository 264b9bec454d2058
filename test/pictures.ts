/** Plays the walk and writes what people see on the way to pictures/, for the README and for everybody who looks after the cards. */
import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Locator } from 'playwright-core';
import { cast, type Role } from '../rehearsal/cast.ts';
import type { ChannelName } from '../rehearsal/castings.ts';
import { type Rehearsal, startRehearsal } from '../rehearsal/rehearsal.ts';
import { setUp } from '../rehearsal/setup.ts';
import { openBrowser } from './support/browser.ts';
import { browserPlayer } from './support/browserPlayer.ts';
import { brought, unpackChromium } from './support/chromium.ts';
import { httpPlayer } from './support/httpPlayer.ts';
import { type Inputs, type Player, walk } from './support/walk.ts';

const folder = 'pictures';

/** A picture is taken just before this person presses this button, with what they typed. */
type Moment = { readonly picture: string; readonly role: Role; readonly words: string; readonly button: string };

const moments: readonly Moment[] = [
  { picture: 'refer', role: 'referrer', words: 'Step 1 of 5', button: 'Save and continue' },
  { picture: 'pathways', role: 'referrer', words: 'Step 3 of 5', button: 'Save and continue' },
  { picture: 'check', role: 'referrer', words: 'Check your answers', button: 'Submit the referral' },
  { picture: 'attendance', role: 'chair', words: 'IOM Panel, ', button: 'Take the chair and open' },
  { picture: 'tie', role: 'chair', words: 'Vote: ', button: 'Casting vote: for' },
  { picture: 'decision', role: 'chair', words: 'Adopt ', button: 'Record the decision' },
];

const sizes = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
] as const;
const themes = ['light', 'dark'] as const;

/** Tuesday 24 November 2026, when London is on UTC; the same minutes stand on every picture. */
const times = {
  '1 refer': '09:50',
  '3 attendance and quorum': '09:58',
  '5 vote': '10:04',
  '6 tie': '10:11',
  '7 decision': '10:14',
} as const;
const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);

const margin = 16;

/** Edits of a card follow each other within a second: until then it might change under the eye. */
const settled = async ({ calls }: Rehearsal['room']): Promise<void> => {
  for (let before = -1; calls.length !== before; await pause(1_500)) before = calls.length;
};

const box = async (of: Locator) => {
  const found = await of.boundingBox();
  if (!found) throw new Error('What the picture should show is not on the page.');
  return found;
};

const look = async (
  room: Rehearsal['room'],
  browser: Browser,
  moment: Moment,
  typed: Inputs,
  channel?: ChannelName,
) => {
  const person = cast[moment.role];
  await settled(room);
  for (const { width, height } of sizes)
    for (const theme of themes) {
      const page = await browser.newPage({ locale: 'en-GB', viewport: { width, height }, deviceScaleFactor: 1 });
      await page.goto(`${room.url}?person=${person.id}&channel=IOM%20panel&theme=${theme}`);
      const article = await browserPlayer(page, person).fill(moment.words, moment.button, typed, channel);
      const thread = article.and(page.locator('#chat article')).or(page.locator('.thread', { has: article }));
      // As tall as the card needs, and without what lies beside its pane.
      const [card, list] = [await box(thread), await box(thread.locator('xpath=..'))];
      await page.setViewportSize({ width, height: Math.ceil(height + card.height - list.height) + 2 * margin });
      await thread.evaluate(
        (element, above) =>
          element.parentElement?.scrollTo(0, element.offsetTop - element.parentElement.offsetTop - above),
        margin,
      );
      await page.screenshot({
        path: `${folder}/${moment.picture}-${width}-${theme}.png`,
        clip: { x: 0, y: 0, width: list.x + list.width, height: page.viewportSize()?.height ?? 0 },
      });
      await page.close();
    }
};

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
if (brought) await unpackChromium();
const opened = await openBrowser();
const rehearsal = await startRehearsal({
  setUp: (room) => {
    room.clock.moveTo(at('09:40'));
    return setUp(room);
  },
});
try {
  const { room } = rehearsal;
  const taken = new Set<Moment>();
  const pictured = (role: Role): Player => {
    const player = httpPlayer(room.as(cast[role]));
    return {
      ...player,
      press: async (words, button, inputs = {}, channel) => {
        const moment = moments.find(
          (each) => each.role === role && words.startsWith(each.words) && each.button === button && !taken.has(each),
        );
        if (moment) {
          taken.add(moment);
          await look(room, opened.browser, moment, inputs, channel);
        }
        await player.press(words, button, inputs, channel);
      },
    };
  };
  const clock = Object.entries(times).map(([step, time]) => {
    const move = async () => {
      await settled(room);
      room.clock.moveTo(at(time));
    };
    return [step, move] as const;
  });
  await walk(pictured, Object.fromEntries(clock));
  const missing = moments.filter((moment) => !taken.has(moment)).map(({ picture }) => picture);
  if (missing.length > 0) throw new Error(`The walk no longer passes by: ${missing.join(', ')}.`);
} finally {
  await rehearsal.stop();
  await opened.close();
}

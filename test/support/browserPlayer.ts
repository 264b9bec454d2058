/** Plays a person in a browser, on the page of the rehearsal room: only what is on the screen counts. */
import type { Locator, Page } from 'playwright-core';
import { botName, type Person } from '../../rehearsal/cast.ts';
import type { ChannelName } from '../../rehearsal/castings.ts';
import type { Inputs, Player } from './walk.ts';

export type BrowserPlayer = Player & {
  /** Fills the newest card with these words and this button, and leaves it so. */
  fill(words: string, button: string, inputs: Inputs, channel?: ChannelName): Promise<Locator>;
  /** The newest message with these words. */
  message(words: string, channel?: ChannelName): Promise<Locator>;
  /** Looks for this in the compose box and leaves it open; what it lists. */
  search(text: string, channel?: ChannelName): Promise<string[]>;
  /** Puts one of those listed into the conversation. */
  insert(title: string, channel?: ChannelName): Promise<void>;
  /** The refresh in the message's menu. */
  refresh(words: string, channel?: ChannelName): Promise<void>;
};

/** Longer than anything takes on a busy machine; a person would have given up. */
const patienceMs = 30_000;

/** After so long somebody looks whether the card is still the one they act on. */
const glance = { timeout: 5_000 };

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The page must be the room's; several people can take turns on it. */
export const browserPlayer = (page: Page, person: Person): BrowserPlayer => {
  page.setDefaultTimeout(patienceMs);

  const pane = async (channel?: ChannelName): Promise<Locator> => {
    const name = channel ? 'channel' : 'chat';
    const who = page.getByLabel('You are');
    if ((await who.inputValue()) !== person.id) await who.selectOption(person.id);
    // On a phone one of the two is shown.
    const tab = page.locator(`#tab-${name}`);
    if (await tab.isVisible()) await tab.click();
    if (channel && (await page.locator('#channel-name').textContent()) !== channel)
      await page.locator('#channels').getByRole('button', { name: channel }).click();
    await page.locator(`#${name} .messages:not([aria-busy]):not(:has([data-refreshing]))`).waitFor();
    return page.locator(`#${name}`);
  };

  /** Waits for one; threads stand in the order they began, so the newest message need not be the last. */
  const newest = async (fitting: Locator): Promise<Locator> => {
    const ids: number[] = [];
    // A message drawn anew is away for a moment, so a look after the waiting may find none.
    for (const end = Date.now() + patienceMs; ids.length === 0 && Date.now() < end; ) {
      await fitting.first().waitFor({ state: 'attached' });
      ids.push(...(await fitting.evaluateAll((articles) => articles.map((article) => Number(article.dataset.id)))));
    }
    return page.locator(`article[data-id="${Math.max(...ids)}"]`);
  };

  /** Nobody acts on the posted card while their own view of it is on its way: its buttons know nothing of them. */
  const settled = (articles: Locator): Locator => articles.and(page.locator(':not([data-refreshing])'));

  const answered = (busy: Locator) => busy.and(page.locator('[aria-busy]')).waitFor({ state: 'detached' });

  const withWords = (articles: Locator, words: readonly string[]): Locator =>
    words.reduce((found, each) => found.filter({ hasText: new RegExp(literally(each)) }), articles);

  const named = (name: string) => ({ name, exact: true, disabled: false });

  const cardWith = async (words: string, button: string, channel?: ChannelName): Promise<Locator> => {
    const articles = withWords((await pane(channel)).locator('article'), [words]);
    return newest(settled(articles).filter({ has: page.getByRole('button', named(button)) }));
  };

  const fillOne = async (article: Locator, label: string, value: string): Promise<void> => {
    const input = article.getByLabel(new RegExp(`^${literally(label)}`)).first();
    const kind = await input.evaluate((element) => element.getAttribute('type') ?? element.tagName, undefined, glance);
    switch (kind) {
      case 'SELECT':
        return void (await input.selectOption({ label: value }, glance));
      case 'radio':
        return article
          .getByRole('radio', { name: new RegExp(`^${literally(label)}.*${literally(value)}$`) })
          .check(glance);
      case 'DIV':
        await input.getByRole('textbox').fill(value, glance);
        return input.getByText(value, { exact: true }).click(glance);
      default:
        return input.fill(value, glance);
    }
  };

  const filled = async (words: string, button: string, inputs: Inputs, channel?: ChannelName) => {
    const article = await cardWith(words, button, channel);
    for (const [label, value] of Object.entries(inputs)) await fillOne(settled(article), label, value);
    return article;
  };

  /** An edit may draw a card anew while somebody acts on it, or turn it into another; then they find it and begin again. */
  const untilDone = async <T>(acting: () => Promise<T>): Promise<T> => {
    for (const end = Date.now() + patienceMs; ; )
      try {
        return await acting();
      } catch (error) {
        if (Date.now() > end) throw error;
      }
  };

  const fill: BrowserPlayer['fill'] = (...how) => untilDone(() => filled(...how));

  /** Presses and waits until the answer is drawn; what the page said besides. */
  const press = async (words: string, button: string, inputs: Inputs, channel?: ChannelName) => {
    const toasts = page.locator('.toast');
    for (const toast of await toasts.all()) await toast.getByRole('button').click();
    const article = await untilDone(async () => {
      const found = await filled(words, button, inputs, channel);
      await settled(found).getByRole('button', named(button)).click(glance);
      return found;
    });
    await answered(article);
    const wrong = await article.locator('.ac-input-validation-failed').count();
    if (wrong > 0) throw new Error(`“${button}” was not sent: ${await article.textContent()}`);
    return {
      errors: await page.locator('.toast.error span').allTextContents(),
      sentences: await page.locator('.toast:not(.error) span').allTextContents(),
    };
  };

  return {
    say: async (text, channel) => {
      const form = (await pane(channel)).locator('form');
      await form.locator('textarea').fill(channel ? `@${botName} ${text}` : text);
      await form.getByRole('button', { name: 'Send' }).click();
      await answered(form);
    },
    sees: async (words, channel) => {
      const articles = (await pane(channel)).locator('article');
      const found = await newest(settled(withWords(articles, typeof words === 'string' ? [words] : words)));
      return (await found.textContent()) ?? '';
    },
    fill,
    message: async (words, channel) => newest(withWords((await pane(channel)).locator('article'), [words])),
    search: async (text, channel) => {
      const form = (await pane(channel)).locator('form');
      const finder = form.locator('.finder');
      const listed = page.waitForResponse(
        (response) => response.url().endsWith('/api/compose') && response.request().postDataJSON().text === text,
      );
      if (!(await finder.isVisible())) await form.getByRole('button', { name: 'Find a case' }).click();
      await finder.getByLabel('Look for').fill(text);
      await listed;
      await answered(finder);
      return finder.locator('li, .said:not(:empty)').allTextContents();
    },
    insert: async (title, channel) => {
      const finder = (await pane(channel)).locator('.finder');
      await finder.getByRole('button', { name: `Insert ${title}` }).click();
      await finder.waitFor({ state: 'hidden' });
    },
    refresh: async (words, channel) => {
      const article = await newest(withWords((await pane(channel)).locator('article'), [words]));
      await article.getByRole('button', { name: /^Refresh/ }).click();
      await answered(article);
    },
    press: async (words, button, inputs = {}, channel) => {
      const { errors, sentences } = await press(words, button, inputs, channel);
      if (errors.length + sentences.length > 0)
        throw new Error(`“${button}” brought ${[...errors, ...sentences].join(' ')}`);
    },
    told: async (words, button, inputs = {}, channel) => {
      const { errors, sentences } = await press(words, button, inputs, channel);
      if (errors.length > 0 || sentences.length === 0)
        throw new Error(`“${button}” brought no sentence ${errors.join(' ')}`);
      return sentences.join(' ');
    },
    buttons: async (words, channel) => {
      const article = await newest(settled(withWords((await pane(channel)).locator('article'), [words])));
      return settled(article).locator('.card').getByRole('button').allTextContents();
    },
  };
};

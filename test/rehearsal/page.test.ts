import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { cast } from '../../rehearsal/cast.ts';
import { type Room, startRoom } from '../../rehearsal/room.ts';
import type { Json } from '../../rehearsal/state.ts';
import { openBrowser, overflowing } from '../support/browser.ts';
import { asCard, asMessage, type FakeBot, startFakeBot } from '../support/fakeBot.ts';

const panel = { channel: 'IOM panel' } as const;

let opened: { browser: Browser; close(): Promise<void> };
let bot: FakeBot;
let room: Room;
let page: Page;
let channel: string;
const complaints: string[] = [];

beforeAll(async () => {
  opened = await openBrowser();
});
afterAll(() => opened.close());
beforeEach(async () => {
  bot = await startFakeBot(() => undefined);
  room = await startRoom({ botUrl: () => bot.url });
  bot.meet(room);
  channel = room.teams.state.channels['IOM panel'] ?? '';
  page = await opened.browser.newPage({ locale: 'en-GB', viewport: { width: 1280, height: 900 } });
  complaints.splice(0);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (entry) => entry.type() === 'error' && complaints.push(entry.text()));
});
afterEach(async () => {
  await page.close();
  await room.stop();
  await bot.stop();
  expect(complaints).toEqual([]);
});

const open = (person: string, more = '') =>
  page.goto(`${room.url}?person=${encodeURIComponent(person)}&channel=IOM%20panel${more}`);
const execute = (title: string, verb: string): Json => ({
  type: 'Action.Execute',
  title,
  verb,
  data: { motion: 'm1' },
  fallback: { type: 'Action.Submit', title: `${title} (old)`, data: { verb, motion: 'm1' } },
});
const card = (text: string, more: Json[] = [], rest: Json = {}): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true }, ...more],
  ...rest,
});

test('Markdown is Teams’ subset, HTML stays text, and a mention needs its entity', async () => {
  const text =
    '**bold** _italic_ [link](https://example.org) # no `code` <b id="x">html</b> <at>Priya Example</at> <at>Nobody</at>';
  const entities = [
    { type: 'mention', text: '<at>Priya Example</at>', mentioned: { id: '29:x', name: 'Priya Example' } },
  ];
  await bot.send(channel, card(text, [{ type: 'TextBlock', text: '- one\r- two' }], { msteams: { entities } }));
  await open('Priya Example');
  const drawn = page.locator('#channel .card');
  await drawn.waitFor();
  expect(await drawn.locator('strong').allTextContents()).toEqual(['bold']);
  expect(await drawn.locator('em').allTextContents()).toEqual(['italic']);
  expect(await drawn.locator('li').count()).toBe(2);
  expect(await drawn.locator('a').getAttribute('href')).toBe('https://example.org');
  expect(await drawn.locator('.mention').allTextContents()).toEqual(['Priya Example']);
  expect(await drawn.locator('b, code, h1').count()).toBe(0);
  expect(await drawn.textContent()).toContain('# no `code` <b id="x">html</b> Priya Example <at>Nobody</at>');
});

test('each person sees their own card, presses it, and reads the answer', async () => {
  const refresh = { action: { type: 'Action.Execute', verb: 'show', data: {} }, userIds: [room.as(cast.chair).mri] };
  await bot.send(channel, card('Voting is open', [], { refresh }));
  bot.answer(({ value }) =>
    value?.action.verb === 'show'
      ? asCard(card('Your ballot', [{ type: 'ActionSet', actions: [execute('Vote for', 'cast')] }]))
      : asMessage('Recorded: for.'),
  );
  await open('Priya Example');
  await page.getByRole('button', { name: 'Vote for' }).click();
  await page.getByRole('status').getByText('Recorded: for.').waitFor();
  expect(bot.received.at(-1)).toMatchObject({
    from: { aadObjectId: cast.chair.id },
    value: { trigger: 'manual', action: { type: 'Action.Execute', verb: 'cast', data: { motion: 'm1' } } },
  });
  await page.getByLabel('You are').selectOption({ value: cast.housing.id });
  await page.getByText('Voting is open').waitFor();
  expect(await page.getByRole('button', { name: 'Vote for' }).count()).toBe(0);
});

test('an old client shows the fallback and sends it as a message', async () => {
  await bot.send(channel, card('Motion', [{ type: 'ActionSet', actions: [execute('Vote for', 'cast')] }]));
  await open('Priya Example', '&old=true');
  await page.getByRole('button', { name: 'Vote for (old)' }).click();
  await expect.poll(() => bot.received).toMatchObject([{ type: 'message', value: { verb: 'cast', motion: 'm1' } }]);
});

test('a type-ahead on a card of version 1.5 searches, and sends the value of what was picked', async () => {
  const holder = {
    type: 'Input.ChoiceSet',
    id: 'holder',
    label: 'Holder',
    choices: [],
    'choices.data': { type: 'Data.Query', dataset: 'roster' },
  };
  await bot.send(channel, card('Seats', [holder, { type: 'ActionSet', actions: [execute('Bind', 'bind')] }]));
  const results = [{ title: 'Tom Sample', value: 'p7' }];
  bot.answer(({ name }) =>
    name === 'application/search' ? { statusCode: 200, value: { results } } : asMessage('Bound.'),
  );
  await open('Sam Notional');
  await page.locator('.ac-choiceSetInput-filtered-textbox').fill('tom');
  await page.locator('.ac-choiceSetInput-choice').click();
  await page.getByRole('button', { name: 'Bind' }).click();
  await page.getByText('Bound.').waitFor();
  expect(bot.received.at(-1)?.value?.action.data).toEqual({ motion: 'm1', holder: 'p7' });
});

test('what stands in a type-ahead is read by its title and sent by its value', async () => {
  const holder = {
    type: 'Input.ChoiceSet',
    id: 'holder',
    label: 'Holder',
    value: 'any',
    choices: [{ title: 'Anybody', value: 'any' }],
    'choices.data': { type: 'Data.Query', dataset: 'roster' },
  };
  await bot.send(channel, card('Seats', [holder, { type: 'ActionSet', actions: [execute('Show', 'show')] }]));
  bot.answer(() => asMessage('Shown.'));
  await open('Sam Notional');
  expect(await page.locator('.ac-choiceSetInput-filtered-textbox').inputValue()).toBe('Anybody');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('Shown.').waitFor();
  expect(bot.received.at(-1)?.value?.action.data).toEqual({ motion: 'm1', holder: 'any' });
});

test('what is typed with a mention reaches the bot, and its answer appears without a reload', async () => {
  bot.answer(async ({ conversation }) => void (await bot.send(conversation.id, card('The agenda'))));
  await open('Sam Notional');
  await page.getByRole('button', { name: 'Mention IOM Panel' }).click();
  await page.getByLabel('Message to the channel').pressSequentially('agenda');
  await page.getByLabel('Message to the channel').press('Enter');
  await page.getByText('The agenda').waitFor();
  expect(bot.received[0]?.text).toBe('<at>IOM Panel</at> agenda');
});

test('the compose box lists what the app finds for this person, and inserts a card without it', async () => {
  const found = (text: string) => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card('Case R-1', [{ type: 'ActionSet', actions: [execute('Open', 'case.view')] }]),
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: text, text: 'Led by nobody' },
    },
  });
  bot.answer(({ value }) => {
    const [typed] = (value as unknown as { parameters: { name: string; value: string }[] }).parameters;
    return typed?.name === 'words' && typed.value === 'zeb'
      ? { composeExtension: { type: 'result', attachments: [found('R-1: Zebedee Nonesuch')] } }
      : { composeExtension: { type: 'message', text: 'Type part of a name.' } };
  });
  await open('Priya Example');
  const pane = page.locator('#channel');
  await pane.getByRole('button', { name: 'Find a case' }).click();
  await pane.getByText('Type part of a name.').waitFor();
  await pane.getByLabel('Look for').pressSequentially('zeb');
  await pane.getByRole('button', { name: 'Insert R-1: Zebedee Nonesuch' }).click();
  await pane.locator('.message.mine .card').getByText('Case R-1').waitFor();
  expect(await pane.getByText('Zebedee').isVisible()).toBe(false);
  // Whoever comes next to this screen does not read what was found.
  await pane.getByRole('button', { name: 'Find a case' }).click();
  await page.getByLabel('You are').selectOption({ value: cast.housing.id });
  await pane.getByLabel('Look for').waitFor({ state: 'hidden' });
  expect(await page.locator('.finder li').count()).toBe(0);
});

test('what is being typed into a card survives what others do', async () => {
  await bot.send(channel, card('Refer', [{ type: 'Input.Text', id: 'name', label: 'Name' }]));
  await open('Priya Example');
  await page.getByLabel('Name').fill('half a na');
  await room.as(cast.housing).say('hello', { ...panel, plain: true });
  await page.getByText('hello').waitFor();
  await page.keyboard.type('me');
  expect(await page.getByLabel('Name').inputValue()).toBe('half a name');
});

test.for([
  { tab: 'channel', theme: 'light' },
  { tab: 'chat', theme: 'dark' },
])('nothing overflows at 360 pixels: $tab, $theme', async ({ tab, theme }) => {
  const long = 'Leicester Community Rehabilitation and Reintegration Accommodation Partnership '.repeat(2);
  const buttons = ['Vote for', 'Vote against', 'Abstain', 'Declare an interest', 'Ask for more information'];
  const wide = card(long, [
    { type: 'FactSet', facts: [{ title: long, value: `${long}${'x'.repeat(80)}` }] },
    { type: 'Input.Date', id: 'day', label: 'Day' },
    { type: 'Input.ChoiceSet', id: 'seat', label: long, choices: [{ title: long, value: 'a' }] },
    { type: 'ActionSet', actions: buttons.map((title) => execute(title, 'cast')) },
  ]);
  bot.answer(async ({ conversation }) => void (await bot.send(conversation.id, wide)));
  await room.as(cast.chair).say('agenda', panel);
  await room.as(cast.chair).say('refer');
  await page.setViewportSize({ width: 360, height: 740 });
  await open('Priya Example', `&theme=${theme}&tab=${tab}`);
  await page.locator(`#${tab} .card`).waitFor();
  expect(await overflowing(page)).toEqual([]);
  const preview = { content: { title: `${long}${'x'.repeat(80)}`, text: long } };
  bot.answer(() => ({ composeExtension: { type: 'result', attachments: [{ content: wide, preview }] } }));
  await page.locator(`#${tab}`).getByRole('button', { name: 'Find a case' }).click();
  await page.locator(`#${tab} .finder li`).waitFor();
  expect(await overflowing(page)).toEqual([]);
});

test('the clock of the room moves from the page', async () => {
  await open('Priya Example');
  await page.locator('#settings summary').click();
  await page.getByLabel('Set it to').fill('2027-07-01T09:55');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  await page.getByText('Thu 1 Jul, 09:55').waitFor();
  expect(room.clock.now().toISOString()).toMatch(/^2027-07-01T08:55/);
  await page.getByRole('button', { name: 'Next 10:00' }).click();
  await page.getByText('Thu 1 Jul, 10:00').waitFor();
});

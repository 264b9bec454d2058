import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cast, hostTenant, people } from '../../rehearsal/cast.ts';
import type { Fault } from '../../rehearsal/faults.ts';
import { type Room, startRoom } from '../../rehearsal/room.ts';
import type { Json } from '../../rehearsal/state.ts';
import { type Activity, asCard, asMessage, type FakeBot, startFakeBot } from '../support/fakeBot.ts';

const panel = { channel: 'IOM panel' } as const;

let bot: FakeBot;
let room: Room;
let channel: string;

beforeEach(async () => {
  bot = await startFakeBot(() => undefined);
  room = await startRoom({ botUrl: () => bot.url });
  bot.meet(room);
  channel = room.teams.state.channels['IOM panel'] ?? '';
});
afterEach(async () => {
  await room.stop();
  await bot.stop();
});

const text = (words: string): Json => ({ type: 'TextBlock', text: words });
const execute = (title: string, verb: string, data: Json = {}): Json => ({
  type: 'Action.Execute',
  title,
  verb,
  data,
  fallback: { type: 'Action.Submit', title, data: { verb, ...data } },
});
const card = (words: string, more: { actions?: Json[]; inputs?: Json[]; for?: string[] } = {}): Json => ({
  type: 'AdaptiveCard',
  version: '1.5',
  ...(more.for && { refresh: { action: { type: 'Action.Execute', verb: 'show', data: {} }, userIds: more.for } }),
  body: [text(words), ...(more.inputs ?? []), { type: 'ActionSet', actions: more.actions ?? [] }],
});
const invokes = (trigger: string): readonly Activity[] =>
  bot.received.filter(({ name, value }) => name === 'adaptiveCard/action' && value?.trigger === trigger);
const id = (sent: { body: { id: string } }): string => sent.body.id;

describe('what reaches the bot', () => {
  test('a message is signed, and carries who wrote it where, as Teams says it', async () => {
    await room.as(cast.inspector).say('agenda', panel);
    expect(bot.received).toMatchObject([
      {
        type: 'message',
        channelId: 'msteams',
        serviceUrl: room.serviceUrl,
        locale: 'en-GB',
        text: '<at>IOM Panel</at> agenda',
        from: { id: expect.stringMatching(/^29:/), aadObjectId: cast.inspector.id, name: 'Grace Specimen' },
        recipient: { id: `28:${room.appId}` },
        conversation: {
          conversationType: 'channel',
          tenantId: hostTenant,
          id: expect.stringContaining(`${channel};messageid=`),
        },
        channelData: { tenant: { id: hostTenant }, team: { id: room.teams.state.team.id }, channel: { id: channel } },
        entities: [
          { type: 'mention', text: '<at>IOM Panel</at>', mentioned: { id: `28:${room.appId}` } },
          { type: 'clientInfo' },
        ],
      },
    ]);
  });

  test('a token of another issuer is not taken by a bot that trusts this room', async () => {
    const other = await startRoom({ botUrl: () => bot.url });
    await expect(other.as(cast.chair).say('help')).rejects.toThrow('could not be delivered');
    expect(bot.received).toEqual([]);
    await other.stop();
  });

  test('a channel message without a mention stays among people', async () => {
    await room.as(cast.chair).say('good morning', { ...panel, plain: true });
    expect(bot.received).toEqual([]);
    expect(await room.as(cast.housing).find('good morning', panel)).toBeDefined();
  });

  test('nobody reads another person’s chat', async () => {
    await room.as(cast.chair).say('refer');
    expect(await room.as(cast.housing).messages()).toEqual([]);
  });
});

describe('the compose box', () => {
  const hit = (title: string, words: string): Json => ({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: card(words, { actions: [execute('Open', 'case.view', { case: 'R-1' })] }),
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text: 'in words' } },
  });
  const found = (...attachments: Json[]) => ({
    composeExtension: { type: 'result', attachmentLayout: 'list', attachments },
  });

  test('asks as Teams does: from no message, with what was typed or that it has just been opened', async () => {
    bot.answer(() => found());
    await room.as(cast.chair).finds('zeb', panel);
    await room.as(cast.chair).finds('');
    const [typed, opened] = bot.received;
    expect(typed).toMatchObject({
      type: 'invoke',
      name: 'composeExtension/query',
      from: { aadObjectId: cast.chair.id },
      channelData: { channel: { id: channel } },
      value: { commandId: 'find', parameters: [{ name: 'words', value: 'zeb' }] },
    });
    expect(typed).not.toHaveProperty('replyToId');
    expect(opened).toMatchObject({
      conversation: { conversationType: 'personal' },
      value: { parameters: [{ name: 'initialRun', value: 'true' }] },
    });
  });

  test('what is inserted is the searcher’s own message, and a press on it is anybody’s', async () => {
    bot.answer(() => found(hit('Somebody by name', 'R-1')));
    await room.as(cast.chair).inserts('some', 'Somebody by name', panel);
    const seen = await room.as(cast.housing).card('R-1', panel);
    expect([seen.from, seen.text.includes('Somebody')]).toEqual([cast.chair.name, false]);
    bot.answer(() => asCard(card('the case itself')));
    await room.as(cast.housing).press(seen, 'Open');
    expect(invokes('manual').at(-1)).toMatchObject({
      from: { aadObjectId: cast.housing.id },
      replyToId: seen.message,
      value: { action: { verb: 'case.view', data: { case: 'R-1' } } },
    });
    expect((await room.as(cast.housing).find('the case itself', panel))?.message).toBe(seen.message);
    expect(await room.as(cast.chair).find('the case itself', panel)).toBeUndefined();
  });

  test('nobody inserts what the box does not list, or into another’s chat', async () => {
    bot.answer(() => found(hit('Somebody', 'R-1')));
    await expect(room.as(cast.chair).inserts('some', 'Somebody else')).rejects.toThrow('The box lists Somebody');
    const body = { person: cast.housing.id, conversation: room.teams.contact(cast.chair).chat, card: card('R-1') };
    const answer = await fetch(`${room.url}api/insert`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([answer.status, await room.as(cast.chair).messages()]).toEqual([400, []]);
  });

  test.for<[string, unknown, string | undefined]>([
    [
      'a sentence in place of results',
      { composeExtension: { type: 'message', text: 'Nothing found' } },
      'Nothing found',
    ],
    ['no answer', undefined, undefined],
    ['an answer of another kind', { statusCode: 200 }, undefined],
  ])('%s', async ([, body, hint]) => {
    bot.answer(() => body);
    const asked = room.as(cast.chair).finds('zeb');
    if (hint) expect(await asked).toEqual({ hits: [], hint });
    else await expect(asked).rejects.toThrow('gave no answer');
  });
});

describe('automatic refresh', () => {
  const chairId = () => room.as(cast.chair).mri;
  const others = (count: number) => Array.from({ length: count }, (_, index) => `29:somebody${index}`);

  test.for([
    { who: 'a listed person', list: () => [chairId()], asked: 1 },
    { who: 'somebody who is not listed', list: () => others(1), asked: 0 },
    { who: 'anybody when nobody is listed', list: () => [], asked: 0 },
    { who: 'the last of sixty', list: () => [...others(59), chairId()], asked: 1 },
    { who: 'anybody when sixty-one are listed', list: () => [...others(60), chairId()], asked: 0 },
  ])('$who: asked $asked times on opening', async ({ list, asked }) => {
    bot.answer(() => asCard(card('yours')));
    await bot.send(channel, card('base', { for: list() }));
    const [seen] = await room.as(cast.chair).messages(panel);
    expect(seen?.text).toBe(asked ? 'yours' : 'base');
    expect(invokes('automatic')).toHaveLength(asked);
    expect(invokes('automatic').every(({ from }) => from.aadObjectId === cast.chair.id)).toBe(true);
  });

  test('a view is asked for again on opening once it is older than a minute, and at once after an edit', async () => {
    bot.answer(() => asCard(card('yours', { for: [chairId()] })));
    const sent = await bot.send(channel, card('base', { for: [chairId()] }));
    const chair = room.as(cast.chair);
    await chair.messages(panel);
    await chair.messages(panel);
    expect(invokes('automatic')).toHaveLength(1);
    room.clock.moveTo(new Date(room.clock.now().getTime() + 61_000));
    await chair.messages(panel);
    expect(invokes('automatic')).toHaveLength(2);
    await bot.update(channel, id(sent), card('edited', { for: [chairId()] }));
    await chair.messages(panel);
    expect(invokes('automatic')).toHaveLength(3);
  });

  test.for([
    { answer: { statusCode: 500, type: 'application/vnd.microsoft.error', value: {} }, asked: 1 },
    { answer: undefined, asked: 2 },
  ])(
    'a failed refresh shows the posted card and is not tried again before an edit (answer $answer)',
    async ({ answer, asked }) => {
      bot.answer(() => answer);
      const sent = await bot.send(channel, card('base', { for: [chairId()] }));
      const chair = room.as(cast.chair);
      await chair.messages(panel);
      expect((await chair.messages(panel))[0]?.text).toBe('base');
      expect(invokes('automatic')).toHaveLength(asked);
      bot.answer(() => asCard(card('yours')));
      await bot.update(channel, id(sent), card('edited', { for: [chairId()] }));
      expect((await chair.messages(panel))[0]?.text).toBe('yours');
    },
  );

  test('a refresh that failed is tried once more when Teams is opened anew', async () => {
    bot.answer(() => undefined);
    await bot.send(channel, card('base', { for: [chairId()] }));
    await room.as(cast.chair).messages(panel);
    bot.answer(() => asCard(card('yours')));
    const query = new URLSearchParams({ person: cast.chair.id, conversation: channel });
    await fetch(`${room.url}api/messages?${query}`);
    expect((await room.as(cast.chair).messages(panel))[0]?.text).toBe('base');
    await fetch(`${room.url}api/messages?${query}&opening`);
    expect((await room.as(cast.chair).messages(panel))[0]?.text).toBe('yours');
  });

  test('an edit while a refresh is on its way makes it go again', async () => {
    const sent = await bot.send(channel, card('base', { for: [chairId()] }));
    bot.answer(async () => {
      bot.answer(() => asCard(card('second view')));
      await bot.update(channel, id(sent), card('edited', { for: [chairId()] }));
      return asCard(card('first view'));
    });
    expect((await room.as(cast.chair).messages(panel))[0]?.text).toBe('second view');
  });
});

describe('presses', () => {
  const vote = () => card('Motion 1', { actions: [execute('Vote for', 'vote.cast', { choice: 'for' })] });

  test('the card that answers a press is shown to that person alone', async () => {
    await bot.send(channel, vote());
    bot.answer(() => asCard(card('You voted for')));
    const chair = room.as(cast.chair);
    const pressed = await chair.press(await chair.card('Motion 1', panel), 'Vote for');
    expect(pressed.seen.text).toBe('You voted for');
    expect((await room.as(cast.housing).messages(panel))[0]?.text).toContain('Motion 1');
    expect(invokes('manual')).toMatchObject([
      {
        value: { action: { type: 'Action.Execute', verb: 'vote.cast', data: { choice: 'for' } } },
        from: { aadObjectId: cast.chair.id },
      },
    ]);
  });

  test.for([
    { answer: asMessage('Recorded.'), outcome: { kind: 'message', text: 'Recorded.' }, asked: 1 },
    { answer: { statusCode: 400, type: 'application/vnd.microsoft.error' }, outcome: { kind: 'error' }, asked: 1 },
    {
      answer: { statusCode: 200, type: 'application/vnd.microsoft.adaptive.card', value: {} },
      outcome: { kind: 'error' },
      asked: 1,
    },
    { answer: undefined, outcome: { kind: 'error', text: 'Unable to reach app. Please try again.' }, asked: 2 },
  ])('$answer is shown as $outcome.kind, after $asked deliveries of one id', async ({ answer, outcome, asked }) => {
    await bot.send(channel, vote());
    bot.answer(() => answer);
    const chair = room.as(cast.chair);
    expect(await chair.press(await chair.card('Motion 1', panel), 'Vote for')).toMatchObject(outcome);
    expect(bot.received).toHaveLength(asked);
    expect(new Set(bot.received.map((activity) => activity.id)).size).toBe(1);
  });

  test('a press can be repeated as Teams repeats it, and a card pressed as it was', async () => {
    const sent = await bot.send(channel, vote());
    bot.answer(() => asMessage('Recorded.'));
    const chair = room.as(cast.chair);
    const seen = await chair.card('Motion 1', panel);
    const pressed = await chair.press(seen, 'Vote for');
    await pressed.again();
    await pressed.again('new id');
    const [first, second, third] = bot.received.map((activity) => activity.id);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    await bot.update(channel, id(sent), card('Closed'));
    await expect(chair.press(seen, 'Vote for')).rejects.toThrow('sees no button “Vote for”, only: none');
    expect(await chair.press(seen, 'Vote for', {}, { stale: true })).toMatchObject({ kind: 'message' });
  });

  test('inputs go by label or id, with what stands in them; what the card does not offer is refused', async () => {
    const inputs = [
      { type: 'Input.Text', id: 'name', label: 'Name', isRequired: true, errorMessage: 'Give a name.' },
      {
        type: 'Input.ChoiceSet',
        id: 'kind',
        label: 'Category',
        value: 'ppo',
        choices: [
          { title: 'PPO', value: 'ppo' },
          { title: 'DYO', value: 'dyo' },
        ],
      },
      { type: 'Input.Toggle', id: 'consent', label: 'Consent', title: 'Signed' },
      { type: 'Input.Text', id: 'note', label: 'Note' },
    ];
    await bot.send(channel, card('Refer', { inputs, actions: [execute('Next', 'refer.next', { draft: '7' })] }));
    bot.answer(() => asMessage('ok'));
    const chair = room.as(cast.chair);
    const seen = await chair.card('Refer', panel);
    await chair.press(seen, 'Next', { Name: 'A. Nominal', kind: 'DYO' });
    expect(bot.received[0]?.value?.action.data).toEqual({
      draft: '7',
      name: 'A. Nominal',
      kind: 'dyo',
      consent: 'false',
    });
    await expect(chair.press(seen, 'Next')).rejects.toThrow('“Name”: Give a name.');
    await expect(chair.press(seen, 'Next', { Name: 'x', Colour: 'red' })).rejects.toThrow('sends no input “Colour”');
    await expect(chair.press(seen, 'Next', { Name: 'x', Category: 'XYZ' })).rejects.toThrow('offers no choice “XYZ”');
    await expect(chair.press(seen, 'Back')).rejects.toThrow('sees no button “Back”, only: Next');
    expect(bot.received).toHaveLength(1);
  });

  test('a type-ahead sends the value of the result that was picked', async () => {
    const inputs = [
      {
        type: 'Input.ChoiceSet',
        id: 'holder',
        label: 'Holder',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'roster' },
      },
    ];
    await bot.send(channel, card('Seats', { inputs, actions: [execute('Bind', 'seat.bind')] }));
    bot.answer(({ name }) =>
      name === 'application/search'
        ? {
            statusCode: 200,
            type: 'application/vnd.microsoft.search.searchResponse',
            value: { results: [{ title: 'Tom Sample', value: 'p7' }] },
          }
        : asMessage('ok'),
    );
    const coordinator = room.as(cast.coordinator);
    await coordinator.press(await coordinator.card('Seats', panel), 'Bind', { Holder: 'Tom Sample' });
    expect(bot.received[0]).toMatchObject({
      name: 'application/search',
      value: { queryText: 'Tom Sample', dataset: 'roster', queryOptions: { skip: 0, top: 15 } },
    });
    expect(bot.received[1]?.value?.action.data).toEqual({ holder: 'p7' });
  });

  test('an old client sends the fallback as a message without text', async () => {
    await bot.send(channel, vote());
    const chair = room.as(cast.chair, { old: true });
    await chair.press(await chair.card('Motion 1', panel), 'Vote for');
    expect(bot.received).toMatchObject([{ type: 'message', value: { verb: 'vote.cast', choice: 'for' } }]);
    expect(bot.received[0]).not.toHaveProperty('text');
  });
});

describe('the connector', () => {
  const personal = (person: (typeof cast)[keyof typeof cast]) => ({
    isGroup: false,
    bot: { id: `28:${room.appId}` },
    members: [{ id: room.as(person).mri }],
    tenantId: hostTenant,
    channelData: { tenant: { id: hostTenant } },
  });

  test('without its token nothing is done', async () => {
    const answer = await fetch(`${room.serviceUrl}v3/conversations`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    expect(room.calls).toEqual([]);
  });

  test('a person of the team is reached by their Teams id; the guest’s chat is refused', async () => {
    const opened = await bot.connector('POST', 'conversations', personal(cast.victims));
    expect(opened.status).toBe(201);
    expect((await bot.send(id(opened), card('For you'))).status).toBe(201);
    expect(await room.as(cast.victims).find('For you')).toBeDefined();
    const refused = { status: 403, body: { error: { code: 'ForbiddenOperationException' } } };
    expect(await bot.connector('POST', 'conversations', personal(cast.jobcentre))).toMatchObject(refused);
    const chat = room.teams.contact(cast.jobcentre).chat;
    expect(await bot.send(chat, card('For you'))).toMatchObject(refused);
  });

  test('a new thread is answered with its conversation; it can be answered, edited and deleted', async () => {
    const activity = { type: 'message', text: 'Agenda' };
    const made = await bot.connector('POST', 'conversations', {
      isGroup: true,
      channelData: { channel: { id: channel } },
      activity,
    });
    expect(made).toMatchObject({
      status: 201,
      body: { id: expect.stringMatching(/^19:.+@thread\.tacv2;messageid=\d+$/) },
    });
    const reply = await bot.send(id(made), card('Item 1'));
    const [first, second] = await room.as(cast.chair).messages(panel);
    expect(second?.root).toBe(first?.message);
    expect((await bot.update(id(made), id(reply), card('Item one'))).status).toBe(200);
    expect(await room.as(cast.chair).find('Item one', panel)).toBeDefined();
    const path = `conversations/${encodeURIComponent(id(made))}/activities/${id(reply)}`;
    expect((await bot.connector('DELETE', path)).status).toBe(200);
    expect(await bot.update(id(made), id(reply), card('Again'))).toMatchObject({
      status: 404,
      body: { error: { code: 'ActivityNotFoundInConversation' } },
    });
  });

  test('the roster tells members from guests, whole, in pages and one by one', async () => {
    const all = await bot.connector('GET', `conversations/${channel}/members`);
    expect(all.body).toHaveLength(people.length);
    const paged = await bot.connector('GET', `conversations/${channel}/pagedmembers?pageSize=50`);
    expect(paged.body.members).toEqual(all.body);
    const one = await bot.connector('GET', `conversations/${channel}/members/${cast.inspector.id}`);
    expect(one.body).toMatchObject({
      id: room.as(cast.inspector).mri,
      tenantId: cast.inspector.tenant,
      userRole: 'guest',
    });
    expect((await bot.connector('GET', `conversations/${channel}/members/nobody`)).status).toBe(404);
  });

  test('the team tells its name and channels', async () => {
    const { id: team } = room.teams.state.team;
    expect((await bot.connector('GET', `teams/${team}`)).body).toMatchObject({
      id: team,
      name: 'Richmond IOM',
      memberCount: people.length,
    });
    const { conversations } = (await bot.connector('GET', `teams/${team}/conversations`)).body;
    expect(conversations).toContainEqual({ id: channel, name: 'IOM panel' });
  });

  test.for<{ answer: Fault['answer']; accepted?: boolean; status: number; told: object }>([
    {
      answer: { status: 429, code: 'Throttled', retryAfterSeconds: 3 },
      status: 429,
      told: { error: { code: 'Throttled' } },
    },
    {
      answer: { status: 412, code: 'PreconditionFailed' },
      status: 412,
      told: { error: { code: 'PreconditionFailed' } },
    },
    {
      answer: { status: 403, code: 'BotDisabledByAdmin' },
      status: 403,
      told: { error: { code: 'BotDisabledByAdmin' } },
    },
    {
      answer: { status: 403, code: 'MessageWritesBlocked' },
      status: 403,
      told: { errorCode: 209, message: expect.stringContaining('"subCode":"MessageWritesBlocked"') },
    },
    {
      answer: { status: 502, code: 'BadGateway' },
      accepted: true,
      status: 502,
      told: { error: { code: 'BadGateway' } },
    },
  ])('trouble on demand: $answer, accepted: $accepted', async ({ answer, accepted, status, told }) => {
    room.faults.add({ on: ['send'], to: channel, answer, accepted });
    expect(await bot.send(room.teams.state.channels['ASB panel'] ?? '', card('Elsewhere'))).toMatchObject({
      status: 201,
    });
    expect(await bot.send(channel, card('Here'))).toMatchObject({ status, body: told });
    expect((await room.as(cast.chair).find('Here', panel)) !== undefined).toBe(accepted ?? false);
    expect((await bot.send(channel, card('Here again'))).status).toBe(201);
    expect(room.calls.filter(({ conversation }) => conversation === channel)).toHaveLength(2);
  });

  test('a connection can be cut, and an answer never come', async () => {
    room.faults.add({ on: ['send'], answer: 'cut', accepted: true });
    await expect(bot.send(channel, card('Cut'))).rejects.toThrow('fetch failed');
    expect(await room.as(cast.chair).find('Cut', panel)).toBeDefined();
    room.faults.add({ on: ['send'], answer: 'hang' });
    const hanging = bot.send(channel, card('Hangs')).catch(() => 'ended with the room');
    await expect.poll(() => room.calls.length).toBe(2);
    expect(await room.as(cast.chair).find('Hangs', panel)).toBeUndefined();
    await room.stop();
    expect(await hanging).toBe('ended with the room');
    room = await startRoom({ botUrl: () => bot.url });
  });
});

test('a second start finds everything as it was left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  const first = await startRoom({ botUrl: () => bot.url, folder });
  await first.as(cast.chair).say('good morning', { ...panel, plain: true });
  first.clock.moveTo(new Date('2027-01-15T10:00:00Z'));
  const { port } = first;
  const chair = first.as(cast.chair).mri;
  await first.stop();

  const second = await startRoom({ botUrl: () => bot.url, folder });
  expect(second.port).toBe(port);
  expect(second.as(cast.chair).mri).toBe(chair);
  expect(await second.as(cast.housing).find('good morning', panel)).toBeDefined();
  expect(second.clock.now().toISOString()).toMatch(/^2027-01-15T10:0/);
  await second.stop();
  await rm(folder, { recursive: true });
});

test('a page of another site does not reach the room', async () => {
  const { status } = await fetch(`http://localhost:${room.port}/api/room`);
  expect(status).toBe(403);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Activity, translate } from '../../bot/inbound.ts';
import { APP, activity, CHANNEL, HOST, OTHER_TENANT, PRIYA, SERVICE, TEAM } from '../support/bot.ts';

const read = (change: Parameters<typeof activity>[0] = {}) => translate(Activity.parse(activity(change)));
const invoke = (name: string, value: unknown) =>
  read({ type: 'invoke', name, value, text: undefined, replyToId: '1700000000000' });

test('who, where and when of a message in a channel’s thread', () => {
  expect(read()).toEqual({
    kind: 'typed',
    text: 'agenda',
    from: { person: `${HOST}|${PRIYA}`, mri: '29:priya', name: 'Priya Example' },
    where: {
      kind: 'channel',
      team: TEAM,
      teamName: 'Northtown IOM',
      channel: CHANNEL,
      thread: '1700000000000',
      conversation: `${CHANNEL};messageid=1700000000000`,
    },
    tenant: HOST,
    serviceUrl: SERVICE,
    activityId: '1700000000001',
    replyToId: undefined,
  });
});

test('a guest has the key that the roster gives them', () => {
  const guest = { id: '29:g', aadObjectId: PRIYA.toUpperCase(), tenantId: OTHER_TENANT };
  expect(read({ from: guest })).toMatchObject({ from: { person: `${HOST}|${PRIYA}`, name: '' } });
});

test.for<[string, object, object]>([
  ['personal', { id: 'a:1', conversationType: 'personal' }, { kind: 'personal', conversation: 'a:1' }],
  ['a chat that does not say its type', { id: 'a:1' }, { kind: 'personal', conversation: 'a:1' }],
  ['a group chat', { id: '19:g', conversationType: 'groupChat' }, { kind: 'group', conversation: '19:g' }],
])('%s', ([, conversation, where]) => {
  const channelData = { tenant: { id: HOST } };
  expect(read({ conversation: { tenantId: HOST, ...conversation }, channelData }).where).toEqual(where);
});

const mentionOf = (id: string, text: string) => ({ type: 'mention', mentioned: { id }, text });
const bot = mentionOf(`28:${APP}`, '<at>IOM Panel</at>');

describe('typed text', () => {
  test.for<[string, unknown, unknown[] | undefined, string]>([
    ['the bot’s mention goes', '<at>IOM Panel</at> use this channel', [bot], 'use this channel'],
    ['wherever it stands', 'agenda <at>IOM Panel</at>', [bot], 'agenda'],
    [
      'with attributes',
      '<at id="0">IOM Panel</at>&nbsp;agenda\n',
      [mentionOf(`28:${APP}`, '<at id="0">IOM Panel</at>')],
      'agenda',
    ],
    [
      'other people stay as names',
      '<at>IOM Panel</at> vice chair <at>Priya Example</at>',
      [bot, mentionOf('29:p', '<at>Priya Example</at>')],
      'vice chair Priya Example',
    ],
    ['a mention nobody declared stays as a name', '<at>IOM Panel</at> agenda', undefined, 'IOM Panel agenda'],
    [
      'entities are read once',
      'Smith &amp;amp; Sons &lt;b&gt; &#39;x&#x27; &unknown;',
      [],
      "Smith &amp; Sons <b> 'x' &unknown;",
    ],
    ['an impossible character stays as it is', '&#x110000;', [], '&#x110000;'],
    ['blanks and line ends become one blank', '  my \r\n\t actions ', [], 'my actions'],
    ['a bare mention is empty text', '<at>IOM Panel</at> ', [bot], ''],
    ['no text', undefined, [], ''],
    ['a damaged mention is no mention', 'help', [{ type: 'mention' }, {}], 'help'],
  ])('%s', ([, text, entities, expected]) => {
    expect(read({ text, entities })).toMatchObject({ kind: 'typed', text: expected });
  });
});

describe('presses', () => {
  const action = { type: 'Action.Execute', verb: 'vote.cast', data: { motion: 'm1', choice: 'for' } };

  test.for(['manual', 'automatic'] as const)('%s', (trigger) => {
    expect(invoke('adaptiveCard/action', { action, trigger })).toMatchObject({
      kind: 'press',
      verb: 'vote.cast',
      data: { motion: 'm1', choice: 'for' },
      trigger,
      card: '1700000000000',
      from: { person: `${HOST}|${PRIYA}` },
    });
  });

  test('a press that does not say how it came was made by hand, and may carry nothing', () => {
    const { data: _, ...bare } = action;
    expect(invoke('adaptiveCard/action', { action: bare })).toMatchObject({
      kind: 'press',
      trigger: 'manual',
      data: {},
    });
  });

  test.for<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no action', {}],
    ['an action of another type', { action: { ...action, type: 'Action.Submit' } }],
    ['no verb', { action: { ...action, verb: undefined } }],
    ['an empty verb', { action: { ...action, verb: '' } }],
    ['data that is a word', { action: { ...action, data: 'vote' } }],
    ['data that is a list', { action: { ...action, data: ['vote'] } }],
  ])('%s: malformed, and still to be answered', ([, value]) => {
    expect(invoke('adaptiveCard/action', value)).toMatchObject({
      kind: 'malformed',
      invoke: true,
      name: 'adaptiveCard/action',
    });
  });

  test('an old client’s press is a message without text', () => {
    expect(
      read({ text: undefined, entities: [], value: { verb: 'vote.cast', motion: 'm1' }, replyToId: '1700000000000' }),
    ).toMatchObject({
      kind: 'old press',
      verb: 'vote.cast',
      data: { verb: 'vote.cast', motion: 'm1' },
      card: '1700000000000',
    });
  });

  test('an old client’s press without a verb is ignored', () => {
    expect(read({ text: '', entities: [], value: { motion: 'm1' } }).kind).toBe('ignored');
  });
});

describe('searches', () => {
  test('what was typed, with the other inputs of the card', () => {
    const value = {
      dataset: 'members',
      queryText: ' pri ',
      queryOptions: { skip: 15, top: 10 },
      data: { body: 'panel' },
    };
    expect(invoke('application/search', value)).toMatchObject({
      kind: 'search',
      dataset: 'members',
      queryText: 'pri',
      skip: 15,
      top: 10,
      data: { body: 'panel' },
    });
  });

  test('nothing typed yet, and more wanted than is shown', () => {
    expect(invoke('application/search', { dataset: 'members', queryOptions: { top: 500 } })).toMatchObject({
      kind: 'search',
      queryText: '',
      skip: 0,
      top: 15,
      data: {},
    });
  });

  test.for<[string, unknown]>([
    ['no dataset', { queryText: 'a' }],
    ['a negative page', { dataset: 'members', queryOptions: { skip: -1 } }],
    ['nothing', undefined],
  ])('%s: malformed', ([, value]) => {
    expect(invoke('application/search', value)).toMatchObject({ kind: 'malformed', invoke: true });
  });
});

describe('the compose box', () => {
  const words = (value: unknown) => [{ name: 'words', value }];

  test.for<[string, unknown, string]>([
    ['what was typed', words(' zeb '), 'zeb'],
    ['nothing typed yet', [{ name: 'initialRun', value: 'true' }], ''],
    ['no parameters at all', undefined, ''],
    ['a number', words(7), ''],
  ])('%s', ([, parameters, queryText]) => {
    const value = { commandId: 'find', parameters, queryOptions: { skip: 0, count: 25 } };
    expect(invoke('composeExtension/query', value)).toMatchObject({ kind: 'compose', command: 'find', queryText });
  });

  test.for<[string, unknown]>([
    ['no command', { parameters: words('zeb') }],
    ['parameters that are no list', { commandId: 'find', parameters: 'zeb' }],
    ['nothing', undefined],
  ])('%s: malformed', ([, value]) => {
    expect(invoke('composeExtension/query', value)).toMatchObject({ kind: 'malformed', invoke: true });
  });
});

test.for<[string, object, string]>([
  ['an invoke nobody knows', { type: 'invoke', name: 'task/fetch', value: {} }, 'other invoke'],
  ['an invoke of nobody', { type: 'invoke', name: 'adaptiveCard/action', from: { id: '29:x' } }, 'malformed'],
  ['added', { type: 'installationUpdate', action: 'add' }, 'installed'],
  ['added with a new version', { type: 'installationUpdate', action: 'add-upgrade' }, 'installed'],
  ['removed', { type: 'installationUpdate', action: 'remove' }, 'removed'],
  ['somebody joined', { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }, 'members changed'],
  ['somebody left', { type: 'conversationUpdate', membersRemoved: [{ id: '29:x' }] }, 'members changed'],
  [
    'somebody joined a shared channel',
    { type: 'conversationUpdate', channelData: { eventType: 'channelMemberAdded' } },
    'members changed',
  ],
  [
    'somebody left a shared channel',
    { type: 'conversationUpdate', channelData: { eventType: 'channelMemberRemoved' } },
    'members changed',
  ],
  ['a channel was renamed', { type: 'conversationUpdate', channelData: { eventType: 'channelRenamed' } }, 'ignored'],
  ['somebody is typing', { type: 'typing' }, 'ignored'],
  ['a thumb up', { type: 'messageReaction' }, 'ignored'],
])('%s', ([, change, kind]) => {
  expect(read(change).kind).toBe(kind);
});

test('whatever an invoke carries, it is translated', () => {
  fc.assert(
    fc.property(fc.constantFrom('adaptiveCard/action', 'application/search', 'x'), fc.jsonValue(), (name, value) => {
      expect(['press', 'search', 'other invoke', 'malformed']).toContain(invoke(name, value).kind);
    }),
  );
});

describe('files', () => {
  const DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
  const html = { contentType: 'text/html', content: '<p></p>' };
  const downloadUrl = 'https://contoso-my.sharepoint.com/x?tempauth=1';

  test('attached in a personal chat, with the address where it lies', () => {
    const attachments = [html, { contentType: DOWNLOAD, name: 'register.csv', content: { downloadUrl } }];
    expect(read({ attachments })).toMatchObject({ kind: 'file', file: 'register.csv', source: downloadUrl });
  });

  test.for<[string, unknown]>([
    ['a reference, as in a channel', { contentType: 'reference', name: 'register.csv', contentUrl: downloadUrl }],
    ['without an address', { contentType: DOWNLOAD, name: 'register.csv', content: {} }],
  ])('%s: there is no way to it', ([, attachment]) => {
    expect(read({ attachments: [attachment] })).toMatchObject({ kind: 'file', source: undefined });
  });

  test('what Teams attaches to every message is no file', () => {
    expect(read({ attachments: [html] })).toMatchObject({ kind: 'typed' });
  });

  const uploadInfo = { uploadUrl: downloadUrl, contentUrl: 'c', name: 'n.csv', uniqueId: 'u', fileType: 'csv' };
  test.for<[string, object, object]>([
    [
      'allowed',
      { type: 'fileUpload', action: 'accept', context: { export: 'e1' }, uploadInfo },
      { kind: 'file consent', context: { export: 'e1' }, upload: uploadInfo, card: '1700000000000' },
    ],
    ['declined', { action: 'decline', context: { export: 'e1' } }, { kind: 'file consent', upload: undefined }],
    ['allowed without a place', { action: 'accept', context: {} }, { kind: 'malformed' }],
    ['neither', { action: 'perhaps' }, { kind: 'malformed' }],
  ])('consent %s', ([, value, expected]) => {
    expect(invoke('fileConsent/invoke', value)).toMatchObject(expected);
  });
});

/** Storage refuses, hangs, fails or crawls, a command throws, an input is nonsense: there is always an answer. */
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Command } from '../cards/command.ts';
import { commands, finders, searches, typedCommands } from '../cards/index.ts';
import { cast, people } from '../rehearsal/cast.ts';
import { FAULT, faultIn, faulty, inTime, inTurns, loggedFaults, pressAs } from './support/answering.ts';
import { type Answered, cardIn, newcomer, offender, type Panel, sentenceIn, startPanel } from './support/panel.ts';
import { type Mood, type StorageProxy, startStorageProxy } from './support/storageProxy.ts';
import { allCommands, wellFormed } from './support/wellFormed.ts';

let storage: StorageProxy;
let panel: Panel;
let facts: Readonly<Record<string, unknown>>;
beforeAll(async () => {
  storage = await startStorageProxy(inject('tables'));
  panel = await startPanel({ storage: storage.connectionString });
  await panel.reach('decided');
  await panel.settled();
  facts = { ...(await panel.facts()), version: 1 };
});
afterAll(async () => {
  await panel.stop();
  await storage.stop();
});

/** The sentence that the compose box shows in place of results. */
const hintIn = (answer: Answered): string | undefined => {
  const { composeExtension } = (answer?.body ?? {}) as { composeExtension?: { type: string; text?: string } };
  return answer?.status === 200 && composeExtension?.type === 'message' ? composeExtension.text : undefined;
};

const names = [
  ...people.flatMap(({ name, email }) => [name, email]),
  ...Object.values(offender),
  'Burglary',
  ...[newcomer(1).name],
];
const namesInLog = (): string[] => names.filter((name) => panel.logged.some((line) => line.includes(name)));

const botSaid = (): number => panel.room.teams.state.messages.filter(({ from }) => from === 'bot').length;

/** As many as a busy hour brings: more would only show how quick the machine is. */
const AT_ONCE = 200;

const moods: readonly (Mood | 'slow')[] = ['refuse', 'fail', 'hang', 'slow'];

test.for(moods)('with storage that would %s, every press, refresh, search and typed word is answered', async (mood) => {
  storage.mood = mood;
  onTestFinished(() => {
    storage.mood = 'pass on';
  });
  const wrong: string[] = [];
  const check = (what: string, problem: string | undefined) => {
    if (problem) wrong.push(`${what} ${problem}`);
  };
  const presses = allCommands.map((of) => async () => {
    const answer = await inTime(panel.press(pressAs(of), of.verb, wellFormed(of, facts)));
    check(of.verb, faulty(answer));
    const id = faultIn(answer);
    if (id !== undefined && !loggedFaults(panel).includes(id)) wrong.push(`${of.verb}: no fault ${id} in the log`);
    if (mood !== 'slow' && id === undefined) wrong.push(`${of.verb} told nobody of the fault: ${sentenceIn(answer)}`);
  });
  const refreshes = allCommands
    .filter(({ does }) => does === 'refresh')
    .map((of) => async () => {
      const answer = await inTime(panel.press(cast.chair, of.verb, wellFormed(of, facts), 'automatic'));
      check(`refresh of ${of.verb}`, cardIn(answer) ? undefined : `brought no card: ${JSON.stringify(answer)}`);
    });
  const seeking = [...searches.keys()].map((dataset) => async () => {
    const answer = await inTime(panel.search(cast.coordinator, dataset, 'Sam'));
    const results = (answer?.body as { value?: { results?: unknown } } | undefined)?.value?.results;
    check(`search of ${dataset}`, answer?.status === 200 && Array.isArray(results) ? undefined : 'brought no list');
  });
  const saidBefore = botSaid();
  const composing = [...finders.keys()].map((command) => async () => {
    const answer = await inTime(panel.compose(cast.coordinator, command, 'Sam'));
    const said = hintIn(answer);
    check(`compose box, ${command}`, said ? undefined : `said nothing: ${JSON.stringify(answer)}`);
    if (mood !== 'slow' && !FAULT.test(said ?? '')) wrong.push(`the compose box told nobody of the fault: ${said}`);
  });
  const typing = typedCommands.map(
    ({ words, where }) =>
      () =>
        panel.room.as(cast.coordinator).say(words, where.includes('channel') ? { channel: 'IOM panel' } : {}),
  );
  await inTurns([...presses, ...refreshes, ...seeking, ...composing, ...typing], AT_ONCE, (one) => one());
  expect(botSaid() - saidBefore).toBeGreaterThanOrEqual(typedCommands.length);
  expect(wrong).toEqual([]);
  expect(namesInLog()).toEqual([]);
});

test('with storage away, a refresh answers the card that was posted last', async () => {
  storage.mood = 'refuse';
  onTestFinished(() => {
    storage.mood = 'pass on';
  });
  const views = ['meeting.view', 'agenda.view', 'vote.view'];
  for (const message of panel.room.teams.state.messages) {
    const refresh = message.card?.refresh as { action: { verb: string; data: Record<string, unknown> } } | undefined;
    if (!refresh || !views.includes(refresh.action.verb)) continue;
    const answer = await panel.press(cast.chair, refresh.action.verb, refresh.action.data, 'automatic');
    expect(cardIn(answer)).toEqual(message.card);
    views.splice(views.indexOf(refresh.action.verb), 1);
  }
  expect(views).toEqual([]);
});

test('a command that throws, whatever it throws, is answered under an id that is in the log', async () => {
  const registry = commands as Map<string, Command>;
  const thrown: readonly unknown[] = [
    new Error(`about ${offender.name}`),
    'a string',
    undefined,
    null,
    { no: 'error' },
  ];
  for (const [at, what] of thrown.entries()) {
    const verb = `test.throws${at}` as const;
    registry.set(verb, {
      verb,
      does: 'view',
      allowed: ['anyone'],
      input: z.object({}),
      run: () => {
        throw what;
      },
    });
    onTestFinished(() => void registry.delete(verb));
    const id = faultIn(await panel.press(cast.chair, verb, {}));
    expect(id).toBeTruthy();
    expect(loggedFaults(panel)).toContain(id);
  }
});

test.for<[string, string, Record<string, unknown>]>([
  ['an unknown verb', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'no.such', data: {} } }],
  [
    'a verb of the prototype',
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', verb: '__proto__', data: {} } },
  ],
  ['no verb', 'adaptiveCard/action', { action: { type: 'Action.Execute', data: {} } }],
  ['no data', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'vote.cast' } }],
  [
    'data that is a list',
    'adaptiveCard/action',
    { action: { type: 'Action.Execute', verb: 'vote.cast', data: ['x'] } },
  ],
  ['data that is a word', 'adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'vote.cast', data: 'x' } }],
  ['no action', 'adaptiveCard/action', {}],
  ['an action that is a number', 'adaptiveCard/action', { action: 7 }],
  ['an area that is not theirs', 'adaptiveCard/action', { action: { verb: 'help.view', data: { area: '19:other' } } }],
  ['an invoke of another name', 'task/fetch', { commandId: 'x' }],
  ['the compose box, for a search there is not', 'composeExtension/query', { commandId: 'x' }],
  ['the compose box, for nothing', 'composeExtension/query', {}],
  [
    'the compose box, with a value that is a list',
    'composeExtension/query',
    ['x'] as unknown as Record<string, unknown>,
  ],
  [
    'the compose box, with a number',
    'composeExtension/query',
    { commandId: 'find', parameters: [{ name: 'words', value: 7 }] },
  ],
  [
    'the compose box, with what nobody types',
    'composeExtension/query',
    { commandId: 'find', parameters: [{ name: 'words', value: '../#?\u0000\ud800' }] },
  ],
  ['a search without a dataset', 'application/search', { queryText: 'x' }],
  ['a search in an unknown dataset', 'application/search', { queryText: 'x', dataset: 'no-such' }],
  ['a search for a number', 'application/search', { queryText: 7, dataset: 'members', queryOptions: 'x' }],
])('%s is answered', async ([_, name, value]) => {
  const answer = await inTime(panel.room.door.deliver(panel.activity(cast.coordinator, name, value)));
  if (name === 'composeExtension/query') expect(hintIn(answer)).toBeTruthy();
  else if (name === 'application/search') {
    const body = answer?.body as { statusCode: number; value: unknown } | undefined;
    expect(answer?.status).toBe(200);
    expect(body?.value).toBeTruthy();
  } else expect(faulty(answer)).toBeUndefined();
  expect(faultIn(answer)).toBeUndefined();
});

test('after all of it the log names nobody', () => {
  expect(namesInLog()).toEqual([]);
});

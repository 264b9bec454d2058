/** An answer to something typed that Teams does not take at once. */
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createConnector } from '../../bot/connector.ts';
import { Activity } from '../../bot/inbound.ts';
import { lastPosted } from '../../bot/rendering.ts';
import { createTurn } from '../../bot/turn.ts';
import { schemes } from '../../services/schemes/index.ts';
import { APP, activity, HOST } from '../support/bot.ts';
import { type FakeConnector, type Reply, startConnector } from '../support/connector.ts';
import { memoryStore } from '../support/memory.ts';

let teams: FakeConnector;
beforeEach(async () => {
  teams = await startConnector();
});
afterEach(() => teams.close());

const chat = { id: 'a:priya', conversationType: 'personal', tenantId: HOST };

const say = async (text: string): Promise<void> => {
  const turn = createTurn({
    desk: { store: memoryStore(), schemes, coordinators: [], newId: () => 'id' },
    connector: createConnector({ appId: APP, token: async () => 't', mayCall: () => true }),
    ...{ delivery: { nudge: () => {} }, longWork: { nudge: () => {} }, posted: lastPosted() },
    files: { fetch: async () => 'nowhere', put: async () => false },
    ...{ now: () => new Date(), log: pino({ level: 'silent' }) },
  });
  const typed = activity({ conversation: chat, channelData: { tenant: { id: HOST } }, text, entities: [] });
  await turn(Activity.parse({ ...typed, serviceUrl: teams.serviceUrl }));
};

const throttled = (seconds: number): Reply => ({
  status: 429,
  body: { error: { code: 'Throttled' } },
  headers: { 'retry-after': `${seconds}` },
});

test('is not waited for in the turn, and goes out when Teams asks for it', async () => {
  teams.answer(throttled(1));
  const began = Date.now();
  await say('help');
  expect(Date.now() - began).toBeLessThan(900);
  expect(teams.asked).toHaveLength(1);
  teams.answer({ status: 201, body: { id: '1' } });
  await vi.waitFor(() => expect(teams.asked).toHaveLength(2), { timeout: 5_000 });
  expect(Date.now() - began).toBeGreaterThanOrEqual(1_000);
  expect(teams.asked[1]?.body).toEqual(teams.asked[0]?.body);
});

test('is not tried sooner than Teams asks', async () => {
  teams.answer(throttled(40));
  await say('help');
  await new Promise((go) => setTimeout(go, 3_500));
  expect(teams.asked).toHaveLength(1);
});

test('is given up after three tries', async () => {
  teams.answer(throttled(0));
  await say('help');
  await vi.waitFor(() => expect(teams.asked).toHaveLength(3), { timeout: 5_000 });
  await new Promise((go) => setTimeout(go, 300));
  expect(teams.asked).toHaveLength(3);
});

/** An area with two members, its outbox, Teams at the other end, and a clock that stands still. */
import pino from 'pino';
import { createConnector } from '../../bot/connector.ts';
import { type Delivery, startDelivery } from '../../bot/delivery.ts';
import { personKey } from '../../bot/inbound.ts';
import type { Render } from '../../bot/sending.ts';
import { AREA } from '../../services/area.ts';
import { type Area, Areas, type Member, Members, type PersonKey } from '../../services/model.ts';
import { Outbox, type Outgoing } from '../../services/sends.ts';
import { create, type Store } from '../../services/store.ts';
import { NOT_DELIVERED, Undelivereds } from '../../services/undelivered.ts';
import { APP, CHANNEL, HOST, TEAM } from './bot.ts';
import { type Asked, type Reply, startConnector } from './connector.ts';
import { memoryStore } from './memory.ts';
import { testStore } from './tables.ts';

export const priya = personKey(HOST, '0b1ec700-0000-4000-8000-000000000001');
export const tom = personKey(HOST, '0b1ec700-0000-4000-8000-000000000002');
export const SECOND = 1_000;

export const refuse = (status: number, code: string, headers = {}): Reply => ({
  status,
  body: { error: { code } },
  headers,
});
export const arrived: Reply = { status: 201, body: { id: '1700' } };

/** Holds every request until `letGo`; `begun` resolves with the first. */
export const gate = () => {
  const begun = Promise.withResolvers<void>();
  const open = Promise.withResolvers<void>();
  return {
    begun: begun.promise,
    letGo: open.resolve,
    pass: async (): Promise<void> => {
      begun.resolve();
      await open.promise;
    },
  };
};

export type World = Awaited<ReturnType<typeof startWorld>>;

/** `memory`: for many looks at an outbox, which the table service does not answer quickly. */
export const startWorld = async ({ memory = false } = {}) => {
  const [teams, store] = await Promise.all([startConnector(), memory ? memoryStore() : testStore()]);
  const running: Delivery[] = [];
  const logged: string[] = [];
  let rows = 0;

  const area = (change: Partial<Area> = {}): Area => ({
    id: TEAM,
    tenant: HOST,
    name: 'Northtown IOM',
    serviceUrl: teams.serviceUrl,
    scheme: 'richmond',
    channels: { panel: CHANNEL },
    holders: {},
    viceChairs: {},
    ...change,
  });
  const member = (person: PersonKey, name: string, conversation?: string): Member => ({
    person,
    name,
    mri: `29:${name}`,
    serviceUrl: teams.serviceUrl,
    ...(conversation && { conversation }),
  });
  await store.commit(TEAM, [
    create(Areas, AREA, area()),
    create(Members, priya, member(priya, 'Priya Example', 'a:priya')),
    create(Members, tom, member(tom, 'Tom Sample')),
  ]);

  /** What a test turns; the card says `shown` in the channel, and there is none to show when it is undefined. */
  const turned: { clock: number; shown: string | undefined } = {
    clock: Date.parse('2026-11-23T10:00:00Z'),
    shown: 'first',
  };

  const cardOf = ({ body }: Asked) => (body.activity ?? body).attachments?.[0]?.content;
  const put = async (send: Outgoing['send'], change: Partial<Outgoing>) => {
    const at = new Date(turned.clock).toISOString();
    const id = `${at}|${String(++rows).padStart(4, '0')}`;
    await store.commit(TEAM, [create(Outbox, id, { at, send, state: 'waiting', attempts: 0, ...change })]);
  };

  const render: Render = {
    show: async (_area, _view, _subject, again) =>
      turned.shown === undefined
        ? undefined
        : { card: { shown: turned.shown, ...(again && { again }) }, summary: 'Vote' },
    tell: async (_area, person, _view, subject, again) => ({ card: { person, subject, again }, summary: 'For you' }),
    mention: async (_area, { name }, view, subject, again) => ({
      card: { mention: name, view, subject, ...(again && { again }) },
      summary: 'For somebody',
    }),
  };

  return Object.assign(turned, {
    teams,
    store,
    render,
    logged,
    area,
    cardOf,

    /** A delivery that looks at its start and when nudged. */
    start: (
      change: {
        instance?: string;
        store?: Store;
        render?: Partial<Render>;
        sweepEvery?: number;
        coordinators?: readonly PersonKey[];
        /** Milliseconds that Teams is waited for. */
        timeout?: number;
      } = {},
    ): Delivery => {
      const delivery = startDelivery({
        store: change.store ?? store,
        connector: createConnector({
          appId: APP,
          token: async () => 't',
          mayCall: () => true,
          timeout: change.timeout ?? 60_000,
        }),
        render: { ...render, ...change.render },
        areas: async () => [TEAM],
        now: () => new Date(turned.clock),
        instance: change.instance ?? 'this process',
        coordinators: change.coordinators ?? [],
        log: pino({}, { write: (line: string) => void logged.push(line) }),
        sweepEvery: change.sweepEvery ?? 1_000_000_000,
      });
      running.push(delivery);
      return delivery;
    },
    look: async (delivery: Delivery): Promise<void> => {
      delivery.nudge(TEAM);
      await delivery.idle();
    },

    show: (change: Partial<Outgoing> = {}) =>
      put({ kind: 'show', view: 'vote', subject: 'm1', channel: CHANNEL }, change),
    tell: (person: PersonKey, subject: string, change: Partial<Outgoing> = {}, channel?: string) =>
      put({ kind: 'tell', person, view: 'action', subject, ...(channel && { channel }) }, change),
    /** What waits to be sent; not what is told of that which failed. */
    outbox: async (): Promise<Outgoing[]> =>
      (await store.list(TEAM, Outbox)).map((row) => row.doc).filter(({ send }) => send.view !== NOT_DELIVERED),
    failed: async (): Promise<string[]> =>
      (await store.list(TEAM, Undelivereds)).map(({ doc: { why, code } }) => `${why}: ${code}`),

    /** New threads get ids as Teams gives them. */
    threads: (asked: Asked): Reply => {
      const channel = asked.body.channelData?.channel?.id;
      const id = `17${teams.asked.length}`;
      return { status: 201, body: { id: channel ? `${channel};messageid=${id}` : id } };
    },
    sent: () => teams.asked.map(cardOf).filter(Boolean),
    calls: () => teams.asked.map(({ method, path }) => `${method} ${path.replace('/teams/v3/conversations', '')}`),

    close: async (): Promise<void> => {
      await teams.close();
      await Promise.all(running.map((delivery) => delivery.stop()));
    },
  });
};

/**
 * Days go by while three instances of the bot run on the same tables and are killed at random: what a model expects to be
 * told is told, once; what came twice is of the kind that bot/delivery.ts names; and Teams is not sent more than it takes.
 */
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect, inject, test } from 'vitest';
import type { Limit } from '../../bot/pace.ts';
import { dayInFull } from '../../cards/words.ts';
import { type BotProcess, startBot } from '../../rehearsal/bot.ts';
import { botAppId, cast, hostTenant, type Person } from '../../rehearsal/cast.ts';
import type { ConnectorCall } from '../../rehearsal/connector.ts';
import { startRoom } from '../../rehearsal/room.ts';
import { setUp } from '../../rehearsal/setup.ts';
import { AREA } from '../../services/area.ts';
import { Cadences } from '../../services/cadenceModel.ts';
import { leaseOf } from '../../services/leases.ts';
import { type Day, day } from '../../services/rules/days.ts';
import { Outbox } from '../../services/sends.ts';
import { create } from '../../services/store.ts';
import { type Told, Tolds } from '../../services/told.ts';
import { Undelivereds } from '../../services/undelivered.ts';
import { action, actionsLaid } from '../support/actions.ts';
import { keyOf } from '../support/panel.ts';
import { random } from '../support/storm.ts';
import { freshPrefix, testStore } from '../support/tables.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const INSTANCES = 3;
/** Longer than a dead instance's claims and its hold on the clock. */
const PATIENCE = 300_000;

/** Days on which somebody looks; on those between them nothing runs. The 24th is a Tuesday. */
const began = new Date('2026-11-24T09:50:00Z');
const looked: readonly Day[] = ['11-25', '11-26', '11-27', '11-30', '12-01', '12-03', '12-04', '12-07'].map((of) =>
  day(`2026-${of}`),
);
/** The working days of this time, written down and not worked out. */
const working = ['11-24', '11-25', '11-26', '11-27', '11-30', '12-01', '12-02', '12-03', '12-04', '12-07', '12-08']
  .concat('12-09', '12-10', '12-11')
  .map((of) => day(`2026-${of}`));

const owners: readonly Person[] = [
  cast.policeOfficer,
  cast.housing,
  cast.drugs,
  cast.youth,
  cast.victims,
  cast.mentalHealth,
  // Cannot be messaged, and is mentioned in the channel.
  cast.jobcentre,
];

/** Whom the model expects a card on which day: two working days before, on the day, and on each working day after. */
const expectedOf = (due: ReadonlyMap<Person, readonly Day[]>): string[] =>
  looked.flatMap((today, at) => {
    const before = looked[at - 1] ?? day('2026-11-24');
    const come = working.filter((one) => one > before && one <= today);
    return [...due].flatMap(([person, dates]) => {
      const reminded = dates.some((on) =>
        come.some((one) => one >= on || working.indexOf(on) - working.indexOf(one) === 2),
      );
      return reminded ? [`day|${today}|${keyOf(person)}`] : [];
    });
  });

const TEAMS: readonly Limit[] = [
  { most: 7, within: 1_000 },
  { most: 8, within: 2_000 },
  { most: 60, within: 30_000 },
  { most: 1_800, within: 3_600_000 },
];

/** Spans in which a conversation got more than Teams takes. */
const tooMany = (calls: readonly ConnectorCall[]): string[] => {
  const sends = calls.filter(({ call }) => call !== 'members' && call !== 'delete');
  const byConversation = Map.groupBy(sends, ({ conversation }) => conversation.split(';messageid=')[0] ?? '');
  const broken = (name: string, all: readonly ConnectorCall[], limits: readonly Limit[]) =>
    limits.flatMap(({ most, within }) =>
      all.flatMap(({ at: from }) => {
        const count = all.filter(({ at }) => at >= from && at < from + within).length;
        return count > most ? [`${name}: ${count} in ${within} ms`] : [];
      }),
    );
  return [
    ...[...byConversation].flatMap(([name, all]) => broken(name, all, TEAMS)),
    ...broken('the tenant', calls, [{ most: 50, within: 1_000 }]),
  ];
};

const startWorld = async (stopping: (stop: () => Promise<void>) => void) => {
  const prefix = freshPrefix();
  const store = await testStore({ prefix });
  const bots: BotProcess[] = [];
  const names: string[] = [];
  let asked = 0;
  const room = await startRoom({ botUrl: () => bots[asked++ % bots.length]?.url ?? '' });
  stopping(room.stop);
  room.clock.moveTo(began);
  for (let number = 0; number < INSTANCES; number++) {
    const settings = () => {
      // One has a name of its own that stays; the others are drawn one at every start, as where the host gives none.
      names[number] = number === 0 ? 'the named one' : `drawn-${randomUUID()}`;
      return {
        MICROSOFT_APP_ID: botAppId,
        MICROSOFT_APP_TYPE: 'SingleTenant',
        MICROSOFT_APP_TENANT_ID: hostTenant,
        MICROSOFT_APP_PASSWORD: randomUUID(),
        ALLOWED_TENANTS: hostTenant,
        COORDINATORS: keyOf(cast.coordinator),
        TABLES_CONNECTION_STRING: inject('tables'),
        TABLES_PREFIX: prefix,
        OPENID_METADATA: room.metadataUrl,
        CONNECTOR_TOKEN: room.connectorToken,
        INSTANCE_NAME: (names[number] ?? '').replaceAll(' ', '-'),
      };
    };
    const bot = await startBot({ file: 'bot/rehearsal.ts', clock: room.clock, settings });
    stopping(bot.stop);
    bots.push(bot);
  }
  await Promise.all(bots.map((bot) => bot.ready()));
  await setUp(room);
  const area = room.teams.state.team.id;

  const until = async (what: string, look: () => Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(200)) if (await look()) return;
    throw new Error(`In vain: ${what}`);
  };
  return {
    room,
    store,
    area,
    bots,
    until,
    /** The instance that sends now; any, while there is none. */
    sender: async (): Promise<BotProcess | undefined> => {
      const holder = (await leaseOf(store, hostTenant))?.doc.holder;
      return bots[names.findIndex((name) => name.replaceAll(' ', '-') === holder)] ?? bots[1];
    },
    through: async (): Promise<string> => (await store.get(area, Cadences, 'cadence'))?.doc.through ?? '',
    told: async () => new Map((await store.list(area, Tolds)).map(({ id, doc }): [string, Told] => [id, doc])),
  };
};
type World = Awaited<ReturnType<typeof startWorld>>;

/** What the bot sent to somebody about a day, the first first: in their chat, or as a mention in the channel. */
const sentAbout = ({ room }: World, id: string) => {
  const [, on = '', ...key] = id.split('|');
  const person = owners.find((one) => keyOf(one) === key.join('|'));
  const { chat } = room.teams.contact(person ?? cast.chair);
  const words = person?.personalChat ? `Your day: ${dayInFull(day(on))}` : `"day":"${on}"`;
  return room.teams.state.messages
    .filter(({ from, conversation }) => from === 'bot' && (person?.personalChat ? conversation === chat : true))
    .map(({ card }) => JSON.stringify(card ?? ''))
    .filter((card) => card.includes(words) && (person?.personalChat || card.includes(person?.name ?? '')));
};

/** So that the channel has more to take than Teams allows at once. */
const crowd = async ({ store, area, room }: World, number: number): Promise<void> => {
  const at = room.clock.now().toISOString();
  const send = { kind: 'tell', person: keyOf(cast.jobcentre), view: 'welcome', subject: AREA } as const;
  await store.commit(
    area,
    Array.from({ length: 12 }, (_, n) =>
      create(Outbox, `${at}|crowd-${number}-${n}`, { at, send, state: 'waiting', attempts: 0 }),
    ),
  );
};

test(`days go by, instances die, and everything is told once (SEED=${seed})`, { timeout: 1_200_000 }, async ({
  onTestFinished,
}) => {
  process.stdout.write(`SEED=${seed}\n`);
  const started = performance.now();
  const draw = random(seed);
  const world = await startWorld(onTestFinished);
  const { room, store, area, bots, until } = world;

  const due = new Map(
    owners.map((person) => [
      person,
      Array.from(
        { length: 1 + Math.floor(draw() * 2) },
        () => working[2 + Math.floor(draw() * 11)] ?? looked[0],
      ) as Day[],
    ]),
  );
  for (const [person, dates] of due)
    for (const [number, on] of dates.entries())
      await store.commit(area, actionsLaid(action({ id: `${person.id}-${number}`, owner: keyOf(person), due: on })));
  await store.commit(
    area,
    actionsLaid(action({ id: 'a-crowd', owner: keyOf(cast.jobcentre), due: day('2027-03-01') })),
  );
  await until('a first look at the clock', async () => (await world.through()) !== '');

  // Teams in difficulties: it takes a card and says that it did not, and asks for a rest.
  const [first, second, third] = owners.map(({ id }) => ({ on: ['send'], to: id, times: 1 }) as const);
  room.faults.add({ ...first, on: ['send'], accepted: true, answer: { status: 502, code: 'BadGateway' } });
  room.faults.add({ ...second, on: ['send'], accepted: true, answer: 'cut' });
  room.faults.add({ ...third, on: ['send'], answer: { status: 429, code: 'Throttled', retryAfterSeconds: 2 } });

  let kills = 0;
  const kill = async (bot: BotProcess | undefined): Promise<void> => {
    if (!bot) return;
    await bot.kill();
    kills += 1;
  };
  /** At any moment; or when Teams has just got something that the sender cannot have written down yet. */
  const strike = async (): Promise<void> => {
    if (draw() < 0.5) {
      await pause(draw() * 4_000);
      return kill(bots[Math.floor(draw() * INSTANCES)]);
    }
    const sender = await world.sender();
    const before = room.calls.length;
    for (const end = Date.now() + 6_000; Date.now() < end && room.calls.length === before; ) await nextTurn();
    return kill(sender);
  };
  for (const [number, on] of looked.entries()) {
    const strikes = strike();
    if (number % 2 === 0) await crowd(world, number);
    const at = new Date(`${on}T08:00:01Z`);
    room.clock.moveTo(at);
    await until(`a look at ${on}`, async () => (await world.through()) >= at.toISOString());
    await strikes;
  }
  await until('an empty outbox', async () => (await store.list(area, Outbox)).length === 0);

  const expected = expectedOf(due);
  const told = await world.told();
  // The co-ordinator has cards of the calendar besides; those are sent as well, and not foretold here.
  const theirs = [...told.keys()].filter((id) => owners.some((person) => id.endsWith(keyOf(person))));
  expect(theirs.sort()).toEqual(expected.toSorted());
  expect([...told].filter(([, { fate }]) => fate !== 'sent')).toEqual([]);
  expect((await store.list(area, Undelivereds)).map(({ doc }) => doc)).toEqual([]);

  const twice: string[] = [];
  for (const id of expected) {
    const [first, ...more] = sentAbout(world, id);
    expect(first, id).toBeDefined();
    expect(more.filter((card) => !card.includes('Sent again'))).toEqual([]);
    if (more.length > 0) {
      twice.push(id);
      expect(told.get(id)).toMatchObject({ again: true });
    }
  }
  expect(tooMany(room.calls)).toEqual([]);
  // Those two of which Teams took a card and did not say so, at the least.
  expect(twice.length).toBeGreaterThanOrEqual(2);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `${kills} kills, ${looked.length} days: ${expected.length} cards expected and sent, ${twice.length} of them twice and saying so; ` +
      `${room.calls.length} calls within the limits; ${seconds} s\n`,
  );
});

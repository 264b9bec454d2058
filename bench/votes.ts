/**
 * How long a vote takes from press to answer, against two floors of the same run: the storage calls of that press bare
 * on the same tables, and a bot on the same server that answers at once. Prints milliseconds and ratios.
 */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { startBot } from '../bot/compose.ts';
import { readConfig } from '../bot/config.ts';
import { startServer } from '../bot/server.ts';
import { dispatch } from '../cards/dispatch.ts';
import { botAppId, cast, hostTenant, type Person } from '../rehearsal/cast.ts';
import { startRoom } from '../rehearsal/room.ts';
import { setUp } from '../rehearsal/setup.ts';
import type { Json, Message } from '../rehearsal/state.ts';
import { startTableService } from '../rehearsal/tableService.ts';
import { AREA } from '../services/area.ts';
import { Areas, Meetings, Members, type PersonKey } from '../services/model.ts';
import type { Change, Row, Store } from '../services/store.ts';
import { openTables } from '../services/tables/tables.ts';
import { Ballots } from '../services/voteModel.ts';
import { line, milliseconds, ratio } from './measure.ts';

const WARM_UP = 30;
const ROUNDS = 300;

const keyOf = ({ id }: Person): PersonKey => `${hostTenant}|${id}`;

const tables = await startTableService();
let botUrl = '';
const room = await startRoom({ botUrl: () => botUrl });
room.clock.moveTo(new Date('2026-11-24T09:50:00Z'));
const connection = { kind: 'connection string', value: tables.connectionString } as const;
const config = readConfig({
  PORT: '0',
  MICROSOFT_APP_ID: botAppId,
  MICROSOFT_APP_TENANT_ID: hostTenant,
  ALLOWED_TENANTS: hostTenant,
  COORDINATORS: keyOf(cast.coordinator),
  TABLES_CONNECTION_STRING: tables.connectionString,
  TABLES_PREFIX: 'bench',
  OPENID_METADATA: room.metadataUrl,
  CONNECTOR_TOKEN: room.connectorToken,
});
if (config instanceof Error) throw config;
const silent = pino({ level: 'silent' });
const bot = await startBot(config, () => room.clock.now(), silent);
const echo = await startServer({
  config,
  log: silent,
  onActivity: async () => ({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'yes' },
  }),
});
const urlOf = (port: number): string => `http://127.0.0.1:${port}/api/messages`;
botUrl = urlOf(bot.port);

const panelChannel = room.teams.places.find(({ id }) => id === room.teams.state.channels['IOM panel']);
if (!panelChannel) throw new Error('the room has no channel of the IOM panel');
const press = async (person: Person, verb: string, data: Json): Promise<string> => {
  const action = { type: 'Action.Execute', verb, data };
  const card = { id: '1', root: '1' } as Message;
  const value = { action, trigger: 'manual' };
  const answer = await room.door.deliver(room.door.invoke(person, panelChannel, card, 'adaptiveCard/action', value));
  if (answer?.status !== 200) throw new Error(`${verb} brought ${JSON.stringify(answer)}`);
  return JSON.stringify(answer.body);
};

await setUp(room);
const area = room.teams.state.team.id;
const store = await openTables({ connection, prefix: 'bench' });
const [made] = await store.list(area, Meetings);
const meeting = { meeting: made?.id ?? '' };
await press(cast.coordinator, 'agenda.post', meeting);
for (const person of [cast.chair, cast.policeOfficer, cast.youth, cast.viceChair, cast.housing, cast.drugs])
  await press(person, 'meeting.here', { ...meeting, version: 0 });
await press(cast.chair, 'meeting.open', meeting);
const item = (await store.list(area, Meetings))[0]?.doc.items.at(-1)?.id;
await press(cast.chair, 'vote.open', { ...meeting, item, kind: 'other', question: 'Shall we go on?' });
const motion = (await store.list(area, Meetings))[0]?.doc.motion ?? '';
const voter = cast.policeOfficer;
const ballotOf = async () => {
  const found = (await store.list(area, Ballots, `${motion}|`)).find(({ doc }) => doc.sitter === keyOf(voter));
  if (!found) throw new Error('the voter has no ballot');
  return found.doc;
};
const castVote = (version: number) => ({ motion, version, choice: version % 2 === 0 ? 'for' : 'against' });

/** Everything that one press asks of storage, in its order. */
type Call =
  | { readonly what: 'get' | 'list'; readonly args: Parameters<Store['get']> }
  | { readonly what: 'commit'; readonly args: Parameters<Store['commit']> };

const recorded = async (): Promise<Call[]> => {
  const calls: Call[] = [
    // Whose team, and is the sender known: before the command.
    { what: 'get', args: [area, Areas, AREA] },
    { what: 'get', args: [area, Members, keyOf(voter)] },
  ];
  const recording: Store = {
    ...store,
    get: (...args) => {
      calls.push({ what: 'get', args });
      return store.get(...args);
    },
    list: (...args) => {
      calls.push({ what: 'list', args: args as Parameters<Store['get']> });
      return store.list(...args);
    },
    commit: (...args) => {
      calls.push({ what: 'commit', args });
      return store.commit(...args);
    },
  };
  const row = await store.get(area, Areas, AREA);
  if (!row) throw new Error('there is no area');
  const desk = {
    store: recording,
    schemes: config.schemes,
    coordinators: config.coordinators,
    newId: () => randomUUID(),
  };
  const caller = { person: keyOf(voter), name: voter.name, mri: '29:1', where: 'channel' as const };
  await dispatch(desk, row.doc, caller, room.clock.now(), 'vote.cast', castVote((await ballotOf()).version));
  return calls;
};

const afresh = (change: Change, rows: ReadonlyMap<string, Row<unknown>>): Change => {
  if (change.op === 'create') return { ...change, key: `${change.key}|${randomUUID()}` };
  return { ...change, row: rows.get(change.row.key) ?? change.row };
};

const replay = async (calls: readonly Call[]): Promise<void> => {
  const rows = new Map<string, Row<unknown>>();
  for (const call of calls) {
    if (call.what === 'commit') {
      const [partition, changes, entry] = call.args;
      const now = changes.map((change) => afresh(change, rows));
      const outcome = await store.commit(partition, now, entry && { ...entry, id: randomUUID() });
      if (outcome !== 'committed') throw new Error('a bare transaction was overtaken');
    } else if (call.what === 'list') await store.list(...call.args);
    else {
      const row = await store.get(...call.args);
      if (row) rows.set(row.key, row);
    }
  }
};

const calls = await recorded();
const times = { press: [] as number[], storage: [] as number[], echo: [] as number[] };
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  const { version } = await ballotOf();
  botUrl = urlOf(bot.port);
  let answer = '';
  const pressed = await milliseconds(async () => {
    answer = await press(voter, 'vote.cast', castVote(version));
  });
  if (!answer.includes('Your vote is recorded')) throw new Error(`a vote was not taken: ${answer.slice(0, 300)}`);
  const bare = await milliseconds(() => replay(calls));
  botUrl = urlOf(echo.port);
  const echoed = await milliseconds(() => press(voter, 'vote.cast', castVote(version)));
  if (round < 0) continue;
  times.press.push(pressed);
  times.storage.push(bare);
  times.echo.push(echoed);
}

const count = (what: Call['what']): number => calls.filter((call) => call.what === what).length;
const both = times.storage.map((bare, index) => bare + (times.echo[index] ?? 0));

process.stdout.write(
  [
    `${ROUNDS} votes one after the other, milliseconds     median    95 %`,
    line('a vote through the bot, press to answer', times.press),
    line(`its ${count('get')} reads, ${count('list')} lists, ${count('commit')} transaction, bare`, times.storage),
    line('an echo through the same server', times.echo),
    '',
    `vote / bare storage ${ratio(times.press, times.storage)}`,
    `vote / echo ${ratio(times.press, times.echo)}`,
    `vote / (storage + echo) ${ratio(times.press, both)}`,
    '',
  ].join('\n'),
);

await echo.close();
await bot.stop();
await room.stop();
await tables.stop();

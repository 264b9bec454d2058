/** A small, honest stand-in for Microsoft Teams on this machine. It speaks only HTTP to the bot. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiRoutes } from './api.ts';
import { botAppId, cast, type Person } from './cast.ts';
import { type Casting, castings, channelsOf } from './castings.ts';
import { createClient } from './client.ts';
import { type Clock, movableClock } from './clock.ts';
import { type ConnectorCall, connectorRoutes } from './connector.ts';
import { createDoor } from './door.ts';
import { createDrive } from './drive.ts';
import { createFaults } from './faults.ts';
import { pageRoutes } from './files.ts';
import { type Route, send, serve } from './http.ts';
import { createIssuer } from './issuer.ts';
import { type Actor, actor } from './play.ts';
import { openState } from './state.ts';
import { createTeams } from './teams.ts';

export type RoomOptions = {
  /** Richmond without. */
  readonly casting?: Casting | undefined;
  /** Where the bot takes activities, asked at every delivery. */
  readonly botUrl: () => string;
  /** Keeps what happened here; in memory without. */
  readonly folder?: string | undefined;
  readonly port?: number | undefined;
  readonly appId?: string;
  readonly clock?: Clock;
};

export type Room = Awaited<ReturnType<typeof startRoom>>;

export async function startRoom(options: RoomOptions) {
  const casting: Casting = options.casting ?? castings.richmond;
  const saved = await openState(channelsOf(casting), options.folder);
  const appId = options.appId ?? botAppId;
  const clock = options.clock ?? movableClock(saved.state.offsetMs);
  const changes = new EventEmitter<{ change: [conversation: string] }>().setMaxListeners(0);
  const connectorToken = randomBytes(24).toString('base64url');
  const calls: ConnectorCall[] = [];
  let origin = '';

  const issuer = await createIssuer(appId);
  const teams = createTeams(saved, casting, appId, clock, (conversation) => changes.emit('change', conversation));
  const serviceUrl = () => `${origin}/teams/`;
  const door = createDoor(teams, issuer, serviceUrl, options.botUrl);
  const drive = createDrive(() => origin);
  const client = createClient(teams, door, drive);
  const faults = createFaults();
  clock.onMove((offsetMs) => {
    saved.state.offsetMs = offsetMs;
    saved.save();
    changes.emit('change', '');
  });

  const routes: readonly Route[] = [
    ...connectorRoutes(teams, faults, connectorToken, calls),
    ...issuer.routes(() => origin),
    ...drive.routes,
    ...apiRoutes(teams, client, faults, changes),
    ...pageRoutes(),
  ];

  const server = createServer((request, response) => {
    // A page of another site that resolves to this machine must not reach the room.
    if (`http://${request.headers.host}` !== origin) return send(response, { status: 403 });
    serve(routes, request, response).catch((error: unknown) => {
      if (!response.headersSent)
        send(response, { status: 500, body: { error: { code: 'Room', message: String(error) } } });
    });
  });
  const port = await listen(server, options.port ?? saved.state.port ?? 0);
  origin = `http://127.0.0.1:${port}`;
  saved.state.port = port;
  saved.save();

  return {
    url: `${origin}/`,
    port,
    serviceUrl: serviceUrl(),
    metadataUrl: `${origin}${issuer.metadataPath}`,
    connectorToken,
    appId,
    clock,
    faults,
    /** Every call the bot made to the connector, oldest first. */
    calls: calls as readonly ConnectorCall[],
    teams,
    door,
    drive,
    as: (person: Person, how?: { old: boolean }): Actor =>
      actor(person, { teams, client, changes, old: how?.old ?? false }),
    /** Adds the bot to the team, as an owner does. */
    async install(by: Person = cast.coordinator): Promise<void> {
      const general = teams.places.find((place) => place.id === teams.state.team.id);
      if (general) await door.install(by, general);
    },
    /** Somebody is taken out of the team, as by an owner. */
    leaves: (person: Person): Promise<void> => client.membership(cast.coordinator, person, false),
    /** And added again. */
    returns: (person: Person): Promise<void> => client.membership(cast.coordinator, person, true),
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await saved.flush();
    },
  };
}

/** Takes the wanted port, or any when somebody else has it. */
async function listen(server: ReturnType<typeof createServer>, wanted: number): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number>((done, fail) => {
      server.once('error', fail);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', fail);
        done((server.address() as AddressInfo).port);
      });
    });
  return attempt(wanted).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    return attempt(0);
  });
}

/** The real bot in this process, before the real rehearsal room and real tables, brought to any step of a panel meeting. */

import { pino } from 'pino';
import { inject } from 'vitest';
import { type RunningBot, startBot } from '../../bot/compose.ts';
import { readConfig } from '../../bot/config.ts';
import { overtaken } from '../../cards/words.ts';
import { botAppId, cast, hostTenant, type Person, people } from '../../rehearsal/cast.ts';
import { type Casting, type ChannelName, castings, channelOf } from '../../rehearsal/castings.ts';
import { startRoom } from '../../rehearsal/room.ts';
import { setUp } from '../../rehearsal/setup.ts';
import type { Json, Message } from '../../rehearsal/state.ts';
import { Cases } from '../../services/caseModel.ts';
import { Actions, type Meeting, Meetings, type PersonKey, Referrals } from '../../services/model.ts';
import type { Store } from '../../services/store.ts';
import { richmond } from './builders.ts';
import { settled } from './settled.ts';
import { freshPrefix, testStore } from './tables.ts';

export const steps = ['set up', 'agenda out', 'meeting open', 'vote open', 'tied', 'decided', 'closed'] as const;
export type Step = (typeof steps)[number];

export const keyOf = (person: Pick<Person, 'id'>): PersonKey => `${hostTenant}|${person.id}`;

/** What the bot answered; `undefined` when nothing came in time. */
export type Answered = { readonly status: number; readonly body: unknown } | undefined;
type InvokeBody = { readonly statusCode: number; readonly type: string; readonly value: unknown };

export const cardIn = (answer: Answered): Json | undefined => {
  const body = answer?.body as InvokeBody | undefined;
  return body?.type === 'application/vnd.microsoft.card.adaptive' ? (body.value as Json) : undefined;
};
export const sentenceIn = (answer: Answered): string | undefined => {
  const body = answer?.body as InvokeBody | undefined;
  return body?.type === 'application/vnd.microsoft.activity.message' ? String(body.value) : undefined;
};

/** All that can be read on a card or in a sentence. */
export const textIn = (answer: Answered): string => JSON.stringify(cardIn(answer) ?? sentenceIn(answer) ?? '');

/** Somebody who joined the team's channel and whom the cast does not know. */
export const newcomer = (number: number): Person => ({
  id: `0b1ec700-0000-4000-9000-${String(number).padStart(12, '0')}`,
  name: `Newcomer Number${number}`,
  email: `newcomer${number}@council.example`,
  tenant: hostTenant,
  guest: false,
  personalChat: false,
});

/** The person the panel talks about: whatever is said here must never stand in a channel. */
export const offender = {
  name: 'Zebedee Nonesuch-Quill',
  aliases: 'Zedders Phantom',
  dateOfBirth: '1991-03-17',
  pncId: '91/7654321Z',
  address: '12 Unreal Terrace',
  offenceNote: 'Two invented bicycles from a shed that never was',
  proposal: 'Six weekly mentoring sessions about wheels',
  why: 'Wheels are what it is about',
} as const;

/** What the referrer types, step by step. */
const form: readonly (readonly [string, Json])[] = [
  ['identity', { ...offender, resident: 'yes', statutory: 'no' }],
  [
    'offences',
    { mappa: '0', offenceType: 'burglary', offenceDate: '2026-09-01', offenceKind: 'conviction', ...offender },
  ],
  ['pathways', Object.fromEntries(richmond.pathways.map(({ id }) => [`rating-${id}`, 'green']))],
  ['proposal', { ...offender }],
  ['consent', { consentStatus: 'given' }],
];

/** What the co-ordinator records of the decision, and whom it gives what to do. */
const adoption = {
  kind: 'adopt',
  category: 'repeat-offender',
  leadAgency: 'police',
  leadProfessional: keyOf(cast.policeOfficer),
  policeContact: keyOf(cast.policeOfficer),
  reviewOn: '2027-02-24',
};
export const tasks: readonly (readonly [Person, string, string])[] = [
  [cast.drugs, 'iom-substance-misuse-service-manager', 'See the referred person about drugs'],
  [cast.youth, 'iom-youth-offending-operations-manager', 'Ask the youth club'],
];

export const REF = 'RICH-2026-001';
/** Who comes, and how they vote: three for, three against. */
export const voters = [
  [cast.chair, 'for'],
  [cast.policeOfficer, 'for'],
  [cast.youth, 'for'],
  [cast.viceChair, 'against'],
  [cast.housing, 'against'],
  [cast.drugs, 'against'],
] as const;

export type Panel = Awaited<ReturnType<typeof startPanel>>;

/**
 * `storage`: where the bot reaches its tables, when something stands in between. `bots`: how many work on the same
 * tables; what people send goes to one after the other. Only Richmond's steps can be reached.
 */
export const startPanel = async (options: { storage?: string; bots?: number; casting?: Casting } = {}) => {
  const { casting = castings.richmond } = options;
  const prefix = freshPrefix();
  const store: Store = await testStore({ prefix });
  const logged: string[] = [];
  const botUrls: string[] = [];
  let asked = 0;
  const room = await startRoom({ casting, botUrl: () => botUrls[asked++ % botUrls.length] ?? '' });
  room.clock.moveTo(new Date('2026-11-24T09:50:00Z'));
  const config = readConfig({
    PORT: '0',
    MICROSOFT_APP_ID: botAppId,
    MICROSOFT_APP_TENANT_ID: hostTenant,
    ALLOWED_TENANTS: hostTenant,
    COORDINATORS: keyOf(cast.coordinator),
    TABLES_CONNECTION_STRING: options.storage ?? inject('tables'),
    TABLES_PREFIX: prefix,
    OPENID_METADATA: room.metadataUrl,
    CONNECTOR_TOKEN: room.connectorToken,
  });
  if (config instanceof Error) throw config;
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) });
  const bots: RunningBot[] = [];
  while (bots.length < (options.bots ?? 1)) {
    const bot = await startBot(config, () => room.clock.now(), log);
    room.clock.onMove(bot.clockMoved);
    bots.push(bot);
    botUrls.push(`http://127.0.0.1:${bot.port}/api/messages`);
  }

  const area = room.teams.state.team.id;
  const mriOf = (person: Person): string =>
    people.includes(person) ? room.teams.contact(person).mri : `29:1${Buffer.from(person.id).toString('base64url')}`;
  const placeAt = (channel: ChannelName) => {
    const place = room.teams.places.find((candidate) => candidate.id === room.teams.state.channels[channel]);
    if (!place) throw new Error(`There is no channel ${channel}.`);
    return place;
  };

  /** An invoke of this person, as Teams sends it from the panel's channel. */
  const activity = (person: Person, name: string, value: Json): Json => {
    const known = people.includes(person);
    // Under the first card of the channel: which one it is makes no difference to the bot.
    const card = { id: '1', root: '1' } as Message;
    const sent = room.door.invoke(known ? person : cast.coordinator, placeAt(channelOf(casting)), card, name, value);
    return known ? sent : { ...sent, from: { id: mriOf(person), name: person.name, aadObjectId: person.id } };
  };

  const pressed = (person: Person, verb: string, data: Json, trigger: 'manual' | 'automatic' = 'manual'): Json =>
    activity(person, 'adaptiveCard/action', { action: { type: 'Action.Execute', verb, data }, trigger });

  const press = (person: Person, verb: string, data: Json, trigger?: 'automatic'): Promise<Answered> =>
    room.door.deliver(pressed(person, verb, data, trigger));

  /** A press that must not be refused; answers with what can be read. */
  const insist = async (person: Person, verb: string, data: Json): Promise<string> => {
    const answer = await press(person, verb, data);
    if (!cardIn(answer) && !sentenceIn(answer)?.startsWith('Done.'))
      throw new Error(`${verb} by ${person.name} brought ${JSON.stringify(answer)}`);
    if (textIn(answer).includes(overtaken.text)) throw new Error(`${verb} by ${person.name} was overtaken`);
    return textIn(answer);
  };

  const search = (person: Person, dataset: string, queryText: string): Promise<Answered> =>
    room.door.deliver(
      activity(person, 'application/search', { queryText, queryOptions: { skip: 0, top: 15 }, dataset }),
    );

  /** Nothing typed is what the compose box sends when it opens. */
  const compose = (person: Person, command: string, text: string): Promise<Answered> => {
    const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'words', value: text }];
    return room.door.deliver(activity(person, 'composeExtension/query', { commandId: command, parameters }));
  };

  const meeting = async (): Promise<Meeting> => {
    const [row] = await store.list(area, Meetings);
    if (!row) throw new Error('No meeting has been made.');
    return row.doc;
  };

  /** Which ids a press at this point can name. */
  const facts = async () => {
    const [row] = await store.list(area, Meetings);
    const [referral] = await store.list(area, Referrals);
    const action = (await store.list(area, Actions)).find(({ doc }) => doc.owner === keyOf(cast.drugs));
    const motion = row?.doc.motions.at(-1);
    const [adopted] = await store.list(area, Cases);
    return {
      ...(row && { meeting: row.id }),
      ...(motion && { motion }),
      ...(referral && { referral: referral.id, item: referral.id }),
      ...(action && { action: action.id }),
      ...(adopted && { case: adopted.id }),
    };
  };

  const about = async () => ({ meeting: (await meeting()).id });
  const draft = async () => ({ referral: REF, version: (await store.get(area, Referrals, REF))?.version ?? 0 });
  const vote = async () => ({ motion: (await meeting()).motions.at(-1) ?? '' });

  const play: Record<Step, () => Promise<void>> = {
    'set up': async () => {
      await setUp(room);
      await insist(cast.referrer, 'referral.start', { body: 'iom', seen: 0 });
      for (const [step, typed] of form)
        await insist(cast.referrer, 'referral.save', { ...typed, ...(await draft()), step, go: 'next' });
      await insist(cast.referrer, 'referral.submit', await draft());
    },
    'agenda out': async () => {
      await insist(cast.coordinator, 'agenda.post', await about());
    },
    'meeting open': async () => {
      for (const [person] of voters) await insist(person, 'meeting.here', { ...(await about()), version: 0 });
      await insist(cast.chair, 'meeting.open', await about());
    },
    'vote open': async () => {
      await insist(cast.chair, 'vote.open', { ...(await about()), item: REF, kind: 'adopt' });
    },
    tied: async () => {
      const motion = await vote();
      for (const [person, choice] of voters) await insist(person, 'vote.cast', { ...motion, version: 0, choice });
      await insist(cast.chair, 'vote.close', motion);
    },
    decided: async () => {
      await insist(cast.chair, 'vote.casting', { ...(await vote()), choice: 'for' });
      const item = { ...(await about()), item: REF };
      for (const [version, [, seat, what]] of tasks.entries())
        await insist(cast.coordinator, 'decision.add', {
          ...adoption,
          ...item,
          version,
          seat,
          what,
          due: '2026-12-15',
        });
      await insist(cast.chair, 'decision.record', { ...adoption, ...item, version: tasks.length });
      const given = (await store.list(area, Actions)).filter(({ doc }) =>
        tasks.some(([, , what]) => what === doc.what),
      );
      for (const { id, doc, version } of given)
        await (doc.owner === keyOf(cast.youth)
          ? insist(cast.youth, 'action.decline', { action: id, version, reason: 'We know no such person' })
          : insist(cast.drugs, 'action.accept', { action: id, version }));
    },
    closed: async () => {
      await insist(cast.chair, 'meeting.close', await about());
    },
  };

  let played = 0;
  /** Plays every step up to and including this one; `after` hears of each once it is played. */
  const reach = async (step: Step, after?: (step: Step) => Promise<unknown>): Promise<void> => {
    for (const next of steps.slice(played, steps.indexOf(step) + 1)) {
      await play[next]();
      played += 1;
      await after?.(next);
    }
  };

  return {
    room,
    /** Where the bot listens. */
    url: botUrls[0] ?? '',
    store,
    area,
    /** The bot's log, one JSON line an entry. */
    logged: logged as readonly string[],
    activity,
    pressed,
    press,
    insist,
    search,
    compose,
    meeting,
    facts,
    settled: () => settled(store, area, () => logged.at(-1)),
    reach,
    stop: async () => {
      await Promise.all(bots.map((bot) => bot.stop()));
      await room.stop();
    },
  };
};

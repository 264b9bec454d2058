/** One activity from Teams: who, in which area, which command; and an answer whatever happens. */
import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Answer, Caller } from '../cards/command.ts';
import { type Desk, dispatch, lookFor, seek } from '../cards/dispatch.ts';
import { commands, typedCommands } from '../cards/index.ts';
import { staleCard, teamsCard } from '../cards/notice/card.ts';
import type { Card } from '../cards/render.ts';
import { AREA, ensureArea, PEOPLE, welcomeChannel, welcomePerson } from '../services/area.ts';
import { hasLeft } from '../services/left.ts';
import { type Area, Areas, People } from '../services/model.ts';
import { Refusal } from '../services/refusal.ts';
import type { Connector, Message } from './connector.ts';
import type { Delivery } from './delivery.ts';
import type { Files } from './files.ts';
import { COMPOSE, hint, results } from './finding.ts';
import { arrivedMessage, consentMessage, lostMessage } from './handover.ts';
import { type Activity, type From, type Inbound, translate, type Upload, type Where } from './inbound.ts';
import type { LongWork } from './longWork.ts';
import { followRoster, seenAgain } from './membership.ts';
import type { LastPosted } from './rendering.ts';
import { keepFresh } from './roster.ts';
import { messageOf } from './sending.ts';
import type { InvokeResponse } from './server.ts';

export type Bot = {
  readonly desk: Desk;
  readonly connector: Connector;
  readonly delivery: Pick<Delivery, 'nudge'>;
  readonly longWork: Pick<LongWork, 'nudge'>;
  readonly files: Files;
  readonly posted: LastPosted;
  readonly now: () => Date;
  readonly log: Logger;
  /** Milliseconds after which a press is answered although its work goes on. */
  readonly budget?: number;
};

/** What these leave to be done is begun at once; what others may leave is found within seconds. */
const leavesWork = (verb: string): boolean => /^(import|export|check)\./.test(verb);

type Data = Readonly<Record<string, unknown>>;
type Act = Extract<Inbound, { readonly kind: 'typed' | 'press' | 'old press' | 'search' | 'file' | 'file consent' }>;
/** An area that the person belongs to and has not left. */
const isOf = (area: Area | undefined, person: From['person']): area is Area =>
  area !== undefined && !hasLeft(area, person);

type Compose = Extract<Inbound, { readonly kind: 'compose' }>;

/** Teams gives up on an answer after some 15 seconds and sends the press again; ten is the promise. */
const BUDGET = 8_000;

/** Of an answer to something typed, which can be typed again. */
const TRIES = 3;

const cardBody = (value: Card) => ({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value });
const sayBody = (value: string) => ({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value });
const ok = (body: object): InvokeResponse => ({ status: 200, body });

const bodyOf = (answer: Answer): object => {
  if ('card' in answer) return cardBody(answer.card);
  return sayBody('say' in answer ? answer.say : 'Done. The card is in the channel.');
};

const messageFor = (answer: Answer): Message | undefined => {
  if ('card' in answer) return messageOf({ card: answer.card, summary: 'IOM Panel' });
  return 'say' in answer ? { type: 'message', text: answer.say } : undefined;
};

/** The longest typed command that the words begin with; undefined when they begin with none. */
const commandIn = (text: string) => {
  const said = text.toLocaleLowerCase('en-GB').replace(/[.!?]+$/, '');
  return typedCommands
    .filter(({ words }) => said === words || said.startsWith(`${words} `))
    .sort((a, b) => b.words.length - a.words.length)[0];
};

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  throw error;
};

export const createTurn = (bot: Bot): ((activity: Activity) => Promise<InvokeResponse | undefined>) => {
  const { desk, connector, delivery, longWork, files, posted, now, log, budget = BUDGET } = bot;
  const { store } = desk;

  /** A fault is logged under an id that the person sees; nothing of what it was about is. */
  const fault = (error: unknown, verb: string): string => {
    const id = desk.newId();
    log.error({ fault: id, verb, err: error }, 'a command failed');
    return `Something went wrong on our side, and nothing you typed is lost. Please try again; if it stays, tell the co-ordinator this number: ${id}.`;
  };

  const callerOf = ({ from, where }: { from: From; where: Where }): Caller => ({
    person: from.person,
    name: from.name,
    mri: from.mri,
    where: where.kind === 'personal' ? 'personal' : 'channel',
    channel: where.kind === 'channel' ? where.channel : undefined,
  });

  const areaRow = async (id: string): Promise<Area | undefined> => (await store.get(id, Areas, AREA))?.doc;

  /** The areas an act can be about: the team whose channel it came from, else the person's own, else what the card says. */
  const areasOf = async (act: Act, data: Data): Promise<Area[]> => {
    const { where, from, tenant, serviceUrl } = act;
    if (where.kind === 'channel' && where.team)
      return [await ensureArea(store, { id: where.team, tenant, name: where.teamName ?? 'this team', serviceUrl })];
    const own = (await store.get(PEOPLE, People, from.person))?.doc.areas ?? [];
    const wanted = typeof data.area === 'string' ? own.filter((id) => id === data.area) : own;
    return (await Promise.all(wanted.map(areaRow))).filter((area) => isOf(area, from.person));
  };

  const unknownPerson = new Refusal(
    'no team',
    'I do not know which panel you belong to. Say “help” to me once in your panel’s Teams channel, by @IOM Panel help; then come back here.',
  );

  const perform = async (act: Act, verb: string, data: Data, automatic = false): Promise<Answer> => {
    const areas = await areasOf(act, data);
    const [found] = areas;
    if (!found) throw unknownPerson;
    if (areas.length > 1) return { card: teamsCard(verb, data, areas) };
    const { person } = act.from;
    const isBack = act.where.kind === 'channel' && !automatic && hasLeft(found, person);
    const area = isBack ? await seenAgain(bot, found, person, act.where.channel) : found;
    if (!automatic)
      await keepFresh(store, area.id, {
        from: act.from,
        serviceUrl: act.serviceUrl,
        conversation: act.where.kind === 'personal' ? act.where.conversation : undefined,
      });
    const { area: _area, verb: _verb, ...rest } = data;
    try {
      return await dispatch(desk, area, callerOf(act), now(), verb, rest);
    } finally {
      if (!automatic) {
        delivery.nudge(area.id);
        if (leavesWork(verb)) longWork.nudge(area.id);
      }
    }
  };

  const inTime = async <T>(work: Promise<T>, late: () => T): Promise<T> => {
    const waiting = new AbortController();
    try {
      return await Promise.race([work, after(budget, undefined, { signal: waiting.signal }).then(late)]);
    } finally {
      waiting.abort();
    }
  };

  /** A refusal or a fault is an answer too, and so is that it takes too long. */
  const answered = (work: Promise<Answer>, verb: string): Promise<Answer> =>
    inTime(
      work.catch((error: unknown) => ({ say: error instanceof Refusal ? error.message : fault(error, verb) })),
      () => ({ say: fault(new Error('late'), verb) }),
    );

  const press = async (act: Extract<Act, { kind: 'press' }>): Promise<InvokeResponse> => {
    if (commands.get(act.verb)?.does === 'refresh' && act.trigger === 'automatic') return refresh(act);
    const answer = await answered(perform(act, act.verb, act.data), act.verb);
    await offered(act, answer);
    return ok(bodyOf(answer));
  };

  const offered = async (act: Act, answer: Answer): Promise<void> => {
    if ('card' in answer && answer.offers)
      await reply({ ...act, activityId: undefined }, consentMessage(answer.offers));
  };

  /** Teams asked by itself: never a failure, or it would not ask again. */
  const refresh = async (act: Extract<Act, { kind: 'press' }>): Promise<InvokeResponse> => {
    const instead = (): Card => {
      const { area: _, ...data } = act.data;
      return posted.get(act.verb, act.data) ?? staleCard(act.verb, { ...data, area: act.data.area });
    };
    const work = perform(act, act.verb, act.data, true).then(
      (answer) => ('card' in answer ? answer.card : instead()),
      (error: unknown) => {
        if (!(error instanceof Refusal)) fault(error, act.verb);
        return instead();
      },
    );
    return ok(cardBody(await inTime(work, instead)));
  };

  const found = (results: readonly object[]): InvokeResponse =>
    ok({ statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } });

  const search = async (act: Extract<Act, { kind: 'search' }>): Promise<InvokeResponse> => {
    const [dataset = '', area] = act.dataset.split('|');
    const work = async () => {
      const [one] = await areasOf(act, area ? { area } : {});
      if (!one) throw unknownPerson;
      return found(
        (await seek(desk, one, callerOf(act), now(), dataset, act.queryText)).slice(act.skip, act.skip + act.top),
      );
    };
    const failed = (error: unknown) => {
      if (!(error instanceof Refusal)) fault(error, `search.${dataset}`);
      return found([]);
    };
    return inTime(work().catch(failed), () => found([]));
  };

  /**
   * The areas that the compose box searches: it stands in every conversation, also where the bot is not; in a channel
   * of one of the person's own teams, that team.
   */
  const areasSearched = async ({ where, from }: Compose): Promise<Area[]> => {
    const own = (await store.get(PEOPLE, People, from.person))?.doc.areas ?? [];
    const here = where.kind === 'channel' && where.team && own.includes(where.team) ? [where.team] : own;
    return (await Promise.all(here.map(areaRow))).filter((area) => isOf(area, from.person));
  };

  const compose = async (act: Compose): Promise<InvokeResponse> => {
    const work = async (): Promise<InvokeResponse> => {
      const areas = await areasSearched(act);
      if (areas.length === 0) throw unknownPerson;
      const look = (area: Area) => lookFor(desk, area, callerOf(act), now(), act.command, act.queryText);
      const found = await Promise.all(areas.map((area) => look(area).catch(refusalOf)));
      // Refused in one team and not in another: what the other has counts.
      if (found.every((one) => one instanceof Refusal)) throw found[0];
      return ok(
        results(
          found.flatMap((one) => (one instanceof Refusal ? [] : [...one])),
          act.queryText,
        ),
      );
    };
    const failed = (error: unknown): InvokeResponse =>
      ok(hint(error instanceof Refusal ? error.message : fault(error, `compose.${act.command}`)));
    return inTime(work().catch(failed), () => ok(hint(fault(new Error('late'), `compose.${act.command}`))));
  };

  /** What Teams turns away is tried again when it asks, outside the turn: a turn that waits is sent a second time. */
  const reply = async (act: Act, message: Message, tries = 1): Promise<void> => {
    const to = { serviceUrl: act.serviceUrl, conversation: act.where.conversation };
    const sent = await (act.activityId ? connector.reply(to, act.activityId, message) : connector.post(to, message));
    if (sent.fate === 'sent') return;
    if (sent.fate !== 'retry') {
      log.warn({ fate: sent }, 'an answer could not be sent');
      return;
    }
    if (tries === TRIES) {
      log.warn('an answer was throttled until it was given up');
      return;
    }
    void after(sent.after ?? 500 * 2 ** tries, undefined, { ref: false })
      .then(() => reply(act, message, tries + 1))
      .catch((error: unknown) => log.warn({ err: error }, 'an answer could not be sent'));
  };

  const typed = async (act: Extract<Act, { kind: 'typed' }>): Promise<void> => {
    const command = commandIn(act.text);
    // Everybody in the channel would read what is meant for one.
    if (command && act.where.kind === 'channel' && !command.where.includes('channel')) {
      const text = `“${command.words}” is for your own chat with me: what it shows is for you alone. Please type it there.`;
      return reply(act, { type: 'message', text });
    }
    const verb = command?.verb;
    const words = command ? act.text.slice(command.words.length).trim() : '';
    const data: Data = command ? (words ? { words } : {}) : act.text === '' ? {} : { unknown: act.text };
    const answer = await answered(perform(act, verb ?? 'help.view', data), verb ?? 'help.view');
    const message = messageFor(answer);
    if (message) await reply(act, message);
  };

  /** Fetched only from the person's own chat: what is dropped in a channel, everybody there could read already. */
  const dropped = async (act: Extract<Act, { kind: 'file' }>): Promise<void> => {
    const refuse = (text: string) => reply(act, { type: 'message', text });
    if (act.where.kind !== 'personal')
      return refuse(
        'I do not take files here: everybody in this conversation can read them. I have not opened it. Please delete it, and if it is a register or a feed of the police, drop it in your own chat with me.',
      );
    if (!act.source)
      return refuse('I cannot reach that file. Attach it from your computer, so that Teams passes it on.');
    const data = { file: act.file.slice(-150), source: act.source };
    const message = messageFor(await answered(perform(act, 'import.drop', data), 'import.drop'));
    if (message) await reply(act, message);
  };

  /** Teams does not wait for a long file, so whether it arrived is said after the answer. */
  const handOver = async (act: Act, upload: Upload, bytes: Uint8Array): Promise<void> => {
    const arrived = await files.put(upload.uploadUrl, bytes).catch((error: unknown) => {
      log.warn({ err: error }, 'a file could not be put into a OneDrive');
      return false;
    });
    await reply({ ...act, activityId: undefined }, arrived ? arrivedMessage(upload) : lostMessage);
  };

  const consented = async (act: Extract<Act, { kind: 'file consent' }>): Promise<InvokeResponse> => {
    const { upload, card, context } = act;
    // The question is answered: whatever comes of it, it is not asked any more.
    if (card) await connector.remove({ serviceUrl: act.serviceUrl, conversation: act.where.conversation }, card);
    if (!upload) return ok(sayBody('The file stays here, and is deleted within the hour.'));
    const answer = await answered(perform(act, 'export.accept', context), 'export.accept');
    if ('say' in answer && answer.hands)
      void handOver(act, upload, answer.hands).catch((error: unknown) => fault(error, 'export.accept'));
    else {
      const message = messageFor(answer);
      if (message) await reply({ ...act, activityId: undefined }, message);
    }
    return ok(bodyOf(answer));
  };

  /** An old client cannot take an answer back, and the channel must not have it: it goes to personal chat. */
  const oldPress = async (act: Extract<Act, { kind: 'old press' }>): Promise<void> => {
    const answer = await answered(perform(act, act.verb, act.data), act.verb);
    const message = messageFor(answer) ?? { type: 'message', text: 'Done. The card is in the channel.' };
    if (act.where.kind === 'personal') {
      await reply(act, message);
      return offered(act, answer);
    }
    const chat = await personal(act);
    if (!chat) return;
    await reply({ ...act, activityId: undefined, where: { kind: 'personal', conversation: chat } }, message);
  };

  /** Their chat with the bot; Teams gives the one there is, so this works with storage away. */
  const personal = async (act: Act): Promise<string | undefined> => {
    const made = await connector.createPersonal({ serviceUrl: act.serviceUrl, tenant: act.tenant, mri: act.from.mri });
    if (made.fate === 'sent') return made.id;
    log.warn({ fate: made }, 'no personal chat for the answer to an old client');
    return undefined;
  };

  const installed = async (
    event: Extract<Inbound, { kind: 'installed' | 'removed' | 'members changed' }>,
  ): Promise<void> => {
    const { where, tenant, serviceUrl, from } = event;
    if (where.kind === 'channel' && where.team) {
      const team = await connector.team({ serviceUrl, team: where.team });
      const name = team.fate === 'read' ? team.value.name : undefined;
      const area = await ensureArea(store, {
        id: where.team,
        tenant,
        name: name ?? where.teamName ?? 'this team',
        serviceUrl,
      });
      await followRoster(bot, area, where.channel);
      if (event.kind === 'installed') await welcomeChannel(desk, area, now(), where.channel);
      delivery.nudge(area.id);
    }
    if (where.kind === 'personal' && from && event.kind === 'installed') {
      const own = (await store.get(PEOPLE, People, from.person))?.doc.areas ?? [];
      for (const id of own) {
        await keepFresh(store, id, { from, serviceUrl, conversation: where.conversation });
        await welcomePerson(desk, id, now(), from.person);
        delivery.nudge(id);
      }
    }
  };

  return async (activity) => {
    const inbound = translate(activity);
    switch (inbound.kind) {
      case 'press':
        return press(inbound);
      case 'search':
        return search(inbound);
      case 'compose':
        return compose(inbound);
      case 'typed':
        await typed(inbound);
        return undefined;
      case 'old press':
        await oldPress(inbound);
        return undefined;
      case 'file':
        await dropped(inbound);
        return undefined;
      case 'file consent':
        return consented(inbound);
      case 'installed':
      case 'members changed':
        await installed(inbound);
        return undefined;
      case 'malformed':
      case 'other invoke': {
        const text = 'This button belongs to an older version. Type “help” to start again.';
        return ok(inbound.name === COMPOSE ? hint(text) : sayBody(text));
      }
      case 'removed':
      case 'ignored':
        return undefined;
    }
  };
};

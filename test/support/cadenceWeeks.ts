/** Plays weeks of one area on the table service, with the real sender, and Teams that throttles and fails at the other end. */
import pino from 'pino';
import { createConnector } from '../../bot/connector.ts';
import { type Delivery, startDelivery } from '../../bot/delivery.ts';
import { lastPosted, renderer } from '../../bot/rendering.ts';
import type { Render } from '../../bot/sending.ts';
import { schemes } from '../../services/schemes/index.ts';
import { Outbox, type Outgoing } from '../../services/sends.ts';
import { APP } from './bot.ts';
import { areaId, cadenceArea } from './cadenceArea.ts';
import { inLondon, plusDays } from './cadenceCalendar.ts';
import { cadenceEvents } from './cadenceEvents.ts';
import { type Look, looksOf } from './cadenceLooks.ts';
import { cadenceModel, modelledOf } from './cadenceModel.ts';
import { type Asked, type FakeConnector, type Reply, startConnector } from './connector.ts';
import { type Dice, diceOf, pick } from './population.ts';
import { testStore } from './tables.ts';

/** `where`: of whose chat or which channel; `doubt`: the connection broke, or a gateway gave up. */
type Sent = {
  readonly what: string;
  readonly where: string;
  readonly again: boolean;
  readonly fate: 'arrived' | 'doubt';
};

const refusal = (status: number, code: string, headers = {}): Reply => ({ status, body: { error: { code } }, headers });

/** One card in three does not come through at first; a doubt befalls none twice, since then it would be given up. */
const unreliable = (teams: FakeConnector, dice: Dice) => {
  const sent: Sent[] = [];
  const chats: string[] = [];
  const doubted = new Set<string>();
  let messages = 1_700_000_000_000;
  const chatOf = (asked: Asked): Reply => {
    if (dice() < 0.2) return pick(dice, [refusal(429, 'Throttled', { 'retry-after': '2' }), 'cut' as const]);
    const mri = String(asked.body.members?.[0]?.id);
    if (!chats.includes(mri)) chats.push(mri);
    return { status: 201, body: { id: `a:chat${chats.indexOf(mri)}` } };
  };
  teams.answer((asked) => {
    const activity = asked.body?.activity ?? asked.body;
    const card = activity?.attachments?.[0]?.content as { what: string; again: boolean } | undefined;
    if (!card) return chatOf(asked);
    if (dice() < 0.2) return refusal(pick(dice, [429, 412]), 'Throttled', dice() < 0.5 ? { 'retry-after': '3' } : {});
    if (asked.method === 'PUT') return dice() < 0.1 ? refusal(503, 'Busy') : { status: 200, body: { id: '1' } };
    const channel = asked.body.channelData?.channel?.id as string | undefined;
    const chat = Number(/a:chat(\d+)/.exec(asked.path)?.[1] ?? -1);
    const where = channel ?? chats[chat] ?? asked.path;
    if (dice() < 0.15 && !doubted.has(card.what)) {
      doubted.add(card.what);
      sent.push({ ...card, where, fate: 'doubt' });
      return pick(dice, [refusal(503, 'Busy'), refusal(504, 'Slow'), 'cut' as const]);
    }
    messages += 1;
    sent.push({ ...card, where, fate: 'arrived' });
    return { status: 201, body: { id: channel ? `${channel};messageid=${messages}` : String(messages) } };
  });
  return sent;
};

const keyOf = ({ send }: Pick<Outgoing, 'send'>): string =>
  `${send.view} ${send.subject} to ${send.kind === 'tell' ? `29:${send.person.slice(7)}` : send.channel}`;

/** What real cards would be rendered from, with a card that says only which it is; kept: which have nothing to say. */
const telltale = (real: Render, silent: Set<string>): Render => ({
  show: async (area, view, subject, again) => {
    const shown = await real.show(area, view, subject, again);
    return shown && { ...shown, card: { what: `${view} ${subject}`, again } };
  },
  tell: async (area, person, view, subject, again) => {
    const told = await real.tell(area, person, view, subject, again);
    const what = `${view} ${subject} to 29:${person.slice(7)}`;
    if (!told) silent.add(what);
    return told && { ...told, card: { what, again } };
  },
  mention: real.mention,
});

/** Faults of the way to everybody: what was told did not arrive once, where it belongs, or unmarked the second time. */
const faultsOf = (told: readonly string[], sent: readonly Sent[], silent: ReadonlySet<string>): string[] =>
  told.flatMap((key) => {
    const [what = '', to = ''] = key.split(' to ');
    const show = to.startsWith('19:');
    const all = sent.filter((one) => one.what === (show ? what : key));
    const arrived = all.filter(({ fate }) => fate === 'arrived');
    if (arrived.length === 0 && silent.has(key)) return [];
    if (arrived.length !== 1) return [`arrived ${arrived.length} times: ${key}`];
    const [one] = arrived;
    const marked = one?.again === all.length > 1;
    return [
      ...(one?.where === to ? [] : [`arrived at ${one?.where}: ${key}`]),
      ...(marked ? [] : [`${one?.again ? 'marked' : 'not marked'} as sent again: ${key}`]),
    ];
  });

export const cadenceWeeks = async (name: string, seed: number, first: string, days: number) => {
  const dice = diceOf(seed + Object.keys(schemes).indexOf(name));
  const scheme = schemes[name];
  if (!scheme) throw new Error(`There is no scheme called ${name}`);
  const [teams, store] = await Promise.all([startConnector(), testStore()]);
  const area = await cadenceArea(scheme, dice, store, { serviceUrl: teams.serviceUrl, whole: name === 'london' });
  const sent = unreliable(teams, dice);
  const silent = new Set<string>();
  const logged: string[] = [];
  const panel = { now: inLondon(first, '00:30') };
  let machine = panel.now;

  const model = cadenceModel(area.ledger, panel.now);
  const events = cadenceEvents(area, model, dice);
  const real = renderer(store, schemes, () => new Date(panel.now), lastPosted());
  let sender: Delivery | undefined;
  let lives = 0;
  const start = (): Delivery => {
    lives += 1;
    return startDelivery({
      ...{
        store,
        render: telltale(real, silent),
        areas: async () => [areaId],
        instance: `life ${lives}`,
        coordinators: [],
      },
      connector: createConnector({ appId: APP, token: async () => 't', mayCall: () => true }),
      now: () => new Date(machine),
      log: pino({}, { write: (line: string) => void logged.push(line) }),
      sweepEvery: 1_000_000_000,
    });
  };
  const told: string[] = [];
  const different: string[] = [];

  const tells = async ({ at, how }: Look): Promise<void> => {
    panel.now = at;
    machine += 130_000;
    if (how === 'two at once') await Promise.all(['one', 'two'].map((who) => area.look(at, who, machine)));
    else await area.look(at, pick(dice, ['one', 'two']), machine);
    const expected = model.look(at).told;
    const waiting = (await store.list(areaId, Outbox)).map(({ doc }) => doc);
    const all = waiting.flatMap((doc) => (doc.occurrence === undefined ? [] : [doc.occurrence])).sort();
    const cards = new Map<string, readonly string[]>();
    for (const id of all.filter((one) => one.startsWith('day|'))) {
      const rest = id.slice('day|'.length);
      cards.set(rest, (await area.cardOf(rest)) ?? []);
    }
    const here = modelledOf(all, cards, expected);
    if (JSON.stringify(here) !== JSON.stringify(expected))
      different.push(`${new Date(at).toISOString()}: told ${here.join(', ')}, not ${expected.join(', ')}`);
    told.push(...waiting.filter(({ occurrence }) => occurrence !== undefined).map(keyOf));
  };
  /** Until nothing waits any more; sometimes another process takes over. */
  const arrives = async (): Promise<void> => {
    for (let round = 0; round < 60; round += 1) {
      if ((await store.list(areaId, Outbox, '', 1)).length === 0) return;
      if (!sender || dice() < 0.1) {
        await sender?.stop();
        sender = start();
      }
      sender.nudge(areaId);
      await sender.idle();
      machine += 61_000;
    }
    const left = (await store.list(areaId, Outbox)).map(({ doc }) => `${doc.state} ${keyOf(doc)}`);
    different.push(`still in the outbox at ${new Date(panel.now).toISOString()}: ${left.join('; ')}`);
  };

  try {
    await events.begins(panel.now);
    await area.look(panel.now, 'one', machine);
    for (let day = first; day < plusDays(first, days) && different.length === 0; day = plusDays(day, 1))
      for (const next of looksOf(day, dice)) {
        if (next.at <= panel.now || different.length > 0) continue;
        if (dice() < 0.5) await events.happens(panel.now + Math.floor(dice() * (next.at - panel.now)));
        await tells(next);
        await arrives();
        if (dice() < 0.5) await events.answers(next.at + 1);
      }
    await arrives();
  } finally {
    await sender?.stop();
    await teams.close();
  }
  const again = sent.filter((one) => one.again).length;
  return { told: told.length, again, lives, different, faults: faultsOf(told, sent, silent), logged };
};

/** The bot is killed again and again, while a panel votes and while it decides: what was confirmed stands, what was caused arrives. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lastPosted, renderer } from '../../bot/rendering.ts';
import { cast, type Person } from '../../rehearsal/cast.ts';
import { type Rehearsal, startRehearsal } from '../../rehearsal/rehearsal.ts';
import type { Json, Message } from '../../rehearsal/state.ts';
import { LogEntries } from '../../services/log.ts';
import { Actions, Meetings } from '../../services/model.ts';
import { schemes } from '../../services/schemes/index.ts';
import { checkLog } from '../../services/sealing.ts';
import { LiveCards, Outbox } from '../../services/sends.ts';
import type { Store } from '../../services/store.ts';
import { Undelivereds } from '../../services/undelivered.ts';
import { Ballots, type Choice, type Motion, Motions } from '../../services/voteModel.ts';
import { httpPlayer } from '../support/httpPlayer.ts';
import { type Answered, cardIn, keyOf, sentenceIn, textIn } from '../support/panel.ts';
import { random } from '../support/storm.ts';
import { testStore } from '../support/tables.ts';
import { REF, steps } from '../support/walk.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const KILLS_WHILE_VOTING = 6;
/** Longer than any bot here takes to start, to take up what it had begun, and to send it. */
const PATIENCE = 180_000;

const voters = [cast.chair, cast.policeOfficer, cast.housing, cast.viceChair, cast.drugs, cast.mentalHealth];
/** They end with a vote for, so that there is something to decide. */
const inFavour: readonly Person[] = voters.slice(0, 4);

const interventions: readonly (readonly [Person, string, string])[] = [
  [cast.housing, 'iom-housing-head-of-operations', 'Find a room at the invented hostel'],
  [cast.drugs, 'iom-substance-misuse-service-manager', 'Assess drug use'],
  [cast.youth, 'iom-youth-offending-operations-manager', 'Ask the youth club'],
  [cast.inspector, 'iom-police-detective-inspector', 'Visit once a week'],
  [cast.victims, 'iom-victim-support-manager', 'Ask whether a letter would be welcome'],
  [cast.jobcentre, 'iom-jobcentre-plus-manager', 'Offer a work trial'],
];

type Shown = { readonly person: Person; readonly choice: Choice; readonly version: number };

/** Every word of a card on this person's vote, that it is recorded and which it is: each is a confirmation, whichever press brought it. */
const shownTo = (person: Person, answer: Answered): Shown[] =>
  [...textIn(answer).matchAll(/Your vote(?: is recorded)?: (for|against|abstain)(?:ed)? \(version (\d+)/g)].map(
    ([, choice, version]) => ({ person, choice: choice as Choice, version: Number(version) }),
  );

const startWorld = async (rehearsal: Rehearsal) => {
  const { room, bot, tables } = rehearsal;
  const store: Store = await testStore(tables);
  const area = room.teams.state.team.id;
  const channel = room.teams.state.channels['IOM panel'];
  const place = room.teams.places.find(({ id }) => id === channel);
  if (!place) throw new Error('There is no panel channel.');
  let repeats = 0;
  let answers = 0;

  /** The same press under the same id until something comes back, as Teams and impatient people do. */
  const press = async (person: Person, verb: string, data: Json): Promise<Answered> => {
    const action = { type: 'Action.Execute', verb, data };
    const card = { id: '1', root: '1' } as Message;
    const activity = room.door.invoke(person, place, card, 'adaptiveCard/action', { action, trigger: 'manual' });
    for (const until = Date.now() + PATIENCE; Date.now() < until; repeats += 1) {
      const answer = await room.door.deliver(activity);
      if (answer?.body) {
        answers += 1;
        return answer;
      }
      await pause(250);
    }
    throw new Error(`${verb} by ${person.name} was never answered.`);
  };

  /** A press that may be told it was overtaken by its own earlier delivery, and nothing worse. */
  const insist = async (person: Person, verb: string, data: Json): Promise<void> => {
    const answer = await press(person, verb, data);
    if (!cardIn(answer)) throw new Error(`${verb} by ${person.name} brought “${sentenceIn(answer)}”.`);
  };

  const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
      const found = await look();
      if (found !== undefined) return found;
    }
    throw new Error(`In vain: ${what}`);
  };

  const from = room.teams.state.messages.length;
  const botSaid = (conversation: string | undefined): Message[] =>
    room.teams.state.messages.filter((message) => message.from === 'bot' && message.conversation === conversation);
  const chatOf = (person: Person) => room.teams.contact(person).chat;
  /** What the bot sent to this person about this; in the channel, where they have no chat. */
  const told = (person: Person, words: string): Message[] =>
    botSaid(person.personalChat ? chatOf(person) : channel).filter((message) =>
      JSON.stringify(message.card ?? '').includes(words),
    );

  /**
   * Kills the bot when it has given so many answers more; or as soon as Teams has the next such message of it, which
   * the bot cannot have written down by then.
   */
  const kill = async (at: number | 'send' | 'update'): Promise<void> => {
    await bot.ready();
    const [answered, called] = [answers, room.calls.length];
    const due = () =>
      typeof at === 'number' ? answers >= answered + at : room.calls.slice(called).some(({ call }) => call === at);
    for (const end = Date.now() + 3_000; Date.now() < end && !due(); ) await nextTurn();
    await bot.kill();
  };

  const meeting = async () => {
    const [row] = await store.list(area, Meetings);
    if (!row) throw new Error('No meeting has been made.');
    return row;
  };

  return {
    room,
    kill,
    store,
    area,
    channel,
    press,
    insist,
    until,
    told,
    meeting,
    botSaid,
    startedAt: from,
    repeats: () => repeats,
  };
};
type World = Awaited<ReturnType<typeof startWorld>>;

/** Everybody changes their vote all the time; returns every ballot that was shown to its owner, and what was pressed. */
const voteUnderFire = async (world: World, motion: string, draw: () => number) => {
  const shown: Shown[] = [];
  const pressed: Shown[] = [];
  const wrong: string[] = [];
  let killing = true;

  const vote = async (person: Person, version: number, choice: Choice): Promise<number> => {
    pressed.push({ person, choice, version: version + 1 });
    const answer = await world.press(person, 'vote.cast', { motion, version, choice });
    const own = shownTo(person, answer);
    shown.push(...own);
    if (own.length === 0) wrong.push(`${person.name}: ${sentenceIn(answer) ?? textIn(answer).slice(0, 200)}`);
    return own.at(-1)?.version ?? version;
  };
  const voting = voters.map(async (person, at) => {
    const roll = random(seed + at);
    let version = 0;
    while (killing) {
      version = await vote(person, version, (['for', 'against', 'abstain'] as const)[Math.floor(roll() * 3)] ?? 'for');
      await pause(roll() * 100);
    }
    // The last word; it counts once it was seen on a card.
    const last = () => shown.findLast((each) => each.person === person)?.choice;
    if (inFavour.includes(person))
      do version = await vote(person, version, 'for');
      while (last() !== 'for');
  });
  for (let kills = 0; kills < KILLS_WHILE_VOTING; kills++) {
    if (kills === KILLS_WHILE_VOTING - 1) killing = false;
    await world.kill(draw() < 0.3 ? 'update' : Math.ceil(draw() * 20));
  }
  await Promise.all(voting);
  return { shown, pressed, wrong };
};

/** From the closing of the vote to the closing of the meeting: killed at some presses, and wherever a card goes to somebody. */
const decideUnderFire = async (world: World, motion: string, draw: () => number): Promise<number> => {
  const { insist, until, told, store, area } = world;
  let kills = 0;
  const strike = async (at: number | 'send') => {
    kills += 1;
    await world.kill(at);
  };
  const step = async (person: Person, verb: string, data: Json): Promise<void> => {
    const sends = ['decision.record', 'action.decline', 'action.reassign', 'meeting.close'].includes(verb);
    const strikes = sends || draw() < 0.3;
    await Promise.all([insist(person, verb, data), strikes && strike(sends ? 'send' : 1)]);
    if (sends && draw() < 0.5) await strike('send');
  };
  const actionOf = async (what: string) => {
    const row = (await store.list(area, Actions)).find(({ doc }) => doc.what === what);
    if (!row) throw new Error(`There is no action “${what}”.`);
    return row;
  };
  const onAction = async (person: Person, verb: string, what: string, more: Json = {}) => {
    const { id, version } = await actionOf(what);
    await step(person, verb, { action: id, version, ...more });
  };
  const arrives = (person: Person, what: string, words: string) =>
    until(`${what} for ${person.name}`, async () => (told(person, words).length > 0 ? true : undefined));

  await step(cast.chair, 'vote.close', { motion });
  if ((await store.get(area, Motions, motion))?.doc.state === 'tied')
    await step(cast.chair, 'vote.casting', { motion, choice: 'for' });
  const item = { meeting: (await world.meeting()).id, item: REF };
  const adoption = {
    ...item,
    kind: 'adopt',
    category: 'repeat-offender',
    leadAgency: 'police',
    leadProfessional: keyOf(cast.policeOfficer),
    policeContact: keyOf(cast.policeOfficer),
    reviewOn: '2027-02-24',
  };
  for (const [version, [, seat, what]] of interventions.entries())
    await step(cast.chair, 'decision.add', { ...adoption, version, seat, what, due: '2027-01-15' });
  await step(cast.chair, 'decision.record', { ...adoption, version: interventions.length });
  for (const [person, , what] of interventions) {
    const { id } = await actionOf(what);
    await arrives(person, what, id);
    if (person !== cast.drugs) await onAction(person, 'action.accept', what);
  }
  const declined = 'Assess drug use';
  await onAction(cast.drugs, 'action.decline', declined, { reason: 'Our worker is on leave' });
  await arrives(cast.chair, 'what was declined', (await actionOf(declined)).id);
  await onAction(cast.chair, 'action.reassign', declined, {
    seat: 'iom-mental-health-senior-social-worker',
    due: '2027-01-20',
  });
  await arrives(cast.mentalHealth, declined, (await actionOf(declined)).id);
  await onAction(cast.mentalHealth, 'action.accept', declined);
  await step(cast.chair, 'meeting.close', { meeting: item.meeting });
  await arrives(cast.referrer, 'the acknowledgement', 'Find a room at the invented hostel');
  return kills;
};

const expectBallots = async (
  { store, area }: World,
  motion: string,
  { shown, pressed }: { shown: readonly Shown[]; pressed: readonly Shown[] },
): Promise<void> => {
  const ballots = (await store.list(area, Ballots, `${motion}|`)).map(({ doc }) => doc);
  const entries = (await store.list(area, LogEntries)).map(({ doc }) => doc);
  for (const person of voters) {
    const ballot = ballots.find(({ sitter }) => sitter === keyOf(person));
    const history = [...(ballot?.earlier ?? []), ...(ballot ? [ballot] : [])].map(({ version, choice }) => ({
      person,
      choice,
      version,
    }));
    expect(ballot).toMatchObject({ sealed: true, version: history.length });
    // All that was ever shown to this person stands there, in its version; nothing stands there that they did not press.
    expect(history).toEqual(expect.arrayContaining(shown.filter((each) => each.person === person)));
    expect(pressed).toEqual(expect.arrayContaining(history));
    const logged = entries.filter(
      ({ what, who, refused }) => what === 'vote.cast' && who === keyOf(person) && !refused,
    );
    expect(logged).toHaveLength(history.length);
  }
  const tally = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length;
  const declared = (await store.get(area, Motions, motion))?.doc;
  expect(declared).toMatchObject({
    state: 'closed',
    tally: { for: tally('for'), against: tally('against'), abstain: tally('abstain') },
  } satisfies Partial<Motion>);
};

/** Nothing waits any more, nothing failed, every card in the channel shows the present state. */
const expectDelivered = async ({ store, area, room, until }: World): Promise<void> => {
  await until('an empty outbox', async () => {
    const rows = await store.list(area, Outbox);
    const held = (await store.list(area, LiveCards)).some(({ doc }) => doc.heldBy);
    return rows.length === 0 && !held ? true : undefined;
  });
  expect((await store.list(area, Undelivereds)).map(({ doc }) => doc)).toEqual([]);
  const render = renderer(store, schemes, () => room.clock.now(), lastPosted());
  const live = await store.list(area, LiveCards);
  expect(live.map(({ id }) => id.split('|')[0])).toEqual(expect.arrayContaining(['meeting', 'agenda', 'vote']));
  for (const { id, doc } of live) {
    const [view = '', ...subject] = id.split('|');
    const shown = await render.show(area, view, subject.join('|'), doc.again ?? false);
    expect(room.teams.find(doc.activity ?? '')).toMatchObject({ conversation: doc.channel, card: shown?.card });
  }
};

/** What came twice is of the kind that bot/delivery.ts names: a card to a person, which says so, and a channel's first post. */
const countDuplicates = async (world: World): Promise<{ cards: number; posts: number }> => {
  const { store, area, told, botSaid, channel, room } = world;
  const again = ({ card }: Message) => JSON.stringify(card).includes('Sent again: you may have had this card already.');
  const actions = await store.list(area, Actions);
  const letters = [
    ...actions.flatMap(({ id }) =>
      [cast.chair, cast.mentalHealth, ...interventions.map(([person]) => person)].map((person) => told(person, id)),
    ),
    told(cast.referrer, 'Find a room at the invented hostel'),
  ];
  const twice = letters.flatMap((same) => same.slice(1));
  expect(twice.filter((message) => !again(message))).toEqual([]);

  const live = (await store.list(area, LiveCards)).map(({ doc }) => doc.activity);
  const begun = room.teams.state.messages.slice(world.startedAt);
  const posts = botSaid(channel)
    .filter((message) => begun.includes(message) && !live.includes(message.id))
    .filter((message) => !letters.flat().includes(message));
  const refreshes = (message: Message | undefined) =>
    JSON.stringify((message?.card?.refresh as Json | undefined)?.action);
  const standing = live.map((id) => refreshes(room.teams.find(id ?? '')));
  expect(posts.filter((message) => !standing.includes(refreshes(message)))).toEqual([]);
  return { cards: twice.length, posts: posts.length };
};

test(`killed while they vote and while they decide, the bot loses nothing (SEED=${seed})`, {
  timeout: 900_000,
}, async ({ onTestFinished }) => {
  process.stdout.write(`SEED=${seed}\n`);
  const began = performance.now();
  const rehearsal = await startRehearsal();
  onTestFinished(rehearsal.stop);
  const who = (role: keyof typeof cast) => httpPlayer(rehearsal.room.as(cast[role]));
  for (const { play } of steps.slice(0, 4)) await play(who);
  await who('chair').press('Agenda:', `Open ${REF}`, {}, 'IOM panel');
  await who('chair').press('Zebedee Nonesuch', 'Put adoption to the vote', {}, 'IOM panel');

  const world = await startWorld(rehearsal);
  const motion = (await world.meeting()).doc.motion ?? '';
  const draw = random(seed);
  const votes = await voteUnderFire(world, motion, draw);
  expect(votes.wrong).toEqual([]);
  const kills = KILLS_WHILE_VOTING + (await decideUnderFire(world, motion, draw));
  await expectBallots(world, motion, votes);
  await expectDelivered(world);
  const twice = await countDuplicates(world);
  const faults = (await checkLog(world.store, world.area)).filter(({ fault }) => fault !== 'entry unsealed');
  expect(faults).toEqual([]);
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `${kills} kills, ${votes.pressed.length} votes pressed, ${world.repeats()} presses repeated, twice: ${JSON.stringify(twice)}, ${seconds} s\n`,
  );
});

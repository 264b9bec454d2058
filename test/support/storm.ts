/** A thousand presses on one motion, all at once, with repeats and a closing in between: what was confirmed is what counts. */
import { expect } from 'vitest';
import { overtaken } from '../../cards/words.ts';
import { cast, type Person, people } from '../../rehearsal/cast.ts';
import { AREA } from '../../services/area.ts';
import { Areas, type PersonKey } from '../../services/model.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import { type Ballot, Ballots, type Choice, Motions } from '../../services/voteModel.ts';
import { richmond } from './builders.ts';
import { type Answered, keyOf, newcomer, type Panel, REF, sentenceIn, textIn } from './panel.ts';

/** Mulberry32: numbers from 0 to below 1, the same for the same seed. */
export const random = (start: number) => {
  let state = start;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const seats = richmond.bodies.find(({ id }) => id === 'iom')?.seats.map(({ id }) => id) ?? [];

/** Fills all fifteen seats. Returns who sits where; the last of the sixteen has no seat yet. */
const seatEverybody = async (panel: Panel): Promise<{ seat: SeatId; person: Person }[]> => {
  const area = await panel.store.get(panel.area, Areas, AREA);
  const known = new Map<PersonKey, Person>(people.map((person) => [keyOf(person), person]));
  const seated: { seat: SeatId; person: Person }[] = [];
  for (const [index, seat] of seats.entries()) {
    const holder = area?.doc.holders[seat];
    const person = (holder && known.get(holder)) ?? newcomer(index);
    if (!holder) {
      await panel.insist(person, 'help.view', {});
      await panel.insist(cast.coordinator, 'setup.seat', { body: 'iom', seat, person: keyOf(person) });
    }
    seated.push({ seat, person });
  }
  return seated;
};

type Fate =
  | { readonly fate: 'confirmed'; readonly choice: Choice; readonly version: number }
  | { readonly fate: string };

const fateOf = (answer: Answered): Fate => {
  const text = textIn(answer);
  const confirmed = /Your vote is recorded: (for|against|abstain) \(version (\d+)\)/.exec(text);
  if (confirmed) return { fate: 'confirmed', choice: confirmed[1] as Choice, version: Number(confirmed[2]) };
  if (text.includes('had closed before your press arrived')) return { fate: 'late' };
  if (text.includes(overtaken.text)) return { fate: 'overtaken' };
  const said = sentenceIn(answer);
  const refused = answer?.status === 200 && said && !said.startsWith('Something went wrong');
  return { fate: refused ? 'refused' : `unanswered: ${JSON.stringify(answer)?.slice(0, 300)}` };
};

/** The version of the ballot that the buttons of a card carry. */
const versionOn = (answer: Answered): number | undefined => {
  const found = /"verb":"vote\.cast"[^{}]*"data":\{[^{}]*"version":(\d+)/.exec(textIn(answer));
  return found ? Number(found[1]) : undefined;
};

/**
 * Plays it on a panel that nothing has been played on, and expects that, for every seat, what is declared is the
 * confirmed ballot of the highest version. Returns how many presses met which fate.
 */
export const storm = async (panel: Panel, seed: number, presses = 1_000): Promise<Readonly<Record<string, number>>> => {
  await panel.reach('set up');
  const seated = await seatEverybody(panel);
  await panel.reach('agenda out');
  const meeting = { meeting: (await panel.meeting()).id };
  for (const { person } of seated) await panel.insist(person, 'meeting.here', { ...meeting, version: 0 });
  await panel.insist(cast.chair, 'meeting.open', meeting);
  await panel.insist(cast.chair, 'vote.open', { ...meeting, item: REF, kind: 'adopt' });
  const motion = (await panel.meeting()).motion ?? '';

  // Half-way, this seat goes from its holder to a substitute: sixteen people, fifteen seats.
  const given = seated.find(({ person }) => !people.includes(person));
  if (!given) throw new Error('nobody new holds a seat');
  const substitute = newcomer(99);
  await panel.insist(substitute, 'help.view', {});
  const voters = [...seated, { seat: given.seat, person: substitute }];

  const draw = random(seed);
  const closesAt = Math.floor(presses * (0.5 + 0.3 * draw()));
  const changesAt = Math.floor(presses * (0.1 + 0.3 * draw()));
  const confirmed: { seat: SeatId; choice: Choice; version: number }[] = [];
  const fates = new Map<string, number>();
  const refused = new Set<SeatId>();
  /** Presses from after the closing that were told anything but that it is too late. */
  const untold: string[] = [];
  let sent = 0;
  let closed = false;

  const handOver = async (): Promise<void> => {
    for (const state of ['gone', 'substitute', 'present'])
      await panel.insist(cast.chair, 'attendance.mark', {
        ...meeting,
        seat: given.seat,
        state,
        person: keyOf(substitute),
      });
  };
  const close = async (): Promise<void> => {
    await panel.insist(cast.chair, 'vote.close', { motion });
    closed = true;
  };
  const meanwhile: Promise<void>[] = [];

  const vote = async ({ seat, person }: (typeof voters)[number], number: number): Promise<void> => {
    const roll = random(seed + 1_000 * (number + 1));
    const earlier: ReturnType<Panel['pressed']>[] = [];
    let version = 0;
    const deliver = async (activity: ReturnType<Panel['pressed']>): Promise<void> => {
      const afterClosing = closed;
      const answer = await panel.room.door.deliver(activity);
      const fate = fateOf(answer);
      fates.set(fate.fate, (fates.get(fate.fate) ?? 0) + 1);
      if ('version' in fate) confirmed.push({ seat, choice: fate.choice, version: fate.version });
      if (fate.fate === 'refused') refused.add(seat);
      else if (afterClosing && fate.fate !== 'late') untold.push(`${person.name}: ${fate.fate}`);
      version = versionOn(answer) ?? version;
    };
    for (;;) {
      const at = sent;
      if (at >= presses) return;
      sent += 1;
      if (at === changesAt) meanwhile.push(handOver());
      if (at === closesAt) meanwhile.push(close());
      const old = earlier[Math.floor(roll() * earlier.length)];
      if (at % 10 === 5 && old) {
        // Teams' other kind of repeat: under a new id, with what stood on the card then.
        await deliver({ ...old, id: `f:again-${at}` });
        continue;
      }
      const choice = (['for', 'against', 'abstain'] as const)[Math.floor(roll() * 3)];
      const press = panel.pressed(person, 'vote.cast', { motion, version, choice });
      earlier.push(press);
      await Promise.all(at % 10 === 0 ? [deliver(press), deliver(press)] : [deliver(press)]);
    }
  };
  await Promise.all(voters.map(vote));
  await Promise.all(meanwhile);

  expect([...fates.keys()].filter((fate) => fate.startsWith('unanswered'))).toEqual([]);
  expect(fates.get('late')).toBeGreaterThan(0);
  expect(untold).toEqual([]);
  // Whoever of its two people did not sit in the seat just then.
  expect([...refused]).toEqual([given.seat]);

  const row = await panel.store.get(panel.area, Motions, motion);
  const ballots = (await panel.store.list(panel.area, Ballots, `${motion}|`)).map(({ doc }) => doc);
  const declared = (ballot: Ballot | undefined) => ballot && [ballot.sealed, ballot.version, ballot.choice];
  for (const seat of seats) {
    const own = confirmed.filter((each) => each.seat === seat).sort((a, b) => a.version - b.version);
    // Each version was confirmed to exactly one press.
    expect(own.map(({ version }) => version)).toEqual(own.map((_, index) => index + 1));
    const last = own.at(-1);
    expect(declared(ballots.find(({ voter }) => voter === seat))).toEqual([true, last?.version ?? 0, last?.choice]);
  }
  const count = (choice: Choice) => ballots.filter((ballot) => ballot.choice === choice).length;
  expect(row?.doc.tally).toEqual({ for: count('for'), against: count('against'), abstain: count('abstain') });
  expect(['closed', 'tied']).toContain(row?.doc.state);
  return { ...Object.fromEntries(fates), 'closed at press': closesAt };
};

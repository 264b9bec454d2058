/** Plays the years of one area, and holds what the clock told against the model at every look. */
import { day as dayOf } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { schemes } from '../../services/schemes/index.ts';
import { type CadenceArea, cadenceArea, type Shown } from './cadenceArea.ts';
import { dayAt, inLondon, plusDays } from './cadenceCalendar.ts';
import { cadenceEvents } from './cadenceEvents.ts';
import { downtime, forth, type Look, looksOf } from './cadenceLooks.ts';
import { cadenceModel, type Expected, isModelled, modelledOf } from './cadenceModel.ts';
import { memoryStore } from './memory.ts';
import { type Dice, diceOf } from './population.ts';

const FIRST = '2026-01-01';
const LAST = '2027-12-31';
/** Differences that are told of; after so many the rest would say no more. */
const MOST_TOLD = 10;

/** Signatures of the protocol that end within the years, one on a Saturday; the shipped schemes have none that do. */
const within = (scheme: Scheme): Scheme => ({
  ...scheme,
  agencies: scheme.agencies.map(({ protocolUntil: _, ...agency }, at) => {
    const until = ['2026-06-13', '2027-01-04', '2027-09-30'][at];
    return until ? { ...agency, protocolUntil: dayOf(until) } : agency;
  }),
});

const missingFrom = (all: readonly string[], wanted: readonly string[]): string[] => {
  const left = [...all];
  return wanted.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/** Each line one person and thing. */
const differences = (expected: Expected, shown: Shown): string[] => {
  const told = modelledOf(shown.told, shown.cards, expected.told);
  const lines = [
    ...missingFrom(told, expected.told).map((id) => `not told: ${id}`),
    ...missingFrom(expected.told, told).map((id) => `told against the rules: ${id}`),
  ];
  for (const [id, items] of expected.cards) {
    const card = shown.cards.get(id);
    if (!card) continue;
    const known = card.filter((item) => isModelled(item.slice(11)));
    lines.push(...missingFrom(known, items).map((item) => `not on the card ${id}: ${item}`));
    lines.push(...missingFrom(items, known).map((item) => `on the card ${id} against the rules: ${item}`));
  }
  for (const [id, covers] of expected.covers)
    if (covers !== undefined && shown.covers.get(id) !== covers)
      lines.push(`the question ${id} covers all since ${shown.covers.get(id)}, not ${covers}`);
  return lines;
};

type Told = Record<string, number>;

/** What stands on cards of the day in two years of any scheme, and of those that have young offenders. */
export const KINDS = [
  ...['action', 'overdue', 'court', 'result', 'appointment', 'visit', 'joint meeting', 'prison release', 'bail'],
  ...['end of sentence', 'review', 'monitoring', 're-selection', 'protocol', 'short sentences'],
];
export const KINDS_OF_THE_YOUNG = ['young offenders', 'cohort'];
const kindOf = (item: string): string =>
  [...KINDS, ...KINDS_OF_THE_YOUNG, 'priorities'].find((kind) => item.includes(` ${kind} `)) ?? 'another';

/** Looks break off as a process does that dies: after some transactions, whatever it was at. */
const breaking =
  ({ store }: CadenceArea, dice: Dice) =>
  async (look: () => Promise<unknown>): Promise<boolean> => {
    const { commit } = store;
    let left = 1 + Math.floor(dice() * 3);
    store.commit = (...args) => {
      left -= 1;
      if (left < 0) throw new Error('gone');
      return commit(...args);
    };
    try {
      await look();
      return false;
    } catch {
      return true;
    } finally {
      store.commit = commit;
    }
  };

export const cadenceYears = async (name: string, seed: number): Promise<{ told: Told; different: string[] }> => {
  const dice = diceOf(seed + Object.keys(schemes).indexOf(name));
  const shipped = schemes[name];
  if (!shipped) throw new Error(`There is no scheme called ${name}`);
  const scheme = within(shipped);
  const area = await cadenceArea(scheme, dice, memoryStore());
  const begun = inLondon(FIRST, '00:30');
  const model = cadenceModel(area.ledger, begun);
  const events = cadenceEvents(area, model, dice);
  const breaksOff = breaking(area, dice);
  await events.begins(begun);
  await area.look(begun, 'one', begun);

  const told: Told = {};
  const different: string[] = [];
  let machine = begun;
  const instance = (): string => (dice() < 0.5 ? 'one' : 'two');
  const look = async (at: number, who = instance()): Promise<number> => {
    machine += 1_000;
    return area.look(at, who, machine);
  };

  const compare = async (at: number): Promise<void> => {
    const expected = model.look(at);
    const shown = await area.shown();
    model.wasTold(shown.told);
    for (const id of shown.told) {
      const what = id.slice(0, id.indexOf('|'));
      told[what] = (told[what] ?? 0) + 1;
    }
    for (const item of [...shown.cards.values()].flat()) told[kindOf(item)] = (told[kindOf(item)] ?? 0) + 1;
    const when = new Date(at).toISOString();
    for (const line of differences(expected, shown))
      different.push(`SEED=${seed} ${name} ${dayAt(at)} ${when}: ${line}`);
  };
  let last = begun;
  const looks = async ({ at, how }: Look): Promise<number> => {
    let now = at;
    if (how === 'two at once') await Promise.all([look(at, 'one'), look(at, 'two')]);
    else if (how === 'broken off' && (await breaksOff(() => look(at, 'one')))) {
      // The hold of whoever died has ended; no moment of the panel's time has come meanwhile.
      machine += 61_000;
      now += 1;
      await look(now, 'two');
    } else {
      if (how === 'back first') {
        const back = last - Math.floor(dice() * 3 * 86_400_000);
        await look(back);
        await compare(back);
      }
      await look(at);
    }
    await compare(now);
    last = Math.max(last, now);
    return now;
  };

  let now = begun;
  let awake = begun;
  /** When people did something last; where nothing runs for days, they go on. */
  let lived = begun;
  for (let day = FIRST; day <= LAST && different.length < MOST_TOLD; day = plusDays(day, 1)) {
    for (const next of looksOf(day, dice)) {
      lived = Math.max(lived, now);
      if (dice() < 0.45 && next.at > lived + 1) {
        lived += Math.floor(dice() * (next.at - lived));
        await events.happens(lived);
      }
      if (next.at < awake || next.at <= now) continue;
      now = await looks(next);
      if (dice() < 0.5) await events.answers(now + 1);
      awake = now + downtime(dice);
      const jump = forth(dice);
      if (jump > 0) await looks({ at: now + jump, how: 'alone' });
    }
    if (day.endsWith('1')) await area.forget(plusDays(day, -30));
  }
  return { told, different: different.slice(0, MOST_TOLD) };
};

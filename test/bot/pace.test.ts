import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CONVERSATION,
  countsOf,
  isBusy,
  type Limit,
  pastOf,
  recentOf,
  TENANT,
  UNKEPT,
  waitOf,
} from '../../bot/pace.ts';
import { startPace } from '../../bot/pacing.ts';

/** What Teams allows one bot in one conversation, and in one tenant. */
const TEAMS: readonly Limit[] = [
  { most: 7, within: 1_000 },
  { most: 8, within: 2_000 },
  { most: 60, within: 30_000 },
  { most: 1_800, within: 3_600_000 },
];

/** Every window that begins with a send, counted one by one. */
const broken = (sent: readonly number[], limits: readonly Limit[]): Limit[] =>
  limits.filter(({ most, within }) =>
    sent.some((from) => sent.filter((at) => at >= from && at < from + within).length > most),
  );

/** Instants at which somebody wants to send: bursts, and rests between them. */
const wishes = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 90 })), { maxLength: 8 })
  .map((bursts) => {
    let at = 1_795_600_000_000;
    return bursts.flatMap(([rest, count]) => {
      at += rest;
      return Array.from({ length: count }, () => at);
    });
  });

/** As a sender does: each as soon as the pace lets it, one after the other. */
const inPace = (wanted: readonly number[], limits: readonly Limit[]): number[] => {
  const sent: number[] = [];
  let now = 0;
  for (const wish of wanted) {
    now = Math.max(now, wish);
    now += waitOf(sent, now, limits);
    expect(waitOf(sent, now, limits)).toBe(0);
    sent.push(now);
  }
  return sent;
};

const few: fc.Arbitrary<Limit[]> = fc.array(
  fc.record({ most: fc.integer({ min: 1, max: 9 }), within: fc.integer({ min: 1, max: 30_000 }) }),
  { minLength: 1, maxLength: 4 },
);

describe('the pace', () => {
  test('keeps every window of every limit, whenever somebody wants to send', () => {
    fc.assert(
      fc.property(wishes, few, (wanted, limits) => {
        expect(broken(inPace(wanted, limits), limits)).toEqual([]);
      }),
    );
  });

  test('never waits where one more would break nothing', () => {
    fc.assert(
      fc.property(wishes, few, (wanted, limits) => {
        const sent: number[] = [];
        for (const now of wanted) {
          const wait = waitOf(sent, now, limits);
          if (wait > 0) expect(broken([...sent, now + wait - 1], limits)).not.toEqual([]);
          else sent.push(now);
        }
      }),
    );
  });

  test('is within what Teams allows, over an hour of as much as it can', () => {
    const sent = inPace(
      Array.from({ length: 2_000 }, () => 0),
      CONVERSATION,
    );
    expect(broken(sent, TEAMS)).toEqual([]);
    // Half of what an hour has, by the limit of the hour; the rest waits for the next.
    expect(sent.findIndex((at) => at >= 3_600_000)).toBe(1_600);
    expect(
      broken(
        inPace(
          Array.from({ length: 500 }, () => 0),
          TENANT,
        ),
        [{ most: 50, within: 1_000 }],
      ),
    ).toEqual([]);
  });

  test('waits no longer than a whole limit, even if the clock is put back by a day', () => {
    const day = 86_400_000;
    const sent = Array.from({ length: 60 }, () => day);
    expect(waitOf(sent, 0, [{ most: 60, within: 30_000 }])).toBe(30_000);
  });
});

/** Between the death of a sender and the first send of the next. */
const gaps = fc.integer({ min: 2_000, max: 13_000 });

describe('what a successor is told', () => {
  test('makes it send no sooner than the one before would have', () => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 0, max: 30_000 }), (wanted, later) => {
        const sent = inPace(wanted, CONVERSATION);
        const died = sent.at(-1) ?? 0;
        const now = died + later;
        const told = pastOf(JSON.parse(JSON.stringify(countsOf(recentOf(sent, died), died))));
        expect(told).toHaveLength(sent.length);
        const long = CONVERSATION.filter(({ within }) => within > 2_000);
        expect(waitOf(told, now, long)).toBeGreaterThanOrEqual(waitOf(sent, now, long));
      }),
    );
  });

  test('is of conversations that are near a limit, and short', () => {
    const now = 1_795_600_000_000;
    expect(isBusy([now - 31_000], now)).toBe(false);
    expect(isBusy([now - 29_000], now)).toBe(true);
    expect(
      isBusy(
        Array.from({ length: 101 }, () => now - 1_000_000),
        now,
      ),
    ).toBe(true);
    const hour = Array.from({ length: 1_600 }, (_, n) => now - n * 2_250).reverse();
    expect(JSON.stringify(countsOf(hour, now)).length).toBeLessThan(7_000);
  });

  test('is written down before more goes out than it may miss; with what it may have missed, every limit still holds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 40, maxLength: 200 }), gaps, (steps, gap) => {
        let now = 1_795_600_000_000;
        const clock = () => new Date(now);
        let pace = startPace(clock);
        let written = JSON.parse(JSON.stringify(pace.keep().kept));
        const sent: number[] = [];
        for (const [number, step] of steps.entries()) {
          now += step;
          for (let tries = 0; tries < 3; tries++) {
            if (pace.take('c') === 0) sent.push(now);
          }
          if (pace.full || number % 10 === 0) {
            const { kept, done } = pace.keep();
            written = JSON.parse(JSON.stringify(kept));
            done();
          }
          // Dies once; another goes on, as soon as the shortest limits let it.
          if (number === Math.floor(steps.length / 2)) {
            now += gap;
            pace = startPace(clock, written);
          }
        }
        expect(broken(sent, TEAMS)).toEqual([]);
      }),
    );
  });

  test(`is asked for after ${UNKEPT} sends to one conversation`, () => {
    const now = new Date();
    let later = now.getTime();
    const pace = startPace(() => new Date(later));
    for (let send = 0; send < UNKEPT; send++) {
      expect(pace.take('c')).toBe(0);
      later += 1_000;
    }
    expect(pace.take('c')).toBeGreaterThan(0);
    expect(pace.take('another')).toBe(0);
    expect(pace.full).toBe(true);
    pace.keep().done();
    expect(pace.take('c')).toBe(0);
  });
});

/** Votes, arrivals, departures and interests in any order come to what a plain model says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { declareInterest } from '../../services/agenda.ts';
import { here, leave } from '../../services/attendance.ts';
import { abandonMotion, closeMotion, giveCastingVote } from '../../services/declaring.ts';
import { Refusal } from '../../services/refusal.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import type { Choice } from '../../services/voteModel.ts';
import { castBallot } from '../../services/votes.ts';
import { ITEM, iom, type Seated, seat, seatedPanel, six } from '../support/seated.ts';
import { seed } from './rules/seed.ts';

type Step =
  | { readonly do: 'arrive' | 'leave' | 'interest'; readonly seat: SeatId }
  | { readonly do: 'vote'; readonly seat: SeatId; readonly choice: Choice };

/** The chair stays and has no interest, so that the same person closes every vote. */
const movable = [...six.slice(1), seat.inspector];
const steps = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('arrive', 'leave'), seat: fc.constantFrom(...movable) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('interest'), seat: fc.constantFrom(...movable) }) },
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('vote'),
        seat: fc.constantFrom(seat.chair, ...movable),
        choice: fc.constantFrom('for', 'against', 'abstain'),
      }),
    },
  ) as fc.Arbitrary<Step>,
  { minLength: 6, maxLength: 18 },
);

const agencyOf = (id: SeatId) => iom.seats.find((each) => each.id === id)?.agency;

/** What a clerk with paper would write down. */
const clerk = () => {
  const present = new Set<SeatId>(six);
  const aside = new Set<SeatId>();
  const ballots = new Map<SeatId, Choice>();
  const quorate = () => new Set([...present].filter((id) => !aside.has(id)).map(agencyOf)).size >= 4;
  const counted = (choice: Choice) => [...ballots.values()].filter((each) => each === choice).length;
  return {
    ballots,
    quorate,
    tally: () => ({ for: counted('for'), against: counted('against'), abstain: counted('abstain') }),
    /** Whether the step may be taken; then it is. */
    take: (step: Step): boolean => {
      switch (step.do) {
        case 'arrive':
          present.add(step.seat);
          return true;
        case 'leave':
          return present.delete(step.seat);
        case 'interest':
          aside.add(step.seat);
          ballots.delete(step.seat);
          return true;
        case 'vote': {
          const may = present.has(step.seat) && !aside.has(step.seat) && quorate();
          if (may) ballots.set(step.seat, step.choice);
          return may;
        }
      }
    },
  };
};

const press = async (panel: Seated, motion: string, step: Step): Promise<unknown> => {
  const by = panel.of(step.seat);
  switch (step.do) {
    case 'arrive':
      return here(by, 'm1', (await panel.entry(step.seat)).version);
    case 'leave':
      return leave(by, 'm1', (await panel.entry(step.seat)).version);
    case 'interest':
      return declareInterest(by, 'm1', ITEM);
    case 'vote': {
      const { version } = await panel.ballot(motion, step.seat);
      return castBallot(by, { motion, version, choice: step.choice });
    }
  }
};

const taken = async (pressed: Promise<unknown>): Promise<boolean> => {
  try {
    await pressed;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/** Each way in which a vote can end is met in every run. */
const endings: [Step[], 'for' | 'against' | 'none'][] = [
  [[], 'for'],
  [[], 'none'],
  [[{ do: 'vote', seat: seat.youth, choice: 'against' }], 'for'],
  [[seat.youth, seat.council, seat.housing].map((id) => ({ do: 'leave', seat: id })), 'for'],
];

test('whatever the order, the declared result is the clerk’s', async () => {
  await fc.assert(
    fc.asyncProperty(steps, fc.constantFrom('for', 'against', 'none'), async (played, casting) => {
      const panel = await seatedPanel();
      const motion = await panel.open();
      const model = clerk();
      for (const step of played) expect(await taken(press(panel, motion, step)), step.do).toBe(model.take(step));
      const chair = panel.of(seat.chair);
      const closed = await taken(closeMotion(chair, motion));
      expect(closed).toBe(model.quorate());
      const tally = model.tally();
      const tied = tally.for === tally.against;
      expect(await taken(abandonMotion(chair, motion))).toBe(!closed);
      expect(await taken(giveCastingVote(chair, { motion, choice: casting }))).toBe(closed);
      const { motion: over, ballots } = await panel.vote(motion);
      const marked = ballots.flatMap((each) => (each.choice ? [[each.voter, each.choice] as const] : []));
      expect(new Map(marked)).toEqual(model.ballots);
      expect(ballots.every((each) => each.sealed)).toBe(true);
      if (!closed) {
        expect(over).toMatchObject({ state: 'abandoned' });
        return;
      }
      const carried = tied ? casting === 'for' : tally.for > tally.against;
      const by = tied ? (casting === 'none' ? 'no casting vote' : 'casting vote') : 'majority';
      expect(over.result).toMatchObject({ ...tally, status: carried ? 'carried' : 'lost', by });
      expect(over.casting?.choice).toBe(tied && casting !== 'none' ? casting : undefined);
    }),
    { seed, numRuns: 25, examples: endings },
  );
});

import { describe, expect, test } from 'vitest';
import { declareInterest } from '../../services/agenda.ts';
import { bindSeat } from '../../services/area.ts';
import { here, leave, mark, substitute } from '../../services/attendance.ts';
import { confirmChair } from '../../services/chairing.ts';
import { abandonMotion, closeMotion, giveCastingVote } from '../../services/declaring.ts';
import type { PersonKey } from '../../services/model.ts';
import type { SeatId } from '../../services/rules/scheme.ts';
import { Outbox } from '../../services/sends.ts';
import type { Choice } from '../../services/voteModel.ts';
import { castBallot } from '../../services/votes.ts';
import {
  areaId,
  at,
  coordinator,
  holder,
  ITEM,
  referrer,
  type Seated,
  seat,
  seatedPanel,
  six,
  stranger,
} from '../support/seated.ts';
import { dump } from '../support/tables.ts';

type Marks = readonly (readonly [SeatId, Choice])[];
const three: Marks = [
  [seat.chair, 'for'],
  [seat.constable, 'for'],
  [seat.youth, 'for'],
  [seat.council, 'against'],
  [seat.housing, 'against'],
  [seat.drugs, 'against'],
];
const cast = async (panel: Seated, motion: string, marks: Marks) => {
  for (const [id, choice] of marks) await castBallot(panel.of(id), { motion, version: 0, choice });
};
const unchanged = async (panel: Seated, press: () => Promise<unknown>): Promise<void> => {
  const before = await dump(panel.store);
  await press();
  expect(await dump(panel.store)).toEqual(before);
};
const refused = (panel: Seated, press: () => Promise<unknown>, kind: string) =>
  unchanged(panel, () => expect(press()).rejects.toMatchObject({ kind }));

describe('a motion', () => {
  test('lays one ballot a seat, whoever is here, and tells the channel', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    const { ballots } = await panel.vote(motion);
    expect(ballots).toHaveLength(15);
    expect(ballots.filter((ballot) => ballot.sitter).map((ballot) => ballot.voter)).toEqual([...six].sort());
    const sends = (await panel.store.list(areaId, Outbox)).map(({ doc }) => doc.send);
    expect(sends).toMatchObject([
      { kind: 'show', view: 'vote', subject: motion },
      { kind: 'show', view: 'agenda', subject: 'm1' },
    ]);
  });

  test('is one at a time, and the press that opened it may come twice', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await unchanged(panel, async () => expect(await panel.open()).toBe(motion));
    await refused(panel, () => panel.open('any-other-business'), 'one at a time');
  });

  test.for<[string, Parameters<typeof seatedPanel>, string]>([
    ['the meeting has not opened', [six, { state: 'planned' }], 'not open'],
    ['three agencies are here', [six.slice(0, 3)], 'inquorate'],
    ['nobody confirmed the chair', [six, { chairs: [] }], 'not the chair'],
  ])('is not opened when %s', async ([, given, kind]) => {
    const panel = await seatedPanel(...given);
    await refused(panel, () => panel.open(), kind);
  });

  test('keeps its electorate, whatever becomes of the seats later', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three.slice(0, 2));
    await bindSeat(panel.by(coordinator), 'iom', seat.constable, stranger);
    await closeMotion(panel.of(seat.chair), motion);
    const { motion: closed, ballots } = await panel.vote(motion);
    expect(closed.result).toMatchObject({ status: 'carried', for: 2, against: 0, needed: 4 });
    expect(ballots.find((ballot) => ballot.voter === seat.constable)).toMatchObject({
      by: holder(seat.constable),
      sealed: true,
    });
  });
});

describe('a ballot', () => {
  test('can be changed until the vote closes; what it was before is kept', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await castBallot(panel.of(seat.youth, { now: at(20) }), { motion, version: 0, choice: 'for', reason: 'It helps' });
    await castBallot(panel.of(seat.youth, { now: at(21) }), { motion, version: 1, choice: 'against' });
    const ballot = await panel.ballot(motion, seat.youth);
    expect(ballot).toMatchObject({ version: 2, choice: 'against', at: at(21).toISOString() });
    expect(ballot.reason).toBeUndefined();
    expect(ballot.earlier).toEqual([{ version: 1, choice: 'for', by: holder(seat.youth), at: at(20).toISOString() }]);
  });

  test('pressed twice, or as seen before it changed, stays as it is', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    const press = () => castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    await press();
    await unchanged(panel, async () => expect(await press()).toMatchObject({ status: 'overtaken' }));
  });

  test('that comes after the vote closed is told so', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await closeMotion(panel.of(seat.chair), motion);
    const late = () => castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    await unchanged(panel, async () => expect(await late()).toMatchObject({ status: 'too late' }));
  });

  test('stands when whoever gave it has left', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three.slice(0, 3));
    await leave(panel.of(seat.youth), 'm1', 1);
    await refused(
      panel,
      () => castBallot(panel.of(seat.youth), { motion, version: 1, choice: 'against' }),
      'not present',
    );
    await closeMotion(panel.of(seat.chair), motion);
    expect((await panel.vote(motion)).motion.result).toMatchObject({ status: 'carried', for: 3 });
  });

  test('is the seat’s: a substitute who comes later changes it and adds none', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    await leave(panel.of(seat.youth), 'm1', 1);
    await substitute(panel.of(seat.youth), 'm1', undefined, { key: stranger, name: 'Invented Stranger' }, 2);
    await here(panel.by(stranger), 'm1', 3);
    await castBallot(panel.by(stranger), { motion, version: 1, choice: 'against' });
    await closeMotion(panel.of(seat.chair), motion);
    expect((await panel.vote(motion)).motion.result).toMatchObject({ status: 'lost', for: 0, against: 1 });
  });

  test.for<[string, PersonKey, string]>([
    ['an invitee', referrer, 'invitee'],
    ['somebody without a seat', coordinator, 'no seat'],
    ['somebody who is not here', holder(seat.victims), 'not present'],
    ['a member whose substitute sits', holder(seat.housing), 'substituted'],
    ['somebody who stands aside', holder(seat.drugs), 'aside'],
  ])('is refused to %s, who is told why', async ([, person, kind]) => {
    const panel = await seatedPanel(
      six.filter((id) => id !== seat.housing),
      {
        invitees: [{ person: referrer, version: 1, periods: [{ from: at(0).toISOString() }] }],
      },
    );
    await substitute(panel.of(seat.housing), 'm1', undefined, { key: stranger, name: 'Invented Stranger' }, 0);
    await here(panel.by(stranger), 'm1', 1);
    await declareInterest(panel.of(seat.drugs), 'm1', ITEM);
    const motion = await panel.open();
    await refused(panel, () => castBallot(panel.by(person), { motion, version: 0, choice: 'for' }), kind);
  });
});

describe('a declared interest', () => {
  test('withdraws the ballot, keeps it on record, and leaves the quorum of the item', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    expect(await declareInterest(panel.of(seat.youth), 'm1', ITEM)).toBe('recorded');
    const { ballots, quorum } = await panel.vote(motion);
    const ballot = ballots.find(({ voter }) => voter === seat.youth);
    expect(ballot).toMatchObject({
      aside: true,
      version: 2,
      earlier: [{ choice: 'for', withdrawn: expect.any(String) }],
    });
    expect(ballot?.choice).toBeUndefined();
    expect(quorum.aside).toEqual(['youth-offending']);
    await unchanged(panel, async () => expect(await declareInterest(panel.of(seat.youth), 'm1', ITEM)).toBe('already'));
  });

  test('that costs the item its quorum pauses its vote', async () => {
    const panel = await seatedPanel(six.slice(0, 4));
    const motion = await panel.open();
    await declareInterest(panel.of(seat.youth), 'm1', ITEM);
    await refused(panel, () => castBallot(panel.of(seat.council), { motion, version: 0, choice: 'for' }), 'paused');
    expect((await panel.meeting()).quorumLost).toEqual([]);
  });

  test('comes too late once the ballots are sealed', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await closeMotion(panel.of(seat.chair), motion);
    await refused(panel, () => declareInterest(panel.of(seat.youth), 'm1', ITEM), 'sealed');
  });

  test('of the chair gives the item, and its casting vote, to the next by the ladder', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three.slice(1));
    await castBallot(panel.of(seat.chair), { motion, version: 0, choice: 'for' });
    await declareInterest(panel.of(seat.chair), 'm1', ITEM);
    await refused(panel, () => closeMotion(panel.of(seat.chair), motion), 'not the chair');
    await refused(panel, () => confirmChair(panel.of(seat.constable), 'm1', ITEM), 'not next');
    expect(await confirmChair(panel.of(seat.council), 'm1', ITEM)).toBe('recorded');
    await castBallot(panel.of(seat.drugs), { motion, version: 1, choice: 'for' });
    expect(await closeMotion(panel.of(seat.council), motion)).toBe('declared');
    expect((await panel.vote(motion)).motion.result).toMatchObject({ status: 'carried', for: 3, against: 2 });
  });

  test('of the chair gives the casting vote to the next by the ladder, who confirmed', async () => {
    const panel = await seatedPanel();
    await declareInterest(panel.of(seat.chair), 'm1', ITEM);
    await refused(panel, () => panel.open(), 'not the chair');
    await confirmChair(panel.of(seat.council), 'm1', ITEM);
    const motion = await panel.open(ITEM, seat.council);
    expect(await closeMotion(panel.of(seat.council), motion)).toBe('tied');
    await refused(panel, () => giveCastingVote(panel.of(seat.chair), { motion, choice: 'for' }), 'not the chair');
    await giveCastingVote(panel.of(seat.council), { motion, choice: 'against' });
    expect((await panel.vote(motion)).motion).toMatchObject({
      casting: { seat: seat.council, choice: 'against' },
      result: { status: 'lost', by: 'casting vote', for: 0, against: 0 },
    });
    expect((await panel.meeting()).chairs).toMatchObject([
      { seat: seat.chair, by: 'chair' },
      { seat: seat.council, by: 'senior', item: ITEM },
    ]);
  });
});

describe('a tie', () => {
  test.for<[string, Marks]>([
    ['three to three', three],
    ['nought to nought', []],
    ['nothing but abstentions', six.map((id) => [id, 'abstain'] as const)],
  ])('%s waits for the chair, and for nobody else', async ([, marks]) => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, marks);
    expect(await closeMotion(panel.of(seat.chair), motion)).toBe('tied');
    for (const other of [holder(seat.council), holder(seat.victims), referrer, coordinator])
      await refused(panel, () => giveCastingVote(panel.by(other), { motion, choice: 'for' }), 'not the chair');
    const vote = () => giveCastingVote(panel.of(seat.chair), { motion, choice: 'for' });
    expect(await vote()).toBe('declared');
    await unchanged(panel, async () => expect(await vote()).toBe('already'));
  });

  test.for([
    { choice: 'for', status: 'carried', by: 'casting vote' },
    { choice: 'against', status: 'lost', by: 'casting vote' },
    { choice: 'none', status: 'lost', by: 'no casting vote' },
  ] as const)('with a casting vote of $choice is $status', async ({ choice, status, by }) => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three);
    await closeMotion(panel.of(seat.chair), motion);
    await giveCastingVote(panel.of(seat.chair, { now: at(40) }), { motion, choice });
    const { motion: closed } = await panel.vote(motion);
    expect(closed.result).toMatchObject({ status, by, for: 3, against: 3, abstain: 0 });
    const given = { seat: seat.chair, person: holder(seat.chair), choice, at: at(40).toISOString() };
    expect(closed.casting).toEqual(choice === 'none' ? undefined : given);
    expect((await panel.meeting()).motion).toBeUndefined();
    expect(await panel.ballot(motion, seat.chair)).toMatchObject({ choice: 'for', version: 1 });
  });

  test('is decided only while there is a quorum', async () => {
    const panel = await seatedPanel(six.slice(0, 4));
    const motion = await panel.open();
    await closeMotion(panel.of(seat.chair), motion);
    await mark(panel.of(seat.chair), 'm1', seat.youth, 'gone');
    await refused(panel, () => giveCastingVote(panel.of(seat.chair), { motion, choice: 'for' }), 'paused');
  });

  test('that is none takes no casting vote', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await refused(panel, () => giveCastingVote(panel.of(seat.chair), { motion, choice: 'for' }), 'no tie');
  });
});

describe('closing', () => {
  test('is the chair’s, and the press may come twice', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three.slice(0, 3));
    await refused(panel, () => closeMotion(panel.of(seat.council), motion), 'not the chair');
    expect(await closeMotion(panel.of(seat.chair), motion)).toBe('declared');
    await unchanged(panel, async () => expect(await closeMotion(panel.of(seat.chair), motion)).toBe('already'));
  });

  test('seals every ballot and freezes electorate, quorum and rule into the result', async () => {
    const panel = await seatedPanel();
    const motion = await panel.open();
    await cast(panel, motion, three.slice(1));
    await closeMotion(panel.of(seat.chair), motion);
    const { motion: closed, ballots } = await panel.vote(motion);
    expect(ballots.every((ballot) => ballot.sealed)).toBe(true);
    expect(closed).toMatchObject({ state: 'closed', rule: { kind: 'majority' }, quorum: 4 });
    expect(closed.result).toEqual({
      status: 'lost',
      by: 'majority',
      for: 2,
      against: 3,
      abstain: 0,
      needed: 4,
      present: ['probation', 'police', 'youth-offending', 'community-safety', 'housing', 'substance-misuse'],
    });
  });
});

describe('deferring for lack of a quorum', () => {
  test('is for the chair, only without a quorum, and keeps the ballots', async () => {
    const panel = await seatedPanel(six.slice(0, 4));
    const motion = await panel.open();
    await castBallot(panel.of(seat.youth), { motion, version: 0, choice: 'for' });
    await refused(panel, () => abandonMotion(panel.of(seat.chair), motion), 'quorate');
    await leave(panel.of(seat.council), 'm1', 1);
    await refused(panel, () => abandonMotion(panel.of(seat.youth), motion), 'not the chair');
    expect(await abandonMotion(panel.of(seat.chair), motion)).toBe('abandoned');
    const { motion: over } = await panel.vote(motion);
    expect(over).toMatchObject({ state: 'abandoned' });
    expect(over.result).toBeUndefined();
    expect(await panel.ballot(motion, seat.youth)).toMatchObject({ choice: 'for', sealed: true });
    expect((await panel.meeting()).motion).toBeUndefined();
    await unchanged(panel, async () => expect(await abandonMotion(panel.of(seat.chair), motion)).toBe('already'));
  });
});

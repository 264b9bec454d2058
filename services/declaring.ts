/**
 * How a vote ends. Closing seals every ballot and the motion in one transaction that also guards attendance and chair,
 * and starts again if anything moved.
 */

import { itemOf } from './agenda.ts';
import { quorumOf } from './attendance.ts';
import { chairing, isChair } from './chairing.ts';
import { joinedByVote } from './joining.ts';
import type { Meeting } from './model.ts';
import { settledByVote } from './proposals.ts';
import { Refusal } from './refusal.ts';
import { type Outcome, outcome, type Tally, tally } from './rules/voting.ts';
import { type Change, guard, replace } from './store.ts';
import { Ballots, type Motion, type MotionResult } from './voteModel.ts';
import { meetingRow, motionRow, save, schemeOf, show, type Work } from './work.ts';

/** Reads what closing decides on and checks that the actor chairs this item. */
const closing = async (work: Work, motionId: string) => {
  const motion = await motionRow(work.store, work.area.id, motionId);
  const meeting = await meetingRow(work.store, work.area.id, motion.doc.meeting);
  const item = itemOf(meeting.doc, motion.doc.item);
  return {
    motion,
    meeting,
    item,
    chairs: isChair(schemeOf(work), meeting.doc, work.actor.person, item),
    quorum: quorumOf(meeting.doc, item),
  };
};

const notTheChair = () => new Refusal('not the chair', 'Only the chair of this item does this.');

const shows = (work: Work, motion: Motion, body: string): Change[] => [
  ...show(work, body, 'vote', motion.id),
  ...show(work, body, 'agenda', motion.meeting),
];

const withoutMotion = (meeting: Meeting): Meeting => {
  const { motion: _, ...rest } = meeting;
  return rest;
};

/** A proposal that was put to the vote is thereby dealt with. */
const afterResult = (meeting: Meeting, { proposal, join, item: decided }: Motion): Meeting => {
  const rest = withoutMotion(meeting);
  if (!proposal && !join) return rest;
  return { ...rest, items: rest.items.map((item) => (item.id === decided ? { ...item, state: 'done' } : item)) };
};

/** Closes the vote: seals every ballot and declares the result, or, on a tie that a casting vote may break, waits for it. */
export const closeMotion = (work: Work, motionId: string): Promise<'declared' | 'tied' | 'already'> =>
  save(work, async () => {
    const { motion, meeting, item, chairs, quorum } = await closing(work, motionId);
    if (motion.doc.state !== 'open') return { changes: [], result: 'already' };
    if (!chairs) throw notTheChair();
    if (quorum.status === 'inquorate')
      throw new Refusal(
        'paused',
        `A result is declared only while ${quorum.needed} agencies are here; ${quorum.present.length} are. Wait for the quorum, or defer the item.`,
      );
    const ballots = await work.store.list(work.area.id, Ballots, `${motionId}|`);
    const counted = tally(ballots.map((row) => row.doc));
    const decided = outcome({ tally: counted, rule: motion.doc.rule, quorum });
    const at = work.now.toISOString();
    const sealed = ballots.map((row) => replace(row, { ...row.doc, sealed: true }));
    if (decided.status === 'tied')
      return {
        changes: [
          ...sealed,
          replace(motion, { ...motion.doc, state: 'tied', tally: counted, closedAt: at }),
          guard(meeting),
          ...shows(work, motion.doc, meeting.doc.body),
        ],
        result: 'tied',
      };
    const result = resultOf(decided, counted, quorum);
    return {
      changes: [
        ...sealed,
        replace(motion, { ...motion.doc, state: 'closed', tally: counted, closedAt: at, result }),
        replace(meeting, afterResult(meeting.doc, motion.doc)),
        ...(await settledByVote(work, item, motion.doc, result)),
        ...(await joinedByVote(work, motion.doc, result)),
        ...shows(work, motion.doc, meeting.doc.body),
      ],
      result: 'declared',
    };
  });

const resultOf = (decided: Outcome, counted: Tally, quorum: ReturnType<typeof quorumOf>): MotionResult => {
  const frozen = { ...counted, needed: quorum.needed, present: quorum.present };
  switch (decided.status) {
    case 'carried':
    case 'lost':
      return { status: decided.status, by: decided.by, ...frozen };
    case 'goes back':
      return { status: 'goes back', by: 'tie', ...frozen };
    case 'inquorate':
    case 'tied':
      throw new Error(`a vote that is ${decided.status} has no result`);
  }
};

/** On a tie: the chair of this item, nobody else, gives the casting vote, or none, and then the motion falls. */
export const giveCastingVote = (
  work: Work,
  { motion: motionId, choice }: { motion: string; choice: 'for' | 'against' | 'none' },
): Promise<'declared' | 'already'> =>
  save(work, async () => {
    const { motion, meeting, item, chairs, quorum } = await closing(work, motionId);
    if (motion.doc.state === 'closed') return { changes: [], result: 'already' };
    if (motion.doc.state !== 'tied' || !motion.doc.tally)
      throw new Refusal('no tie', 'A casting vote is given only when the vote has closed with as many for as against.');
    const { current } = chairing(schemeOf(work), meeting.doc, item);
    if (!chairs || !current) throw notTheChair();
    if (quorum.status === 'inquorate')
      throw new Refusal(
        'paused',
        `A result is declared only while ${quorum.needed} agencies are here; ${quorum.present.length} are. Wait for the quorum, or defer the item.`,
      );
    const decided = outcome({ tally: motion.doc.tally, rule: motion.doc.rule, quorum, casting: choice });
    const at = work.now.toISOString();
    const result = resultOf(decided, motion.doc.tally, quorum);
    return {
      changes: [
        replace(motion, {
          ...motion.doc,
          state: 'closed',
          ...(choice !== 'none' && { casting: { seat: current.seat, person: current.person, choice, at } }),
          result,
        }),
        replace(meeting, afterResult(meeting.doc, motion.doc)),
        ...(await settledByVote(work, item, motion.doc, result)),
        ...(await joinedByVote(work, motion.doc, result)),
        ...shows(work, motion.doc, meeting.doc.body),
      ],
      result: 'declared',
    };
  });

/** Without a quorum the chair may defer the item: the vote ends without a result, its ballots stay on record. */
export const abandonMotion = (work: Work, motionId: string): Promise<'abandoned' | 'already'> =>
  save(work, async () => {
    const { motion, meeting, chairs, quorum } = await closing(work, motionId);
    if (motion.doc.state === 'abandoned') return { changes: [], result: 'already' };
    if (motion.doc.state === 'closed') throw new Refusal('closed', 'This vote is closed and its result stands.');
    if (!chairs) throw notTheChair();
    if (quorum.status === 'quorate')
      throw new Refusal('quorate', 'The meeting has its quorum, so the vote can be closed instead.');
    const ballots = await work.store.list(work.area.id, Ballots, `${motionId}|`);
    return {
      changes: [
        ...ballots.map((row) => replace(row, { ...row.doc, sealed: true })),
        replace(motion, { ...motion.doc, state: 'abandoned', closedAt: work.now.toISOString() }),
        replace(meeting, withoutMotion(meeting.doc)),
        ...shows(work, motion.doc, meeting.doc.body),
      ],
      result: 'abandoned',
    };
  });

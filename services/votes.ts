/**
 * A vote from motion to result. A vote changes only the voter's own ballot row; closing seals every ballot and the
 * motion in one transaction that also guards attendance and chair, and starts again if anything moved.
 */
import {
  attendanceOf,
  ballotChanges,
  ballotSitter,
  isAside,
  isPresent,
  quorumOf,
  seatGivenUpBy,
  seatTakenBy,
} from './attendance.ts';
import { chairing, isChair, meetingRow } from './meetings.ts';
import {
  type AgendaItem,
  type Ballot,
  Ballots,
  type Choice,
  type Meeting,
  type Motion,
  type MotionResult,
  Motions,
  type PersonKey,
} from './model.ts';
import { Refusal } from './refusal.ts';
import type { MajorityRule, MotionKind, SeatId } from './rules/scheme.ts';
import { type Outcome, outcome, ruleFor, type Tally, tally } from './rules/voting.ts';
import { type Change, create, guard, type Row, replace, type Store } from './store.ts';
import { bodyOf, must, save, schemeOf, show, type Work } from './work.ts';

export const itemOf = (meeting: Meeting, id: string): AgendaItem => {
  const item = meeting.items.find((candidate) => candidate.id === id);
  if (!item)
    throw new Refusal('no such item', 'The agenda has no such item any more. Type “agenda” to see it as it is.');
  return item;
};

export const motionRow = async (store: Store, area: string, id: string): Promise<Row<Motion>> =>
  must(await store.get(area, Motions, id), 'a vote');

/** Everything a card about a vote shows, read in this order so that ballots are never older than their motion. */
export const lookAtVote = async (store: Store, area: string, id: string) => {
  const motion = await motionRow(store, area, id);
  const meeting = await meetingRow(store, area, motion.doc.meeting);
  const ballots = await store.list(area, Ballots, `${id}|`);
  const item = itemOf(meeting.doc, motion.doc.item);
  return {
    motion: motion.doc,
    meeting: meeting.doc,
    item,
    ballots: ballots.map((row) => row.doc),
    quorum: quorumOf(meeting.doc, item),
  };
};
export type VoteSeen = Awaited<ReturnType<typeof lookAtVote>>;

const electorate = (
  work: Work,
  meeting: Meeting,
  rule: MajorityRule,
): { voter: string; agency: string; seats: SeatId[] }[] => {
  const body = bodyOf(work, meeting.body);
  const seats = body.seats.toSorted((a, b) => a.seniority - b.seniority);
  if (rule.ballots === 'agency')
    return [...new Set(seats.map((seat) => seat.agency))].map((agency) => ({
      voter: agency,
      agency,
      seats: seats.filter((seat) => seat.agency === agency).map((seat) => seat.id),
    }));
  return seats.map((seat) => ({ voter: seat.id, agency: seat.agency, seats: [seat.id] }));
};

/** Puts an item to the vote: freezes its electorate and lays one ballot a voter. Returns the motion's id, `<item>.<id>`. */
export const openMotion = (
  work: Work,
  {
    meeting: meetingId,
    item: itemId,
    kind,
    question,
  }: { meeting: string; item: string; kind: MotionKind; question: string },
): Promise<string> => {
  const id = `${itemId}.${work.newId()}`;
  return save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    const item = itemOf(meeting, itemId);
    if (meeting.state !== 'open')
      throw new Refusal('not open', 'A vote needs an open meeting. There is no vote outside a meeting.');
    if (meeting.motion) {
      const open = await motionRow(work.store, work.area.id, meeting.motion);
      if (open.doc.item === itemId && open.doc.kind === kind) return { changes: [], result: meeting.motion };
      throw new Refusal('one at a time', 'Another vote is open. Close it first; one motion is open at a time.');
    }
    if (item.state === 'done') throw new Refusal('decided', 'This item has been dealt with at this meeting.');
    const chair = chairing(schemeOf(work), meeting, item);
    if (chair.current?.person !== work.actor.person)
      throw new Refusal('not the chair', 'Only the chair of this item opens a vote on it.');
    const body = bodyOf(work, meeting.body);
    const rule = ruleFor(meeting.voting, kind);
    if (rule.kind !== 'majority' || !body.motions.includes(kind))
      throw new Refusal('no vote', `The ${body.name} does not vote on this. Record what was agreed instead.`);
    const quorum = quorumOf(meeting, item);
    if (quorum.status === 'inquorate')
      throw new Refusal(
        'inquorate',
        `A vote needs ${quorum.needed} agencies; ${quorum.present.length} are here${item.aside.length > 0 ? ' without those who stand aside' : ''}.`,
      );
    const motion: Motion = {
      id,
      meeting: meetingId,
      item: itemId,
      kind,
      question,
      state: 'open',
      rule,
      quorum: meeting.quorum,
      openedAt: work.now.toISOString(),
      openedBy: work.actor.person,
    };
    const ballots = electorate(work, meeting, rule).map(({ voter, agency, seats }): Change => {
      const sitter = ballotSitter(meeting, item, seats);
      return create(Ballots, `${id}|${voter}`, {
        motion: id,
        voter,
        seats,
        agency,
        version: 0,
        ...(sitter && { sitter }),
        ...(seats.every((seat) => isAside(item, seat)) && { aside: true }),
        earlier: [],
      });
    });
    return {
      changes: [
        replace(row, { ...meeting, motion: id, motions: [...meeting.motions, id] }),
        create(Motions, id, motion),
        ...ballots,
        ...show(work, meeting.body, 'vote', id),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: id,
    };
  });
};

export type Cast = { readonly status: 'confirmed' | 'overtaken' | 'too late'; readonly ballot: Ballot };

/** Why this person has no ballot to mark now. */
export const whyNoBallot = (meeting: Meeting, item: AgendaItem, person: PersonKey): Refusal => {
  if (seatGivenUpBy(meeting, person))
    return new Refusal('substituted', 'Your substitute sits in your seat at this meeting and has its ballot.');
  const seat = seatTakenBy(meeting, person);
  if (!seat)
    return meeting.invitees.some((invitee) => invitee.person === person)
      ? new Refusal('invitee', 'You are here as an invitee. Invitees speak to their item and do not vote.')
      : new Refusal('no seat', 'You have no seat on this body, so you have no ballot. Votes belong to seats.');
  if (isAside(item, seat))
    return new Refusal('aside', 'You declared an interest in this item, so you stand aside from its vote.');
  if (!isPresent(attendanceOf(meeting, seat)))
    return new Refusal(
      'not present',
      'You are not marked as here. Press “I am here” on the meeting’s card, then vote.',
    );
  return new Refusal('agency votes', 'Your agency has one ballot, and a colleague of yours has it.');
};

/**
 * Marks the actor's ballot. `version` is the version of the ballot the person saw: an overtaken or repeated press
 * changes nothing. Confirmed ballots carry a higher version and are in the declared result.
 */
export const castBallot = (
  work: Work,
  {
    motion: motionId,
    version,
    choice,
    reason,
  }: { motion: string; version: number; choice: Choice; reason?: string | undefined },
): Promise<Cast> =>
  save(work, async (): Promise<{ changes: Change[]; result: Cast }> => {
    const motion = await motionRow(work.store, work.area.id, motionId);
    const { doc: meeting } = await meetingRow(work.store, work.area.id, motion.doc.meeting);
    const item = itemOf(meeting, motion.doc.item);
    const seat = seatTakenBy(meeting, work.actor.person);
    const voter = seat && (motion.doc.rule.ballots === 'agency' ? agencyOf(meeting, seat) : seat);
    const row = voter ? await work.store.get(work.area.id, Ballots, `${motionId}|${voter}`) : undefined;
    if (!row) throw whyNoBallot(meeting, item, work.actor.person);
    const ballot = row.doc;
    if (ballot.sealed) return { changes: [], result: { status: 'too late', ballot } };
    if (ballot.sitter !== work.actor.person) throw whyNoBallot(meeting, item, work.actor.person);
    if (ballot.version !== version) return { changes: [], result: { status: 'overtaken', ballot } };
    const quorum = quorumOf(meeting, item);
    if (quorum.status === 'inquorate')
      throw new Refusal(
        'paused',
        `The vote is paused: it needs ${quorum.needed} agencies and ${quorum.present.length} are here. Nothing was changed.`,
      );
    const { choice: was, by, at, reason: _reason, ...rest } = ballot;
    const marked: Ballot = {
      ...rest,
      version: version + 1,
      choice,
      ...(reason && { reason }),
      by: work.actor.person,
      at: work.now.toISOString(),
      earlier: was && by && at ? [...ballot.earlier, { version, choice: was, by, at }] : ballot.earlier,
    };
    return {
      changes: [replace(row, marked), ...show(work, meeting.body, 'vote', motionId)],
      result: { status: 'confirmed', ballot: marked },
    };
  });

const agencyOf = (meeting: Meeting, seat: SeatId): string =>
  meeting.seats.find((place) => place.seat === seat)?.agency ?? seat;

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

/** Closes the vote: seals every ballot and declares the result, or, on a tie that a casting vote may break, waits for it. */
export const closeMotion = (work: Work, motionId: string): Promise<'declared' | 'tied' | 'already'> =>
  save(work, async () => {
    const { motion, meeting, chairs, quorum } = await closing(work, motionId);
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
    return {
      changes: [
        ...sealed,
        replace(motion, {
          ...motion.doc,
          state: 'closed',
          tally: counted,
          closedAt: at,
          result: resultOf(decided, counted, quorum),
        }),
        replace(meeting, withoutMotion(meeting.doc)),
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
    return {
      changes: [
        replace(motion, {
          ...motion.doc,
          state: 'closed',
          ...(choice !== 'none' && { casting: { seat: current.seat, person: current.person, choice, at } }),
          result: resultOf(decided, motion.doc.tally, quorum),
        }),
        replace(meeting, withoutMotion(meeting.doc)),
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

/** A seat declares an interest in an item: it leaves the item's quorum and ballot, and sees none of its papers. */
export const declareInterest = (work: Work, meetingId: string, itemId: string): Promise<'recorded' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') throw new Refusal('closed', 'This meeting is closed.');
    const item = itemOf(meeting, itemId);
    const seat = seatTakenBy(meeting, work.actor.person);
    if (!seat) throw new Refusal('no seat', 'Only somebody with a seat at this meeting stands aside from an item.');
    if (isAside(item, seat)) return { changes: [], result: 'already' };
    const motion = meeting.motion ? (await motionRow(work.store, work.area.id, meeting.motion)).doc : undefined;
    if (motion?.item === itemId && motion.state === 'tied')
      throw new Refusal(
        'sealed',
        'The votes on this item are in. Tell the chair of your interest, so that it is minuted.',
      );
    const aside = [...item.aside, { seat, person: work.actor.person, at: work.now.toISOString() }];
    const after = {
      ...meeting,
      items: meeting.items.map((other) => (other.id === itemId ? { ...item, aside } : other)),
    };
    return {
      changes: [
        replace(row, after),
        ...(motion?.item === itemId ? await ballotChanges(work, after, seat) : []),
        ...(meeting.motion ? show(work, meeting.body, 'vote', meeting.motion) : []),
        ...show(work, meeting.body, 'agenda', meetingId),
      ],
      result: 'recorded',
    };
  });

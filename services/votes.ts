/**
 * A vote while it is open: laid, seen, marked. A vote changes only the voter's own ballot row, by its etag, so that
 * sixteen people press at once without waiting for each other.
 */

import { itemOf } from './agenda.ts';
import { attendanceOf, ballotSitter, isAside, isPresent, quorumOf, seatGivenUpBy, seatTakenBy } from './attendance.ts';
import { chairing } from './chairing.ts';
import type { AgendaItem, Meeting, PersonKey } from './model.ts';
import { refuseUndecidable } from './proposals.ts';
import { Refusal } from './refusal.ts';
import type { MajorityRule, MotionKind, SeatId } from './rules/scheme.ts';
import { ruleFor } from './rules/voting.ts';
import { type Change, create, replace, type Store } from './store.ts';
import { type Ballot, Ballots, type Choice, type Motion, Motions } from './voteModel.ts';
import { bodyOf, meetingRow, motionRow, save, schemeOf, show, type Work } from './work.ts';

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
  // Who has joined since the meeting was made sits at the next.
  const seats = body.seats
    .filter(({ id }) => meeting.seats.some(({ seat }) => seat === id))
    .toSorted((a, b) => a.seniority - b.seniority);
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
    proposal,
    join,
  }: { meeting: string; item: string; kind: MotionKind; question: string; proposal?: string; join?: string },
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
    if (proposal && item.case) await refuseUndecidable(work, item.case, proposal);
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
      ...(proposal && { proposal }),
      ...(join && { join }),
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

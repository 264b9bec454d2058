/** Who is at the meeting, in which seat, and whether that makes a quorum. */
import { isDeepStrictEqual } from 'node:util';
import { type AgendaItem, type Attendance, type Meeting, Meetings, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { quorum as quorumRule } from './rules/quorum.ts';
import type { SeatId } from './rules/scheme.ts';
import { type Change, type Row, replace } from './store.ts';
import { type Ballot, Ballots, Motions } from './voteModel.ts';
import { must, save, seatName, show, type Work } from './work.ts';

const nothingYet = (seat: SeatId): Attendance => ({ seat, version: 0, periods: [] });

export const attendanceOf = (meeting: Meeting, seat: SeatId): Attendance =>
  meeting.attendance.find((entry) => entry.seat === seat) ?? nothingYet(seat);

export const isPresent = (entry: Pick<Attendance, 'periods'>): boolean => {
  const last = entry.periods.at(-1);
  return last !== undefined && last.to === undefined;
};

/** The seat this person sits in at this meeting, present or not yet. */
export const seatTakenBy = (meeting: Meeting, person: PersonKey): SeatId | undefined =>
  meeting.attendance.find((entry) => entry.sitter === person)?.seat ??
  meeting.seats.find((seat) => seat.holder === person && !attendanceOf(meeting, seat.seat).sitter)?.seat;

/** The seat this person holds whose substitute sits at this meeting. */
export const seatGivenUpBy = (meeting: Meeting, person: PersonKey): SeatId | undefined =>
  meeting.seats.find((seat) => seat.holder === person && attendanceOf(meeting, seat.seat).substitute)?.seat;

export const isAside = (item: AgendaItem | undefined, seat: SeatId): boolean =>
  item?.aside.some((entry) => entry.seat === seat) ?? false;

/** Whether this person declared an interest in the item, or the seat in which they sit did. */
export const standsAsideFrom = (meeting: Meeting, item: AgendaItem, person: PersonKey): boolean => {
  const seat = seatTakenBy(meeting, person);
  return item.aside.some((entry) => entry.person === person) || (seat !== undefined && isAside(item, seat));
};

/** Quorum of the meeting, or of one item of it, from whose count those who stand aside are left out. */
export const quorumOf = (meeting: Meeting, item?: AgendaItem) =>
  quorumRule(
    meeting.seats.map(({ seat, agency }) => ({
      seat,
      agency,
      present: isPresent(attendanceOf(meeting, seat)),
      aside: isAside(item, seat),
    })),
    meeting.quorum,
  );

/** Who may mark the ballot of these seats now. */
export const ballotSitter = (
  meeting: Meeting,
  item: AgendaItem | undefined,
  seats: readonly SeatId[],
): PersonKey | undefined => {
  const seat = seats.find((candidate) => isPresent(attendanceOf(meeting, candidate)) && !isAside(item, candidate));
  return seat === undefined ? undefined : attendanceOf(meeting, seat).sitter;
};

/** The ballots of the vote under way that a changed attendance or a declared interest touches. */
export const ballotChanges = async (work: Work, after: Meeting, seat: SeatId): Promise<Change[]> => {
  if (!after.motion) return [];
  const motion = must(await work.store.get(work.area.id, Motions, after.motion), 'a vote');
  if (motion.doc.state !== 'open') return [];
  const item = after.items.find((candidate) => candidate.id === motion.doc.item);
  const ballots = await work.store.list(work.area.id, Ballots, `${after.motion}|`);
  return ballots
    .filter((ballot) => ballot.doc.seats.includes(seat))
    .map((ballot) => replace(ballot, seated(ballot, after, item, work.now)));
};

const seated = (row: Row<Ballot>, meeting: Meeting, item: AgendaItem | undefined, now: Date): Ballot => {
  const { sitter: _, ...ballot } = row.doc;
  const sitter = ballotSitter(meeting, item, ballot.seats);
  if (!ballot.seats.every((seat) => isAside(item, seat))) return sitter ? { ...ballot, sitter } : ballot;
  if (!ballot.choice || !ballot.by || !ballot.at) return { ...ballot, aside: true };
  const { choice, by, at, reason: _reason, ...rest } = ballot;
  return {
    ...rest,
    aside: true,
    version: ballot.version + 1,
    earlier: [...ballot.earlier, { version: ballot.version, choice, by, at, withdrawn: now.toISOString() }],
  };
};

/** Records when an open meeting loses its quorum and when it has it again. */
const withQuorumTimes = (before: Meeting, after: Meeting, now: Date): Meeting => {
  if (after.state !== 'open') return after;
  const had = quorumOf(before).status === 'quorate';
  const has = quorumOf(after).status === 'quorate';
  const at = now.toISOString();
  if (had && !has) return { ...after, quorumLost: [...after.quorumLost, { from: at }] };
  if (!had && has)
    return { ...after, quorumLost: after.quorumLost.map((period) => (period.to ? period : { ...period, to: at })) };
  return after;
};

export type Attended = { readonly status: 'recorded' | 'overtaken'; readonly seat: SeatId };

/**
 * Changes what is recorded for one seat, if it still is what the person saw (`version`; undefined where the chair
 * marks somebody, who saw no version). An overtaken or repeated press changes nothing.
 */
const attend = (
  work: Work,
  meetingId: string,
  find: (meeting: Meeting) => SeatId,
  version: number | undefined,
  next: (entry: Attendance, meeting: Meeting) => Attendance,
): Promise<Attended> =>
  save<Attended>(work, async () => {
    const row = must(await work.store.get(work.area.id, Meetings, meetingId), 'a meeting');
    const meeting = row.doc;
    if (meeting.state === 'closed') throw new Refusal('closed', 'This meeting is closed; its attendance is final.');
    const seat = find(meeting);
    const entry = attendanceOf(meeting, seat);
    if (version !== undefined && entry.version !== version)
      return { changes: [], result: { status: 'overtaken', seat } };
    const wanted = next(entry, meeting);
    if (isDeepStrictEqual(wanted, entry)) return { changes: [], result: { status: 'overtaken', seat } };
    const changed = { ...wanted, version: entry.version + 1 };
    const after = withQuorumTimes(
      meeting,
      { ...meeting, attendance: [...meeting.attendance.filter((other) => other.seat !== seat), changed] },
      work.now,
    );
    return {
      changes: [
        replace(row, after),
        ...(await ballotChanges(work, after, seat)),
        ...show(work, meeting.body, 'meeting', meetingId),
        ...(meeting.motion ? show(work, meeting.body, 'vote', meeting.motion) : []),
      ],
      result: { status: 'recorded', seat },
    };
  });

const arrive = (entry: Attendance, sitter: PersonKey, substitute: boolean, now: Date): Attendance => {
  const { apologies: _apologies, substitute: _substitute, ...rest } = entry;
  return {
    ...rest,
    sitter,
    ...(substitute && { substitute }),
    periods: isPresent(entry) ? entry.periods : [...entry.periods, { from: now.toISOString() }],
  };
};

const depart = (entry: Attendance, now: Date): Attendance => ({
  ...entry,
  periods: entry.periods.map((period) => (period.to ? period : { ...period, to: now.toISOString() })),
});

const ownSeat =
  (work: Work) =>
  (meeting: Meeting): SeatId => {
    const seat = seatTakenBy(meeting, work.actor.person);
    if (seat) return seat;
    const given = seatGivenUpBy(meeting, work.actor.person);
    if (given)
      throw new Refusal(
        'substituted',
        `Your substitute sits for ${seatName(work, given)} at this meeting. Once they have gone, the chair can give the seat back to you.`,
      );
    throw new Refusal('no seat', 'You have no seat at this meeting. The co-ordinator binds people to seats: “seats”.');
  };

export const here = (work: Work, meeting: string, version: number): Promise<Attended> =>
  attend(work, meeting, ownSeat(work), version, (entry) =>
    arrive(entry, work.actor.person, entry.substitute ?? false, work.now),
  );

export const leave = (work: Work, meeting: string, version: number): Promise<Attended> =>
  attend(work, meeting, ownSeat(work), version, (entry) => {
    if (!isPresent(entry))
      throw new Refusal('not here', 'You were not marked as present, so there is nothing to leave.');
    return depart(entry, work.now);
  });

export const apologise = (work: Work, meeting: string, version: number): Promise<Attended> =>
  attend(work, meeting, ownSeat(work), version, (entry) => {
    if (isPresent(entry)) throw new Refusal('present', 'You are marked as present. Press “I am leaving” instead.');
    const { coming: _, ...rest } = entry;
    return { ...rest, apologies: true };
  });

/** Says beforehand that they come; whoever sits in the seat by then. */
export const comes = (work: Work, meetingId: string, version: number): Promise<Attended> =>
  attend(work, meetingId, ownSeat(work), version, (entry, meeting) => {
    if (meeting.state !== 'planned')
      throw new Refusal('begun', 'This meeting has begun. Press “I am here” on its card when you are there.');
    const { apologies: _, ...rest } = entry;
    return { ...rest, coming: true };
  });

/** Somebody said beforehand whether this seat is taken, or sits in it. */
export const hasAnswered = ({ coming, apologies, substitute, periods }: Attendance): boolean =>
  coming === true || apologies === true || substitute === true || periods.length > 0;

/** Names a colleague of the same agency who takes the seat for this meeting; naming its holder ends that. */
export const substitute = (
  work: Work,
  meetingId: string,
  seat: SeatId | undefined,
  person: { readonly key: PersonKey; readonly name: string; readonly agency?: string | undefined },
  version: number | undefined,
): Promise<Attended> =>
  attend(work, meetingId, seat ? () => seat : ownSeat(work), version, (entry, meeting) => {
    const place = meeting.seats.find((candidate) => candidate.seat === entry.seat);
    if (!place) throw new Refusal('no seat', 'This meeting has no such seat.');
    const returns = person.key === place.holder;
    if (returns && !entry.substitute) throw new Refusal('same person', `${person.name} holds this seat already.`);
    const elsewhere = seatTakenBy(meeting, person.key);
    if (elsewhere && elsewhere !== entry.seat)
      throw new Refusal(
        'seated',
        `${person.name} already sits for ${seatName(work, elsewhere)}; one person sits in one seat a meeting.`,
      );
    if (person.agency && person.agency !== place.agency)
      throw new Refusal(
        'other agency',
        `${person.name} belongs to another agency. A substitute is a colleague of the same agency.`,
      );
    if (isPresent(entry)) throw new Refusal('present', 'Somebody sits in this seat already. Mark them as gone first.');
    const { apologies: _apologies, coming: _coming, sitter: _sitter, substitute: _substitute, ...rest } = entry;
    return returns ? rest : { ...rest, sitter: person.key, substitute: true };
  });

/** The chair or the co-ordinator marks a seat present or gone. */
export const mark = (
  work: Work,
  meetingId: string,
  seat: SeatId,
  state: 'present' | 'gone' | 'apologies',
): Promise<Attended> =>
  attend(
    work,
    meetingId,
    () => seat,
    undefined,
    (entry, meeting) => {
      const sitter = entry.sitter ?? meeting.seats.find((candidate) => candidate.seat === seat)?.holder;
      if (!sitter)
        throw new Refusal(
          'empty seat',
          'Nobody holds this seat yet. Name a substitute, or bind somebody to the seat: “seats”.',
        );
      const elsewhere = meeting.attendance.find((other) => other.sitter === sitter && other.seat !== seat);
      switch (state) {
        case 'present':
          if (elsewhere)
            throw new Refusal(
              'seated',
              `This person already sits for ${seatName(work, elsewhere.seat)}; one person sits in one seat a meeting.`,
            );
          return arrive(entry, sitter, entry.substitute ?? false, work.now);
        case 'gone':
          return depart(entry, work.now);
        case 'apologies': {
          const { coming: _, ...rest } = depart(entry, work.now);
          return { ...rest, apologies: true };
        }
      }
    },
  );

/** Who may attend for an item without a seat: its referrer, and the gatekeeper of the agency (G Q10). */
export const invitedTo = ({ invited, gatekeeper }: AgendaItem): PersonKey[] =>
  [invited, gatekeeper].filter((person) => person !== undefined);

/** A referrer or gatekeeper attends for their item: recorded with times, in no seat, counted for nothing. */
export const attendAsInvitee = (work: Work, meetingId: string, version: number): Promise<'recorded' | 'overtaken'> =>
  save(work, async () => {
    const row = must(await work.store.get(work.area.id, Meetings, meetingId), 'a meeting');
    if (row.doc.state === 'closed') throw new Refusal('closed', 'This meeting is closed; its attendance is final.');
    const entry = row.doc.invitees.find((invitee) => invitee.person === work.actor.person) ?? {
      person: work.actor.person,
      version: 0,
      periods: [],
    };
    if (entry.version !== version) return { changes: [], result: 'overtaken' };
    const at = work.now.toISOString();
    const periods = isPresent(entry)
      ? entry.periods.map((period) => (period.to ? period : { ...period, to: at }))
      : [...entry.periods, { from: at }];
    const invitees = [
      ...row.doc.invitees.filter((invitee) => invitee.person !== work.actor.person),
      { ...entry, version: entry.version + 1, periods },
    ];
    return {
      changes: [replace(row, { ...row.doc, invitees }), ...show(work, row.doc.body, 'meeting', meetingId)],
      result: 'recorded',
    };
  });

/** What stays of somebody who has left the team: when they were here, and nothing where they were not. */
const withoutSitter = (entry: Attendance, now: Date): Attendance => {
  if (entry.periods.length > 0) return { ...depart(entry, now), version: entry.version + 1 };
  const { sitter: _sitter, substitute: _substitute, apologies: _apologies, ...rest } = entry;
  return { ...rest, version: entry.version + 1 };
};

/** Somebody has left the team: at a meeting that is not closed their seats have no holder, and they are not here. */
export const leftMeeting = async (work: Work, row: Row<Meeting>, person: PersonKey): Promise<Change[]> => {
  const meeting = row.doc;
  const entry = meeting.attendance.find(({ sitter }) => sitter === person);
  const holds = meeting.seats.some(({ holder }) => holder === person);
  const invited = meeting.invitees.some((invitee) => invitee.person === person && isPresent(invitee));
  if (!entry && !holds && !invited) return [];
  const at = work.now.toISOString();
  const gone: Meeting = {
    ...meeting,
    seats: meeting.seats.map(({ holder, ...seat }) =>
      holder === person ? { ...seat, vacated: true } : { ...seat, ...(holder && { holder }) },
    ),
    attendance: meeting.attendance.map((other) => (other === entry ? withoutSitter(other, work.now) : other)),
    invitees: meeting.invitees.map((invitee) =>
      invitee.person === person
        ? {
            ...invitee,
            periods: invitee.periods.map((period) => ({ to: at, ...period })),
            version: invitee.version + 1,
          }
        : invitee,
    ),
  };
  const after = withQuorumTimes(meeting, gone, work.now);
  return [replace(row, after), ...(entry ? await ballotChanges(work, after, entry.seat) : []), ...shown(work, meeting)];
};

/** Somebody is back in the team: their seats at a meeting are theirs again, where nobody else has got them. */
export const backAtMeeting = (work: Work, row: Row<Meeting>, person: PersonKey, held: readonly SeatId[]): Change[] => {
  const { doc: meeting } = row;
  const isFree = ({ seat, holder }: Meeting['seats'][number]) => !holder && held.includes(seat);
  if (!meeting.seats.some(isFree)) return [];
  const seats = meeting.seats.map((place) =>
    isFree(place) ? { seat: place.seat, agency: place.agency, holder: person } : place,
  );
  return [replace(row, { ...meeting, seats }), ...shown(work, meeting)];
};

const shown = (work: Work, { id, body, motion, agendaPostedAt }: Meeting): Change[] => [
  ...show(work, body, 'meeting', id),
  ...(agendaPostedAt ? show(work, body, 'agenda', id) : []),
  ...(motion ? show(work, body, 'vote', motion) : []),
];

/** The record of a meeting, made from what is stored each time it is asked for; final when the meeting is closed. */

import { refuseCalledOff } from './calledOff.ts';
import { outsideOf } from './cases.ts';
import { membersOf } from './members.ts';
import {
  type AgendaItem,
  type Attendance,
  type Chairing,
  type Decision,
  Decisions,
  type Meeting,
  type Period,
  type PersonKey,
} from './model.ts';
import { Refusal } from './refusal.ts';
import type { AgencyId, BodyId, SeatId } from './rules/scheme.ts';
import { type Ballot, Ballots, type Motion, Motions } from './voteModel.ts';
import { meetingRow, meetingsOf, must, startOf, type Work } from './work.ts';

type Place = Pick<Work, 'store' | 'area'>;

export type MinutedMotion = {
  readonly motion: Motion;
  /** Empty until the result is declared or the vote is abandoned: how somebody votes shows only then. */
  readonly ballots: readonly Ballot[];
};

export type MinutedItem = {
  readonly item: AgendaItem;
  readonly motions: readonly MinutedMotion[];
  /** Only once it is recorded. */
  readonly decision?: Decision;
  /** About a case that is not open to the reader: nothing of it shows. */
  readonly outside?: boolean;
};

export type Sat = {
  readonly seat: SeatId;
  readonly name: string;
  readonly substitute: boolean;
  readonly periods: readonly Period[];
};

export type Minutes = {
  readonly meeting: Meeting;
  readonly final: boolean;
  /** By agency, in the order of the seats. */
  readonly present: readonly { readonly agency: AgencyId; readonly people: readonly Sat[] }[];
  readonly apologies: readonly { readonly seat: SeatId; readonly name?: string }[];
  /** Agencies of which nobody came at any time. */
  readonly absent: readonly AgencyId[];
  readonly invitees: readonly { readonly name: string; readonly periods: readonly Period[] }[];
  readonly chairs: readonly (Chairing & { readonly name: string })[];
  readonly items: readonly MinutedItem[];
  readonly names: ReadonlyMap<PersonKey, string>;
};

export type Records = {
  readonly meeting: Meeting;
  /** In the order in which they were put. */
  readonly motions: readonly Motion[];
  readonly ballots: readonly Ballot[];
  readonly decisions: readonly Decision[];
  readonly names: ReadonlyMap<PersonKey, string>;
  /** References of cases that are not open to the reader. */
  readonly outside: ReadonlySet<string>;
};

/** Whom an item is about. */
const aboutOf = ({ referral, case: taken, action }: AgendaItem): string | undefined => referral ?? taken ?? action?.ref;

/** Whose data the record shows to this reader. */
export const minutedRefs = async (place: Place, { items }: Meeting, reader?: PersonKey): Promise<string[]> => {
  const refs = items.map(aboutOf).filter((ref) => ref !== undefined);
  const outside = await outsideOf(place, refs, reader);
  return [...new Set(refs)].filter((ref) => !outside.has(ref));
};

/** Sections in the order of the record; items in the order of the agenda. */
export const minutesOf = ({ meeting, motions, ballots, decisions, names, outside }: Records): Minutes => {
  const called = (person: PersonKey | undefined) => (person && names.get(person)) ?? 'somebody who has left the team';
  const entryOf = (seat: SeatId): Attendance | undefined => meeting.attendance.find((entry) => entry.seat === seat);
  const agencies = [...new Set(meeting.seats.map((seat) => seat.agency))];
  const sat = agencies.map((agency) => ({
    agency,
    people: meeting.seats
      .filter((seat) => seat.agency === agency)
      .flatMap(({ seat }): Sat[] => {
        const entry = entryOf(seat);
        if (!entry || entry.periods.length === 0) return [];
        const { sitter, substitute = false, periods } = entry;
        return [{ seat, name: called(sitter), substitute, periods }];
      }),
  }));
  return {
    meeting,
    final: meeting.state === 'closed',
    present: sat.filter(({ people }) => people.length > 0),
    apologies: meeting.seats
      .filter(({ seat }) => entryOf(seat)?.apologies)
      .map(({ seat, holder }) => ({ seat, ...(holder && { name: called(holder) }) })),
    absent: sat.filter(({ people }) => people.length === 0).map(({ agency }) => agency),
    invitees: meeting.invitees
      .filter(({ periods }) => periods.length > 0)
      .map(({ person, periods }) => ({ name: called(person), periods })),
    chairs: meeting.chairs.map((chair) => ({ ...chair, name: called(chair.person) })),
    items: meeting.items.map((item) => {
      if (outside.has(aboutOf(item) ?? '')) return { item, motions: [], outside: true };
      const decision = decisions.find((other) => other.item === item.id && other.state === 'recorded');
      return {
        item,
        motions: motions
          .filter((motion) => motion.item === item.id)
          .map((motion) => ({
            motion,
            ballots:
              motion.state === 'closed' || motion.state === 'abandoned'
                ? ballots.filter((ballot) => ballot.motion === motion.id)
                : [],
          })),
        ...(decision && { decision }),
      };
    }),
    names,
  };
};

/**
 * Reads what the record is made of: one document of the meeting, its motions, ballots and decisions, and staff names.
 * Without a reader it is for everybody in a channel.
 */
export const readMinutes = async (place: Place, meetingId: string, reader?: PersonKey): Promise<Minutes> => {
  const meeting = (await meetingRow(place.store, place.area.id, meetingId)).doc;
  refuseCalledOff(meeting);
  const refs = meeting.items.map(aboutOf).filter((ref) => ref !== undefined);
  const [motions, ballots, decisions, members, outside] = await Promise.all([
    Promise.all(
      meeting.motions.map(async (id) => must(await place.store.get(place.area.id, Motions, id), 'a vote').doc),
    ),
    Promise.all(meeting.motions.map((id) => place.store.list(place.area.id, Ballots, `${id}|`))),
    place.store.list(place.area.id, Decisions, `${meetingId}|`),
    membersOf(place),
    outsideOf(place, refs, reader),
  ]);
  return minutesOf({
    meeting,
    motions,
    ballots: ballots.flat().map((row) => row.doc),
    decisions: decisions.map((row) => row.doc),
    names: new Map(members.map(({ doc }) => [doc.person, doc.name])),
    outside,
  });
};

const heldBy = async (place: Place, body: BodyId): Promise<Meeting[]> =>
  (await meetingsOf(place, body)).filter((meeting) => meeting.state !== 'planned');

/** The meeting whose minutes are asked for when none is named: the open one of these bodies, else the last one closed. */
export const minutedMeeting = async (place: Place, bodies: readonly BodyId[]): Promise<string> => {
  const held = (await Promise.all(bodies.map((body) => heldBy(place, body))))
    .flat()
    .sort((a, b) => startOf(a).localeCompare(startOf(b)));
  const found = held.findLast((meeting) => meeting.state === 'open') ?? held.at(-1);
  if (!found) throw new Refusal('no minutes', 'There are no minutes yet: no meeting has been opened.');
  return found.id;
};

/** The body's meeting before this one, if there was one. */
export const meetingBefore = async (place: Place, meeting: Meeting): Promise<string | undefined> =>
  (await heldBy(place, meeting.body)).findLast((other) => startOf(other) < startOf(meeting))?.id;

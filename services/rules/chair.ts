/** Who chairs (Richmond 1.8, 4.6): the rules work out who may, that person confirms, the record names them. */
import type { AgencyKind, Rung, SeatId } from './scheme.ts';

export type LadderSeat<Person extends string> = {
  readonly seat: SeatId;
  readonly kind: AgencyKind;
  readonly chair?: boolean;
  /** 1 is the most senior. */
  readonly seniority: number;
  readonly present: boolean;
  /** Who sits in it at this meeting. */
  readonly person?: Person;
  /** Takes the seat, not the chair. */
  readonly substitute: boolean;
  /** Stands aside from the item in question, and steps down for it. */
  readonly aside: boolean;
};

export type Candidate<Person extends string> = {
  readonly seat: SeatId;
  readonly person: Person;
  readonly by: Rung['by'];
};

/** Those who may chair now, the first by right first; nobody stands in it twice. */
export const ladder = <Person extends string>(
  seats: readonly LadderSeat<Person>[],
  rungs: readonly Rung[],
  viceChair?: SeatId,
): Candidate<Person>[] => {
  const able = seats
    .filter((seat) => seat.present && !seat.substitute && !seat.aside)
    .toSorted((a, b) => a.seniority - b.seniority);
  const candidates = rungs.flatMap((rung) =>
    able.flatMap(({ seat, person, ...post }): Candidate<Person>[] =>
      person !== undefined && stands(rung, { seat, ...post }, viceChair) ? [{ seat, person, by: rung.by }] : [],
    ),
  );
  return candidates.filter(({ seat }, at) => candidates.findIndex((other) => other.seat === seat) === at);
};

const stands = (
  rung: Rung,
  { seat, chair, kind }: { seat: SeatId; chair?: boolean; kind: AgencyKind },
  viceChair: SeatId | undefined,
): boolean => {
  switch (rung.by) {
    case 'chair':
      return chair ?? false;
    case 'vice-chair':
      return seat === viceChair;
    case 'senior':
      return rung.kinds.includes(kind);
  }
};

export type Chair<Person extends string> = {
  /** Chairs now: confirmed it, and still may. */
  readonly current?: Candidate<Person>;
  /** May take the chair: there is none, or this person comes before the one there is. */
  readonly next?: Candidate<Person>;
};

/**
 * Who chairs and who may take over; for one item where `item` is given, with the candidates for that item.
 * `confirmations` oldest first. One for the item goes before those for the meeting, and one that was given in a seat
 * its person no longer sits in, or for another item, counts for nothing.
 */
export const chairOf = <Person extends string>(
  confirmations: readonly { readonly seat: SeatId; readonly person: Person; readonly item?: string }[],
  candidates: readonly Candidate<Person>[],
  item?: string,
): Chair<Person> => {
  const latest = (about: string | undefined) =>
    confirmations
      .filter((confirmation) => confirmation.item === about)
      .map(({ seat, person }) => candidates.find((other) => other.seat === seat && other.person === person))
      .findLast((candidate) => candidate !== undefined);
  const current = (item === undefined ? undefined : latest(item)) ?? latest(undefined);
  const [first] = candidates;
  return {
    ...(current && { current }),
    ...(first && first.seat !== current?.seat && { next: first }),
  };
};

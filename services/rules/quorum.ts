/** Whether enough agencies are here (Richmond 1.11, 4.9): two people of one agency are one, an invitee is none. */
import type { AgencyId, SeatId } from './scheme.ts';

export type SeatHere = {
  readonly seat: SeatId;
  readonly agency: AgencyId;
  readonly present: boolean;
  /** Stands aside from the item in question because of a declared interest. */
  readonly aside: boolean;
};

/** Each agency of the body stands in one of the three lists, in the order of the seats. */
type Agencies = {
  /** Sits, with at least one seat that does not stand aside. */
  readonly present: AgencyId[];
  /** Sits, but only with seats that stand aside. */
  readonly aside: AgencyId[];
  /** Has nobody here. */
  readonly missing: AgencyId[];
};

export type Quorum =
  | ({ readonly status: 'quorate'; readonly needed: number | null } & Agencies)
  | ({ readonly status: 'inquorate'; readonly needed: number } & Agencies);

/** `needed` is null for a body without a quorum, which is always quorate. */
export const quorum = (seats: readonly SeatHere[], needed: number | null): Quorum => {
  const agenciesOf = (some: readonly SeatHere[]) => new Set(some.map((seat) => seat.agency));
  const sitting = seats.filter((seat) => seat.present);
  const present = agenciesOf(sitting.filter((seat) => !seat.aside));
  const here = agenciesOf(sitting);
  const agencies: Agencies = {
    present: [...present],
    aside: [...here].filter((agency) => !present.has(agency)),
    missing: [...agenciesOf(seats)].filter((agency) => !here.has(agency)),
  };
  return needed === null || present.size >= needed
    ? { status: 'quorate', needed, ...agencies }
    : { status: 'inquorate', needed, ...agencies };
};

/** Who has left the team. It stands in the area's own row, which every press reads, so that no gate has to ask for it. */
import type { Area, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { SeatId } from './rules/scheme.ts';

type Place = Pick<Area, 'left' | 'holders'>;

export const hasLeft = ({ left }: Pick<Area, 'left'>, person: PersonKey): boolean => left?.[person] !== undefined;

/** The seat has had no holder since its last one left the team. */
export const isVacated = ({ left = {}, holders }: Place, seat: SeatId): boolean =>
  !holders[seat] && Object.values(left).some((gone) => gone?.seats.includes(seat));

/** Everybody to whom a case is open has left: nobody could open it, nor lift the restriction. */
export const isForsaken = (
  area: Pick<Area, 'left'>,
  { restrictedTo }: { readonly restrictedTo?: readonly PersonKey[] },
): boolean => restrictedTo?.every((person) => hasLeft(area, person)) ?? false;

export const refuseLeft = (area: Pick<Area, 'left'>, person: PersonKey): void => {
  if (hasLeft(area, person))
    throw new Refusal(
      'left the team',
      'You are not in this panel’s team in Teams any more, so nothing here is open to you. Whoever owns the team can add you again.',
    );
};

/** Who is away, and who gets what would be theirs meanwhile: nothing is ever without an owner. */
import type { Day } from './days.ts';

/** `until`: the last day away. `cards`: where it was cut short, the last day whose card the stand-in still got. */
export type Leave<Person extends string = string> = {
  readonly until: Day;
  readonly standIn: Person;
  readonly cards?: Day;
};

type Leaves<Person extends string> = Readonly<Partial<Record<Person, Leave<Person>>>>;

export const onLeave = <Person extends string>(
  leaves: Leaves<Person>,
  person: Person,
  today: Day,
): Leave<Person> | undefined => {
  const leave = leaves[person];
  return leave && today <= leave.until ? leave : undefined;
};

/**
 * Who gets what is given to this person today; `until` says how long they are away. A stand-in who is away has a
 * stand-in of their own. Where everybody in the chain is away, it stays with the person it was meant for.
 */
export const receiver = <Person extends string>(
  leaves: Leaves<Person>,
  meant: Person,
  today: Day,
): { readonly person: Person; readonly until?: Day } => {
  const away = onLeave(leaves, meant, today);
  const asked = new Set([meant]);
  for (let next = away; away && next && !asked.has(next.standIn); ) {
    const { standIn } = next;
    next = onLeave(leaves, standIn, today);
    if (!next) return { person: standIn, until: away.until };
    asked.add(standIn);
  }
  return { person: meant };
};

/** Whose work is with this person today: their own, and that of everybody for whom they stand in. */
export const worksFor = <Person extends string>(leaves: Leaves<Person>, person: Person, today: Day): Person[] => [
  person,
  ...(Object.keys(leaves) as Person[]).filter(
    (away) => away !== person && receiver(leaves, away, today).person === person,
  ),
];

/** The people of an area: who they are to Teams, and whom a card refreshes for. */
import { hasLeft } from './left.ts';
import { type Meeting, type Member, Members, type PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Body, Seat } from './rules/scheme.ts';
import type { Row } from './store.ts';
import { agencyName, type Work } from './work.ts';

export const membersOf = (place: Pick<Work, 'store' | 'area'>): Promise<Row<Member>[]> =>
  place.store.list(place.area.id, Members);

/** Without those who have left the team. */
export const membersHere = async (place: Pick<Work, 'store' | 'area'>): Promise<Member[]> =>
  (await membersOf(place)).map((row) => row.doc).filter(({ person }) => !hasLeft(place.area, person));

/** “Tom Sample (Richmond Police)” */
export const memberTitle = (place: Pick<Work, 'scheme'>, { name, agency }: Member): string =>
  agency && place.scheme ? `${name} (${agencyName(place, agency)})` : name;

/** Whoever's name or agency contains these words; everybody for none. At most 15, which is what a client lists. */
export const findMembers = async (place: Pick<Work, 'store' | 'area' | 'scheme'>, words: string): Promise<Member[]> => {
  const wanted = words.trim().toLocaleLowerCase('en-GB');
  return (await membersHere(place))
    .filter((member) => memberTitle(place, member).toLocaleLowerCase('en-GB').includes(wanted))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
    .slice(0, 15);
};

/** Teams lists at most 60 people for refresh. */
const MOST = 60;

/** Teams ids of a meeting's seat holders and of those who sit for them: their clients ask for a view of their own. */
export const refreshFor = async (place: Pick<Work, 'store' | 'area'>, meeting: Meeting): Promise<string[]> => {
  const wanted = new Set<PersonKey | undefined>([
    ...meeting.seats.map((seat) => seat.holder),
    ...meeting.attendance.map((entry) => entry.sitter),
  ]);
  return (await membersOf(place))
    .filter((row) => wanted.has(row.doc.person))
    .map((row) => row.doc.mri)
    .slice(0, MOST);
};

/** The team's member with this key, as a type-ahead gave it. */
export const memberOf = async (
  place: Pick<Work, 'store' | 'area'>,
  person: string,
): Promise<{ member: Member; key: PersonKey }> => {
  const found = await everMemberOf(place, person);
  if (hasLeft(place.area, found.key))
    throw new Refusal('left the team', `${found.member.name} has left the team. Please choose somebody who is here.`);
  return found;
};

/** The same, of somebody who may have left the team. */
export const everMemberOf = async (
  place: Pick<Work, 'store' | 'area'>,
  person: string,
): Promise<{ member: Member; key: PersonKey }> => {
  const row = person ? await place.store.get(place.area.id, Members, person) : undefined;
  if (!row)
    throw new Refusal('no such person', 'Please choose the person from the list: type part of the name and pick one.');
  return { member: row.doc, key: row.doc.person };
};

/** Who holds a seat of this body that fits, each once, in the order of the seats. */
export const seatHolders = (
  { area }: Pick<Work, 'area'>,
  body: Pick<Body, 'seats'>,
  fits: (seat: Seat) => boolean,
): PersonKey[] => [
  ...new Set(
    body.seats
      .filter(fits)
      .map(({ id }) => area.holders[id])
      .filter((person) => person !== undefined),
  ),
];

/** Of the co-ordinators of all areas, those who belong to this team. */
export const coordinatorsHere = async ({
  store,
  area,
  coordinators,
}: Pick<Work, 'store' | 'area' | 'coordinators'>): Promise<PersonKey[]> => {
  const known = await Promise.all(coordinators.map((person) => store.get(area.id, Members, person)));
  return coordinators.filter((person, at) => known[at] && !hasLeft(area, person));
};

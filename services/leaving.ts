/**
 * Somebody leaves the Teams team, or comes back. What is with them stays with them until a co-ordinator has handed it
 * over, so that nothing is without an owner; their seats are empty at once.
 */
import { areaRow } from './area.ts';
import { backAtMeeting, leftMeeting } from './attendance.ts';
import { heldBy, totalOf } from './handover.ts';
import { cutShort } from './leave.ts';
import { hasLeft } from './left.ts';
import { type Area, type Meeting, Meetings, type PersonKey } from './model.ts';
import { forsaken } from './restricting.ts';
import { dayIn } from './rules/days.ts';
import { onLeave } from './rules/leave.ts';
import type { SeatId } from './rules/scheme.ts';
import { type Change, type Row, replace } from './store.ts';
import { save, tell, tellCoordinators, type Work } from './work.ts';

const notClosed = async ({ store, area }: Work): Promise<Row<Meeting>[]> =>
  (await store.list(area.id, Meetings)).filter(({ doc }) => doc.state !== 'closed');

const seatsOf = ({ holders }: Area, person: PersonKey): SeatId[] =>
  Object.entries(holders).flatMap(([seat, holder]) => (holder === person ? [seat] : []));

/** What somebody is named for beside seats, agency by agency. */
export const offices = ['gatekeepers', 'leads', 'dyoLeads'] as const;
export const officesOf = (area: Area, person: PersonKey): { office: (typeof offices)[number]; agency: string }[] =>
  offices.flatMap((office) =>
    Object.entries(area[office] ?? {}).flatMap(([agency, named]) => (named === person ? [{ office, agency }] : [])),
  );

/** For whom this person stands in today. */
const stoodInFor = (work: Work, { leave = {} }: Area, person: PersonKey): PersonKey[] =>
  (Object.keys(leave) as PersonKey[]).filter((away) => onLeave(leave, away, dayIn(work.now))?.standIn === person);

/** Nobody stands in any more whom Teams does not know: what is for those who are away comes to them again, as they are told. */
const withoutStandIn = (work: Work, area: Area, forsaken: readonly PersonKey[]): Pick<Area, 'leave'> => {
  const over = forsaken.flatMap((away) => {
    const leave = area.leave?.[away];
    return leave ? [[away, cutShort(work, leave)]] : [];
  });
  return over.length > 0 ? { leave: { ...area.leave, ...Object.fromEntries(over) } } : {};
};

/** To them and to the co-ordinators; whoever has left themselves is before these already. */
const toldOfStandIn = (work: Work, area: Area, away: PersonKey): Change[] =>
  (hasLeft(area, away) ? [] : [...new Set([away, ...work.coordinators])])
    .filter((person) => !hasLeft(area, person))
    .map((person) => tell(work, person, 'no stand-in', away));

/** Once said, saying it again changes nothing. */
export const leaveTeam = (work: Work, person: PersonKey): Promise<'left' | 'already'> =>
  save<'left' | 'already'>(work, async () => {
    const row = await areaRow(work);
    const area = row.doc;
    if (hasLeft(area, person)) return { changes: [], result: 'already' };
    const seats = seatsOf(area, person);
    const alone = stoodInFor(work, area, person);
    const after: Area = {
      ...area,
      holders: Object.fromEntries(Object.entries(area.holders).filter(([, holder]) => holder !== person)),
      ...withoutStandIn(work, area, alone),
      left: { ...area.left, [person]: { at: work.now.toISOString(), seats } },
    };
    const meetings = await Promise.all((await notClosed(work)).map((meeting) => leftMeeting(work, meeting, person)));
    const open = await forsaken({ ...work, area: after });
    const waits = totalOf(await heldBy(work, person)) + seats.length + officesOf(area, person).length + open.length;
    return {
      changes: [
        replace(row, after),
        ...meetings.flat(),
        ...(waits > 0 ? tellCoordinators(work, person) : []),
        ...alone.flatMap((away) => toldOfStandIn(work, after, away)),
      ],
      result: 'left',
    };
  });

/** Their seats are theirs again where nobody else has got them meanwhile. */
export const comeBack = (work: Work, person: PersonKey): Promise<'back' | 'already'> =>
  save<'back' | 'already'>(work, async () => {
    const row = await areaRow(work);
    const { [person]: gone, ...left } = row.doc.left ?? {};
    if (!gone) return { changes: [], result: 'already' };
    const free = gone.seats.filter((seat) => !row.doc.holders[seat]);
    const holders = { ...row.doc.holders, ...Object.fromEntries(free.map((seat) => [seat, person])) };
    const meetings = (await notClosed(work)).map((meeting) => backAtMeeting(work, meeting, person, free));
    return { changes: [replace(row, { ...row.doc, holders, left }), ...meetings.flat()], result: 'back' };
  });

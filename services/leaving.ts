/**
 * Somebody leaves the Teams team, or comes back. What is with them stays with them until a co-ordinator has handed it
 * over, so that nothing is without an owner; their seats are empty at once.
 */
import { areaRow } from './area.ts';
import { backAtMeeting, leftMeeting } from './attendance.ts';
import { heldBy, totalOf } from './handover.ts';
import { hasLeft } from './left.ts';
import { type Area, type Meeting, Meetings, type PersonKey } from './model.ts';
import { forsaken } from './restricting.ts';
import type { SeatId } from './rules/scheme.ts';
import { type Row, replace } from './store.ts';
import { save, tellCoordinators, type Work } from './work.ts';

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

/** Nobody stands in any more whom Teams does not know. */
const leavesWithout = (leaves: Area['leave'], person: PersonKey): Area['leave'] =>
  leaves && Object.fromEntries(Object.entries(leaves).filter(([, leave]) => leave?.standIn !== person));

/** Once said, saying it again changes nothing. */
export const leaveTeam = (work: Work, person: PersonKey): Promise<'left' | 'already'> =>
  save<'left' | 'already'>(work, async () => {
    const row = await areaRow(work);
    const area = row.doc;
    if (hasLeft(area, person)) return { changes: [], result: 'already' };
    const seats = seatsOf(area, person);
    const leave = leavesWithout(area.leave, person);
    const after: Area = {
      ...area,
      holders: Object.fromEntries(Object.entries(area.holders).filter(([, holder]) => holder !== person)),
      ...(leave && { leave }),
      left: { ...area.left, [person]: { at: work.now.toISOString(), seats } },
    };
    const meetings = await Promise.all((await notClosed(work)).map((meeting) => leftMeeting(work, meeting, person)));
    const open = await forsaken({ ...work, area: after });
    const waits = totalOf(await heldBy(work, person)) + seats.length + officesOf(area, person).length + open.length;
    return {
      changes: [replace(row, after), ...meetings.flat(), ...(waits > 0 ? tellCoordinators(work, person) : [])],
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

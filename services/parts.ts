/** What single seats give to every meeting of a body beforehand (Richmond 3.7-3.10), and who has said that theirs is ready. */
import type { Meeting } from './model.ts';
import { seatedAt } from './moving.ts';
import type { Instant, PersonKey } from './person.ts';
import { Refusal } from './refusal.ts';
import { dayIn } from './rules/days.ts';
import { reachedOn } from './rules/reminders.ts';
import type { SeatId } from './rules/scheme.ts';
import { create, kind, replace } from './store.ts';
import { bodyOf, meetingRow, save, seatName, type Work } from './work.ts';

/** `ready`: false once somebody took it back. */
type PartSaid = { readonly seat: SeatId; readonly ready: boolean; readonly by: PersonKey; readonly at: Instant };

/** id: `<meeting>|<seat>` */
export const PartsSaid = kind<PartSaid>('part');

export type SeatPart = {
  readonly seat: SeatId;
  readonly part: string;
  /** Who sits there. */
  readonly person: PersonKey;
  readonly ready: boolean;
  /** Counts what was said of it; 0 before anything was. */
  readonly version: number;
};

/** The parts of a meeting, of seats in which somebody sits. */
export const partsOf = async (
  place: Pick<Work, 'store' | 'area' | 'scheme'>,
  meeting: Meeting,
): Promise<SeatPart[]> => {
  const wanted = bodyOf(place, meeting.body).chain?.inputs?.parts ?? [];
  if (wanted.length === 0) return [];
  const said = await place.store.list(place.area.id, PartsSaid, `${meeting.id}|`);
  return wanted.flatMap(({ seat, part }) =>
    seatedAt(meeting)
      .filter((seated) => seated.seat === seat)
      .map(({ person }) => {
        const row = said.find(({ doc }) => doc.seat === seat);
        return { seat, part, person, ready: row?.doc.ready ?? false, version: row?.version ?? 0 };
      }),
  );
};

/** Whose it is to say of this part how it stands: whoever sits there; while they are on leave, their stand-in. */
export const isTheirs = (
  { area, now }: Pick<Work, 'area' | 'now'>,
  { person }: Pick<SeatPart, 'person'>,
  reader: PersonKey,
): boolean => person === reader || reachedOn(area, person, dayIn(now)) === reader;

export const sayPart = (
  work: Work,
  press: { readonly meeting: string; readonly seat: SeatId; readonly version: number; readonly ready: boolean },
): Promise<'said' | 'overtaken'> =>
  save<'said' | 'overtaken'>(work, async () => {
    const { doc: meeting } = await meetingRow(work.store, work.area.id, press.meeting);
    const own = (await partsOf(work, meeting)).find(({ seat }) => seat === press.seat);
    if (!own || !isTheirs(work, own, work.actor.person))
      throw new Refusal(
        'not theirs',
        `Only whoever sits for ${seatName(work, press.seat)} says of this part whether it is ready. Nothing was changed.`,
      );
    if (meeting.state !== 'planned')
      throw new Refusal('begun', 'This meeting has begun. Bring your part to it; nothing was changed here.');
    if (own.version !== press.version || own.ready === press.ready) return { changes: [], result: 'overtaken' };
    const id = `${meeting.id}|${press.seat}`;
    const row = await work.store.get(work.area.id, PartsSaid, id);
    const said = { seat: press.seat, ready: press.ready, by: work.actor.person, at: work.now.toISOString() };
    return { changes: [row ? replace(row, said) : create(PartsSaid, id, said)], result: 'said' };
  });

/** Who chairs a meeting, or one item of it: worked out by the ladder, confirmed by that person, on record by name. */
import { attendanceOf, isAside, isPresent } from './attendance.ts';
import { hasLeft } from './left.ts';
import type { Action, AgendaItem, Area, Chairing, Meeting, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import { chairOf, ladder } from './rules/chair.ts';
import type { Scheme } from './rules/scheme.ts';
import { replace } from './store.ts';
import { bodyOf, meetingRow, save, schemeOf, show, type Work } from './work.ts';

/** Who may chair now, by the body's ladder, and who has confirmed that they do; for one item where one is named. */
export const chairing = (scheme: Scheme, meeting: Meeting, item?: AgendaItem) => {
  const body = bodyOf({ scheme }, meeting.body);
  const candidates = ladder(
    meeting.seats.map(({ seat, agency }) => {
      const entry = attendanceOf(meeting, seat);
      const post = body.seats.find((candidate) => candidate.id === seat);
      return {
        seat,
        kind: scheme.agencies.find((candidate) => candidate.id === agency)?.kind ?? 'voluntary',
        chair: post?.chair ?? false,
        seniority: post?.seniority ?? Number.MAX_SAFE_INTEGER,
        present: isPresent(entry),
        substitute: entry.substitute ?? false,
        aside: isAside(item, seat),
        ...(entry.sitter && { person: entry.sitter }),
      };
    }),
    body.ladder,
    meeting.viceChair,
  );
  return chairOf(meeting.chairs, candidates, item?.id);
};

export const isChair = (scheme: Scheme, meeting: Meeting, person: PersonKey, item?: AgendaItem): boolean =>
  chairing(scheme, meeting, item).current?.person === person;

/**
 * To whom an action comes back when its owner declines it: whoever chaired its meeting last; without a meeting, or once
 * that person has left, whoever holds the chair’s seat of its body.
 */
export const returnsTo = (
  area: Area,
  scheme: Scheme,
  { body }: Pick<Action, 'body'>,
  meeting: Meeting | undefined,
): PersonKey | undefined => {
  const chaired = meeting?.chairs.findLast(({ item }) => !item)?.person;
  if (chaired && !hasLeft(area, chaired)) return chaired;
  const seat = bodyOf({ scheme }, body).seats.find(({ chair }) => chair);
  return seat && area.holders[seat.id];
};

/** The person whom the ladder names confirms that they chair: the meeting, or one item whose chair stands aside. */
export const confirmChair = (work: Work, meetingId: string, itemId?: string): Promise<'recorded' | 'already'> =>
  save(work, async () => {
    const row = await meetingRow(work.store, work.area.id, meetingId);
    const meeting = row.doc;
    if (meeting.state === 'closed') throw new Refusal('closed', 'This meeting is closed.');
    const item = meeting.items.find((candidate) => candidate.id === itemId);
    const { current, next } = chairing(schemeOf(work), meeting, item);
    if (current?.person === work.actor.person) return { changes: [], result: 'already' };
    if (next?.person !== work.actor.person)
      throw new Refusal(
        'not next',
        'The chair goes by the ladder: the chair’s seat, the vice-chair, then the senior police or council representative present.',
      );
    const confirmed: Chairing = {
      seat: next.seat,
      person: work.actor.person,
      by: next.by,
      ...(item && { item: item.id }),
      at: work.now.toISOString(),
    };
    return {
      changes: [
        replace(row, { ...meeting, chairs: [...meeting.chairs, confirmed] }),
        ...show(work, meeting.body, 'meeting', meetingId),
        ...(meeting.motion ? show(work, meeting.body, 'vote', meeting.motion) : []),
      ],
      result: 'recorded',
    };
  });

/** A meeting that was made and has not begun does not take place: there is none at its turn, and what waited goes to the next. */
import { goingOn } from './agenda.ts';
import { isTaken, meetingsUnderWay, noMoreUnderWay, turnsOf } from './calendarIndex.ts';
import type { Meeting } from './model.ts';
import { concerned, movesOf } from './moving.ts';
import { Refusal } from './refusal.ts';
import { type Change, replace } from './store.ts';
import { skipTurns } from './turns.ts';
import { bodyOf, meetingRow, save, show, tell, type Work } from './work.ts';

/** A team comes together by its list, whether anybody has made the meeting or not. */
export const canBeCalledOff = (place: Pick<Work, 'scheme'>, { state, body }: Meeting): boolean =>
  state === 'planned' && !bodyOf(place, body).teamMeeting;

/** Rows of one transaction, without the two of its entry in the log. */
const ROWS = 98;

/** `moves`: how often its reader saw that it was moved. */
export const callOff = async (
  work: Work,
  { meeting: id, moves, why }: { readonly meeting: string; readonly moves: number; readonly why: string },
): Promise<'called off' | 'overtaken'> => {
  const untold = await save<readonly Change[] | 'overtaken'>(work, async () => {
    const row = await meetingRow(work.store, work.area.id, id);
    const { doc } = row;
    if (doc.calledOff || movesOf(doc) !== moves) return { changes: [], result: 'overtaken' };
    if (doc.state !== 'planned')
      throw new Refusal(
        'begun',
        'This meeting has begun or is closed, so it cannot be called off. Nothing was changed.',
      );
    const { name, teamMeeting } = bodyOf(work, doc.body);
    if (teamMeeting)
      throw new Refusal('team', `The ${name} comes together by its list, so its meeting is moved and not called off.`);
    const others = (await meetingsUnderWay(work, doc.body)).filter((other) => other.id !== id);
    const said = { why, by: work.actor.person, at: work.now.toISOString() };
    const turns = turnsOf(doc).filter((turn) => !isTaken(others, turn));
    const changes = [
      replace(row, { ...doc, state: 'closed', calledOff: said }),
      ...(await noMoreUnderWay(work, doc)),
      ...(await skipTurns(work, { body: doc.body, turns, skipped: { ...said, meeting: id } })),
      ...(await goingOn(work, doc)),
      ...show(work, doc.body, 'meeting', id),
      ...(doc.agendaPostedAt ? show(work, doc.body, 'agenda', id) : []),
    ];
    const told = concerned(work, doc).map((person) => tell(work, person, 'meeting called off', id, doc.body));
    const room = ROWS - changes.length;
    return { changes: [...changes, ...told.slice(0, room)], result: told.slice(room) };
  });
  if (untold === 'overtaken') return untold;
  await save(work, async () => ({ changes: untold, result: undefined }));
  return 'called off';
};

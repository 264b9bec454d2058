/** What a meeting makes of an action on its agenda: gives it to somebody else, or answers its escalation. */
import { type Given, givenAnew, lookAtAction, move, noted, OPEN } from './actions.ts';
import { itemOf } from './agenda.ts';
import type { Action, AgendaItem, Meeting } from './model.ts';
import { climbOf } from './overdue.ts';
import { Refusal } from './refusal.ts';
import type { ActionDue } from './rules/agenda.ts';
import { dayIn } from './rules/days.ts';
import { type Change, replace } from './store.ts';
import { happened } from './timeline.ts';
import { meetingRow, show, tell, type Work } from './work.ts';

type About = { readonly meeting: string; readonly item: string };
type ActionItem = AgendaItem & { readonly action: ActionDue };

const actionItem = (meeting: Meeting, id: string): ActionItem => {
  const item = itemOf(meeting, id);
  const { action } = item;
  if (!action) throw new Refusal('no action', 'This item is about no action.');
  return { ...item, action };
};

/** An item about an action, and the action as it stands. */
export const lookAtItem = async (work: Work, of: About) => {
  const { doc: meeting } = await meetingRow(work.store, work.area.id, of.meeting);
  const item = actionItem(meeting, of.item);
  const seen = await lookAtAction(work, item.action.id);
  return { meeting, item, seen, ladder: climbOf(work, seen.action) };
};

/** The item is dealt with. */
const finished = async (work: Work, of: About, heading: AgendaItem['heading']): Promise<Change[]> => {
  const row = await meetingRow(work.store, work.area.id, of.meeting);
  const { doc } = row;
  if (doc.state === 'closed') throw new Refusal('closed', 'This meeting is closed.');
  if (actionItem(doc, of.item).heading !== heading)
    throw new Refusal('other heading', 'This item stands under another heading. Open it again from the agenda.');
  const items = doc.items.map((item) => (item.id === of.item ? { ...item, state: 'done' as const } : item));
  return [replace(row, { ...doc, items }), ...show(work, doc.body, 'agenda', of.meeting)];
};

type Pressed = About & { readonly version: number };

const pressedOn = async (work: Work, { meeting, item, version }: Pressed) => {
  const { doc } = await meetingRow(work.store, work.area.id, meeting);
  return { action: actionItem(doc, item).action.id, version };
};

/** The chair gives it to the holder of another seat, to whom it is offered anew; the item is dealt with. */
export const giveArising = async (
  work: Work,
  { seat, due, ...pressed }: Pressed & Given,
): Promise<'done' | 'overtaken'> =>
  move(work, await pressedOn(work, pressed), OPEN, async (doc) => {
    const { doc: after, told } = await givenAnew(work, doc, { seat, due });
    return { doc: after, told: [...told, ...(await finished(work, pressed, 'matters arising'))] };
  });

/** The body above answers; its answer goes to the owner and into the case. */
export const answerEscalation = async (
  work: Work,
  { answer, ...pressed }: Pressed & { readonly answer: string },
): Promise<'done' | 'overtaken'> =>
  move(work, await pressedOn(work, pressed), OPEN, async (doc) => {
    const { body } = (await meetingRow(work.store, work.area.id, pressed.meeting)).doc;
    const after: Action = { ...doc, answered: { on: dayIn(work.now), body } };
    return {
      doc: noted(work, after, 'answered by the body above', answer),
      told: [
        ...(await finished(work, pressed, 'escalations')),
        happened(work, doc.ref, { what: 'escalation answered', action: doc.id, task: doc.what, body, answer }),
        tell(work, doc.owner, 'escalation answered', doc.id, doc.body),
      ],
    };
  });

/** An action goes from its owner to a colleague, to whom it is offered anew. */
import { HANDED, isWith, move, noted, type Pressed } from './actions.ts';
import { Cases } from './caseModel.ts';
import { received, refuseOutsider } from './giving.ts';
import type { Action, PersonKey } from './model.ts';
import { Refusal } from './refusal.ts';
import type { SeatId } from './rules/scheme.ts';
import type { Change } from './store.ts';
import { type Happened, happened } from './timeline.ts';
import { bodyOf, tell, type Work } from './work.ts';

/** The seat of the action's body that this person holds. */
const seatOf = (work: Work, { body }: Action, person: PersonKey): SeatId | undefined =>
  bodyOf(work, body).seats.find(({ id }) => work.area.holders[id] === person)?.id;

/** The same action in other hands, and what is said of it to the case. */
export const inOtherHands = (
  work: Work,
  doc: Action,
  { to, why }: { readonly to: PersonKey; readonly why: string },
): { readonly doc: Action; readonly event: Happened } => {
  const seat = seatOf(work, doc, to);
  const { seat: _, ...rest } = doc;
  const { since, ...owned } = received(work, { owner: to, ...(seat && { seat }) });
  return {
    doc: noted(work, { ...rest, ...owned, state: 'offered' }, `${HANDED}${since}`, why),
    event: { what: 'action handed over', action: doc.id, task: doc.what, from: doc.owner, to: owned.owner, why },
  };
};

/** Its owner or the co-ordinator hands it to anybody of the team, with the reason. */
export const transferAction = (
  work: Work,
  { to, why, ...pressed }: Pressed & { readonly to: PersonKey; readonly why: string },
): Promise<'done' | 'overtaken'> =>
  move(work, pressed, ['offered', 'accepted'], async (doc) => {
    if (!isWith(work, doc) && !work.actor.coordinator)
      throw new Refusal('not the owner', 'This action belongs to somebody else now. Type “my actions” to see yours.');
    if (to === doc.owner)
      throw new Refusal('same person', 'They have this action already. Please choose somebody else.');
    const about = (await work.store.get(work.area.id, Cases, doc.ref))?.doc;
    refuseOutsider(about, received(work, { owner: to }).owner);
    const { doc: after, event } = inOtherHands(work, doc, { to, why });
    if (after.owner === doc.owner)
      throw new Refusal(
        'stands in',
        'They are on leave, and its owner stands in for them. Please choose somebody else.',
      );
    const told: Change[] = [happened(work, doc.ref, event), tell(work, after.owner, 'action', doc.id, doc.body)];
    return { doc: after, told };
  });

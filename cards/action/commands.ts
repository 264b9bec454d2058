import { z } from 'zod';
import {
  acceptAction,
  actionsFor,
  completeAction,
  declineAction,
  lookAtAction,
  reassignAction,
  reportProgress,
} from '../../services/actions.ts';
import { outsideOf } from '../../services/cases.ts';
import { transferAction } from '../../services/handing.ts';
import { memberOf } from '../../services/members.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { type Answer, command, Id, type Telling, type Turn } from '../command.ts';
import { done, type Notice, overtaken } from '../words.ts';
import { actionCard, myActionsCard } from './card.ts';
import { handingCard } from './handing.ts';

const Action = z.object({ action: Id });
const Pressed = Action.extend({ version: z.int().min(1) });

const answer = async (turn: Turn, action: string, notice?: Notice): Promise<Answer> => ({
  card: actionCard({
    seen: await lookAtAction(turn, action),
    scheme: schemeOf(turn),
    area: turn.area.id,
    today: dayIn(turn.now),
    viewer: turn.actor.person,
    owns: turn.roles.has('owner'),
    gives: turn.roles.has('chair') || turn.roles.has('co-ordinator'),
    hands: turn.roles.has('co-ordinator'),
    notice,
  }),
});

const moved = async (turn: Turn, action: string, status: 'done' | 'overtaken', text: string): Promise<Answer> =>
  answer(turn, action, status === 'done' ? done(text) : overtaken);

export const view = command({
  verb: 'action.view',
  does: 'view',
  allowed: ['owner', 'chair', 'co-ordinator'],
  input: Action,
  run: ({ action }, turn) => answer(turn, action),
});

export const mine = command({
  verb: 'action.mine',
  does: 'view',
  allowed: ['anyone'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: { words: 'my actions', does: 'lists what you have to do', where: ['personal'] },
  whose: async (_, turn) => (await actionsFor(turn, turn.actor.person)).map(({ ref }) => ref),
  run: async ({ page }, turn) => ({
    card: myActionsCard({
      actions: await actionsFor(turn, turn.actor.person),
      page,
      area: turn.area.id,
      today: dayIn(turn.now),
    }),
  }),
});

export const accept = command({
  verb: 'action.accept',
  does: 'change',
  allowed: ['owner'],
  input: Pressed,
  run: async (input, turn) =>
    moved(turn, input.action, await acceptAction(turn, input), 'You have accepted this action.'),
});

export const decline = command({
  verb: 'action.decline',
  does: 'change',
  allowed: ['owner'],
  input: Pressed.extend({ reason: z.string().trim().max(500, 'a reason can be 500 characters at most').optional() }),
  run: async ({ reason, ...pressed }, turn) => {
    if (!reason) throw new Refusal('no reason', 'Please give the reason why you decline, so that the chair knows.');
    return moved(
      turn,
      pressed.action,
      await declineAction(turn, { ...pressed, reason }),
      'You have declined this action. It goes back to the chair with your reason.',
    );
  },
});

export const complete = command({
  verb: 'action.complete',
  does: 'change',
  allowed: ['owner'],
  input: Pressed.extend({
    outcome: z.string().trim().max(1000, 'an outcome can be 1,000 characters at most').optional(),
  }),
  run: async ({ outcome, ...pressed }, turn) => {
    if (!outcome) throw new Refusal('no outcome', 'Please say what came of it, then press “Complete”.');
    return moved(
      turn,
      pressed.action,
      await completeAction(turn, { ...pressed, outcome }),
      'The action is completed, with its outcome.',
    );
  },
});

export const report = command({
  verb: 'action.report',
  does: 'change',
  allowed: ['owner'],
  input: Pressed.extend({ note: z.string().trim().max(500, 'a report can be 500 characters at most').optional() }),
  run: async ({ note, ...pressed }, turn) => {
    if (!note) throw new Refusal('no report', 'Please say how it goes, then press “Report progress”.');
    return moved(
      turn,
      pressed.action,
      await reportProgress(turn, { ...pressed, note }),
      'Your report is on this action and in the case.',
    );
  },
});

export const handing = command({
  verb: 'action.handing',
  does: 'view',
  allowed: ['owner', 'co-ordinator'],
  input: Action,
  run: async ({ action }, turn) => ({ card: handingCard(await lookAtAction(turn, action), turn.area.id) }),
});

export const hand = command({
  verb: 'action.hand',
  does: 'change',
  allowed: ['owner', 'co-ordinator'],
  input: Pressed.extend({
    to: z.string().optional(),
    why: z.string().trim().max(500, 'a reason can be 500 characters at most').optional(),
  }),
  run: async ({ to = '', why, ...pressed }, turn) => {
    const { member, key } = await memberOf(turn, to);
    if (!why)
      throw new Refusal('no reason', 'Please give the reason, so that your colleague knows why it comes to them.');
    switch (await transferAction(turn, { ...pressed, to: key, why })) {
      case 'done':
        return { say: `Done. ${member.name} is asked to accept it; if they are on leave, their stand-in is.` };
      case 'overtaken':
        return answer(turn, pressed.action, overtaken);
    }
  },
});

export const reassign = command({
  verb: 'action.reassign',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Pressed.extend({ seat: z.string(), due: z.union([z.literal(''), Day], 'choose a day') }),
  run: async ({ seat, due, ...pressed }, turn) => {
    if (!seat || !due) throw new Refusal('incomplete', 'Please choose who gets it and until when it is to be done.');
    return moved(
      turn,
      pressed.action,
      await reassignAction(turn, { ...pressed, seat, due }),
      'The action is given to its new owner, who is asked to accept it.',
    );
  },
});

/** The card as the person it is sent to may see it. */
const told =
  (state: 'own' | 'declined'): Telling['card'] =>
  async (place, person, action) => {
    const seen = await lookAtAction(place, action);
    const wanted = state === 'own' ? seen.action.owner === person : seen.action.state === 'declined';
    if (!wanted || (await outsideOf(place, [seen.action.ref], person)).size > 0) return undefined;
    return {
      card: actionCard({
        seen,
        scheme: schemeOf(place),
        area: place.area.id,
        today: dayIn(place.now),
        viewer: person,
        gives: state === 'declined',
      }),
      summary: state === 'own' ? `Action for ${seen.action.ref}` : `Action for ${seen.action.ref} declined`,
    };
  };

export const given: Telling = {
  view: 'action',
  mention: 'an action from a meeting waits for you to accept it.',
  opens: (action) => ({ verb: view.verb, data: { action } }),
  card: told('own'),
};

export const returned: Telling = {
  view: 'action declined',
  mention: 'an action was declined by its owner and comes back to you as the chair.',
  opens: (action) => ({ verb: view.verb, data: { action } }),
  card: told('declined'),
};

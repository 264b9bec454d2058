import { z } from 'zod';
import { lookAtAction } from '../../services/actions.ts';
import { answerEscalation, giveArising } from '../../services/arising.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { schemeOf } from '../../services/work.ts';
import { actionCard } from '../action/card.ts';
import { command, Id, type Telling } from '../command.ts';
import { done, heed, overtaken } from '../words.ts';
import { arisingAnswer } from './answer.ts';

const Pressed = z.object({ meeting: Id, item: Id, version: z.int().min(1) });

export const give = command({
  verb: 'arising.give',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Pressed.extend({ seat: z.string().optional(), due: z.union([z.literal(''), Day], 'choose a day').optional() }),
  run: async ({ seat, due, ...pressed }, turn) => {
    if (!seat || !due) throw new Refusal('incomplete', 'Please choose who gets it and until when it is to be done.');
    const given = await giveArising(turn, { ...pressed, seat, due });
    return arisingAnswer(
      turn,
      pressed,
      given === 'done' ? done('The action is given to its new owner, who is asked to accept it.') : overtaken,
    );
  },
});

export const answer = command({
  verb: 'escalation.answer',
  does: 'change',
  allowed: ['chair', 'co-ordinator'],
  input: Pressed.extend({
    answer: z.string().trim().max(500, 'an answer can be 500 characters at most').optional(),
  }),
  run: async ({ answer, ...pressed }, turn) => {
    if (!answer) throw new Refusal('no answer', 'Please write the answer, then press “Send the answer”.');
    const sent = await answerEscalation(turn, { ...pressed, answer });
    return arisingAnswer(
      turn,
      pressed,
      sent === 'done' ? done('The answer is with the owner and in the case.') : overtaken,
    );
  },
});

/** To the owner of the action that had climbed. */
export const answered: Telling = {
  view: 'escalation answered',
  mention: 'there is an answer on an overdue action of yours.',
  opens: (action) => ({ verb: 'action.view', data: { action } }),
  card: async (place, person, action) => {
    const seen = await lookAtAction(place, action);
    if (seen.action.owner !== person) return undefined;
    return {
      card: actionCard({
        seen,
        scheme: schemeOf(place),
        area: place.area.id,
        today: dayIn(place.now),
        viewer: person,
        gives: false,
        notice: heed('The body above has answered on this overdue action. Its answer stands under “So far”.'),
      }),
      summary: `Answer on the action for ${seen.action.ref}`,
    };
  },
};

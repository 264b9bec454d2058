import { z } from 'zod';
import type { Area } from '../../services/model.ts';
import { beQuiet, endQuiet, promptAt, promptOf, quietOf } from '../../services/quiet.ts';
import { Refusal } from '../../services/refusal.ts';
import { dayAhead } from '../../services/rules/dayAhead.ts';
import { dayIn, inWords } from '../../services/rules/days.ts';
import { ClockTime } from '../../services/rules/fields.ts';
import { type Answer, command, type Turn } from '../command.ts';
import { done, heed, type Notice } from '../words.ts';
import { quietCard } from './card.ts';

const text = z.string().trim().max(60, 'it can be 60 characters at most').optional();

const answer = (turn: Turn, area: Area, notice?: Notice): Answer => {
  const place = { ...turn, area };
  const { person } = turn.actor;
  return {
    card: quietCard({ quiet: quietOf(place, person), prompt: promptOf(place, person), area: area.id, notice }),
  };
};

export const view = command({
  verb: 'quiet.view',
  does: 'view',
  allowed: ['anyone'],
  input: z.object({}),
  typed: {
    words: 'quiet',
    does: 'days off from what the bot sends by itself, and the time of the morning’s question',
    where: ['personal'],
    menu: false,
  },
  run: async (_, turn) => answer(turn, turn.area),
});

export const begin = command({
  verb: 'quiet.begin',
  does: 'change',
  allowed: ['anyone'],
  input: z.object({ until: text }),
  typed: {
    words: 'quiet until',
    does: 'nothing by itself until the end of a day: “quiet until 4 December”',
    where: ['personal'],
    menu: false,
    data: async (_, words) => ({ until: words }),
  },
  run: async ({ until = '' }, turn) => {
    const day = dayAhead(until, dayIn(turn.now));
    if (!day)
      throw new Refusal(
        'no day',
        'Please give the last day on which you want quiet, such as “quiet until 4 December”. Nothing was changed.',
      );
    const area = await beQuiet(turn, day);
    return answer(turn, area, done(`It is quiet for you until the end of ${inWords(day)}.`));
  },
});

export const end = command({
  verb: 'quiet.end',
  does: 'change',
  allowed: ['anyone'],
  input: z.object({}),
  typed: {
    words: 'quiet off',
    does: 'ends your days off from what the bot sends by itself',
    where: ['personal'],
    menu: false,
  },
  run: async (_, turn) => {
    if (!quietOf(turn, turn.actor.person)) return answer(turn, turn.area, heed('You had asked for no quiet.'));
    const area = await endQuiet(turn);
    const today = quietOf({ ...turn, area }, turn.actor.person);
    return answer(
      turn,
      area,
      done(
        today
          ? 'Quiet ends today. From the next working morning on you are asked and reminded again, of what came meanwhile as well.'
          : 'Quiet is over. You are asked and reminded again, of what came meanwhile as well.',
      ),
    );
  },
});

/** As people write a time: 07:30, 7:30, 7.30. */
const timeIn = (said: string): string => {
  const [, hour = '', minutes = ''] = /^(\d{1,2})[:.](\d{2})$/.exec(said) ?? [];
  return `${hour.padStart(2, '0')}:${minutes}`;
};

export const prompting = command({
  verb: 'quiet.promptAt',
  does: 'change',
  allowed: ['anyone'],
  input: z.object({ time: text }),
  typed: {
    words: 'prompt at',
    does: 'when you are asked what happened overnight: “prompt at 07:30”',
    where: ['personal'],
    menu: false,
    data: async (_, words) => ({ time: words }),
  },
  run: async ({ time = '' }, turn) => {
    const wanted = ClockTime.safeParse(timeIn(time));
    if (!wanted.success)
      throw new Refusal('no time', 'Please look at “Time”: give a time such as 07:30. Nothing was changed.');
    const area = await promptAt(turn, wanted.data);
    return answer(turn, area, done(`You are asked at ${wanted.data} on working days.`));
  },
});

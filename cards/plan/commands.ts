import { z } from 'zod';
import { makeMeeting, proposedDate } from '../../services/meetings.ts';
import { Refusal } from '../../services/refusal.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { bodyInChannel, bodyOf, schemeOf } from '../../services/work.ts';
import { command } from '../command.ts';
import { dayInFull, done } from '../words.ts';
import { planCard, plannedCard } from './card.ts';

export const plan = command({
  verb: 'meeting.plan',
  does: 'view',
  allowed: ['co-ordinator'],
  input: z.object({}),
  typed: { words: 'new meeting', does: 'makes a meeting: body, date, place', where: ['channel', 'personal'] },
  run: async (_, turn) => {
    const body = bodyOf(turn, bodyInChannel(turn, turn.caller.channel) ?? schemeOf(turn).bodies[0]?.id ?? '');
    return { card: planCard(schemeOf(turn), body, await proposedDate(turn, body), turn.area.id) };
  },
});

export const make = command({
  verb: 'meeting.make',
  does: 'change',
  allowed: ['co-ordinator'],
  input: z.object({
    body: z.string('choose the body that meets'),
    date: z.string('choose the day').pipe(Day),
    time: z.string('give a time such as 10:00').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'give a time such as 10:00'),
    place: z
      .string('say where the meeting is')
      .trim()
      .min(1, 'say where the meeting is')
      .max(120, 'the place can be 120 characters at most'),
  }),
  run: async (input, turn) => {
    const body = bodyOf(turn, input.body);
    if (input.date < dayIn(turn.now))
      throw new Refusal('past', 'Please look at “Date”: a meeting cannot be made for a day that is over.');
    const meeting = await makeMeeting(turn, input);
    const channel = turn.area.channels[input.body]
      ? ''
      : ` The ${body.name} has no channel yet: type “use this channel” in it.`;
    return {
      card: plannedCard(
        done(`The ${body.name} meets on ${dayInFull(input.date)} at ${input.time}.${channel}`),
        meeting,
        turn.area.id,
      ),
    };
  },
});

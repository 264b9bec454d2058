import { z } from 'zod';
import { meetingBefore, minutedMeeting, minutedRefs, readMinutes } from '../../services/minutes.ts';
import type { PersonKey } from '../../services/person.ts';
import type { BodyId } from '../../services/rules/scheme.ts';
import { bodyInChannel, meetingRow, schemeOf } from '../../services/work.ts';
import { command, Id, type Showing, type Turn } from '../command.ts';
import { meetingTitle } from '../meeting/card.ts';
import { minutesCard } from './card.ts';

/** The body of the channel; elsewhere those on which the person holds a seat, and every body for who holds none. */
const bodiesMeant = (turn: Turn): BodyId[] => {
  const here = bodyInChannel(turn, turn.caller.channel);
  if (here) return [here];
  const { bodies } = schemeOf(turn);
  const own = bodies.filter((body) => body.seats.some(({ id }) => turn.area.holders[id] === turn.actor.person));
  return (own.length > 0 ? own : bodies).map(({ id }) => id);
};

/** In a channel everybody reads it. */
const readerOf = ({ caller, actor }: Turn): PersonKey | undefined =>
  caller.where === 'personal' ? actor.person : undefined;

export const view = command({
  verb: 'minutes.view',
  does: 'view',
  allowed: ['member', 'chair', 'co-ordinator'],
  input: z.object({ meeting: Id, page: z.int().min(1) }),
  typed: {
    words: 'minutes',
    does: 'shows the record of the meeting, or of the last one',
    where: ['channel', 'personal'],
    data: async (turn) => ({ meeting: await minutedMeeting(turn, bodiesMeant(turn)), page: 1 }),
  },
  whose: async ({ meeting }, turn) =>
    minutedRefs(turn, (await meetingRow(turn.store, turn.area.id, meeting)).doc, readerOf(turn)),
  run: async ({ meeting, page }, turn) => {
    const reader = readerOf(turn);
    const minutes = await readMinutes(turn, meeting, reader);
    return {
      card: minutesCard({
        minutes,
        scheme: schemeOf(turn),
        area: turn.area.id,
        page,
        ...(reader && { reader }),
        before: await meetingBefore(turn, minutes.meeting),
      }),
    };
  },
});

/** Once they have gone out (Richmond 1.14, 4.13). */
export const shown: Showing = {
  view: 'minutes',
  card: async (place, id) => {
    const minutes = await readMinutes(place, id);
    const scheme = schemeOf(place);
    return {
      card: minutesCard({ minutes, scheme, area: place.area.id, page: 1 }),
      summary: `Minutes: ${meetingTitle(minutes.meeting, scheme)}`,
    };
  },
};

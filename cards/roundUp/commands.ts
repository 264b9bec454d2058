import { z } from 'zod';
import { askingBodies, seatedOn } from '../../services/overnight.ts';
import { Refusal } from '../../services/refusal.ts';
import { lookAtRoundUp, markChecked, openedOf, type RoundUpSeen, roundUpFor } from '../../services/roundUp.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { bodyInChannel, schemeOf } from '../../services/work.ts';
import { workers } from '../case/answer.ts';
import { type Answer, command, Id, type Place, type Showing, type Telling, type Turn } from '../command.ts';
import { done, heed, type Notice, overtaken } from '../words.ts';
import { detailsCard, roundUpCard, taskingCard, textCard } from './card.ts';

const OneMorning = z.object({ body: Id, day: Day, page: z.int().min(1).optional() });
type Asked = z.infer<typeof OneMorning>;

const readers = ['member', 'co-ordinator'] as const;

const viewOf = async (turn: Turn, { body, day, page }: Asked) => ({
  seen: await roundUpFor(turn, body, day),
  scheme: schemeOf(turn),
  area: turn.area.id,
  page,
});

const refsOf = async (turn: Turn, asked: Asked): Promise<string[]> => [
  ...(await openedOf(turn, await roundUpFor(turn, asked.body, asked.day))).keys(),
];

/** The team whose channel it is, or of which the person is; for a co-ordinator the first there is. */
const bodyMeant = (turn: Turn): string => {
  const bodies = askingBodies(turn).map(({ body }) => body);
  const here = bodyInChannel(turn, turn.caller.channel);
  const found =
    bodies.find(({ id }) => id === here) ??
    bodies.find((body) => seatedOn(turn, body).has(turn.actor.person)) ??
    bodies[0];
  if (!found)
    throw new Refusal('not asked', 'Nobody is asked in the morning what happened overnight, so there is no round-up.');
  return found.id;
};

export const view = command({
  verb: 'roundup.view',
  does: 'view',
  allowed: readers,
  input: OneMorning,
  typed: {
    words: 'round-up',
    does: 'shows this morning’s round-up of the team',
    where: ['personal', 'channel'],
    menu: false,
    data: async (turn) => ({ body: bodyMeant(turn), day: dayIn(turn.now) }),
  },
  run: async (asked, turn) => ({ card: roundUpCard(await viewOf(turn, asked)) }),
});

const details = async (turn: Turn, asked: Asked, notice?: Notice): Promise<Answer> => {
  const seen = await viewOf(turn, asked);
  return { card: detailsCard({ ...seen, notice }, await openedOf(turn, seen.seen)) };
};

export const open = command({
  verb: 'roundup.open',
  does: 'view',
  allowed: readers,
  input: OneMorning,
  whose: (asked, turn) => refsOf(turn, asked),
  run: (asked, turn) => details(turn, asked),
});

export const check = command({
  verb: 'roundup.check',
  does: 'change',
  allowed: workers,
  input: OneMorning.extend({ case: Id }),
  run: async ({ case: ref, ...asked }, turn) => {
    await roundUpFor(turn, asked.body, asked.day);
    const said = {
      done: done(`It is recorded that ${ref} was looked after today.`),
      already: heed(`It was recorded already today that ${ref} was looked after.`),
      overtaken,
    }[await markChecked(turn, ref)];
    return details(turn, asked, said);
  },
});

export const text = command({
  verb: 'roundup.text',
  does: 'view',
  allowed: readers,
  input: OneMorning,
  run: async (asked, turn) => ({ card: textCard(await viewOf(turn, asked)) }),
});

const onlyPolice = (turn: Turn): void => {
  const kind = schemeOf(turn).agencies.find(({ id }) => id === turn.actor.agency)?.kind;
  if (kind !== 'police')
    throw new Refusal(
      'not police',
      'The tasking text opens for the police only. “Details for me” shows what you may read of it.',
    );
};

/** Whom the police go out for: with those who are wanted. */
const tasked = (turn: Turn, seen: RoundUpSeen) => openedOf(turn, seen, seen.roundUp.wanted);

export const tasking = command({
  verb: 'roundup.tasking',
  does: 'view',
  allowed: readers,
  category: 'disclosure',
  input: OneMorning,
  whose: async (asked, turn) => {
    onlyPolice(turn);
    return [...(await tasked(turn, await roundUpFor(turn, asked.body, asked.day))).keys()];
  },
  run: async (asked, turn) => {
    const seen = await viewOf(turn, asked);
    return { card: taskingCard(seen, await tasked(turn, seen.seen)) };
  },
});

const shown = async (place: Place, subject: string) => {
  const [body = '', on] = subject.split('|');
  const day = Day.safeParse(on).data;
  const seen = day && (await lookAtRoundUp(place, body, day));
  if (!seen) return undefined;
  return {
    card: roundUpCard({ seen, scheme: schemeOf(place), area: place.area.id }),
    summary: 'Round-up of this morning',
  };
};

export const posted: Showing = { view: 'round-up', card: shown };

/** Where the team has no channel yet. */
export const toldInstead: Telling = {
  view: 'round-up without a channel',
  mention: 'this morning’s round-up is there, but its team has no channel.',
  opens: (subject) => {
    const [body, day] = subject.split('|');
    return { verb: 'roundup.view', data: { body, day } };
  },
  card: (place, _, subject) => shown(place, subject),
};

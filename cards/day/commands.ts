import { z } from 'zod';
import { DayCards } from '../../services/dayCards.ts';
import type { PersonKey } from '../../services/person.ts';
import { Day, dayIn } from '../../services/rules/days.ts';
import { command, type Place, type Telling } from '../command.ts';
import { type DayView, dayCard } from './card.ts';
import { blockFor } from './lines.ts';

const viewOf = async (place: Place, person: PersonKey, day: Day, page = 1): Promise<DayView> => {
  const { items = [], more = 0 } = (await place.store.get(place.area.id, DayCards, `${day}|${person}`))?.doc ?? {};
  const today = dayIn(place.now);
  const blocks = await Promise.all(items.map((item) => blockFor({ place, reader: person, today }, item)));
  return { day, blocks: blocks.filter((block) => block !== undefined), more, page, area: place.area.id };
};

export const view = command({
  verb: 'day.view',
  does: 'view',
  allowed: ['anyone'],
  input: z.object({ day: Day, page: z.int().min(1).default(1) }),
  run: async ({ day, page }, turn) => ({ card: dayCard(await viewOf(turn, turn.actor.person, day, page)) }),
});

export const told: Telling = {
  view: 'day',
  mention: 'something is due from you today.',
  opens: (day) => ({ verb: 'day.view', data: { day } }),
  card: async (place, person, subject) => {
    const day = Day.safeParse(subject).data;
    if (!day) return undefined;
    const seen = await viewOf(place, person, day);
    return seen.blocks.length === 0 ? undefined : { card: dayCard(seen), summary: 'What is due from you today' };
  },
};

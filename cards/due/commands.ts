import { z } from 'zod';
import { dueNow, shortSentences } from '../../services/dueList.ts';
import { prisonOf } from '../../services/prisons.ts';
import { dayIn } from '../../services/rules/days.ts';
import { namesOf } from '../../services/work.ts';
import { command } from '../command.ts';
import { dueCard, shortCard } from './card.ts';

const Page = z.object({ page: z.int().min(1).default(1) });
const readers = ['member', 'co-ordinator'] as const;

export const list = command({
  verb: 'due.list',
  does: 'view',
  allowed: readers,
  input: Page,
  typed: { words: 'due', does: 'lists what your cases want today, and short sentences', where: ['personal'] },
  whose: async (_, turn) => (await dueNow(turn)).found.map(({ doc }) => doc.ref),
  run: async ({ page }, turn) => ({
    card: dueCard(await dueNow(turn), {
      today: dayIn(turn.now),
      coordinator: turn.actor.coordinator,
      area: turn.area.id,
      page,
    }),
  }),
});

export const short = command({
  verb: 'due.short',
  does: 'view',
  allowed: readers,
  input: Page,
  whose: async (_, turn) => (await shortSentences(turn)).found.map(({ ref }) => ref),
  run: async ({ page }, turn) => {
    const listed = await shortSentences(turn);
    const cases = listed.found;
    const contacts = cases.map(({ custody }) => prisonOf(turn, custody)?.contact);
    const names = await namesOf(
      turn,
      contacts.filter((person) => person !== undefined),
    );
    return {
      card: shortCard(listed, {
        area: turn.area.id,
        names: (doc) => {
          const contact = contacts[cases.indexOf(doc)];
          return contact && names.get(contact);
        },
        page,
      }),
    };
  },
});

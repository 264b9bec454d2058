import { z } from 'zod';
import { FeedFiles } from '../../services/feedModel.ts';
import { feedFilesOf, feedFindings, feedRow, feedToday } from '../../services/feeds.ts';
import { dayIn } from '../../services/rules/days.ts';
import { type Answer, command, type Telling, type Turn } from '../command.ts';
import { feedCard, feedsCard } from './card.ts';

export const list = command({
  verb: 'feed.list',
  does: 'view',
  allowed: ['police'],
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'feed',
    does: 'brings what the police know of people on the register onto their cases, as a file',
    where: ['personal'],
    menu: false,
  },
  run: async ({ page }, turn) => ({
    card: feedsCard(await feedFilesOf(turn), await feedToday(turn, dayIn(turn.now)), turn.area.id, page),
  }),
});

/** Also of a file that was dropped before anybody knew that it is a feed. */
export const feedAnswer = async (turn: Turn, id: string, page: number): Promise<Answer> => {
  const { doc } = await feedRow(turn, id);
  return { card: feedCard({ doc, findings: await feedFindings(turn, doc, page), page, area: turn.area.id }) };
};

export const view = command({
  verb: 'feed.view',
  does: 'view',
  allowed: ['police', 'co-ordinator'],
  input: z.object({ feed: z.string().min(1), page: z.int().min(1).default(1) }),
  run: ({ feed, page }, turn) => feedAnswer(turn, feed, page),
});

/** Sent to whoever dropped the file, when it is known to be a feed and when all of it is read. */
export const told: Telling = {
  view: 'feed',
  mention: 'the file you dropped is dealt with.',
  opens: (id) => ({ verb: view.verb, data: { feed: id, page: 1 } }),
  card: async (place, person, id) => {
    const row = await place.store.get(place.area.id, FeedFiles, id);
    if (row?.doc.by !== person) return undefined;
    const findings = await feedFindings(place, row.doc, 1);
    return {
      card: feedCard({ doc: row.doc, findings, page: 1, area: place.area.id }),
      summary: `Police feed: ${row.doc.file}`,
    };
  },
};

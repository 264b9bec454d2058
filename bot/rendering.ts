/** Renders what the outbox sends, from what is stored at that moment. */
import { showings, tellings } from '../cards/index.ts';
import { mentionCard, postedAgain, sentAgain } from '../cards/notice/card.ts';
import type { Card } from '../cards/render.ts';
import { AREA } from '../services/area.ts';
import { schemeOfArea } from '../services/areaScheme.ts';
import { Areas } from '../services/model.ts';
import type { Schemes } from '../services/rules/scheme.ts';
import type { Store } from '../services/store.ts';
import type { Render } from './sending.ts';

/** The last card posted for a refresh, for when storage is away. */
export type LastPosted = { get(verb: string, data: unknown): Card | undefined; keep(card: Card): void };

const refreshKey = (verb: unknown, data: unknown): string => {
  const entries = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  return JSON.stringify([verb, entries.sort(([a], [b]) => a.localeCompare(b))]);
};

/** Cards kept; the oldest go first. */
const KEPT = 500;

export const lastPosted = (): LastPosted => {
  const cards = new Map<string, Card>();
  return {
    get: (verb, data) => cards.get(refreshKey(verb, data)),
    keep: (card) => {
      if (!card.refresh) return;
      const key = refreshKey(card.refresh.action.verb, card.refresh.action.data);
      cards.delete(key);
      cards.set(key, card);
      const [oldest] = cards.keys();
      if (cards.size > KEPT && oldest !== undefined) cards.delete(oldest);
    },
  };
};

export const renderer = (store: Store, schemes: Schemes, now: () => Date, posted: LastPosted): Render => {
  const place = async (id: string) => {
    const row = await store.get(id, Areas, AREA);
    if (!row) throw new Error('a message of an area that does not exist');
    return { store, now: now(), area: row.doc, scheme: schemeOfArea(schemes, row.doc) };
  };
  return {
    show: async (area, view, subject, again) => {
      const shown = await showings.get(view)?.card(await place(area), subject);
      if (shown) posted.keep(shown.card);
      return shown && again ? { ...shown, card: postedAgain(shown.card) } : shown;
    },
    tell: async (area, person, view, subject, again) => {
      const told = await tellings.get(view)?.card(await place(area), person, subject);
      return told && again ? { ...told, card: sentAgain(told.card) } : told;
    },
    mention: async (area, member, view, subject, again) => {
      const telling = tellings.get(view);
      if (!telling) throw new Error(`nothing tells ${view}`);
      const card = mentionCard(member, telling.mention, telling.opens(subject), area);
      return {
        card: again ? sentAgain(card) : card,
        summary: 'A message for one of you',
      };
    },
  };
};

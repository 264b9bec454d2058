import { z } from 'zod';
import { Members } from '../../services/model.ts';
import type { Row } from '../../services/store.ts';
import {
  leaveIt,
  NOT_DELIVERED,
  tryAgain,
  tryAllAgain,
  type Undelivered,
  undeliveredIn,
} from '../../services/undelivered.ts';
import { command, type Place, type Telling } from '../command.ts';
import { tellings } from '../index.ts';
import type { Card } from '../render.ts';
import { count, done, heed, type Notice, overtaken } from '../words.ts';
import { type UndeliveredItem, undeliveredCard } from './card.ts';

/** Rows of the outbox are named by this. */
const Sent = z.string().min(1).max(240);
const only = ['co-ordinator'] as const;

const itemOf = async (place: Place, { id, doc }: Row<Undelivered>): Promise<UndeliveredItem> => {
  const { send, at, why, again } = doc;
  const item = { id, at, why, again };
  if (send.kind === 'show') return { ...item, what: send.view };
  const member = await place.store.get(place.area.id, Members, send.person);
  const what = tellings.get(send.view)?.mention ?? send.view;
  return { ...item, what, to: member?.doc.name ?? 'somebody who has left the team' };
};

const cardFor = async (place: Place, page = 1, notice?: Notice): Promise<Card> => {
  const items = await Promise.all((await undeliveredIn(place)).map((row) => itemOf(place, row)));
  return undeliveredCard(items, { page, area: place.area.id, notice });
};

export const list = command({
  verb: 'undelivered.list',
  does: 'view',
  allowed: only,
  input: z.object({ page: z.int().min(1).default(1) }),
  typed: {
    words: 'not delivered',
    does: 'lists the cards that could not be delivered, to be tried again or left',
    where: ['personal'],
    menu: false,
  },
  run: async ({ page }, turn) => ({ card: await cardFor(turn, page) }),
});

export const retry = command({
  verb: 'undelivered.retry',
  does: 'change',
  allowed: only,
  input: z.object({ sent: Sent }),
  run: async ({ sent }, turn) => {
    const put = await tryAgain(turn, sent);
    return { card: await cardFor(turn, 1, put ? done('It is being tried again.') : overtaken) };
  },
});

export const all = command({
  verb: 'undelivered.all',
  does: 'change',
  allowed: only,
  input: z.object({ last: Sent }),
  run: async ({ last }, turn) => {
    const put = await tryAllAgain(turn, last);
    const notice = put > 0 ? done(`${count(put, 'card')} ${put === 1 ? 'is' : 'are'} being tried again.`) : overtaken;
    return { card: await cardFor(turn, 1, notice) };
  },
});

export const leave = command({
  verb: 'undelivered.leave',
  does: 'change',
  allowed: only,
  input: z.object({ sent: Sent }),
  run: async ({ sent }, turn) => {
    const left = await leaveIt(turn, sent);
    return { card: await cardFor(turn, 1, left ? heed('It stays unsaid.') : overtaken) };
  },
});

export const told: Telling = {
  view: NOT_DELIVERED,
  mention: 'something could not be delivered.',
  opens: () => ({ verb: list.verb, data: {} }),
  card: async (place) => {
    const waiting = await undeliveredIn(place);
    return waiting.length === 0
      ? undefined
      : { card: await cardFor(place), summary: `${count(waiting.length, 'card')} not delivered` };
  },
};

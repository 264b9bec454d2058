/** What showing and telling share: their surroundings, and how long to wait before trying again. */
import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AREA } from '../services/area.ts';
import { type Area, Areas, type Member, type PersonKey } from '../services/model.ts';
import type { Store } from '../services/store.ts';
import type { Connector, Message } from './connector.ts';
import type { Pace } from './pacing.ts';

/** A card ready to be sent; `summary` is what a notification shows of it. */
export type Rendered = { readonly card: object; readonly summary: string };

/** How cards are made from what is stored now. Undefined: there is nothing to say any more. */
export type Render = {
  /** `again`: the card may stand in the channel already, and it should say so. */
  show(area: string, view: string, subject: string, again: boolean): Promise<Rendered | undefined>;
  /** `again`: the person may have had this card already, and it should say so. */
  tell(area: string, person: PersonKey, view: string, subject: string, again: boolean): Promise<Rendered | undefined>;
  /** For the channel, in place of a card that cannot reach the person: a mention and *Open for me*, nothing else. */
  mention(area: string, member: Member, view: string, subject: string, again: boolean): Promise<Rendered>;
};

export type Sender = {
  readonly store: Store;
  /** Keeps to the pace by itself. */
  readonly connector: Connector;
  readonly pace: Pick<Pace, 'freeAt'>;
  readonly render: Render;
  /** The machine's time; a meeting's clock that somebody moves would end other people's claims. */
  readonly now: () => Date;
  /** This process among those that send. */
  readonly instance: string;
  /** Who hears of what could not be delivered. */
  readonly coordinators: readonly PersonKey[];
  readonly log: Logger;
};

/** Longer than all calls of one send together, so that a claim ends only with its holder. */
export const CLAIM = 60_000;
/** Before something that may have arrived is sent once more. */
export const DOUBT = 30_000;
const LONGEST_WAIT = 300_000;

export const messageOf = ({ card, summary }: Rendered): Message => ({
  type: 'message',
  summary,
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});

export const inMs = ({ now }: Pick<Sender, 'now'>, ms: number): string => new Date(now().getTime() + ms).toISOString();

/** What the other side asked for; else a second, doubled with each try, with a jitter of half. */
export const waitFor = (attempts: number, asked?: number): number =>
  asked ?? Math.min(1000 * 2 ** Math.min(attempts, 10), LONGEST_WAIT) * (0.5 + Math.random() / 2);

/** What became of a send must be written down, or it is sent again: worth a few tries while storage is away. */
export const writeDown = async <T>(write: () => Promise<T>): Promise<T> => {
  for (const pause of [200, 1000, 3000]) {
    try {
      return await write();
    } catch {
      await after(pause);
    }
  }
  return write();
};

export const areaOf = async (store: Store, area: string): Promise<Area> => {
  const row = await store.get(area, Areas, AREA);
  if (!row) throw new Error('outgoing messages of an area that does not exist');
  return row.doc;
};

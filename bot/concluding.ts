/** Rows of the outbox come to their end: they go, and what they told and what failed is written down, in one transaction. */
import type { Outgoing } from '../services/sends.ts';
import { type Change, type Row, remove } from '../services/store.ts';
import { fates } from '../services/told.ts';
import { type Failure, undelivered } from '../services/undelivered.ts';
import { type Sender, writeDown } from './sending.ts';

export type Fate =
  | { readonly fate: 'sent' | 'nothing to say'; readonly again: boolean }
  | ({ readonly fate: 'failed' } & Failure);

/** The row of what they tell, or of when co-ordinators are told, may be written by others meanwhile. */
const ATTEMPTS = 5;

/** `card`: the channel's card they showed; where it stands must be known even when the rows have moved. */
export const conclude = (
  { store, coordinators, now }: Sender,
  area: string,
  rows: readonly Row<Outgoing>[],
  fate: Fate,
  { card }: { readonly card?: Change } = {},
): Promise<void> =>
  writeDown(async () => {
    const first = card ? [card] : [];
    for (let tries = 0; tries < ATTEMPTS; tries++) {
      const at = now();
      const occurrences = rows.flatMap(({ doc }) => doc.occurrence ?? []);
      const changes = [
        ...first,
        ...rows.map(remove),
        ...(await fates({ store, area, at: at.toISOString() }, occurrences, fate.fate, fate.again)),
        ...(fate.fate === 'failed' ? await undelivered({ store, area, now: at, coordinators }, rows, fate) : []),
      ];
      if ((await store.commit(area, changes)) === 'committed') return;
    }
    await store.commit(area, first);
  });

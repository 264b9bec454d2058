/** When nothing is on its way any more. */
import { setTimeout as pause } from 'node:timers/promises';
import { LiveCards, Outbox } from '../../services/sends.ts';
import type { Store } from '../../services/store.ts';

/** Nothing waits to be sent, and no card is being edited. `last`: what to say of a send that keeps failing. */
export const settled = async (store: Store, area: string, last: () => string | undefined = () => ''): Promise<void> => {
  for (;;) {
    const waiting = await store.list(area, Outbox);
    const held = (await store.list(area, LiveCards)).filter(({ doc }) => doc.heldBy);
    if (waiting.length === 0 && held.length === 0) return;
    if (waiting.some(({ doc }) => doc.attempts > 2)) throw new Error(`A send keeps failing: ${last()}`);
    await pause(100);
  }
};

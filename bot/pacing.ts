/** What was sent of late into each conversation of a tenant, and a connector that sends no faster than Teams allows. */
import { setTimeout as after } from 'node:timers/promises';
import type { Connector, Sent } from './connector.ts';
import { CONVERSATION, type Counts, countsOf, isBusy, pastOf, recentOf, TENANT, UNKEPT, waitOf } from './pace.ts';

/** By conversation. */
export type Kept = Readonly<Record<string, Counts>>;

export type Pace = {
  /** Until when nothing more may go to this conversation; undefined: it may now. */
  freeAt(conversation: string): Date | undefined;
  /** Counts one send, or says how many milliseconds it must wait. */
  take(conversation: string): number;
  /** The other side asked for so many milliseconds without a send to this conversation. */
  rest(conversation: string, wait: number): void;
  /** Milliseconds until the tenant takes this request; it is counted as made then. */
  queue(): number;
  /** To be written down for a successor; `done` once it is. */
  keep(): { readonly kept: Kept; done(): void };
  /** Something waits until the counts are written down. */
  readonly full: boolean;
};

/** While the counts are being written down; in milliseconds. */
const KEEPING = 100;

/** `kept`: what a predecessor wrote down. `from`: nothing goes out before. */
export const startPace = (now: () => Date, kept: Kept = {}, from = 0): Pace => {
  const sent = new Map(Object.entries(kept).map(([conversation, counts]) => [conversation, pastOf(counts)]));
  const unkept = new Map<string, number>();
  const resting = new Map<string, number>();
  let tenant: number[] = [];
  let full = false;

  const wait = (conversation: string): number => {
    const at = now().getTime();
    const untold = (unkept.get(conversation) ?? 0) >= UNKEPT;
    full ||= untold;
    return Math.max(
      untold ? KEEPING : 0,
      from - at,
      (resting.get(conversation) ?? 0) - at,
      waitOf(sent.get(conversation) ?? [], at, CONVERSATION),
    );
  };

  return {
    freeAt: (conversation) => {
      const ms = wait(conversation);
      return ms > 0 ? new Date(now().getTime() + ms) : undefined;
    },
    take: (conversation) => {
      const ms = wait(conversation);
      if (ms > 0) return ms;
      unkept.set(conversation, (unkept.get(conversation) ?? 0) + 1);
      const at = now().getTime();
      sent.set(conversation, [...recentOf(sent.get(conversation) ?? [], at), at]);
      return 0;
    },
    rest: (conversation, ms) => {
      resting.set(conversation, now().getTime() + ms);
    },
    queue: () => {
      const at = now().getTime();
      const ms = waitOf(tenant, at, TENANT);
      tenant = [...tenant.filter((past) => past > at - 2_000), at + ms];
      return ms;
    },
    keep: () => {
      const at = now().getTime();
      for (const [conversation, past] of sent) {
        const recent = recentOf(past, at);
        if (recent.length === 0) sent.delete(conversation);
        else sent.set(conversation, recent);
      }
      for (const [conversation, until] of resting) if (until <= at) resting.delete(conversation);
      const counted = new Map(unkept);
      const busy = [...sent].filter(([, past]) => isBusy(past, at));
      return {
        kept: Object.fromEntries(busy.map(([conversation, past]) => [conversation, countsOf(past, at)])),
        done: () => {
          full = false;
          for (const [conversation, count] of counted) {
            const left = (unkept.get(conversation) ?? 0) - count;
            if (left > 0) unkept.set(conversation, left);
            else unkept.delete(conversation);
          }
        },
      };
    },
    get full() {
      return full;
    },
  };
};

/** For how long a conversation that turned something away gets nothing, where Teams did not say; in milliseconds. */
const BREATH = 1_000;

/** Threads count to their channel. */
const wholeOf = (conversation: string): string => conversation.split(';messageid=')[0] ?? conversation;

/**
 * Sends in this pace, and not once the right to send has ended. For its turn in the tenant a request waits here; for a
 * conversation it does not: it is told to come back, and others go on.
 */
export const paced = (connector: Connector, pace: Pace, may: () => boolean): Connector => {
  const inPace = async (conversation: string, send: () => Promise<Sent>): Promise<Sent> => {
    const turn = pace.queue();
    if (turn > 0) await after(turn);
    if (!may()) return { fate: 'retry', code: 'another instance sends', untried: true };
    const wait = pace.take(wholeOf(conversation));
    if (wait > 0) return { fate: 'retry', after: wait, code: 'pace', untried: true };
    const sent = await send();
    if (sent.fate === 'retry') pace.rest(wholeOf(conversation), sent.after ?? BREATH);
    if (sent.fate === 'unknown' && sent.after !== undefined) pace.rest(wholeOf(conversation), sent.after);
    return sent;
  };
  return {
    ...connector,
    post: (to, message) => inPace(to.conversation, () => connector.post(to, message)),
    update: (to, activity, message) => inPace(to.conversation, () => connector.update(to, activity, message)),
    createPersonal: (to) => inPace(to.mri, () => connector.createPersonal(to)),
    createThread: (to, message) => inPace(to.channel, () => connector.createThread(to, message)),
  };
};

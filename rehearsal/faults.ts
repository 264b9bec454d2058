/** Trouble on demand: the next calls that match are answered as a connector in difficulties answers. */
import type { Reply, Request, Sent } from './http.ts';

export type Call = 'create' | 'send' | 'update' | 'delete' | 'members';

export type Fault = {
  readonly on: readonly Call[];
  /** Object id of a person or id of a channel; without it every conversation matches. */
  readonly to?: string | undefined;
  /** How many calls; 1 unless told. */
  readonly times?: number | undefined;
  /** 'hang' never answers; 'cut' drops the connection. */
  readonly answer:
    | 'hang'
    | 'cut'
    | { readonly status: number; readonly code: string; readonly retryAfterSeconds?: number | undefined };
  /** The call takes effect before it is answered so: a send arrives although the bot is told otherwise. */
  readonly accepted?: boolean | undefined;
};

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
  /** Answers the call through a waiting fault if one matches, else plainly. */
  pass(call: Call, to: string | undefined, request: Request, run: () => Reply): Promise<Reply>;
};

export const failure = (status: number, code: string, message = code): Sent => ({
  status,
  body: { error: { code, message } },
});

/** Blocked or muted: the message is itself JSON, and the code hides in it. */
const blocked: Sent = {
  status: 403,
  body: { errorCode: 209, message: JSON.stringify({ subCode: 'MessageWritesBlocked', details: 'Thread is blocked.' }) },
};

export function createFaults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  return {
    add: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    clear: () => void waiting.splice(0),
    async pass(call, to, request, run) {
      const found = waiting.find(
        ({ fault, left }) => left > 0 && fault.on.includes(call) && (fault.to === undefined || fault.to === to),
      );
      if (!found) return run();
      found.left -= 1;
      const { answer, accepted } = found.fault;
      if (accepted) run();
      if (answer === 'hang') return undefined;
      if (answer === 'cut') {
        request.raw.socket.destroy();
        return undefined;
      }
      if (answer.code === 'MessageWritesBlocked') return blocked;
      const reply = failure(answer.status, answer.code);
      if (answer.retryAfterSeconds === undefined) return reply;
      return { ...reply, headers: { 'retry-after': String(answer.retryAfterSeconds) } };
    },
  };
}

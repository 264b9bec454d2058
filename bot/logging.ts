/** The technical log holds no names and no offences, so errors go into it without their words. */
import type { Logger } from 'pino';
import { StorageAway } from '../services/store.ts';

/** Of what kind and where: what an error says may hold what somebody typed. Only storage speaks of itself alone. */
const withoutWords = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack = '', cause } = error;
  return {
    type: name,
    ...(error instanceof StorageAway && { message }),
    at: stack.split('\n').filter((line) => /^ {4}at \S/.test(line)),
    ...(cause !== undefined && { cause: withoutWords(cause) }),
  };
};

/** The same log, in which `err` says where and not what. */
export const wordless = (log: Logger): Logger => log.child({}, { serializers: { err: withoutWords } });

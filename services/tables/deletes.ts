/**
 * Deletes that say what they saw. In a transaction the SDK sends every delete with `if-match: *`, which removes the row
 * whatever became of it; this puts the etag in before the transaction leaves.
 */
import type { TableClient } from '@azure/data-tables';

/** The etags of the deletes of a transaction, in their order, by the signal the transaction is sent with. */
export const etagsOfDeletes = new WeakMap<object, readonly string[]>();

// Documents travel as JSON, which has no line breaks of its own: only a header can match.
const anything = /(?<=^if-match: )\*(?=\r$)/gim;

export const sendEtagsOfDeletes = (client: TableClient): void => {
  client.pipeline.addPolicy({
    name: 'etagsOfDeletes',
    sendRequest: (request, next) => {
      if (!request.url.includes('$batch')) return next(request);
      const waiting = [...((request.abortSignal && etagsOfDeletes.get(request.abortSignal)) ?? [])];
      const body = String(request.body).replace(anything, () => {
        const etag = waiting.shift();
        if (!etag) throw new Error('A transaction deletes a row without saying which state of it.');
        return etag;
      });
      if (waiting.length > 0) throw new Error('A delete of the transaction was not found in what the SDK sends.');
      request.body = body;
      // Signing has measured the body by now.
      request.headers.set('content-length', Buffer.byteLength(body));
      return next(request);
    },
  });
};

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
      const etags = request.abortSignal && etagsOfDeletes.get(request.abortSignal);
      if (!etags) return next(request);
      const waiting = [...etags];
      request.body = String(request.body).replace(anything, () => waiting.shift() ?? '');
      if (waiting.length > 0) throw new Error('A delete of the transaction was not found in what the SDK sends.');
      return next(request);
    },
  });
};

/** How a document stands in a table, and the limits that Azure enforces and its emulator does not. */
import type { TableEntityResult } from '@azure/data-tables';
import type { Row } from '../store.ts';

/** The parts of one stored document: its JSON, cut into `doc0`, `doc1`, ... */
export type Entity = {
  partitionKey: string;
  rowKey: string;
  version: number;
  op?: string;
  [part: `doc${number}`]: string;
};

// A property holds 32 Ki UTF-16 units.
const partLength = 30_000;
const entityBytes = 1024 * 1024;
export const transactionRows = 100;
// Azure Tables takes 4 MiB, Cosmos DB for Table 2 MB.
const transactionBytes = 2_000_000;
// Azure Tables takes 1 KiB, Cosmos DB for Table 255 bytes.
const keyBytes = 255;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that no key may hold
const barred = /[/\\#?\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

const faultOfKey = (key: string): string | undefined => {
  if (key === '') return 'is empty';
  if (barred.test(key)) return 'holds / \\ # ? or a control character';
  if (!key.isWellFormed()) return 'holds half a surrogate pair';
  const bytes = Buffer.byteLength(key);
  return bytes > keyBytes ? `takes ${bytes} bytes, more than ${keyBytes}` : undefined;
};

/** Nothing is ever stored under a key that cannot be one. */
export const canBeKey = (key: string): boolean => faultOfKey(key) === undefined;

export const checkKey = (key: string): string => {
  const fault = faultOfKey(key);
  if (fault) throw new RangeError(`The key ${JSON.stringify(key)} ${fault}.`);
  return key;
};

/** Cuts before a pair of surrogates rather than through it: half a pair does not survive UTF-8. */
const cut = (text: string): string[] => {
  const parts: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(from + partLength, text.length);
    const last = text.charCodeAt(to - 1);
    if (to < text.length && last >= 0xd800 && last <= 0xdbff) to -= 1;
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
};

export const toEntity = (partition: string, key: string, doc: unknown, version: number, op?: string): Entity => {
  // Escaped, because Azurite takes these for line breaks in a transaction and refuses it.
  const json = JSON.stringify(doc)?.replace(/[\u2028\u2029]/g, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'));
  if (json === undefined) throw new RangeError(`The document ${key} is not a value that JSON can hold.`);
  const entity: Entity = { partitionKey: partition, rowKey: checkKey(key), version, ...(op && { op }) };
  for (const [i, part] of cut(json).entries()) entity[`doc${i}`] = part;
  const bytes = storedBytes(entity);
  if (bytes > entityBytes) throw new RangeError(`The document ${key} takes ${bytes} bytes, more than ${entityBytes}.`);
  return entity;
};

/** By the formula of the Azure Tables documentation: UTF-16 throughout, and a few bytes for each property. */
const storedBytes = (entity: Entity): number => {
  const keys = 4 + 2 * (entity.partitionKey.length + entity.rowKey.length);
  return Object.entries(entity).reduce(
    (sum, [name, value]) => sum + 8 + 2 * name.length + (typeof value === 'string' ? 4 + 2 * value.length : 4),
    keys,
  );
};

export const fromEntity = <T>(entity: TableEntityResult<Entity>): Row<T> => {
  let json = '';
  for (let i = 0; ; i++) {
    const part = entity[`doc${i}`];
    if (part === undefined) break;
    json += part;
  }
  const { partitionKey: partition, rowKey: key, version, etag } = entity;
  return { partition, key, id: key.slice(key.indexOf('|') + 1), version, etag, doc: JSON.parse(json) };
};

/** What a transaction may carry, checked before it leaves. */
export const checkTransaction = (entities: readonly { rowKey: string }[]): void => {
  if (entities.length > transactionRows)
    throw new RangeError(`A transaction of ${entities.length} rows, more than ${transactionRows}.`);
  const seen = new Set<string>();
  for (const { rowKey } of entities) {
    if (seen.has(rowKey)) throw new RangeError(`The row ${rowKey} stands twice in one transaction.`);
    seen.add(rowKey);
  }
  // Around each row go its address and headers, some 700 bytes.
  const bytes = entities.reduce((sum, entity) => sum + 1000 + Buffer.byteLength(JSON.stringify(entity)), 0);
  if (bytes > transactionBytes) throw new RangeError(`A transaction of ${bytes} bytes, more than ${transactionBytes}.`);
};

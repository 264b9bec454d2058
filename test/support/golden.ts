/** The cards as people see them, one file per state, and what no card may be sent with. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Card, LIMIT, type Node, REFRESH_LIMIT, size } from '../../cards/render.ts';

const FOLDER = join(import.meta.dirname, '../golden');

/** Compares with test/golden/<name>.json, or writes it (`npm run golden`); refuses a card that `lint` finds fault with. */
export const golden = (name: string, card: Card): void => {
  const faults = lint(card);
  if (faults.length > 0) throw new Error(`The card ${name} may not be sent:\n${faults.join('\n')}`);
  const path = join(FOLDER, `${name}.json`);
  const text = `${JSON.stringify(ordered(card), undefined, 2)}\n`;
  if (process.env.GOLDEN === 'write') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, text);
  }
  expect(text, `golden/${name}.json (npm run golden writes it anew)`).toBe(read(path));
};

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Everything that would break on somebody's client, or for somebody who cannot see it; each fault names its place. */
export const lint = (card: Card): string[] => {
  const all = [...visit(card, { path: 'card', parent: undefined, property: '' })];
  const inputs = all.filter(({ node }) => isInput(node)).map(({ node }) => node.id);
  return [
    ...(size(card) > LIMIT ? [`card: ${size(card)} bytes, over ${LIMIT}`] : []),
    ...(card.version === '1.5' ? [] : ['card: not version 1.5']),
    ...(all.some(({ node }) => node.type === 'TextBlock' && node.style === 'heading') ? [] : ['card: no heading']),
    ...unfilled(card, 'card'),
    ...refreshFaults(card),
    ...inputs.filter((id, at) => inputs.indexOf(id) !== at).map((id) => `card: two inputs are called ${id}`),
    ...all.flatMap((place) => faultsAt(place, inputs).map((fault) => `${place.path}: ${fault}`)),
  ];
};

type Place = { node: Node; path: string; parent: Node | undefined; property: string };

/** What every client draws; anything else needs a fallback. */
const ELEMENTS = new Set<unknown>([
  'AdaptiveCard',
  ...['TextBlock', 'RichTextBlock', 'TextRun', 'Image', 'FactSet'],
  ...['Container', 'ColumnSet', 'Column', 'Table', 'TableRow', 'TableCell'],
  ...['Input.Text', 'Input.Number', 'Input.Date', 'Input.Time', 'Input.Toggle', 'Input.ChoiceSet', 'Data.Query'],
  ...['ActionSet', 'Action.Execute', 'Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'],
]);
/** Lists whose members must say what they are. */
const TYPED = new Set(['body', 'items', 'columns', 'rows', 'cells', 'inlines', 'actions']);
const TEXT = ['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'speak', 'fallbackText'];
const SIGNALS = new Set<unknown>(['attention', 'good', 'warning']);

const faultsAt = ({ node, parent, property }: Place, inputs: unknown[]): string[] => [
  ...TEXT.filter((name) => name in node && typeof node[name] !== 'string').map((name) => `${name} is not a string`),
  ...kindFaults(node, property, parent),
  ...inputFaults(node),
  ...commandFaults(node, parent, property, inputs),
  ...(node.type === 'TextBlock' && node.wrap !== true ? ['TextBlock without wrap'] : []),
  ...(node.type === 'Image' && !(filled(node.altText) && filled(node.url)) ? ['Image without altText or url'] : []),
  ...(isSignal(node) && !/\p{L}{2}/u.test(words(node)) ? ['colour without words'] : []),
];

const kindFaults = ({ type, fallback, value }: Node, property: string, parent: Node | undefined): string[] => {
  if (property === 'facts' || property === 'choices') return typeof value === 'string' ? [] : ['value is not a string'];
  // A column of a table is only a width.
  if (parent?.type === 'Table' && property === 'columns') return [];
  if (type === undefined) return TYPED.has(property) ? ['element without a type'] : [];
  return ELEMENTS.has(type) || fallback !== undefined ? [] : [`${type} without fallback`];
};

const inputFaults = (node: Node): string[] =>
  isInput(node)
    ? ['id', 'label', 'errorMessage']
        .filter((name) => !filled(node[name]))
        .map((name) => `${node.type} without ${name}`)
    : [];

const commandFaults = (node: Node, parent: Node | undefined, property: string, inputs: unknown[]): string[] => {
  const data = isNode(node.data) ? node.data : {};
  const taken = inputs.filter((id) => typeof id === 'string' && id in data);
  const faults = taken.map((id) => `the input ${id} would overwrite what the button carries`);
  if (node.type !== 'Action.Execute' || parent?.type === undefined) return faults;
  if (!filled(node.verb)) faults.push('Action.Execute without verb');
  if (parent.type !== 'ActionSet' || property !== 'actions') faults.push('Action.Execute outside an ActionSet');
  const fallback = isNode(node.fallback) ? node.fallback : {};
  const carried = isNode(fallback.data) ? fallback.data.verb : undefined;
  if (fallback.type !== 'Action.Submit' || carried !== node.verb) faults.push('Action.Execute without fallback');
  return faults;
};

const refreshFaults = ({ refresh }: Card): string[] => {
  if (refresh === undefined) return [];
  if (!Array.isArray(refresh.userIds)) return ['card.refresh: no userIds'];
  return [
    ...(refresh.userIds.length > REFRESH_LIMIT ? [`card.refresh: over ${REFRESH_LIMIT} userIds`] : []),
    ...refresh.userIds.filter((id) => !id.startsWith('29:')).map((id) => `card.refresh: ${id} is no Teams id`),
  ];
};

/** Strings in which the template still shows. */
const unfilled = (value: unknown, path: string): string[] => {
  if (typeof value === 'string') return value.includes('${') ? [`${path}: \${ is left in "${value}"`] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((inner, at) => unfilled(inner, `${path}[${at}]`));
  return Object.entries(value).flatMap(([name, inner]) => unfilled(inner, `${path}.${name}`));
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const isInput = (node: Node): boolean => String(node.type).startsWith('Input.');
const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const isSignal = (node: Node): boolean =>
  SIGNALS.has(String(node.color).toLowerCase()) ||
  (!String(node.type).startsWith('Action.') && SIGNALS.has(String(node.style).toLowerCase()));

/** All that can be read within an element. */
const words = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(words).join(' ');
  if (!isNode(value)) return '';
  return Object.entries(value)
    .map(([name, inner]) => (TEXT.includes(name) && typeof inner === 'string' ? inner : words(inner)))
    .join(' ');
};

/** Every element, action, fact and choice, in the order of the card; not what buttons carry. */
function* visit(node: Node, place: Omit<Place, 'node'>): Generator<Place> {
  yield { node, ...place };
  for (const [name, value] of Object.entries(node)) {
    if (name === 'data' || name === 'msteams') continue;
    const many = Array.isArray(value);
    for (const [at, inner] of (many ? value : [value]).entries()) {
      const path = many ? `${place.path}.${name}[${at}]` : `${place.path}.${name}`;
      if (isNode(inner)) yield* visit(inner, { path, parent: node, property: name });
    }
  }
}

/** `type` first, the rest by name: the same card always makes the same file. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (!isNode(value)) return value;
  const names = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, ordered(value[name])]));
};

const rank = (name: string): number => (name === 'type' ? 0 : 1);

/** From a template and its words to a card that Teams can show, on old clients too. */
import { GlobalSettings, Template } from 'adaptivecards-templating';

export type Node = { readonly [key: string]: unknown };

export type Card = {
  readonly $schema: string;
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly Node[];
  readonly refresh?: { readonly action: Node; readonly userIds: readonly string[] };
  readonly msteams?: Node;
  readonly [key: string]: unknown;
};

export type Refresh = {
  readonly verb: string;
  readonly data: Node;
  /** Teams ids (`29:`) of those whose client asks for a view of their own; nobody's does when it is empty. */
  readonly userIds: readonly string[];
};

export type Options = {
  readonly refresh?: Refresh | undefined;
  /** Goes into the data of every button, so that a press in a personal chat says which area it is about. */
  readonly area?: string | undefined;
};

/** Bytes of a card as UTF-8 JSON: below every limit that Teams has published for a bot's message. */
export const LIMIT = 28_000;
/** The most people one card may list for automatic refresh. */
export const REFRESH_LIMIT = 60;

const SCHEMA = 'http://adaptivecards.io/schemas/adaptive-card.json';

/** Clients read these as strings, whatever the data held; some phones drop a card over a number. */
const TEXT = new Set(['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'speak', 'fallbackText']);
/** Elements whose `value` is a string too; a fact and a choice have no type. */
const TEXT_VALUE = new Set([undefined, 'Input.Text', 'Input.ChoiceSet', 'Input.Toggle', 'Input.Date', 'Input.Time']);

/** Where an element keeps its content: without any, it is dropped. */
const CONTENT = new Map([
  ['ActionSet', 'actions'],
  ['Container', 'items'],
  ['Column', 'items'],
  ['ColumnSet', 'columns'],
  ['FactSet', 'facts'],
  ['RichTextBlock', 'inlines'],
  ['Table', 'rows'],
]);

/** Properties that come back to us or go to Teams as they are. */
const OPAQUE = new Set(['data', 'choices.data', 'msteams']);

/** The engine leaves `${name}` in the text where a value is missing, and swallows what is thrown here: so it is noted. */
let missing: string[] = [];
GlobalSettings.getUndefinedFieldValueSubstitutionString = (path) => {
  missing.push(path);
  return undefined;
};

const compiled = new WeakMap<object, Template>();

/**
 * The template filled with `data`; throws on whatever would break on somebody's client: a missing value, a command
 * outside an ActionSet, more people listed for refresh than Teams takes.
 */
export const render = (template: object, data: object, { refresh, area }: Options = {}): Card => {
  const { body, msteams, ...rest } = tidyProperties(expand(template, data), area);
  if (refresh && refresh.userIds.length > REFRESH_LIMIT) {
    throw new Error(`A card refreshes for ${REFRESH_LIMIT} people at most, not ${refresh.userIds.length}`);
  }
  return {
    ...rest,
    $schema: SCHEMA,
    type: 'AdaptiveCard',
    version: '1.5',
    msteams: { width: 'full', ...(isNode(msteams) ? msteams : {}) },
    body: Array.isArray(body) ? body : [],
    ...(refresh && {
      refresh: {
        action: { type: 'Action.Execute', verb: refresh.verb, data: withArea(refresh.data, area) },
        userIds: refresh.userIds,
      },
    }),
  };
};

export const size = (card: Card): number => Buffer.byteLength(JSON.stringify(card));

/**
 * As few cards as hold all items, each within LIMIT. `build` makes the card of one page; nothing to show is one page
 * without items. Throws when an item does not fit on a page of its own.
 */
export const pages = <T>(
  items: readonly T[],
  build: (items: readonly T[], page: { readonly number: number; readonly of: number }) => Card,
): Card[] => {
  // The number of pages is not known yet; the number of items is at least as wide in print.
  const fits = (part: readonly T[], number: number) => size(build(part, { number, of: items.length })) <= LIMIT;
  const parts: (readonly T[])[] = [];
  for (let rest = items; rest.length > 0; ) {
    let fitting = 0;
    for (let tooMany = rest.length + 1; tooMany - fitting > 1; ) {
      const middle = Math.floor((fitting + tooMany) / 2);
      if (fits(rest.slice(0, middle), parts.length + 1)) fitting = middle;
      else tooMany = middle;
    }
    if (fitting === 0) throw new Error(`One item alone is over ${LIMIT} bytes on a card`);
    parts.push(rest.slice(0, fitting));
    rest = rest.slice(fitting);
  }
  if (parts.length === 0) parts.push([]);
  return parts.map((part, index) => build(part, { number: index + 1, of: parts.length }));
};

/**
 * Typed text for a TextBlock, a fact or an expanded choice, where Teams renders Markdown: what could be markup gets a
 * backslash, and nothing else does. Everywhere else (TextRun, compact choices, labels, button titles, input values)
 * text is shown as it is and must not go through here; a RichTextBlock is the first choice for what people typed.
 *
 * Backslashes, because what is shown can then be searched and copied as it was typed. Teams on a desktop takes them
 * away; phones, whose parser knows neither them nor entities, show them, but render nothing either (`](` is their
 * link, so the bracket after `]` gets one as well). Indentation is dropped: four spaces would be a block of code.
 */
export const plain = (text: string): string =>
  text
    .replace(/^[ \t]+/gm, '')
    .replace(/[\\`*~|[\]]|(?<=\])\(|<(?=[a-z/!?])|&(?=#?\w+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/giu, '\\$&')
    .replace(/^(?=[-+=#>]|:-)/gm, '\\')
    .replace(/^(\d+)(?=[.)])/gm, '$1\\');

const expand = (template: object, data: object): Node => {
  const known = compiled.get(template) ?? new Template(template);
  compiled.set(template, known);
  missing = [];
  const expanded: unknown = known.expand({ $root: data });
  if (missing.length > 0) throw new Error(`The card lacks a value for ${[...new Set(missing)].join(', ')}`);
  if (!isNode(expanded)) throw new Error('The template is not a card');
  return expanded;
};

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The element as it should be sent; undefined when there is nothing in it. */
const tidy = (node: Node, area: string | undefined): Node | undefined => {
  const type = typeof node.type === 'string' ? node.type : undefined;
  const tidied = tidyProperties(node, area);
  const content = type === undefined ? undefined : CONTENT.get(type);
  if (content !== undefined && !(Array.isArray(tidied[content]) && tidied[content].length > 0)) return undefined;
  if (type === 'Action.Execute') return withFallback(tidied, area);
  if (type === 'Action.Submit') return { ...tidied, data: withArea(tidied.data, area) };
  return tidied;
};

const tidyProperties = (node: Node, area: string | undefined): Node => {
  const tidied: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(node)) {
    if (OPAQUE.has(name)) tidied[name] = value;
    else if (TEXT.has(name) || (name === 'value' && TEXT_VALUE.has(node.type as string | undefined))) {
      tidied[name] = asText(value, `${node.type ?? 'fact or choice'}.${name}`);
    } else if (Array.isArray(value)) {
      tidied[name] = value
        .map((item) => (isNode(item) ? inPlace(item, node, name, area) : item))
        .filter((item) => item !== undefined);
    } else if (isNode(value)) tidied[name] = inPlace(value, node, name, area);
    else tidied[name] = value;
  }
  return tidied;
};

const asText = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`The card has no text for ${where}`);
};

const inPlace = (node: Node, parent: Node, property: string, area: string | undefined): Node | undefined => {
  if (node.type === 'Action.Execute' && !(parent.type === 'ActionSet' && property === 'actions')) {
    throw new Error(`The command ${node.verb} is not in an ActionSet, where old clients find its fallback`);
  }
  return tidy(node, area);
};

/** On an old client the press arrives as a message that carries the same data and the verb. */
const withFallback = ({ verb, data, id, fallback: _, ...rest }: Node, area: string | undefined): Node => {
  if (typeof verb !== 'string') throw new Error(`The button "${rest.title}" has no verb`);
  const sent = withArea(data, area);
  const fallback = { ...rest, type: 'Action.Submit', data: { ...sent, verb } };
  return { ...rest, ...(id !== undefined && { id }), verb, data: sent, fallback };
};

const withArea = (data: unknown, area: string | undefined): Node => ({
  ...(isNode(data) ? data : {}),
  ...(area !== undefined && { area }),
});

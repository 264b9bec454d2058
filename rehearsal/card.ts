/** What a client makes of a card's JSON: its text, its buttons, its inputs, and the data a press sends. */
import type { Json } from './state.ts';

export type Button = { readonly title: string; readonly action: Json; readonly scope: readonly Input[] };
export type Input = { readonly id: string; readonly label: string; readonly json: Json };
export type Typed = string | number | boolean | readonly string[];

type Reading = { readonly texts: string[]; readonly buttons: Button[]; readonly inputs: Input[] };

const childLists = ['body', 'items', 'columns', 'actions', 'rows', 'cells', 'facts', 'inlines', 'images', 'choices'];

/** `old` reads the card as a client without Action.Execute does: through the fallbacks. */
export function readCard(card: Json, old = false): Reading {
  const reading: Reading = { texts: [], buttons: [], inputs: [] };

  const visit = (element: Json, scope: Input[]): void => {
    if (element.isVisible === false && !String(element.type).startsWith('Input.')) return;
    const type = String(element.type ?? '');
    if (type === 'Action.Execute' && old) {
      const fallback = element.fallback;
      if (fallback && fallback !== 'drop') visit(fallback as Json, scope);
      return;
    }
    for (const name of ['text', 'title', 'value', 'label', 'altText']) {
      const value = element[name];
      const isData = type.startsWith('Input.') && name === 'value';
      if (typeof value === 'string' && !isData) reading.texts.push(value);
    }
    if (type.startsWith('Input.')) {
      const input = { id: String(element.id ?? ''), label: String(element.label ?? ''), json: element };
      reading.inputs.push(input);
      scope.push(input);
    }
    if (type === 'Action.ShowCard') {
      const inner = element.card as Json;
      visitAll(inner, [...scope]);
      return;
    }
    if (type.startsWith('Action.') && element.isEnabled !== false) {
      reading.buttons.push({ title: String(element.title ?? ''), action: element, scope });
    }
    visitAll(element, scope);
    if (element.selectAction) visit(element.selectAction as Json, scope);
  };

  const visitAll = (element: Json, scope: Input[]): void => {
    for (const name of childLists) {
      const children = element[name];
      if (Array.isArray(children)) for (const child of children) visit(child as Json, scope);
    }
  };

  visit(card, []);
  return reading;
}

const choicesOf = (input: Input) => (input.json.choices ?? []) as { title: string; value: string }[];

export const queryOf = (input: Input) => input.json['choices.data'] as { dataset: string } | undefined;

const refuse = (input: Input, why: string): never => {
  throw new Error(`“${input.label || input.id}”: ${why}`);
};

function choose(input: Input, typed: Typed): string {
  const wanted = Array.isArray(typed) ? typed : [String(typed)];
  if (wanted.length > 1 && !input.json.isMultiSelect) refuse(input, 'takes one choice.');
  const picked = wanted.map((text) => {
    const choice = choicesOf(input).find(({ title, value }) => title === text || value === text);
    return choice?.value ?? refuse(input, `offers no choice “${text}”.`);
  });
  return picked.join(',');
}

function written(input: Input, typed: Typed): string {
  const { json } = input;
  switch (json.type) {
    case 'Input.ChoiceSet':
      return queryOf(input) ? String(typed) : choose(input, typed);
    case 'Input.Toggle':
      return String(typed ? (json.valueOn ?? 'true') : (json.valueOff ?? 'false'));
    case 'Input.Number': {
      const number = Number(typed);
      const { min, max } = json as { min?: number; max?: number };
      if (Number.isNaN(number)) refuse(input, 'takes a number.');
      if ((min !== undefined && number < min) || (max !== undefined && number > max))
        refuse(input, String(json.errorMessage));
      return String(typed);
    }
    case 'Input.Text': {
      const text = String(typed);
      const { maxLength, regex } = json as { maxLength?: number; regex?: string };
      if (maxLength !== undefined && text.length > maxLength) refuse(input, `takes ${maxLength} characters at most.`);
      if (regex && text && !new RegExp(regex).test(text)) refuse(input, String(json.errorMessage));
      return text;
    }
    default:
      return String(typed);
  }
}

/** What stands in an input before anybody touches it; a toggle always stands on one side. */
function standing(input: Input): string {
  const value = input.json.value;
  if (input.json.type === 'Input.Toggle') return String(value ?? input.json.valueOff ?? 'false');
  return value === undefined ? '' : String(value);
}

/**
 * The data a press of this button sends: the action's own, and every input that holds something.
 * `typed` goes by label or id; a name the card does not offer is refused, as is what the client would not let through.
 */
export function dataOf(button: Button, typed: Readonly<Record<string, Typed>>): Json {
  const { scope, action } = button;
  const inputs = action.associatedInputs === 'none' ? [] : scope;
  for (const name of Object.keys(typed)) {
    if (!inputs.some(({ id, label }) => id === name || label === name)) {
      const offered = inputs.map(({ id, label }) => label || id).join(', ');
      throw new Error(`“${button.title}” sends no input “${name}”, only: ${offered}.`);
    }
  }
  const data: Json = { ...(action.data as Json | undefined) };
  for (const input of inputs) {
    const given = typed[input.label] ?? typed[input.id];
    const value = given === undefined ? standing(input) : written(input, given);
    if (input.json.isRequired && value === '') refuse(input, String(input.json.errorMessage ?? 'is required.'));
    if (input.id && value !== '') data[input.id] = value;
  }
  return data;
}

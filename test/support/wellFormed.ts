/** Input that a command's schema takes, made from the schema itself, so that a new command is tried without a word here. */
import { z } from 'zod';
import type { Command } from '../../cards/command.ts';
import { commands } from '../../cards/index.ts';

export const allCommands: readonly Command[] = [...commands.values()];

export type Facts = Readonly<Record<string, unknown>>;

/** Tried in this order on a field that the facts do not name and whose schema lists nothing. */
const guesses: readonly unknown[] = [
  ...['Some words', '2026-12-15', '10:00', '1', 'tenant|person', 'https://example.org/x', ''],
  ...[0, 1, true, [], {}, undefined],
];

/** What the schema lists: the values of an enumeration or a literal, wherever in it they stand. */
const listed = (schema: unknown): unknown[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap(listed);
  const { enum: several, const: one, ...rest } = schema as { enum?: unknown[]; const?: unknown };
  return [...(several ?? []), ...(one === undefined ? [] : [one]), ...listed(Object.values(rest))];
};

/** The fields of a command's input and their schemas. */
export const fieldsOf = ({ verb, input }: Command): Readonly<Record<string, z.ZodType>> => {
  if (!(input instanceof z.ZodObject)) throw new Error(`The input of ${verb} is not an object.`);
  return input.shape;
};

/** Every field filled, optional ones too: with what the facts say, else with the first value that its schema takes. */
export const wellFormed = (of: Command, facts: Facts): Record<string, unknown> => {
  const input = Object.entries(fieldsOf(of)).map(([name, schema]): [string, unknown] => {
    const values = listed(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
    const candidates = [...(name in facts ? [facts[name]] : []), ...values, ...guesses];
    const fitting = candidates.findIndex((value) => schema.safeParse(value).success);
    if (fitting < 0)
      throw new Error(`Nothing fits “${name}” of ${of.verb}: add a guess to test/support/wellFormed.ts.`);
    return [name, candidates[fitting]];
  });
  return Object.fromEntries(input);
};

/** Wrong types, and what nobody types but somebody may send. */
const odd: readonly unknown[] = [
  ...[-1.5, null, ['x'], { x: 1 }],
  ...['', '漢'.repeat(30_000), '../#?\u0000', '\ud800'],
];

/**
 * Every command's input with one field after the other set to every odd value. A value that a schema turns down is sent
 * once for all the commands that share this schema.
 */
export const malformed = (facts: Facts): { readonly of: Command; readonly input: Record<string, unknown> }[] => {
  const turnedDown = new Set<z.ZodType>();
  return allCommands.flatMap((of) => {
    const good = wellFormed(of, facts);
    return Object.entries(fieldsOf(of)).flatMap(([name, schema]) => {
      const sent = odd.filter((value) => !turnedDown.has(schema) || schema.safeParse(value).success);
      turnedDown.add(schema);
      return sent.map((value) => ({ of, input: { ...good, [name]: value } }));
    });
  });
};

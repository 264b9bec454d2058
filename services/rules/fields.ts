/** Fields of a scheme that several of its pieces are made of. */
import { z } from 'zod';

export const id = z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens only');
export const words = z.string().min(1);
/** Something to choose, and what it is called. */
export const Named = z.strictObject({ id, name: words });
export type Named = z.infer<typeof Named>;

export const nameIn = (all: readonly Named[] | undefined, wanted: string): string =>
  all?.find((one) => one.id === wanted)?.name ?? wanted;

/** Of whoever wrote something down: what services call a person's key. */
export type Who = `${string}|${string}`;

/** Fields of a scheme that several of its pieces are made of. */
import { z } from 'zod';

export const id = z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens only');
export const words = z.string().min(1);
/** Of the day, on a clock in London. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 10:00');
/** Something to choose, and what it is called. */
export const Named = z.strictObject({ id, name: words });
export type Named = z.infer<typeof Named>;

export const nameIn = (all: readonly Named[] | undefined, wanted: string): string =>
  all?.find((one) => one.id === wanted)?.name ?? wanted;

/** Of whoever wrote something down: what services call a person's key. */
export type Who = `${string}|${string}`;

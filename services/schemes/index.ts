/** The schemes that ship, checked when they load. */
import { z } from 'zod';
import { type Scheme, SchemeShape } from '../rules/scheme.ts';
import richmond from './richmond.json' with { type: 'json' };

/** Throws with the file, the key and what was expected there, a line for each fault. */
export const parseScheme = (file: string, data: unknown): Scheme => {
  const result = SchemeShape.safeParse(data);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${file}: ${z.core.toDotPath(issue.path)}: ${issue.message}`);
  throw new Error(faults.join('\n'));
};

export const schemes: Readonly<Record<Scheme['id'], Scheme>> = {
  richmond: parseScheme('services/schemes/richmond.json', richmond),
};

/** The schemes that ship, checked when they load. */
import { z } from 'zod';
import type { Scheme } from '../rules/scheme.ts';
import { SchemeShape } from '../rules/whole.ts';
import essex from './essex.json' with { type: 'json' };
import leeds from './leeds.json' with { type: 'json' };
import london from './london.json' with { type: 'json' };
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
  london: parseScheme('services/schemes/london.json', london),
  essex: parseScheme('services/schemes/essex.json', essex),
  leeds: parseScheme('services/schemes/leeds.json', leeds),
};

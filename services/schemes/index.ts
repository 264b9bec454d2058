/** The schemes that ship, checked when they load. */
import { z } from 'zod';
import type { Scheme, Schemes } from '../rules/scheme.ts';
import { SchemeShape } from '../rules/whole.ts';
import essex from './essex.json' with { type: 'json' };
import leeds from './leeds.json' with { type: 'json' };
import london from './london.json' with { type: 'json' };
import richmond from './richmond.json' with { type: 'json' };

/** What was expected, without the words that zod puts before it. */
const expected = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'unrecognized_keys')
    return `expected only the keys of a scheme file, and ${issue.keys.map((key) => `"${key}"`).join(', ')} is none`;
  return issue.message.replace(/^.*?expected/i, 'expected');
};

/** The scheme, or a sentence for each fault: the file, the key and what was expected there. */
export const readScheme = (file: string, data: unknown): Scheme | readonly string[] => {
  const result = SchemeShape.safeParse(data);
  if (result.success) return result.data;
  return result.error.issues.map((issue) =>
    [file, ...(issue.path.length > 0 ? [z.core.toDotPath(issue.path)] : []), expected(issue)].join(': '),
  );
};

/** Throws what `readScheme` finds wrong, a line for each fault. */
export const parseScheme = (file: string, data: unknown): Scheme => {
  const read = readScheme(file, data);
  if ('id' in read) return read;
  throw new Error(read.join('\n'));
};

export const schemes: Schemes = {
  richmond: parseScheme('services/schemes/richmond.json', richmond),
  london: parseScheme('services/schemes/london.json', london),
  essex: parseScheme('services/schemes/essex.json', essex),
  leeds: parseScheme('services/schemes/leeds.json', leeds),
};

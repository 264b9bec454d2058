/** The schemes of an area of its own, from the files that the configuration names, beside those that ship. */
import { readFileSync } from 'node:fs';
import type { Scheme, Schemes } from '../rules/scheme.ts';
import { readScheme, schemes as shipped } from './index.ts';

/** What a file holds, or what is wrong with it: the file, the key and what was expected there. */
const schemeIn = (file: string): Scheme | readonly string[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return [`${file}: expected a file that can be read (${(error as NodeJS.ErrnoException).code})`];
  }
  try {
    return readScheme(file, JSON.parse(text));
  } catch (error) {
    return [`${file}: expected JSON (${error instanceof Error ? error.message : error})`];
  }
};

export const loadSchemes = (
  files: readonly string[],
): { readonly schemes: Schemes; readonly faults: readonly string[] } => {
  const schemes: Record<string, Scheme> = { ...shipped };
  const faults: string[] = [];
  for (const file of files) {
    const read = schemeIn(file);
    if (!('id' in read)) faults.push(...read);
    else if (schemes[read.id])
      faults.push(`${file}: id: expected an id of its own, and there is a scheme "${read.id}"`);
    else schemes[read.id] = read;
  }
  return { schemes, faults };
};

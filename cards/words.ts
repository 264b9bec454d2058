/** Words and small parts that every card puts together in the same way. */
import { z } from 'zod';
import type { Instant } from '../services/model.ts';
import { type Day, dayIn, inWords, timeIn } from '../services/rules/days.ts';

export type Button = {
  readonly title: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly style: 'default' | 'positive' | 'destructive';
  /** Whether what was typed on the card goes with the press. */
  readonly inputs: 'auto' | 'none';
};

export const button = (
  title: string,
  verb: string,
  data: Button['data'],
  more: { readonly style?: Button['style']; readonly inputs?: Button['inputs'] } = {},
): Button => ({ title, verb, data, style: more.style ?? 'default', inputs: more.inputs ?? 'none' });

/** What just happened, in one sentence above everything else; `tone` only adds colour to the words. */
export type Notice = { readonly text: string; readonly tone: 'good' | 'attention' | 'warning' | 'accent' };

export const done = (text: string): Notice => ({ text, tone: 'good' });
export const heed = (text: string): Notice => ({ text, tone: 'warning' });
/** A press that came after somebody else's, or twice. */
export const overtaken = heed(
  'This had moved on before your press arrived, so nothing was changed. This is how it stands now.',
);

/** Placed by templates with `$data`: none or one. */
export const notices = (notice: Notice | undefined): readonly Notice[] => (notice ? [notice] : []);

export const clock = (at: Instant): string => timeIn(new Date(at));
export const moment = (at: Instant): string => `${inWords(dayIn(new Date(at)))}, ${clock(at)}`;

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' });
/** Sunday 22 November 2026 */
export const dayInFull = (of: Day): string => `${weekday.format(new Date(`${of}T00:00:00Z`))} ${inWords(of)}`;

/** A heading with its number, and a short line for each: easier to scan on a phone than commas. */
export type List = { readonly title: string; readonly lines: readonly { readonly text: string }[] };
export const list = (title: string, lines: readonly string[], none = 'nobody'): List => ({
  title: lines.length > 0 ? `${title}: ${lines.length}` : `${title}: ${none}`,
  lines: lines.map((text) => ({ text })),
});

/** Ends with one full stop, whatever the text that was typed ends with. */
export const stopped = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

export const listed = (words: readonly string[], none = 'nobody'): string =>
  words.length === 0
    ? none
    : words.length === 1
      ? String(words[0])
      : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Names in one line; what several of them begin with, up to a colon, is said once. */
export const inShort = (names: readonly string[]): string =>
  names
    .map((name, at) => {
      const begins = /^[^:]+: /.exec(name)?.[0];
      return begins && names[at - 1]?.startsWith(begins) ? name.slice(begins.length) : name;
    })
    .join('; ');

/** Behind which row of a list the next page begins: a key, which a button carries. */
export const Past = z
  .string()
  .min(1)
  .max(240)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are among the characters that no key may hold
  .refine((id) => id.isWellFormed() && !/[/\\#?\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(id), 'open the list again')
  .optional();

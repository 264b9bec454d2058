/** A filter of the register in words, and how it goes with a press. */
import type { Filter } from '../../services/register.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName } from '../../services/work.ts';
import { plain } from '../render.ts';

/** What is asked for, the parts that are not left out. */
export const filterInWords = (
  { colour, agency, lead, consent, due, removed }: Filter,
  names: ReadonlyMap<string, string>,
  scheme: Scheme,
): string[] => [
  ...(removed ? ['no longer on the register'] : []),
  ...(colour ? [`colour ${colour}`] : []),
  ...(agency ? [`led by ${agencyName({ scheme }, agency)}`] : []),
  ...(lead ? [`lead professional ${plain(names.get(lead) ?? 'somebody')}`] : []),
  ...(consent ? [`consent ${consent}`] : []),
  ...(due ? [`review due by ${inWords(due)}`] : []),
];

export const filterPressed = ({ removed, ...filter }: Filter): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)),
  ...(removed && { removed: 'yes' }),
});

/** Words about removals that several cards use. */
import type { Transfer } from '../../services/caseModel.ts';
import { inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';

/** What a reason is called, as it stands within a sentence. */
export const reasonInWords = (id: string, { deselection }: Pick<Scheme, 'deselection'>): string => {
  const name = deselection.find((reason) => reason.id === id)?.name ?? id;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
};

export const transferInWords = ({ to, toldOn, toldBy, answer }: Omit<Transfer, 'action'>): string =>
  [
    toldOn
      ? `${to ?? 'The receiving area'} was told on ${inWords(toldOn)}${toldBy ? ` by ${toldBy}` : ''}.`
      : `${to ?? 'The receiving area'} has not been told yet.`,
    answer ? `It answered: ${answer}` : 'Its answer is awaited.',
  ].join(' ');

/** Words about a case that several cards use. */
import type { CaseChange, Colour } from '../../services/caseModel.ts';
import type { Custody } from '../../services/rules/custody.ts';
import { type Day, inWords } from '../../services/rules/days.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';
import { count } from '../words.ts';

/** Colour never stands alone. */
export const colourInWords: Record<Colour, string> = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Blue' };

const monitoredInWords = ({ monitoredUntil }: { readonly monitoredUntil?: Day }): string =>
  monitoredUntil ? ` with lighter monitoring until ${inWords(monitoredUntil)}` : '';

/** “on remand at the Invented Prison since 3 November 2026; release expected on 4 May 2027” */
export const custodyInWords = (custody: Custody): string => {
  const { kind, prison, since, months, indeterminate, releaseOn, endsOn } = custody;
  const length = indeterminate ? 'an indeterminate sentence' : `a sentence of ${count(months ?? 0, 'month')}`;
  const how = { remand: 'on remand', sentence: length, unknown: 'by remand or sentence' }[kind];
  return [
    `${how} at ${prison} since ${inWords(since)}`,
    ...(releaseOn ? [`release expected on ${inWords(releaseOn)}`] : []),
    ...(endsOn ? [`end of the sentence ${inWords(endsOn)}`] : []),
  ].join('; ');
};

/** What is proposed, as the beginning of a sentence; it names nobody. */
export const changeInWords = (change: CaseChange, scheme: Scheme): string => {
  switch (change.motion) {
    case 'set RAG':
      return `Colour ${change.colour}${monitoredInWords(change)}`;
    case 'set lead agency':
      return `${agencyName({ scheme }, change.agency)} as the lead agency`;
    case 'move ownership':
      return `Ownership by ${agencyName({ scheme }, change.agency)}`;
    case 'transfer':
      return `Move to the ${bodyOf({ scheme }, change.to).name}`;
    case 'de-select':
      return 'De-selection';
  }
};

/** The question that is put to the vote. */
export const questionOf = (ref: string, change: CaseChange, scheme: Scheme): string => {
  switch (change.motion) {
    case 'set RAG':
      return `That ${ref} is set to ${change.colour}${monitoredInWords(change)}.`;
    case 'set lead agency':
      return `That ${agencyName({ scheme }, change.agency)} becomes the lead agency of ${ref}.`;
    case 'move ownership':
      return `That the ownership of ${ref} moves to ${agencyName({ scheme }, change.agency)}.`;
    case 'transfer':
      return `That ${ref}, who comes of age, moves to the ${bodyOf({ scheme }, change.to).name} by a new referral.`;
    case 'de-select':
      return `That ${ref} is removed from the register.`;
  }
};

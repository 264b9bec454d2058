/** Words about a case that several cards use. */
import type { CaseChange, Colour } from '../../services/caseModel.ts';
import type { Scheme } from '../../services/rules/scheme.ts';
import { agencyName, bodyOf } from '../../services/work.ts';

/** Colour never stands alone. */
export const colourInWords: Record<Colour, string> = { red: 'Red', amber: 'Amber', green: 'Green', blue: 'Blue' };

/** What is proposed, as the beginning of a sentence; it names nobody. */
export const changeInWords = (change: CaseChange, scheme: Scheme): string => {
  switch (change.motion) {
    case 'set RAG':
      return `Colour ${change.colour}`;
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
      return `That ${ref} is set to ${change.colour}.`;
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

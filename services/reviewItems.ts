/** Items of an agenda that are dealt with by recording what the meeting makes of a case. */
import type { Case } from './caseModel.ts';
import type { AgendaItem } from './model.ts';

/** Items under which a review is recorded. */
export const isReview = ({ heading, case: ref }: AgendaItem): boolean =>
  ref !== undefined && (heading === 'reviews due' || heading === 'red cases');

/** Somebody removed in long custody whose sentence is near its end; their items carry no proposal. */
export const isReselection = ({ heading, case: ref, proposal }: AgendaItem): boolean =>
  ref !== undefined && heading === 'de-selections' && !proposal;

/** Whether it waits for that; a case that has left the register meanwhile is reviewed no more. */
export const awaitsReview = (item: AgendaItem, about: Pick<Case, 'state' | 'reselectOn'> | undefined): boolean =>
  about !== undefined &&
  !item.review &&
  ((isReview(item) && about.state === 'on the register') || (isReselection(item) && about.reselectOn !== undefined));

/** The bounded lists of open things that a case keeps, and who may write on a case. */
import type { Case } from './caseModel.ts';
import { Refusal } from './refusal.ts';
import type { AgencyKind } from './rules/scheme.ts';
import { schemeOf, type Work } from './work.ts';

/** Open things of one kind that a case keeps; what is settled stays in its history. */
export const MOST_OPEN = 12;

type Entry = { readonly id: string };

export const added = <T extends Entry>(list: readonly T[] | undefined, one: T, many: string): readonly T[] => {
  if (list && list.length >= MOST_OPEN)
    throw new Refusal('full', `There are ${MOST_OPEN} ${many} open on this case already. Settle one of them first.`);
  return [...(list ?? []), one];
};

/** The earliest first. */
export const inOrder = <T extends { readonly on: string }>(list: readonly T[]): readonly T[] =>
  list.toSorted((a, b) => a.on.localeCompare(b.on));

export const oneOf = <T extends Entry>(list: readonly T[] | undefined, id: string): T => {
  const found = list?.find((one) => one.id === id);
  if (!found) throw new Refusal('settled', 'This has been settled already, or is not there. Open the case to see.');
  return found;
};

export const swapped = <T extends Entry>(list: readonly T[] | undefined, one: T): readonly T[] =>
  (list ?? []).map((other) => (other.id === one.id ? one : other));

export const without = <T extends Entry>(list: readonly T[] | undefined, id: string): readonly T[] =>
  (list ?? []).filter((other) => other.id !== id);

export const onRegister = (doc: Case): Case => {
  if (doc.state === 'removed')
    throw new Refusal('removed', `${doc.ref} is no longer on the register. A new referral is the way back.`);
  return doc;
};

/** Whether the person at work belongs to an agency of this kind. */
export const actsFor = (work: Work, kind: AgencyKind): boolean =>
  schemeOf(work).agencies.some((agency) => agency.id === work.actor.agency && agency.kind === kind);

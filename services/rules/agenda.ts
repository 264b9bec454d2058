/** What a meeting's agenda holds, from what is due. */
import type { Day } from './days.ts';
import type { HeadingId } from './scheme.ts';

export type Due = {
  readonly headings: readonly HeadingId[];
  /** References of new referrals, in the order in which they are to be taken. */
  readonly referrals: readonly string[];
  readonly openActions: number;
  /** Cases to be taken, in the order in which they are to be taken, by the heading they come under. */
  readonly cases: Readonly<Partial<Record<HeadingId, readonly CaseDue[]>>>;
  /** The day of the last meeting, whose minutes are to be agreed. */
  readonly last?: Day;
};

/** `proposal`: what is proposed for it. */
export type CaseDue = { readonly case: string; readonly proposal?: string };

type Item = { heading: HeadingId; referral?: string } & Partial<CaseDue>;

/** In the body's order: an item for each new referral, one for a heading under which something is due, none for others. */
export const agendaItems = (due: Due): Item[] => due.headings.flatMap((heading) => itemsUnder(heading, due));

const itemsUnder = (heading: HeadingId, { referrals, openActions, cases, last }: Due): Item[] => {
  switch (heading) {
    case 'last minutes':
      return last ? [{ heading }] : [];
    case 'matters arising':
      return openActions > 0 ? [{ heading }] : [];
    case 'new referrals':
      return referrals.map((referral) => ({ heading, referral }));
    case 'red cases':
    case 'reviews due':
    case 'de-selections':
    case 'RAG changes':
    case 'case questions':
      return (cases[heading] ?? []).map((due) => ({ heading, ...due }));
    // Nothing falls due under it before items climb between bodies.
    case 'escalations':
      return [];
    case 'service provision':
    case 'good practice':
    case 'any other business':
      return [{ heading }];
  }
};

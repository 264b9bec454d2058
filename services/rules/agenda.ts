/** What a meeting's agenda holds, from what is due. */
import type { Day } from './days.ts';
import type { HeadingId } from './scheme.ts';

export type Due = {
  readonly headings: readonly HeadingId[];
  /** References of new referrals, in the order in which they are to be taken. */
  readonly referrals: readonly string[];
  /** Actions that are taken one by one, and how many others are open, for one line. */
  readonly arising?: readonly ActionDue[];
  readonly openActions: number;
  /** Actions that have come up from the bodies below. */
  readonly escalated?: readonly ActionDue[];
  /** What bodies below have raised, and answers from above. */
  readonly raised?: readonly EscalationDue[];
  /** Agencies that are proposed to join. */
  readonly joins?: readonly JoinDue[];
  /** Cases to be taken, in the order in which they are to be taken, by the heading they come under. */
  readonly cases: Readonly<Partial<Record<HeadingId, readonly CaseDue[]>>>;
  /** The day of the last meeting, whose minutes are to be agreed. */
  readonly last?: Day;
};

/** `proposal`: what is proposed for it. */
export type CaseDue = { readonly case: string; readonly proposal?: string };

/** `ref`: whom it is about. */
export type ActionDue = { readonly id: string; readonly ref: string };

/** `ref`: whom it is about, where a channel may say so. `back`: it was answered above, and the body takes note of it. */
export type EscalationDue = { readonly id: string; readonly ref?: string; readonly back?: true };

export type JoinDue = { readonly id: string; readonly name: string };

type Item = {
  heading: HeadingId;
  referral?: string;
  action?: ActionDue;
  join?: JoinDue;
  escalation?: EscalationDue;
} & Partial<CaseDue>;

/** In the body's order: an item for each new referral, one for a heading under which something is due, none for others. */
export const agendaItems = (due: Due): Item[] => due.headings.flatMap((heading) => itemsUnder(heading, due));

const itemsUnder = (heading: HeadingId, due: Due): Item[] => {
  const { referrals, arising = [], openActions, escalated = [], raised = [], joins = [], cases, last } = due;
  switch (heading) {
    case 'last minutes':
      return last ? [{ heading }] : [];
    case 'matters arising':
      return [...arising.map((action) => ({ heading, action })), ...(openActions > 0 ? [{ heading }] : [])];
    case 'new referrals':
      return referrals.map((referral) => ({ heading, referral }));
    case 'red cases':
    case 'reviews due':
    case 'de-selections':
    case 'RAG changes':
    case 'case questions':
      return (cases[heading] ?? []).map((due) => ({ heading, ...due }));
    case 'escalations':
      return [
        ...raised.map((escalation) => ({ heading, escalation })),
        ...escalated.map((action) => ({ heading, action })),
      ];
    case 'good practice':
      return [{ heading }];
    case 'service provision':
    case 'any other business':
      return [...(heading === underWhich(due) ? joins.map((join) => ({ heading, join })) : []), { heading }];
  }
};

/** Agency buy-in is a heading of its own on most agendas. */
const underWhich = ({ headings }: Due): HeadingId =>
  headings.includes('service provision') ? 'service provision' : 'any other business';

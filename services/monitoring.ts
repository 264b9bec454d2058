/** At the end of a period of lighter monitoring removal is proposed by itself (L, RAG Rating). */
import type { Case, Proposal } from './caseModel.ts';
import { inWords } from './rules/days.ts';
import { MONITORING_OVER } from './rules/deselectionReasons.ts';

/** The id of that proposal: it is not stored but follows from the period. */
export const MONITORED = 'monitored';

const ended = ({ monitoring }: Case): Proposal[] =>
  monitoring
    ? [
        {
          id: MONITORED,
          change: { motion: 'de-select', reason: MONITORING_OVER },
          why: `The period of lighter monitoring that the panel had set ran until ${inWords(monitoring.until)}.`,
          by: monitoring.by,
          at: monitoring.at,
        },
      ]
    : [];

/** What can be decided at a meeting: what members proposed, and what the end of monitoring proposes. */
export const decidable = (doc: Case): Proposal[] => [...doc.proposals, ...ended(doc)];

/** The case when this proposal waits no longer; a period that did not end in removal is over all the same. */
export const without = (doc: Case, id: string): Case => {
  const { monitoring, ...rest } = doc;
  return {
    ...rest,
    ...(monitoring && id !== MONITORED && { monitoring }),
    proposals: doc.proposals.filter((other) => other.id !== id),
  };
};

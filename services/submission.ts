/** A referral is handed in: screened, kept as it was that day, and announced. */

import { judged, type Press, permitted, referralRow } from './referrals.ts';
import { Refusal } from './refusal.ts';
import { replace } from './store.ts';
import { save, tell, type Work } from './work.ts';

/** Submits the draft with its screening and tells the co-ordinators. Refused while something is missing or a hard criterion is not met. */
export const submit = (work: Work, { referral, version }: Press): Promise<'submitted' | 'already' | 'overtaken'> =>
  save(work, async () => {
    const row = await referralRow(work, referral);
    if (row.doc.state !== 'draft') return { changes: [], result: 'already' };
    if (row.version !== version) return { changes: [], result: 'overtaken' };
    permitted(work, row.doc.agency, row.doc.body);
    const { lacking, screening } = await judged(work, row.doc);
    if (lacking[0])
      throw new Refusal(
        'incomplete',
        `The referral cannot be submitted yet. ${lacking[0].label} Press “Check answers”.`,
      );
    if (screening.hardStop)
      throw new Refusal('hard stop', `${screening.hardStop.why} ${screening.hardStop.advice} Your draft is kept.`);
    const at = work.now.toISOString();
    return {
      changes: [
        replace(row, {
          ...row.doc,
          state: 'submitted',
          submittedAt: at,
          screening,
          history: [...(row.doc.history ?? []), { what: 'submitted', at, by: work.actor.person }],
        }),
        ...work.coordinators.map((person) => tell(work, person, 'referral received', referral, row.doc.body)),
      ],
      result: 'submitted',
    };
  });
